"""Labels some of the sample campaign in QGIS Desktop, for the README's picture of it."""

import os
import sys
from pathlib import Path

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.utils import iface

sys.path.insert(0, str(Path("tests").resolve()))  # QGIS runs the text of this file alone
sys.path.insert(0, str(Path("tests/desktop").resolve()))
from desk import Desk, begin, finish
from person import Person

CAMPAIGN = Path(os.environ["SCANEO_BRIDGE_CAMPAIGN"])
MARKS = {
    "2023/ebro_delta.tif": "d",
    "2023/la_mancha_pivots.tif": "d",
    "2023/pyrenees_reservoir.tif": "f",
    "2024/po_plain.tif": "k",
    "2024/tisza_meanders.tif": "x",
}
SHOWN = "2024/emporda_village.tif"
BARN = (0.776, 0.434), (0.851, 0.489)  # parts of the image


class Labelling(Desk):
    def start(self):
        self.arrange()
        me = Person()
        me.activate()
        me.open(CAMPAIGN)
        me.begin()
        for image, key in MARKS.items():
            self.pages.campaign.navigator.image_activated.emit(image)
            me.rest()
            me.press(key)
            me.rest()
        self.pages.campaign.navigator.image_activated.emit(SHOWN)
        me.rest()
        self.draw(me)

    def draw(self, me):
        """A barn's box is drawn anew; in mid-drag the picture is taken."""
        (map_, corner), (_, opposite) = (me.at(*place) for place in BARN)
        me.press("v")
        me.click((map_, (corner + opposite) / 2))
        me.press(Qt.Key.Key_Delete)
        me.press("b")
        me.press("5")
        QTest.mousePress(map_, Qt.MouseButton.LeftButton, pos=corner)
        QTest.mouseMove(map_, (corner + opposite) / 2)
        QTest.mouseMove(map_, opposite)
        iface.messageBar().clearWidgets()
        me.rest()
        QTest.qWait(500)
        self.window.grab().save(os.environ["SCANEO_BRIDGE_SCREENSHOT"])
        finish([f"labelled: {me.page.status.text()}"], 0)


drive = Labelling()
begin(drive.start)
