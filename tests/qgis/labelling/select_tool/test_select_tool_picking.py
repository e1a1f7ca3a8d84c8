"""Annotations are selected with the mouse."""

import pytest
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsGeometry,
    QgsRectangle,
    QgsRendererCategory,
    QgsSymbol,
)
from qgis.PyQt.QtCore import Qt
from support.mouse import SHIFT, bands
from support.subjects.labelling.select_tool import (
    BOX,
    EAST,
    EPSG,
    MIDDLE,
    NOWHERE,
    OTHER,
    add,
    handles_of,
)

pytest_plugins = ["support.mouse"]


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
