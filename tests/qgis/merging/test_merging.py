"""Edits of the workspace and changes in the folder come together, at opening and at export."""

import json

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.base.model import Label, Severity, Task
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign, preview_export
from scaneo_bridge.core.campaign.merging.folder_merge import OpenConflicts, changed_files
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.formats.scaneo.merge.side import Side
from scaneo_bridge.core.store.write.writing import Writing
from scaneo_bridge.core.workspace.workspace import Workspace
from support.campaign import FIELD, RED, URBAN, WATER, features_of
from support.folders import snapshot, write_files
from support.geojson import as_bytes, classification, collection, detection, one_of_each, spai
from support.layers import add, delete, editing, field, relabel, set_labels, task_layer

FAR = (41.02, 2.31, 41.04, 2.33)
"""A box that touches no other one."""


@pytest.fixture
def change(folder):
    """Changes a file as another program does: `edit` takes its features and answers new ones."""

    def run(edit, name="a.geojson"):
        content = json.loads((folder / name).read_bytes())
        features = edit(content["features"])
        (folder / name).write_bytes(as_bytes({**content, "features": features}, indent=1))

    return run


def with_new(features):
    return [*features, detection("urban", FAR)]


def reversed_with_new(features):
    """As SCANEO gives a file back: newest first."""
    return [detection("urban", FAR), *features[::-1]]


def relabelled(place, label):
    def edit(features):
        features[place]["properties"]["label"] = label
        return features

    return edit


def without(place):
    return lambda features: [one for at, one in enumerate(features) if at != place]


def labels_of(folder, task, name="a.geojson"):
    features = features_of(folder, name)
    found = [one["properties"] for one in features if one["properties"]["task"] == task]
    return sorted(one["label"] for one in found)


def rows_of(workspace, image="a.tif"):
    with Workspace.open(workspace, writable=False) as known:
        return known.annotations(image)


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


def test_a_file_that_is_broken_now_merges_nothing_and_loses_nothing(
    folder, workspace, opened, exported
):
    relabel(workspace, "detection", "a.tif", "water")
    rows = rows_of(workspace)
    (folder / "a.geojson").write_bytes(b'{"type": "FeatureCollection", "features": [')
    again = opened(folder)
    (problem,) = (one for one in again.problems if one.path == "a.geojson")
    assert "cut off" in problem.what
    done = exported(workspace)
    assert [one.path for one in done.problems] == ["a.geojson"] and not done.files
    assert "the edits of a.tif are not written, and wait" in done.problems[0].what
    assert rows_of(workspace) == rows and opened(folder).edited == ["a.tif"]


BROKEN = {
    "empty": b"", "cut off": b"{", "zeros": bytes(4096), "a page": b"<html>", "a list": b"[1]",
    "a part": b'{"type": "FeatureCollection", "features": [{"type": "Feature"}',
}  # fmt: skip


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("edited", ["a.tif", None], ids=["edited", "not edited"])
@pytest.mark.parametrize("door", ["open", "export"])
def test_a_broken_file_stops_no_other_and_takes_nothing_from_the_workspace(
    folder, workspace, opened, exported, data, edited, door
):
    whole = (folder / "a.geojson").read_bytes()
    relabel(workspace, "detection", "2024/b.tif", "water")
    if edited:
        relabel(workspace, "detection", edited, "water")
    rows = rows_of(workspace)
    (folder / "a.geojson").write_bytes(data)
    if door == "open":
        assert "the workspace's version is shown" in opened(folder).problems[0].what
    done = exported(workspace)
    assert [file.path for file in done.files] == ["2024/b.geojson"]
    assert [one.path for one in done.problems] == ["a.geojson"]
    assert (folder / "a.geojson").read_bytes() == data
    opened(folder)
    assert rows_of(workspace) == rows
    (folder / "a.geojson").unlink()
    opened(folder)
    exported(workspace)
    back = (folder / "a.geojson").read_bytes()
    assert back != whole if edited else back == whole


def test_labels_of_both_sides_come_together(folder, workspace, opened, exported):
    set_labels(workspace, WATER, Label("urban", "#111111"), FIELD, RED)
    theirs = spai(field="#00ff00", water="#0048f0", urban="#8d99ae", cloud="#ffffff")
    (folder / "spai.json").write_bytes(as_bytes(theirs))
    again = opened(folder)
    assert (again.merged, list(again.problems)) == (["spai.json"], [])
    exported(workspace)
    found = json.loads((folder / "spai.json").read_bytes())["labels"]
    assert [(one["name"], one["color"]) for one in found] == [
        ("field", "#00ff00"),
        ("red", RED.color),
        ("water", "#0048f0"),
        ("urban", "#111111"),
        ("cloud", "#ffffff"),
    ]


def test_a_label_that_we_deleted_comes_back_with_annotations_that_use_it(
    folder, workspace, exported, change
):
    for image, name in (("a.tif", "a.geojson"), ("2024/b.tif", "2024/b.geojson")):
        relabel(workspace, "detection", image, "water")
        change(lambda features: features, name)
    for image in ("a.tif", "2024/b.tif"):
        for row in rows_of(workspace, image):
            if row.annotation.label == "field":
                with Workspace.open(workspace) as known:
                    known.remove_annotation(row.annotation.task, row.fid)
    set_labels(workspace, WATER, URBAN)
    change(lambda features: [*features, detection("field", FAR)])
    exported(workspace)
    found = json.loads((folder / "spai.json").read_bytes())["labels"]
    assert {"name": "field", "color": FIELD.color} in found


def test_two_workspaces_on_one_folder_lose_nothing(folder, workspace, tmp_path, feedback):
    """Two people with a workspace each, who export in turn."""
    other = open_campaign(folder, tmp_path / "other.gpkg", feedback).workspace
    for turn in range(6):
        for number, each in enumerate((workspace, other)):
            west = 2.0 + 0.01 * (2 * turn + number)
            box = f"Polygon(({west} 41.6, {west} 41.7, {west + 0.005} 41.7, {west} 41.6))"
            add(each, "detection", "a.tif", f"by {number}", box)
        for each in (workspace, other):
            export_campaign(each, None, feedback)
    found = labels_of(folder, "detection")
    assert found == sorted(["urban", "field", *["by 0"] * 6, *["by 1"] * 6])
    export_campaign(workspace, None, feedback)
    looks = [
        sorted((row.annotation.task.value, row.annotation.label) for row in rows_of(each))
        for each in (workspace, other)
    ]
    assert looks[0] == looks[1]


def test_of_hundreds_of_rows_each_is_found_again_in_the_file(folder, opened, exported, change):
    change(lambda features: [detection(f"box {at}", at_step(at)) for at in range(450)])
    workspace = opened(folder).workspace
    relabel(workspace, "detection", "a.tif", "edited")
    change(lambda features: features[::-1])
    opened(folder)
    theirs = [one["properties"]["label"] for one in features_of(folder)]
    found = {row.annotation.feature_index: row.annotation.label for row in rows_of(workspace)}
    assert [found[place] for place in range(449)] == theirs[:449]
    assert found[449] == "edited"
    exported(workspace)
    assert labels_of(folder, "detection") == sorted([*theirs[:449], "edited"])


def at_step(number):
    """One of many boxes beside each other."""
    row, column = divmod(number, 30)
    south, west = 41 + row / 100, 2 + column / 100
    return south, west, south + 0.008, west + 0.008


def test_a_row_that_has_no_place_any_more_claims_none(folder, workspace):
    """What empties its place by an edit in QGIS keeps it: that is "Merge Attributes"."""
    (row, *_) = (one for one in rows_of(workspace) if one.annotation.task is Task.DETECTION)
    with Workspace.open(workspace) as known:
        known.feature_indexes.note(Task.DETECTION, "a.tif", {row.fid: None})
    assert rows_of(workspace)[1].annotation.feature_index is None


def test_a_row_that_left_its_image_claims_no_place_there_when_it_comes_back(
    folder, workspace, opened, exported, change
):
    def move(source, target):
        with editing(workspace, "detection") as layer:
            found = (one for one in layer.getFeatures() if one["label"] == "urban")
            feature = next(one for one in found if one["image"] == source)
            assert layer.changeAttributeValue(feature.id(), field(layer, "image"), target)

    def moved_up(features):
        features[3]["properties"]["by"] = "them"
        return [features[0], features[3], features[2], features[1]]

    relabel(workspace, "detection", "2024/b.tif", "water")
    move("a.tif", "2024/b.tif")
    change(moved_up)
    opened(folder)
    move("2024/b.tif", "a.tif")
    exported(workspace)
    found = [one["properties"] for one in features_of(folder)]
    assert [one["label"] for one in found if one.get("by") == "them"] == ["field"]
    assert labels_of(folder, "detection") == ["field", "urban"]


def test_only_a_stamp_that_differs_is_no_change(folder, workspace, exported):
    relabel(workspace, "detection", "a.tif", "water")
    for name in ("a.geojson", "2024/b.geojson", "spai.json"):
        (folder / name).write_bytes((folder / name).read_bytes())
    export = exported(workspace)
    assert (list(export.merged), [one.path for one in export.files]) == ([], ["a.geojson"])


def test_a_merged_workspace_is_the_same_when_opened_again(folder, workspace, opened, change):
    relabel(workspace, "detection", "a.tif", "water")
    change(reversed_with_new)
    opened(folder)
    rows = rows_of(workspace)
    again = opened(folder)
    assert (again.merged, again.edited) == ([], ["a.tif"])
    assert rows_of(workspace) == rows


def test_an_image_that_is_verified_empty_gets_what_others_drew(campaign, opened, exported):
    folder = campaign({"a.geojson": as_bytes(collection()), "spai.json": as_bytes(spai())})
    workspace = opened(folder).workspace
    add(workspace, "classification", "a.tif", "field")
    (folder / "a.geojson").write_bytes(as_bytes(collection(detection())))
    again = opened(folder)
    assert (again.merged, again.annotation_count) == (["a.geojson"], 2)
    exported(workspace)
    assert labels_of(folder, "detection") == ["urban"]
    assert labels_of(folder, "classification") == ["field"]


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
    other = open_campaign(folder, tmp_path / "other.gpkg", feedback).workspace
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
    other = open_campaign(folder, tmp_path / "other.gpkg", feedback).workspace
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
    workspace = opened(folder).workspace
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
    workspace = opened(folder).workspace

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
