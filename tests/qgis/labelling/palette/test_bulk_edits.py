"""A label that very many annotations have is renamed, merged and deleted in a thread."""

import json

import pytest
from qgis.core import QgsFeature, QgsVectorLayer, QgsVectorLayerCache
from qgis.gui import QgsAttributeTableModel
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.ui.label.modes import Mode
from support.desk.bulk import COUNTS, WATER
from support.folders import contents

pytest_plugins = ["support.desk.fixtures", "support.desk.bulk"]

AFTER = {
    "rename": {"sea": WATER, "urban": 4},
    "merge": {"field": WATER, "urban": 4},
    "delete": {"urban": 4},
}
DEEDS = sorted(AFTER)
LABEL = {"rename": "sea", "merge": "field", "delete": None}


@pytest.mark.parametrize("deed", DEEDS)
def test_it_is_saved_and_shown(many, deed):
    getattr(many, deed)()
    assert many.counts == AFTER[deed] and many.agrees()
    assert not many.is_open and many.desk.controller.session.is_editing
    assert many.desk.dock.mode is Mode.BOX
    names = [name for name, _ in many.desk.palette.style("detection")]
    assert names == many.desk.palette.names == many.desk.palette.drop_down("detection")


@pytest.mark.parametrize("deed", DEEDS)
def test_it_is_one_step_of_the_history(many, deed):
    seen = many.desk.picture
    getattr(many, deed)()
    done = many.desk.picture
    assert done != seen
    many.desk.undo()
    assert many.desk.picture == seen and many.counts == COUNTS and many.agrees()
    many.desk.redo()
    assert many.desk.picture == done and many.agrees()
    many.desk.undo()
    assert many.desk.picture == seen


@pytest.mark.parametrize("deed", DEEDS)
def test_several_are_undone_and_redone_at_once(many, deed):
    """The menu of steps goes over several, whichever of them are bulk edits."""
    seen = many.desk.picture
    many.rename("water", "lake")
    many.desk.map.key("F")
    getattr(many, deed)("lake")
    done, states = many.desk.picture, many.desk.images.states()
    assert states["a.tif"] == "todo flagged"
    stack = many.desk.layer("segmentation").undoStack()
    stack.setIndex(0)
    many.desk.wait()
    assert many.desk.picture == seen and many.desk.images.states()["a.tif"] == "todo"
    many.desk.layer("segmentation").undoStack().setIndex(3)
    many.desk.wait()
    assert many.desk.picture == done and many.desk.images.states() == states and many.agrees()


def test_what_is_open_is_saved_first(many):
    many.desk.map.box()
    many.rename()
    assert many.counts == {"sea": WATER + 1, "urban": 4} and not many.is_open
    many.desk.undo()
    assert many.counts == {"water": WATER + 1, "urban": 4}
    many.desk.undo()
    assert many.desk.bar.told("It can't be undone any more") and many.agrees()


def test_what_is_done_after_it_is_undone_before_it(many):
    seen = many.desk.picture
    many.rename()
    many.desk.map.box()
    many.desk.palette.choose("urban")
    many.desk.undo()
    assert many.counts == {"sea": WATER, "urban": 4} and not many.is_open
    many.desk.undo()
    assert many.desk.picture == seen and many.agrees()


def test_it_stays_undone_where_something_else_is_done_then(many):
    many.rename()
    many.desk.undo()
    many.desk.map.box()
    many.desk.redo()
    assert many.counts == {"water": WATER + 1, "urban": 4} and many.agrees()


def test_opening_again_ends_its_history(many):
    many.delete()
    many.desk.open(many.desk.folder)
    many.desk.undo()
    assert many.counts == {"urban": 4}
    assert many.desk.bar.told("It can't be undone any more")


def test_an_image_keeps_one_of_two_classes_but_what_its_file_says(many):
    """Those of b.tif have members, and each other ones."""
    seen = many.desk.picture
    many.merge("water", "urban")
    assert many.counts == {"urban": WATER + 3} and many.agrees()
    assert many.desk.owners("classification").count(("a.tif", "urban")) == 1
    assert many.desk.owners("classification").count(("b.tif", "urban")) == 2
    assert many.desk.bar.told("1 class stays beside another")
    many.desk.undo()
    assert many.desk.picture == seen and many.desk.dock.preview() is None


# What is written


def labels_in(folder, name):
    features = json.loads((folder / name).read_bytes())["features"]
    return [(one.get("id"), one["properties"]["label"]) for one in features]


@pytest.mark.parametrize("deed", DEEDS)
def test_no_byte_is_another_after_an_undo(many, deed):
    getattr(many, deed)()
    many.desk.undo()
    assert many.desk.dock.preview() is None, "there is nothing to write"
    assert contents(many.desk.folder) == many.before


@pytest.mark.parametrize("deed", DEEDS)
def test_an_export_writes_it_and_keeps_all_else(many, deed):
    folder = many.desk.folder
    before = json.loads(many.before["b.geojson"])
    getattr(many, deed)()
    after = many.desk.dock.export()["b.geojson"]
    for feature in before["features"]:
        if feature["properties"]["label"] == "water":
            feature["properties"]["label"] = LABEL[deed]
    kept = [one for one in before["features"] if one["properties"]["label"] is not None]
    assert after == {**before, "features": kept}
    names = [one["name"] for one in json.loads((folder / "spai.json").read_bytes())["labels"]]
    assert names == many.desk.palette.names


@pytest.mark.parametrize("deed", ["rename", "merge"])
def test_undone_after_an_export(many, deed):
    getattr(many, deed)()
    many.desk.dock.export()
    many.desk.undo()
    assert many.counts == COUNTS and many.agrees()
    many.desk.dock.export()
    after = contents(many.desk.folder)
    assert json.loads(after["a.geojson"]) == json.loads(many.before["a.geojson"])
    assert labels_in(many.desk.folder, "b.geojson")[0] == ("class", "water")


def test_a_deletion_is_not_undone_after_an_export(many):
    """Ids and members are in no file any more."""
    many.delete()
    many.desk.dock.export()
    many.desk.undo()
    assert many.counts == {"urban": 4} and many.agrees()
    assert many.desk.bar.told("files were written since")
    many.desk.redo()
    many.desk.undo()
    assert many.counts == {"urban": 4} and many.desk.bar.told("It can't be undone any more")


def sees_what_comes_into_an_empty_layer():
    """QGIS 3.44's tables do not: QgsVectorLayerCache tells that it is out of date where it has rows
    only, and so not once a layer was empty."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326", "empty", "memory")
    table = QgsAttributeTableModel(QgsVectorLayerCache(layer, 10, layer), layer)
    table.loadLayer()
    layer.dataProvider().addFeature(QgsFeature(layer.fields()))
    layer.dataProvider().reloadData()
    return table.rowCount() == 1


def test_a_table_of_attributes_shows_it(many):
    """It has its own copy of what the layer has."""
    layer = many.desk.layer("detection")
    cache = QgsVectorLayerCache(layer, 10_000)
    table = QgsAttributeTableModel(cache)
    table.loadLayer()
    column = table.fieldCol(layer.fields().indexOf("label"))

    def labels():
        rows = range(table.rowCount())
        return {table.data(table.index(row, column), Qt.ItemDataRole.DisplayRole) for row in rows}

    assert labels() == {"water"}
    many.rename()
    assert labels() == {"sea"}
    many.delete("sea")
    assert table.rowCount() == 0
    many.desk.undo()
    if not sees_what_comes_into_an_empty_layer():
        pytest.skip("nor does QGIS itself, of any layer")
    assert labels() == {"sea"}
