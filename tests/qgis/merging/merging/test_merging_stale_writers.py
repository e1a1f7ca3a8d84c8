"""What we exported, and another program that read the folder before writes again."""

import json

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.base.model import Severity
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
from scaneo_bridge.core.campaign.merging.folder_merge import OpenConflicts, changed_files
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.formats.scaneo.merge.side import Side
from scaneo_bridge.core.store.write.writing import Writing
from scaneo_bridge.core.workspace.workspace import Workspace
from support.campaign import FIELD, RED, URBAN, WATER
from support.folders import write_files
from support.geojson import as_bytes, collection, detection, spai
from support.layers import add, delete, relabel, set_labels
from support.subjects.merging import labels_of, relabelled, rows_of, with_new, without

# What we exported, and another program that read the folder before writes again


def exported_box(workspace, exported):
    """A box that is drawn and exported."""
    add(workspace, "detection", "a.tif", "exported")
    exported(workspace)


@pytest.mark.parametrize("edit_more", [False, True])
def test_what_we_exported_and_another_program_does_not_know_is_asked(
    folder, workspace, opened, exported, change, edit_more
):
    """SCANEO reads a folder once: each of its exports is without what came later."""
    stale = json.loads((folder / "a.geojson").read_bytes())
    exported_box(workspace, exported)
    if edit_more:
        relabel(workspace, "segmentation", "a.tif", "field")
    rows = rows_of(workspace)
    change(lambda features: with_new(stale["features"]))
    again = opened(folder)
    assert (again.conflicts, again.merged) == (["a.geojson"], [])
    assert rows_of(workspace) == rows
    with pytest.raises(OpenConflicts):
        exported(workspace)
    export_campaign(workspace, None, QgsFeedback(), conflicts=Side.OURS)
    assert labels_of(folder, "detection") == ["exported", "field", "urban", "urban"]
    assert opened(folder).conflicts == []


def test_what_we_exported_and_another_program_took_back_is_asked(
    folder, workspace, opened, exported, change
):
    stale = json.loads((folder / "a.geojson").read_bytes())
    relabel(workspace, "detection", "a.tif", "water")
    exported(workspace)
    change(lambda features: with_new(stale["features"]))
    assert opened(folder).conflicts == ["a.geojson"]
    assert open_campaign(folder, workspace, QgsFeedback(), Side.THEIRS).conflicts == []
    assert list(exported(workspace).files) == []
    assert labels_of(folder, "detection") == ["field", "urban", "urban"]


def test_who_changes_what_we_exported_knows_it(folder, workspace, opened, exported, change):
    exported_box(workspace, exported)
    change(relabelled(4, "theirs"))
    again = opened(folder)
    assert (again.conflicts, again.merged) == ([], ["a.geojson"])
    change(without(4))
    assert opened(folder).conflicts == []
    assert labels_of(folder, "detection") == ["field", "urban"]


def test_who_works_with_this_plugin_deletes_what_we_exported(
    folder, workspace, tmp_path, exported, feedback
):
    exported_box(workspace, exported)
    other = open_campaign(folder, tmp_path / "other.gpkg", feedback).workspace.path
    with Workspace.open(other) as known:
        known.database.execute("DELETE FROM detection WHERE label = 'exported'")
    exported(other)
    assert open_campaign(folder, workspace, feedback).conflicts == []
    assert "exported" not in {row.annotation.label for row in rows_of(workspace)}


@pytest.mark.parametrize("door", ["open", "export"])
@pytest.mark.parametrize("deed", [add, relabel])
def test_what_we_exported_is_exported_again_where_ours_is_right(
    folder, workspace, opened, exported, deed, door
):
    """The rows are as they were exported: only the file has to be written again."""
    stale = (folder / "a.geojson").read_bytes()
    deed(workspace, "detection", "a.tif", "ours")
    exported(workspace)
    (folder / "a.geojson").write_bytes(stale)
    if door == "open":
        again = open_campaign(folder, workspace, QgsFeedback(), Side.OURS)
        assert (again.edited, again.conflicts) == (["a.tif"], [])
        exported(workspace)
    else:
        export_campaign(workspace, None, QgsFeedback(), conflicts=Side.OURS)
    assert "ours" in labels_of(folder, "detection")
    assert opened(folder).edited == []


def test_what_was_settled_as_ours_survives_another_stale_file(
    folder, workspace, opened, exported, change
):
    stale = json.loads((folder / "a.geojson").read_bytes())
    relabel(workspace, "detection", "a.tif", "ours")
    exported(workspace)
    change(lambda features: stale["features"])
    open_campaign(folder, workspace, QgsFeedback(), Side.OURS)
    change(with_new)
    assert opened(folder).merged == ["a.geojson"]
    exported(workspace)
    assert labels_of(folder, "detection") == ["field", "ours", "urban"]


@pytest.mark.parametrize("door", ["open", "export"])
def test_what_we_deleted_and_another_program_writes_again_is_told(
    folder, workspace, opened, exported, change, door
):
    stale = json.loads((folder / "a.geojson").read_bytes())
    delete(workspace, "detection", "a.tif")
    exported(workspace)
    change(lambda features: with_new(stale["features"]))
    done = opened(folder) if door == "open" else exported(workspace)
    assert done.merged == ["a.geojson"]
    (problem,) = done.problems
    assert problem.path == "a.geojson" and problem.severity is Severity.WARNING
    assert "1 annotation that was deleted" in problem.what and "came back" in problem.what
    assert labels_of(folder, "detection") == ["field", "urban", "urban"]
    assert list(opened(folder).problems) == [], "it is told once"


def test_what_comes_back_beside_a_conflict_is_told_before_that_is_settled(
    folder, workspace, opened, exported, change
):
    stale = json.loads((folder / "a.geojson").read_bytes())
    delete(workspace, "segmentation", "a.tif")
    relabel(workspace, "detection", "a.tif", "ours")
    exported(workspace)
    change(lambda features: with_new(stale["features"]))
    again = opened(folder)
    assert again.conflicts == ["a.geojson"]
    assert len(again.problems) == 2
    assert any("came back" in problem.what for problem in again.problems)
    settled = open_campaign(folder, workspace, QgsFeedback(), Side.OURS)
    (problem,) = settled.problems
    assert "came back" in problem.what


def test_who_works_with_this_plugin_draws_anew_what_we_deleted(
    folder, workspace, tmp_path, exported, opened, feedback
):
    other = open_campaign(folder, tmp_path / "other.gpkg", feedback).workspace.path
    delete(workspace, "detection", "2024/b.tif")
    delete(workspace, "classification", "a.tif")
    exported(workspace)
    open_campaign(folder, other, feedback)
    add(other, "classification", "a.tif", "water")
    exported(other)
    again = opened(folder)
    assert (again.merged, list(again.problems)) == (["a.geojson"], [])


def test_a_file_that_came_to_an_image_without_one_has_changed(campaign, opened):
    folder = campaign({"a.geojson": as_bytes(collection()), "spai.json": as_bytes(spai())})
    workspace = opened(folder).workspace.path
    assert changed_files(workspace) == []
    (folder / "2024/b.geojson").write_bytes(as_bytes(collection(detection())))
    assert changed_files(workspace) == ["2024/b.geojson"]


def test_a_row_that_can_not_be_written_stops_the_merge(folder, workspace, opened, change):
    with Workspace.open(workspace) as known:
        known.database.execute(
            "CREATE TRIGGER full BEFORE UPDATE OF label ON detection "
            "BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
        )
    relabel(workspace, "segmentation", "a.tif", "field")
    rows = rows_of(workspace)
    change(relabelled(1, "theirs"))
    with pytest.raises(ScaneoError, match="disk is full"):
        opened(folder)
    assert rows_of(workspace) == rows
    with Workspace.open(workspace) as known:
        known.database.execute("DROP TRIGGER full")
    assert opened(folder).merged == ["a.geojson"]
    assert "theirs" in {row.annotation.label for row in rows_of(workspace)}


def test_labels_that_somebody_writes_right_after_an_export_are_not_taken_for_ours(
    folder, workspace, opened, exported, monkeypatch
):
    commit = Writing.commit

    def commit_and_be_followed(writing, *args):
        backup = commit(writing, *args)
        labels = json.loads((folder / "spai.json").read_bytes())
        labels["labels"].append({"name": "cloud", "color": "#ffffff"})
        (folder / "spai.json").write_bytes(as_bytes(labels))
        return backup

    relabel(workspace, "detection", "a.tif", "water")
    set_labels(workspace, WATER, URBAN, FIELD, RED)
    with monkeypatch.context() as patch:
        patch.setattr(Writing, "commit", commit_and_be_followed)
        exported(workspace)
    opened(folder)
    relabel(workspace, "detection", "a.tif", "field")
    exported(workspace)
    found = json.loads((folder / "spai.json").read_bytes())["labels"]
    assert [one["name"] for one in found] == ["water", "urban", "field", "red", "cloud"]


@pytest.mark.parametrize("first", [1, 2])
def test_one_copy_is_deleted_on_one_side_and_the_other_changed_on_the_other(
    campaign, opened, first
):
    folder = campaign({"a.geojson": collection(detection(), detection())}, ["a.tif"])
    workspace = opened(folder).workspace.path

    def edit(statement):
        with Workspace.open(workspace) as known, known.database.transaction():
            known.database.execute(statement)

    def labels():
        with Workspace.open(workspace) as known:
            return [row.annotation.label for row in known.annotations("a.tif")]

    edit(f"DELETE FROM detection WHERE fid = {first}")
    write_files(folder, {"a.geojson": collection(detection("field"))})
    again = opened(folder)
    assert not again.conflicts and labels() == ["field"]
    write_files(folder, {"a.geojson": collection(detection(), detection())})
    opened(folder)
    assert labels() == ["urban", "urban"]
    export_campaign(workspace, None, QgsFeedback())
    edit(f"DELETE FROM detection WHERE fid = (SELECT {'min' if first == 1 else 'max'}(fid) "
         "FROM detection)")  # fmt: skip
    edit("UPDATE detection SET label = 'field'")
    write_files(folder, {"a.geojson": collection(detection())})
    assert not opened(folder).conflicts and labels() == ["field"]
    export_campaign(workspace, None, QgsFeedback())
    found = json.loads((folder / "a.geojson").read_bytes())["features"]
    assert found == [detection("field")]
