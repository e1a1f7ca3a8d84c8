"""The list of images in a window of its own, used with mouse and keys.

A test module takes the fixtures by ``pytest_plugins = ["support.navigator"]``. PYTEST_DONT_REWRITE:
it imports the rest itself, before pytest could rewrite it.
"""

from dataclasses import replace

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication
from scaneo_bridge.core.base.image_state import ImageState
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.workspace.summary import ImageCount
from scaneo_bridge.ui.label.images.navigator import Navigator
from support.dock import LEFT, NONE, choose, rows

A, B, C, D, E, F = (
    "2024/a.tif",
    "2024/b.tif",
    "2025/c.tif",
    "2025/d.tif",
    "2025/E.tif",
    "f.tif",
)
STATES = {
    A: ImageState.DONE,
    B: ImageState.TODO,
    C: ImageState.EMPTY,
    D: ImageState.TODO,
    E: ImageState.DONE,
    F: ImageState.SKIPPED,
}
FLAGGED = {E}


def image(path, state=ImageState.TODO, boxes=0, edited=False):
    counts = {Task.DETECTION: boxes} if boxes else {}
    return ImageCount(path, counts, edited, state, path in FLAGGED)


def images(**more):
    return [image(path, state, **more) for path, state in STATES.items()]


class User:
    """A navigator in a window as narrow as a dock, and what a person does there."""

    def __init__(self, bot):
        self.bot = bot
        self.navigator = Navigator()
        bot.addWidget(self.navigator)
        self.navigator.resize(300, 360)
        self.navigator.show()
        bot.waitExposed(self.navigator)

    @property
    def view(self):
        return self.navigator.images_view

    def settle(self, path, state):
        """An image is in another state by now; the others stay as they are."""
        items = self.navigator.images.items
        self.navigator.show_images(
            [replace(item, state=state) if item.path == path else item for item in items]
        )

    def shown(self):
        """The names that the table shows, without the mark of an edit."""
        if not self.view.isVisible():
            return []
        return [row[0].removesuffix(" •") for row in rows(self.view.model())]

    def index(self, path):
        return self.view.model().index(self.shown().index(path), 0)

    def spot(self, path):
        self.view.scrollTo(self.index(path))
        return self.view.visualRect(self.index(path)).center()

    def click(self, path, modifier=NONE):
        self.bot.mouseClick(self.view.viewport(), LEFT, modifier, self.spot(path))

    def press(self, button):
        assert button.isVisible() and button.isEnabled()
        self.bot.mouseClick(button, LEFT)

    def selected(self):
        return {one.data() for one in self.view.selectionModel().selectedRows()}

    def choose(self, text):
        choose(self.bot, self.navigator.filter, text)

    def search(self, text):
        field = self.navigator.search
        field.selectAll()
        self.bot.keyClick(field, Qt.Key.Key_Delete)
        self.bot.keyClicks(field, text)

    def menu(self, path):
        """Opens a row's menu with the right button, through the window, as a desktop does."""
        place = self.view.viewport().mapTo(self.navigator, self.spot(path))
        window = self.navigator.windowHandle()
        QTest.mouseClick(window, Qt.MouseButton.RightButton, NONE, place)
        self.bot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        return QApplication.activePopupWidget()

    def mark(self, path, text):
        menu = self.menu(path)
        (action,) = [one for one in menu.actions() if one.text() == text]
        self.bot.mouseClick(menu, LEFT, NONE, menu.actionGeometry(action).center())

    def go(self, path):
        self.navigator.show_current(path)
        return self.navigator


@pytest.fixture
def user(qgis_app, qtbot):
    user = User(qtbot)
    user.navigator.show_images(images())
    return user


@pytest.fixture
def full(user):
    """The same with 1,000 images, far more than there is room for."""
    user.navigator.show_images([image(f"{number:04}.tif") for number in range(1000)])
    return user
