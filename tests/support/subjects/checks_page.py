"""What the tests of the page of checks share: its campaign, and a hand for the page."""

from qgis.core import QgsRasterLayer
from support.folders import write_files
from support.geojson import LABELS, collection, detection, segmentation
from support.images import write_image
from support.mouse import LEFT, NONE, bands

EAST = (3.0, 0.05, 0.0, 42.0, 0.0, -0.1)  # beside a.tif, which is 2.0 to 2.5 degrees east
TWIN = (41.3, 2.3, 41.4, 2.4)  # south, west, north, east
EAST_TWIN = (41.3, 3.3, 41.4, 3.4)
WOOD = (41.6, 2.1, 41.7, 2.2)


def area(west):
    ring = [[west, 41.1], [west + 0.2, 41.1], [west + 0.1, 41.3], [west, 41.1]]
    return segmentation("water", ring)


GOOD = {
    "spai.json": LABELS,
    "a.geojson": collection(detection("urban", TWIN), detection("field", WOOD)),
    "b.geojson": collection(detection("urban", EAST_TWIN), area(3.1)),
}
BROKEN = {
    **GOOD,
    "a.geojson": collection(
        detection("urban", TWIN), detection("urban", TWIN), detection("wood", WOOD)
    ),
    "b.geojson": collection(
        detection("urban", EAST_TWIN), detection("urban", EAST_TWIN), area(3.1)
    ),
}


class Checks:
    """The page of checks, and the hand of who uses it."""

    def __init__(self, desk):
        self.desk, self.bot = desk, desk.bot
        self.page, self.view = desk.dock.pages.checks, desk.dock.pages.checks.view
        self.model = self.page.findings

    def start(self):
        self.desk.click(self.desk.dock.page.check)
        self.desk.wait()
        assert self.page.isVisible()

    @property
    def groups(self):
        """The rules that are broken, in the order of the list, each with the images of it."""
        return {group.rule.id: [one.image for one in group.findings] for group in self.model.groups}

    def index(self, rule, row=None):
        number = [group.rule for group in self.model.groups].index(rule)
        group = self.model.index(number, 0)
        return group if row is None else self.model.index(row, 0, group)

    def click(self, rule, row=None, modifiers=NONE):
        index = self.index(rule, row)
        self.view.scrollTo(index)
        spot = self.view.visualRect(index).center()
        self.bot.mouseClick(self.view.viewport(), LEFT, modifiers, spot)
        self.desk.wait()

    def key(self, key):
        self.bot.keyClick(self.view, key)
        self.desk.wait()

    def press(self, button):
        self.desk.click(button)
        self.desk.wait()

    def undo(self):
        """As Ctrl+Z does it on the layer that is active."""
        self.desk.layer("detection").undoStack().undo()
        self.desk.wait()

    @property
    def selected(self):
        """Image and label of what is selected, in all layers."""
        return [
            (one["image"], one["label"])
            for task in ("classification", "detection", "segmentation")
            for one in self.desk.layer(task).selectedFeatures()
        ]

    @property
    def raster(self):
        (raster,) = self.desk.layers(QgsRasterLayer)
        return raster.name()

    @property
    def marks(self):
        return [band.asGeometry().boundingBox() for band in bands(self.desk.map.canvas)]

    @property
    def count(self):
        return self.desk.layer("detection").featureCount()


def make(tmp_path, files):
    folder = tmp_path / "fields"
    write_image(folder / "a.tif")
    write_image(folder / "b.tif", grid=EAST)
    return write_files(folder, files)
