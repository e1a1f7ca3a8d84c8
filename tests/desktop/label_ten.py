"""Labels ten images in QGIS Desktop from nothing, with mouse and keys alone, and exports them.

Run by QGIS itself (`qgis --code`) on DESKTOP_FOLDER, a folder of ten images without annotations.
Writes DESKTOP_REPORT: the labels, and what was drawn on each image as (task, label, numbers), where
the numbers are a box's bounds (south, west, north, east) or an area's corners, in degrees, taken
from where the mouse was. Where DESKTOP_PICTURES names a folder, pictures go there.
"""

import json
import os
import sys
import traceback
from pathlib import Path

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import Qt, QTimer, qInstallMessageHandler
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QMessageBox, QToolBar
from qgis.utils import iface

sys.path.insert(0, os.environ["DESKTOP_TESTS"])  # QGIS runs the text of this file alone
sys.path.insert(0, str(Path(os.environ["DESKTOP_TESTS"], "desktop")))
from desk import Desk
from person import CTRL, SHIFT, Person, wait_for
from scaneo_bridge.ui.label.keys import DEFAULTS

FOLDER = Path(os.environ["DESKTOP_FOLDER"])
PICTURES = os.environ.get("DESKTOP_PICTURES")
LABELS = ["water", "field", "l'or & <b>mes</b>"]
WATER, FIELD, FOREST = LABELS


class Labeller(Person):
    """Draws, and notes what must be in the files afterwards."""

    def __init__(self):
        super().__init__()
        self.drawn = {}

    def note(self, *annotation):
        self.drawn.setdefault(self.image, []).append(annotation)

    def box(self, label, corner, opposite):
        (west, north), (east, south) = self.draw_box(corner, opposite)
        west, east = sorted((west, east))
        south, north = sorted((south, north))
        self.note("detection", label, [south, west, north, east])

    def area(self, label, *corners):
        points = sorted(self.draw_area(*corners))
        self.note("segmentation", label, [number for point in points for number in point])

    def give(self, label):
        self.press(str(LABELS.index(label) + 1))
        self.note("classification", label, [])

    def choose(self, label):
        self.press(str(LABELS.index(label) + 1))

    def picture(self, name):
        """Of the whole screen, menus included."""
        if PICTURES:
            self.rest()
            QTest.qWait(300)
            self.window.screen().grabWindow(0).save(str(Path(PICTURES) / f"{name}.png"))

    def counts(self):
        """What the list of images says of the image on the map, by task."""
        (item,) = [one for one in self.page.images.items if one.path == self.image]
        return {task.value: count for task, count in item.counts.items() if count}

    def must_count(self, **counts):
        wait_for(lambda: self.counts() == counts, f"{self.counts()}, not {counts}: it")

    def said(self):
        """The texts in QGIS's message bar, the newest last."""
        return [item.text() for item in iface.messageBar().items()]


def label_all(me):
    """Ten images, each in its own way."""
    me.begin()
    me.picture("1-begin")
    boxes(me)
    me.leave_by("n")
    areas(me)
    me.leave_by("d")
    me.press("c")
    me.give(FIELD)
    me.give(WATER)
    me.picture("3-classes")
    me.leave_by("d")
    all_three(me)
    me.leave_by("n")
    me.leave_by("x")  # verified empty goes on by itself
    me.press("b")
    me.choose(FOREST)
    me.box(FOREST, (0.3, 0.3), (0.5, 0.4))
    me.press("f")
    me.leave_by("n")
    undo(me)
    me.leave_by("d")
    refused(me)
    me.leave_by("k")
    other_tools(me)
    me.leave_by("d")
    pencil(me)
    me.press("d")
    me.rest()


def boxes(me):
    me.press("b")
    me.choose(WATER)
    me.box(WATER, (0.1, 0.1), (0.3, 0.2))
    me.box(WATER, (0.6, 0.9), (0.4, 0.7))  # from any corner
    me.choose(FIELD)
    me.box(FIELD, (0.5, 0.2), (0.9, 0.6))
    me.must_count(detection=3)
    me.picture("2-boxes")


def areas(me):
    me.press("a")
    me.choose(FIELD)
    me.area(FIELD, (0.1, 0.1), (0.5, 0.15), (0.4, 0.5))
    me.choose(FOREST)
    me.area(FOREST, (0.6, 0.5), (0.9, 0.5), (0.9, 0.9), (0.5, 0.8))
    me.must_count(segmentation=2)


def all_three(me):
    me.give(FOREST)  # still the mode of classes
    me.press("b")
    me.choose(WATER)
    me.box(WATER, (0.2, 0.2), (0.4, 0.4))
    me.press("a")
    me.area(WATER, (0.5, 0.5), (0.8, 0.5), (0.8, 0.8))
    me.must_count(classification=1, detection=1, segmentation=1)
    me.press("v")
    me.click(me.at(0.3, 0.3))
    me.picture("4-selected")
    me.press("a")
    for corner in ((0.1, 0.6), (0.3, 0.65), (0.3, 0.9)):
        me.click(me.at(*corner))
    me.picture("5-area-begun")
    me.press(Qt.Key.Key_Escape)


def undo(me):
    """Ctrl+Z is QGIS's own, and takes back the last deed, whatever layer it was in."""
    me.press("b")
    me.choose(FIELD)
    me.box(FIELD, (0.1, 0.1), (0.2, 0.2))
    me.press("a")
    me.area(FIELD, (0.3, 0.3), (0.6, 0.3), (0.6, 0.6))
    me.press("c")
    me.press("1")
    me.must_count(classification=1, detection=1, segmentation=1)
    me.press("b")
    me.press("z", CTRL)
    me.must_count(detection=1, segmentation=1)
    me.press("z", CTRL)
    me.must_count(detection=1)
    me.press("z", CTRL)
    me.must_count()
    for _ in range(2):
        me.press("z", CTRL | SHIFT)
    me.must_count(detection=1, segmentation=1)


def refused(me):
    """The sentence is said once: QGIS has its own way to show it."""
    before = me.said()  # some of it may be gone again by then
    me.press("a")
    me.click(me.at(0.2, 0.2))
    me.click(me.at(0.4, 0.2))
    me.click(me.at(0.4, 0.2), right=True)
    QTest.qWait(200)
    new = [text for text in me.said() if text not in before]
    assert len(new) == 1, new
    me.must_count()
    me.choose(WATER)
    me.area(WATER, (0.2, 0.2), (0.4, 0.2), (0.4, 0.6))
    me.must_count(segmentation=1)


def other_tools(me):
    """QGIS's hand, and back; its keys S and T while the map has the focus."""
    bar = me.window.findChild(QAction, "mActionPan")
    toolbar = iface.mapNavToolToolBar()
    me.click(toolbar.widgetForAction(bar))
    assert not any(button.isChecked() for button in me.page.modes.buttons.values())
    me.press("b")
    assert not bar.isChecked()
    me.choose(FIELD)
    me.box(FIELD, (0.3, 0.3), (0.6, 0.5))
    me.must_count(detection=1)
    me.window.findChild(QToolBar, "mSnappingToolBar").show()  # hidden, it gets no keys
    QTest.qWait(100)
    tracing = me.window.findChild(QAction, "EnableTracingAction")
    for key, is_on in (("s", is_snapping), ("t", tracing.isChecked)):
        was = is_on()
        me.press(key)
        assert is_on() is not was, f"{key} does nothing"
    me.press("t")
    me.press("s")
    assert not tracing.isChecked() and not is_snapping()


def is_snapping():
    return QgsProject.instance().snappingConfig().enabled()


def pencil(me):
    """QGIS's own pencil ends the editing of one layer, and asks about what is open in it."""
    me.press("b")
    me.choose(WATER)
    me.box(WATER, (0.1, 0.1), (0.3, 0.3))
    me.must_count(detection=1)
    asked = []

    def answer():
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            asked.append(box.text())
            me.surface.click(box.button(QMessageBox.StandardButton.Save))

    QTimer.singleShot(700, answer)
    me.click(iface.digitizeToolBar().widgetForAction(iface.actionToggleEditing()))
    wait_for(lambda: asked, "the question")
    me.activate()
    me.picture("6-pencil")
    me.press("b")
    me.box(WATER, (0.5, 0.5), (0.7, 0.7))
    me.must_count(detection=2)


def export(me):
    me.click(me.dock.export)
    me.rest()
    wait_for(me.pages.export.isVisible)
    me.rest()  # on a slow machine, the page is not laid out yet when it is there
    me.picture("8-preview")
    me.click(me.pages.export.write)
    wait_for(lambda: not me.pages.export.isVisible())
    me.rest()
    me.picture("9-written")


def every_key(me):
    """Each of the plugin's keys does what it is for, and QGIS knows no other action with it."""
    pressed = []
    actions = {
        action.objectName(): action
        for action in me.canvas.actions()
        if action.objectName().startswith("ScaneoBridge ")
    }
    for name, action in actions.items():
        action.triggered.connect(lambda _=False, name=name: pressed.append(name))
    me.click(me.at(0.95, 0.95))
    for key in DEFAULTS.values():
        shift, letter = key.startswith("Shift+"), key[-1].lower()
        me.press(letter, SHIFT if shift else Qt.KeyboardModifier.NoModifier)
        me.rest()
    assert pressed == [f"ScaneoBridge {name}" for name in DEFAULTS], pressed


def main():
    report, said = {}, []
    qInstallMessageHandler(lambda _, __, text: said.append(text))
    QgsApplication.messageLog().messageReceived.connect(lambda text, *_: said.append(text))
    desk, me = Desk(), Labeller()
    try:
        desk.arrange()
        me.activate()
        me.open(FOLDER)
        me.picture("0-opened")
        for name in LABELS:
            me.name_label(name)
        label_all(me)
        me.picture("7-all")
        export(me)
        report["drawn"] = {one.path: me.drawn.get(one.path, []) for one in me.page.images.items}
        report["states"] = [
            f"{one.state.value} flagged" if one.flagged else one.state.value
            for one in me.page.images.items
        ]
        report["labels"] = [entry.label.name for entry in me.page.labels.items]
        every_key(me)
        wrong = [text for text in said if "mbiguous" in text or "Traceback" in text]
        assert not wrong, wrong
    except Exception:
        report["error"] = "\n".join([traceback.format_exc(), *said])
        raise
    finally:
        me.window.screen().grabWindow(0).save(str(FOLDER.with_name("screen.png")))
        file = Path(os.environ["DESKTOP_REPORT"])
        file.write_text(json.dumps(report, indent=1), encoding="utf-8")
        os._exit(0)  # an exit by the menu would ask about the unsaved project


QTimer.singleShot(500, main)
