"""Fixtures of the tests of the tool for boxes."""

import pytest
from qgis.PyQt import sip
from scaneo_bridge.ui.label.tools.box_tool import BoxTool


class Drawing:
    """A box tool on a canvas, and what it has said."""

    def __init__(self, canvas):
        self.canvas = canvas
        self.tool = BoxTool(canvas)
        self.boxes, self.refusals = [], []
        self.tool.drawn.connect(self.boxes.append)
        self.tool.refused.connect(self.refusals.append)
        canvas.setMapTool(self.tool)


@pytest.fixture
def draw_on(show_map):
    """Makes a box tool active on a map in the CRS of an EPSG code."""
    made = []

    def make(epsg, *layers, **options):
        made.append(Drawing(show_map(epsg, *layers, **options)))
        return made[-1]

    yield make
    for drawing in made:
        if not sip.isdeleted(drawing.tool):
            drawing.tool.unload()
            drawing.tool.deleteLater()
