"""Checks in the dock: how what is found is mended, in the layers and in the files."""

import json

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.core.base import rules
from shapely.geometry import shape
from support.files.broken import swapped_folder
from support.folders import contents
from support.geojson import collection, corners_of, detection, segmentation
from support.subjects.checks_page import BROKEN, GOOD, TWIN, WOOD, Checks, make

pytest_plugins = ["support.desk.fixtures"]

SHIFT = Qt.KeyboardModifier.ShiftModifier


# Mending


def test_it_says_what_mending_does_before_it_is_done(checks):
    assert not checks.page.mend.isEnabled() and not checks.page.mend_all.isEnabled()
    checks.click(rules.DUPLICATE, 0)
    said = checks.page.how.text()
    assert rules.DUPLICATE.mend in said and "Ctrl+Z" in said
    assert rules.DUPLICATE.mend in checks.page.mend.toolTip()
    assert "2 problems" in checks.page.mend_all.toolTip()
    assert "It is the same as feature 1." in checks.page.what.text()


def test_mend_is_there_only_where_there_is_a_mend(desk, tmp_path):
    crossing = [[2.1, 41.1], [2.3, 41.1], [2.2, 41.3], [2.1, 41.1]]
    files = {**GOOD, "a.geojson": collection(
        segmentation("water", crossing), segmentation("urban", crossing), detection("field", WOOD)
    )}  # fmt: skip
    desk.open(make(tmp_path, files))
    checks = Checks(desk)
    checks.start()
    checks.click(rules.OVERLAP, 0)
    assert not checks.page.mend.isEnabled() and not checks.page.mend_all.isEnabled()
    assert checks.page.what.text() and not checks.page.how.isVisible()


def test_mend_mends_what_is_selected_and_takes_it_off_the_list(checks):
    checks.click(rules.DUPLICATE, 1)
    checks.press(checks.page.mend)
    assert checks.count == 4
    boxes = [one["image"] for one in checks.desk.layer("detection").getFeatures()]
    assert sorted(boxes) == ["a.tif", "a.tif", "a.tif", "b.tif"]
    assert checks.groups["twin"] == ["a.tif"]
    assert checks.page.summary.text() == "3 problems"
    assert not checks.page.is_outdated and not checks.page.mend.isEnabled()


def test_several_that_are_selected_are_mended_as_one(checks):
    checks.click(rules.DUPLICATE, 0)
    checks.click(rules.DUPLICATE, 1, SHIFT)
    assert checks.page.what.text() == "2 problems are selected."
    checks.press(checks.page.mend)
    assert checks.count == 3 and "twin" not in checks.groups
    checks.undo()
    assert checks.count == 5, "one step back for both"


def test_mend_all_like_this_leaves_the_others(checks):
    checks.click(rules.DUPLICATE)
    checks.click(rules.DUPLICATE)
    checks.press(checks.page.mend_all)
    assert checks.count == 3
    assert list(checks.groups) == ["label-unlisted", "label-unused"]
    assert any("2 mended" in message for message in checks.desk.bar.texts())
    checks.undo()
    assert checks.count == 5


def test_labels_are_mended_too(checks):
    checks.click(rules.LABEL_UNLISTED, 0)
    checks.press(checks.page.mend)
    assert "wood" in [item.label.name for item in checks.desk.dock.page.labels.listed]
    checks.undo()
    assert "wood" not in [item.label.name for item in checks.desk.dock.page.labels.listed]


def test_after_a_mend_the_arrow_goes_on_behind_it(checks):
    checks.click(rules.DUPLICATE, 0)
    checks.press(checks.page.mend)
    checks.view.setFocus()
    checks.key(Qt.Key.Key_Down)
    assert checks.selected == [("b.tif", "urban")]


def test_a_mend_goes_to_no_other_image_by_itself(checks):
    """To go there would save what was mended: Ctrl+Z would not take it back."""
    checks.click(rules.DUPLICATE, 0)
    checks.press(checks.page.mend)
    assert checks.raster == "a.tif" and checks.desk.layer("detection").isModified()


def test_ctrl_z_gets_there_whatever_layer_was_active(checks, qgis_iface):
    (raster,) = checks.desk.layers(QgsRasterLayer)
    qgis_iface.setActiveLayer(raster)
    checks.click(rules.LABEL_UNLISTED)
    checks.press(checks.page.mend_all)
    assert qgis_iface.activeLayer().isEditable()
    checks.click(rules.DUPLICATE, 1)
    assert qgis_iface.activeLayer() == checks.desk.layer("detection")


def test_undo_makes_the_page_say_that_it_is_out_of_date(checks):
    checks.click(rules.DUPLICATE, 0)
    checks.press(checks.page.mend)
    checks.undo()
    assert checks.page.is_outdated and checks.page.outdated.isVisible()
    checks.press(checks.page.again)
    assert not checks.page.is_outdated
    assert checks.groups["twin"] == ["a.tif", "b.tif"]


def test_an_edit_makes_the_page_say_that_it_is_out_of_date(checks):
    layer = checks.desk.layer("segmentation")
    assert layer.startEditing()
    assert layer.deleteFeature(next(layer.getFeatures()).id())
    checks.desk.wait()
    assert checks.page.is_outdated


def test_what_changed_since_is_not_mended(checks):
    """The first of two twins is gone: the other one is no copy any more."""
    layer = checks.desk.layer("detection")
    first = min(one.id() for one in layer.getFeatures())
    assert layer.startEditing() and layer.deleteFeature(first)
    checks.desk.wait()
    checks.click(rules.DUPLICATE, 0)
    checks.press(checks.page.mend)
    assert checks.count == 4
    assert any("Nothing was mended" in message for message in checks.desk.bar.texts())


def test_what_was_mended_is_exported(checks, folder):
    checks.click(rules.DUPLICATE)
    checks.press(checks.page.mend_all)
    assert checks.desk.dock.preview() is not None
    checks.press(checks.desk.dock.pages.export.write)
    for name in ("a.geojson", "b.geojson"):
        before, after = BROKEN[name], json.loads((folder / name).read_bytes())
        assert after["features"] == [before["features"][0], *before["features"][2:]]


# Mending in the files


@pytest.fixture
def differing(desk, tmp_path):
    """A box whose bbox lies elsewhere than its outline."""
    box = detection("urban", TWIN)
    box["properties"]["bbox"] = corners_of((41.31, 2.31, 41.41, 2.41))
    files = {**GOOD, "a.geojson": collection(box, detection("field", WOOD))}
    folder = make(tmp_path, files)
    desk.open(folder)
    checks = Checks(desk)
    checks.start()
    return checks, folder


def test_what_only_the_files_have_wrong_is_mended_there_and_looked_at_again(differing):
    checks, folder = differing
    before = contents(folder)  # later, there may be statistics of QGIS's beside an image
    assert list(checks.groups) == ["bbox-differs"]
    checks.click(rules.BBOX_DIFFERS, 0)
    assert "backup" in checks.page.how.text() and "Ctrl+Z" not in checks.page.how.text()
    checks.press(checks.page.mend)
    checks.desk.wait()
    assert checks.page.isVisible() and checks.page.summary.text() == "Nothing found"
    after = contents(folder)
    assert {name for name in before if after[name] != before[name]} == {"a.geojson"}
    mended = json.loads(after["a.geojson"])["features"][0]
    south, west = mended["properties"]["bbox"][0]
    assert [west, south] in mended["geometry"]["coordinates"][0]
    backups = [path.read_bytes() for path in folder.rglob(".scaneo_bridge/backups/*/a.geojson")]
    assert backups == [before["a.geojson"]]
    assert checks.desk.layer("detection").featureCount() == 3


def test_what_is_swapped_and_out_of_range_is_gone_to_and_comes_to_be_shown(desk, tmp_path):
    folder, meant = swapped_folder(tmp_path / "far", "Tokyo")
    desk.open(folder)
    checks = Checks(desk)
    checks.start()
    assert list(checks.groups) == ["swapped-unreadable"]
    checks.click(rules.SWAPPED_UNREADABLE, 0)
    (place,) = [mark for mark in checks.marks if not mark.isEmpty()]
    to_map = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"),
        desk.map.canvas.mapSettings().destinationCrs(),
        desk.project,
    )
    box = to_map.transformBoundingBox(QgsRectangle(*shape(meant[1]["geometry"]).bounds))
    assert box.buffered(box.width()).contains(place) and place.contains(box.center())
    assert desk.map.canvas.extent().contains(box)
    assert checks.count == 3
    checks.press(checks.page.mend_all)
    checks.desk.wait()
    assert checks.page.summary.text() == "Nothing found"
    assert checks.count == 4
    assert checks.desk.layer("segmentation").featureCount() == 1
