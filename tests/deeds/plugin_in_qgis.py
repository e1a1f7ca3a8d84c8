"""Labels with the plugin in QGIS Desktop, as somebody does who knows it well.

Run by QGIS itself (`qgis --code`), in the folder DEEDS_FOLDER of three campaigns. What is done once
for all images is not counted: the campaign is open, *Label* is on and the mode chosen, which hold
for all images. Stored means: in the workspace, so that another QGIS would find it if this one were
killed now. Nobody has to save: the plugin does when the image changes, and keeps what is open every
minute (here every second).
"""

import json
import os
import subprocess
import sys
import traceback
from pathlib import Path

from osgeo import ogr
from qgis.core import QgsFeedback
from qgis.PyQt.QtCore import QPoint, QTimer
from qgis.utils import iface
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign

sys.path.insert(0, os.environ["DEEDS_TESTS"])  # QGIS runs the text of this file alone
sys.path.insert(0, str(Path(os.environ["DEEDS_TESTS"], "desktop")))
from deeds.ground import BOXES, IMAGES, LABELS, alternating
from desk import Desk
from person import Person, wait_for
from support.deeds import Hand

FOLDER = Path(os.environ["DEEDS_FOLDER"])
KEYS = {name: str(number) for number, name in enumerate(LABELS, 1)}


class Labeller:
    """A person in one of the campaigns, and the hand that is counted, at its first image."""

    def __init__(self, name, mode):
        self.person = Person()
        self.person.activate()
        self.person.open(FOLDER / name)
        self.person.page.options.choose(autosave=1)
        self.person.begin()
        self.person.press(mode)
        self.hand = Hand(self.person.surface)
        self.folder = FOLDER / name

    def draw(self, number):
        """The box of that number of a grid on the image."""
        map_ = self.person.canvas.viewport()
        corner = map_.rect().center() + QPoint(-160 + 70 * (number % 5), -90 + 50 * (number // 5))
        self.hand.drag((map_, corner), (map_, corner + QPoint(40, 30)))

    def choose(self, label):
        self.hand.key(KEYS[label])

    def go_on(self):
        """To the next image, which one wants to see before going on."""
        here = self.person.image
        self.hand.key("n")
        wait_for(lambda: self.person.image != here)
        self.person.rest()

    def done(self, task, count):
        """The deeds, once all of them are stored; and the images and labels that are."""
        wait_for(lambda: len(self.left_behind(task)) == count, "the workspace")
        return self.hand.deeds, self.left_behind(task)

    def left_behind(self, task):
        """What is found by who opens the workspace as it is on the disk now, in the order of its
        places, line by line.
        """
        for file in self.folder.glob("scaneo.gpkg*"):  # with what SQLite has beside it
            other = file.with_name(file.name.replace("scaneo", "after"))
            # Not by this process: its locks on a file end when it closes that file anywhere.
            subprocess.run(["cp", str(file), str(other)], check=True)
        copy = self.folder / "after.gpkg"
        open_campaign(self.folder, copy, QgsFeedback())
        dataset = ogr.Open(str(copy))  # to be held: its layers end with it
        found = sorted(dataset.GetLayerByName(task), key=line_by_line)
        return [(one["image"], one["label"]) for one in found]


def line_by_line(feature):
    west, _, _, north = feature.GetGeometryRef().GetEnvelope()
    return -round(north, 6), west


def boxes_one_label():
    labeller = Labeller("boxes_one_label", "b")
    for number in range(BOXES):
        labeller.draw(number)
    return labeller.done("detection", BOXES)


def boxes_two_labels():
    labeller = Labeller("boxes_two_labels", "b")
    labels = alternating(BOXES)
    labeller.draw(0)  # the first label is current from the beginning
    for number in range(1, BOXES):
        labeller.choose(labels[number])
        labeller.draw(number)
    return labeller.done("detection", BOXES)


def classes():
    labeller = Labeller("classes", "c")
    labels = alternating(IMAGES)
    labeller.choose(labels[0])
    for label in labels[1:]:
        labeller.go_on()
        labeller.choose(label)
    return labeller.done("classification", IMAGES)


def main():
    report = {}
    try:
        desk = Desk()
        desk.arrange()
        for task in (boxes_one_label, boxes_two_labels, classes):
            report[task.__name__] = task()
    except Exception:
        texts = [item.text() for item in iface.messageBar().items()]
        report["error"] = "\n".join([traceback.format_exc(), *texts])
        raise
    finally:
        desk.window.screen().grabWindow(0).save(str(FOLDER / "screen.png"))
        (FOLDER / "report.json").write_text(json.dumps(report), encoding="utf-8")
        os._exit(0)  # an exit by the menu would ask about the unsaved project


QTimer.singleShot(500, main)
