"""What the tests of the tool for boxes share."""

import pytest
from qgis.core import QgsRectangle
from support.mouse import at_degrees, bands, degrees, on_map

EPSG = (4326, 32631, 3857)


def corners(canvas, west=6.1, south=41.1, east=6.3, north=41.35):
    """South-west and north-east on the map."""
    return at_degrees(canvas, west, south), at_degrees(canvas, east, north)


def box_of(canvas, one, other):
    """The box between the pixels that the mouse hits at two points of the map."""
    return QgsRectangle(
        degrees(canvas, on_map(canvas, one)), degrees(canvas, on_map(canvas, other))
    )


def assert_same(box, expected):
    tolerance = 1e-6 * max(expected.width(), expected.height())
    for side in ("xMinimum", "yMinimum", "xMaximum", "yMaximum"):
        assert getattr(box, side)() == pytest.approx(getattr(expected, side)(), abs=tolerance)


def preview(canvas):
    (band,) = bands(canvas)
    return band


def outline(canvas):
    """The preview's vertices on the map; the last one is the first again."""
    ((ring,),) = preview(canvas).asGeometry().asMultiPolygon()
    return ring


def previewed(canvas):
    """The preview's corners in degrees: all of its vertices lie on the box that they bound."""
    points = [degrees(canvas, point) for point in outline(canvas)]
    box = QgsRectangle()
    box.setMinimal()
    for point in points:
        box.include(point)
    near = 1e-6 * max(box.width(), box.height())
    for point in points:
        from_sides = [point.x() - box.xMinimum(), box.xMaximum() - point.x()]
        from_sides += [point.y() - box.yMinimum(), box.yMaximum() - point.y()]
        assert min(abs(distance) for distance in from_sides) < near
    return box
