"""What is decided in one place: how a path becomes a folder, and how a layer's source is made."""

import ast

import pytest

MADE_ABSOLUTE = {"core/store/folder.py"}
REALPATH_IN = ("core/store/", "core/workspace/")  # locks and turns are known by the file itself
SOURCES_IN = "core/workspace/"
PART = "|layer" + "name="


def elsewhere(root):
    """Where modules make paths absolute, or the source of a workspace's layer, by themselves."""
    said = []
    for file in sorted(file for room in ("core", "ui") for file in (root / room).rglob("*.py")):
        name = file.relative_to(root).as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
            is_bad = (
                (called == "os.path.abspath" and name not in MADE_ABSOLUTE)
                or (called == "os.path.realpath" and not name.startswith(REALPATH_IN))
                or (is_text and PART in node.value and not name.startswith(SOURCES_IN))
            )
            if is_bad:
                said.append(f"{name}, line {node.lineno}")
    return said


def test_it_is_so(root):
    assert elsewhere(root) == []


@pytest.mark.parametrize(
    "text",
    [
        "Path(os.path.abspath(folder))",
        "os.path.realpath(folder)",
        'f"{workspace}|layername={kind}"',
    ],
)
def test_what_does_it_elsewhere_is_found(text, tmp_path):
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui/bad.py").write_text(f"import os\n{text}\n")
    assert elsewhere(tmp_path) == ["ui/bad.py, line 2"]
