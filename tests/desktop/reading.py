"""Opens a large campaign in QGIS Desktop, and labels on its first image while the others are read,
for the README's picture."""

import os
import shutil
import sys
from pathlib import Path

from qgis.PyQt.QtTest import QTest
from qgis.utils import iface

sys.path.insert(0, str(Path("tests").resolve()))  # QGIS runs the text of this file alone
sys.path.insert(0, str(Path("tests/desktop").resolve()))
from desk import Desk, begin, finish
from person import Person

SAMPLE = Path(os.environ["SCANEO_BRIDGE_CAMPAIGN"])
COUNT = int(os.environ.get("SCANEO_BRIDGE_IMAGES", "400"))


def make_large(folder):
    """The village again and again."""
    shutil.rmtree(folder, ignore_errors=True)  # the last run's
    folder.mkdir()
    shutil.copy(SAMPLE / "spai.json", folder)
    for number in range(COUNT):
        for ending in ".tif", ".geojson":
            village = SAMPLE / "2024" / f"emporda_village{ending}"
            shutil.copy(village, folder / f"village_{number:04}{ending}")
    return folder


class Reading(Desk):
    def start(self):
        self.arrange()
        folder = make_large(SAMPLE.with_name("large"))
        me = Person()
        me.activate()
        me.dock.open_folder(str(folder))
        self.wait(lambda: me.page.isVisible() and self.idle(), self.label)

    def label(self):
        me = Person()
        me.click(me.dock.label)
        QTest.qWait(800)
        iface.messageBar().clearWidgets()
        self.window.grab().save(os.environ["SCANEO_BRIDGE_SCREENSHOT"])
        finish([f"read meanwhile: {me.page.navigator.reading.text()}"], 0)


drive = Reading()
begin(drive.start)
