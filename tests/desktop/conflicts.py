"""Edits the sample campaign in QGIS Desktop and behind its back, for the README's picture of it."""

import json
import os
import sys
from pathlib import Path

from qgis.core import QgsGeometry, QgsProject, QgsRectangle
from qgis.PyQt.QtTest import QTest
from qgis.utils import iface

sys.path.insert(0, str(Path("tests").resolve()))  # QGIS runs the text of this file alone
sys.path.insert(0, str(Path("tests/desktop").resolve()))
from desk import Desk, begin, finish
from person import Person
from scaneo_bridge.core.workspace.records.index_generations import INDEX_BITS

CAMPAIGN = Path(os.environ["SCANEO_BRIDGE_CAMPAIGN"])
IMAGE = "2024/emporda_village.tif"
FILE = CAMPAIGN / "2024" / "emporda_village.geojson"
MOVED, LABELLED, DELETED = 5, 8, 12  # features of the file
STEP = 6e-5  # degrees


def edit_here():
    """One box is moved, one gets another label, and one is deleted."""
    (boxes,) = QgsProject.instance().mapLayersByName("detection")
    boxes.startEditing()
    label = boxes.fields().indexOf("label")
    for box in list(boxes.getFeatures(f"image = '{IMAGE}'")):
        place = box["place"] & INDEX_BITS
        if place == MOVED:
            bounds = box.geometry().boundingBox()
            moved = QgsRectangle(bounds)
            moved.grow(STEP / 4)
            boxes.changeGeometry(box.id(), QgsGeometry.fromRect(moved))
        elif place == LABELLED:
            boxes.changeAttributeValue(box.id(), label, "urban")
        elif place == DELETED:
            boxes.deleteFeature(box.id())
    boxes.commitChanges()


def edit_there():
    """The same boxes, each otherwise."""
    content = json.loads(FILE.read_bytes())
    for place in (MOVED, DELETED):
        box = content["features"][place]
        box["properties"]["bbox"] = [
            shifted(corner[::-1])[::-1] for corner in box["properties"]["bbox"]
        ]
        ring = box["geometry"]["coordinates"][0]
        box["geometry"]["coordinates"] = [[shifted(position) for position in ring]]
    content["features"][LABELLED]["properties"]["label"] = "field"
    FILE.write_text(json.dumps(content), encoding="utf-8")


def shifted(position):
    """A few metres to the north-east."""
    lon, lat = position
    return [lon + STEP, lat + STEP / 2]


class Conflicts(Desk):
    def start(self):
        self.arrange()
        me = Person()
        me.activate()
        me.open(CAMPAIGN)
        me.page.navigator.image_activated.emit(IMAGE)
        me.rest()
        edit_here()
        edit_there()
        me.click(me.dock.open)
        me.rest()
        QTest.qWait(500)
        page = self.pages.conflicts
        assert page.isVisible(), "the conflicts are not shown"
        me.rest()
        iface.messageBar().clearWidgets()
        QTest.qWait(1500)
        self.window.grab().save(os.environ["SCANEO_BRIDGE_SCREENSHOT"])
        finish([f"conflicts: {page.summary.text()}"], 0)


drive = Conflicts()
begin(drive.start)
