"""A campaign that is opened again: edits stay, news is taken over, nothing is lost."""

import json
import os

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.base.model import Label
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign, preview_export
from scaneo_bridge.core.workspace.workspace import Workspace
from support.campaign import FIELD, FILES, NEWS, RED, URBAN, WATER, features_of
from support.folders import changed, contents, snapshot, write_files
from support.geojson import (
    as_bytes,
    classification,
    collection,
    detection,
    one_of_each,
    spai,
)
from support.images import write_image
from support.layers import AREA, add, delete, relabel, set_labels, task_layer

THEIRS = as_bytes(collection(classification(), detection("water"), *one_of_each()[2:]))
"""The first box of a file with another label."""


def said(campaign, path):
    return [problem.what for problem in campaign.problems if problem.path == path]


def labels_in(layer, image):
    return sorted(one["label"] for one in layer.getFeatures() if one["image"] == image)


# Edits


@pytest.mark.parametrize("task", ["classification", "detection", "segmentation"])
@pytest.mark.parametrize("deed", [add, relabel, delete])
def test_edits_are_kept_and_said(folder, workspace, opened, deed, task):
    deed(workspace, task, "2024/b.tif")
    before = snapshot(folder)
    for _ in range(2):
        again = opened(folder)
        assert again.workspace.path == workspace
        assert again.edited == ["2024/b.tif"]
        assert again.annotation_count == 8 + {add: 1, relabel: 0, delete: -1}[deed]
        assert not again.problems
    assert snapshot(folder) == before


def test_an_exported_edit_is_none_any_more(folder, workspace, opened, exported):
    relabel(workspace, "detection", "a.tif")
    exported(workspace)
    again = opened(folder)
    assert again.edited == []
    assert not again.problems
    assert list(exported(workspace).files) == []


def test_a_preview_says_what_an_export_writes_and_writes_nothing(folder, workspace, feedback):
    add(workspace, "detection", "a.tif")
    relabel(workspace, "segmentation", "a.tif", "new")
    delete(workspace, "classification", "2024/b.tif")
    before = snapshot(folder)
    preview = preview_export(workspace, None, feedback)
    assert snapshot(folder) == before
    assert [(one.path, one.added, one.changed, one.deleted) for one in preview.files] == [
        ("2024/b.geojson", 0, 0, 1),
        ("a.geojson", 1, 1, 0),
        ("spai.json", 0, 0, 0),
    ]
    export = export_campaign(workspace, None, feedback)
    assert (export.files, export.annotation_count) == (preview.files, preview.annotation_count)


def test_what_is_drawn_without_saying_where_goes_to_the_image_it_lies_on(
    campaign, opened, exported
):
    folder = campaign(FILES, ["a.tif"])
    write_image(folder / "2024" / "b.tif", grid=(2.4, 0.05, 0, 42, 0, -0.1))
    workspace = opened(folder).workspace.path
    add(workspace, "segmentation", None, wkt=AREA)
    bow_tie = "MultiPolygon(((2.1 41.1, 2.3 41.2, 2.3 41.1, 2.1 41.2, 2.1 41.1)))"
    add(workspace, "segmentation", None, wkt=bow_tie)
    export = exported(workspace)
    assert not export.problems
    assert [(file.path, file.added) for file in export.files] == [("a.geojson", 2)]


# News of the folder


def test_a_new_image_and_its_annotations_are_taken_up(folder, workspace, opened):
    write_image(folder / "new.tif")
    write_files(folder, {"new.geojson": FILES["a.geojson"]})
    again = opened(folder)
    assert (again.image_count, again.annotation_count, again.edited) == (3, 12, [])


def test_a_file_that_changed_is_read_again(folder, workspace, opened, exported):
    write_files(folder, {"a.geojson": NEWS})
    again = opened(folder)
    assert (again.annotation_count, again.edited) == (10, [])
    assert not again.problems
    assert labels_in(task_layer(workspace, "detection"), "a.tif") == ["field", "field", "urban"]
    before = snapshot(folder)
    exported(workspace)
    assert snapshot(folder) == before


def test_a_file_that_was_only_touched_is_not_read_again(folder, workspace, opened):
    fids = {one.id() for one in task_layer(workspace, "detection").getFeatures()}
    os.utime(folder / "a.geojson", (1, 1))
    again = opened(folder)
    assert not again.problems
    assert {one.id() for one in task_layer(workspace, "detection").getFeatures()} == fids
    relabel(workspace, "detection", "a.tif")
    assert [file.path for file in export_campaign(workspace, None, QgsFeedback()).files] == [
        "a.geojson"
    ]


def test_what_was_wrong_with_a_file_is_forgotten_when_it_is_mended(campaign, opened):
    folder = campaign({**FILES, "a.geojson": b"{"})
    assert said(opened(folder), "a.geojson")
    write_files(folder, FILES)
    again = opened(folder)
    assert not again.problems
    assert again.annotation_count == 8


def test_a_file_that_changed_and_was_edited_is_a_conflict(folder, workspace, opened, exported):
    relabel(workspace, "detection", "a.tif", "urban edit")
    write_files(folder, {"a.geojson": THEIRS})
    again = opened(folder)
    assert again.edited == ["a.tif"]
    assert said(again, "a.geojson")[0].startswith("It changed on disk and in the workspace")
    assert "urban edit" in labels_in(task_layer(workspace, "detection"), "a.tif")
    before = snapshot(folder)
    with pytest.raises(ScaneoError, match=r"each in another way: a\.geojson\. Nothing"):
        exported(workspace)
    assert snapshot(folder) == before


def test_export_to_another_folder_is_the_way_out_of_a_conflict(
    folder, workspace, opened, exported, tmp_path
):
    relabel(workspace, "detection", "a.tif")
    write_files(folder, {"a.geojson": THEIRS})
    opened(folder)
    exported(workspace, tmp_path / "other")
    assert features_of(tmp_path / "other")[1]["properties"]["label"] == "field"
    assert features_of(folder)[1]["properties"]["label"] == "water"


def test_a_conflict_that_nobody_opened_is_found_too(folder, workspace, exported):
    """Nothing is written of another image, either: the campaign is not what it seems."""
    relabel(workspace, "detection", "2024/b.tif")
    relabel(workspace, "detection", "a.tif")
    write_files(folder, {"a.geojson": THEIRS})
    before = snapshot(folder)
    with pytest.raises(ScaneoError, match=r"each in another way: a\.geojson\. Nothing"):
        exported(workspace)
    assert snapshot(folder) == before


def test_a_file_that_appears_where_one_is_to_be_written(folder, workspace, opened, exported):
    write_image(folder / "new.tif")
    opened(folder)
    add(workspace, "detection", "new.tif")
    write_files(folder, {"new.geojson": NEWS})
    assert exported(workspace).merged == ["new.geojson"]
    assert len(features_of(folder, "new.geojson")) == 7
    assert features_of(folder, "new.geojson")[:6] == json.loads(NEWS)["features"]


def test_labels_that_changed_on_disk_are_taken_over(folder, workspace, opened, exported):
    write_files(folder, {"spai.json": spai(field="#000000", water="#0048f0", urban="#ffffff")})
    again = opened(folder)
    assert not again.problems
    with Workspace.open(workspace) as known:
        assert [label.name for label in known.labels()] == ["field", "water", "urban"]
    before = snapshot(folder)
    exported(workspace)
    assert snapshot(folder) == before


def test_labels_that_changed_on_both_sides_are_a_conflict(folder, workspace, opened, exported):
    set_labels(workspace, Label("water", "#111111"), URBAN, FIELD, RED)
    write_files(folder, {"spai.json": spai(water="#000000")})
    assert said(opened(folder), "spai.json")[0].startswith("The labels changed on disk and in")
    before = snapshot(folder)
    with pytest.raises(ScaneoError, match=r"each in another way: spai\.json"):
        exported(workspace)
    assert snapshot(folder) == before


def test_labels_that_were_edited_are_exported(folder, workspace, opened, exported):
    set_labels(workspace, RED, FIELD, URBAN, WATER)
    assert [file.path for file in exported(workspace).files] == ["spai.json"]
    names = [label["name"] for label in json.loads((folder / "spai.json").read_bytes())["labels"]]
    assert names == ["red", "field", "urban", "water"]
    assert list(exported(workspace).files) == []


# What is gone


def test_a_file_that_is_gone_is_kept_and_can_be_written_again(folder, workspace, opened, exported):
    (folder / "a.geojson").unlink()
    again = opened(folder)
    assert again.annotation_count == 8
    assert again.edited == ["a.tif"]
    assert said(again, "a.geojson")[0].startswith("The file is gone")
    exported(workspace)
    assert contents(folder) == FILES
    assert opened(folder).edited == []


def test_a_file_that_is_gone_before_an_export_is_a_conflict(folder, workspace, exported):
    relabel(workspace, "detection", "a.tif")
    (folder / "a.geojson").unlink()
    with pytest.raises(ScaneoError, match=r"since they were read: a\.geojson"):
        exported(workspace)
    assert not (folder / "a.geojson").exists()


def test_a_file_that_comes_back_is_as_if_nothing_had_been(folder, workspace, opened, exported):
    (folder / "a.geojson").rename(folder / "away")
    opened(folder)
    (folder / "away").rename(folder / "a.geojson")
    assert not opened(folder).problems
    before = snapshot(folder)
    exported(workspace)
    assert snapshot(folder) == before
    assert opened(folder).edited == []


def test_an_image_that_is_gone_keeps_its_annotations(folder, workspace, opened, exported):
    before = snapshot(folder)
    (folder / "a.tif").rename(folder / "away")
    again = opened(folder)
    assert (again.image_count, again.annotation_count) == (1, 8)
    assert said(again, "a.tif") == [
        "The image is gone from the folder; its annotations are kept in the workspace."
    ]
    relabel(workspace, "detection", "a.tif")
    exported(workspace)
    (folder / "away").rename(folder / "a.tif")
    again = opened(folder)
    assert (again.image_count, again.annotation_count, again.edited) == (2, 8, [])
    assert not again.problems
    assert changed(before, snapshot(folder)) == {"a.geojson"}


def test_a_gone_image_whose_file_changed_is_merged(folder, workspace, opened, exported):
    """The annotations of the workspace get their places in the file as it is now."""
    relabel(workspace, "detection", "a.tif", "water")
    (folder / "a.tif").unlink()
    write_files(folder, {"a.geojson": NEWS})
    assert opened(folder).merged == ["a.geojson"]
    exported(workspace)
    expected = json.loads(NEWS)["features"]
    expected[1]["properties"]["label"] = "water"
    assert features_of(folder) == expected


def test_an_image_that_comes_to_its_file_brings_the_annotations(campaign, opened, exported):
    """What an image without annotations would do to the file: empty it."""
    folder = campaign(FILES, ["2024/b.tif"])
    workspace = opened(folder).workspace.path
    write_image(folder / "a.tif")
    again = opened(folder)
    assert (again.annotation_count, again.edited) == (8, [])
    assert not again.problems
    add(workspace, "detection", "a.tif")
    (file,) = exported(workspace).files
    assert (file.added, file.changed, file.deleted) == (1, 0, 0)
    assert features_of(folder)[:4] == one_of_each()


def test_what_was_drawn_for_an_image_before_it_came_is_added_to_its_file(
    campaign, opened, exported
):
    folder = campaign(FILES, ["2024/b.tif"])
    workspace = opened(folder).workspace.path
    add(workspace, "detection", "a.tif")
    write_image(folder / "a.tif")
    assert opened(folder).edited == ["a.tif"]
    exported(workspace)
    assert features_of(folder)[:4] == one_of_each()
    assert len(features_of(folder)) == 5


@pytest.fixture
def renamed(campaign, opened):
    """A campaign whose `a.tiff` has annotations; `a.tif` comes after `between`, if it stays."""

    def run(between, *, gone):
        folder = campaign(FILES, ["a.tiff", "2024/b.tif"])
        workspace = opened(folder).workspace.path
        between(workspace)
        if gone:
            (folder / "a.tiff").unlink()
        write_image(folder / "a.tif", value=1)
        return folder, workspace, opened(folder)

    return run


@pytest.mark.parametrize("gone", [True, False])
def test_annotations_follow_their_file_to_another_image(renamed, exported, gone):
    folder, workspace, again = renamed(lambda workspace: None, gone=gone)
    assert (again.annotation_count, again.edited) == (8, [])
    assert said(again, "a.tiff") == (
        [] if gone else ["It has the annotation file of a.tif: its own annotations can't be kept."]
    )
    assert labels_in(task_layer(workspace, "detection"), "a.tif") == ["field", "urban"]
    before = snapshot(folder)
    exported(workspace)
    assert snapshot(folder) == before
    add(workspace, "detection", "a.tif")
    exported(workspace)
    assert features_of(folder)[:4] == one_of_each()


@pytest.mark.parametrize("gone", [True, False])
def test_edits_keep_their_file_until_they_are_exported(renamed, opened, exported, gone):
    folder, workspace, again = renamed(
        lambda workspace: relabel(workspace, "detection", "a.tiff", "edit"), gone=gone
    )
    assert again.edited == ["a.tiff"]
    assert said(again, "a.tif") == [
        "Its annotation file a.geojson belongs to a.tiff, whose edits wait."
    ]
    exported(workspace)
    assert [one["properties"]["label"] for one in features_of(folder)] == [
        "water",
        "edit",
        "water",
        "field",
    ]
    again = opened(folder)
    assert (again.annotation_count, again.edited, said(again, "a.tif")) == (8, [], [])
    assert labels_in(task_layer(workspace, "detection"), "a.tif") == ["edit", "field"]


def test_an_image_that_gets_its_place_is_placed(campaign, opened, exported):
    folder = campaign(FILES)
    write_image(folder / "a.tif", crs=None)
    workspace = opened(folder).workspace.path
    write_image(folder / "a.tif")
    again = opened(folder)
    (told,) = again.problems
    assert told.path == "a.tif" and "3 of 3 lie on it" in told.what
    assert (again.annotation_count, again.edited) == (8, [])
    shapes = [one.geometry() for one in task_layer(workspace, "classification").getFeatures()]
    assert not any(shape.isNull() for shape in shapes)
    before = snapshot(folder)
    exported(workspace)
    assert snapshot(folder) == before


def test_classes_of_an_edited_image_that_gets_its_place_are_on_the_map(campaign, opened, exported):
    folder = campaign(FILES)
    write_image(folder / "a.tif", crs=None)
    workspace = opened(folder).workspace.path
    add(workspace, "classification", "a.tif", "field")
    write_image(folder / "a.tif")
    again = opened(folder)
    assert (again.annotation_count, again.edited) == (9, ["a.tif"])
    shapes = [one.geometry() for one in task_layer(workspace, "classification").getFeatures()]
    assert len(shapes) == 3 and not any(shape.isNull() for shape in shapes)
    assert [file.path for file in exported(workspace).files] == ["a.geojson"]
