"""Fixtures of the tests of the tool that selects."""

import pytest
from qgis.gui import QgsVertexMarker
from qgis.PyQt import sip
from scaneo_bridge.ui.label.tools.select_tool import SelectTool
from support import mouse
from support.mouse import at_degrees, degrees, on_map
from support.subjects.labelling.select_tool import BOX, OTHER, polygons


class Selecting:
    """A select tool over a layer of boxes and one of areas, and the hand that uses it."""

    def __init__(self, canvas, boxes, areas, bot):
        self.canvas, self.boxes, self.areas, self.bot = canvas, boxes, areas, bot
        self.tool = SelectTool(canvas, lambda: [self.boxes, self.areas], lambda: self.boxes)
        self.changed, self.deletions = [], []
        self.tool.box_changed.connect(lambda fid, box: self.changed.append((fid, box)))
        self.tool.delete_requested.connect(lambda: self.deletions.append(True))
        canvas.setMapTool(self.tool)

    def place(self, at):
        return at_degrees(self.canvas, *at)

    def click(self, at, modifiers=mouse.NONE):
        mouse.click(self.bot, self.canvas, self.place(at), modifiers=modifiers)
        self.bot.wait(5)

    def drag(self, start, end, modifiers=mouse.NONE):
        mouse.drag(self.bot, self.canvas, self.place(start), self.place(end), modifiers=modifiers)
        self.bot.wait(5)

    def pull(self, start, end):
        mouse.pull(self.bot, self.canvas, self.place(start), self.place(end))

    def release(self, at):
        mouse.release(self.bot, self.canvas, self.place(at))

    def key(self, key):
        self.bot.keyClick(self.canvas, key)
        self.bot.wait(5)

    def hit(self, at):
        """The point in degrees of the pixel that the mouse hits."""
        return degrees(self.canvas, on_map(self.canvas, self.place(at)))

    def cursor(self, at):
        mouse.hover(self.bot, self.canvas, self.place(at))
        return self.canvas.cursor().shape()

    @property
    def selected(self):
        return sorted(self.boxes.selectedFeatureIds()), sorted(self.areas.selectedFeatureIds())

    @property
    def handles(self):
        """Where they are, in degrees."""
        self.bot.wait(5)
        items = self.canvas.items()
        markers = [item for item in items if isinstance(item, QgsVertexMarker) and item.isVisible()]
        places = [degrees(self.canvas, marker.center()) for marker in markers]
        return sorted((round(place.x(), 6), round(place.y(), 6)) for place in places)


@pytest.fixture
def select_on(show_map, qtbot):
    """Makes a select tool active over two layers on a map in the CRS of an EPSG code."""
    made = []

    def make(epsg=4326, boxes=(BOX, OTHER), areas=()):
        box_layer, box_ids = polygons("boxes", *boxes)
        area_layer, area_ids = polygons("areas", *areas)
        canvas = show_map(epsg, box_layer, area_layer)
        made.append(Selecting(canvas, box_layer, area_layer, qtbot))
        made[-1].ids, made[-1].area_ids = box_ids, area_ids
        return made[-1]

    yield make
    for selecting in made:
        if not sip.isdeleted(selecting.tool):
            selecting.tool.unload()
            selecting.tool.deleteLater()
