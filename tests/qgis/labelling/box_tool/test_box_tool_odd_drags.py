"""Drags that are no box, or not what one expects: cancelled, tiny, snapped, across 180 degrees."""

import pytest
from qgis.core import QgsPointXY, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapToolPan
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.ui.label.tools.box_tool import BoxTool
from support import mouse
from support.mouse import (
    RIGHT,
    at_degrees,
    bands,
    degrees,
    drag,
    move,
    on_map,
    press,
    pull,
    release,
)
from support.subjects.labelling.box_tool import EPSG, assert_same, box_of, corners, previewed

pytest_plugins = ["support.mouse"]


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
