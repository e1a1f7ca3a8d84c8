"""The list of images, as a person uses it."""

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication
from support.desk.widgets import choose, rows
from support.mouse import CTRL, LEFT, NONE


def in_words(state, flagged):
    """What people say of an image."""
    return f"{state.value} flagged" if flagged else state.value


class Images:
    """A navigator, with mouse and keys; ``wait`` waits for what comes of a deed."""

    def __init__(self, bot, navigator, wait):
        self.bot, self.navigator, self._wait = bot, navigator, wait

    @property
    def view(self):
        return self.navigator.images_view

    @property
    def current(self):
        """The image that the list marks as the one on the map."""
        return self.navigator.images.current

    def states(self):
        """The states and flags that the list shows: "done", or "done flagged"."""
        items = self.navigator.images.items
        return {item.path: in_words(item.state, item.flagged) for item in items}

    def shown(self):
        """The names that the table shows, without the mark of an edit."""
        if not self.view.isVisible():
            return []
        return [row[0].removesuffix(" •") for row in rows(self.view.model())]

    def index(self, path):
        row = [item.path for item in self.navigator.images.items].index(path)
        return self.view.model().mapFromSource(self.navigator.images.index(row, 0))

    def spot(self, path):
        self.view.scrollTo(self.index(path))
        return self.view.visualRect(self.index(path)).center()

    def click(self, path, modifier=NONE):
        self.bot.mouseClick(self.view.viewport(), LEFT, modifier, self.spot(path))

    def go_to(self, path):
        """Double-clicks an image."""
        self.click(path)
        self.bot.mouseDClick(self.view.viewport(), LEFT, NONE, self.spot(path))
        self._wait()

    def select(self, *paths):
        for number, path in enumerate(paths):
            self.click(path, CTRL if number else NONE)

    def selected(self):
        return {one.data() for one in self.view.selectionModel().selectedRows()}

    def press(self, button):
        assert button.isVisible() and button.isEnabled()
        self.bot.mouseClick(button, LEFT)

    def choose(self, text):
        """Shows what an entry of the filter lets through."""
        choose(self.bot, self.navigator.filter, text)

    def search(self, text):
        field = self.navigator.search
        field.selectAll()
        self.bot.keyClick(field, Qt.Key.Key_Delete)
        self.bot.keyClicks(field, text)

    def menu(self, path):
        """Opens a row's menu with the right button, through the window, as a desktop does."""
        window = self.view.window()
        place = self.view.viewport().mapTo(window, self.spot(path))
        QTest.mouseClick(window.windowHandle(), Qt.MouseButton.RightButton, NONE, place)
        self.bot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        return QApplication.activePopupWidget()

    def mark(self, path, text):
        """Gives the selected images a state by the menu of the row of one of them."""
        menu = self.menu(path)
        (action,) = [one for one in menu.actions() if one.text() == text]
        self.bot.mouseClick(menu, LEFT, NONE, menu.actionGeometry(action).center())
        self._wait()
