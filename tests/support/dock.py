"""The dock in a desktop, used as a person uses it: with mouse and keys on its widgets.

A test module takes the fixtures by ``pytest_plugins = ["support.dock"]``. PYTEST_DONT_REWRITE: it
imports the rest itself, before pytest could rewrite it.
"""

import gc
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest
from qgis.core import QgsApplication, QgsSettings, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, QSettings, Qt
from qgis.PyQt.QtGui import QTextDocumentFragment
from scaneo_bridge.ui.shell.controller import Controller
from scaneo_bridge.ui.work.settings import Settings
from support.folders import write_files
from support.geojson import LABELS, collection, detection, one_of_each, segmentation
from support.images import write_image
from support.pages import Pages

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
PATIENCE = 30000  # ms


def rows(model):
    """What a table shows: the text of each of its cells."""
    return [
        [model.data(model.index(row, column)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def as_html(text):
    """What the eye sees of HTML: not the characters that hold words in their places."""
    return unseen(QTextDocumentFragment.fromHtml(text).toPlainText())


def unseen(text):
    """A text without the characters that nobody sees: isolates, and where a word may be broken."""
    return text.translate(dict.fromkeys(map(ord, "\u2068\u2069\u200b\u2060")))


def choose(bot, combo, text):
    """Chooses the entry of a drop-down that begins so, with the arrow keys."""
    combo.setFocus()
    bot.keyClick(combo, Qt.Key.Key_Home)
    while not combo.currentText().startswith(text):
        before = combo.currentIndex()
        bot.keyClick(combo, Qt.Key.Key_Down)
        assert combo.currentIndex() > before, f"there is no “{text}…”"


@dataclass
class Session:
    """A QGIS with the dock in it, and what a person does there."""

    controller: Controller
    project: Any
    bar: Any
    canvas: Any
    bot: Any

    @property
    def dock(self):
        return self.controller.dock

    @cached_property
    def pages(self):
        return Pages(self.dock)

    @property
    def page(self):
        return self.pages.campaign

    def click(self, button):
        assert button.isEnabled() and button.isVisible()
        self.bot.mouseClick(button, LEFT, NONE, QPoint(12, button.height() // 2))

    def type_folder(self, folder):
        field = self.dock.folder.lineEdit()
        self.bot.mouseDClick(field, LEFT)
        field.selectAll()
        self.bot.keyClick(field, Qt.Key.Key_Delete)
        self.bot.keyClicks(field, str(folder))

    def open(self, folder):
        """Types the folder and presses Enter; waits for what comes of it."""
        self.type_folder(folder)
        self.bot.keyClick(self.dock.folder.lineEdit(), Qt.Key.Key_Return)
        self.wait()

    def wait(self):
        """Until no work is under way, counting included, and the map has been told."""
        manager = QgsApplication.taskManager()
        controller = self.controller
        self.bot.waitUntil(
            lambda: controller.is_idle and not manager.activeTasks(), timeout=PATIENCE
        )
        self.bot.wait(20)

    def go_to(self, image):
        """Double-clicks an image in the list."""
        view = self.page.images_view
        row = [item.path for item in self.page.images.items].index(image)
        index = view.model().mapFromSource(self.page.images.index(row, 0))
        view.scrollTo(index)
        spot = view.visualRect(index).center()
        self.bot.mouseClick(view.viewport(), LEFT, NONE, spot)
        self.bot.mouseDClick(view.viewport(), LEFT, NONE, spot)
        self.bot.wait(20)

    def preview(self):
        """Clicks Export; answers what it says that it would write, None where it asks nothing."""
        self.click(self.dock.export)
        self.wait()
        page = self.pages.export
        return page.summary.text() if page.isVisible() else None

    def messages(self, level=None):
        """What the message bar shows, as the eye sees it."""
        found = []
        for of, texts in self.bar.messages.items():
            if level is None or of == level:
                found += [as_html(text) for text in texts]
        return found

    def layers(self, kind=QgsVectorLayer):
        return [layer for layer in self.project.mapLayers().values() if isinstance(layer, kind)]

    def layer(self, task):
        (layer,) = self.project.mapLayersByName(task)
        return layer

    @property
    def is_empty(self):
        return self.pages.start.isVisible() and not self.page.isVisible()

    @property
    def is_open(self):
        return self.page.isVisible() and not self.pages.start.isVisible()

    def counts(self):
        """The counts in the list of labels, by name."""
        shown = {name: int(count.replace(",", "")) for name, count in rows(self.page.labels)}
        return {name: count for name, count in shown.items() if count}


@pytest.fixture
def settings(tmp_path):
    file = str(tmp_path / "settings.ini")
    return Settings(QgsSettings(file, QSettings.Format.IniFormat))


@pytest.fixture
def make_session(qgis_iface, qgis_new_project, qgis_canvas, settings, root, qtbot):
    """Sessions of a desktop whose window is shown; the dock is taken away at the end."""
    window = qgis_iface.mainWindow()
    controllers = []

    def make():
        icon = root / "ui" / "icons" / "icon.svg"
        controller = Controller(qgis_iface, qgis_new_project, settings, icon)
        controllers.append(controller)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, controller.dock)
        controller.dock.show()
        # The tests' images lie at one place: of those, only one would show its annotations.
        Pages(controller.dock).campaign.navigator.all_images.setChecked(True)
        bar = qgis_iface.messageBar()
        return Session(controller, qgis_new_project, bar, qgis_canvas, qtbot)

    gc.collect()  # or a thread of this test would take the widgets of the one before apart
    before = window.size()
    window.resize(900, 800)
    window.show()
    qtbot.waitExposed(window)
    yield make
    manager = QgsApplication.taskManager()
    for controller in controllers:
        controller.cancel()
        qtbot.waitUntil(lambda: not manager.activeTasks(), timeout=PATIENCE)
        qtbot.wait(20)
        window.removeDockWidget(controller.dock)
        controller.unload()
    window.hide()
    window.resize(before)
    qgis_new_project.clear()


@pytest.fixture
def session(make_session):
    return make_session()


@pytest.fixture
def coast(tmp_path):
    """Two images with annotations of each task, one without, in folder `coast`."""
    folder = tmp_path / "coast"
    for name in ("a.tif", "b.tif", "2024/c.tif"):
        write_image(folder / name)
    files = {
        "spai.json": LABELS,
        "a.geojson": collection(*one_of_each()),
        "b.geojson": collection(segmentation(), detection()),
    }
    return write_files(folder, files)
