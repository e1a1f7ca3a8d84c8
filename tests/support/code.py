"""The plugin's own code, to be looked over by tests of how it is built."""

import ast


def code_of(root):
    """The files of the plugin, each with its path as it is named in the tests."""
    files = [*root.glob("*.py"), *(root / "core").rglob("*.py"), *(root / "ui").rglob("*.py")]
    return [(file, file.relative_to(root).as_posix()) for file in sorted(files)]


def imports_of(file):
    """All that the module imports by an absolute name, as `package.module.name`."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
