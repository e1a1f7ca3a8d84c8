"""Annotations are selected with the mouse; the box that alone is selected is reshaped with it."""

import pytest
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsRendererCategory,
    QgsSymbol,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas, QgsMapToolPan, QgsVertexMarker
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.ui.label.tools.select_tool import SelectTool
from support import mouse
from support.mouse import SHIFT, at_degrees, bands, degrees, on_map

pytest_plugins = ["support.mouse"]

EPSG = (4326, 32631, 3857)
WEST, SOUTH, EAST, NORTH = 6.1, 41.1, 6.2, 41.25
BOX = QgsRectangle(WEST, SOUTH, EAST, NORTH)
MIDDLE = (6.15, 41.175)
OTHER = QgsRectangle(6.3, 41.3, 6.4, 41.4)
NOWHERE = (6.45, 41.05)


def polygons(name, *boxes):
    """A layer of boxes in an edit session: their ids are negative, as those of new features."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326&field=label:string", name, "memory")
    QgsProject.instance().addMapLayer(layer)
    assert layer.startEditing()
    return layer, [add(layer, box) for box in boxes]


def add(layer, box, label="water"):
    feature = QgsFeature(layer.fields())
    feature["label"] = label
    feature.setGeometry(QgsGeometry.fromRect(box))
    assert layer.addFeature(feature)
    return feature.id()


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


def handles_of(box):
    xs = (box.xMinimum(), box.center().x(), box.xMaximum())
    ys = (box.yMinimum(), box.center().y(), box.yMaximum())
    places = [(round(x, 6), round(y, 6)) for x in xs for y in ys]
    places.remove((round(xs[1], 6), round(ys[1], 6)))
    return sorted(places)


def assert_box(box, *sides):
    found = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
    assert found == pytest.approx(sides, abs=1e-6 * 0.1)


@pytest.mark.parametrize("epsg", EPSG)
def test_a_click_selects_and_a_click_on_nothing_deselects(select_on, epsg):
    selecting = select_on(epsg)
    selecting.click(MIDDLE)
    assert selecting.selected == ([selecting.ids[0]], [])
    selecting.click((6.35, 41.35))
    assert selecting.selected == ([selecting.ids[1]], [])
    selecting.click(NOWHERE)
    assert selecting.selected == ([], [])


def test_the_smallest_of_the_topmost_layer_is_picked(select_on):
    small, big = QgsRectangle(6.14, 41.16, 6.16, 41.19), QgsRectangle(6, 41, 6.5, 41.5)
    selecting = select_on(
        boxes=(big, small, BOX), areas=(QgsRectangle(6.149, 41.174, 6.151, 41.176),)
    )
    selecting.click(MIDDLE)
    assert selecting.selected == ([selecting.ids[1]], [])
    selecting.click((6.11, 41.11))
    assert selecting.selected == ([selecting.ids[2]], [])


def test_an_area_is_picked_where_there_is_no_box(select_on):
    selecting = select_on(areas=(QgsRectangle(6, 41, 6.5, 41.5),))
    selecting.click(MIDDLE)
    selecting.click(NOWHERE)
    assert selecting.selected == ([], selecting.area_ids)
    assert selecting.handles == []


def test_beside_a_slanting_outline_there_is_nothing(select_on):
    selecting = select_on(boxes=())
    feature = QgsFeature(selecting.areas.fields())
    feature.setGeometry(QgsGeometry.fromWkt("Polygon((6.1 41.1, 6.4 41.1, 6.4 41.4, 6.1 41.1))"))
    assert selecting.areas.addFeature(feature)
    selecting.click((6.15, 41.35))
    assert selecting.selected == ([], [])
    selecting.drag((6.11, 41.39), (6.2, 41.3))
    assert selecting.selected == ([], [])
    selecting.click((6.35, 41.15))
    assert selecting.selected == ([], [feature.id()])


@pytest.mark.parametrize("pixels, is_near", [(3, True), (7, False)])
def test_a_click_may_miss_by_four_pixels(select_on, pixels, is_near):
    selecting = select_on()
    selecting.click((EAST + pixels * selecting.canvas.mapUnitsPerPixel(), MIDDLE[1]))
    assert bool(selecting.selected[0]) is is_near


def test_shift_adds_and_takes_away(select_on):
    selecting = select_on(areas=(QgsRectangle(6.4, 41.0, 6.5, 41.1),))
    selecting.click(MIDDLE)
    selecting.click((6.35, 41.35), SHIFT)
    selecting.click(NOWHERE, SHIFT)
    assert selecting.selected == (sorted(selecting.ids), selecting.area_ids)
    assert selecting.handles == []
    selecting.click(MIDDLE, SHIFT)
    assert selecting.selected == ([selecting.ids[1]], selecting.area_ids)
    selecting.click((6.05, 41.4), SHIFT)
    assert selecting.selected == ([selecting.ids[1]], selecting.area_ids)
    selecting.click(NOWHERE, SHIFT)
    assert selecting.selected == ([selecting.ids[1]], [])
    assert selecting.handles == handles_of(OTHER)


def test_with_shift_a_drag_over_the_selected_box_selects(select_on):
    selecting = select_on()
    selecting.click(MIDDLE)
    selecting.drag(MIDDLE, (6.35, 41.35), SHIFT)
    assert selecting.changed == [] and selecting.selected == (sorted(selecting.ids), [])


@pytest.mark.parametrize("epsg", EPSG)
def test_a_drag_over_nothing_selects_what_it_touches(select_on, epsg):
    selecting = select_on(epsg, areas=(QgsRectangle(6.05, 41.05, 6.12, 41.12),))
    selecting.pull((6.25, 41.45), (6.08, 41.06))
    assert len(bands(selecting.canvas)) == 1
    selecting.release((6.08, 41.06))
    assert selecting.selected == ([selecting.ids[0]], selecting.area_ids)
    assert not bands(selecting.canvas)
    selecting.drag((6.25, 41.45), (6.32, 41.28), SHIFT)
    assert selecting.selected == (sorted(selecting.ids), selecting.area_ids)
    selecting.drag((6.42, 41.1), (6.45, 41.2))
    assert selecting.selected == ([], [])


def test_escape_in_a_drag_leaves_the_selection_and_then_deselects(select_on):
    selecting = select_on()
    selecting.click(MIDDLE)
    selecting.pull((6.45, 41.05), (6.35, 41.35))
    selecting.key(Qt.Key.Key_Escape)
    assert not bands(selecting.canvas)
    selecting.release((6.35, 41.35))
    assert selecting.selected == ([selecting.ids[0]], [])
    selecting.key(Qt.Key.Key_Escape)
    assert selecting.selected == ([], []) and selecting.handles == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_is_asked_for_what_is_selected(select_on, key):
    selecting = select_on()
    selecting.key(key)
    assert selecting.deletions == []
    selecting.click(MIDDLE)
    selecting.key(key)
    assert selecting.deletions == [True]
    assert selecting.boxes.featureCount() == 2  # the tool edits nothing


def test_qgis_deletes_nothing_where_the_tool_has_asked(select_on):
    """QGIS deletes what is selected in its current layer where a tool leaves it the key."""
    selecting = select_on()
    selecting.click(MIDDLE)
    with selecting.bot.assertNotEmitted(selecting.canvas.keyPressed):
        selecting.key(Qt.Key.Key_Delete)
    selecting.click(NOWHERE)
    with selecting.bot.waitSignal(selecting.canvas.keyPressed):
        selecting.key(Qt.Key.Key_Delete)


def test_what_the_canvas_does_not_show_is_not_picked(select_on):
    selecting = select_on(areas=(BOX,))
    selecting.canvas.setLayers([selecting.areas])
    selecting.click(MIDDLE)
    assert selecting.selected == ([], selecting.area_ids)
    selecting.canvas.setLayers([selecting.boxes, selecting.areas])
    selecting.boxes.setScaleBasedVisibility(True)
    selecting.boxes.setMinimumScale(10)
    selecting.drag((6.02, 41.02), (6.45, 41.45))
    assert selecting.selected == ([], selecting.area_ids)


def test_what_a_style_hides_is_not_picked(select_on):
    selecting = select_on(boxes=())
    symbol = QgsSymbol.defaultSymbol(selecting.boxes.geometryType())
    seen = QgsRendererCategory("field", symbol.clone(), "field")
    hidden = QgsRendererCategory("water", symbol.clone(), "water", False)
    selecting.boxes.setRenderer(QgsCategorizedSymbolRenderer("label", [seen, hidden]))
    water = add(selecting.boxes, BOX, "water")
    selecting.click(MIDDLE)
    assert selecting.selected == ([], [])
    field = add(selecting.boxes, QgsRectangle(6, 41, 6.5, 41.5), "field")
    selecting.click(MIDDLE)
    assert selecting.selected == ([field], []) and water != field


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
