"""Fixtures of the tests of the palette."""

import pytest
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QColor, QContextMenuEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget
from scaneo_bridge.ui.label.palette.palette_panel import PalettePanel
from support.mouse import LEFT, NONE
from support.subjects.labelling.palette import COAST, COLORS, WIDTH, listed, unlisted

SIGNALS = ("label_chosen", "renamed", "recolored", "moved", "merged", "deleted", "adopted")


class Hand:
    """What a person does with a palette, and what it has said."""

    def __init__(self, palette, bot):
        self.palette, self.bot = palette, bot
        self.view, self.model = palette.labels_view, palette.labels
        self.said = []
        for name in SIGNALS:
            signal = getattr(palette, name)
            signal.connect(lambda *args, name=name: self.said.append((name, *args)))

    def rect(self, name):
        row = [item.label.name for item in self.model.items].index(name)
        index = self.model.index(row, 0)
        self.view.scrollTo(index)
        return self.view.visualRect(index)

    def spot(self, name):
        return self.rect(name).center()

    def click(self, name):
        self.bot.mouseClick(self.view.viewport(), LEFT, NONE, self.spot(name))

    def double_click(self, name, spot=None):
        spot = spot or self.spot(name)
        self.bot.mouseClick(self.view.viewport(), LEFT, NONE, spot)
        self.bot.mouseDClick(self.view.viewport(), LEFT, NONE, spot)

    def swatch(self, name):
        """Where the row shows the label's colour."""
        rect = self.rect(name)
        image = self.view.viewport().grab(rect).toImage()
        wanted = QColor(COLORS[name]).getRgb()[:3]
        hits = [
            x
            for x in range(rect.width())
            if image.pixelColor(x, rect.height() // 2).getRgb()[:3] == wanted
        ]
        return QPoint((min(hits) + max(hits)) // 2, rect.center().y())

    def key(self, key, modifier=NONE):
        self.bot.keyClick(self.view, key, modifier)

    @property
    def editor(self):
        fields = self.view.viewport().findChildren(QLineEdit)
        return next((field for field in fields if field.isVisible()), None)

    def type(self, text, key=Qt.Key.Key_Return):
        editor = self.editor
        editor.selectAll()
        self.bot.keyClicks(editor, text)
        self.bot.keyClick(editor, key)
        self.bot.wait(10)

    def menu(self, name):
        """A right click on a row; answers the menu."""
        spot = self.spot(name)
        there = self.view.viewport().mapToGlobal(spot)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, there)
        QApplication.sendEvent(self.view.viewport(), event)
        self.bot.wait(20)
        return QApplication.activePopupWidget()

    def choose(self, menu, text):
        """Clicks what begins with a text in an open menu; answers the menu below it, if any."""
        action = next(action for action in menu.actions() if action.text().startswith(text))
        below = action.menu()
        self.bot.mouseClick(menu, LEFT, NONE, menu.actionGeometry(action).center())
        self.bot.wait(10)
        if below is not None:
            self.bot.waitUntil(below.isVisible)
        return below

    def texts(self, menu):
        return [action.text().split("\t")[0] for action in menu.actions() if action.text()]

    def press_at(self, name):
        self._drag_by(QTest.mousePress, self.spot(name))

    def move_to(self, spot):
        """The mouse's way there, with the button down."""
        for step in (QPoint(0, -14), QPoint(0, 0)):
            QTest.mouseMove(*self.in_window(spot + step))
            self.bot.wait(5)

    def release_at(self, spot):
        self._drag_by(QTest.mouseRelease, spot)

    def _drag_by(self, deed, spot):
        window, place = self.in_window(spot)
        deed(window, LEFT, NONE, place)

    def in_window(self, spot):
        """Events of the window: a widget alone gets no moves."""
        window = self.view.window()
        return window.windowHandle(), self.view.viewport().mapTo(window, spot)

    def drag(self, name, spot):
        self.press_at(name)
        self.move_to(spot)
        self.release_at(spot)

    def above(self, name):
        return QPoint(80, self.rect(name).top() + 2)

    def below(self, name):
        return QPoint(80, self.rect(name).bottom() - 2)

    def dialog(self, kind):
        found = [dialog for dialog in self.palette.findChildren(kind) if dialog.isVisible()]
        return found[0] if found else None

    def press(self, button):
        assert button.isVisible() and button.isEnabled()
        self.bot.mouseClick(button, LEFT)
        self.bot.wait(10)

    @property
    def order(self):
        return [item.label.name for item in self.model.items]


@pytest.fixture
def hand(qgis_app, qtbot):
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    palette = PalettePanel()
    layout.addWidget(palette)
    palette.show_labels([*listed(*COAST), unlisted()])
    window.setMinimumSize(0, 0)
    window.resize(WIDTH, 300)
    window.show()
    window.activateWindow()
    qtbot.addWidget(window)
    qtbot.waitExposed(window)
    palette.labels_view.setFocus()
    yield Hand(palette, qtbot)
    for widget in palette.findChildren(QMenu):
        widget.close()
