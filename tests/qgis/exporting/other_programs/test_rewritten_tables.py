"""A table that another program wrote anew is exported like edits, or told; nothing is lost."""

import json

import pytest
from osgeo import ogr
from scaneo_bridge.core.workspace.workspace import Workspace
from support.folders import contents
from support.geojson import collection
from support.layers import add, delete, relabel
from support.other_hands import Rows, ogr2ogr, save_over, sql, triggers_of
from support.subjects.other_programs import NEW, TASKS, features, kept, own, urban_of

KINDS = {"classification": ogr.wkbMultiPolygon, "detection": ogr.wkbPolygon,
         "segmentation": ogr.wkbMultiPolygon}  # fmt: skip
FORMS = {
    "as it was": {},
    "with the ids of its rows": {"keeps_fids": True},
    "the geometry has another name": {"geometry": "geometry"},
    "the id has another name": {"fid": "ogc_fid"},
    "both": {"geometry": "wkb_geometry", "fid": "id"},
    "any geometry": {"kind": ogr.wkbUnknown},
    "multipolygons": {"kind": ogr.wkbMultiPolygon},
    "with heights": {"kind": ogr.wkbMultiPolygon25D},
    "web mercator": {"crs": 3857},
    "UTM": {"crs": 25831},
    "no reference system": {"crs": None},
    "more columns": {"more": {"note": ogr.OFTString, "score": ogr.OFTReal}},
    "texts of limited width": {"width": 80},
    "columns in capitals": {"names": {"image": "IMAGE", "label": "Label", "geom": "GEOM"}},
    "places as numbers of pandas": {"types": {"place": ogr.OFTReal}},
    "places as texts": {"types": {"place": ogr.OFTString}},
    "without places": {"without": ["origin", "place"]},
    "without origins": {"without": ["origin"]},
    "without either, in web mercator": {"without": ["origin", "place"], "crs": 3857},
}
RETYPED = [
    ("detection", "label", ogr.OFTInteger),
    ("detection", "label", ogr.OFTReal),
    ("classification", "label", ogr.OFTDate),
    ("segmentation", "label", ogr.OFTBinary),
    ("detection", "image", ogr.OFTInteger),
    ("detection", "origin", ogr.OFTInteger64),
    ("segmentation", "place", ogr.OFTReal),
    ("detection", "place", ogr.OFTInteger),
    ("labels", "name", ogr.OFTInteger),
    ("images", "path", ogr.OFTInteger),
]


def retype(workspace, table, column, kind):
    dataset = ogr.Open(str(workspace), 1)
    layer = dataset.GetLayerByName(table)
    at = layer.GetLayerDefn().GetFieldIndex(column)
    new = ogr.FieldDefn(column, kind)
    assert layer.AlterFieldDefn(at, new, ogr.ALTER_TYPE_FLAG) == ogr.OGRERR_NONE


class TestATableThatWasWrittenAnew:
    @pytest.mark.parametrize("task", TASKS)
    @pytest.mark.parametrize("how", FORMS.values(), ids=FORMS)
    def test_and_says_the_same_changes_no_byte(
        self, folder, workspace, opened, exported, task, how
    ):
        before = contents(folder)
        how = {"kind": KINDS[task], **how}
        Rows.of(workspace, task).write(workspace, task, **how)
        again = opened(folder)
        assert not again.edited
        assert any("anew" in one.what for one in again.problems)
        assert not own(exported(workspace))
        assert contents(folder) == before
        assert not any("anew" in one.what for one in opened(folder).problems)

    @pytest.mark.parametrize("how", FORMS.values(), ids=FORMS)
    @pytest.mark.parametrize("opens", [True, False], ids=["opened", "exported at once"])
    def test_with_edits_has_them_written_and_no_more(
        self, folder, workspace, opened, exported, how, opens
    ):
        before = kept(folder)
        rows = Rows.of(workspace, "detection")
        urban_of(rows)["label"] = "water"
        rows.append({"fid": 99, "label": "field", "image": "2024/b.tif",
                     "geom": ogr.CreateGeometryFromWkt(NEW)})  # fmt: skip
        rows.write(workspace, "detection", **{"kind": ogr.wkbPolygon, **how})
        if opens:
            assert sorted(opened(folder).edited) == ["2024/b.tif", "a.tif"]
        assert not own(exported(workspace))
        after = kept(folder)
        assert after.pop(1) == {**before[1], "properties": {**before[1]["properties"],
                                                            "label": "water"}}  # fmt: skip
        assert after.pop(None)["properties"]["label"] == "field"
        assert after == {name: one for name, one in before.items() if name != 1}
        # From now on, edits are noted as ever.
        relabel(workspace, "detection", "2024/b.tif", "water", "urban")
        assert opened(folder).edited == ["2024/b.tif"]

    @pytest.mark.parametrize(("table", "column", "kind"), RETYPED)
    @pytest.mark.parametrize("opens", [True, False], ids=["opened", "exported at once"])
    def test_with_columns_of_other_types_keeps_what_they_hold(
        self, folder, workspace, opened, exported, table, column, kind, opens
    ):
        """OGR gives a column another type and leaves its values, of which it reads 0 from then
        on."""
        before = contents(folder)
        retype(workspace, table, column, kind)
        if opens:
            assert not opened(folder).edited
        assert not own(exported(workspace))
        assert contents(folder) == before
        with Workspace.open(workspace) as known:
            assert known.used_labels().keys() == {label.name for label in known.labels()}

    @pytest.mark.parametrize(
        "kinds", [("VARCHAR(99)", "CHAR(9)"), ("CLOB", "VARCHAR"), ("", "INT")]
    )
    def test_with_columns_of_types_that_ogr_does_not_know_keeps_what_they_hold(
        self, folder, workspace, opened, exported, kinds
    ):
        """As people write them in SQL, and programs for SQLite."""
        before = contents(folder)
        sql(workspace, "CREATE TABLE old AS SELECT * FROM detection", "DROP TABLE detection")
        image, label = kinds
        sql(
            workspace,
            f"CREATE TABLE detection (fid INTEGER PRIMARY KEY, geom BLOB, image {image}, "
            f"label {label}, origin TEXT, place NUMERIC)",
            "INSERT INTO detection SELECT fid, geom, image, label, origin, place FROM old",
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
            "VALUES ('detection', 'features', 'detection', 4326)",
            "INSERT INTO gpkg_geometry_columns VALUES ('detection', 'geom', 'POLYGON', 4326, 0, 0)",
        )
        assert not opened(folder).edited
        assert not own(exported(workspace))
        assert contents(folder) == before

    def test_has_all_its_triggers_and_indexes_again(self, workspace):
        before = {task: triggers_of(workspace, task) for task in TASKS}
        for task in TASKS:
            Rows.of(workspace, task).write(workspace, task, geometry="shape", fid="id")
        with Workspace.open(workspace):
            pass
        assert {task: triggers_of(workspace, task) for task in TASKS} == before
        assert len(sql(workspace, "SELECT * FROM rtree_detection_geom")) == 3

    def test_keeps_columns_of_others(self, workspace, opened, folder):
        rows = Rows.of(workspace, "detection")
        for row in rows:
            row["note"], row["score"] = "x’y", 0.25
        rows.write(workspace, "detection", fid="id",
                   more={"note": ogr.OFTString, "score": ogr.OFTReal})  # fmt: skip
        opened(folder)
        found = sql(workspace, "SELECT DISTINCT note, score FROM detection")
        assert found == [["x’y", 0.25]]

    @pytest.mark.parametrize("opens", [True, False], ids=["opened", "exported at once"])
    def test_with_a_part_of_its_rows_tells_what_goes(
        self, folder, workspace, opened, previewed, exported, opens
    ):
        before = contents(folder)
        save_over(workspace, "detection", only=[1])
        if opens:
            for _ in range(2):
                (told,) = own(opened(folder))
                assert "It lacks 2 annotations of 1 file" in told.what
        (told,) = own(previewed(workspace))
        assert "2 annotations of 1 file" in told.what and "“a.tif”" in told.what
        assert contents(folder) == before
        assert sum(one.deleted for one in exported(workspace).files) == 2
        assert sorted(kept(folder), key=str) == [3, 4, "c"]
        assert not own(opened(folder))
        assert not own(exported(workspace))

    def test_by_qgis_with_edits(self, folder, workspace, opened, exported):
        def relabelled(copy):
            at = copy.fields().indexOf("label")
            for feature in list(copy.getFeatures()):
                copy.changeAttributeValue(feature.id(), at, "water")

        save_over(workspace, "detection", relabelled)
        assert not own(exported(workspace))
        labels = [kept(folder)[name]["properties"]["label"] for name in (1, 2, 4)]
        assert labels == ["water"] * 3

    def test_by_ogr2ogr(self, folder, workspace, exported, tmp_path):
        query = "SELECT geom, image, 'field' AS label FROM detection"
        copy = tmp_path / "copy.gpkg"
        ogr2ogr(copy, workspace, "-f", "GPKG", "-sql", query, "-nln", "detection")
        ogr2ogr(workspace, copy, "-update", "-overwrite")
        assert not own(exported(workspace))
        after = kept(folder)
        assert [after[name]["properties"]["label"] for name in (1, 2, 4)] == ["field"] * 3
        assert after[2]["who"] == "ana"

    def test_is_merged_with_what_changed_in_the_folder(self, folder, workspace, opened, exported):
        rows = Rows.of(workspace, "detection")
        urban_of(rows)["label"] = "water"
        rows.write(workspace, "detection", without=["origin", "place"], kind=ogr.wkbPolygon)
        theirs = features(folder)
        theirs[2]["properties"]["label"] = "urban"
        (folder / "a.geojson").write_text(json.dumps(collection(*theirs)))
        assert not opened(folder).conflicts
        exported(workspace)
        after = kept(folder)
        assert after[1]["properties"]["label"] == "water"
        assert after[2]["properties"]["label"] == "urban"

    def test_twice_over_loses_nothing_that_waited(self, folder, workspace, opened, exported):
        relabel(workspace, "detection", "a.tif", "water", "urban")
        add(workspace, "detection", "2024/b.tif", "field")
        Rows.of(workspace, "detection").write(workspace, "detection", geometry="g")
        assert sorted(opened(folder).edited) == ["2024/b.tif", "a.tif"]
        delete(workspace, "detection", "a.tif", "field")
        Rows.of(workspace, "detection").write(workspace, "detection", without=["place"])
        exported(workspace)
        assert sorted(kept(folder), key=str) == [1, 3, 4, None, "c"]
        assert kept(folder)[1]["properties"]["label"] == "water"
