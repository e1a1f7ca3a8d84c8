"""Annotations that lie on one another: what is worked out grows as their number does."""

import json
from dataclasses import replace

import pytest
from benchmarks.piles import PILES, crowd, identical, meridian, nested
from scaneo_bridge.core.base.errors import Cancelled
from scaneo_bridge.core.formats.scaneo.content import read_annotations
from scaneo_bridge.core.formats.scaneo.merge import bounds_index
from scaneo_bridge.core.formats.scaneo.merge import similarity as shapes
from scaneo_bridge.core.formats.scaneo.merge.three_way import merge_file
from scaneo_bridge.core.formats.scaneo.union.disagreements import Keep
from scaneo_bridge.core.formats.scaneo.union.union import Person, Source, unite
from support.geojson import as_bytes, collection

pytestmark = pytest.mark.slow
SHIFT = 1e-4


def data(features):
    return as_bytes(collection(*features))


def rows(content):
    return list(read_annotations("", content).annotations)


@pytest.fixture
def looked(monkeypatch):
    """How often the overlap of two shapes was worked out, and how many pairs were thought of."""
    counts = {"exact": 0, "bounds": 0}
    overlap, find = shapes._Shape.overlap, bounds_index.BoundsIndex.find

    def counted(self, other, least):
        counts["exact"] += 1
        return overlap(self, other, least)

    def found(self, window, like):
        pairs = find(self, window, like)
        counts["bounds"] += len(pairs[0])
        return pairs

    monkeypatch.setattr(shapes._Shape, "overlap", counted)
    monkeypatch.setattr(bounds_index.BoundsIndex, "find", found)
    return counts


@pytest.mark.parametrize("make", PILES)
def test_a_merge_of_a_pile_looks_at_a_few_for_each(make, looked):
    count = 700
    base = data(make(count))
    ours = [replace(rows(base)[0], label="c"), *rows(base)[1:]]
    merge = merge_file(base, ours, data(make(count, SHIFT)))
    assert len(merge.annotations) == count and len(merge.conflicts) == 1
    assert (
        looked["exact"] <= bounds_index.MOST * count
        and looked["bounds"] <= 3 * bounds_index.MOST * count
    )


@pytest.mark.parametrize("make", PILES)
def test_a_union_of_piles_does_so_too(make, looked):
    count = 700
    people = [Person(0, Source(data(make(count)))), Person(1, Source(data(make(count, SHIFT))))]
    union = unite(people, None, people[0].source, None, 0.5, Keep.BOTH, True)
    assert union.annotation_count >= count
    assert (
        looked["exact"] <= bounds_index.MOST * count
        and looked["bounds"] <= bounds_index.MOST * count
    )


@pytest.mark.parametrize("make", [nested, crowd, meridian])
def test_in_a_pile_each_is_found_that_was_moved(make):
    base, moved = make(500), make(500, 3e-6)
    for number, feature in enumerate(moved):
        feature["properties"]["number"] = number
    merge = merge_file(data(base), [replace(one, label="c") for one in rows(data(base))],
                       data(moved[::-1]))  # fmt: skip
    assert sorted(one.key for one in merge.conflicts) == list(range(500))
    assert all(one.theirs.feature_index == 499 - one.key for one in merge.conflicts)


@pytest.mark.parametrize("make", PILES)
def test_it_ends_where_somebody_wants_it_to(make):
    base, moved = data(make(300)), data(make(300, SHIFT))
    asked = []

    def check():
        asked.append(None)
        if len(asked) > 700:
            raise Cancelled

    with pytest.raises(Cancelled):
        merge_file(base, rows(base)[1:], moved, check=check)
    people = [Person(0, Source(base)), Person(1, Source(moved))]
    asked.clear()
    with pytest.raises(Cancelled):
        unite(people, people[0].source, people[0].source, None, 0.5, Keep.BOTH, True, check)


def test_few_are_all_compared_with_each():
    ones = nested(bounds_index.MOST, 0) + nested(bounds_index.MOST, SHIFT)
    annotations = dict(enumerate(rows(data(ones))))
    left = {key: one for key, one in annotations.items() if key < bounds_index.MOST}
    right = {key: one for key, one in annotations.items() if key >= bounds_index.MOST}
    assert len(shapes.overlapping_pairs(left, right, 0.5)) == bounds_index.MOST**2


def test_an_index_finds_what_meets_and_nothing_else():
    bounds = [(i % 37, i // 37, i % 37 + 0.5, i // 37 + 0.5) for i in range(37 * 41)]
    index = bounds_index.BoundsIndex(bounds)
    for window in ((0.5, 0.5, 3, 1), (36.4, 40.4, 99, 99), (-9, -9, -1, -1), (0, 0, 0, 0)):
        expected = [
            number
            for number, (west, south, east, north) in enumerate(bounds)
            if west <= window[2] and window[0] <= east
            and south <= window[3] and window[1] <= north
        ]  # fmt: skip
        assert index.find(window, window) == (expected, False)
    assert bounds_index.BoundsIndex([]).find((0, 0, 1, 1), (0, 0, 1, 1)) == ([], False)


def test_identical_ones_are_paired_one_to_one():
    base = data(identical(600))
    merge = merge_file(base, rows(base), data(identical(600, SHIFT)))
    assert not merge.conflicts and not merge.removed
    places = sorted(one.annotation.feature_index for one in merge.annotations)
    assert places == list(range(600))
    assert len(json.loads(merge.change().data)["features"]) == 600
