"""The plugin's own code, to be looked over by tests of how it is built."""

import ast
from functools import cache


def code_of(root):
    """The files of the plugin, each with its path as it is named in the tests."""
    files = [*root.glob("*.py"), *(root / "core").rglob("*.py"), *(root / "ui").rglob("*.py")]
    return [(file, file.relative_to(root).as_posix()) for file in sorted(files)]


def tree_of(file):
    """The module's syntax. Nobody changes it: a text is parsed once for all tests."""
    return _parsed(file.read_text(encoding="utf-8"))


@cache
def _parsed(text):
    return ast.parse(text)


def dotted(node):
    """`a.b` of `a.b`, `.b` of `a().b`; "" of what is neither a name nor a part of something."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def code_of_tests(root):
    """The files of the tests and of what helps them, likewise."""
    return [
        (file, file.relative_to(root).as_posix()) for file in sorted((root / "tests").rglob("*.py"))
    ]


def imports_of(file):
    """All that the module imports by an absolute name, as `package.module.name`."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
