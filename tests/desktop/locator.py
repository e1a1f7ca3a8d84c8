"""Types into QGIS Desktop's locator, and runs what it offers on a box that was identified, for the
README's picture."""

import os
import sys
from pathlib import Path

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QTreeWidget
from qgis.utils import iface

sys.path.insert(0, str(Path("tests").resolve()))  # QGIS runs the text of this file alone
sys.path.insert(0, str(Path("tests/desktop").resolve()))
from desk import Desk, begin, finish
from person import ENTER, Person, wait_for

SAMPLE = Path(os.environ["SCANEO_BRIDGE_CAMPAIGN"])
GO, SAME = "Go to its image", "Same label on this image"


class Finding(Desk):
    def start(self):
        self.arrange()
        self.me = me = Person()
        me.activate()
        me.dock.open_folder(str(SAMPLE))
        self.wait(lambda: me.page.isVisible() and self.idle() and self.drawn(), self.find)

    def find(self):
        """Goes to an image, and leaves the list of another search open."""
        me = self.me
        here = me.image
        iface.messageBar().clearWidgets()
        self.type("img village")
        me.press(ENTER)
        wait_for(lambda: me.image != here)
        me.rest()
        self.lines.append(f"on the map: {me.image}")
        self.wait(self.drawn, self.identify)

    def type(self, text):
        self.me.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        self.me.press(text)
        QTest.qWait(1000)  # QGIS waits for what is typed next, and its own filters take a while
        (view,) = [
            one
            for one in QApplication.allWidgets()
            if one.metaObject().className() == "QgsLocatorResultsView"
        ]
        wait_for(lambda: view.isVisible() and view.model().rowCount() > 0, "the locator")
        rows = [view.model().index(row, 0).data() for row in range(view.model().rowCount())]
        self.lines.append(f"typed {text!r}: {rows}")

    def identify(self):
        """Identifies a box with QGIS's tool, and runs an action in the list of what is there."""
        layer = self.layer("detection")
        iface.setActiveLayer(layer)
        iface.actionIdentify().trigger()
        here = (one for one in layer.getFeatures() if one["image"] == self.me.image)
        feature = max(here, key=lambda one: one.geometry().area())
        center = feature.geometry().centroid().asPoint()
        settings = iface.mapCanvas().mapSettings()
        pixel = settings.mapToPixel().transform(settings.layerToMapCoordinates(layer, center))
        self.me.click((iface.mapCanvas().viewport(), pixel.toQPointF().toPoint()))
        self.wait(self.drawn, self.act)

    def act(self):
        tree = self.window.findChild(QTreeWidget, "lstResults")
        flags = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
        for text in (GO, SAME):
            (item,) = tree.findItems(text, flags, 1)
            tree.scrollToItem(item)
            spot = tree.visualItemRect(item).center()
            QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)
            QTest.qWait(300)
        chosen = [(one.name(), one.selectedFeatureCount()) for one in self.layers()]
        self.lines.append(f"selected: {chosen}")
        self.wait(self.drawn, self.show)

    def show(self):
        self.window.findChild(QDockWidget, "IdentifyResultsDock").close()
        self.window.setGeometry(0, 0, 1280, 800)
        self.type("img e")
        self.window.grab().save(os.environ["SCANEO_BRIDGE_SCREENSHOT"])
        finish(self.lines, 0)

    def layer(self, name):
        (found,) = [one for one in self.layers() if one.name() == name]
        return found

    def layers(self):
        return [one for one in iface.mapCanvas().layers() if hasattr(one, "selectedFeatureCount")]


drive = Finding()
begin(drive.start)
