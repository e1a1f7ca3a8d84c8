"""What a person does with labels in the dock, in mouse and keys."""

from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QContextMenuEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialog, QLineEdit
from support.dock import LEFT, NONE


class PaletteHand:
    """A hand on the palette of a campaign's page."""

    # The palette

    @property
    def view(self):
        return self.page.labels_view

    @property
    def names(self):
        return [item.label.name for item in self.page.labels.items]

    def row(self, name):
        index = self.page.labels.index(self.names.index(name), 0)
        self.view.scrollTo(index)
        return self.view.visualRect(index)

    def choose(self, name):
        self.bot.mouseClick(self.view.viewport(), LEFT, NONE, self.row(name).center())
        self.settle()

    def menu(self, name, text, below=None):
        """Clicks what begins with a text in the menu of a label's row."""
        spot = self.row(name).center()
        there = self.view.viewport().mapToGlobal(spot)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, there)
        QApplication.sendEvent(self.view.viewport(), event)
        self.bot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        menu = self._click_in(QApplication.activePopupWidget(), text)
        if below is not None:
            self.bot.waitUntil(menu.isVisible)
            self._click_in(menu, below)
        QApplication.setActiveWindow(self.canvas.window())
        self.settle()

    def _click_in(self, menu, text):
        action = next(action for action in menu.actions() if action.text().startswith(text))
        below = action.menu()
        self.bot.mouseClick(menu, LEFT, NONE, menu.actionGeometry(action).center())
        self.bot.wait(10)
        return below

    def rename(self, name, new):
        """With F2: where there is no screen, a window with a menu is not active any more."""
        self.view.setFocus()
        for key in (Qt.Key.Key_Home, *[Qt.Key.Key_Down] * self.names.index(name), Qt.Key.Key_F2):
            self.bot.keyClick(self.view, key)
        editors = self.view.viewport().findChildren(QLineEdit)
        (editor,) = [one for one in editors if one.isVisible()]
        editor.selectAll()
        self._type(editor, new)

    def _type(self, field, text):
        """With keys, or from the clipboard what the keys of QTest have not; then Enter."""
        if text.isascii():
            self.bot.keyClicks(field, text)
        else:
            QApplication.clipboard().setText(text)
            self.bot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        self.bot.keyClick(field, Qt.Key.Key_Return)
        self.settle()

    def dialog(self, kind=QDialog):
        (found,) = [one for one in self.page.palette.findChildren(kind) if one.isVisible()]
        return found

    def press(self, button):
        assert button.isEnabled() and button.isVisible()
        self.bot.mouseClick(button, LEFT)
        self.settle()

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
            self.bot.wait(5)
        QTest.mouseRelease(handle, LEFT, NONE, there)
        self.settle()
