"""Labelling with mouse and keys: a campaign in the dock, its button *Label* down, and a hand.

Places are degrees. The images a.tif and b.tif lie one on the other, as those of a time series do.

A test module takes the fixtures by ``pytest_plugins = ["support.labelling"]``. PYTEST_DONT_REWRITE:
it imports the rest itself, before pytest could rewrite it.
"""

import json

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer, QgsRectangle
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtWidgets import QApplication, QPushButton
from scaneo_bridge.core.store.folder import CampaignFolder
from scaneo_bridge.core.workspace.layer_sources import image_of
from support import mouse
from support.dock import LEFT, NONE, Session
from support.folders import write_files
from support.geojson import spai
from support.images import write_image
from support.label_hand import PaletteHand
from support.mouse import RIGHT, at_degrees, degrees, on_map

pytest_plugins = ["support.dock", "support.mouse"]

WEST, SOUTH, EAST, NORTH = 2.0, 41.5, 2.5, 42.0  # of a.tif and b.tif
TASKS = ("detection", "segmentation", "classification")
COLORS = {"water": "#0048f0", "urban": "#8d99ae", "field": "#f2c14e"}
KEYS = {str(digit): getattr(Qt.Key, f"Key_{digit}") for digit in range(10)}
KEYS.update({letter: getattr(Qt.Key, f"Key_{letter}") for letter in "ABCDEFKNPUVX"})


class Labeller(PaletteHand):
    """Who labels: with the mouse on the map and in the dock, and with keys."""

    def __init__(self, session: Session, folder) -> None:
        self.session, self.folder = session, folder
        self.bot, self.canvas, self.page = session.bot, session.canvas, session.page

    def settle(self):
        """Waits for what was begun; the lists of the dock follow a moment later."""
        self.session.wait()
        self.bot.wait(15)

    # On the map

    def place(self, at):
        return at_degrees(self.canvas, *at)

    def drag(self, start, end, modifiers=NONE):
        ends = self.place(start), self.place(end)
        mouse.drag(self.bot, self.canvas, *ends, modifiers=modifiers)
        self.settle()

    def pull(self, start, end):
        mouse.pull(self.bot, self.canvas, self.place(start), self.place(end))

    def release(self, at):
        mouse.release(self.bot, self.canvas, self.place(at))
        self.settle()

    def click(self, *places, button=LEFT, modifiers=NONE):
        for at in places:
            mouse.click(self.bot, self.canvas, self.place(at), button, modifiers)
        self.settle()

    def outline(self, *corners):
        """Clicks the corners of an area, and finishes it with the right button."""
        self.click(*corners)
        self.click(corners[0], button=RIGHT)

    def key(self, *keys, modifiers=NONE):
        """Keys that the map gets: letters and digits by their names."""
        for key in keys:
            self.bot.keyClick(self.canvas, KEYS.get(key, key), modifiers)
            self.settle()

    def hit(self, at):
        """The point in degrees of the pixel that the mouse hits."""
        point = degrees(self.canvas, on_map(self.canvas, self.place(at)))
        return point.x(), point.y()

    def box(self, start, end):
        """The sides of a box between the pixels that the mouse hits: west, south, east, north."""
        xs, ys = zip(self.hit(start), self.hit(end))
        return pytest.approx((min(xs), min(ys), max(xs), max(ys)), abs=1e-7)

    def show(self, epsg, place=None):
        """The map in another CRS, zoomed to a place or to the images."""
        self.canvas.setDestinationCrs(QgsCoordinateReferenceSystem(f"EPSG:{epsg}"))
        west, south, east, north = place or (WEST, SOUTH, EAST, NORTH)
        corners = [self.place((x, y)) for x in (west, east) for y in (south, north)]
        extent = QgsRectangle(corners[0], corners[3])
        for corner in corners:
            extent.include(corner)
        extent.scale(1.2)
        self.canvas.setExtent(extent)
        self.canvas.refresh()
        self.settle()

    @property
    def image(self):
        """The image on the map."""
        (raster,) = self.session.layers(QgsRasterLayer)
        return image_of(raster, CampaignFolder(self.folder))

    # In the dock

    def switch(self):
        """Clicks the button Label."""
        self.session.click(self.session.dock.label)
        self.settle()

    def go_to(self, image):
        """Double-clicks it in the list."""
        self.session.go_to(image)
        self.settle()

    def use(self, mode):
        self.session.click(self.page.modes.buttons[mode])
        self.settle()

    @property
    def mode(self):
        """The mode whose button is down."""
        down = [mode for mode, button in self.page.modes.buttons.items() if button.isChecked()]
        assert len(down) <= 1
        return down[0] if down else None

    @property
    def line(self):
        return self.page.new_label

    def name_label(self, name):
        """Types a name into the line for the next label, which has the focus or gets it."""
        self.bot.mouseClick(self.line.name, LEFT)
        self._type(self.line.name, name)

    def option(self, text):
        """Clicks what begins so in the menu of options, or in one of the menus below it."""
        menu = self.page.options
        menu.popup(QPoint(0, 0))
        self.bot.wait(10)
        for action in menu.actions():
            if action.text().startswith(text):
                self.bot.mouseClick(menu, LEFT, NONE, menu.actionGeometry(action).center())
                break
            below = action.menu()
            if below and any(one.text().startswith(text) for one in below.actions()):
                (one,) = [one for one in below.actions() if one.text().startswith(text)]
                below.popup(QPoint(0, 0))
                self.bot.wait(10)
                self.bot.mouseClick(below, LEFT, NONE, below.actionGeometry(one).center())
                break
        else:
            raise AssertionError(f"there is no option “{text}”")
        menu.close()
        self.settle()

    # What there is

    def layer(self, task):
        return self.session.layer(task)

    def features(self, task):
        """In the order in which they came."""
        found = self.layer(task).getFeatures()
        return sorted(found, key=lambda one: (one.id() < 0, abs(one.id())))

    def owners(self, task):
        """Image and label of each annotation of a task."""
        return [(one["image"] or None, one["label"]) for one in self.features(task)]

    @property
    def boxes(self):
        """The sides of each box: west, south, east, north. All of them are true boxes."""
        found = []
        for feature in self.features("detection"):
            bounds = feature.geometry().boundingBox()
            assert feature.geometry().area() == pytest.approx(bounds.area())
            assert feature.geometry().constGet().nCoordinates() == 5
            found.append(
                (bounds.xMinimum(), bounds.yMinimum(), bounds.xMaximum(), bounds.yMaximum())
            )
        return found

    @property
    def areas(self):
        return [feature.geometry() for feature in self.features("segmentation")]

    @property
    def counts(self):
        return self.session.counts()

    @property
    def picture(self):
        """All that a deed may change: annotations, labels, and how the dock and the map show it."""
        return {
            **{
                task: [
                    (one["image"], one["label"], one.geometry().asWkt(9))
                    for one in self.features(task)
                ]
                for task in TASKS
            },
            "labels": [(one.label.name, one.label.color) for one in self.page.labels.items],
            "counts": self.counts,
            "styles": [self.style(task) for task in TASKS],
            "drop-downs": [self.drop_down(task) for task in TASKS],
        }

    def style(self, task):
        """The labels of a layer's style, with their colours."""
        categories = self.layer(task).renderer().categories()[:-1]
        return [(one.value(), _outline(one.symbol())) for one in categories]

    def drop_down(self, task):
        layer = self.layer(task)
        config = layer.editorWidgetSetup(layer.fields().indexOf("label")).config()
        return [name for choice in config["map"] for name in choice]

    @property
    def bands(self):
        """The colours and shapes of the rubber bands on the map."""
        return [
            band
            for band in self.canvas.items()
            if isinstance(band, QgsRubberBand) and band.isVisible() and band.numberOfVertices()
        ]

    @property
    def chips(self):
        """What the dock and the map say of the image's classes."""
        return [_chips(self.page.class_tags), _chips(self.map_chips)]

    @property
    def map_chips(self):
        (found,) = [one for one in self.canvas.children() if type(one).__name__ == "MapClassTags"]
        return found

    # Steps back and forth, as Ctrl+Z does them on the layer that is active

    def undo(self, task="detection", times=1):
        for _ in range(times):
            self.layer(task).undoStack().undo()
            self.settle()

    def redo(self, task="detection", times=1):
        for _ in range(times):
            self.layer(task).undoStack().redo()
            self.settle()

    # Messages and files

    def told(self, text):
        return any(text in message for message in self.session.messages())

    @property
    def question(self):
        """The buttons of a question in the message bar, by their texts."""
        buttons = self.session.bar.findChildren(QPushButton)
        return {button.text(): button for button in buttons if button.isVisible()}

    def export(self):
        """Exports with two clicks; answers the files of the folder as JSON."""
        if self.session.preview() is not None:
            self.session.click(self.session.pages.export.write)
            self.settle()
        return {
            file.relative_to(self.folder).as_posix(): json.loads(file.read_bytes())
            for file in self.folder.rglob("*json")
            if ".scaneo_bridge" not in file.parts
        }


def _outline(symbol):
    return symbol.symbolLayer(0).strokeColor().name()


def _chips(widget):
    if not widget.isVisible():
        return []
    names = [one for one in widget.children() if one.objectName() == "chip" and not one.isHidden()]
    return [one.findChild(object, "name").text() for one in names]


@pytest.fixture
def desktop(session, qgis_iface, cad_dock, monkeypatch):
    """The session with what QGIS has and its stand-in lacks: the active layer, and its docks."""

    def activate(layer):
        qgis_iface._active_layer_id = layer.id()
        session.canvas.setCurrentLayer(layer)

    monkeypatch.setattr(qgis_iface, "setActiveLayer", activate)
    monkeypatch.setattr(qgis_iface, "cadDockWidget", lambda: cad_dock, raising=False)

    def follow():
        session.canvas.setDestinationCrs(session.project.crs())

    session.project.crsChanged.connect(follow)
    session.bar.setParent(qgis_iface.mainWindow())
    session.bar.resize(900, 60)
    session.bar.show()
    # A window that is shown a second time is not activated where there is no screen.
    QApplication.setActiveWindow(qgis_iface.mainWindow())
    yield session
    session.project.crsChanged.disconnect(follow)
    session.bar.clearWidgets()
    session.bar.setParent(None)
    session.canvas.setRotation(0)
    session.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))


@pytest.fixture
def start(desktop, tmp_path):
    """Opens a campaign of these images and labels, and puts *Label* down where told so."""

    def begin(images=("a.tif", "b.tif"), labels=COLORS, files=(), label=True):
        folder = tmp_path / "bare"
        places = images if isinstance(images, dict) else dict.fromkeys(images, (WEST, NORTH))
        for name, (west, north) in places.items():
            write_image(folder / name, grid=(west, 0.05, 0.0, north, 0.0, -0.05))
        write_files(folder, {**({"spai.json": spai(**labels)} if labels else {}), **dict(files)})
        desktop.open(folder)
        labeller = Labeller(desktop, folder)
        if label:
            labeller.switch()
        return labeller

    return begin


@pytest.fixture
def labeller(start):
    """On a.tif, with three labels, in the mode with which labelling begins: boxes."""
    return start()


@pytest.fixture
def bare(start):
    """The same without any label."""
    return start(labels={})
