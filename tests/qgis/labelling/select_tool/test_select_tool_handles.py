"""The box that alone is selected is reshaped with the mouse."""

import pytest
from qgis.core import QgsGeometry, QgsPointXY, QgsProject, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapToolPan
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.ui.label.tools.select_tool import SelectTool
from support import mouse
from support.mouse import bands, degrees
from support.subjects.labelling.select_tool import (
    BOX,
    EAST,
    EPSG,
    MIDDLE,
    NORTH,
    NOWHERE,
    OTHER,
    SOUTH,
    WEST,
    add,
    handles_of,
    polygons,
)

pytest_plugins = ["support.mouse"]


def assert_box(box, *sides):
    found = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
    assert found == pytest.approx(sides, abs=1e-6 * 0.1)


@pytest.mark.parametrize("epsg", EPSG)
def test_the_box_that_alone_is_selected_has_eight_handles(select_on, epsg):
    selecting = select_on(epsg)
    assert selecting.handles == []
    selecting.click(MIDDLE)
    assert selecting.handles == handles_of(BOX)


def test_a_small_box_has_room_to_be_moved_by(select_on):
    small = QgsRectangle(6.2, 41.2, 6.22, 41.22)
    selecting = select_on(boxes=(small,))
    selecting.click((6.21, 41.21))
    assert len(selecting.handles) == 4
    selecting.drag((6.21, 41.201), (6.31, 41.201))  # just inside the middle of a side
    ((_, box),) = selecting.changed
    assert box.width() == pytest.approx(small.width()) and box.xMinimum() > 6.25
    selecting.canvas.setExtent(QgsRectangle(6.19, 41.19, 6.23, 41.23))
    assert selecting.handles == handles_of(small)


GRIPS = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y]


@pytest.mark.parametrize("epsg", EPSG)
@pytest.mark.parametrize("x, y", GRIPS)
def test_each_handle_moves_its_sides(select_on, epsg, x, y):
    selecting = select_on(epsg)
    selecting.click(MIDDLE)
    start = ((WEST, MIDDLE[0], EAST)[x + 1], (SOUTH, MIDDLE[1], NORTH)[y + 1])
    end = (start[0] + 0.03, start[1] - 0.04)
    by = selecting.hit(end) - selecting.hit(start)
    selecting.drag(start, end)
    ((fid, box),) = selecting.changed
    assert fid == selecting.ids[0]
    assert_box(
        box,
        WEST + (by.x() if x < 0 else 0),
        SOUTH + (by.y() if y < 0 else 0),
        EAST + (by.x() if x > 0 else 0),
        NORTH + (by.y() if y > 0 else 0),
    )
    assert selecting.selected == ([selecting.ids[0]], [])


@pytest.mark.parametrize("epsg", EPSG)
def test_a_drag_inside_moves_the_box_whole(select_on, epsg):
    selecting = select_on(epsg)
    selecting.click(MIDDLE)
    end = (6.3, 41.1)
    by = selecting.hit(end) - selecting.hit(MIDDLE)
    selecting.pull(MIDDLE, end)
    (band,) = bands(selecting.canvas)
    ((ring,),) = band.asGeometry().asMultiPolygon()
    seen = QgsRectangle(degrees(selecting.canvas, ring[0]), degrees(selecting.canvas, ring[32]))
    assert selecting.handles == []
    selecting.release(end)
    ((_, box),) = selecting.changed
    assert_box(box, WEST + by.x(), SOUTH + by.y(), EAST + by.x(), NORTH + by.y())
    assert_box(seen, box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())


def test_a_side_may_be_dragged_across_the_other(select_on):
    selecting = select_on()
    selecting.click(MIDDLE)
    start, end = (WEST, MIDDLE[1]), (6.3, MIDDLE[1])
    by = selecting.hit(end) - selecting.hit(start)
    selecting.drag(start, end)
    ((_, box),) = selecting.changed
    assert_box(box, EAST, SOUTH, WEST + by.x(), NORTH)


def test_what_is_dragged_is_snapped(select_on):
    selecting = select_on(32631)
    selecting.tool.snap = lambda point: QgsPointXY(round(point.x(), 1), round(point.y(), 1))
    selecting.click(MIDDLE)
    selecting.drag((EAST, NORTH), (6.31, 41.38))
    assert_box(selecting.changed[0][1], WEST, SOUTH, 6.3, 41.4)
    selecting.drag(MIDDLE, (6.26, 41.185))  # the north-west corner is snapped: 6.2, 41.3
    assert_box(selecting.changed[1][1], 6.2, 41.3 - (NORTH - SOUTH), 6.2 + EAST - WEST, 41.3)


def test_a_side_on_its_opposite_is_no_change(select_on):
    selecting = select_on()
    selecting.tool.snap = lambda point: QgsPointXY(WEST, point.y())
    selecting.click(MIDDLE)
    selecting.drag((EAST, MIDDLE[1]), (6.3, MIDDLE[1]))
    assert selecting.changed == [] and selecting.handles == handles_of(BOX)
    assert not bands(selecting.canvas)


def test_less_than_three_pixels_are_a_click(select_on):
    selecting = select_on()
    selecting.click(MIDDLE)
    unit = selecting.canvas.mapUnitsPerPixel()
    selecting.drag((EAST, NORTH), (EAST + 2 * unit, NORTH + 2 * unit))
    assert selecting.changed == [] and selecting.selected == ([selecting.ids[0]], [])
    selecting.drag((EAST, MIDDLE[1]), (EAST + 4 * unit, MIDDLE[1]))
    assert len(selecting.changed) == 1


def test_a_box_may_be_dragged_right_after_the_click_that_selected_it(select_on):
    selecting = select_on()
    selecting.click(MIDDLE)
    mouse.press_again(selecting.bot, selecting.canvas, selecting.place(MIDDLE))
    mouse.move(selecting.bot, selecting.canvas, selecting.place((6.3, 41.1)))
    selecting.release((6.3, 41.1))
    assert len(selecting.changed) == 1


def test_escape_in_mid_drag_leaves_the_box(select_on):
    selecting = select_on()
    selecting.click(MIDDLE)
    selecting.pull((EAST, NORTH), (6.3, 41.3))
    assert bands(selecting.canvas)
    selecting.key(Qt.Key.Key_Escape)
    assert not bands(selecting.canvas) and selecting.handles == handles_of(BOX)
    selecting.release((6.3, 41.3))
    assert selecting.changed == [] and selecting.selected == ([selecting.ids[0]], [])


def test_the_wheel_may_zoom_in_mid_drag(select_on):
    selecting = select_on(32631)
    selecting.click(MIDDLE)
    first = selecting.hit((EAST, NORTH))
    selecting.pull((EAST, NORTH), (6.22, 41.3))
    mouse.wheel(selecting.bot, selecting.canvas, selecting.place((6.22, 41.3)))
    by = selecting.hit((6.21, 41.29)) - first
    selecting.release((6.21, 41.29))
    assert_box(selecting.changed[0][1], WEST, SOUTH, EAST + by.x(), NORTH + by.y())


def test_handles_follow_edits_and_their_undoing(select_on):
    selecting = select_on()
    layer, fid = selecting.boxes, selecting.ids[0]
    selecting.click(MIDDLE)
    moved = QgsRectangle(6.2, 41.0, 6.4, 41.2)
    layer.beginEditCommand("Move")
    layer.changeGeometry(fid, QgsGeometry.fromRect(moved))
    layer.endEditCommand()
    assert selecting.handles == handles_of(moved)
    layer.undoStack().undo()
    assert selecting.handles == handles_of(BOX)
    layer.deleteFeature(fid)
    assert selecting.handles == []
    layer.undoStack().undo()
    layer.selectByIds([selecting.ids[1]])
    assert selecting.handles == handles_of(OTHER)
    selecting.areas.selectByIds([add(selecting.areas, BOX)])
    assert selecting.handles == []


def test_a_box_that_is_undone_in_mid_drag_is_dragged_no_more(select_on):
    selecting = select_on(boxes=())
    layer = selecting.boxes
    layer.beginEditCommand("Draw")
    add(layer, BOX)
    layer.endEditCommand()
    selecting.click(MIDDLE)
    selecting.pull((EAST, NORTH), (6.3, 41.3))
    layer.undoStack().undo()
    selecting.bot.wait(5)
    assert not bands(selecting.canvas) and selecting.handles == []
    selecting.release((6.3, 41.3))
    assert selecting.changed == []


def test_a_box_that_has_just_gone_is_not_changed(select_on):
    selecting = select_on()
    selecting.click(MIDDLE)
    selecting.pull((EAST, NORTH), (6.3, 41.3))
    selecting.boxes.deleteFeature(selecting.ids[0])
    selecting.release((6.3, 41.3))  # before anything else could happen
    assert selecting.changed == [] and not bands(selecting.canvas)


def test_saving_a_new_box_keeps_tool_and_handles_together(select_on):
    selecting = select_on()
    selecting.click(MIDDLE)
    assert selecting.boxes.commitChanges(False)
    shown = handles_of(BOX) if selecting.boxes.selectedFeatureCount() else []
    assert selecting.handles == shown
    selecting.click(MIDDLE)
    (fid,) = selecting.boxes.selectedFeatureIds()
    selecting.drag((EAST, NORTH), (6.3, 41.3))
    assert fid > 0 and selecting.changed[0][0] == fid


def test_handles_vanish_with_the_tool_and_with_the_layer(select_on):
    selecting = select_on()
    selecting.click(MIDDLE)
    selecting.canvas.setMapTool(QgsMapToolPan(selecting.canvas))
    assert selecting.handles == []
    selecting.boxes.selectByIds([selecting.ids[1]])
    assert selecting.handles == []
    selecting.canvas.setMapTool(selecting.tool)
    assert selecting.handles == handles_of(OTHER)
    selecting.canvas.setLayers([selecting.areas])
    assert selecting.handles == []


def test_the_tool_may_be_switched_in_mid_drag(select_on):
    selecting = select_on()
    selecting.click(MIDDLE)
    selecting.pull((EAST, NORTH), (6.3, 41.3))
    selecting.canvas.setMapTool(QgsMapToolPan(selecting.canvas))
    assert not bands(selecting.canvas) and selecting.handles == []
    selecting.release((6.3, 41.3))
    selecting.canvas.setMapTool(selecting.tool)
    selecting.release((6.3, 41.3))
    assert selecting.changed == []


def test_layers_may_go(select_on):
    selecting = select_on()
    selecting.click(MIDDLE)
    selecting.pull((EAST, NORTH), (6.3, 41.3))
    QgsProject.instance().removeMapLayer(selecting.boxes.id())
    selecting.bot.wait(20)
    assert sip.isdeleted(selecting.boxes)
    assert selecting.handles == [] and not bands(selecting.canvas)
    selecting.release((6.3, 41.3))
    selecting.click(MIDDLE)
    selecting.drag((6.02, 41.02), (6.45, 41.45))
    selecting.key(Qt.Key.Key_Delete)
    selecting.key(Qt.Key.Key_Escape)
    assert selecting.changed == [] and selecting.deletions == []
    selecting.boxes, (fid,) = polygons("boxes", BOX)
    selecting.canvas.setLayers([selecting.boxes])
    selecting.click(MIDDLE)
    assert selecting.boxes.selectedFeatureIds() == [fid]
    assert selecting.handles == handles_of(BOX)


def test_the_cursor_tells_what_a_press_would_do(select_on):
    selecting = select_on()
    assert selecting.cursor(MIDDLE) == Qt.CursorShape.PointingHandCursor
    assert selecting.cursor(NOWHERE) == Qt.CursorShape.ArrowCursor
    selecting.click(MIDDLE)
    assert selecting.cursor(MIDDLE) == Qt.CursorShape.SizeAllCursor
    assert selecting.cursor((EAST, NORTH)) == Qt.CursorShape.SizeBDiagCursor
    assert selecting.cursor((WEST, NORTH)) == Qt.CursorShape.SizeFDiagCursor
    assert selecting.cursor((WEST, MIDDLE[1])) == Qt.CursorShape.SizeHorCursor
    assert selecting.cursor((MIDDLE[0], SOUTH)) == Qt.CursorShape.SizeVerCursor
    assert selecting.cursor((6.35, 41.35)) == Qt.CursorShape.PointingHandCursor


def test_a_tool_that_is_deleted_takes_handles_and_band_along(select_on):
    selecting = select_on()
    selecting.click(MIDDLE)
    assert selecting.handles
    selecting.pull(NOWHERE, (6.3, 41.2))
    selecting.tool.deleteLater()
    selecting.bot.waitUntil(lambda: sip.isdeleted(selecting.tool))
    assert selecting.handles == [] and not bands(selecting.canvas)
    selecting.boxes.selectByIds([selecting.ids[1]])
    selecting.release((6.3, 41.2))
    assert selecting.handles == []


def test_a_canvas_may_go_first(qtbot, qgis_new_project):
    canvas = QgsMapCanvas()
    canvas.resize(300, 300)
    boxes, _ = polygons("boxes", QgsRectangle(0.2, 0.2, 0.8, 0.8))
    canvas.setLayers([boxes])
    canvas.setExtent(QgsRectangle(0, 0, 1, 1))
    canvas.show()
    tool = SelectTool(canvas, lambda: [boxes], lambda: boxes)
    canvas.setMapTool(tool)
    mouse.click(qtbot, canvas, (0.5, 0.5))
    mouse.pull(qtbot, canvas, (0.5, 0.5), (0.6, 0.6))
    assert bands(canvas)
    sip.delete(canvas)
    boxes.selectByIds([])
    qtbot.wait(5)
    assert sip.isdeleted(tool)


def test_unloading_leaves_the_canvas_as_it_was(select_on):
    selecting = select_on()
    selecting.click(MIDDLE)
    selecting.pull((EAST, NORTH), (6.3, 41.3))
    selecting.tool.unload()
    assert selecting.handles == [] and not bands(selecting.canvas)
    assert selecting.canvas.mapTool() is None
