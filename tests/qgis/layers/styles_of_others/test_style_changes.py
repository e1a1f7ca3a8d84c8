"""What of a campaign layer's style may change, and what gives way."""

import pytest
from qgis.core import QgsRuleBasedRenderer
from qgis.PyQt.QtCore import Qt
from support.subjects.styles_of_others import (
    TASKS,
    B,
    N,
    is_right,
    parcels,
    paste,
    settle,
    shown_labels,
)

pytest_plugins = ["support.desk.fixtures"]


# What may change


def change_lines(layer):
    renderer = layer.renderer().clone()
    for index, category in enumerate(renderer.categories()):
        symbol = category.symbol().clone()
        symbol.symbolLayer(0).setStrokeWidth(2.5)
        renderer.updateCategorySymbol(index, symbol)
    layer.setRenderer(renderer)


def widths(layer):
    return {
        category.symbol().symbolLayer(0).strokeWidth() for category in layer.renderer().categories()
    }


def test_what_shows_each_label_as_a_class_of_its_own_stays(desk):
    layer = desk.layer("detection")
    change_lines(layer)
    layer.setOpacity(0.5)
    layer.setLabeling(desk.layer("classification").labeling().clone())
    layer.setLabelsEnabled(True)
    settle(desk)
    desk.map.key(N)
    assert (widths(layer), layer.opacity(), layer.labelsEnabled()) == ({2.5}, 0.5, True)
    assert desk.bar.text().count("does not show") == 0


def test_a_class_that_is_not_looked_at_stays_hidden(desk):
    layer = desk.layer("detection")
    renderer = layer.renderer().clone()
    renderer.updateCategoryRenderState(1, False)
    layer.setRenderer(renderer)
    settle(desk)
    assert not layer.renderer().categories()[1].renderState()


def test_nothing_is_drawn_in_a_class_that_is_hidden(desk):
    layer = desk.layer("detection")
    renderer = layer.renderer().clone()
    for index in range(len(renderer.categories())):
        renderer.updateCategoryRenderState(index, False)
    layer.setRenderer(renderer)
    settle(desk)
    desk.map.key(B)
    desk.map.box()
    states = [category.renderState() for category in layer.renderer().categories()]
    assert states == [True, False, False, False], "water is drawn, and seen"
    layer.selectAll()
    desk.map.key(Qt.Key.Key_2)
    states = [category.renderState() for category in layer.renderer().categories()]
    assert states == [True, True, False, False]


def test_another_label_leaves_the_lines_of_the_others(desk):
    layer = desk.layer("detection")
    change_lines(layer)
    settle(desk)
    desk.dock.page.new_label.name.setFocus()
    desk.bot.keyClicks(desk.dock.page.new_label.name, "lake")
    desk.bot.keyClick(desk.dock.page.new_label.name, Qt.Key.Key_Return)
    desk.wait()
    assert shown_labels(layer) == ["water", "urban", "field", "lake"]
    found = [one.symbol().symbolLayer(0).strokeWidth() for one in layer.renderer().categories()]
    assert found == [2.5, 2.5, 2.5, 0.5, 2.5]


def other_categories(layer):
    """Classes of another campaign."""
    renderer = layer.renderer().clone()
    renderer.updateCategoryValue(0, "forest")
    return renderer


def fewer_categories(layer):
    renderer = layer.renderer().clone()
    renderer.deleteCategory(1)
    return renderer


def merged_categories(layer):
    renderer = layer.renderer().clone()
    renderer.updateCategoryValue(0, ["water", "urban"])
    renderer.deleteCategory(1)
    return renderer


def by_another_field(layer):
    renderer = layer.renderer().clone()
    renderer.setClassAttribute("image")
    return renderer


def without_the_rest(layer):
    renderer = layer.renderer().clone()
    renderer.deleteCategory(len(renderer.categories()) - 1)
    return renderer


def rules(layer):
    return QgsRuleBasedRenderer.convertFromRenderer(layer.renderer())


@pytest.mark.parametrize(
    "make",
    [
        other_categories,
        fewer_categories,
        merged_categories,
        by_another_field,
        without_the_rest,
        rules,
    ],
)
def test_what_does_not_show_the_labels_gives_way(desk, make):
    layer = desk.layer("segmentation")
    layer.setRenderer(make(layer))
    settle(desk)
    assert is_right(desk, "segmentation")
    assert desk.bar.text().count("does not show each label") == 1


def test_two_layers_in_one_turn_are_told_once(desk):
    for task in TASKS:
        paste(parcels(), desk.layer(task))
    settle(desk)
    assert desk.bar.text().count("does not show each label") == 1
