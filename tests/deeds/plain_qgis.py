"""Labels in QGIS Desktop without any plugin, as somebody does who knows it well.

Run by QGIS itself (`qgis --code`), in the folder DEEDS_FOLDER of images and a GeoPackage. What is
done once for all images is not counted: the layer is in edit mode and has its drop-down of
labels, the toolbar shows the rectangle that it had last. Saving is counted.
"""

import json
import os
import sys
import time
import traceback
from functools import partial
from pathlib import Path

from qgis.core import (
    QgsDefaultValue,
    QgsEditFormConfig,
    QgsEditorWidgetSetup,
    QgsFillSymbol,
    QgsProject,
    QgsRasterLayer,
    QgsSettings,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QComboBox, QDockWidget, QToolButton
from qgis.utils import iface

sys.path.insert(0, os.environ["DEEDS_TESTS"])  # QGIS runs the text of this file alone
from deeds.ground import BOXES, IMAGES, LABELS, alternating
from deeds.widgets import Widgets
from support.deeds import Hand

FOLDER = Path(os.environ["DEEDS_FOLDER"])
PATIENCE_SECONDS = 20.0


class Labeller:
    """One layer of the GeoPackage, and a hand on it."""

    def __init__(self, name):
        self.hand = Hand(Widgets())
        self.layer = QgsVectorLayer(f"{FOLDER / 'plain.gpkg'}|layername={name}", name)
        self.label = self.layer.fields().indexOf("label")
        listed = [{label: label} for label in LABELS]
        self.layer.setEditorWidgetSetup(
            self.label, QgsEditorWidgetSetup("ValueMap", {"map": listed})
        )
        self.layer.setEditorWidgetSetup(0, QgsEditorWidgetSetup("Hidden", {}))  # the fid
        outline = QgsFillSymbol.createSimple({"style": "no"})
        self.layer.setRenderer(QgsSingleSymbolRenderer(outline))  # the image is to be seen
        QgsProject.instance().addMapLayer(self.layer)
        iface.setActiveLayer(self.layer)
        self.layer.startEditing()

    def show_form(self, shown):
        """The most used label is there from the beginning, so that its boxes need no choice."""
        form = self.layer.editFormConfig()
        form.setSuppress(
            QgsEditFormConfig.FeatureFormSuppress.SuppressOff
            if shown
            else QgsEditFormConfig.FeatureFormSuppress.SuppressOn
        )
        self.layer.setEditFormConfig(form)
        self.layer.setDefaultValueDefinition(self.label, QgsDefaultValue(f"'{LABELS[0]}'"))

    def take_rectangle(self):
        """A rectangle from one corner to the other: no other tool of QGIS takes fewer deeds."""
        tool, toolbar = action("mActionRectangleExtent"), iface.shapeDigitizeToolBar()
        if tool is None:  # since QGIS 3.26 a rectangle is how the tool for new features draws
            tool, toolbar = iface.actionAddFeature(), iface.digitizeToolBar()
        tool.trigger()  # at another image, before: the button stays with the last tool
        for button in iface.shapeDigitizeToolBar().findChildren(QToolButton):
            for shape in button.menu().actions() if button.menu() else ():
                if shape.data() == "rectangle-from-extent":
                    button.triggered.emit(shape)  # as where it is chosen from the button's menu
        iface.actionPan().trigger()
        self.hand.click(
            next(
                button
                for button in toolbar.findChildren(QToolButton)
                if button.defaultAction() is tool and button.isVisible()
            )
        )
        wait_for(tool.isChecked)

    def draw(self, number):
        """One click on a corner, and one with the right button on the other."""
        map_ = iface.mapCanvas().viewport()
        middle = map_.rect().center()  # of the image, too
        x, y = middle.x() - 160 + 70 * (number % 5), middle.y() - 90 + 50 * (number // 5)
        self.hand.click((map_, QPoint(x, y)))
        self.hand.click((map_, QPoint(x + 40, y + 30)), right=True)

    def fill_form(self, label):
        """By the keyboard, that is in the drop-down from the beginning: its first letter."""
        wait_for(form_has_focus)
        if label != LABELS[0]:
            self.hand.key(label[0])
        self.hand.key(Qt.Key.Key_Return)
        wait_for(lambda: not form_has_focus())

    def wait_for_boxes(self, count):
        wait_for(lambda: self.layer.featureCount() == count)

    def save(self):
        self.hand.click(iface.digitizeToolBar().widgetForAction(action("mActionSaveLayerEdits")))
        wait_for(lambda: not self.layer.isModified())
        self.layer.rollBack()
        return self.hand.deeds


def boxes_one_label():
    labeller = Labeller("boxes_one_label")
    labeller.show_form(False)
    labeller.take_rectangle()
    for number in range(BOXES):
        labeller.draw(number)
        labeller.wait_for_boxes(number + 1)
    return labeller.save()


def boxes_two_labels():
    labeller = Labeller("boxes_two_labels")
    labeller.show_form(True)
    labeller.take_rectangle()
    for number, label in enumerate(alternating(BOXES)):
        labeller.draw(number)
        labeller.fill_form(label)
        labeller.wait_for_boxes(number + 1)
    return labeller.save()


def classes():
    """In the form view of the attribute table, which zooms to each image when it comes to it."""
    labeller = Labeller("classes")
    table = iface.showAttributeTable(labeller.layer)
    wait_for(lambda: table.findChild(QComboBox, "label"))
    table.findChild(QToolButton, "mAutoZoomButton").setChecked(True)
    shown = table.findChild(QComboBox, "label")
    activate(shown.window())  # QGIS 3.44 shows the table in one of its own
    shown.setFocus()
    forward = table.findChild(QToolButton, "mNextFeatureButton")
    for number, label in enumerate(alternating(IMAGES)):
        if number:
            labeller.hand.click(forward)
            wait_for(lambda: shown.currentText() not in LABELS)
            # One looks at the image. A key that came sooner would be the second one of a word.
            QTest.qWait(QApplication.keyboardInputInterval() + 50)
        labeller.hand.key(label[0])
        wait_for(partial(shows, shown, label))
    return labeller.save()


def shows(drop_down, label):
    return drop_down.currentText() == label


def action(name):
    return iface.mainWindow().findChild(QAction, name)


def form_has_focus():
    """QGIS opens a form of its own window for a new feature."""
    focused = QApplication.focusWidget()
    return (
        isinstance(focused, QComboBox)
        and focused.objectName() == "label"
        and focused.window() is not iface.mainWindow()
    )


def wait_for(condition):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "QGIS did not come to it"
        QTest.qWait(10)


def arrange():
    """The window as it is left by somebody who labels."""
    window = iface.mainWindow()
    window.setGeometry(0, 0, 1280, 800)
    for dock in window.findChildren(QDockWidget):
        dock.hide()
    iface.shapeDigitizeToolBar().show()
    QgsSettings().setValue("qgis/attributeTableView", 1)  # the form
    QgsSettings().setValue("qgis/dockAttributeTable", True)
    images = [QgsRasterLayer(str(file), file.stem) for file in sorted(FOLDER.glob("*.tif"))]
    QgsProject.instance().addMapLayers(images)
    QgsProject.instance().setCrs(images[0].crs())
    iface.mapCanvas().setExtent(images[0].extent())


def activate(window):
    """Gives the keyboard to a window: there is no window manager here to do it."""
    window.activateWindow()
    wait_for(lambda: QApplication.activeWindow() is window)


def main():
    report = {}
    try:
        arrange()
        for task in (boxes_one_label, boxes_two_labels, classes):
            activate(iface.mainWindow())
            report[task.__name__] = task()
    except Exception:
        report["error"] = traceback.format_exc()
        raise
    finally:
        iface.mainWindow().screen().grabWindow(0).save(str(FOLDER / "screen.png"))
        (FOLDER / "report.json").write_text(json.dumps(report), encoding="utf-8")
        os._exit(0)  # an exit by the menu would ask about the unsaved project


QTimer.singleShot(500, main)
