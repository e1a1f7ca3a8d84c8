"""What is shown where it is made, by the dock and by Processing, is said by one function, `tr`, and
as a whole: no word is given to a widget as it is, and none is made of a translated one."""

import ast
import re

import pytest
from tools.i18n import called, source_files

NAME = "Scaneo Bridge"
ROOMS = ("plugin.py", "core/algorithms", "core/qgis", "ui")
TR = "core/qgis/translation.py"
SHOWS = {
    *("QAction", "QCheckBox", "QGroupBox", "QLabel", "QMenu", "QPushButton", "QRadioButton"),
    *("CommandLink", "ElidedLabel", "TextLabel", "plain", "section_title", "tooltip"),
    *("addAction", "addButton", "addItem", "addItems", "addMenu", "addRow", "addTab", "choices"),
    *("setAccessibleDescription", "setAccessibleName", "setHeaderLabels", "setItemText"),
    *("setPlaceholderText", "setPrefix", "setSpecialValueText", "setStatusTip", "setSuffix"),
    *("setText", "setTitle", "setToolTip", "setWhatsThis", "setWindowTitle"),
    *("pushInfo", "pushMessage", "pushWarning", "reportError", "tell", "ScaneoError"),
    *("QgsProcessingException", "getExistingDirectory", "begin", "start"),
}
"""Calls whose texts people see."""
WORD = re.compile(r"[^\W\d_]{2,}")
TAG = re.compile("<[^>]*>|&[a-z]+;")


def bare_words(tree):
    """Texts that are shown as they stand in the code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in SHOWS:
            for text in (one for given in node.args for one in _texts(given)):
                if text != NAME and WORD.search(TAG.sub("", text)):
                    yield f"line {node.lineno}: {text!r}"


def _texts(node):
    """The literals that a call is given, also in parts; not what other calls are given for it."""
    if isinstance(node, ast.Call):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for below in ast.iter_child_nodes(node):
        yield from _texts(below)


def reworked(tree):
    """Where something is made of a text in the user's language, as if it were English."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _is_tr(node.value):
            yield f"line {node.lineno}: {ast.unparse(node)[:70]}"


def _is_tr(node):
    return isinstance(node, ast.Call) and called(node) == "tr"


def other_ways(tree):
    """Where somebody else than `tr` translates."""
    for node in ast.walk(tree):
        is_own = isinstance(node, ast.FunctionDef) and node.name.strip("_") == "tr"
        is_qts = isinstance(node, ast.Call) and "Application.tr" in ast.unparse(node.func)
        if is_qts and "QgisApp" in map(ast.literal_eval, node.args[:1]):
            continue  # what QGIS says itself
        is_method = _is_tr(node) and isinstance(node.func, ast.Attribute)
        if is_own or is_qts or is_method:
            yield f"line {node.lineno}: {ast.unparse(node)[:70]}"


CHECKS = {bare_words, reworked, other_ways}
WRONG = {
    'button = QPushButton("Open")': bare_words,
    'label.setText(f"Open {name}")': bare_words,
    'label.setToolTip(tip or "Open")': bare_words,
    'menu.addAction("<b>Open</b>")': bare_words,
    'raise ScaneoError("Gone")': bare_words,
    'text = tr("Open").lower()': reworked,
    'text = tr("Open {name}").format(name=name)': reworked,
    'def _tr(text): return QCoreApplication.translate("ScaneoBridge", text)': other_ways,
    'text = self.tr("Open")': other_ways,
    'text = QCoreApplication.translate("ScaneoBridge", "Open")': other_ways,
}


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("check", sorted(CHECKS, key=lambda one: one.__name__))
def test_what_is_shown_is_said_by_one_function_as_a_whole(root, room, check):
    found = {
        file.relative_to(root).as_posix(): list(check(ast.parse(file.read_text(encoding="utf-8"))))
        for file in source_files(root, [room])
        if file != root / TR
    }
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("code", WRONG)
def test_what_is_not_is_found(code):
    found = {check for check in CHECKS if list(check(ast.parse(code)))}
    assert WRONG[code] in found


@pytest.mark.parametrize(
    "code",
    [
        'label.setText(tr("Open {name}", name=name))',
        "label.setText(f'<b>{tr(name)}</b>')",
        'label.setText("–")',
        'action = QAction(icon, "Scaneo Bridge")',
        'button.setObjectName("open")',
        'self.tell(title, " ".join(parts))',
    ],
)
def test_what_is_right_is_no_finding(code):
    assert [one for check in CHECKS for one in check(ast.parse(code))] == []
