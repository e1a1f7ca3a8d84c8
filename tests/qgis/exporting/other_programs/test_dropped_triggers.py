"""Another program dropped the triggers: what it wrote is exported or told; nothing is lost."""

import json
from collections import Counter

import pytest
from qgis.core import QgsFeatureRequest, QgsGeometry, QgsRectangle, QgsVectorLayer
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.workspace.records.index_generations import INDEX_BITS
from scaneo_bridge.core.workspace.workspace import Workspace
from support.layers import add
from support.other_hands import Rows, drop_parts, sql
from support.subjects.other_programs import FILES, TASKS, URBAN, features, kept, urban_of


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
        workspace = opened(folder).workspace.path
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
