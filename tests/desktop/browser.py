"""Opens a campaign from QGIS Desktop's Browser, and another one by a drop on the map, for the
README's picture."""

import os
import shutil
import sys
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QTreeView
from qgis.utils import iface

sys.path.insert(0, str(Path("tests").resolve()))  # QGIS runs the text of this file alone
sys.path.insert(0, str(Path("tests/desktop").resolve()))
from desk import Desk, begin, finish
from person import wait_for

SAMPLE = Path(os.environ["SCANEO_BRIDGE_CAMPAIGN"])
LEFT, NO_BUTTON, NO_KEY = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier(0)


class Browsing(Desk):
    def start(self):
        self.arrange()
        self.places = SAMPLE.with_name("places")
        shutil.rmtree(self.places, ignore_errors=True)  # the last run's
        for name in ("field_trip", "village"):
            shutil.copytree(SAMPLE, self.places / name)
        (self.places / "images").mkdir()
        shutil.copy(next(SAMPLE.rglob("*.tif")), self.places / "images" / "one.tif")
        (self.places / "notes").mkdir()
        browser = self.window.findChild(QDockWidget, "Browser")
        browser.show()
        self.window.resizeDocks([browser], [300], Qt.Orientation.Horizontal)
        self.window.resizeDocks([browser], [400], Qt.Orientation.Vertical)
        iface.browserModel().addFavoriteDirectory(str(self.places), "Places")
        self.view = browser.findChild(QTreeView)
        self.wait(lambda: True, self.expand)

    def index(self, *names):
        """Where a row is, of which the rows above are opened; None where there is none yet."""
        model, index = self.view.model(), None
        for name in names:
            above = () if index is None else (index,)
            rows = (model.index(row, 0, *above) for row in range(model.rowCount(*above)))
            index = next((one for one in rows if one.data() == name), None)
            if index is None:
                return None
            self.view.expand(index)
        return index

    def expand(self):
        (favorites,) = (
            name
            for name in ("Favorites", "Favourites", "Favoritos")
            if self.index(name) is not None
        )
        self.names = favorites, "Places"
        self.wait(lambda: self.index(*self.names, "village") is not None, self.menus)

    def menus(self):
        for name in ("notes", "images", "village"):
            menu = self.menu(name)
            texts = [one.text() for one in menu.actions()][:3]
            self.lines.append(f"offered on {name}: {texts}")
            if name != "village":
                menu.close()
                QTest.qWait(500)
        QTest.qWait(500)  # it is painted
        screen = QApplication.primaryScreen().grabWindow(0)  # a menu is a window of its own
        screen.save(os.environ["SCANEO_BRIDGE_SCREENSHOT"])
        QTest.mouseClick(menu, LEFT, NO_KEY, menu.actionGeometry(menu.actions()[0]).center())
        self.wait(lambda: self.pages.campaign.isVisible() and self.idle(), self.drop)

    def menu(self, name):
        index = self.index(*self.names, name)
        self.view.scrollTo(index)
        at = self.view.visualRect(index).center()
        QTest.mouseClick(self.view.viewport(), LEFT, NO_KEY, at)
        self.view.customContextMenuRequested.emit(at)
        wait_for(lambda: QApplication.activePopupWidget() is not None, f"the menu of {name}")
        return QApplication.activePopupWidget()

    def drop(self):
        """As a file manager does: QGIS asks its handlers a moment later."""
        self.lines.append(f"from the menu: {self.dock.folder.currentText().rpartition('/')[2]}")
        self.data = QMimeData()
        self.data.setUrls([QUrl.fromLocalFile(f"{self.places / 'field_trip'}/")])
        canvas, action = iface.mapCanvas(), Qt.DropAction.CopyAction
        at = canvas.mapTo(self.window, canvas.rect().center())
        for kind, place in ((QDragEnterEvent, QPoint(at)), (QDropEvent, QPointF(at))):
            event = kind(place, action, self.data, LEFT, NO_KEY)
            QgsApplication.sendEvent(self.window, event)
            self.lines.append(f"{kind.__name__} accepted: {event.isAccepted()}")
        name = "field_trip"
        self.wait(lambda: self.dock.folder.currentText().endswith(name) and self.idle(), self.end)

    def end(self):
        self.lines.append(f"dropped: {self.dock.folder.currentText().rpartition('/')[2]}")
        finish(self.lines, 0)


drive = Browsing()
begin(drive.start)
