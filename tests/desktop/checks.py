"""Breaks the sample campaign and has it checked in QGIS Desktop, for the README's picture."""

import json
import os
import sys
from pathlib import Path

from qgis.PyQt.QtTest import QTest
from qgis.utils import iface

sys.path.insert(0, str(Path("tests").resolve()))  # QGIS runs the text of this file alone
sys.path.insert(0, str(Path("tests/desktop").resolve()))
from desk import Desk, begin, finish
from person import Person

CAMPAIGN = Path(os.environ["SCANEO_BRIDGE_CAMPAIGN"])
VILLAGE = CAMPAIGN / "2024" / "emporda_village.geojson"


def break_village():
    """Two boxes that stand there twice, one of a label that is spelt otherwise, one whose positions
    are swapped, and one without a bbox."""
    content = json.loads(VILLAGE.read_bytes())
    boxes = [one for one in content["features"] if one["properties"]["task"] == "detection"]
    content["features"].append(boxes[7])
    content["features"].append(boxes[8])
    boxes[3]["properties"]["label"] = "Building "
    swap(boxes[5])
    del boxes[11]["properties"]["bbox"]
    VILLAGE.write_text(json.dumps(content), encoding="utf-8")


def swap(box):
    box["properties"]["bbox"] = [corner[::-1] for corner in box["properties"]["bbox"]]
    ring = box["geometry"]["coordinates"][0]
    box["geometry"]["coordinates"] = [[position[::-1] for position in ring]]


class Checks(Desk):
    def start(self):
        self.arrange()
        break_village()
        me = Person()
        me.activate()
        me.open(CAMPAIGN)
        me.page.navigator.image_activated.emit("2024/emporda_village.tif")
        me.rest()
        me.click(me.page.check)
        me.rest()
        self.choose(me)

    def choose(self, me):
        """The copy of a box: the picture is taken when the map has gone there."""
        page = self.pages.checks
        groups = page.findings.groups
        (row,) = [row for row, group in enumerate(groups) if group.rule.id == "twin"]
        group = page.findings.index(row, 0)
        page.view.expand(group)
        page.view.scrollTo(page.findings.index(0, 0, group))
        QTest.qWait(100)
        place = page.view.visualRect(page.findings.index(0, 0, group)).center()
        me.click((page.view.viewport(), place))
        me.rest()
        iface.messageBar().clearWidgets()
        QTest.qWait(1500)
        self.window.grab().save(os.environ["SCANEO_BRIDGE_SCREENSHOT"])
        finish([f"checked: {page.summary.text()}"], 0)


drive = Checks()
begin(drive.start)
