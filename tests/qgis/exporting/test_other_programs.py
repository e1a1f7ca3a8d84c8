"""What other programs write into a workspace is exported like an edit, or told; none is lost."""

import json
import shutil
from collections import Counter

import pytest
from osgeo import ogr
from qgis.core import QgsFeatureRequest, QgsGeometry, QgsRectangle, QgsVectorLayer
from scaneo_bridge.core.base.model import Severity, Task
from scaneo_bridge.core.campaign.annotators.merge_campaigns import merge_campaigns
from scaneo_bridge.core.campaign.annotators.merge_plan import MergePlan
from scaneo_bridge.core.workspace.geopackage.database import WorkspaceError
from scaneo_bridge.core.workspace.records.index_generations import INDEX_BITS
from scaneo_bridge.core.workspace.workspace import Workspace
from support.folders import contents
from support.geojson import LABELS, classification, collection, detection, segmentation
from support.layers import add, delete, relabel
from support.other_hands import Rows, drop_parts, ogr2ogr, save_over, sql, triggers_of

BOXES = [(41.1, 2.1, 41.2, 2.3), (41.3, 2.1, 41.4, 2.3), (41.55, 2.3, 41.6, 2.4)]
THIRD = 1 / 3
NEW = "POLYGON ((2.1 41.5, 2.2 41.5, 2.2 41.6, 2.1 41.6, 2.1 41.5))"
URBAN = "image = 'a.tif' AND label = 'urban'"
FILES = {
    "a.geojson": collection(
        classification("water", id="c"),
        detection("urban", BOXES[0], id=1, properties={"score": 0.5}),
        detection("field", BOXES[1], id=2, who="ana"),
        segmentation("water", [[2.1, 41.1], [2.3, 41 + THIRD], [2.2, 41.4], [2.1, 41.1]], id=3),
    ),
    "2024/b.geojson": collection(detection("urban", (41.1, 2 + THIRD, 41.2, 2.4), id=4)),
    "spai.json": LABELS,
}
TASKS = ["classification", "detection", "segmentation"]
KINDS = {"classification": ogr.wkbMultiPolygon, "detection": ogr.wkbPolygon,
         "segmentation": ogr.wkbMultiPolygon}  # fmt: skip


@pytest.fixture
def folder(campaign):
    return campaign(FILES)


@pytest.fixture
def workspace(folder, opened):
    return opened(folder).workspace


def features(folder, name="a.geojson"):
    return json.loads((folder / name).read_text())["features"]


def kept(folder):
    """The features by their ids, of all files."""
    found = [one for name in ("a.geojson", "2024/b.geojson") for one in features(folder, name)]
    return {one.get("id"): one for one in found}


def urban_of(rows):
    """The box on the first image whose id is 1 in its file."""
    (found,) = [row for row in rows if (row["image"], row["label"]) == ("a.tif", "urban")]
    return found


def own(done):
    """What was told but for information."""
    return [one for one in done.problems if one.severity is not Severity.INFO]


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


class TestTriggersThatWereDropped:
    @pytest.mark.parametrize("wanted", [(), ("insert_noted",), ("update_noted",), ("delete_noted",),
                                        ("replace_noted",)], ids=str)  # fmt: skip
    @pytest.mark.parametrize("task", TASKS)
    def test_what_was_done_without_them_is_found(
        self, folder, workspace, opened, exported, task, wanted
    ):
        drop_parts(workspace, task, *wanted)
        sql(
            workspace,
            f"DELETE FROM {task} WHERE image = 'a.tif' AND label = 'field'",
            f"UPDATE {task} SET label = 'urban' WHERE image = 'a.tif'",
            f"INSERT INTO {task} (geom, image, label) SELECT geom, '2024/b.tif', 'water' "
            f"FROM {task} WHERE image = 'a.tif' LIMIT 1",
        )
        with Workspace.open(workspace) as known:
            wanted = Counter((one.annotation.task, one.annotation.label)
                             for name in ("a.tif", "2024/b.tif")
                             for one in known.annotations(name))  # fmt: skip
        exported(workspace)
        assert wanted == Counter(
            (Task(one["properties"]["task"]), one["properties"]["label"])
            for name in ("a.geojson", "2024/b.geojson")
            for one in features(folder, name)
        )
        assert not opened(folder).edited

    def test_by_a_workspace_of_an_older_version(self, folder, workspace, opened, exported):
        sql(workspace, "DROP TABLE marks")
        for task in TASKS:
            drop_parts(workspace, task, "replace_noted")
            drop_parts(workspace, task, "place_kept")
            sql(workspace, f"UPDATE {task} SET place = place & {INDEX_BITS}")
        again = opened(folder)
        assert not again.edited and not again.problems
        drop_parts(workspace, "detection", "update_noted")
        sql(workspace, f"UPDATE detection SET label = 'water' WHERE {URBAN}")
        exported(workspace)
        assert kept(folder)[1]["properties"]["label"] == "water"

    def test_one_that_noted_the_same_in_other_words_has_missed_nothing(
        self, folder, workspace, opened, exported
    ):
        """As version 0.1.0 made it. What a QGIS that was killed had open is known by its row."""
        touch = "INSERT OR REPLACE INTO changes (image) VALUES (coalesce({}.image, ''));"
        words = touch.format("OLD") + touch.format("NEW")
        for task in TASKS:
            drop_parts(workspace, task, "update_noted")
            sql(workspace, f"CREATE TRIGGER {task}_update_noted AFTER UPDATE OF image, label, geom "
                           f"ON {task} BEGIN {words} END")  # fmt: skip
        fid = urban_of(Rows.of(workspace, "detection"))["fid"]
        open_edits = {"added": [], "changed": {fid: {"label": "water"}}, "deleted": []}
        sql(workspace, "INSERT INTO unsaved (task, content) "
                       f"VALUES ('detection', '{json.dumps(open_edits)}')")  # fmt: skip
        with Workspace.open(workspace) as known:
            assert not known.changes()
        query = "SELECT sql FROM sqlite_master WHERE name LIKE '%_update_noted'"
        assert not any(words in made for (made,) in sql(workspace, query))
        assert opened(folder).edited == ["a.tif"]
        exported(workspace)
        assert kept(folder)[1]["properties"]["label"] == "water"

    @pytest.mark.parametrize("change, noted", [
        ("label = 'water'", ["a.tif"]),
        ("image = '2024/b.tif'", ["a.tif", "2024/b.tif"]),
        ("image = NULL", ["a.tif", ""]),
    ])  # fmt: skip
    @pytest.mark.parametrize("task", TASKS)
    def test_an_edit_is_noted_once_of_each_image_that_it_is_of(
        self, workspace, task, change, noted
    ):
        said = "SELECT image, id FROM changes ORDER BY id"
        fid = Rows.of(workspace, task)[0]["fid"]
        sql(workspace, f"UPDATE {task} SET image = 'a.tif' WHERE fid = {fid}")
        ((_, before),) = sql(workspace, said)[-1:]
        sql(workspace, f"UPDATE {task} SET {change} WHERE fid = {fid}")
        found = sql(workspace, said)
        assert found[-len(noted) :] == [[one, before + at] for at, one in enumerate(noted, 1)]
        if "" in noted:  # and back again
            sql(workspace, f"UPDATE {task} SET image = 'a.tif' WHERE fid = {fid}")
            assert [one for one, _ in sql(workspace, said)][-2:] == ["", "a.tif"]

    @pytest.mark.parametrize("deeds", [
        ["SELECT DisableSpatialIndex('images', 'geom')",
         "SELECT DisableSpatialIndex('detection', 'geom')"],
        ["DROP TRIGGER rtree_images_geom_insert"],
        ["DROP TABLE rtree_images_geom", "DROP TABLE rtree_detection_geom"],
        # What those drop who edit without GDAL's functions.
        [f"DROP TRIGGER IF EXISTS rtree_{table}_geom_{event}"
         for table in ("images", "classification", "detection", "segmentation")
         for event in ("insert", "delete", *(f"update{at}" for at in range(1, 8)))],
        ["DROP TRIGGER rtree_images_geom_delete", "DROP TRIGGER rtree_detection_geom_update4"],
        ["ALTER TABLE detection RENAME TO old",
         "CREATE TABLE detection AS SELECT * FROM old", "DROP TABLE rtree_images_geom"],
    ], ids=lambda deeds: deeds[0])  # fmt: skip
    def test_an_index_of_shapes_that_is_gone_is_made_anew(self, campaign, opened, exported, deeds):
        folder = campaign(FILES, ["a.tif"])
        workspace = opened(folder).workspace
        sql(workspace, *deeds)
        with Workspace.open(workspace):
            pass
        add(workspace, "detection", None, "field")
        exported(workspace)
        assert kept(folder)[None]["properties"]["label"] == "field"
        for table, count in (("images", 1), ("detection", 3)):
            assert len(sql(workspace, f"SELECT * FROM rtree_{table}_geom")) == count
            sql(workspace, f"DELETE FROM {table}")
            assert not sql(workspace, f"SELECT * FROM rtree_{table}_geom")

    @pytest.mark.parametrize("deed", [
        "DELETE FROM gpkg_contents",
        "DELETE FROM gpkg_contents WHERE table_name = 'labels'",
        "DELETE FROM gpkg_geometry_columns",
        "DELETE FROM gpkg_geometry_columns WHERE table_name = 'images'",
    ])  # fmt: skip
    def test_a_table_that_the_geopackage_lists_no_more_is_listed_again(
        self, folder, workspace, opened, exported, deed
    ):
        sql(workspace, f"UPDATE detection SET label = 'water' WHERE {URBAN}", deed)
        assert not opened(folder).problems
        exported(workspace)
        assert kept(folder)[1]["properties"]["label"] == "water"
        for task in TASKS:
            layer = QgsVectorLayer(f"{workspace}|layername={task}", task, "ogr")
            assert layer.isValid() and layer.isSpatial() and layer.featureCount()

    @pytest.mark.parametrize("column", ["image", "origin"])
    def test_no_disk_has_room_for_a_name(self, folder, workspace, opened, exported, column):
        for task in TASKS:
            drop_parts(workspace, task, "place_kept")
        sql(workspace, f"UPDATE detection SET label = 'water' WHERE {URBAN}",
                       f"UPDATE segmentation SET {column} = printf('%.*c', 5000, 'x')")  # fmt: skip
        exported(workspace)
        assert kept(folder)[1]["properties"]["label"] == "water"
        opened(folder)
        exported(workspace)

    def test_a_label_that_reads_as_nothing_is_listed_nowhere(self, folder, workspace, exported):
        sql(workspace, "UPDATE detection SET label = CAST(x'0061' AS TEXT)")
        exported(workspace)
        assert all(one["name"] for one in json.loads((folder / "spai.json").read_text())["labels"])

    def test_rows_may_have_numbers_below_zero(self, folder, workspace, opened, exported):
        sql(workspace, "INSERT INTO detection (fid, geom, image, label) "
                       f"SELECT -7, geom, image, 'boat' FROM detection WHERE {URBAN}")  # fmt: skip
        exported(workspace)
        assert "boat" in [one["properties"]["label"] for one in features(folder)]
        opened(folder)
        sql(workspace, "DELETE FROM detection WHERE fid = -7")
        exported(workspace)
        assert not opened(folder).edited
        assert "boat" not in [one["properties"]["label"] for one in features(folder)]

    def test_two_boxes_that_qgis_united_in_one_row_are_one_box(
        self, folder, workspace, opened, exported
    ):
        layer = QgsVectorLayer(f"{workspace}|layername=detection", "detection", "ogr")
        found = layer.getFeatures(QgsFeatureRequest().setFilterExpression(URBAN))
        one = next(found)
        other = QgsGeometry(one.geometry())
        other.translate(0, 10 * one.geometry().boundingBox().height())
        both = one.geometry().combine(other).boundingBox()
        layer.startEditing()
        assert layer.changeGeometry(one.id(), one.geometry().combine(other))
        assert layer.commitChanges()
        exported(workspace)
        (south, east), (north, west) = kept(folder)[1]["properties"]["bbox"]
        assert QgsRectangle(west, south, east, north) == both

    def test_of_sql_that_replaces_rows(self, folder, workspace, opened, exported):
        sql(workspace, "REPLACE INTO detection (fid, geom, image, label, origin, place) "
                       "SELECT fid, geom, '2024/b.tif', label, origin, place FROM detection "
                       "WHERE label = 'field'")  # fmt: skip
        exported(workspace)
        assert [one["id"] for one in features(folder)] == ["c", 1, 3]
        assert len(features(folder, "2024/b.geojson")) == 2


LOST = {
    "dropped": (["DROP TABLE detection"], "“detection” is gone"),
    "a label renamed": (["ALTER TABLE detection RENAME COLUMN label TO class"], "column “label”"),
    "an image renamed": (["ALTER TABLE detection RENAME COLUMN image TO img"], "column “image”"),
    "a view": (
        ["ALTER TABLE detection RENAME TO boxes", "CREATE VIEW detection AS SELECT * FROM boxes"],
        "a view is in place",
    ),
    "renamed": (["ALTER TABLE segmentation RENAME TO areas"], "“segmentation” is gone"),
}


class TestATableThatLacksWhatAnnotationsAreOf:
    @pytest.mark.parametrize(("deeds", "said"), LOST.values(), ids=LOST)
    def test_says_so_and_nothing_is_written(
        self, folder, workspace, opened, exported, previewed, deeds, said
    ):
        relabel(workspace, "classification", "a.tif", "field")
        before = contents(folder)
        sql(workspace, *deeds)
        for deed in (opened, exported, previewed):
            with pytest.raises(WorkspaceError, match=said) as told:
                deed(folder if deed is opened else workspace)
            assert "open the folder again" in str(told.value)
        assert contents(folder) == before

    def test_what_was_renamed_back_goes_on(self, folder, workspace, opened, exported):
        sql(workspace, "ALTER TABLE detection RENAME COLUMN label TO class")
        deed = f"UPDATE detection SET label = 'water' WHERE {URBAN}"
        sql(workspace, deed.replace("label", "class"))
        with pytest.raises(WorkspaceError):
            opened(folder)
        sql(workspace, "ALTER TABLE detection RENAME COLUMN class TO label")
        assert not own(exported(workspace))
        assert kept(folder)[1]["properties"]["label"] == "water"

    def test_out_of_the_folder_it_is_out_of_the_way(self, folder, workspace, opened, exported):
        before = contents(folder)
        sql(workspace, "DROP TABLE detection")
        workspace.rename(folder.parent / "old.gpkg")
        assert opened(folder).annotation_count == 5
        assert not exported(workspace).files
        assert contents(folder) == before


LISTS = {
    "a row of an image is gone": ["DELETE FROM images WHERE path = 'a.tif'"],
    "all are gone": ["DELETE FROM images"],
    "the table is gone": ["DROP TABLE images"],
    "the path was changed": ["UPDATE images SET path = 'A.tif' WHERE path = 'a.tif'"],
    "the file was taken away": ["UPDATE images SET geojson = NULL"],
    "a column is renamed": ["ALTER TABLE images RENAME COLUMN path TO name"],
    "a column of files is renamed": ["ALTER TABLE images RENAME COLUMN geojson TO file"],
    "a view": ["ALTER TABLE images RENAME TO im", "CREATE VIEW images AS SELECT * FROM im"],
}


@pytest.mark.parametrize("deeds", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("is_edited", [False, True], ids=["", "edited"])
def test_images_that_were_changed_are_brought_in_order(
    folder, workspace, opened, exported, deeds, is_edited
):
    before = kept(folder)
    if is_edited:
        relabel(workspace, "detection", "a.tif", "water", "urban")
        before[1]["properties"]["label"] = "water"
    sql(workspace, *deeds)
    again = opened(folder)
    assert again.annotation_count == 5 and again.image_count == 2
    assert not own(exported(workspace))
    assert kept(folder) == before
    relabel(workspace, "detection", "a.tif", "water", "field")
    exported(workspace)
    before[2]["properties"]["label"] = "water"
    assert kept(folder) == before


@pytest.mark.parametrize(
    "deeds",
    [["DROP TABLE labels"], ["ALTER TABLE labels RENAME COLUMN name TO title"],
     ["ALTER TABLE labels RENAME TO l2", "CREATE VIEW labels AS SELECT * FROM l2"]],
    ids=str,
)  # fmt: skip
def test_labels_without_a_table_are_those_of_the_list(folder, workspace, opened, exported, deeds):
    before = contents(folder)
    sql(workspace, *deeds)
    assert not opened(folder).problems
    with Workspace.open(workspace) as known:
        assert [label.name for label in known.labels()] == ["water", "urban", "field"]
    exported(workspace)
    assert contents(folder) == before


@pytest.mark.parametrize("how", [{}, {"without": ["origin", "place"]}], ids=["places", "none"])
def test_what_was_written_over_a_table_elsewhere_comes_along(
    folder, workspace, opened, exported, how
):
    """Another workspace of the folder, as it is known since it was copied or read-only."""
    copy = folder / "copy.gpkg"
    shutil.copyfile(workspace, copy)
    rows = Rows.of(copy, "detection")
    urban_of(rows)["label"] = "water"
    rows.write(copy, "detection", kind=ogr.wkbPolygon, **how)
    before = kept(folder)
    assert any("taken over" in one.what for one in opened(folder).problems)
    assert not own(exported(workspace))
    after = kept(folder)
    before[1]["properties"]["label"] = "water"
    assert after == before


def test_a_merge_tells_of_them(folder, workspace, tmp_path, feedback):
    rows = Rows.of(workspace, "detection")
    urban_of(rows)["label"] = "water"
    rows.write(workspace, "detection")
    plan = MergePlan([folder], tmp_path / "merged")
    done = merge_campaigns(plan, feedback)
    assert any("not exported, and so not merged" in one.what for one in done.problems)


def test_labels_written_anew_by_ogr2ogr(folder, workspace, opened, exported, tmp_path):
    before = contents(folder)
    ogr2ogr(tmp_path / "labels.csv", workspace, "-f", "CSV", layers=["labels"])
    text = (tmp_path / "labels.csv").read_text().replace("name", "NAME")
    (tmp_path / "labels.csv").write_text(text + "lake,#010203\n")
    ogr2ogr(workspace, tmp_path / "labels.csv", "-update", "-overwrite", "-nln", "labels")
    assert not opened(folder).problems
    exported(workspace)
    after = contents(folder)
    assert after.pop("spai.json") != before.pop("spai.json") and after == before
    names = [one["name"] for one in json.loads((folder / "spai.json").read_text())["labels"]]
    assert names == ["water", "urban", "field", "lake"]


def test_open_edits_of_a_qgis_that_was_killed_go_by_no_ids_of_other_rows(
    folder, workspace, opened, exported
):
    edits = {"added": [["a.tif", "field", ogr.CreateGeometryFromWkt(NEW).ExportToWkb().hex()]],
             "changed": {"2": {"label": "water"}}, "deleted": [1]}  # fmt: skip
    with Workspace.open(workspace) as known:
        insert = "INSERT INTO unsaved (task, content) VALUES ('detection', ?)"
        known.database.execute(insert, json.dumps(edits))
    rows = Rows.of(workspace, "detection")
    rows.reverse()
    rows.write(workspace, "detection", kind=ogr.wkbPolygon)
    before = kept(folder)
    opened(folder)
    exported(workspace)
    after = kept(folder)
    assert after.pop(None)["properties"]["label"] == "field"
    assert after == before


ODD = {
    "in capitals": ["ALTER TABLE detection RENAME TO x", "ALTER TABLE x RENAME TO DETECTION"],
    "made anew by SQL": [
        "CREATE TABLE x AS SELECT * FROM detection", "DELETE FROM detection",
        "INSERT INTO detection SELECT * FROM x", "DROP TABLE x",
    ],
    "to and fro": ["ALTER TABLE detection RENAME TO x", "ALTER TABLE x RENAME TO detection"],
    "renamed columns and back": [
        "ALTER TABLE detection RENAME COLUMN label TO x",
        "ALTER TABLE detection RENAME COLUMN x TO label",
    ],
    "vacuum": ["VACUUM"],
    "one more column": ["ALTER TABLE detection ADD COLUMN note TEXT"],
    "one more trigger": ["CREATE TRIGGER mine AFTER INSERT ON detection BEGIN SELECT 1; END"],
}  # fmt: skip


@pytest.mark.parametrize("deeds", ODD.values(), ids=ODD)
def test_what_changes_nothing_changes_no_byte(folder, workspace, opened, exported, deeds):
    before = contents(folder)
    sql(workspace, *deeds)
    assert not own(opened(folder)) and not own(exported(workspace))
    assert contents(folder) == before
    relabel(workspace, "detection", "a.tif", "water", "urban")
    assert opened(folder).edited == ["a.tif"]
    exported(workspace)
    assert kept(folder)[1]["properties"]["label"] == "water"
