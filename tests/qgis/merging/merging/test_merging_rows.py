"""Broken files, labels and rows where edits and changes come together."""

import json

import pytest
from scaneo_bridge.core.base.model import Label, Task
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.workspace.workspace import Workspace
from support.campaign import FIELD, RED, URBAN, WATER, features_of
from support.geojson import as_bytes, collection, detection, spai
from support.layers import add, editing, field, relabel, set_labels
from support.subjects.merging import FAR, labels_of, reversed_with_new, rows_of


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
    other = open_campaign(folder, tmp_path / "other.gpkg", feedback).workspace.path
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
    workspace = opened(folder).workspace.path
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
    workspace = opened(folder).workspace.path
    add(workspace, "classification", "a.tif", "field")
    (folder / "a.geojson").write_bytes(as_bytes(collection(detection())))
    again = opened(folder)
    assert (again.merged, again.annotation_count) == (["a.geojson"], 2)
    exported(workspace)
    assert labels_of(folder, "detection") == ["urban"]
    assert labels_of(folder, "classification") == ["field"]
