"""Somebody who labels in QGIS Desktop, by mouse and keys alone, and waits for what comes of it.

Events enter by the window: Qt and QGIS find who gets them, as they do with a person's.
"""

import time
from pathlib import Path

from deeds.widgets import Widgets
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
)
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import iface
from support.deeds import Hand
from support.pages import Pages

PATIENCE_SECONDS = 20.0
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENTER = Qt.Key.Key_Return


def wait_for(condition, what="QGIS"):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"{what} did not come to it"
        QTest.qWait(10)


class Person:
    """Places on the map are parts of the image on it: (0, 0) is its upper left corner."""

    def __init__(self):
        self.surface = Widgets()
        self.hand = Hand(self.surface)
        self.window = iface.mainWindow()
        self.canvas = iface.mapCanvas()
        self.dock = self.window.findChild(QgsDockWidget, "ScaneoBridgeDock")
        self.pages = Pages(self.dock)
        self.page = self.pages.campaign
        self.folder = Path()

    def activate(self):
        """Gives the keyboard to the window of QGIS: there is no window manager here to do it."""
        self.window.activateWindow()
        wait_for(lambda: QApplication.activeWindow() is self.window)

    def rest(self):
        """Until no work is under way and the map is drawn."""
        QTest.qWait(50)
        wait_for(lambda: not self.dock.progress_panel.is_busy and not self.canvas.isDrawing())

    def press(self, keys, modifiers=Qt.KeyboardModifier.NoModifier):
        """One key, or the letters of a text."""
        for key in keys if isinstance(keys, str) else [keys]:
            self.surface.key(key, modifiers)
        QTest.qWait(20)

    def click(self, place, right=False):
        self.hand.click(place, right)
        QTest.qWait(20)

    def open(self, folder):
        self.click(self.dock.folder.lineEdit())
        self.press("a", CTRL)
        self.press(str(folder))
        self.press(ENTER)
        self.rest()
        self.folder = Path(folder)
        assert self.page.isVisible(), f"{folder} is not open"

    def name_label(self, name):
        self.click(self.page.new_label.name)
        self.press(name)
        self.press(ENTER)
        wait_for(lambda: self.page.palette.current == name)
        if (
            self.dock.label.isChecked() and not self.canvas.hasFocus()
        ):  # the field waits for the next label
            self.press(Qt.Key.Key_Escape)
            wait_for(self.canvas.hasFocus)

    def begin(self):
        """Switches labelling on."""
        self.click(self.dock.label)
        wait_for(self.canvas.hasFocus)

    @property
    def image(self):
        """The path of the image on the map."""
        return self.page.images.current

    def leave_by(self, key):
        """Presses a key that leads to another image."""
        here = self.image
        self.press(key)
        wait_for(lambda: self.image != here)
        self.rest()

    def at(self, x, y):
        """Where a place of the image is on the map."""
        (raster,) = [
            layer
            for layer in QgsProject.instance().mapLayers().values()
            if isinstance(layer, QgsRasterLayer)
            and Path(layer.source()) == self.folder / self.image
        ]
        extent, settings = raster.extent(), self.canvas.mapSettings()
        point = settings.layerToMapCoordinates(
            raster,
            QgsPointXY(
                extent.xMinimum() + x * extent.width(), extent.yMaximum() - y * extent.height()
            ),
        )
        pixel = self.canvas.getCoordinateTransform().transform(point).toQPointF().toPoint()
        return self.canvas.viewport(), pixel

    def degrees(self, place):
        """The longitude and latitude of a place on the map."""
        settings = self.canvas.mapSettings()
        into = QgsCoordinateTransform(
            settings.destinationCrs(),
            QgsCoordinateReferenceSystem("EPSG:4326"),
            settings.transformContext(),
        )
        _, pixel = place
        point = into.transform(settings.mapToPixel().toMapCoordinates(pixel))
        return point.x(), point.y()

    def draw_box(self, corner, opposite):
        """Drags from one corner to the other; answers the longitudes and latitudes of both."""
        start, end = self.at(*corner), self.at(*opposite)
        self.hand.drag(start, end)
        QTest.qWait(20)
        return self.degrees(start), self.degrees(end)

    def draw_area(self, *corners):
        """Clicks on the corners and finishes; answers their longitudes and latitudes."""
        places = [self.at(*corner) for corner in corners]
        for place in places:
            self.click(place)
        self.click(places[-1], right=True)
        return [self.degrees(place) for place in places]
