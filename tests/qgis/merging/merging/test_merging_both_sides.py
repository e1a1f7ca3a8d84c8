"""Edits of the workspace and changes in the folder come together, at opening and at export."""

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign, preview_export
from scaneo_bridge.core.campaign.merging.folder_merge import OpenConflicts
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.formats.scaneo.merge.side import Side
from scaneo_bridge.core.workspace.workspace import Workspace
from support.campaign import features_of
from support.folders import snapshot
from support.geojson import classification, one_of_each
from support.layers import add, delete, relabel, task_layer
from support.subjects.merging import (
    labels_of,
    relabelled,
    reversed_with_new,
    rows_of,
    with_new,
    without,
)


def fids(workspace):
    return {(row.annotation.task, row.fid) for row in rows_of(workspace)}


@pytest.mark.parametrize("edit", [with_new, reversed_with_new])
def test_opening_keeps_the_edit_and_takes_what_is_new(
    folder, workspace, opened, exported, change, edit
):
    relabel(workspace, "detection", "a.tif", "water")
    before = fids(workspace)
    change(edit)
    again = opened(folder)
    assert (again.merged, again.conflicts, again.edited) == (["a.geojson"], [], ["a.tif"])
    assert not again.problems
    assert before < fids(workspace), "the rows that were there are the same ones"
    (file,) = exported(workspace).files
    assert (file.added, file.changed, file.deleted) == (0, 1, 0)
    assert labels_of(folder, "detection") == ["field", "urban", "water"]
    expected = edit(one_of_each())
    assert [one["geometry"] for one in features_of(folder)] == [
        one["geometry"] for one in expected
    ], "the order is theirs"


def test_an_export_takes_what_is_new_before_it_writes(folder, workspace, exported, change):
    relabel(workspace, "detection", "a.tif", "water")
    change(reversed_with_new)
    export = exported(workspace)
    assert export.merged == ["a.geojson"]
    assert labels_of(folder, "detection") == ["field", "urban", "water"]
    assert task_layer(workspace, "detection").featureCount() == 5
    again = exported(workspace)
    assert (list(again.files), list(again.merged)) == ([], [])


def test_an_export_takes_over_what_others_did_to_an_image_that_was_not_edited(
    folder, workspace, exported, change
):
    relabel(workspace, "detection", "2024/b.tif", "water")
    change(without(1))
    change(relabelled(1, "field"))
    theirs = (folder / "a.geojson").read_bytes()
    assert exported(workspace).merged == ["a.geojson"]
    assert (folder / "a.geojson").read_bytes() == theirs
    found = sorted((row.annotation.task.value, row.annotation.label) for row in rows_of(workspace))
    assert found == [("classification", "water"), ("detection", "field"), ("segmentation", "field")]
    with Workspace.open(workspace, writable=False) as known:
        assert known.changes() == {}


def test_a_preview_takes_it_over_too_and_writes_nothing(folder, workspace, change, feedback):
    relabel(workspace, "detection", "a.tif", "water")
    change(with_new)
    before = snapshot(folder)
    preview = preview_export(workspace, None, feedback)
    assert preview.merged == ["a.geojson"]
    (file,) = preview.files
    assert (file.added, file.changed, file.deleted) == (0, 1, 0)
    after = snapshot(folder)
    assert {name for name in after if after[name] != before.get(name)} <= {"scaneo.gpkg"}
    assert list(export_campaign(workspace, None, feedback).files) == [file]


def test_members_that_only_they_changed_stay_under_our_edit(folder, workspace, exported, change):
    def signed(features):
        features[1]["properties"]["by"] = "a colleague"
        return features

    relabel(workspace, "detection", "a.tif", "water")
    change(signed)
    exported(workspace)
    properties = features_of(folder)[1]["properties"]
    assert (properties["label"], properties["by"]) == ("water", "a colleague")


def test_the_same_edit_on_both_sides_is_none_any_more(folder, workspace, opened, exported, change):
    relabel(workspace, "detection", "a.tif", "water")
    delete(workspace, "classification", "a.tif")
    change(relabelled(1, "water"))
    change(without(0))
    again = opened(folder)
    assert (again.edited, again.conflicts, list(again.problems)) == ([], [], [])
    assert list(exported(workspace).files) == []


def test_an_annotation_that_both_deleted_and_one_that_both_added_are_no_conflict(
    folder, workspace, opened, change
):
    delete(workspace, "segmentation", "a.tif")
    add(workspace, "classification", "a.tif", "field")
    change(without(2))
    change(lambda features: [*features, classification("field")])
    again = opened(folder)
    assert (again.edited, again.conflicts) == ([], [])
    assert len(rows_of(workspace)) == 4


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (relabel, relabelled(1, "field")),
        (relabel, without(1)),
        (delete, relabelled(1, "field")),
    ],
)
def test_a_conflict_leaves_both_as_they_are(folder, workspace, opened, change, ours, theirs):
    ours(workspace, "detection", "a.tif", *(["water"] if ours is relabel else []))
    rows = rows_of(workspace)
    change(theirs)
    before = (folder / "a.geojson").read_bytes()
    again = opened(folder)
    assert (again.conflicts, again.merged) == (["a.geojson"], [])
    (problem,) = (one for one in again.problems if one.path == "a.geojson")
    assert "It is about 1 annotation." in problem.what
    assert rows_of(workspace) == rows
    assert (folder / "a.geojson").read_bytes() == before


def test_nothing_at_all_is_written_with_an_open_conflict(folder, workspace, exported, change):
    relabel(workspace, "detection", "2024/b.tif", "water")
    relabel(workspace, "detection", "a.tif", "water")
    change(relabelled(1, "field"))
    change(with_new, "2024/b.geojson")
    before, rows = snapshot(folder), rows_of(workspace, "2024/b.tif")
    for run in (preview_export, export_campaign):
        with pytest.raises(OpenConflicts, match=r"each in another way: a\.geojson") as found:
            run(workspace, None, QgsFeedback())
        assert found.value.conflicts.paths == ["a.geojson"]
    assert snapshot(folder) == before
    assert rows_of(workspace, "2024/b.tif") == rows


@pytest.mark.parametrize(("side", "label"), [(Side.OURS, "water"), (Side.THEIRS, "field")])
@pytest.mark.parametrize("door", ["open", "export"])
def test_a_side_that_is_said_to_be_right_settles_conflicts(
    folder, workspace, change, feedback, side, label, door
):
    relabel(workspace, "detection", "a.tif", "water")
    change(relabelled(1, "field"))
    change(with_new)
    if door == "open":
        assert open_campaign(folder, workspace, feedback, side).conflicts == []
        export_campaign(workspace, None, feedback)
    else:
        export_campaign(workspace, None, feedback, conflicts=side)
    assert features_of(folder)[1]["properties"]["label"] == label
    assert labels_of(folder, "detection") == sorted(["field", "urban", label])
