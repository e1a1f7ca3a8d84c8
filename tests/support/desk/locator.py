"""QGIS's locator, as a person uses it: typed into, and chosen from by keys.

A test module takes the fixture by ``pytest_plugins = ["support.desk.locator"]``, and asks for it
before a desk. PYTEST_DONT_REWRITE: it imports the rest itself, before pytest could rewrite it.
"""

import pytest
from qgis.core import QgsLocatorModel, QgsLocatorResult
from qgis.gui import QgsFilterLineEdit, QgsLocatorWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QTreeView


class Locator:
    """The field, and the list that drops down from it."""

    def __init__(self, window, canvas, bot):
        self.widget = QgsLocatorWidget(window)
        self.widget.setMapCanvas(canvas)
        self.widget.resize(300, 30)
        self.widget.show()
        self._bot = bot
        self.field = self.widget.findChild(QgsFilterLineEdit)
        (self.view,) = [
            one
            for one in window.findChildren(QTreeView)
            if one.metaObject().className() == "QgsLocatorResultsView"
        ]
        self.locator = self.widget.locator()

    def filters(self):
        return [one.name() for one in self.locator.filters()]

    def type(self, text):
        """Types, and answers what is found: the titles of groups are left out."""
        self.field.setFocus()
        self.field.selectAll()
        self._bot.keyClick(self.field, Qt.Key.Key_Delete)
        self._bot.wait(150)  # the widget collects what is typed within a tenth of a second
        self._bot.keyClicks(self.field, text)
        self._bot.wait(150)
        self._bot.waitUntil(lambda: not self.locator.isRunning())
        self._bot.wait(50)
        return self.shown()

    def shown(self):
        """What the list shows now."""
        model = self.view.model()
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        results = [row.data(QgsLocatorModel.Role.ResultDataRole) for row in rows]
        found = [one for one in results if isinstance(one, QgsLocatorResult) and one.filter]
        # Where nothing is found, QGIS names its prefixes.
        return [one.displayString for one in found if one.filter.name() != "filters"]

    def choose(self, text, position=0):
        """Types, and takes the result at a position by arrows and Enter."""
        found = self.type(text)
        for _ in range(position):
            self._bot.keyClick(self.field, Qt.Key.Key_Down)
        self.take()
        return found

    def take(self):
        """Presses Enter, with the list as it is."""
        assert self.view.isVisible()
        self._bot.keyClick(self.field, Qt.Key.Key_Return)
        self._bot.wait(50)


@pytest.fixture
def locator(qgis_iface, qgis_canvas, qtbot, monkeypatch):
    """The locator of the window; QGIS's stand-in has none."""
    window = qgis_iface.mainWindow()
    locator = Locator(window, qgis_canvas, qtbot)
    for name, does in {
        "registerLocatorFilter": locator.locator.registerFilter,
        "deregisterLocatorFilter": locator.locator.deregisterFilter,
        "invalidateLocatorResults": locator.widget.invalidateResults,
    }.items():
        monkeypatch.setattr(qgis_iface, name, does, raising=False)
    yield locator
    for widget in (locator.widget, locator.view.parentWidget()):
        widget.setParent(None)
        widget.deleteLater()
