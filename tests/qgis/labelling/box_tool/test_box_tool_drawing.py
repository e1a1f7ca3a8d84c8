"""Boxes are drawn with the mouse, and what is seen in the drag is what is drawn."""

import pytest
from qgis.core import QgsPointXY, QgsRectangle
from qgis.PyQt.QtCore import QPoint
from qgis.PyQt.QtGui import QColor
from shapely.geometry import MultiPoint, Polygon, box
from support.mouse import bands, degrees, drag, pixel, press, pull, release
from support.subjects.labelling.box_tool import (
    EPSG,
    assert_same,
    box_of,
    corners,
    outline,
    preview,
    previewed,
)

pytest_plugins = ["support.mouse"]


@pytest.mark.parametrize("epsg", EPSG)
def test_a_drag_is_a_box_in_degrees(draw_on, qtbot, epsg):
    drawing = draw_on(epsg)
    start, end = corners(drawing.canvas)
    drag(qtbot, drawing.canvas, start, end)
    (box,) = drawing.boxes
    assert_same(box, box_of(drawing.canvas, start, end))
    assert drawing.refusals == []


@pytest.mark.parametrize("turn", [(0, 1), (1, 0)])
@pytest.mark.parametrize("epsg", EPSG)
def test_the_preview_is_the_box(draw_on, qtbot, epsg, turn):
    drawing = draw_on(epsg)
    canvas = drawing.canvas
    ends = corners(canvas)
    start, end = ends[turn[0]], ends[turn[1]]
    pull(qtbot, canvas, start, end)
    shown = previewed(canvas)
    release(qtbot, canvas, end)
    assert_same(shown, drawing.boxes[0])
    assert_same(previewed(canvas), drawing.boxes[0])  # it stays until the map has been drawn


def test_a_preview_in_utm_is_tilted_and_bent(draw_on, qtbot):
    drawing = draw_on(32631)
    pull(qtbot, drawing.canvas, *corners(drawing.canvas))
    ring = outline(drawing.canvas)
    assert len(ring) == 65
    south_west, south_middle, south_east = ring[0], ring[8], ring[16]
    assert south_east.y() > south_west.y() + 100  # metres: tilted
    chord = (south_west.y() + south_east.y()) / 2
    assert south_middle.y() < chord - 1  # bent


PLACES = {  # EPSG code and a place there; whether north is up, more or less
    "polar, below its middle": (3413, (-45.5, 74.0, -44.5, 74.3), True),
    "polar, a little turned": (3413, (-35.5, 74.0, -34.5, 74.3), True),
    "polar, half way round": (3413, (-0.5, 80.0, 0.5, 80.2), False),
    "polar, upside down": (3413, (134.0, 75.0, 136.0, 75.5), True),
    "polar, by its side": (3413, (44.0, 75.0, 46.0, 75.5), True),
    "the south pole's": (3031, (44.5, -75.2, 45.5, -75.0), False),
    "Canada's, in the east": (3347, (-60.5, 49.0, -59.5, 49.6), False),
    "Europe's, in the west": (3035, (-10.0, 40.0, -9.0, 40.6), False),
    "Europe's, in its middle": (3035, (9.5, 50.0, 10.5, 50.6), True),
    "UTM, in its zone": (32631, (5.5, 41.0, 6.0, 41.4), True),
    "Krovak": (5514, (13.0, 49.5, 13.6, 49.9), True),
    "degrees": (4326, (2.0, 41.0, 2.5, 41.4), True),
}


def dragged(canvas, one, other):
    """The rectangle of the screen between two pixels in degrees, and the box of its corners."""
    x0, y0, x1, y1 = one.x(), one.y(), other.x(), other.y()
    steps = [step / 50 for step in range(50)]
    ring = [(x0 + (x1 - x0) * step, y0) for step in steps]
    ring += [(x1, y0 + (y1 - y0) * step) for step in steps]
    ring += [(x1 + (x0 - x1) * step, y1) for step in steps]
    ring += [(x0, y1 + (y0 - y1) * step) for step in steps]
    pixels = canvas.getCoordinateTransform()
    around = [tuple(degrees(canvas, pixels.toMapCoordinatesF(*spot))) for spot in ring]
    return Polygon(around), MultiPoint([around[0], around[100]]).envelope


def overlap(one, other):
    """How much of what two shapes cover together they both cover."""
    return one.intersection(other).area / one.union(other).area


@pytest.mark.parametrize("epsg, place, is_up", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("size", [(120, 120), (150, 90), (-100, 140)])
def test_a_box_is_like_what_was_dragged(draw_on, qtbot, epsg, place, is_up, size):
    """Through its corners, or around it where that would be another one."""
    canvas = (drawing := draw_on(epsg, place=QgsRectangle(*place))).canvas
    middle = canvas.viewport().rect().center()
    one = QPoint(middle.x() - size[0] // 2, middle.y() - size[1] // 2)
    other = QPoint(one.x() + size[0], one.y() + size[1])
    on_map = [canvas.getCoordinateTransform().toMapCoordinates(spot) for spot in (one, other)]
    pull(qtbot, canvas, *on_map)
    shown = previewed(canvas)
    release(qtbot, canvas, on_map[1])
    (found,) = drawing.boxes
    assert_same(shown, found)
    area, by_corners = dragged(canvas, one, other)
    written = box(found.xMinimum(), found.yMinimum(), found.xMaximum(), found.yMaximum())
    if overlap(by_corners, area) >= 2 / 3:
        assert_same(found, box_of(canvas, *on_map))
    else:
        assert written.buffer(1e-3 * (found.width() + found.height())).covers(area)
        assert overlap(written, area.envelope) > 0.99
    if abs(size[0]) == abs(size[1]):
        assert (overlap(by_corners, area) >= 2 / 3) == is_up
    assert drawing.refusals == []


def test_on_a_rotated_map_too(draw_on, qtbot):
    drawing = draw_on(32631)
    drawing.canvas.setRotation(30)
    start, end = corners(drawing.canvas)
    pull(qtbot, drawing.canvas, start, end)
    shown = previewed(drawing.canvas)
    release(qtbot, drawing.canvas, end)
    area, _ = dragged(drawing.canvas, *(pixel(drawing.canvas, at) for at in (start, end)))
    written = drawing.boxes[0]
    assert_same(written, QgsRectangle(*area.bounds))
    assert_same(shown, written)


def test_what_is_around_a_drag_is_snapped(draw_on, qtbot):
    drawing = draw_on(3413, place=QgsRectangle(-0.5, 80.0, 0.5, 80.2))
    drawing.tool.snap = lambda point: QgsPointXY(round(point.x(), 1), round(point.y(), 2))
    x, y = tuple(drawing.canvas.center())
    pull(qtbot, drawing.canvas, (x - 3e3, y - 3e3), (x + 3e3, y + 3e3))
    shown = previewed(drawing.canvas)
    release(qtbot, drawing.canvas, (x + 3e3, y + 3e3))
    (found,) = drawing.boxes
    assert found.width() == pytest.approx(round(found.width(), 1)) and found.width() > 0.3
    assert found.height() == pytest.approx(round(found.height(), 2)) and found.height() > 0.06
    assert_same(shown, found)


@pytest.mark.parametrize(
    ("epsg", "one", "other", "why"),
    [
        (3413, (-2e5, 3e5), (3e5, -2e5), "pole"),
        (3031, (-2e5, 3e5), (3e5, -2e5), "pole"),
        (3413, (-8e5, 6e5), (-4e5, 9e5), "antimeridian"),  # 180 degrees run up to the left
        (32601, (2e5, 7.6e6), (4e5, 7.5e6), "antimeridian"),
    ],
)
def test_poles_and_the_antimeridian_are_told_apart(draw_on, qtbot, epsg, one, other, why):
    drawing = draw_on(epsg, place=QgsRectangle(-179, 60, -178, 61))
    extent = QgsRectangle(*one, *other)
    extent.scale(2)
    drawing.canvas.setExtent(extent)
    drag(qtbot, drawing.canvas, one, other)
    assert drawing.boxes == [] and not bands(drawing.canvas)
    assert why in drawing.refusals[0]


def test_the_preview_has_the_labels_colour(draw_on, qtbot):
    drawing = draw_on(4326)
    drawing.tool.color = QColor("#1177ee")
    pull(qtbot, drawing.canvas, *corners(drawing.canvas))
    band = preview(drawing.canvas)
    assert band.strokeColor().name() == "#1177ee" and band.strokeColor().alpha() == 255
    assert band.fillColor().name() == "#1177ee" and band.fillColor().alpha() == 40


def test_the_preview_goes_when_the_map_has_been_drawn(draw_on, qtbot):
    drawing = draw_on(4326)
    drag(qtbot, drawing.canvas, *corners(drawing.canvas))
    assert bands(drawing.canvas)
    with qtbot.waitSignal(drawing.canvas.mapCanvasRefreshed):
        drawing.canvas.refresh()
    assert not bands(drawing.canvas)


def test_the_preview_goes_after_a_while_and_with_the_next_press(draw_on, qtbot):
    drawing = draw_on(4326)
    start, end = corners(drawing.canvas)
    drag(qtbot, drawing.canvas, start, end)
    qtbot.wait(300)
    assert bands(drawing.canvas)
    qtbot.waitUntil(lambda: not bands(drawing.canvas), timeout=1000)
    drag(qtbot, drawing.canvas, start, end)
    press(qtbot, drawing.canvas, start)
    assert not bands(drawing.canvas)
