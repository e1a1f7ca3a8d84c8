"""Two versions of a file that began as one: what becomes of each annotation."""

import json
from dataclasses import replace

import pytest
from scaneo_bridge.core.base.geometry import Box, box_wkb
from scaneo_bridge.core.base.model import Annotation, Task
from scaneo_bridge.core.formats.geojson.reader import Unreadable
from scaneo_bridge.core.formats.scaneo.content import read_annotations
from scaneo_bridge.core.formats.scaneo.merge.side import Side
from scaneo_bridge.core.formats.scaneo.merge.three_way import merge_file
from support.geojson import (
    BOX,
    as_bytes,
    classification,
    collection,
    detection,
    feature,
    segmentation,
)

NEAR, NEARER = (41.11, 2.1, 41.21, 2.3), (41.105, 2.1, 41.205, 2.3)
FAR, AWAY = (41.5, 2.5, 41.6, 2.6), (41.7, 2.7, 41.8, 2.8)
KEPT, RENAMED, MOVED, GONE = "kept", "renamed", "moved", "gone"


def data(*features):
    return as_bytes(collection(*features))


def rows(content):
    return list(read_annotations("", content).annotations)


def new(label="new", box=FAR, task=Task.DETECTION):
    return Annotation(task, label, None if task is Task.CLASSIFICATION else box_wkb(Box(*box)))


def written(merge):
    """What the merged file lists: label and southern edge of each."""
    features = json.loads(merge.change().data)["features"]
    return [(one["properties"]["label"], one["properties"]["bbox"][0][0]) for one in features]


# One annotation of base (label "a", at BOX), as a side leaves it; one more stands behind it.
SIDES = {
    KEPT: [("a", BOX)],
    RENAMED: [("b", BOX)],
    MOVED: [("a", NEAR)],
    GONE: [],
}
BASE = data(detection("a", BOX), detection("other", AWAY))
A, B, M = ("a", BOX[0]), ("b", BOX[0]), ("a", NEAR[0])


def ours_as(state):
    first, second = rows(BASE)
    found = [replace(first, label=label, wkb=box_wkb(Box(*box))) for label, box in SIDES[state]]
    return [*found, second]


def theirs_as(state):
    return data(*(detection(*one) for one in SIDES[state]), detection("other", AWAY))


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (KEPT, KEPT, [A]),
        (KEPT, RENAMED, [B]),
        (KEPT, MOVED, [M]),
        (KEPT, GONE, []),
        (RENAMED, KEPT, [B]),
        (MOVED, KEPT, [M]),
        (RENAMED, RENAMED, [B]),
        (MOVED, MOVED, [M]),
        (GONE, KEPT, []),
        (GONE, GONE, []),
    ],
)
def test_what_one_side_did_is_taken_and_what_both_did_is_one(ours, theirs, expected):
    merge = merge_file(BASE, ours_as(ours), theirs_as(theirs))
    assert not merge.conflicts
    assert written(merge) == [*expected, ("other", AWAY[0])]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [(RENAMED, MOVED), (MOVED, RENAMED), (RENAMED, GONE), (MOVED, GONE), (GONE, RENAMED),
     (GONE, MOVED)],
)  # fmt: skip
def test_what_both_did_differently_is_a_conflict(ours, theirs):
    mine, other = ours_as(ours), theirs_as(theirs)
    (conflict,) = merge_file(BASE, mine, other).conflicts
    assert (conflict.key, conflict.task) == (0, Task.DETECTION)
    assert conflict.base == rows(BASE)[0]
    assert conflict.ours == (None if ours == GONE else mine[0])
    assert conflict.theirs == (None if theirs == GONE else rows(other)[0])
    for side, state in ((Side.OURS, ours), (Side.THEIRS, theirs)):
        merge = merge_file(BASE, mine, other, {0: side})
        assert not merge.conflicts
        expected = [(label, box[0]) for label, box in SIDES[state]]
        assert sorted(written(merge)) == sorted([*expected, ("other", AWAY[0])])


def test_an_open_conflict_has_our_version_or_theirs_where_we_have_none():
    assert ("b", BOX[0]) in written(merge_file(BASE, ours_as(RENAMED), theirs_as(MOVED)))
    assert ("b", BOX[0]) in written(merge_file(BASE, ours_as(RENAMED), theirs_as(GONE)))
    assert ("a", NEAR[0]) in written(merge_file(BASE, ours_as(GONE), theirs_as(MOVED)))


def test_a_pick_of_another_annotation_settles_nothing():
    assert merge_file(BASE, ours_as(RENAMED), theirs_as(GONE), {1: Side.OURS}).conflicts


def test_our_edit_applies_to_what_they_changed_and_we_do_not_show():
    theirs = data(detection("a", BOX, id=7, properties={"by": "them"}), detection("other", AWAY))
    merge = merge_file(BASE, ours_as(RENAMED), theirs)
    assert not merge.conflicts
    found = json.loads(merge.change().data)["features"][0]
    assert (found["id"], found["properties"]["by"], found["properties"]["label"]) == (
        7,
        "them",
        "b",
    )


def test_an_area_that_they_wound_the_other_way_is_not_changed():
    ring = [[2.0, 41.0], [2.2, 41.0], [2.2, 41.2], [2.0, 41.2], [2.0, 41.0]]
    base, theirs = data(segmentation("a", ring)), data(segmentation("a", ring[::-1]))
    (row,) = rows(base)
    merge = merge_file(base, [replace(row, label="b")], theirs)
    assert not merge.conflicts
    assert merge_file(base, [row], theirs).change().data == theirs


def test_what_both_added_alike_is_one():
    theirs = data(detection("a", BOX), detection("other", AWAY), detection("new", FAR))
    merge = merge_file(BASE, [*rows(BASE), new("new", FAR)], theirs)
    assert merge.change().data == theirs
    assert [one.index for one in merge.annotations] == [0, 1, 2]


def test_what_each_added_stays():
    theirs = data(detection("a", BOX), detection("other", AWAY), detection("theirs", FAR))
    merge = merge_file(BASE, [*rows(BASE), new("ours", FAR)], theirs)
    assert written(merge) == [A, ("other", AWAY[0]), ("theirs", FAR[0]), ("ours", FAR[0])]
    assert [one.index for one in merge.annotations] == [0, 1, 2, None]


def test_additions_that_nearly_agree_both_stay():
    theirs = data(detection("new", NEAR))
    assert len(merge_file(None, [new("new", NEARER)], theirs).annotations) == 2


def test_classes_that_both_give_an_image_are_one():
    base = data(classification("a"))
    ours = [*rows(base), new("b", task=Task.CLASSIFICATION)]
    theirs = data(classification("a"), classification("b"))
    assert merge_file(base, ours, theirs).change().data == theirs


def test_a_class_that_we_relabelled_to_what_they_added_is_there_once():
    base = data(classification("a"))
    ours = [replace(rows(base)[0], label="b")]
    change = merge_file(base, ours, data(classification("a"), classification("b"))).change()
    found = json.loads(change.data)["features"]
    assert [one["properties"]["label"] for one in found] == ["b"]
    assert not change.faults


def test_of_twins_each_side_deleted_one_and_one_stays():
    """Which of two equal features the other side deleted, nobody can say."""
    twins = data(detection("a", BOX), detection("a", BOX))
    for row in rows(twins):
        merge = merge_file(twins, [row], as_bytes(collection(detection("a", BOX)), indent=1))
        assert not merge.conflicts
        assert written(merge) == [A]


def test_what_was_cut_out_and_pasted_is_the_same_annotation():
    pasted = [replace(rows(BASE)[0], feature_index=None), rows(BASE)[1]]
    merge = merge_file(BASE, pasted, theirs_as(RENAMED))
    assert not merge.conflicts
    assert written(merge) == [B, ("other", AWAY[0])]


def test_of_a_copy_the_first_is_the_annotation_that_was_read():
    first, second = rows(BASE)
    copy = replace(first, wkb=box_wkb(Box(*FAR)))
    merge = merge_file(BASE, [first, second, copy], theirs_as(RENAMED))
    assert written(merge) == [B, ("other", AWAY[0]), ("a", FAR[0])]


def test_what_can_not_be_shown_is_theirs():
    odd = feature("points", "x", {"type": "Point", "coordinates": [2, 41]})
    base = data(odd, detection("a", BOX))
    theirs = data(detection("a", BOX), {**odd, "id": 5}, "not even a feature")
    (row,) = rows(base)
    found = json.loads(merge_file(base, [replace(row, label="b")], theirs).change().data)
    assert found["features"][1:] == [{**odd, "id": 5}, "not even a feature"]
    assert found["features"][0]["properties"]["label"] == "b"


def test_a_file_that_is_gone_lost_what_we_did_not_touch():
    merge = merge_file(BASE, ours_as(RENAMED), None)
    assert [conflict.key for conflict in merge.conflicts] == [0]
    assert merge.removed == [1]


def test_an_annotation_without_a_shape_is_a_conflict_and_not_an_error():
    base = data(segmentation("a"))
    (row,) = rows(base)
    theirs = data(segmentation("b"))
    (conflict,) = merge_file(base, [replace(row, wkb=None)], theirs).conflicts
    assert conflict.ours.wkb is None


@pytest.mark.parametrize("broken", [b"{", b'{"type": "FeatureCollection"}', b"\xff"])
def test_what_can_not_be_read_is_not_merged(broken):
    with pytest.raises(Unreadable):
        merge_file(BASE, rows(BASE), broken)
    with pytest.raises(Unreadable):
        merge_file(broken, [], BASE)


@pytest.mark.parametrize("noted", [{"by": "ana"}, {"by": "ana", "seen": 1}], ids=["", "lately"])
def test_what_we_made_like_another_of_theirs_takes_its_members_along(noted):
    """Two boxes lie on each other; we relabel the one, they the other: alike."""
    base = data(
        detection("a", BOX, properties={"by": "ana"}),
        detection("b", BOX, properties={"by": "ben"}),
    )
    first, second = rows(base)
    ours = [replace(first, label="c"), second]
    theirs = data(
        detection("a", BOX, properties=noted), detection("c", BOX, properties={"by": "ben"})
    )
    merge = merge_file(base, ours, theirs)
    found = [one["properties"] for one in json.loads(merge.change().data)["features"]]
    assert [(one["label"], one["by"]) for one in found] == [("c", "ana"), ("c", "ben")]
    assert found[0].items() >= noted.items() and not merge.conflicts


def test_what_we_made_just_like_another_of_theirs_is_one():
    base = data(detection("a", BOX), detection("b", BOX))
    first, second = rows(base)
    theirs = data(detection("a", BOX), detection("c", BOX))
    merge = merge_file(base, [replace(first, label="c"), second], theirs)
    assert written(merge) == [("c", BOX[0])]
