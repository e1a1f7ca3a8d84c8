"""A file may have an annotation twice, and nobody can tell which of the two is which."""

import json
from collections import Counter
from dataclasses import replace
from itertools import combinations_with_replacement, permutations, product

import pytest
from scaneo_bridge.core.base.geometry import Box, box_wkb
from scaneo_bridge.core.base.model import Annotation, Task
from scaneo_bridge.core.formats.scaneo.change import change_file
from scaneo_bridge.core.formats.scaneo.content import read_annotations
from scaneo_bridge.core.formats.scaneo.merge.side import Side
from scaneo_bridge.core.formats.scaneo.merge.similarity import content_key
from scaneo_bridge.core.formats.scaneo.merge.three_way import merge_file
from support.geojson import BOX, as_bytes, classification, collection, detection, segmentation

NEAR, FAR = (41.11, 2.1, 41.21, 2.3), (41.5, 2.5, 41.6, 2.6)
KEPT, GONE, LABELLED, MOVED, FLUNG = "kept", "gone", "labelled", "moved", "flung"
DEEDS = (KEPT, GONE, LABELLED, MOVED, FLUNG)
WHERE = {KEPT: ("a", BOX), LABELLED: ("b", BOX), MOVED: ("a", NEAR), FLUNG: ("a", FAR)}


def data(*features):
    return as_bytes(collection(*features))


def rows(content):
    return list(read_annotations("", content).annotations)


def made(deeds, base):
    """Rows of a side: what it made of each copy, in their order; what is behind them is new."""
    read = rows(base)
    found = []
    for number, deed in enumerate(deeds):
        if deed != GONE:
            label, box = WHERE[deed]
            place = read[number].feature_index if number < len(read) else None
            found.append(Annotation(Task.DETECTION, label, box_wkb(Box(*box)), place))
    return found


def looks(annotations):
    return Counter(content_key(one) for one in annotations)


def judge(count, mine, yours, is_flipped):
    base = data(*[detection("a", BOX)] * count)
    ours, others = made(mine, base), made(yours, base)
    theirs = data(*[detection(*WHERE[deed]) for deed in (yours[::-1] if is_flipped else yours)
                    if deed != GONE])  # fmt: skip
    merge = merge_file(base, ours, theirs)
    result = looks(rows(merge.change().data))
    open_ones = Counter()
    for conflict in merge.conflicts:
        open_ones += looks(one for one in (conflict.ours, conflict.theirs) if one is not None)
    was = content_key(rows(base)[0])
    our_looks, their_looks = looks(ours), looks(others)
    for look in (our_looks | their_looks).keys() - {was}:
        wanted = max(our_looks[look], their_looks[look])
        assert result[look] + open_ones[look] >= wanted, "changed or added, and lost"
    assert sum(result.values()) >= min(len(ours), len(others)), "fewer than either has"
    for side in Side:
        picks = {one.key: side for one in merge.conflicts}
        settled = rows(merge_file(base, ours, theirs, picks).change().data)
        assert len(settled) >= min(len(ours), len(others)), f"fewer, where {side.value} is right"
    places = [
        one.annotation.feature_index
        for one in merge.annotations
        if one.annotation.feature_index is not None
    ]
    assert len(set(places)) == len(places)
    indices = [one.index for one in merge.annotations if one.index is not None]
    assert sorted([*indices, *merge.removed]) == list(range(len(ours)))
    return merge


@pytest.mark.parametrize("is_flipped", [False, True])
@pytest.mark.parametrize("count", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_of_copies_nothing_is_lost_whatever_becomes_of_each(count, is_flipped):
    for mine in product(DEEDS, repeat=count):
        for yours in combinations_with_replacement(DEEDS, count):
            judge(count, mine, yours, is_flipped)


@pytest.mark.slow
def test_of_three_copies_neither():
    for mine in combinations_with_replacement((KEPT, GONE, LABELLED, MOVED), 3):
        for yours in combinations_with_replacement(DEEDS, 3):
            judge(3, mine[::-1], yours, False)


@pytest.mark.slow
@pytest.mark.parametrize("is_flipped", [False, True])
def test_nor_of_those_that_are_added(is_flipped):
    for mine in product((KEPT, GONE, LABELLED), repeat=2):
        for yours in combinations_with_replacement((KEPT, GONE, LABELLED, FLUNG), 2):
            for more in product((GONE, KEPT, LABELLED), repeat=2):
                judge(2, (*mine, more[0]), (*yours, more[1]), is_flipped)
                judge(1, (mine[0], *more), (*yours, KEPT), is_flipped)


@pytest.mark.parametrize("mine", set(permutations([GONE, KEPT])) | set(permutations([GONE, MOVED])))
@pytest.mark.parametrize("theirs", [LABELLED, MOVED, FLUNG])
def test_who_deletes_one_of_two_does_not_argue_with_who_changes_the_other(mine, theirs):
    for yours in permutations([theirs, GONE]):
        merge = judge(2, mine, yours, False)
        if KEPT in mine:
            assert not merge.conflicts
            assert [one.annotation.label for one in merge.annotations] == [WHERE[theirs][0]]
    merge = judge(2, mine, (KEPT, GONE), False)
    assert not merge.conflicts and len(merge.annotations) == 1


@pytest.mark.parametrize("make", [classification, segmentation, detection])
@pytest.mark.parametrize("first", [0, 1])
def test_copies_of_any_task_and_of_all_that_is_said_of_them(make, first):
    one = make("a", id="x")
    base = data(one, one)
    ours = [replace(rows(base)[first], label="b")]
    merge = merge_file(base, ours, data(one))
    assert not merge.conflicts
    (found,) = json.loads(merge.change().data)["features"]
    assert (found["properties"]["label"], found["id"]) == ("b", "x")
    merge = merge_file(base, [rows(base)[first]], data(make("b", id="x")))
    assert not merge.conflicts
    assert change_file(None, []).data is None
    assert [one.annotation.label for one in merge.annotations] == ["b"]


def test_of_copies_the_one_that_they_never_read_is_the_one_that_is_missing():
    base = data(detection("a"), detection("a"))
    merge = merge_file(base, rows(base), data(detection("b")), exported={0: None})
    (conflict,) = merge.conflicts
    assert (conflict.key, conflict.theirs) == (0, None)
    assert sorted(one.annotation.label for one in merge.annotations) == ["a", "b"]
