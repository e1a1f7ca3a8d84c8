"""Another program writes into the workspace, or another layer of it is edited, while it is open."""

import json

import pytest
from osgeo import ogr
from qgis.core import Qgis, QgsProject, QgsVectorLayer
from support.editing import saved
from support.layers import field
from support.other_hands import Rows, drop_parts, save_over, sql, triggers_of

pytest_plugins = ["support.dock", "support.mouse", "support.labelling", "support.editing"]

OTHER = "POLYGON ((2.1 41.5, 2.2 41.5, 2.2 41.6, 2.1 41.6, 2.1 41.5))"
FORMS = {
    "as it was": {"kind": ogr.wkbPolygon},
    "other names": {"geometry": "geometry", "fid": "id"},
    "web mercator": {"crs": 3857},
    "without places": {"without": ["origin", "place"]},
}


@pytest.fixture
def user(walker, tiles):
    return walker.open(tiles)


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


def export(user):
    user.session.preview()
    user.session.click(user.session.pages.export.write)
    user.session.wait()


@pytest.mark.parametrize("how", FORMS.values(), ids=FORMS)
def test_a_table_written_anew_between_two_edits(user, tiles, workspace, how):
    before = triggers_of(workspace, "detection")
    user.box()
    assert user.session.layer("detection").commitChanges(False)
    assert saved(workspace) == [("detection", "a.tif", "water")]
    rows = Rows.of(workspace, "detection")
    rows[0]["label"] = "urban"
    rows.append({"fid": 9, "image": "b.tif", "label": "field",
                 "geom": ogr.CreateGeometryFromWkt(OTHER)})  # fmt: skip
    rows.write(workspace, "detection", **how)
    user.box(0.6, 0.6)
    export(user)
    assert not user.session.messages(Qgis.MessageLevel.Critical)
    assert boxes(tiles) == {"a": ["urban", "water"], "b": ["field"]}
    assert triggers_of(workspace, "detection") == before


def test_triggers_that_are_gone_are_there_before_edits_are_saved(user, tiles, workspace):
    drop_parts(workspace, "detection")
    user.box()
    export(user)
    assert boxes(tiles) == {"a": ["water"]}


def test_a_table_that_lacks_its_labels_is_told_and_edits_stay_open(user, tiles, workspace):
    user.box()
    sql(workspace, "ALTER TABLE detection RENAME COLUMN label TO class")
    user.session.preview()
    told = user.session.messages(Qgis.MessageLevel.Critical)
    assert "column “label”" in told[-1]
    assert user.session.layer("detection").isModified() and boxes(tiles) == {}
    sql(workspace, "ALTER TABLE detection RENAME COLUMN class TO label")
    export(user)
    assert boxes(tiles) == {"a": ["water"]}


def test_qgis_saves_features_over_the_table(user, tiles, workspace):
    user.box()
    assert user.session.layer("detection").commitChanges(False)

    def relabelled(copy):
        at = copy.fields().indexOf("label")
        for feature in list(copy.getFeatures()):
            copy.changeAttributeValue(feature.id(), at, "urban")

    save_over(workspace, "detection", relabelled)
    export(user)
    assert boxes(tiles) == {"a": ["urban"]}


@pytest.mark.parametrize("is_elsewhere", [False, True], ids=["a duplicate", "another project"])
def test_edits_in_another_layer_are_saved_with_those_of_the_dock(
    user, tiles, workspace, is_elsewhere
):
    user.box()
    assert user.session.layer("detection").commitChanges(False)
    other = QgsVectorLayer(f"{workspace}|layerid=1", "mine", "ogr")
    project = QgsProject() if is_elsewhere else user.session.project
    project.addMapLayer(other)
    assert other.startEditing()
    (found,) = other.getFeatures()
    assert other.changeAttributeValue(found.id(), field(other, "label"), "urban")
    export(user)
    assert not other.isModified()
    assert boxes(tiles) == {"a": ["urban"]}
    assert other.changeAttributeValue(found.id(), field(other, "label"), "field")
    user.session.open(tiles)
    assert not other.isModified() and not other.readOnly()
    export(user)
    assert boxes(tiles) == {"a": ["field"]}
