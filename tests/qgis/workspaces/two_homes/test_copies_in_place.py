"""Copies of a workspace that went ways of their own, and are put in each other's place."""

import os
import shutil

import pytest
from osgeo import ogr
from scaneo_bridge.core.base.model import ImageMark, ImageState, Label
from scaneo_bridge.core.campaign.workspaces.of_campaign import waiting_edits
from scaneo_bridge.core.store.folder import CampaignFolder
from scaneo_bridge.core.workspace.records.identity import EditSteps, edit_steps_of
from scaneo_bridge.core.workspace.workspace import Workspace
from support.campaign import FIELD, URBAN, WATER
from support.editing import set_marks, sql
from support.layers import set_labels
from support.other_hands import Rows
from support.subjects.two_homes import NEAR, boxes, delete, draw, told

HERE, FAR, OFF = (41.1, 2.1, 41.2, 2.2), (41.7, 2.3, 41.8, 2.4), (41.8, 2.3, 41.9, 2.4)


def copied(workspace, name="copy.gpkg"):
    return shutil.copyfile(workspace, workspace.parent / name)


def swap(one, other):
    aside = one.with_suffix(".aside")
    one.rename(aside)
    other.rename(one)
    aside.rename(other)


def alike(one, other):
    """Gives a file the size and the times of another one, as far as that goes."""
    stat = other.stat()
    os.utime(one, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def test_another_copy_of_as_many_edits_in_the_place_of_one_that_was_taken_over(
    folder, workspace, opened
):
    copy, second = copied(workspace), copied(workspace, "second.aside")
    draw(copy, FAR, "far")
    draw(second, OFF, "off")
    opened(folder)
    assert "far" in boxes(workspace)
    alike(second, copy)
    second.replace(copy)
    again = opened(folder)
    assert told(again, "taken over", "copy.gpkg") and not again.conflicts
    assert {"far", "off"} <= set(boxes(workspace))


def test_one_of_more_edits_likewise(folder, workspace, opened):
    copy, second = copied(workspace), copied(workspace, "second.aside")
    draw(copy, FAR, "far")
    for label in ("off", "of", "o"):
        draw(second, OFF, label)
    opened(folder)
    second.replace(copy)
    opened(folder)
    assert {"far", "off", "of", "o"} <= set(boxes(workspace))


@pytest.mark.parametrize("first", [False, True], ids=["after", "before and after"])
def test_two_that_changed_places(folder, workspace, opened, first):
    copy = copied(workspace)
    draw(workspace, NEAR, "near")
    draw(copy, FAR, "far")
    if first:
        opened(folder)  # takes the copy's
        opened(folder, workspace=copy)  # and the copy this one's
        draw(workspace, HERE, "here")
        draw(copy, OFF, "off")
    alike(copy, workspace)
    swap(workspace, copy)
    opened(folder)
    wanted = ["far", "near", *(["here", "off"] if first else []), "field", "urban"]
    assert boxes(workspace) == sorted(wanted)
    if first:  # what was deleted since stays so, wherever the two lie
        delete(workspace, "far")
        swap(workspace, copy)
        opened(folder)
        assert "far" not in boxes(workspace)


def test_what_is_known_of_one_is_not_believed_of_the_next_in_its_place(folder, workspace, opened):
    """Nor is it forgotten: that one lies elsewhere by now."""
    copy, second = copied(workspace), copied(workspace, "second.aside")
    for image in ("a.tif", "2024/b.tif"):
        draw(copy, FAR, "far", image)
    draw(second, OFF, "off")
    opened(folder)
    copy.rename(folder / "third.gpkg")
    second.rename(copy)
    opened(folder)
    delete(workspace, "far", "2024/b.tif")
    draw(copy, NEAR, "near", "2024/b.tif")
    draw(folder / "third.gpkg", HERE, "here")
    opened(folder)
    assert boxes(workspace) == ["far", "field", "here", "off", "urban"]
    assert "near" in boxes(workspace, "2024/b.tif") and "far" not in boxes(workspace, "2024/b.tif")


def test_labels_of_another_copy_are_no_deletions(folder, workspace, opened):
    copy, second = copied(workspace), copied(workspace, "second.aside")
    set_labels(copy, WATER, URBAN, FIELD, Label("new", "#112233"))
    draw(copy, FAR, "new")
    draw(second, OFF, "water")
    opened(folder)
    second.replace(copy)
    opened(folder)
    with Workspace.open(workspace) as seen:
        assert "new" in [label.name for label in seen.labels()]


@pytest.mark.parametrize("edited", [False, True])
def test_what_was_deleted_here_does_not_come_back_from_an_older_copy(
    folder, workspace, opened, edited
):
    draw(workspace, NEAR, "near")
    copy = copied(workspace)
    delete(workspace, "near")
    if edited:  # of another image
        draw(copy, FAR, "far", "2024/b.tif")
    again = opened(folder)
    assert "near" not in boxes(workspace)
    assert ("far" in boxes(workspace, "2024/b.tif")) is edited
    assert bool(told(again, "copy.gpkg")) is edited
    assert not again.conflicts


def test_what_was_deleted_in_a_copy_goes_here_too(folder, workspace, opened):
    draw(workspace, NEAR, "near")
    copy = copied(workspace)
    delete(copy, "near")
    draw(workspace, FAR, "far", "2024/b.tif")
    again = opened(folder)
    assert told(again, "taken over", "copy.gpkg")
    assert "near" not in boxes(workspace) and "far" in boxes(workspace, "2024/b.tif")


def test_where_both_edited_the_image_since_nothing_is_lost(folder, workspace, opened):
    draw(workspace, NEAR, "near")
    copy = copied(workspace)
    draw(workspace, HERE, "here")
    draw(copy, FAR, "far")
    opened(folder)
    assert boxes(workspace) == ["far", "field", "here", "near", "urban"]


def test_a_deletion_of_what_was_taken_over_holds_for_copies_of_that_one(folder, workspace, opened):
    copy = copied(workspace)
    draw(copy, FAR, "far")
    opened(folder)
    delete(workspace, "far")
    copied(copy, "third.gpkg")
    assert not told(opened(folder), "third.gpkg", "taken over")
    assert "far" not in boxes(workspace)


def test_an_older_one_put_back_in_place_takes_all_that_came_since(folder, workspace, opened):
    draw(workspace, NEAR, "near")
    old = copied(workspace, "old.aside")
    draw(workspace, FAR, "far")
    delete(workspace, "near")
    workspace.rename(folder / "newer.gpkg")
    old.rename(workspace)
    opened(folder)
    assert boxes(workspace) == ["far", "field", "urban"]


def test_edits_that_nothing_noted_are_no_past(folder, workspace, opened):
    """Another program wrote a table anew, without triggers: no step says so."""
    copy = copied(workspace)
    rows = Rows.of(copy, "detection")
    for row in rows:
        row["label"] = "theirs"
    rows.write(copy, "detection", kind=ogr.wkbPolygon)
    assert told(opened(folder), "taken over", "copy.gpkg")
    assert "theirs" in boxes(workspace)


@pytest.mark.parametrize("whose", ["own", "copy"])
def test_of_two_that_have_the_same_one_tells_its_edits(folder, workspace, whose):
    draw(workspace, NEAR, "near")
    copy = copied(workspace)
    (told,) = waiting_edits(CampaignFolder(folder))
    assert told[1] == 1
    draw(workspace if whose == "own" else copy, FAR, "far", "2024/b.tif")
    (told,) = waiting_edits(CampaignFolder(folder))
    assert told[0].path == (workspace if whose == "own" else copy) and told[1] == 2


def steps(workspace):
    with Workspace.open(workspace, writable=False) as opened:
        return edit_steps_of(opened.database)


def test_each_edit_is_a_step(workspace):
    before = steps(workspace)
    assert before.last is not None
    for edit in (
        lambda: draw(workspace, FAR, "far"),
        lambda: delete(workspace, "far"),
        lambda: sql(workspace, "UPDATE detection SET label = 'x' WHERE label = 'urban'"),
        lambda: set_labels(workspace, WATER, Label("x", "#112233")),
        lambda: set_marks(workspace, a=ImageMark(ImageState.DONE)),
        lambda: sql(workspace, "UPDATE images SET flagged = 1 WHERE path = 'a.tif'"),
    ):
        edit()
        after = steps(workspace)
        assert after.last != before.last and after.goes_on_from(before)
        assert not before.goes_on_from(after)
        before = after


def test_ways_part_where_they_were_copied():
    one, other = EditSteps([1, 2, 3], [5, 6, 9]), EditSteps([1, 2, 4], [5, 6, 7])
    assert one.fork(other) == other.fork(one) == 6
    assert one.fork(EditSteps([7], [1])) is None and one.fork(EditSteps((), ())) is None
    assert not one.goes_on_from(EditSteps((), ()))
