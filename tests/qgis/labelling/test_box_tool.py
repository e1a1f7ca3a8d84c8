"""Boxes are drawn with the mouse, and what is seen in the drag is what is drawn."""

import pytest
from qgis.core import QgsPointXY, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapToolPan
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QColor
from scaneo_bridge.ui.label.tools.box_tool import BoxTool
from shapely.geometry import MultiPoint, Polygon, box
from support import mouse
from support.mouse import (
    RIGHT,
    at_degrees,
    bands,
    degrees,
    drag,
    move,
    on_map,
    pixel,
    press,
    pull,
    release,
)

pytest_plugins = ["support.mouse"]

EPSG = (4326, 32631, 3857)


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


def test_escape_cancels_the_drag(draw_on, qtbot):
    drawing = draw_on(4326)
    start, end = corners(drawing.canvas)
    pull(qtbot, drawing.canvas, start, end)
    qtbot.keyClick(drawing.canvas, Qt.Key.Key_Escape)
    assert not bands(drawing.canvas) and not drawing.tool.is_drawing
    release(qtbot, drawing.canvas, end)
    assert drawing.boxes == [] and drawing.refusals == []
    drag(qtbot, drawing.canvas, start, end)
    assert len(drawing.boxes) == 1


@pytest.mark.parametrize("by", [(0, 0), (2, 2), (2, 60), (60, 2)])
def test_what_is_thinner_than_three_pixels_is_no_box(draw_on, qtbot, by):
    drawing = draw_on(4326)
    canvas = drawing.canvas
    start, _ = corners(canvas)
    size = canvas.mapUnitsPerPixel()
    drag(qtbot, canvas, start, (start[0] + by[0] * size, start[1] + by[1] * size))
    assert drawing.boxes == [] and drawing.refusals == [] and not bands(canvas)


def test_a_drag_may_begin_where_there_was_a_click_just_now(draw_on, qtbot):
    drawing = draw_on(4326)
    start, end = corners(drawing.canvas)
    mouse.click(qtbot, drawing.canvas, start)
    mouse.press_again(qtbot, drawing.canvas, start)
    move(qtbot, drawing.canvas, end)
    release(qtbot, drawing.canvas, end)
    assert len(drawing.boxes) == 1


def test_three_pixels_are_a_box(draw_on, qtbot):
    drawing = draw_on(4326)
    start, _ = corners(drawing.canvas)
    size = drawing.canvas.mapUnitsPerPixel()
    drag(qtbot, drawing.canvas, start, (start[0] + 3 * size, start[1] + 3 * size))
    assert len(drawing.boxes) == 1


def test_another_button_in_the_drag_changes_nothing(draw_on, qtbot):
    drawing = draw_on(4326)
    canvas = drawing.canvas
    start, end = corners(canvas)
    halfway = at_degrees(canvas, 6.2, 41.2)
    pull(qtbot, canvas, start, halfway)
    press(qtbot, canvas, halfway, RIGHT)
    release(qtbot, canvas, halfway, RIGHT)
    move(qtbot, canvas, end)
    assert_same(previewed(canvas), box_of(canvas, start, end))
    qtbot.keyClick(canvas, Qt.Key.Key_A)
    release(qtbot, canvas, end)
    (box,) = drawing.boxes
    assert_same(box, box_of(canvas, start, end))


def test_escape_cancels_after_another_button_too(draw_on, qtbot):
    drawing = draw_on(4326)
    start, end = corners(drawing.canvas)
    pull(qtbot, drawing.canvas, start, end)
    press(qtbot, drawing.canvas, end, RIGHT)
    release(qtbot, drawing.canvas, end, RIGHT)
    qtbot.keyClick(drawing.canvas, Qt.Key.Key_Escape)
    release(qtbot, drawing.canvas, end)
    assert drawing.boxes == [] and not bands(drawing.canvas)


@pytest.mark.parametrize("epsg", EPSG)
def test_the_wheel_may_zoom_in_mid_drag(draw_on, qtbot, epsg):
    drawing = draw_on(epsg)
    canvas = drawing.canvas
    start, end = corners(canvas)
    first = degrees(canvas, on_map(canvas, start))
    pull(qtbot, canvas, start, at_degrees(canvas, 6.2, 41.2))
    scale = canvas.scale()
    mouse.wheel(qtbot, canvas, end)
    assert canvas.scale() < scale
    move(qtbot, canvas, end)
    release(qtbot, canvas, end)
    (box,) = drawing.boxes
    assert_same(box, QgsRectangle(first, degrees(canvas, on_map(canvas, end))))


def test_a_tool_that_is_left_in_mid_drag_forgets(draw_on, qtbot):
    drawing = draw_on(4326)
    start, end = corners(drawing.canvas)
    pull(qtbot, drawing.canvas, start, end)
    pan = QgsMapToolPan(drawing.canvas)
    drawing.canvas.setMapTool(pan)
    assert not bands(drawing.canvas)
    release(qtbot, drawing.canvas, end)
    drawing.canvas.setMapTool(drawing.tool)
    release(qtbot, drawing.canvas, end)
    assert drawing.boxes == []


def test_corners_and_preview_are_snapped(draw_on, qtbot):
    drawing = draw_on(32631)
    drawing.tool.snap = lambda point: QgsPointXY(round(point.x(), 1), round(point.y(), 1))
    start, end = corners(drawing.canvas, 6.12, 41.13, 6.32, 41.28)
    pull(qtbot, drawing.canvas, start, end)
    expected = QgsRectangle(6.1, 41.1, 6.3, 41.3)
    assert_same(previewed(drawing.canvas), expected)
    release(qtbot, drawing.canvas, end)
    assert_same(drawing.boxes[0], expected)


def test_corners_that_snap_together_are_no_box(draw_on, qtbot):
    drawing = draw_on(4326)
    drawing.tool.snap = lambda point: QgsPointXY(round(point.x()), round(point.y()))
    drag(qtbot, drawing.canvas, *corners(drawing.canvas))
    assert drawing.boxes == [] and not bands(drawing.canvas)


def test_a_box_across_the_antimeridian_is_refused(draw_on, qtbot):
    drawing = draw_on(3857, place=QgsRectangle(-179, -80, 179, 80))
    drawing.canvas.setExtent(QgsRectangle(1.8e7, -1e6, 2.2e7, 1e6))
    drag(qtbot, drawing.canvas, (1.95e7, -5e5), (2.05e7, 5e5))
    assert drawing.boxes == [] and not bands(drawing.canvas)
    assert "antimeridian" in drawing.refusals[0]


def test_beyond_180_degrees_a_box_is_what_the_map_says(draw_on, qtbot):
    drawing = draw_on(4326, place=QgsRectangle(181, 10, 183, 12))
    drag(qtbot, drawing.canvas, (181.5, 10.5), (182, 11))
    assert drawing.boxes[0].xMinimum() == pytest.approx(181.5, abs=0.01)


@pytest.mark.parametrize("end_outside", [True, False])
def test_a_place_without_longitude_and_latitude_is_refused(draw_on, qtbot, end_outside):
    drawing = draw_on(3035)  # an azimuthal map: its corners lie outside the earth
    drawing.canvas.setExtent(QgsRectangle(-4e7, -4e7, 4e7, 4e7))
    places = [(4.3e6, 3.2e6), (3.9e7, 3.9e7)]
    drag(qtbot, drawing.canvas, *(places if end_outside else reversed(places)))
    assert drawing.boxes == [] and not bands(drawing.canvas)
    (refusal,) = drawing.refusals
    assert "longitude" in refusal


def test_a_tool_that_is_deleted_takes_its_preview_along(draw_on, qtbot):
    drawing = draw_on(4326)
    drag(qtbot, drawing.canvas, *corners(drawing.canvas))
    pull(qtbot, drawing.canvas, *corners(drawing.canvas))
    drawing.tool.deleteLater()
    qtbot.waitUntil(lambda: sip.isdeleted(drawing.tool))
    assert not bands(drawing.canvas)
    release(qtbot, drawing.canvas, corners(drawing.canvas)[1])
    qtbot.keyClick(drawing.canvas, Qt.Key.Key_Escape)


def test_unloading_leaves_the_canvas_without_tool_and_preview(draw_on, qtbot):
    drawing = draw_on(4326)
    pull(qtbot, drawing.canvas, *corners(drawing.canvas))
    drawing.tool.unload()
    assert not bands(drawing.canvas) and drawing.canvas.mapTool() is None


def test_a_canvas_may_go_first(qtbot, qgis_new_project):
    canvas = QgsMapCanvas()
    canvas.resize(300, 300)
    canvas.setExtent(QgsRectangle(0, 0, 1, 1))
    canvas.show()
    tool = BoxTool(canvas)
    canvas.setMapTool(tool)
    pull(qtbot, canvas, (0.2, 0.2), (0.6, 0.6))
    assert bands(canvas)
    sip.delete(canvas)
    assert sip.isdeleted(tool)
