"""Another program writes into the workspace, or another layer of it is edited, while it is open."""

import json

import pytest
from osgeo import ogr
from qgis.core import Qgis, QgsProject, QgsVectorLayer
from support.editing import saved
from support.layers import field
from support.other_hands import Rows, drop_parts, save_over, sql, triggers_of

pytest_plugins = ["support.desk.fixtures"]

OTHER = "POLYGON ((2.1 41.5, 2.2 41.5, 2.2 41.6, 2.1 41.6, 2.1 41.5))"
FORMS = {
    "as it was": {"kind": ogr.wkbPolygon},
    "other names": {"geometry": "geometry", "fid": "id"},
    "web mercator": {"crs": 3857},
    "without places": {"without": ["origin", "place"]},
}


@pytest.fixture
def workspace(tiles):
    return tiles / "scaneo.gpkg"


def boxes(tiles):
    """The labels of the boxes in the files, by their files."""
    return {
        path.stem: sorted(one["properties"]["label"]
                          for one in json.loads(path.read_text())["features"])
        for path in tiles.glob("*.geojson")
    }  # fmt: skip


def export(desk):
    desk.dock.preview()
    desk.click(desk.dock.pages.export.write)
    desk.wait()


@pytest.mark.parametrize("how", FORMS.values(), ids=FORMS)
def test_a_table_written_anew_between_two_edits(walking, tiles, workspace, how):
    before = triggers_of(workspace, "detection")
    walking.map.box()
    assert walking.layer("detection").commitChanges(False)
    assert saved(workspace) == [("detection", "a.tif", "water")]
    rows = Rows.of(workspace, "detection")
    rows[0]["label"] = "urban"
    rows.append({"fid": 9, "image": "b.tif", "label": "field",
                 "geom": ogr.CreateGeometryFromWkt(OTHER)})  # fmt: skip
    rows.write(workspace, "detection", **how)
    walking.map.box(0.6, 0.6)
    export(walking)
    assert not walking.bar.texts(Qgis.MessageLevel.Critical)
    assert boxes(tiles) == {"a": ["urban", "water"], "b": ["field"]}
    assert triggers_of(workspace, "detection") == before


def test_triggers_that_are_gone_are_there_before_edits_are_saved(walking, tiles, workspace):
    drop_parts(workspace, "detection")
    walking.map.box()
    export(walking)
    assert boxes(tiles) == {"a": ["water"]}


def test_a_table_that_lacks_its_labels_is_told_and_edits_stay_open(walking, tiles, workspace):
    walking.map.box()
    sql(workspace, "ALTER TABLE detection RENAME COLUMN label TO class")
    walking.dock.preview()
    told = walking.bar.texts(Qgis.MessageLevel.Critical)
    assert "column “label”" in told[-1]
    assert walking.layer("detection").isModified() and boxes(tiles) == {}
    sql(workspace, "ALTER TABLE detection RENAME COLUMN class TO label")
    export(walking)
    assert boxes(tiles) == {"a": ["water"]}


def test_qgis_saves_features_over_the_table(walking, tiles, workspace):
    walking.map.box()
    assert walking.layer("detection").commitChanges(False)

    def relabelled(copy):
        at = copy.fields().indexOf("label")
        for feature in list(copy.getFeatures()):
            copy.changeAttributeValue(feature.id(), at, "urban")

    save_over(workspace, "detection", relabelled)
    export(walking)
    assert boxes(tiles) == {"a": ["urban"]}


@pytest.mark.parametrize("is_elsewhere", [False, True], ids=["a duplicate", "another project"])
def test_edits_in_another_layer_are_saved_with_those_of_the_dock(
    walking, tiles, workspace, is_elsewhere
):
    walking.map.box()
    assert walking.layer("detection").commitChanges(False)
    other = QgsVectorLayer(f"{workspace}|layerid=1", "mine", "ogr")
    project = QgsProject() if is_elsewhere else walking.project
    project.addMapLayer(other)
    assert other.startEditing()
    (found,) = other.getFeatures()
    assert other.changeAttributeValue(found.id(), field(other, "label"), "urban")
    export(walking)
    assert not other.isModified()
    assert boxes(tiles) == {"a": ["urban"]}
    assert other.changeAttributeValue(found.id(), field(other, "label"), "field")
    walking.open(tiles)
    assert not other.isModified() and not other.readOnly()
    export(walking)
    assert boxes(tiles) == {"a": ["field"]}
