"""Labels images of several zones, datums and dates in QGIS Desktop, in a hurry and with a pause.

Run by QGIS itself (`qgis --code`) on FIELD_FOLDER, a folder of images without annotations. Writes
FIELD_REPORT: what was drawn on each image as (task, label, pixels), where the pixels are columns
and rows of the image under the mouse, as QGIS paints it; and what QGIS said and asked. Where
FIELD_PICTURES names a folder, pictures go there.
"""

import json
import os
import random
import sys
import traceback
from pathlib import Path

from qgis.core import Qgis, QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QThreadPool, QTimer, qInstallMessageHandler
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialog
from qgis.utils import iface

sys.path.insert(0, os.environ["FIELD_TESTS"])  # QGIS runs the text of this file alone
sys.path.insert(0, str(Path(os.environ["FIELD_TESTS"], "desktop")))
from desk import Desk
from person import Person, wait_for

FOLDER = Path(os.environ["FIELD_FOLDER"])
PICTURES = os.environ.get("FIELD_PICTURES")
PLACELESS = os.environ.get("FIELD_PLACELESS", "").split(":")
"""Images that have no place: classes are for them, boxes are not."""
PAUSE = 1000 * int(os.environ.get("FIELD_PAUSE", "40"))  # ms
BOXES = int(os.environ.get("FIELD_BOXES", "6"))  # on each image
LABELS = ["water", "field", "ship"]
SEED = 20261129


class Labeller(Person):
    """Draws in a hurry, and notes on which pixels."""

    def __init__(self):
        super().__init__()
        self.drawn = {}
        self.random = random.Random(SEED)

    def pixel(self, place):
        """The column and row of the image that is painted under a place of the screen."""
        _, spot = place
        (raster,) = (
            layer
            for layer in QgsProject.instance().mapLayers().values()
            if isinstance(layer, QgsRasterLayer)
            and Path(layer.source()) == self.folder / self.image
        )
        settings, extent = self.canvas.mapSettings(), raster.extent()
        point = settings.mapToLayerCoordinates(
            raster, settings.mapToPixel().toMapCoordinates(spot.x(), spot.y())
        )
        column = (point.x() - extent.xMinimum()) / extent.width() * raster.width()
        row = (extent.yMaximum() - point.y()) / extent.height() * raster.height()
        return column, row

    def note(self, task, label, pixels):
        self.drawn.setdefault(self.image, []).append((task, label, pixels))

    def hurry(self):
        QTest.qWait(self.random.randrange(5, 200))

    def box(self):
        """A box in any label, anywhere on the image."""
        number = self.random.randrange(len(LABELS))
        self.press(str(number + 1))
        left, top = (self.random.uniform(0.05, 0.6) for _ in range(2))
        width, height = (self.random.uniform(0.1, 0.3) for _ in range(2))
        start, end = self.at(left, top), self.at(left + width, top + height)
        pixels = [self.pixel(start), self.pixel(end)]
        self.hand.drag(start, end)
        self.note("detection", LABELS[number], pixels)
        self.hurry()

    def area(self):
        number = self.random.randrange(len(LABELS))
        self.press("a")
        self.press(str(number + 1))
        places = [self.at(*corner) for corner in ((0.2, 0.2), (0.8, 0.3), (0.5, 0.8))]
        self.note("segmentation", LABELS[number], [self.pixel(place) for place in places])
        for place in places:
            self.click(place)
        self.click(places[-1], right=True)
        self.press("b")
        self.hurry()

    def give(self):
        """A class, in its mode."""
        number = self.random.randrange(len(LABELS))
        self.press("c")
        self.press(str(number + 1))
        self.press("b")
        self.note("classification", LABELS[number], [])
        self.hurry()

    def pause(self):
        """As long as people look at an image; threads that have nothing to do end meanwhile."""
        QTest.qWait(PAUSE)
        wait_for(lambda: QThreadPool.globalInstance().activeThreadCount() == 0)

    def picture(self, name):
        if PICTURES:
            self.rest()
            QTest.qWait(300)
            self.window.screen().grabWindow(0).save(str(Path(PICTURES) / f"{name}.png"))

    def said(self):
        return [item.text() for item in iface.messageBar().items()]


def label_image(me):
    """Boxes, an area and a class; where the image has no place, a box is refused and said so."""
    iface.messageBar().clearWidgets()  # read by now, and they lie over the map
    if me.image in PLACELESS:
        before = me.said()
        me.hand.drag(me.at(0.2, 0.2), me.at(0.6, 0.6))
        wait_for(lambda: {*me.said()} - {*before}, "a word on the box that was refused")
    else:
        for _ in range(BOXES):
            me.box()
        me.area()
    me.give()
    me.picture(me.image.replace("/", "-"))


def label_all(me):
    me.begin()
    me.press("b")
    images = [one.path for one in me.page.images.items]
    for number, image in enumerate(images):
        wait_for(lambda image=image: me.image == image, f"{me.image}, not {image}: it")
        me.rest()
        label_image(me)
        if number in (1, 3):  # the next image was loaded ahead by then
            me.pause()
            me.box()
        if number + 1 < len(images):
            me.press("d")


def export(me):
    me.click(me.dock.export)
    me.rest()
    wait_for(me.pages.export.isVisible)
    me.rest()  # until it has its place
    me.click(me.pages.export.write)
    wait_for(lambda: not me.pages.export.isVisible())
    me.rest()
    me.picture("written")


def watch_dialogs():
    """Closes what QGIS asks in the middle of it; answers the titles, and the timer that looks."""
    asked, timer = [], QTimer()

    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            asked.append(dialog.windowTitle())
            dialog.reject()

    timer.timeout.connect(look)
    timer.start(300)
    return asked, timer


def main():
    report, said = {}, []
    report["asked"], timer = watch_dialogs()
    qInstallMessageHandler(lambda _, __, text: said.append(text))
    QgsApplication.messageLog().messageReceived.connect(lambda text, *_: said.append(text))
    bar, warnings = iface.messageBar(), []

    def hear():
        item = bar.currentItem()
        if item.level() in (Qgis.MessageLevel.Warning, Qgis.MessageLevel.Critical):
            warnings.append((item.title(), item.text()))

    bar.widgetAdded.connect(hear)
    desk, me = Desk(), Labeller()
    try:
        desk.arrange()
        me.activate()
        me.open(FOLDER)
        for name in LABELS:
            me.name_label(name)
        label_all(me)
        export(me)
        wrong = [text for text in said if "mbiguous" in text or "Traceback" in text]
        assert not wrong, wrong
    except Exception:
        report["error"] = "\n".join([traceback.format_exc(), *said])
        raise
    finally:
        timer.stop()
        report["drawn"] = me.drawn
        report["warnings"] = warnings
        me.window.screen().grabWindow(0).save(str(FOLDER.with_name("screen.png")))
        file = Path(os.environ["FIELD_REPORT"])
        file.write_text(json.dumps(report, indent=1), encoding="utf-8")
        os._exit(0)  # an exit by the menu would ask about the unsaved project


QTimer.singleShot(500, main)
