"""A person who labels a campaign with mouse and keys; and what a workspace holds by then.

A test module takes the fixtures by ``pytest_plugins``, along with those of support.dock, .mouse
and .labelling. PYTEST_DONT_REWRITE: it imports the rest itself, before pytest could rewrite it.
"""

from contextlib import contextmanager

import pytest
from osgeo import gdal
from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication
from scaneo_bridge.core.base.image_state import ImageMark, ImageState
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.qgis.editing.session import EditSession
from scaneo_bridge.core.qgis.layers import make_layer, style_layer
from scaneo_bridge.core.workspace.layer_sources import KINDS
from scaneo_bridge.core.workspace.summary import read_holdings
from scaneo_bridge.core.workspace.workspace import Workspace
from support import mouse
from support.dock import LEFT, NONE, choose
from support.folders import write_files
from support.geojson import LABELS, collection, detection, segmentation
from support.images import write_image

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ROW = ("a.tif", "b.tif", "c.tif", "d.tif")
"""Images side by side: they touch, and don't overlap."""
FLAGGED = ImageMark(ImageState.TODO, True)


class Walker:
    """What a person does who labels in a `Session`, and what they see."""

    def __init__(self, session):
        self.session = session
        self.bot = session.bot
        self.canvas = session.canvas
        self.navigator = session.page.navigator

    def open(self, folder):
        """Opens a folder and begins to label."""
        self.session.open(folder)
        return self.begin()

    def begin(self):
        self.session.click(self.session.dock.label)
        self.bot.wait(20)
        return self

    def key(self, key, modifier=NONE):
        """Presses a key on the map."""
        self.bot.keyClick(self.canvas, key, modifier)
        self.session.wait()

    def keys(self, text):
        """Presses keys one after the other, without waiting for what comes of them."""
        for character in text:
            self.bot.keyClick(self.canvas, getattr(Qt.Key, f"Key_{character}"))

    def at(self, x, y):
        """A point of the map, by its place on the canvas: 0 to 1 from the south-west."""
        extent = self.canvas.extent()
        return extent.xMinimum() + x * extent.width(), extent.yMinimum() + y * extent.height()

    def box(self, x=0.4, y=0.4, size=0.1):
        """Drags a box; the mode for it is on."""
        mouse.drag(self.bot, self.canvas, self.at(x, y), self.at(x + size, y + size))

    def press(self, button):
        self.session.click(button)
        self.session.wait()

    def spot(self, image):
        view = self.navigator.images_view
        row = [item.path for item in self.navigator.images.items].index(image)
        index = view.model().mapFromSource(self.navigator.images.index(row, 0))
        view.scrollTo(index)
        return view.visualRect(index).center()

    def select_rows(self, *images):
        view = self.navigator.images_view.viewport()
        for number, image in enumerate(images):
            self.bot.mouseClick(view, LEFT, CTRL if number else NONE, self.spot(image))

    def mark(self, image, text):
        """Gives the selected images a state by the menu of the row of one of them."""
        view = self.navigator.images_view.viewport()
        window = view.window().windowHandle()
        place = view.mapTo(view.window(), self.spot(image))
        QTest.mouseClick(window, Qt.MouseButton.RightButton, NONE, place)
        self.bot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        menu = QApplication.activePopupWidget()
        (action,) = [one for one in menu.actions() if one.text() == text]
        self.bot.mouseClick(menu, LEFT, NONE, menu.actionGeometry(action).center())
        self.session.wait()

    def search(self, text):
        field = self.navigator.search
        field.selectAll()
        self.bot.keyClick(field, Qt.Key.Key_Delete)
        self.bot.keyClicks(field, text)

    def choose(self, text):
        choose(self.bot, self.navigator.filter, text)

    @property
    def current(self):
        """The image that the list marks as the one on the map."""
        return self.navigator.images.current

    @property
    def raster(self):
        """The one raster in the project."""
        (raster,) = self.session.layers(QgsRasterLayer)
        return raster

    def states(self):
        """The states and flags that the list shows: "done", or "done flagged"."""
        items = self.navigator.images.items
        return {item.path: in_words(item.state, item.flagged) for item in items}

    def said(self):
        """What the message bar says by now, as one text."""
        return "\n".join(self.session.messages())

    def shown(self):
        """The annotations that the layers show: task, image and label."""
        return sorted(
            (task.value, feature["image"] or "", feature["label"])
            for task in Task
            for feature in self.session.layer(task.value).getFeatures()
        )


def saved(workspace):
    """The annotations of a workspace, as another program reads them: task, image and label."""
    with Workspace.open(workspace, writable=False) as opened:
        return sorted(
            (row.annotation.task.value, image, row.annotation.label)
            for image in ["", *opened.states()]
            for row in opened.annotations(image)
        )


def in_words(state, flagged):
    """What people say of an image."""
    return f"{state.value} flagged" if flagged else state.value


def saved_states(workspace):
    """The states and flags that a workspace keeps: "done", or "done flagged"."""
    with Workspace.open(workspace, writable=False) as opened:
        return {path: in_words(*mark) for path, mark in opened.marks().items()}


def set_marks(workspace, **marks):
    """Gives images of a workspace marks, by the names of the files without their ending."""
    with Workspace.open(workspace) as opened, opened.database.transaction():
        for image in opened.marks():
            name = image.rpartition("/")[2].partition(".")[0]
            if name in marks:
                opened.set_mark(image, marks[name])


def unsaved(workspace):
    """What the workspace keeps of open edits: the names of the tasks, and of the labels."""
    with Workspace.open(workspace, writable=False) as opened:
        rows = opened.database.rows("SELECT task FROM unsaved ORDER BY task")
        return [row.GetFieldAsString(0) for row in rows]


@contextmanager
def locked(workspace):
    """Within the block, another program writes to the workspace."""
    other = gdal.OpenEx(str(workspace), gdal.OF_VECTOR | gdal.OF_UPDATE)
    other.StartTransaction()
    other.ExecuteSQL("DELETE FROM labels WHERE 0")
    yield
    other.RollbackTransaction()


@contextmanager
def open_editing(workspace, fault=None):
    """A campaign that is edited without any widget; its layers are in a project of their own."""
    project = QgsProject()
    session = EditSession(project, workspace, read_holdings(workspace), fault)
    for kind in KINDS:
        layer = make_layer(workspace, workspace.parent, kind)
        style_layer(layer, session.palette.labels)
        project.addMapLayer(layer)
    session.begin()
    yield session
    for layer in session.layers.values():
        layer.rollBack()
    session.unload()
    project.clear()


@pytest.fixture
def walker(desktop):
    return Walker(desktop)


@pytest.fixture
def tiles(tmp_path):
    """Four images side by side, with the labels of `LABELS` and no annotation."""
    folder = tmp_path / "tiles"
    for number, name in enumerate(ROW):
        write_image(folder / name, grid=(2.0 + 0.5 * number, 0.05, 0.0, 42.0, 0.0, -0.1))
    return write_files(folder, {"spai.json": LABELS})


@pytest.fixture
def series(tmp_path):
    """Three images of one place: two with a box and an area, one without anything."""
    folder = tmp_path / "series"
    for name in ("a.tif", "b.tif", "c.tif"):
        write_image(folder / name)
    files = {
        "spai.json": LABELS,
        "a.geojson": collection(detection("urban"), segmentation("water")),
        "b.geojson": collection(detection("field"), segmentation("field")),
    }
    return write_files(folder, files)
