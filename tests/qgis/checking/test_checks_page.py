"""Checks in the dock: what is found, where it is on the map, and how it is mended."""

import json
import time

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtWidgets import QApplication
from scaneo_bridge.core.base import rules
from scaneo_bridge.core.base.model import Severity
from scaneo_bridge.core.formats.scaneo.checks.finding import Finding
from scaneo_bridge.ui.check.page import ChecksPage
from shapely.geometry import shape
from support.broken import swapped_folder
from support.dock import LEFT, NONE, choose
from support.folders import contents, write_files
from support.geojson import LABELS, collection, corners_of, detection, segmentation
from support.images import write_image
from support.mouse import bands

pytest_plugins = ["support.dock"]

EAST = (3.0, 0.05, 0.0, 42.0, 0.0, -0.1)  # beside a.tif, which is 2.0 to 2.5 degrees east
TWIN = (41.3, 2.3, 41.4, 2.4)  # south, west, north, east
EAST_TWIN = (41.3, 3.3, 41.4, 3.4)
WOOD = (41.6, 2.1, 41.7, 2.2)
UNUSED = "field"
SHIFT = Qt.KeyboardModifier.ShiftModifier


def area(west):
    ring = [[west, 41.1], [west + 0.2, 41.1], [west + 0.1, 41.3], [west, 41.1]]
    return segmentation("water", ring)


GOOD = {
    "spai.json": LABELS,
    "a.geojson": collection(detection("urban", TWIN), detection("field", WOOD)),
    "b.geojson": collection(detection("urban", EAST_TWIN), area(3.1)),
}
BROKEN = {
    **GOOD,
    "a.geojson": collection(
        detection("urban", TWIN), detection("urban", TWIN), detection("wood", WOOD)
    ),
    "b.geojson": collection(
        detection("urban", EAST_TWIN), detection("urban", EAST_TWIN), area(3.1)
    ),
}


class Checks:
    """The page of checks, and the hand of who uses it."""

    def __init__(self, session):
        self.session, self.bot = session, session.bot
        self.page, self.view = session.pages.checks, session.pages.checks.view
        self.model = self.page.findings

    def start(self):
        self.session.click(self.session.page.check)
        self.session.wait()
        assert self.page.isVisible()

    @property
    def groups(self):
        """The rules that are broken, in the order of the list, each with the images of it."""
        return {group.rule.id: [one.image for one in group.findings] for group in self.model.groups}

    def index(self, rule, row=None):
        number = [group.rule for group in self.model.groups].index(rule)
        group = self.model.index(number, 0)
        return group if row is None else self.model.index(row, 0, group)

    def click(self, rule, row=None, modifiers=NONE):
        index = self.index(rule, row)
        self.view.scrollTo(index)
        spot = self.view.visualRect(index).center()
        self.bot.mouseClick(self.view.viewport(), LEFT, modifiers, spot)
        self.session.wait()

    def key(self, key):
        self.bot.keyClick(self.view, key)
        self.session.wait()

    def press(self, button):
        self.session.click(button)
        self.session.wait()

    def undo(self):
        """As Ctrl+Z does it on the layer that is active."""
        self.session.layer("detection").undoStack().undo()
        self.session.wait()

    @property
    def selected(self):
        """Image and label of what is selected, in all layers."""
        return [
            (one["image"], one["label"])
            for task in ("classification", "detection", "segmentation")
            for one in self.session.layer(task).selectedFeatures()
        ]

    @property
    def raster(self):
        (raster,) = self.session.layers(QgsRasterLayer)
        return raster.name()

    @property
    def marks(self):
        return [band.asGeometry().boundingBox() for band in bands(self.session.canvas)]

    @property
    def count(self):
        return self.session.layer("detection").featureCount()


def make(tmp_path, files):
    folder = tmp_path / "fields"
    write_image(folder / "a.tif")
    write_image(folder / "b.tif", grid=EAST)
    return write_files(folder, files)


@pytest.fixture
def folder(tmp_path):
    """Two images side by side: each has a box twice, and one a box with a label of its own."""
    return make(tmp_path, BROKEN)


@pytest.fixture
def checks(session, folder):
    session.open(folder)
    checks = Checks(session)
    checks.start()
    return checks


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
    model, twin = checks.model, checks.index(rules.TWIN)
    assert model.data(twin) == "Two annotations are the same"
    assert model.data(checks.index(rules.TWIN, 1)) == "b.tif, feature 2"
    tip = model.data(checks.index(rules.TWIN, 1), Qt.ItemDataRole.ToolTipRole)
    assert "It is the same as feature 1." in tip and "Delete" in tip


def test_where_nothing_is_found_it_says_so_and_how_much_was_looked_at(session, tmp_path):
    session.open(make(tmp_path, GOOD))
    checks = Checks(session)
    checks.start()
    assert checks.page.summary.text() == "Nothing found"
    assert checks.page.looked_at.text() == "Looked at 4 annotations on 2 images."
    assert not checks.view.isVisible() and not checks.page.mend.isVisible()
    assert checks.page.again.isVisible() and checks.page.dismiss.isVisible()


def test_edits_that_are_open_are_saved_and_looked_at(session, tmp_path):
    session.open(make(tmp_path, GOOD))
    layer = session.layer("detection")
    assert layer.startEditing()
    copy = next(layer.getFeatures())
    copy.setAttribute("fid", None)
    assert layer.addFeature(copy)
    checks = Checks(session)
    checks.start()
    assert [len(found) for rule, found in checks.groups.items() if rule == "twin"] == [1]
    assert not layer.isModified()


def test_a_click_on_a_group_opens_and_closes_it(checks):
    group = checks.index(rules.TWIN)
    assert checks.view.isExpanded(group), "a short list is open"
    checks.click(rules.TWIN)
    assert not checks.view.isExpanded(group)
    checks.click(rules.TWIN)
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
    assert checks.session.is_open
    checks.start()
    checks.click(rules.TWIN, 0)
    checks.key(Qt.Key.Key_Escape)
    assert checks.session.is_open


def test_the_page_fits_a_narrow_dock(checks):
    checks.click(rules.TWIN, 0)
    assert checks.session.dock.minimumSizeHint().width() <= 300


# On the map


def test_a_click_goes_to_it_and_selects_it_alone(checks):
    checks.session.layer("segmentation").selectAll()
    assert checks.raster == "a.tif"
    checks.click(rules.TWIN, 1)
    assert checks.raster == "b.tif", "its image is on the map"
    assert checks.selected == [("b.tif", "urban")]
    (fid,) = checks.session.layer("detection").selectedFeatureIds()
    same = [one.id() for one in checks.session.layer("detection").getFeatures()
            if one["image"] == "b.tif" and one["label"] == "urban"]  # fmt: skip
    assert fid == max(same), "the copy, not the first one"
    place, shown = QgsRectangle(3.3, 41.3, 3.4, 41.4), checks.session.canvas.extent()
    assert shown.contains(place) and shown.width() > place.width()
    assert shown.intersect(QgsRectangle(3.0, 41.0, 3.5, 42.0)).height() < 0.9, "zoomed in"
    (mark,) = checks.marks
    assert mark.center().distance(place.center()) < 1e-6


def test_the_mark_goes_with_the_page(checks):
    checks.click(rules.TWIN, 1)
    assert len(checks.marks) == 1
    checks.press(checks.page.dismiss)
    assert checks.marks == []


def test_what_is_selected_does_not_hide_the_image_while_the_page_is_in_sight(checks):
    canvas = checks.session.canvas
    before = canvas.selectionColor()
    checks.click(rules.TWIN, 1)
    checks.click(rules.TWIN, 0)
    assert canvas.selectionColor().alpha() < 100
    checks.press(checks.page.dismiss)
    assert canvas.selectionColor() == before


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
    checks.press(checks.session.dock.label)
    checks.click(rules.TWIN, 0)
    QApplication.setActiveWindow(checks.view.window())
    checks.key(Qt.Key.Key_Down)
    assert checks.selected == [("b.tif", "urban")]
    assert checks.view.window().focusWidget() is checks.view


def test_what_has_no_place_leaves_the_map_alone(checks):
    checks.click(rules.TWIN, 1)
    before = checks.session.canvas.extent()
    checks.click(rules.LABEL_UNUSED, 0)
    assert checks.session.canvas.extent() == before
    assert checks.selected == [] and checks.marks == []
    assert "field" in checks.page.what.text()


def test_a_place_that_the_map_can_not_show_is_no_error(checks):
    box = QgsGeometry.fromRect(QgsRectangle(41, 120, 42, 121))  # a latitude of 120 degrees
    problem = rules.OUTSIDE.problem("a.geojson", "It lies nowhere.", "Draw it anew.")
    found = Finding(rules.OUTSIDE, problem, "a.tif", bytes(box.asWkb()))
    checks.page.show_findings([found], 1, 1)
    canvas = checks.session.canvas
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32631"))
    before = canvas.extent()
    checks.click(rules.OUTSIDE, 0)
    assert checks.marks == [] and canvas.extent() == before
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))


# Mending


def test_it_says_what_mending_does_before_it_is_done(checks):
    assert not checks.page.mend.isEnabled() and not checks.page.mend_all.isEnabled()
    checks.click(rules.TWIN, 0)
    said = checks.page.how.text()
    assert rules.TWIN.mend in said and "Ctrl+Z" in said
    assert rules.TWIN.mend in checks.page.mend.toolTip()
    assert "2 problems" in checks.page.mend_all.toolTip()
    assert "It is the same as feature 1." in checks.page.what.text()


def test_mend_is_there_only_where_there_is_a_mend(session, tmp_path):
    crossing = [[2.1, 41.1], [2.3, 41.1], [2.2, 41.3], [2.1, 41.1]]
    files = {**GOOD, "a.geojson": collection(
        segmentation("water", crossing), segmentation("urban", crossing), detection("field", WOOD)
    )}  # fmt: skip
    session.open(make(tmp_path, files))
    checks = Checks(session)
    checks.start()
    checks.click(rules.OVERLAP, 0)
    assert not checks.page.mend.isEnabled() and not checks.page.mend_all.isEnabled()
    assert checks.page.what.text() and not checks.page.how.isVisible()


def test_mend_mends_what_is_selected_and_takes_it_off_the_list(checks):
    checks.click(rules.TWIN, 1)
    checks.press(checks.page.mend)
    assert checks.count == 4
    boxes = [one["image"] for one in checks.session.layer("detection").getFeatures()]
    assert sorted(boxes) == ["a.tif", "a.tif", "a.tif", "b.tif"]
    assert checks.groups["twin"] == ["a.tif"]
    assert checks.page.summary.text() == "3 problems"
    assert not checks.page.is_outdated and not checks.page.mend.isEnabled()


def test_several_that_are_selected_are_mended_as_one(checks):
    checks.click(rules.TWIN, 0)
    checks.click(rules.TWIN, 1, SHIFT)
    assert checks.page.what.text() == "2 problems are selected."
    checks.press(checks.page.mend)
    assert checks.count == 3 and "twin" not in checks.groups
    checks.undo()
    assert checks.count == 5, "one step back for both"


def test_mend_all_like_this_leaves_the_others(checks):
    checks.click(rules.TWIN)
    checks.click(rules.TWIN)
    checks.press(checks.page.mend_all)
    assert checks.count == 3
    assert list(checks.groups) == ["label-unlisted", "label-unused"]
    assert any("2 mended" in message for message in checks.session.messages())
    checks.undo()
    assert checks.count == 5


def test_labels_are_mended_too(checks):
    checks.click(rules.LABEL_UNLISTED, 0)
    checks.press(checks.page.mend)
    assert "wood" in [item.label.name for item in checks.session.page.labels.listed]
    checks.undo()
    assert "wood" not in [item.label.name for item in checks.session.page.labels.listed]


def test_after_a_mend_the_arrow_goes_on_behind_it(checks):
    checks.click(rules.TWIN, 0)
    checks.press(checks.page.mend)
    checks.view.setFocus()
    checks.key(Qt.Key.Key_Down)
    assert checks.selected == [("b.tif", "urban")]


def test_a_mend_goes_to_no_other_image_by_itself(checks):
    """To go there would save what was mended: Ctrl+Z would not take it back."""
    checks.click(rules.TWIN, 0)
    checks.press(checks.page.mend)
    assert checks.raster == "a.tif" and checks.session.layer("detection").isModified()


def test_ctrl_z_gets_there_whatever_layer_was_active(checks, qgis_iface):
    (raster,) = checks.session.layers(QgsRasterLayer)
    qgis_iface.setActiveLayer(raster)
    checks.click(rules.LABEL_UNLISTED)
    checks.press(checks.page.mend_all)
    assert qgis_iface.activeLayer().isEditable()
    checks.click(rules.TWIN, 1)
    assert qgis_iface.activeLayer() == checks.session.layer("detection")


def test_undo_makes_the_page_say_that_it_is_out_of_date(checks):
    checks.click(rules.TWIN, 0)
    checks.press(checks.page.mend)
    checks.undo()
    assert checks.page.is_outdated and checks.page.outdated.isVisible()
    checks.press(checks.page.again)
    assert not checks.page.is_outdated
    assert checks.groups["twin"] == ["a.tif", "b.tif"]


def test_an_edit_makes_the_page_say_that_it_is_out_of_date(checks):
    layer = checks.session.layer("segmentation")
    assert layer.startEditing()
    assert layer.deleteFeature(next(layer.getFeatures()).id())
    checks.session.wait()
    assert checks.page.is_outdated


def test_what_changed_since_is_not_mended(checks):
    """The first of two twins is gone: the other one is no copy any more."""
    layer = checks.session.layer("detection")
    first = min(one.id() for one in layer.getFeatures())
    assert layer.startEditing() and layer.deleteFeature(first)
    checks.session.wait()
    checks.click(rules.TWIN, 0)
    checks.press(checks.page.mend)
    assert checks.count == 4
    assert any("Nothing was mended" in message for message in checks.session.messages())


def test_what_was_mended_is_exported(checks, folder):
    checks.click(rules.TWIN)
    checks.press(checks.page.mend_all)
    assert checks.session.preview() is not None
    checks.press(checks.session.pages.export.write)
    for name in ("a.geojson", "b.geojson"):
        before, after = BROKEN[name], json.loads((folder / name).read_bytes())
        assert after["features"] == [before["features"][0], *before["features"][2:]]


# Mending in the files


@pytest.fixture
def differing(session, tmp_path):
    """A box whose bbox lies elsewhere than its outline."""
    box = detection("urban", TWIN)
    box["properties"]["bbox"] = corners_of((41.31, 2.31, 41.41, 2.41))
    files = {**GOOD, "a.geojson": collection(box, detection("field", WOOD))}
    folder = make(tmp_path, files)
    session.open(folder)
    checks = Checks(session)
    checks.start()
    return checks, folder


def test_what_only_the_files_have_wrong_is_mended_there_and_looked_at_again(differing):
    checks, folder = differing
    before = contents(folder)  # later, there may be statistics of QGIS's beside an image
    assert list(checks.groups) == ["bbox-differs"]
    checks.click(rules.BBOX_DIFFERS, 0)
    assert "backup" in checks.page.how.text() and "Ctrl+Z" not in checks.page.how.text()
    checks.press(checks.page.mend)
    checks.session.wait()
    assert checks.page.isVisible() and checks.page.summary.text() == "Nothing found"
    after = contents(folder)
    assert {name for name in before if after[name] != before[name]} == {"a.geojson"}
    mended = json.loads(after["a.geojson"])["features"][0]
    south, west = mended["properties"]["bbox"][0]
    assert [west, south] in mended["geometry"]["coordinates"][0]
    backups = [path.read_bytes() for path in folder.rglob(".scaneo_bridge/backups/*/a.geojson")]
    assert backups == [before["a.geojson"]]
    assert checks.session.layer("detection").featureCount() == 3


def test_what_is_swapped_and_out_of_range_is_gone_to_and_comes_to_be_shown(session, tmp_path):
    folder, meant = swapped_folder(tmp_path / "far", "Tokyo")
    session.open(folder)
    checks = Checks(session)
    checks.start()
    assert list(checks.groups) == ["swapped-unreadable"]
    checks.click(rules.SWAPPED_UNREADABLE, 0)
    (place,) = [mark for mark in checks.marks if not mark.isEmpty()]
    to_map = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"),
        session.canvas.mapSettings().destinationCrs(),
        session.project,
    )
    box = to_map.transformBoundingBox(QgsRectangle(*shape(meant[1]["geometry"]).bounds))
    assert box.buffered(box.width()).contains(place) and place.contains(box.center())
    assert session.canvas.extent().contains(box)
    assert checks.count == 3
    checks.press(checks.page.mend_all)
    checks.session.wait()
    assert checks.page.summary.text() == "Nothing found"
    assert checks.count == 4
    assert checks.session.layer("segmentation").featureCount() == 1


# Odd moments


def test_the_campaign_may_go_while_it_is_looked_at(session, folder):
    session.open(folder)
    session.click(session.page.check)
    session.project.removeMapLayers([layer.id() for layer in session.layers()])
    session.wait()
    assert session.is_empty


def test_an_edit_while_it_is_looked_at_is_an_edit_since(session, folder):
    session.open(folder)
    layer = session.layer("segmentation")
    session.click(session.page.check)
    assert layer.startEditing()
    assert layer.deleteFeature(next(layer.getFeatures()).id())
    session.wait()
    assert session.pages.checks.is_outdated


def test_a_check_can_be_cancelled(session, folder):
    session.open(folder)
    session.click(session.page.check)
    session.controller.cancel()
    session.wait()
    assert session.is_open
    assert any("Cancelled" in message for message in session.messages())


@pytest.fixture
def page(qtbot):
    page = ChecksPage()
    qtbot.addWidget(page)
    page.resize(300, 600)
    page.show()
    return page


def test_fifty_thousand_of_a_kind_are_shown_at_once(page, qtbot):
    problem = rules.TWIN.problem("a.geojson", "It is the same as feature 1.", "Delete one.")
    many = [Finding(rules.TWIN, problem, "a.tif", None, None, number) for number in range(50000)]
    begin = time.perf_counter()
    page.show_findings(many, 50000, 1)
    page.grab()
    page.view.scrollToBottom()
    page.grab()
    assert time.perf_counter() - begin < 3
    last = page.findings.index(49999, 0, page.findings.index(0, 0))
    assert page.view.visualRect(last).isValid()
    qtbot.mouseClick(page.view.viewport(), LEFT, NONE, page.view.visualRect(last).center())
    assert page.what.text() == "It is the same as feature 1. Delete one."
    begin = time.perf_counter()
    qtbot.keyClick(page.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.what.text() == "50,000 problems are selected."
    assert time.perf_counter() - begin < 3


def test_every_rule_can_be_shown(page):
    found = [Finding(rule, rule.problem("a.geojson", "It is so.", "Mend.")) for rule in rules.RULES]
    page.show_findings(found, 1, 1)
    shown = [group.rule for group in page.findings.groups]
    assert sorted(shown, key=rules.RULES.index) == list(rules.RULES)
    severities = [rule.severity for rule in shown]
    assert severities == sorted(severities, key=list(Severity).index)
    page.view.grab()
    for row in range(page.findings.rowCount()):
        rect = page.view.visualRect(page.findings.index(row, 0))
        assert rect.height() == page.view.visualRect(page.findings.index(0, 0)).height()
    assert page.view.indexAt(QPoint(20, 5)).isValid()
