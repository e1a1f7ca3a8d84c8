"""A `bbox` of more than two positions: SCANEO keeps and exports it, and draws a flat ring to it."""

import json
from dataclasses import replace

import pytest
from scaneo_bridge.core.base.geometry import Box, box_wkb, wkb_box
from scaneo_bridge.core.formats.scaneo.change import change_file
from scaneo_bridge.core.formats.scaneo.checks.mend_file import mend_file
from scaneo_bridge.core.formats.scaneo.content import read_annotations
from support.checks import broken, check, spain
from support.geojson import as_bytes, collection, corners_of, detection, ring_of

BOX = (41.1, 2.1, 41.2, 2.3)
SPREAD = [[41.1, 2.3], [41.2, 2.3], [41.2, 2.1], [41.1, 2.1]]
FLAT = (41.1, 2.3, 41.2, 2.3)  # what SCANEO makes of the first two


def spread(corners=SPREAD, ring=FLAT, **members):
    feature = detection(box=BOX, properties={"bbox": corners, **members})
    feature["geometry"]["coordinates"] = [ring_of(ring)]
    return feature


def data_of(*features):
    return as_bytes(collection(*features))


def annotation_of(feature):
    (one,) = read_annotations("", data_of(feature)).annotations
    return one


def written(feature, one):
    (found,) = json.loads(change_file(data_of(feature), [one]).data)["features"]
    return found


@pytest.mark.parametrize(
    "corners",
    [SPREAD, SPREAD[::-1], [*SPREAD, SPREAD[0]], [SPREAD[0], SPREAD[2], [41.15, 2.2]]],
)
def test_its_bounds_are_shown_whatever_the_ring_is(corners):
    for ring in (FLAT, BOX, (41.1, 2.1, 41.1, 2.1)):
        assert wkb_box(annotation_of(spread(corners, ring)).wkb) == BOX


def test_it_is_told_and_nothing_else_is_wrong_with_it():
    assert broken(check(spread())) == ["ring-flat"]
    assert broken(check(spread(ring=BOX))) == []


def test_who_relabels_it_changes_its_label_alone():
    for feature in (spread(), spread(ring=BOX)):
        after = written(feature, replace(annotation_of(feature), label="x"))
        after["properties"]["label"] = feature["properties"]["label"]
        assert after == feature


def test_who_moves_it_writes_two_corners_and_a_ring():
    moved = (41.3, 2.4, 41.4, 2.5)
    after = written(spread(), replace(annotation_of(spread()), wkb=box_wkb(Box(*moved))))
    assert after["properties"]["bbox"] == corners_of(moved)
    assert after["geometry"]["coordinates"] == [ring_of(moved)]


def test_mending_draws_the_ring_from_it_and_leaves_it():
    data = data_of(spread(score=0.5))
    mended = mend_file(data, check(spread(score=0.5)), spain(), {})
    (after,) = json.loads(mended.data)["features"]
    assert mended.mended == 1
    assert after["properties"] == spread(score=0.5)["properties"]
    assert after["geometry"]["coordinates"] == [ring_of(BOX)]
    assert not [one for one in check(after) if one.task]


def test_a_ring_that_is_flat_takes_the_place_of_no_bbox_that_can_not_be_read():
    feature = spread([*SPREAD, ["x", 2]])
    after = written(feature, replace(annotation_of(feature), label="x"))
    assert after["properties"]["bbox"] == feature["properties"]["bbox"]
    assert after["geometry"] == feature["geometry"]


def test_a_copy_that_has_only_the_corners_says_less():
    features = [spread(ring=BOX), detection(box=BOX)]
    findings = [one for one in check(*features) if one.rule.id == "twin"]
    mended = mend_file(data_of(*features), findings, spain(), {})
    assert json.loads(mended.data)["features"] == features[:1]
