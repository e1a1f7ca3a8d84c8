"""Fixtures of the tests of the tool for areas."""

import pytest
from qgis.gui import QgsGeometryRubberBand, QgsRubberBand
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.ui.label.tools.area_tool import AreaTool
from support.mouse import RIGHT, at_degrees, click, degrees, on_map, press_again, release
from support.subjects.labelling.area_tool import TRIANGLE, edited


class Drawing:
    """An area tool on a canvas with an edited layer, and what it has said."""

    def __init__(self, canvas, layer, bot, cad_dock):
        self.canvas, self.layer, self.bot = canvas, layer, bot
        self.tool = AreaTool(canvas, cad_dock)
        self.areas, self.refusals = [], []
        self.tool.captured.connect(self.areas.append)
        self.tool.refused.connect(self.refusals.append)
        canvas.setCurrentLayer(layer)
        canvas.setMapTool(self.tool)

    def click(self, *places):
        for place in places:
            click(self.bot, self.canvas, at_degrees(self.canvas, *place))

    def double_click(self, place):
        """As a window tells it: press, release, and a double click in place of the second press."""
        at = at_degrees(self.canvas, *place)
        click(self.bot, self.canvas, at)
        press_again(self.bot, self.canvas, at)
        release(self.bot, self.canvas, at)

    def key(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        self.bot.keyClick(self.canvas, key, modifiers)

    def finish(self):
        click(self.bot, self.canvas, at_degrees(self.canvas, *TRIANGLE[0]), RIGHT)

    def hit(self, *places):
        """The points in degrees that the mouse hits."""
        canvas = self.canvas
        return [degrees(canvas, on_map(canvas, at_degrees(canvas, *place))) for place in places]

    @property
    def drawn(self):
        """Rubber bands of both of QGIS's kinds."""
        kinds = (QgsRubberBand, QgsGeometryRubberBand)
        return [item for item in self.canvas.items() if isinstance(item, kinds)]


@pytest.fixture
def draw_on(show_map, cad_dock, qtbot):
    """Makes an area tool active on a map in the CRS of an EPSG code."""
    made = []

    def make(epsg=4326, **options):
        layer = edited(**options)
        made.append(Drawing(show_map(epsg, layer), layer, qtbot, cad_dock))
        return made[-1]

    yield make
    for drawing in made:
        if not sip.isdeleted(drawing.tool):
            drawing.tool.unload()
            sip.delete(drawing.tool)
        drawing.canvas.setCurrentLayer(None)
