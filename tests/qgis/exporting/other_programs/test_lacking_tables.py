"""Tables that lack something, lists and labels that other programs wrote: exported or told."""

import json
import shutil

import pytest
from osgeo import ogr
from scaneo_bridge.core.campaign.annotators.merge_campaigns import merge_campaigns
from scaneo_bridge.core.campaign.annotators.merge_plan import MergePlan
from scaneo_bridge.core.workspace.geopackage.database import WorkspaceError
from scaneo_bridge.core.workspace.workspace import Workspace
from support.folders import contents
from support.layers import relabel
from support.other_hands import Rows, ogr2ogr, sql
from support.subjects.other_programs import NEW, URBAN, kept, own, urban_of

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
