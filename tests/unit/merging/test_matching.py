"""Which feature of one file is which of another."""

import json

import pytest
from scaneo_bridge.core.base.model import Annotation, Task
from scaneo_bridge.core.formats.scaneo.merge.matching import Matching, Version, compare_versions
from scaneo_bridge.core.formats.scaneo.merge.similarity import is_same_content, overlapping_pairs
from support.geojson import (
    BOX,
    as_bytes,
    classification,
    collection,
    detection,
    feature,
    one_of_each,
    ring_of,
    segmentation,
)

FAR = (41.5, 2.5, 41.6, 2.6)
NEAR = (41.11, 2.1, 41.21, 2.3)  # nine tenths of BOX
HALF = (41.16, 2.1, 41.26, 2.3)  # IoU with BOX: 0.04 / 0.16
SQUARE = [[2.0, 41.0], [2.2, 41.0], [2.2, 41.2], [2.0, 41.2], [2.0, 41.0]]


def version(*features, **how):
    return Version(as_bytes(collection(*features), **how))


def match(base, theirs):
    """The places of base with what became of each in theirs."""
    one, other = version(*base), version(*theirs)
    matching = Matching(one, other)
    matching.match_changed(one.shown)
    return matching.pairs


def test_features_in_another_order_and_spelling_are_the_same():
    base = one_of_each()
    theirs = [json.loads(json.dumps(one)) for one in base[::-1]]
    assert match(base, theirs) == {0: 3, 1: 2, 2: 1, 3: 0}
    spelt = [dict(reversed(list(one.items()))) for one in base]
    assert match(base, spelt) == {0: 0, 1: 1, 2: 2, 3: 3}


def test_equal_features_are_paired_in_their_order():
    twins = [detection(), detection(), detection()]
    assert match(twins, twins) == {0: 0, 1: 1, 2: 2}
    assert match(twins, twins[:2]) == {0: 0, 1: 1}


def test_the_same_annotation_with_other_members_comes_before_the_same_id():
    """Some programs number features anew whenever they write."""
    base = [detection("a", BOX, id=1), detection("a", FAR, id=2)]
    theirs = [detection("a", FAR, id=1), detection("a", BOX, id=2)]
    assert match(base, theirs) == {0: 1, 1: 0}


def test_an_id_finds_what_was_moved_far():
    assert match([detection("a", BOX, id="x")], [detection("b", FAR, id="x")]) == {0: 0}
    assert match([detection("a", BOX)], [detection("b", FAR)]) == {}


@pytest.mark.parametrize("name", [None, True, [1], {"a": 1}])
def test_what_is_no_name_finds_nothing(name):
    assert match([detection("a", BOX, id=name)], [detection("a", FAR, id=name)]) == {}


def test_an_id_that_several_have_finds_nothing():
    base = [detection("a", BOX, id=1)]
    assert match(base, [detection("a", FAR, id=1), detection("a", (42, 3, 43, 4), id=1)]) == {}


def test_an_id_is_of_its_task():
    assert match([detection("a", BOX, id=1)], [segmentation("a", id=1)]) == {}


def test_a_new_label_on_the_same_shape_is_a_change():
    base = [segmentation("a"), segmentation("b")]
    assert match(base, [segmentation("c"), segmentation("b")]) == {0: 0, 1: 1}


def test_so_is_one_on_a_shape_that_has_no_area_to_overlap():
    line = (41.1, 2.1, 41.1, 2.3)
    assert match([detection("a", line)], [detection("b", line)]) == {0: 0}


def test_a_ring_that_begins_elsewhere_or_runs_the_other_way_is_the_same_shape():
    turned = [*SQUARE[2:-1], *SQUARE[:3]]
    for ring in (SQUARE[::-1], turned, turned[::-1]):
        assert match([segmentation("a", SQUARE)], [segmentation("a", ring)]) == {0: 0}
        one, other = version(segmentation("a", SQUARE)), version(segmentation("a", ring))
        assert is_same_content(one.shown[0], other.shown[0])


def test_the_best_overlap_wins_and_each_is_taken_once():
    base = [detection("a", BOX), detection("a", NEAR)]
    closer = (41.105, 2.1, 41.205, 2.3)
    assert match(base, [detection("a", closer), detection("a", (41.12, 2.1, 41.22, 2.3))]) == {
        0: 0,
        1: 1,
    }
    assert match(base, [detection("a", closer)]) in ({0: 0}, {1: 0})


def test_of_equal_overlaps_the_one_of_the_same_label_wins():
    theirs = [detection("b", NEAR), detection("a", NEAR)]
    assert match([detection("a", BOX)], theirs) == {0: 1}


def test_less_than_half_of_an_overlap_is_another_annotation():
    assert match([detection("a", BOX)], [detection("b", HALF)]) == {}
    assert match([detection("a", BOX)], [detection("b", NEAR)]) == {0: 0}


def moved(north, east, box=BOX):
    south, west, top, right = box
    return (south + north, west + east, top + north, right + east)


@pytest.mark.parametrize("place", [HALF, moved(0.1, 0.15), moved(-0.2, 0.0), moved(0.0, 0.22)])
def test_what_moved_by_no_more_than_its_size_is_the_same(place):
    assert match([detection("a", BOX)], [detection("a", place)]) == {0: 0}
    ring, stepped = ring_of(BOX), ring_of(place)
    assert match([segmentation("a", ring)], [segmentation("a", stepped)]) == {0: 0}


@pytest.mark.parametrize(
    ("label", "place"),
    [
        ("a", moved(0.0, 0.23)),  # further than it is long from corner to corner
        ("b", moved(0.1, 0.15)),
        ("a", (41.2, 2.3, 41.32, 2.5)),  # a larger one
    ],
)
def test_what_is_far_off_or_another_label_or_size_is_another(label, place):
    assert match([detection("a", BOX)], [detection(label, place)]) == {}


def test_the_nearest_of_what_may_have_moved_is_taken():
    theirs = [detection("a", moved(0.0, 0.21)), detection("a", moved(0.0, -0.15))]
    assert match([detection("a", BOX)], theirs) == {0: 1}
    both = [detection("a", BOX), detection("a", moved(0.4, 0.0))]
    theirs = [detection("a", moved(0.4, 0.15)), detection("a", moved(0.0, 0.15))]
    assert match(both, theirs) == {0: 1, 1: 0}


def test_an_area_whose_outline_crosses_itself_overlaps_too():
    bow = [[2.0, 41.0], [2.2, 41.2], [2.2, 41.0], [2.0, 41.2], [2.0, 41.0]]
    moved = [[x + 0.001, y] for x, y in bow]
    assert match([segmentation("a", bow)], [segmentation("a", moved)]) == {0: 0}


def test_the_only_class_of_an_image_may_have_changed_its_label():
    assert match([classification("a")], [classification("b")]) == {0: 0}
    assert match([classification("a"), classification("b")], [classification("c")]) == {}
    both = [classification("a"), classification("b")]
    assert match(both, [classification("b"), classification("c")]) == {0: 1, 1: 0}


def test_tasks_do_not_mix():
    ring = [[2.1, 41.1], [2.3, 41.1], [2.3, 41.2], [2.1, 41.2], [2.1, 41.1]]
    assert match([detection("a", BOX)], [segmentation("a", ring)]) == {}


def test_what_is_not_shown_is_no_counterpart():
    odd = feature("points", "a", {"type": "Point", "coordinates": [2, 41]})
    broken = feature("detection", "a", None)
    assert match([odd, detection()], [broken, detection(), odd]) == {1: 1}


def box(label, west):
    """A box, one degree in size."""
    return version(detection(label, (41, west, 42, west + 1))).shown[0]


def test_overlaps_come_best_first_and_none_is_forgotten():
    left = {0: box("a", 0), 1: box("a", 10)}
    right = {5: box("a", 0.25), 6: box("b", 0.1), 7: box("a", 10), 8: box("a", 50)}
    found = overlapping_pairs(left, right, 0.3)
    assert [(one, other) for _, one, other in found] == [(1, 7), (0, 6), (0, 5)]
    assert [round(iou, 3) for iou, *_ in found] == [1, round(0.9 / 1.1, 3), round(0.75 / 1.25, 3)]
    assert [pair[1:] for pair in overlapping_pairs(left, right, 0.7)] == [(1, 7), (0, 6)]


def test_what_has_no_shape_overlaps_nothing():
    odd = {
        0: Annotation(Task.CLASSIFICATION, "a", None),
        1: Annotation(Task.DETECTION, "a", None),
        2: Annotation(Task.SEGMENTATION, "a", b"nonsense"),
    }
    assert overlapping_pairs(odd, odd, 0.1) == []


def test_two_versions_are_counted():
    old = as_bytes(collection(detection("a", BOX), detection("b", FAR), classification("c")))
    new = as_bytes(collection(segmentation("d", SQUARE), classification("c"), detection("a", NEAR)))
    assert compare_versions(old, new) == (1, 1, 1)
    assert compare_versions(None, new) == (3, 0, 0)
    assert compare_versions(old, None) == (0, 0, 3)
    assert compare_versions(old, as_bytes(collection(*one_of_each()))).deleted > 0
    assert compare_versions(old, old) == (0, 0, 0)
