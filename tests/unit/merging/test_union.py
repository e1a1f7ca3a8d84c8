"""Several people's files become one: whatever they hold, nothing is lost, and the order is no
matter."""

import itertools
import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scaneo_bridge.core.formats.scaneo.union.disagreements import Keep
from scaneo_bridge.core.formats.scaneo.union.union import Person, Source, unite
from support.geojson import as_bytes, classification, collection, detection, segmentation

# Boxes at a few places: each is a twin of its neighbours (IoU 0.82), not of those beyond them.
BOXES = [detection(label, (41.0, 2.0 + step / 100, 41.1, 2.1 + step / 100), note=note)
         for label in ("ship", "boat") for step in range(4) for note in ("", "x")]  # fmt: skip
CLASSES = [classification(label) for label in ("water", "urban")]
AREAS = [segmentation("water", [[2.3, 41.3], [2.4, 41.3], [2.4 + more, 41.4], [2.3, 41.3]])
         for more in (0.0, 0.001, 0.05)]  # fmt: skip
FOREIGN = [{"type": "Feature", "geometry": None, "properties": {"task": "points", "label": "a"}}]
FEATURES = st.sampled_from([*BOXES, *CLASSES, *AREAS, *FOREIGN])
FILES = st.lists(FEATURES, max_size=6)
LEAST = 0.8


def merge(files, base=None, order=None, keep=Keep.BOTH):
    """The features of the merged file; ``order`` is that of the people."""
    sources = [Source(as_bytes(collection(*features))) for features in files]
    known = None if base is None else Source(as_bytes(collection(*base)))
    people = [Person(who, sources[index]) for who, index in enumerate(order or range(len(files)))]
    start = people[0].source if known is None else known
    union = unite(people, known, start, None, LEAST, keep, in_place=False)
    features = json.loads(union.data)["features"]
    assert union.annotation_count == sum(
        one["properties"]["task"] != "points" for one in features
    ), "what it says that it holds"
    assert union.labels == {one["properties"]["label"] for one in features}, "the labels it needs"
    return features


def kinds(features):
    """How many there are of each task and label."""
    return Counter((one["properties"]["task"], one["properties"]["label"]) for one in features)


def said(features):
    return Counter(json.dumps(one, sort_keys=True) for one in features)


@settings(max_examples=60, deadline=None)
@given(st.lists(FILES, min_size=1, max_size=3))
def test_without_a_base_the_order_of_the_people_is_no_matter(files):
    merged = [kinds(merge(files, order=order)) for order in _orders(files)]
    assert all(one == merged[0] for one in merged)


@settings(max_examples=60, deadline=None)
@given(FILES, st.lists(FILES, min_size=1, max_size=3))
def test_with_a_base_the_order_of_the_people_is_no_matter(base, files):
    merged = [kinds(merge(files, base, order)) for order in _orders(files)]
    assert all(one == merged[0] for one in merged)


def _orders(files):
    return itertools.permutations(range(len(files)))


@settings(max_examples=60, deadline=None)
@given(st.lists(FILES, min_size=1, max_size=3))
def test_nobody_loses_anything(files):
    """Of each task and label there are as many as somebody has, and no more than all have."""
    merged = kinds(merge(files))
    for features in files:
        assert not kinds(features) - merged
    assert not merged - sum((kinds(features) for features in files), Counter())


@settings(max_examples=60, deadline=None)
@given(FILES)
def test_what_is_merged_with_itself_stays_as_it_is(features):
    assert merge([features, features]) == features
    assert merge([features, features], base=features) == features


@settings(max_examples=60, deadline=None)
@given(FILES, FILES)
def test_what_only_one_changed_is_taken_whole(base, features):
    assert said(merge([features, base], base)) == said(merge([features], base))
    assert kinds(merge([features, base], base)) == kinds(features)


DISTINCT = st.lists(FEATURES, max_size=6, unique_by=lambda one: json.dumps(one["geometry"]))
"""Files in which nothing stands twice at one place."""


@settings(max_examples=60, deadline=None)
@given(DISTINCT, st.lists(DISTINCT, min_size=1, max_size=3), st.sampled_from(list(Keep)))
def test_merging_the_result_again_changes_nothing(base, files, keep):
    first = merge(files, base, keep=keep)
    sources = [Source(as_bytes(collection(*features))) for features in files]
    known, result = Source(as_bytes(collection(*base))), Source(as_bytes(collection(*first)))
    guest = len(files)
    people = [Person(who, source) for who, source in enumerate(sources)]
    people.append(Person(guest, result, deletes=False))
    again = unite(people, known, result, guest, LEAST, keep, in_place=True)
    assert again.data == result.data


@pytest.mark.parametrize("keep, labels", [(Keep.FIRST, ["ship"]), (Keep.LAST, ["boat"]),
                                          (Keep.BOTH, ["ship", "boat"])])  # fmt: skip
def test_a_chain_of_disagreements_keeps_what_the_first_or_last_has(keep, labels):
    merged = merge([[BOXES[0]], [BOXES[8]]], keep=keep)
    assert [one["properties"]["label"] for one in merged] == labels
