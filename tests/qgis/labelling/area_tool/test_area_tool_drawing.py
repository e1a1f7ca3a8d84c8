"""Areas are drawn with QGIS's own digitising; what comes of it is in degrees."""

import pytest
from qgis.core import QgsGeometry, QgsVector, QgsWkbTypes
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication, QDialog
from scaneo_bridge.ui.work.options import Technique
from support.mouse import NO_BUTTON, at_degrees, move, press, press_again, release
from support.subjects.labelling.area_tool import CTRL, TRIANGLE, assert_same, follow

pytest_plugins = ["support.mouse"]

EPSG = (4326, 32631, 3857)


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:25831"])
@pytest.mark.parametrize("epsg", EPSG)
def test_clicks_are_an_area_in_degrees(draw_on, epsg, crs):
    drawing = draw_on(epsg, crs=crs)
    drawing.click(*TRIANGLE)
    assert drawing.areas == []
    drawing.finish()
    (area,) = drawing.areas
    assert_same(area, drawing.hit(*TRIANGLE))
    assert drawing.refusals == []
    assert drawing.layer.featureCount() == 0  # adding it is someone else's job
    assert not [
        w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()
    ]


def corners_of(area):
    """The corners of an area of one ring, none of them twice in a row."""
    vertices = [(point.x(), point.y()) for point in area.vertices()]
    assert vertices[0] == vertices[-1]
    assert all(one != other for one, other in zip(vertices, vertices[1:]))
    return vertices[:-1]


FIVE = (*TRIANGLE, (6.1, 41.4), (6.05, 41.25))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("epsg", EPSG)
def test_enter_finishes(draw_on, epsg, key):
    drawing = draw_on(epsg)
    drawing.click(*FIVE)
    drawing.key(key)
    (area,) = drawing.areas
    assert_same(area, drawing.hit(*FIVE))
    assert len(corners_of(area)) == 5
    assert not drawing.tool.is_capturing and drawing.refusals == [] and not drawing.drawn
    drawing.key(key)
    drawing.finish()
    assert len(drawing.areas) == 1 and drawing.refusals == []


@pytest.mark.parametrize("epsg", EPSG)
def test_a_double_click_is_the_last_corner_once(draw_on, epsg):
    drawing = draw_on(epsg)
    drawing.click(*FIVE[:-1])
    drawing.double_click(FIVE[-1])
    (area,) = drawing.areas
    assert_same(area, drawing.hit(*FIVE))
    assert len(corners_of(area)) == 5
    assert not drawing.tool.is_capturing and drawing.refusals == [] and not drawing.drawn
    drawing.click(*TRIANGLE[:2])
    drawing.double_click(TRIANGLE[2])
    assert_same(drawing.areas[1], drawing.hit(*TRIANGLE))


def test_a_double_click_without_its_release_swallows_no_other(draw_on):
    drawing = draw_on()
    drawing.click(*TRIANGLE)
    press_again(drawing.bot, drawing.canvas, at_degrees(drawing.canvas, *TRIANGLE[2]))
    assert_same(drawing.areas[0], drawing.hit(*TRIANGLE))
    drawing.click(*FIVE)
    drawing.finish()
    assert_same(drawing.areas[1], drawing.hit(*FIVE))


def test_a_double_click_after_a_drag_is_a_corner(draw_on):
    """The press that began it was let go elsewhere: that is a corner, and so is this."""
    drawing = draw_on()
    drawing.click(*TRIANGLE[:2])
    there, back = (at_degrees(drawing.canvas, *place) for place in ((6.4, 41.4), TRIANGLE[2]))
    press(drawing.bot, drawing.canvas, back)
    move(drawing.bot, drawing.canvas, there)
    release(drawing.bot, drawing.canvas, there)
    press_again(drawing.bot, drawing.canvas, back)
    release(drawing.bot, drawing.canvas, back)
    assert_same(drawing.areas[0], drawing.hit(*TRIANGLE[:2], (6.4, 41.4), TRIANGLE[2]))


@pytest.mark.parametrize("way", ["enter", "double click"])
def test_with_too_few_points_one_goes_on(draw_on, way):
    drawing = draw_on()
    drawing.click(TRIANGLE[0])
    if way == "enter":
        drawing.click(TRIANGLE[1])
        drawing.key(Qt.Key.Key_Return)
    else:
        drawing.double_click(TRIANGLE[1])
    (refusal,) = drawing.refusals
    assert "three" in refusal and drawing.tool.is_capturing
    drawing.click(TRIANGLE[2])
    drawing.key(Qt.Key.Key_Return)
    assert_same(drawing.areas[0], drawing.hit(*TRIANGLE))
    assert len(corners_of(drawing.areas[0])) == 3 and len(drawing.refusals) == 1


def test_points_taken_back_do_not_count(draw_on):
    drawing = draw_on()
    drawing.click(*TRIANGLE)
    drawing.key(Qt.Key.Key_Z, CTRL)
    drawing.key(Qt.Key.Key_Return)
    assert drawing.areas == [] and len(drawing.refusals) == 1
    drawing.click(TRIANGLE[2], (6.1, 41.4))
    drawing.key(Qt.Key.Key_Backspace)
    drawing.key(Qt.Key.Key_Return)
    assert_same(drawing.areas[0], drawing.hit(*TRIANGLE))


@pytest.mark.parametrize("way", ["enter", "double click"])
@pytest.mark.parametrize("count", [3, 4, 5])
def test_curves_lose_no_corner(draw_on, way, count):
    """With four clicks, the last one is the middle of an arc that has no end."""
    drawing = draw_on(3857)
    drawing.tool.technique = Technique.CURVES
    places = ((6.1, 41.2), (6.25, 41.4), (6.4, 41.2), (6.25, 41.05), (6.1, 41.1))[:count]
    drawing.click(*places[:-1])
    if way == "enter":
        drawing.click(places[-1])
        drawing.key(Qt.Key.Key_Return)
    else:
        drawing.double_click(places[-1])
    (area,) = drawing.areas
    assert area.isGeosValid() and len(corners_of(area)) > 20
    outline = QgsGeometry(area.constGet().boundary())
    for place in drawing.hit(*places):
        assert outline.distance(QgsGeometry.fromPointXY(place)) < 2e-3
    assert drawing.refusals == [] and not drawing.tool.is_capturing


def test_a_map_that_was_moved_moves_no_end_of_a_curve(draw_on):
    drawing = draw_on(3857)
    drawing.tool.technique = Technique.CURVES
    places = ((6.1, 41.2), (6.25, 41.4), (6.4, 41.2), (6.25, 41.05))
    drawing.click(*places)
    drawing.key(Qt.Key.Key_Return)
    drawing.click(*places)
    extent = drawing.canvas.extent()
    extent.scale(1.5)
    drawing.canvas.setExtent(extent + QgsVector(0.5 * extent.width(), 0))
    drawing.key(Qt.Key.Key_Return)
    before, after = drawing.areas
    assert after.equals(before)


def test_two_points_of_a_curve_are_too_few(draw_on):
    drawing = draw_on()
    drawing.tool.technique = Technique.CURVES
    drawing.click((6.1, 41.2), (6.25, 41.4))
    drawing.key(Qt.Key.Key_Return)
    assert len(drawing.refusals) == 1 and drawing.tool.is_capturing
    drawing.click((6.4, 41.2))
    drawing.key(Qt.Key.Key_Return)
    assert len(drawing.areas) == 1


@pytest.mark.parametrize("way", ["enter", "double click"])
def test_a_stream_ends_as_well(draw_on, qtbot, way):
    drawing = draw_on()
    drawing.tool.technique = Technique.STREAM
    follow(drawing, qtbot)
    if way == "enter":
        drawing.key(Qt.Key.Key_Return)
    else:
        drawing.double_click((6.4, 41.4))
    (area,) = drawing.areas
    assert len(corners_of(area)) > 15 and drawing.refusals == []
    move(qtbot, drawing.canvas, at_degrees(drawing.canvas, 6.2, 41.2), NO_BUTTON)
    assert not drawing.tool.is_capturing and not drawing.drawn
    if way == "double click":
        (last,) = drawing.hit((6.4, 41.4))
        assert corners_of(area)[-1] == pytest.approx((last.x(), last.y()), abs=1e-6)


def test_enter_without_an_area_is_not_ours(draw_on):
    drawing = draw_on()
    drawing.key(Qt.Key.Key_Return)
    assert drawing.refusals == [] and not drawing.tool.is_capturing


def test_z_and_m_are_dropped(draw_on):
    drawing = draw_on(kind="MultiPolygonZM")
    drawing.click(*TRIANGLE)
    drawing.finish()
    (area,) = drawing.areas
    assert not QgsWkbTypes.hasZ(area.wkbType()) and not QgsWkbTypes.hasM(area.wkbType())
    assert_same(area, drawing.hit(*TRIANGLE))


def test_curves_are_made_of_segments(draw_on):
    drawing = draw_on(3857)
    drawing.tool.technique = Technique.CURVES
    drawing.click((6.1, 41.2), (6.25, 41.4), (6.4, 41.2), (6.25, 41.05), (6.1, 41.2))
    drawing.finish()
    (area,) = drawing.areas
    assert not QgsWkbTypes.isCurvedType(area.wkbType())
    assert area.constGet().nCoordinates() > 20
    assert drawing.tool.technique is Technique.CURVES
