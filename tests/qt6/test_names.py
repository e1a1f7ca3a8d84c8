"""PyQt6 has every name of Qt that the plugin uses: classes, enums, members, methods."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from qgis.PyQt import QtCore, QtGui, QtWidgets, QtXml
from support.house.api_names import PRODUCT, missing, names_used, product_files

SHIM = Path(__file__).parent / "shim"
MODULES = (QtCore, QtGui, QtWidgets, QtXml)
# what mypy says of an attribute that a class, or one of several, has not
UNKNOWN = re.compile(r'^(.+?:\d+): error: (?:Item )?"(\w+)".* has no attribute "(\w+)"')


def spoil(folder, text):
    """A plugin that consists of these lines."""
    for part in PRODUCT:
        (folder / part).touch() if part.endswith(".py") else (folder / part).mkdir()
    (folder / "plugin.py").write_text(text)
    return folder


def unknown(root, scratch):
    """What is asked of objects that no class of PyQt6 has which they can be, by its own stubs."""
    view = scratch / "view" / "scaneo_bridge"
    view.mkdir(parents=True)
    for part in PRODUCT:
        (view / part).symlink_to(root / part)
    command = [sys.executable, "-m", "mypy", "--no-incremental", "--check-untyped-defs"]
    config = ["--config-file", "", "--ignore-missing-imports", "--no-error-summary"]
    done = subprocess.run(
        [*command, *config, "-p", "scaneo_bridge"],
        env={"MYPYPATH": f"{view.parent}:{SHIM}", "HOME": str(scratch)},
        cwd=scratch, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert not done.stderr, done.stderr
    found = [UNKNOWN.match(line) for line in done.stdout.splitlines()]
    return [
        f"{where.partition('scaneo_bridge/')[2]}: {kind}.{name}"
        for where, kind, name in (match.groups() for match in found if match)
        if kind != "None" and not _has(kind, name)  # PyQt6 says None where Qt says null: as ever
    ]


@cache
def _has(kind, name):
    """Whether a class of Qt, or one that is derived from it, has the attribute.

    A `QObject` may well be a widget. Of a class of our own mypy knows all that it inherits.
    """
    base = next((getattr(module, kind) for module in MODULES if hasattr(module, kind)), None)
    if base is None:
        return kind == "function"  # a method of Qt's that an attribute of ours hides
    if name == "__iter__":  # Python goes by places, where there is nothing else
        name = "__getitem__"
    found = [getattr(module, one) for module in MODULES for one in dir(module)]
    classes = [one for one in found if isinstance(one, type) and issubclass(one, base)]
    return any(hasattr(one, name) for one in classes)


def test_qt_6_has_every_name(root):
    assert missing(names_used(root, "qgis.PyQt")) == []


def test_qt_6_is_asked_for_something(root):
    assert len(names_used(root, "qgis.PyQt")) > 500
    assert len(product_files(root)) > 100


def test_objects_of_qt_6_have_what_is_asked_of_them(root, tmp_path):
    assert unknown(root, tmp_path) == []


@pytest.mark.parametrize(
    ("line", "gone"),
    [
        ("Qt.Key_Escape", "QtCore.Qt.Key_Escape"),
        ("QEvent.KeyPress", "QtCore.QEvent.KeyPress"),
        ("QVariant.Type.Int", "QtCore.QVariant.Type.Int"),
        ("QEvent.Type.KeyPressed", "QtCore.QEvent.Type.KeyPressed"),
        ("print(QRegExp)", "QtCore.QRegExp"),
    ],
)
def test_a_name_that_qt_6_dropped_is_found(tmp_path, line, gone):
    imports = "from qgis.PyQt.QtCore import QEvent, QRegExp, Qt, QVariant\n"
    found = missing(names_used(spoil(tmp_path, imports + line + "\n"), "qgis.PyQt"))
    assert any(one.endswith(f"qgis.PyQt.{gone}") for one in found)


SPOILED = """
from qgis.PyQt.QtCore import QObject, QPoint
from qgis.PyQt.QtGui import QFontMetrics, QMouseEvent
from qgis.PyQt.QtWidgets import QDialog, QMenu

class Panel(QDialog):
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.globalX()
        event.position()
        self.width()
        self.exec_()

    def ask(self, letters: QFontMetrics, other: QObject) -> None:
        menu = QMenu(self)
        menu.exec_(QPoint())
        letters.width("a")
        other.setVisible(True)
"""


def test_a_method_that_qt_6_dropped_is_found(tmp_path):
    (tmp_path / "plugin").mkdir()
    spoiled = spoil(tmp_path / "plugin", SPOILED)
    assert unknown(spoiled, tmp_path) == [
        "plugin.py:8: QMouseEvent.globalX",
        "plugin.py:11: Panel.exec_",
        "plugin.py:15: QMenu.exec_",
        "plugin.py:16: QFontMetrics.width",
    ]
