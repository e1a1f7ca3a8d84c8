"""Latitudes and longitudes that a file has swapped, where that leaves them out of range."""

import json

import pytest
import shapely.wkb
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.formats.scaneo.checks.mend_file import mend_file
from shapely.geometry import shape
from support.checks import broken, check, ground_of, ids
from support.geojson import (
    as_bytes,
    collection,
    corners_of,
    detection,
    exact_features,
    ring_of,
    segmentation,
    spai,
)

RULE = "swapped-unreadable"
TOKYO, CALIFORNIA = (139.5, 35.5), (-120.5, 37.0)
PLACES = pytest.mark.parametrize("corner", [TOKYO, CALIFORNIA], ids=["Tokyo", "California"])


def ground_at(corner):
    """An image of half a degree from its south-western corner on."""
    west, south = corner
    east, north = west + 0.5, south + 0.5
    return ground_of((west, south), (east, south), (east, north), (west, north))


def box_at(corner, shift=0.0):
    west, south = corner
    return (south + 0.125 + shift, west + 0.125, south + 0.25 + shift, west + 0.375)


def hole_at(corner):
    """The rings of an area with a hole."""
    south, west, north, east = box_at(corner)
    inner = (south + 0.03125, west + 0.03125, north - 0.03125, east - 0.03125)
    return [ring_of((south, west, north, east)), ring_of(inner)[::-1]]


def turned(positions):
    return [[y, x, *more] for x, y, *more in positions]


def box_feature(corner, ring=None, corners=None, **members):
    """A detection; its ring and its bbox as they are given, or None for neither."""
    one = detection("urban", box_at(corner), **members)
    one["geometry"]["coordinates"] = [] if ring is None else [ring]
    one["properties"]["bbox"] = corners
    return one


def polygon(rings, **members):
    return {**segmentation(**members), "geometry": {"type": "Polygon", "coordinates": rings}}


def swapped_ways(corner):
    """Each way in which an annotation can be swapped, with the geometry that is meant."""
    box = box_at(corner)
    ring, corners = ring_of(box), corners_of(box)
    meant = shape({"type": "Polygon", "coordinates": [ring]})
    rings = hole_at(corner)
    holed = shape({"type": "Polygon", "coordinates": rings})
    return {
        "ring and bbox": (box_feature(corner, turned(ring), turned(corners)), meant),
        "a ring without a bbox": (box_feature(corner, turned(ring)), meant),
        "a ring beside a broken bbox": (box_feature(corner, turned(ring), [1, "x"]), meant),
        "a bbox without a ring": (box_feature(corner, None, turned(corners)), meant),
        "a bbox beside its ring": (box_feature(corner, ring, turned(corners)), meant),
        "a ring beside its bbox": (box_feature(corner, turned(ring), corners), meant),
        "an area": (segmentation(ring=turned(ring)), meant),
        "an area with a hole": (polygon([turned(one) for one in rings]), holed),
        "an area with heights": (polygon([[[y, x, 7.5] for x, y in ring]]), meant),
    }


WAYS = pytest.mark.parametrize("way", list(swapped_ways(TOKYO)))


def mend(features, *rules, corner=TOKYO, found=None):
    """A file with the findings of some rules mended; ``found`` is what they were found in."""
    data, ground = as_bytes(collection(*features), indent=1), ground_at(corner)
    findings = [one for one in check(*(found or features), ground=ground) if one.rule.id in rules]
    mended, count = mend_file(data, findings, ground, {})
    return data, mended, count


@PLACES
@WAYS
def test_what_is_out_of_range_and_fits_once_swapped_is_found_where_it_fits(way, corner):
    feature, meant = swapped_ways(corner)[way]
    sound = detection(box=box_at(corner, 0.125))
    findings = check(sound, feature, ground=ground_at(corner))
    assert broken(findings) == [RULE]
    (finding,) = [one for one in findings if one.rule.id == RULE]
    assert shapely.wkb.loads(finding.wkb).equals(meant)
    assert (finding.image, finding.which) == ("a.tif", 1)
    assert (finding.task.value, finding.label) == (
        feature["properties"]["task"], feature["properties"]["label"],
    )  # fmt: skip
    assert (finding.problem.path, finding.problem.location) == ("a.geojson", "feature 2")
    assert "swapped" in finding.problem.what


@PLACES
@WAYS
def test_it_is_put_where_it_fits_and_all_else_keeps_its_characters(way, corner):
    feature, meant = swapped_ways(corner)[way]
    feature = {**feature, "id": "x", "note": [1.50, None]}
    feature["properties"]["deep"] = {"a": [2]}
    sound = detection(box=box_at(corner, 0.125), note=1.50)
    strange = {"type": "Feature", "geometry": None, "properties": {"task": "other"}}
    data, mended, count = mend([sound, feature, strange], RULE, corner=corner)
    before, after = exact_features(data), exact_features(mended)
    assert count == 1
    assert (after[0], after[2], len(after)) == (before[0], before[2], 3)
    head, tail = (as_bytes(one, indent=1) for one in (sound, strange))
    for one in (head, tail):
        assert mended.count(one.replace(b"\n", b"\n  ")) == 1
    features = json.loads(mended)["features"]
    one = features[1]
    assert shape(one["geometry"]).equals(meant)
    assert (one["id"], one["note"], one["properties"]["deep"]) == ("x", [1.5, None], {"a": [2]})
    if one["properties"]["task"] == "detection":
        assert one["geometry"]["coordinates"] == [ring_of(box_at(corner))]
        assert one["properties"]["bbox"] == corners_of(box_at(corner))
    assert broken(check(*features, ground=ground_at(corner)), "task-unknown") == []


@WAYS
def test_where_the_place_of_the_image_is_not_known_nothing_is_said_of_it(way):
    feature, _ = swapped_ways(TOKYO)[way]
    (rule,) = broken(check(feature, ground=None), "label-unlisted")
    assert rule in ("geometry-broken", "bbox-broken", "ring-broken")
    data = as_bytes(collection(feature))
    findings = check(feature, ground=ground_at(TOKYO))
    assert mend_file(data, findings, None, {}) == (data, 0)


@WAYS
def test_what_does_not_fit_the_image_once_swapped_is_not_taken_for_swapped(way):
    feature, _ = swapped_ways(TOKYO)[way]
    rules = broken(check(feature, ground=ground_at(CALIFORNIA)), "outside")
    assert len(rules) == 1
    assert rules[0] in ("geometry-broken", "bbox-broken", "ring-broken")


def test_it_is_said_which_of_ring_and_bbox_is_swapped_and_what_is_shown():
    def said(way):
        (finding,) = [
            one
            for one in check(swapped_ways(TOKYO)[way][0], ground=ground_at(TOKYO))
            if one.rule.id == RULE
        ]
        return finding.problem.what

    assert "can't be shown" in said("ring and bbox")
    assert "of its bbox are swapped" in said("a bbox beside its ring")
    assert "the ring is shown" in said("a bbox beside its ring")
    assert "of its ring are swapped" in said("a ring beside its bbox")
    assert "the bbox is shown" in said("a ring beside its bbox")


def test_a_ring_elsewhere_on_the_image_may_be_the_one_that_is_meant():
    elsewhere = ring_of(box_at(TOKYO, 0.125))
    odd = box_feature(TOKYO, elsewhere, turned(corners_of(box_at(TOKYO))))
    assert broken(check(odd, ground=ground_at(TOKYO))) == ["bbox-broken"]
    other = box_feature(TOKYO, turned(elsewhere), corners_of(box_at(TOKYO)))
    assert broken(check(other, ground=ground_at(TOKYO))) == ["ring-broken"]


def test_a_ring_that_lies_elsewhere_in_the_world_does_not_count():
    odd = box_feature(TOKYO, ring_of((1, 2, 3, 4)), turned(corners_of(box_at(TOKYO))))
    assert broken(check(odd, ground=ground_at(TOKYO)), "outside") == [RULE]
    _, mended, count = mend([odd], RULE)
    assert count == 1
    assert json.loads(mended)["features"] == [detection(box=box_at(TOKYO))]


def test_where_both_are_swapped_and_disagree_the_bbox_counts_as_in_scaneo():
    ring = turned(ring_of(box_at(TOKYO, 0.125)))
    odd = box_feature(TOKYO, ring, turned(corners_of(box_at(TOKYO))))
    _, mended, count = mend([odd], RULE)
    assert count == 1
    assert json.loads(mended)["features"] == [detection(box=box_at(TOKYO))]


def test_where_both_are_swapped_and_the_bbox_is_a_point_the_ring_counts():
    south, west, _, _ = box_at(TOKYO)
    odd = box_feature(
        TOKYO,
        turned(ring_of(box_at(TOKYO))),
        turned(corners_of((south, west, south, west))),
    )
    _, mended, count = mend([odd], RULE)
    assert count == 1
    assert json.loads(mended)["features"] == [detection(box=box_at(TOKYO))]


def test_an_area_of_which_one_part_is_swapped_is_left_to_the_user():
    ring = ring_of(box_at(TOKYO))
    parts = segmentation(ring=turned(ring))
    parts["geometry"]["coordinates"].append([ring_of(box_at(TOKYO, 0.125))])
    assert broken(check(parts, ground=ground_at(TOKYO))) == ["geometry-broken"]


def test_a_box_that_is_out_of_range_by_one_side_alone_is_found():
    corner = (89.75, 20.0)
    odd = box_feature(corner, *map(turned, (ring_of(box_at(corner)), corners_of(box_at(corner)))))
    assert broken(check(odd, ground=ground_at(corner))) == [RULE]


def test_its_label_is_in_use():
    feature, _ = swapped_ways(TOKYO)["an area"]
    labels = spai(water="#0048f0", urban="#8d99ae")
    sound = detection("urban", box_at(TOKYO, 0.125))
    findings = check(sound, feature, labels=labels, ground=ground_at(TOKYO))
    assert ids(findings) == [RULE]


def test_what_is_out_of_range_is_no_copy_of_what_is_not():
    box = box_at(TOKYO)
    odd = box_feature(TOKYO, turned(ring_of(box)), turned(corners_of(box)))
    features = [detection(box=box), odd, detection(box=box)]
    data, mended, count = mend(features, "twin")
    assert count == 1
    assert exact_features(mended) == exact_features(data)[:2]


def test_those_alike_are_each_found_and_mended():
    feature, _ = swapped_ways(TOKYO)["ring and bbox"]
    _, mended, count = mend([feature, feature], RULE)
    assert count == 2
    assert json.loads(mended)["features"] == [detection(box=box_at(TOKYO))] * 2


def test_it_is_mended_together_with_what_else_is_found():
    feature, _ = swapped_ways(TOKYO)["ring and bbox"]
    across = detection("water", (35.6, 139.9, 35.7, 140.1))
    twin = segmentation(ring=ring_of(box_at(TOKYO, 0.125)))
    odd = detection("field", box_at(TOKYO, 0.1875), properties={"bbox": None})
    features = [twin, feature, across, odd, twin]
    _, mended, count = mend(features, RULE, "across-edge", "twin", "bbox-missing")
    assert count == 4
    assert broken(check(*json.loads(mended)["features"], ground=ground_at(TOKYO))) == []


def test_what_was_mended_or_changed_since_the_check_stays_as_it_is():
    feature, _ = swapped_ways(TOKYO)["ring and bbox"]
    moved = box_at(TOKYO, 0.0625)
    other = box_feature(TOKYO, turned(ring_of(moved)), turned(corners_of(moved)))
    for now in (detection(box=box_at(TOKYO)), other, {**feature, "properties": {"task": "x"}}):
        data, mended, count = mend([now], RULE, found=[feature])
        assert (mended, count) == (data, 0)


def test_it_is_found_again_in_a_file_whose_order_is_another_one():
    feature, meant = swapped_ways(TOKYO)["an area"]
    sound = detection(box=box_at(TOKYO))
    _, mended, count = mend([sound, feature], RULE, found=[feature, sound])
    assert count == 1
    first, second = json.loads(mended)["features"]
    assert first == sound
    assert shape(second["geometry"]).equals(meant)
    assert second["properties"]["task"] == Task.SEGMENTATION.value
