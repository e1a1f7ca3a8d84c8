"""The palette of labels, as a person uses it, and how layers show labels."""

from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QContextMenuEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialog, QLineEdit
from support.desk.widgets import rows
from support.mouse import CTRL, LEFT, NONE


def chips_of(widget):
    """The names that a line of chips shows."""
    if not widget.isVisible():
        return []
    names = [one for one in widget.children() if one.objectName() == "chip" and not one.isHidden()]
    return [one.findChild(object, "name").text() for one in names]


class Palette:
    """A hand on the palette of a campaign's page."""

    def __init__(self, desk):
        self._desk, self._bot, self._page = desk, desk.bot, desk.dock.page

    @property
    def view(self):
        return self._page.labels_view

    @property
    def line(self):
        """The line for the next label."""
        return self._page.new_label

    @property
    def names(self):
        return [item.label.name for item in self._page.labels.items]

    def counts(self):
        """The counts in the list of labels, by name."""
        shown = {name: int(count.replace(",", "")) for name, count in rows(self._page.labels)}
        return {name: count for name, count in shown.items() if count}

    def row(self, name):
        index = self._page.labels.index(self.names.index(name), 0)
        self.view.scrollTo(index)
        return self.view.visualRect(index)

    def choose(self, name):
        self._bot.mouseClick(self.view.viewport(), LEFT, NONE, self.row(name).center())
        self._desk.wait()

    def menu(self, name, text, below=None):
        """Clicks what begins with a text in the menu of a label's row."""
        spot = self.row(name).center()
        there = self.view.viewport().mapToGlobal(spot)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, there)
        QApplication.sendEvent(self.view.viewport(), event)
        self._bot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        menu = self._click_in(QApplication.activePopupWidget(), text)
        if below is not None:
            self._bot.waitUntil(menu.isVisible)
            self._click_in(menu, below)
        QApplication.setActiveWindow(self._desk.map.canvas.window())
        self._desk.wait()

    def _click_in(self, menu, text):
        action = next(action for action in menu.actions() if action.text().startswith(text))
        below = action.menu()
        self._bot.mouseClick(menu, LEFT, NONE, menu.actionGeometry(action).center())
        self._bot.wait(10)
        return below

    def rename(self, name, new):
        """With F2: where there is no screen, a window with a menu is not active any more."""
        self.view.setFocus()
        for key in (Qt.Key.Key_Home, *[Qt.Key.Key_Down] * self.names.index(name), Qt.Key.Key_F2):
            self._bot.keyClick(self.view, key)
        editors = self.view.viewport().findChildren(QLineEdit)
        (editor,) = [one for one in editors if one.isVisible()]
        editor.selectAll()
        self._type(editor, new)

    def name_label(self, name):
        """Types a name into the line for the next label, which has the focus or gets it."""
        self._bot.mouseClick(self.line.name, LEFT)
        self._type(self.line.name, name)

    def _type(self, field, text):
        """With keys, or from the clipboard what the keys of QTest have not; then Enter."""
        if text.isascii():
            self._bot.keyClicks(field, text)
        else:
            QApplication.clipboard().setText(text)
            self._bot.keyClick(field, Qt.Key.Key_V, CTRL)
        self._bot.keyClick(field, Qt.Key.Key_Return)
        self._desk.wait()

    def dialog(self, kind=QDialog):
        (found,) = [one for one in self._page.palette.findChildren(kind) if one.isVisible()]
        return found

    def carry(self, name, onto):
        """Drags a label's row to that of another; through the window, for moves count there."""
        window = self.view.window()

        def spot(row, y):
            return self.view.viewport().mapTo(window, QPoint(80, y(row)))

        start, end = self.row(name), self.row(onto)
        goes_up = end.top() < start.top()
        there = spot(end, lambda row: row.top() + 2 if goes_up else row.bottom() - 2)
        handle = window.windowHandle()
        QTest.mousePress(handle, LEFT, NONE, spot(start, lambda row: row.center().y()))
        for step in (QPoint(0, -14), QPoint(0, 0)):
            QTest.mouseMove(handle, there + step)
            self._bot.wait(5)
        QTest.mouseRelease(handle, LEFT, NONE, there)
        self._desk.wait()

    def style(self, task):
        """The labels of a layer's style, with their colours."""
        categories = self._desk.layer(task).renderer().categories()[:-1]
        return [
            (one.value(), one.symbol().symbolLayer(0).strokeColor().name()) for one in categories
        ]

    def drop_down(self, task):
        """The labels that a layer's form offers."""
        layer = self._desk.layer(task)
        config = layer.editorWidgetSetup(layer.fields().indexOf("label")).config()
        return [name for choice in config["map"] for name in choice]
