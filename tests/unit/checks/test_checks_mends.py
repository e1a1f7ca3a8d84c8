"""What mending makes of an annotation, and of the file that it is in."""

import json

import pytest
import shapely.wkb
from hypothesis import given
from hypothesis import strategies as st
from scaneo_bridge.core.base.rules import RULES
from scaneo_bridge.core.formats.scaneo.checks.campaign import CampaignCheck
from scaneo_bridge.core.formats.scaneo.checks.mend_file import mend_file
from scaneo_bridge.core.formats.scaneo.checks.mends import SHAPES, mend_shape, removable_duplicates
from scaneo_bridge.core.formats.scaneo.content import read_annotations
from shapely.geometry import shape
from support.checks import (
    IMAGE,
    PIXEL,
    area,
    broken,
    check,
    ground_of,
    ids,
    of_rule,
    spain,
    square,
)
from support.geojson import (
    BOX,
    as_bytes,
    classification,
    collection,
    corners_of,
    detection,
    exact_features,
    one_of_each,
    ring_of,
    segmentation,
)

BOW_TIE = [[2.1, 41.1], [2.2, 41.2], [2.2, 41.1], [2.1, 41.2], [2.1, 41.1]]
ACROSS, CROSSING, SWAPPED = (
    next(rule for rule in RULES if rule.id == one)
    for one in ("across-edge", "area-crossing", "swapped")
)


def reshaped(rule, feature, ground=spain):
    """The shape that an annotation gets."""
    (annotation,) = read_annotations("", as_bytes(collection(feature))).annotations
    wkb = mend_shape(rule, annotation, ground())
    return None if wkb is None else shapely.wkb.loads(wkb)


def mend(features, *rules, ground=spain, renamed=(), **how):
    """A file with all findings of some rules mended, and its features before and after."""
    data = as_bytes(collection(*features), indent=1)
    findings = [one for one in check(*features, ground=ground) if one.rule.id in rules]
    mended, count = mend_file(data, findings, ground(), dict(renamed))
    return exact_features(data), exact_features(mended), count, json.loads(mended)["features"]


def test_a_bow_tie_becomes_two_triangles():
    mended = reshaped(CROSSING, segmentation(ring=BOW_TIE))
    assert mended.is_valid
    assert len(mended.geoms) == 2
    assert mended.area == pytest.approx(0.005)


def test_parts_that_lie_on_one_another_become_one():
    mended = reshaped(CROSSING, area(square(2.1, 41.1, 0.1), square(2.15, 41.1, 0.1)))
    assert len(mended.geoms) == 1
    assert mended.area == pytest.approx(0.015)


def test_a_spike_goes_and_holes_stay():
    spiked = segmentation()
    outline = [*square(2.1, 41.1, 0.2)[:2], [2.4, 41.1], *square(2.1, 41.1, 0.2)[1:]]
    spiked["geometry"]["coordinates"] = [[outline, square(2.15, 41.15)]]
    mended = reshaped(CROSSING, spiked)
    assert mended.area == pytest.approx(0.04 - 0.0001)
    assert len(mended.geoms[0].interiors) == 1
    assert mended.bounds[2] == pytest.approx(2.3)


def test_a_sound_area_has_nothing_to_mend():
    for rule in SHAPES:
        assert reshaped(rule, segmentation(ring=square(2.1, 41.1))) is None


def test_an_area_is_cut_at_the_edge():
    mended = reshaped(ACROSS, segmentation(ring=square(2.4, 41.9, 0.2)))
    assert mended.bounds == pytest.approx((2.4, 41.9, 2.5, 42))
    assert reshaped(ACROSS, segmentation(ring=square(3, 41))) is None, "outside"


def test_a_box_that_is_cut_is_a_box():
    tilted = ground_of((2.0, 41.0), (2.5, 41.05), (2.46, 41.55), (1.96, 41.5))
    mended = reshaped(ACROSS, detection(box=(41.4, 2.3, 41.6, 2.6)), lambda: tilted)
    assert mended.geom_type == "Polygon"
    assert mended.area == pytest.approx(mended.envelope.area)
    west, south, east, north = mended.bounds
    again = check(detection(box=(south, west, north, east)), ground=tilted)
    assert "across-edge" not in [one.rule.id for one in again]


def test_what_is_swapped_is_swapped_back():
    ring = [[2.1, 41.1], [2.3, 41.1], [2.2, 41.4], [2.1, 41.1]]
    mended = reshaped(SWAPPED, segmentation(ring=[[y, x] for x, y in ring]))
    assert mended.equals(shape(segmentation(ring=ring)["geometry"]))
    box = reshaped(SWAPPED, detection(box=(2.1, 41.1, 2.2, 41.3)))
    assert box.bounds == (2.1, 41.1, 2.2, 41.3)


def test_nothing_is_swapped_out_of_range():
    long = detection(box=(2, 2, 2, 139.6))
    del long["properties"]["bbox"]
    assert reshaped(SWAPPED, long) is None
    _, _, count, (mended,) = mend([long], "swapped", "bbox-missing")
    assert (count, mended["properties"]["bbox"]) == (1, corners_of((2, 2, 2, 139.6)))


def test_of_copies_one_is_left_whatever_is_asked():
    annotations = dict(enumerate([*read_annotations("", as_bytes(collection(
        detection(), detection(), detection("field"), detection(), classification()
    ))).annotations]))  # fmt: skip

    def gone(wanted, **members):
        has = {int(key[1:]): frozenset(value) for key, value in members.items()}
        return removable_duplicates(annotations, wanted, lambda key: has.get(key, frozenset()))

    assert gone([1, 3]) == [1, 3]
    assert gone([0, 1, 3]) == [0, 1]
    assert gone([3, 3, 3]) == [3]
    assert gone([2, 4, 9]) == []
    assert gone([1], _1="a") == [0], "another goes in place of one that has more"
    assert gone([1, 3], _1="ab", _3="a") == [0, 3]
    assert gone([1, 3], _1="a", _0="b", _3="b") == [3]
    assert gone([1], _1="a", _0="b", _3="c") == []


# Files: what is mended is written anew, all else keeps its characters


def test_a_copy_leaves_its_file():
    features = [classification(), detection(id=7), detection(), segmentation()]
    before, after, count, _ = mend(features, "twin")
    assert count == 1
    assert after == [before[0], before[1], before[3]]


def test_of_copies_the_one_of_which_the_file_says_more_stays():
    plain = detection(properties={"score": 0.5})
    rich = detection(properties={"score": 0.5, "by": "me"})
    before, after, count, _ = mend([plain, rich, plain], "twin")
    assert (count, after) == (2, [before[1]])
    plain, rich = classification(), classification(id=7)
    before, after, count, _ = mend([plain, rich, plain], "class-twice")
    assert (count, after) == (2, [before[1]])


def test_to_mend_one_of_three_copies_takes_one_that_adds_nothing():
    plain, rich = detection(), detection(by="me")
    data = as_bytes(collection(plain, rich, plain))
    twins = [one for one in check(plain, rich, plain) if one.rule.id == "twin"]
    assert [one.which for one in twins] == [1, 2]
    mended, count = mend_file(data, twins[:1], spain(), {})
    left = sorted(json.loads(mended)["features"], key=str)
    assert (count, left) == (1, sorted([plain, rich], key=str))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (detection(id=1), detection(id=2)),
        (detection(properties={"by": "me"}), detection(properties={"by": "you"})),
        (detection(by="me"), detection(properties={"score": 1})),
        (segmentation(note=[1]), segmentation(note=[True])),
        (classification(id=1), classification(note={})),
    ],
)
def test_copies_that_each_say_more_than_the_other_are_told_and_stay(one, other):
    features = [one, other]
    found = check(*features)
    assert broken(found, "overlap") == ["twin-differs"]
    (finding,) = of_rule(found, "twin-differs")
    assert (finding.rule.mend, finding.which) == ("", 1)
    assert "the file says of each what it doesn't of the other" in finding.problem.what
    before, after, count, _ = mend(features, "twin-differs", "twin", "class-twice")
    assert (before, count) == (after, 0)


def test_shape_task_and_label_are_no_more_than_what_is_shown():
    bare = detection(bbox=[2, 41, 3, 42])
    assert broken(check(bare, detection())) == ["twin"]


def test_a_class_that_is_given_twice_is_given_once():
    features = [classification(), detection(), classification(), classification()]
    before, after, count, _ = mend(features, "class-twice")
    assert count == 2
    assert after == before[:2]


@pytest.mark.parametrize(
    ("properties", "ring", "rule", "shown"),
    [
        ({"bbox": None}, ring_of(BOX), "bbox-missing", BOX),
        ({"bbox": [1, 2]}, ring_of(BOX), "bbox-broken", BOX),
        ({"bbox": corners_of((41.3, 2.1, 41.4, 2.3))}, ring_of(BOX), "bbox-differs",
         (41.3, 2.1, 41.4, 2.3)),
        ({}, ring_of(BOX)[:3], "ring-broken", BOX),
    ],
)  # fmt: skip
def test_outline_and_bbox_are_written_anew_as_they_are_shown(properties, ring, rule, shown):
    odd = detection(properties={**properties, "note": "deep"}, id="x")
    odd["geometry"]["coordinates"] = [ring]
    before, after, count, features = mend([*one_of_each(), odd], rule)
    assert count == 1
    assert after[:4] == before[:4]
    assert features[4]["geometry"]["coordinates"] == [ring_of(shown)]
    assert features[4]["properties"]["bbox"] == corners_of(shown)
    assert (features[4]["properties"]["note"], features[4]["id"]) == ("deep", "x")
    assert check(*features) == check(*one_of_each(), detection(box=shown))


POINT, LINE = (41.15, 2.2, 41.15, 2.2), (41.15, 2.1, 41.15, 2.3)
BOTH = "bbox-differs", "bbox-broken", "bbox-missing", "ring-broken"


@pytest.mark.parametrize("flat", [POINT, LINE])
@pytest.mark.parametrize("is_bbox", [True, False])
def test_of_ring_and_bbox_the_one_with_an_extent_stays(flat, is_bbox):
    bbox, ring = (flat, BOX) if is_bbox else (BOX, flat)
    feature = detection(box=ring, properties={"bbox": corners_of(bbox)})
    (finding,) = [one for one in check(feature) if one.rule.id in BOTH]
    told = "The bbox has no extent, and the ring has: the ring is shown"
    assert finding.problem.what.startswith(told) is is_bbox
    *_, count, (after,) = mend([feature], *BOTH)
    assert (count, after) == (1, detection(box=BOX))


def test_where_neither_has_an_extent_the_bbox_counts_as_in_scaneo():
    feature = detection(box=POINT, properties={"bbox": corners_of((41.2, 2.3, 41.2, 2.3))})
    *_, count, (after,) = mend([feature], *BOTH)
    assert (count, after) == (1, detection(box=(41.2, 2.3, 41.2, 2.3)))


def test_a_bbox_that_can_not_be_read_stays_where_the_ring_says_less():
    corners = [[41.1, 2.3], [41.2, 2.3], [41.2, 2.1], [41.1, 2.1]]
    feature = detection(box=POINT, properties={"bbox": corners})
    before, after, count, _ = mend([feature], *BOTH)
    assert (count, after) == (0, before)


def test_what_was_not_asked_for_stays():
    odd = detection(properties={"bbox": None})
    before, after, count, _ = mend([odd, segmentation(ring=BOW_TIE)], "twin")
    assert (before, count) == (after, 0)


def test_several_mends_of_one_annotation_go_together():
    ring = [[y, x] for x, y in BOW_TIE]
    _, _, count, features = mend([segmentation(ring=ring)], "swapped", "area-crossing")
    assert count == 2
    assert [one.rule.id for one in check(*features) if one.task] == []


def test_a_label_that_is_merged_is_another_in_the_file():
    features = [classification("Water"), classification(), detection("Water"), segmentation()]
    before, after, _, mended = mend(features, renamed={"Water": "water"})
    assert [one["properties"]["label"] for one in mended] == ["water"] * 3
    assert after[0] == before[1]
    assert after[2] == before[3]


def test_a_byte_order_mark_goes_and_nothing_else_changes():
    plain = b' {"features" :[ ],"type":"FeatureCollection"}\n'
    data = b"\xef\xbb\xbf" + plain
    findings = CampaignCheck(None, ()).check_image(IMAGE, data, None)
    assert ids(findings) == ["file-bom"]
    assert mend_file(data, findings, None, {}) == (plain, 1)


@given(st.lists(st.tuples(st.floats(1.9, 2.6), st.floats(40.9, 42.1)), min_size=3, max_size=8))
def test_what_was_mended_is_sound(points):
    ring = [list(point) for point in points]
    features = [segmentation(ring=ring)]
    asked = ("area-crossing", "across-edge")
    _, _, _, mended = mend(features, *asked)
    again = [one.rule.id for one in check(*mended)]
    assert "area-crossing" not in again
    assert "across-edge" not in again or "area-tangled" in [one.rule.id for one in check(*features)]


def test_the_pixel_of_the_edge_is_left_alone():
    features = [segmentation(ring=square(2 - PIXEL / 2, 41.5))]
    before, after, count, _ = mend(features, "across-edge")
    assert (before, count) == (after, 0)
