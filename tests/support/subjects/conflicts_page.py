"""What the tests of the page of conflicts share, and a hand for it."""

import json

from qgis.core import QgsGeometry, QgsPointXY, QgsRasterLayer
from qgis.gui import QgsRubberBand
from scaneo_bridge.core.store.folder import CampaignFolder
from scaneo_bridge.core.workspace.workspace_ref import image_of
from support.folders import write_files
from support.geojson import classification, collection, detection, segmentation
from support.mouse import LEFT, NONE

HERE = (41.10, 2.10, 41.20, 2.30)  # south, west, north, east
MOVED = (41.12, 2.10, 41.22, 2.30)
LARGER = (41.10, 2.10, 41.24, 2.34)
FAR = (41.60, 2.30, 41.70, 2.40)
BEFORE = [classification("water"), detection("urban", HERE), segmentation("water"),
          detection("field", FAR)]  # fmt: skip
LABELS = {"water": "#0048f0", "urban": "#8d99ae", "field": "#f2c14e"}


class ConflictsHand:
    """A campaign that is open, and somebody else who writes to its folder."""

    def __init__(self, desk, folder):
        self.desk, self.folder = desk, folder
        self.page = desk.dock.pages.conflicts
        self.notice = desk.dock.page.tray.conflicts

    def feature(self, task, **attributes):
        layer = self.desk.layer(task)
        return next(one for one in layer.getFeatures()
                    if all(one[name] == value for name, value in attributes.items()))  # fmt: skip

    def edit(self, task, deed):
        layer = self.desk.layer(task)
        if not layer.isEditable():
            assert layer.startEditing()
        assert deed(layer)
        assert layer.commitChanges()
        self.desk.wait()

    def move(self, box, label="urban", image="a.tif"):
        """Draws a box elsewhere."""
        south, west, north, east = box
        shape = QgsGeometry.fromWkt(
            f"POLYGON(({east} {south}, {east} {north}, {west} {north}, {west} {south}, "
            f"{east} {south}))"
        )
        fid = self.feature("detection", label=label, image=image).id()
        self.edit("detection", lambda layer: layer.changeGeometry(fid, shape))

    def relabel(self, task, old, new):
        feature = self.feature(task, label=old)
        index = feature.fields().indexOf("label")
        self.edit(task, lambda layer: layer.changeAttributeValue(feature.id(), index, new))

    def delete(self, task, label):
        fid = self.feature(task, label=label).id()
        self.edit(task, lambda layer: layer.deleteFeature(fid))

    def somebody_writes(self, *features, name="a.geojson"):
        write_files(self.folder, {name: collection(*features)})

    def open_again(self):
        self.desk.click(self.desk.dock.widget.open)
        self.desk.wait()

    @property
    def boxes(self):
        layer = self.desk.layer("detection")
        return [(one["label"], one.geometry().asWkt()) for one in layer.getFeatures()]

    @property
    def image(self):
        """The image on the map."""
        (raster,) = self.desk.layers(QgsRasterLayer)
        return image_of(raster, CampaignFolder(self.folder))

    def sees(self, x, y):
        return self.desk.map.canvas.extent().contains(QgsPointXY(x, y))

    @property
    def rows(self):
        """The list as it is seen: groups, and what is below each with what is picked."""
        found = []
        for number in range(self.page.list.topLevelItemCount()):
            group = self.page.list.topLevelItem(number)
            children = [group.child(row) for row in range(group.childCount())]
            found.append((group.text(0), [(one.text(0), _pick(one)) for one in children]))
        return found

    def item(self, group, row):
        return self.page.list.topLevelItem(group).child(row)

    def click_row(self, group, row):
        view = self.page.list
        item = self.item(group, row)
        view.scrollToItem(item)
        spot = view.visualItemRect(item).center()
        self.desk.bot.mouseClick(view.viewport(), LEFT, NONE, spot)
        self.desk.bot.wait(20)

    def key(self, *keys):
        for key in keys:
            self.desk.bot.keyClick(self.page.list, key)
        self.desk.bot.wait(20)

    def click(self, button):
        self.desk.click(button)
        self.desk.wait()

    @property
    def bands(self):
        """What is drawn over the map, by its bounds."""
        found = {}
        for item in self.desk.map.canvas.items():
            if isinstance(item, QgsRubberBand) and item.isVisible() and item.numberOfVertices():
                box = item.asGeometry().boundingBox()
                bounds = (box.yMinimum(), box.xMinimum(), box.yMaximum(), box.xMaximum())
                found[tuple(round(number, 6) for number in bounds)] = item
        return found

    def line(self, box):
        """The colour of a version's outline, and how much of one side of it is drawn, 0 to 1."""
        color = self.bands[box].strokeColor()
        picture = self.desk.map.canvas.grab().toImage()
        _, west, north, east = box
        steps = 200
        seen = 0
        for step in range(5, steps - 5):
            place = QgsPointXY(west + (east - west) * step / steps, north)
            pixel = self.desk.map.canvas.getCoordinateTransform().transform(place)
            x, y = round(pixel.x()), round(pixel.y())
            near = (picture.pixelColor(x, y + more) for more in (-2, -1, 0, 1, 2))
            seen += any(_is_near(color, other) for other in near)
        return color.name(), seen / (steps - 10)

    def labels(self, name="a.geojson"):
        features = json.loads((self.folder / name).read_bytes())["features"]
        return sorted(one["properties"]["label"] for one in features)

    def export(self):
        if self.desk.dock.preview() is not None:
            self.click(self.desk.dock.pages.export.write)


def _pick(item):
    """What is seen of a pick: a dash, or a piece of a side's line, which the tooltip names."""
    assert item.icon(1).isNull() == (item.text(1) == "–")
    return item.text(1) or item.toolTip(1)


def _is_near(one, other):
    return all(abs(a - b) < 60 for a, b in zip(one.getRgb()[:3], other.getRgb()[:3]))
