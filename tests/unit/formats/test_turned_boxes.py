"""Detections whose outline is turned, with its bounds in bbox: nothing loses the turn but who
resizes the box."""

import json
from dataclasses import replace

import pytest
from scaneo_bridge.core.base.geometry import Box, area_wkb, box_wkb, wkb_box
from scaneo_bridge.core.base.model import Image, Severity
from scaneo_bridge.core.formats.scaneo.change import change_file
from scaneo_bridge.core.formats.scaneo.checks.campaign import CampaignCheck
from scaneo_bridge.core.formats.scaneo.checks.ground import ImageGround
from scaneo_bridge.core.formats.scaneo.checks.mend_file import mend_file
from scaneo_bridge.core.formats.scaneo.content import read_annotations
from scaneo_bridge.core.formats.scaneo.union.disagreements import Keep
from scaneo_bridge.core.formats.scaneo.union.union import Person, Source, unite
from support.geojson import LABELS, as_bytes, collection, corners_of, detection

TURNED = [[2.02, 40.96], [2.03, 40.97], [2.025, 40.975], [2.015, 40.965], [2.02, 40.96]]
BOUNDS = (40.96, 2.015, 40.975, 2.03)
IMAGE = Image("a.tif", "a.geojson")


def ship(ring=TURNED, bounds=BOUNDS, **members):
    feature = detection("water", bounds, **members)
    feature["geometry"]["coordinates"] = [ring]
    return feature


def file_of(*features):
    return as_bytes(collection(*features), indent=1)


def ground(west, south, east, north):
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return ImageGround(area_wkb({"type": "Polygon", "coordinates": [ring]}), 0.001)


AROUND = ground(2, 40.9, 2.1, 41)


def findings(data, place=AROUND):
    check = CampaignCheck(as_bytes(LABELS), ())
    return check.check_image(IMAGE, data, place)


def mended(data, place=AROUND):
    return mend_file(data, findings(data, place), place, {}).data


def test_it_is_told_shown_by_its_bounds_and_left_alone():
    data = file_of(ship(), detection("urban", (40.95, 2.04, 40.96, 2.05)))
    content = read_annotations("a.geojson", data)
    assert wkb_box(content.annotations[0].wkb) == BOUNDS
    (problem,) = content.problems
    assert (problem.rule, problem.severity) == ("ring-turned", Severity.INFO)
    assert mended(data) == data
    assert change_file(data, content.annotations).data == data


@pytest.mark.parametrize(
    "ring",
    [
        [[2.015, 40.96], [2.03, 40.96], [2.02, 40.975], [2.015, 40.96]],
        [*TURNED[:4]],
        [[x, y, 7] for x, y in TURNED],
        TURNED[::-1],
        [[2.015, 40.96], [2.0225, 40.96], [2.03, 40.96], [2.03, 40.975], [2.015, 40.975],
         [2.015, 40.96]],
    ],
)  # fmt: skip
def test_outlines_of_other_shapes_too(ring):
    data = file_of(ship(ring))
    assert mended(data) == data


def test_who_changes_the_label_keeps_the_turn():
    (one,) = read_annotations("a.geojson", file_of(ship())).annotations
    new = json.loads(change_file(file_of(ship()), [replace(one, label="x")]).data)
    assert new["features"][0]["geometry"]["coordinates"] == [TURNED]


def test_who_moves_it_moves_the_outline():
    (one,) = read_annotations("a.geojson", file_of(ship(bbox=[0, 0, 1, 1]))).annotations
    south, west, north, east = BOUNDS
    moved = replace(one, wkb=box_wkb(Box(south + 0.25, west - 0.5, north + 0.25, east - 0.5)))
    data = change_file(file_of(ship(bbox=[0, 0, 1, 1])), [moved]).data
    (feature,) = json.loads(data)["features"]
    (ring,) = feature["geometry"]["coordinates"]
    for (x, y), (old_x, old_y) in zip(ring, TURNED):
        assert (x, y) == pytest.approx((old_x - 0.5, old_y + 0.25), abs=1e-12)
    (again,) = read_annotations("a.geojson", data).annotations
    assert again.wkb == moved.wkb
    assert feature["bbox"] == pytest.approx([west - 0.5, south + 0.25, east - 0.5, north + 0.25])


def test_who_resizes_it_makes_an_upright_box():
    (one,) = read_annotations("a.geojson", file_of(ship())).annotations
    larger = detection("water", (40.9, 2.0, 41.0, 2.1))
    wkb = box_wkb(Box(40.9, 2.0, 41.0, 2.1))
    new = json.loads(change_file(file_of(ship()), [replace(one, wkb=wkb)]).data)
    assert new["features"][0]["geometry"] == larger["geometry"]


@pytest.mark.parametrize("bbox", [None, [1, 2], ["x", 1]])
def test_a_bbox_that_is_missing_is_written_beside_the_turned_outline(bbox):
    feature = ship(properties={"bbox": bbox})
    if bbox is None:
        del feature["properties"]["bbox"]
    (new,) = json.loads(mended(file_of(feature)))["features"]
    assert new["geometry"]["coordinates"] == [TURNED]
    assert new["properties"]["bbox"] == corners_of(BOUNDS)


def test_where_bbox_and_a_turned_outline_disagree_nobody_can_tell():
    data = file_of(ship(bounds=(40.95, 2.01, 40.98, 2.04)))
    assert "bbox-differs" in {one.rule.id for one in findings(data)}
    assert mended(data) == data


@pytest.mark.parametrize("place", [ground(2, 40.9, 2.025, 41), ground(40.9, 2, 41, 2.1)])
def test_no_mend_of_its_place_turns_it_upright(place):
    data = file_of(ship())
    assert mended(data, place) == data


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_alike_the_turned_one_stays(order):
    upright = detection("water", BOUNDS)
    data = file_of(*[ship(), upright][::order])
    assert [one["geometry"]["coordinates"] for one in json.loads(mended(data))["features"]] == [
        [TURNED]
    ]
    both = file_of(ship(), ship([TURNED[0], [2.03, 40.965], *TURNED[2:]]))
    assert len(json.loads(mended(both))["features"]) == 2


@pytest.mark.parametrize("base", [None, detection("water", BOUNDS)])
def test_a_merge_takes_it_as_it_is(base):
    source = Source(file_of(ship()))
    start = None if base is None else Source(file_of(base))
    union = unite([Person(0, source)], start, start or Source(None), None, 0.8, Keep.BOTH, False)
    assert json.loads(union.data)["features"] == [ship()]
