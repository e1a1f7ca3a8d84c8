"""Checks in the dock: what is found, and where it is on the map."""

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsRectangle
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication
from scaneo_bridge.core.base import rules
from scaneo_bridge.core.formats.scaneo.checks.finding import Finding
from support.desk.widgets import choose
from support.subjects.checks_page import GOOD, Checks, make

pytest_plugins = ["support.desk.fixtures"]


# What is found


def test_what_is_found_is_listed_by_rules_the_worst_first(checks):
    assert checks.groups == {
        "label-unlisted": ["a.tif"],
        "twin": ["a.tif", "b.tif"],
        "label-unused": [""],
    }
    assert list(checks.groups) == ["label-unlisted", "twin", "label-unused"]
    assert checks.page.summary.text() == "4 problems"
    assert checks.page.looked_at.text() == "Looked at 6 annotations on 2 images."
    assert not checks.page.is_outdated


def test_rows_say_where_and_what(checks):
    model, twin = checks.model, checks.index(rules.DUPLICATE)
    assert model.data(twin) == "Two annotations are the same"
    assert model.data(checks.index(rules.DUPLICATE, 1)) == "b.tif, feature 2"
    tip = model.data(checks.index(rules.DUPLICATE, 1), Qt.ItemDataRole.ToolTipRole)
    assert "It is the same as feature 1." in tip and "Delete" in tip


def test_where_nothing_is_found_it_says_so_and_how_much_was_looked_at(desk, tmp_path):
    desk.open(make(tmp_path, GOOD))
    checks = Checks(desk)
    checks.start()
    assert checks.page.summary.text() == "Nothing found"
    assert checks.page.looked_at.text() == "Looked at 4 annotations on 2 images."
    assert not checks.view.isVisible() and not checks.page.mend.isVisible()
    assert checks.page.again.isVisible() and checks.page.dismiss.isVisible()


def test_edits_that_are_open_are_saved_and_looked_at(desk, tmp_path):
    desk.open(make(tmp_path, GOOD))
    layer = desk.layer("detection")
    assert layer.startEditing()
    copy = next(layer.getFeatures())
    copy.setAttribute("fid", None)
    assert layer.addFeature(copy)
    checks = Checks(desk)
    checks.start()
    assert [len(found) for rule, found in checks.groups.items() if rule == "twin"] == [1]
    assert not layer.isModified()


def test_a_click_on_a_group_opens_and_closes_it(checks):
    group = checks.index(rules.DUPLICATE)
    assert checks.view.isExpanded(group), "a short list is open"
    checks.click(rules.DUPLICATE)
    assert not checks.view.isExpanded(group)
    checks.click(rules.DUPLICATE)
    assert checks.view.isExpanded(group)


def test_one_can_look_at_errors_alone(checks):
    texts = [checks.page.filter.itemText(row) for row in range(checks.page.filter.count())]
    assert texts == ["All (4)", "Errors (1)", "Warnings (2)", "Notes (1)"]
    choose(checks.bot, checks.page.filter, "Errors")
    assert list(checks.groups) == ["label-unlisted"]
    choose(checks.bot, checks.page.filter, "All")
    assert len(checks.groups) == 3


def test_back_and_escape_lead_to_the_campaign(checks):
    checks.press(checks.page.dismiss)
    assert checks.desk.dock.is_open
    checks.start()
    checks.click(rules.DUPLICATE, 0)
    checks.key(Qt.Key.Key_Escape)
    assert checks.desk.dock.is_open


def test_the_page_fits_a_narrow_dock(checks):
    checks.click(rules.DUPLICATE, 0)
    assert checks.desk.dock.widget.minimumSizeHint().width() <= 300


# On the map


def test_a_click_goes_to_it_and_selects_it_alone(checks):
    checks.desk.layer("segmentation").selectAll()
    assert checks.raster == "a.tif"
    checks.click(rules.DUPLICATE, 1)
    assert checks.raster == "b.tif", "its image is on the map"
    assert checks.selected == [("b.tif", "urban")]
    (fid,) = checks.desk.layer("detection").selectedFeatureIds()
    same = [one.id() for one in checks.desk.layer("detection").getFeatures()
            if one["image"] == "b.tif" and one["label"] == "urban"]  # fmt: skip
    assert fid == max(same), "the copy, not the first one"
    place, shown = QgsRectangle(3.3, 41.3, 3.4, 41.4), checks.desk.map.canvas.extent()
    assert shown.contains(place) and shown.width() > place.width()
    assert shown.intersect(QgsRectangle(3.0, 41.0, 3.5, 42.0)).height() < 0.9, "zoomed in"
    (mark,) = checks.marks
    assert mark.center().distance(place.center()) < 1e-6


def test_the_mark_goes_with_the_page(checks):
    checks.click(rules.DUPLICATE, 1)
    assert len(checks.marks) == 1
    checks.press(checks.page.dismiss)
    assert checks.marks == []


def test_what_is_selected_does_not_hide_the_image_while_the_page_is_in_sight(checks):
    canvas = checks.desk.map.canvas
    before = canvas.selectionColor()
    checks.click(rules.DUPLICATE, 1)
    checks.click(rules.DUPLICATE, 0)
    assert canvas.selectionColor().alpha() < 100
    checks.press(checks.page.dismiss)
    assert canvas.selectionColor() == before


def test_what_is_selected_has_its_colour_again_whoever_wanted_another(desktop, folder):
    desktop.open(folder)
    checks, desk, canvas = Checks(desktop), desktop, desktop.map.canvas
    before = canvas.selectionColor()
    assert before.alpha() > 100
    desk.dock.switch()
    desk.map.key(Qt.Key.Key_V)
    checks.start()
    checks.click(rules.DUPLICATE, 1)
    desk.dock.switch()
    assert canvas.selectionColor().alpha() < 100, "a finding is on the map still"
    checks.press(checks.page.dismiss)
    assert canvas.selectionColor() == before
    checks.start()
    checks.click(rules.DUPLICATE, 1)
    desk.dock.switch()
    desk.map.key(Qt.Key.Key_V)
    checks.press(checks.page.dismiss)
    assert canvas.selectionColor().alpha() < 100, "the mode is on still"


def test_the_arrow_keys_walk_through_the_list(checks):
    checks.click(rules.LABEL_UNLISTED, 0)
    assert checks.selected == [("a.tif", "wood")]
    checks.key(Qt.Key.Key_Down)
    assert checks.selected == [("a.tif", "wood")], "a group has no place"
    checks.key(Qt.Key.Key_Down)
    assert checks.selected == [("a.tif", "urban")] and checks.raster == "a.tif"
    checks.key(Qt.Key.Key_Down)
    assert checks.selected == [("b.tif", "urban")] and checks.raster == "b.tif"
    checks.key(Qt.Key.Key_Up)
    assert checks.selected == [("a.tif", "urban")] and checks.raster == "a.tif"


def test_the_arrow_keys_walk_on_while_one_labels(checks):
    checks.press(checks.desk.dock.widget.label)
    checks.click(rules.DUPLICATE, 0)
    QApplication.setActiveWindow(checks.view.window())
    checks.key(Qt.Key.Key_Down)
    assert checks.selected == [("b.tif", "urban")]
    assert checks.view.window().focusWidget() is checks.view


def test_what_has_no_place_leaves_the_map_alone(checks):
    checks.click(rules.DUPLICATE, 1)
    before = checks.desk.map.canvas.extent()
    checks.click(rules.LABEL_UNUSED, 0)
    assert checks.desk.map.canvas.extent() == before
    assert checks.selected == [] and checks.marks == []
    assert "field" in checks.page.what.text()


def test_a_place_that_the_map_can_not_show_is_no_error(checks):
    box = QgsGeometry.fromRect(QgsRectangle(41, 120, 42, 121))  # a latitude of 120 degrees
    problem = rules.OUTSIDE.problem("a.geojson", "It lies nowhere.", "Draw it anew.")
    found = Finding(rules.OUTSIDE, problem, "a.tif", bytes(box.asWkb()))
    checks.page.show_findings([found], 1, 1)
    canvas = checks.desk.map.canvas
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32631"))
    before = canvas.extent()
    checks.click(rules.OUTSIDE, 0)
    assert checks.marks == [] and canvas.extent() == before
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
