"""What is put off to the next turn of the event loop has a reason, and each reason is here."""

import ast
from collections import Counter

import pytest
from support.house.code import code_of

# A call that is put off to get behind others that hear of the same signal hides an order: it is to
# be written down by who owns them (`Work.afterwards`, `ToolSteps`). What stays is in the middle of
# something that Qt or QGIS has to finish first.
IN_THE_MIDDLE = [
    ("core/qgis/editing/saving.py", "of a save, which may fail without a word"),
    ("core/qgis/project_guard.py", "of emptying a project: whether one is read is known after it"),
    (
        "ui/label/image_navigation.py",
        "of an undo, on a stack that the way to another image empties",
    ),
    ("ui/label/labelling.py", "of a list's letting go of its editor"),
    ("ui/work/jobs.py", "of a task's end, by whose address QGIS takes it off its list"),
    ("ui/work/work.py", "of nothing: long work on the main thread lets people click in between"),
]
# A timer of no time at all does once what is asked for many times in a turn.
ONCE_A_TURN = [
    ("core/qgis/editing/keepers/style_keeper.py", "the classes in the list of layers"),
    ("core/qgis/editing/keepers/style_keeper.py", "a look at styles that changed"),
    ("core/qgis/editing/saving.py", "a save of marks"),
    ("ui/label/image_alignment.py", "a look at the operations between datums"),
    ("ui/label/labelling.py", "a count of what is drawn"),
    ("ui/shell/locator.py", "a clearing of results: one campaign is left, another is opened"),
    ("ui/shell/recounter.py", "a count of what was saved"),
]


def puts_off(node, name):
    """Whether it is a call of `….singleShot(…)` (of any time), or of `….start(0)`."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
        return False
    is_soon = name == "singleShot" or ast.unparse(node.args[0]) == "0"
    return node.func.attr == name and is_soon


def calls(root, name):
    """How often each file does so."""
    return Counter(
        path
        for file, path in code_of(root)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if puts_off(node, name)
    )


@pytest.mark.parametrize(
    ("name", "reasons"), [("singleShot", IN_THE_MIDDLE), ("start", ONCE_A_TURN)]
)
def test_what_is_put_off_has_its_reason(root, name, reasons):
    assert calls(root, name) == Counter(path for path, _ in reasons)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("singleShot", "QTimer.singleShot(0, self.check)"),
        ("singleShot", "QTimer.singleShot(later, self.check)"),
        ("start", "self._soon.start(0)"),
    ],
)
def test_what_is_put_off_is_found(tmp_path, name, text):
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui/bad.py").write_text(f"def ended(self):\n    {text}\n")
    assert calls(tmp_path, name) == {"ui/bad.py": 1}
