"""The map, as a person uses it: places are degrees, where nothing else is said."""

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer, QgsRectangle
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.core.store.folder import CampaignFolder
from scaneo_bridge.core.workspace.workspace_ref import image_of
from support import mouse
from support.desk.places import EAST, NORTH, SOUTH, WEST
from support.mouse import LEFT, NONE, RIGHT, at_degrees, degrees, on_map

KEYS = {str(digit): getattr(Qt.Key, f"Key_{digit}") for digit in range(10)}
KEYS.update({letter: getattr(Qt.Key, f"Key_{letter}") for letter in "ABCDEFKNPUVX"})


class Map:
    """The mouse and the keys on the map, and what is seen there."""

    def __init__(self, desk, canvas):
        self._desk, self.canvas = desk, canvas

    @property
    def _bot(self):
        return self._desk.bot

    def place(self, at):
        return at_degrees(self.canvas, *at)

    def at(self, x, y):
        """A point of the map, by its place on the canvas: 0 to 1 from the south-west."""
        extent = self.canvas.extent()
        return extent.xMinimum() + x * extent.width(), extent.yMinimum() + y * extent.height()

    def box(self, x=0.4, y=0.4, size=0.1):
        """Drags a box, by its place on the canvas; the mode for it is on. Waits for nothing."""
        mouse.drag(self._bot, self.canvas, self.at(x, y), self.at(x + size, y + size))

    def drag(self, start, end, modifiers=NONE):
        ends = self.place(start), self.place(end)
        mouse.drag(self._bot, self.canvas, *ends, modifiers=modifiers)
        self._desk.wait()

    def pull(self, start, end):
        mouse.pull(self._bot, self.canvas, self.place(start), self.place(end))

    def release(self, at):
        mouse.release(self._bot, self.canvas, self.place(at))
        self._desk.wait()

    def click(self, *places, button=LEFT, modifiers=NONE):
        for at in places:
            mouse.click(self._bot, self.canvas, self.place(at), button, modifiers)
        self._desk.wait()

    def outline(self, *corners):
        """Clicks the corners of an area, and finishes it with the right button."""
        self.click(*corners)
        self.click(corners[0], button=RIGHT)

    def key(self, *keys, modifiers=NONE):
        """Keys that the map gets: letters and digits by their names."""
        for key in keys:
            self._bot.keyClick(self.canvas, KEYS.get(key, key), modifiers)
            self._desk.wait()

    def keys(self, text):
        """Presses keys one after the other, without waiting for what comes of them."""
        for character in text:
            self._bot.keyClick(self.canvas, getattr(Qt.Key, f"Key_{character}"))

    def hit(self, at):
        """The point in degrees of the pixel that the mouse hits."""
        point = degrees(self.canvas, on_map(self.canvas, self.place(at)))
        return point.x(), point.y()

    def sides(self, start, end):
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
        self._desk.wait()

    @property
    def raster(self):
        """The one raster in the project."""
        (raster,) = self._desk.layers(QgsRasterLayer)
        return raster

    @property
    def image(self):
        """The image on the map."""
        return image_of(self.raster, CampaignFolder(self._desk.folder))

    @property
    def bands(self):
        """The rubber bands that are seen on the map."""
        return [
            band
            for band in self.canvas.items()
            if isinstance(band, QgsRubberBand) and band.isVisible() and band.numberOfVertices()
        ]

    @property
    def chips(self):
        """What shows the image's classes over the map."""
        (found,) = [one for one in self.canvas.children() if type(one).__name__ == "MapClassTags"]
        return found
