"""Coordinates to WKB and back, exact to the last bit."""

import math
import struct
from itertools import chain

import pytest
import shapely.wkb
import shapely.wkt
from hypothesis import given
from hypothesis import strategies as st
from scaneo_bridge.core.base.geometry import (
    BadAnnotation,
    Box,
    area_coordinates,
    area_wkb,
    as_multipolygon,
    box_ring,
    box_wkb,
    corners_box,
    ring_box,
    wkb_box,
)
from support.geojson import BOX, RING, corners_of, ring_of

HOLE = [[2.15, 41.15], [2.2, 41.15], [2.2, 41.2], [2.15, 41.15]]
OUT_OF_REACH = [181, -180.5, 1e999, -1e999, 10**400]

longitudes = st.floats(-180, 180)
latitudes = st.floats(-90, 90)


def bits(numbers):
    return [struct.pack("<d", number) for number in numbers]


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def multipolygon(*polygons):
    return {"type": "MultiPolygon", "coordinates": list(polygons)}


def with_position(position):
    return [RING[0], position, *RING[2:]]


def test_a_box_has_scaneos_corner_order():
    box = Box(*BOX)
    assert box_ring(box) == ring_of(BOX)
    assert shapely.wkb.loads(box_wkb(box)).exterior.coords[:] == [tuple(at) for at in ring_of(BOX)]


def test_a_box_has_the_bounds_of_all_its_rings_wherever_they_lie():
    first, second = box_wkb(Box(1, 2, 3, 4)), box_wkb(Box(5, 6, 7, 8))
    both = struct.pack("<BII", 1, 3, 2) + first[9:] + second[9:]
    assert wkb_box(both) == (1, 2, 7, 8)
    beyond = struct.pack("<BII", 1, 3, 2) + first[9:] + box_wkb(Box(5, 190, 7, 191))[9:]
    with pytest.raises(BadAnnotation):
        wkb_box(beyond)


@given(st.tuples(latitudes, longitudes), st.tuples(latitudes, longitudes))
def test_a_bbox_may_name_any_two_opposite_corners(one, other):
    south, north = sorted([one[0], other[0]])
    west, east = sorted([one[1], other[1]])
    corners = [[south, east], [north, west]]
    for chosen in (corners, corners[::-1], [[north, east], [south, west]]):
        assert corners_box(chosen) == (south, west, north, east)
    assert wkb_box(box_wkb(Box(south, west, north, east))) == (south, west, north, east)


@pytest.mark.parametrize(
    "corners",
    [7, "abcd", [], [[1, 2]], [[1, 2], [3]], [[1, 2], [3, 4], [5]], {"a": 1}, [[1, 2, 3]] * 2],
)
def test_a_bbox_that_is_not_two_corners(corners):
    with pytest.raises(BadAnnotation, match="not two corners") as caught:
        corners_box(corners)
    assert "[[south, east], [north, west]]" in caught.value.mend


@pytest.mark.parametrize("thing", ["1", None, True, [], {}])
def test_a_bbox_of_things_that_are_no_numbers(thing):
    with pytest.raises(BadAnnotation, match="no number"):
        corners_box([[1, 2], [3, thing]])


@pytest.mark.parametrize("number", [*OUT_OF_REACH, float("nan")])
def test_a_bbox_out_of_range(number):
    with pytest.raises(BadAnnotation, match=r"Longitude .* out of range"):
        corners_box([[1, number], [2, 3]])
    with pytest.raises(BadAnnotation, match=r"Latitude .* out of range"):
        corners_box([[number, 1], [2, 3]])


def test_a_ring_gives_its_bounds_wherever_it_begins():
    ring = ring_of(BOX)[:-1]
    for start in range(4):
        assert ring_box([[*ring[start:], *ring[: start + 1]]]) == BOX


@pytest.mark.parametrize("rings", [None, [], {}, "ring", 5])
def test_a_box_without_a_ring(rings):
    with pytest.raises(BadAnnotation, match="no ring"):
        ring_box(rings)


@given(st.lists(st.tuples(longitudes, latitudes), min_size=3, max_size=12))
def test_an_area_keeps_every_bit_of_every_vertex(corners):
    ring = [list(corner) for corner in [*corners, corners[0]]]
    wkb = area_wkb(polygon(ring))
    (part,) = shapely.wkb.loads(wkb).geoms
    assert bits(chain(*part.exterior.coords)) == bits(chain(*ring))
    assert as_multipolygon(wkb) == wkb


def test_a_polygon_and_a_multipolygon_of_one_part_are_the_same_area():
    wkb = area_wkb(multipolygon([RING, HOLE]))
    assert area_wkb(polygon(RING, HOLE)) == wkb
    single = shapely.wkb.dumps(shapely.wkb.loads(wkb).geoms[0], big_endian=False)
    assert as_multipolygon(single) == wkb


def test_an_open_ring_is_closed_and_a_third_coordinate_left_out():
    high = [[*position, 7.5] for position in RING]
    mixed = [high[0], *RING[1:]]
    assert area_wkb(polygon(high)) == area_wkb(polygon(mixed)) == area_wkb(polygon(RING))
    assert area_wkb(polygon(RING[:-1])) == area_wkb(polygon(RING))


@pytest.mark.parametrize("reverse", [False, True])
def test_what_is_written_is_wound_as_rfc_7946_wants(reverse):
    step = -1 if reverse else 1
    wkb = area_wkb(multipolygon([RING[::step], HOLE[::step]], [HOLE[::-step]]))
    parts = area_coordinates(wkb)
    assert [[signed_area(ring) > 0 for ring in part] for part in parts] == [[True, False], [True]]
    assert {tuple(at) for at in parts[0][0]} == {tuple(at) for at in RING}


def signed_area(ring):
    """Positive where the ring runs counter-clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:])) / 2


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        [],
        "Polygon",
        {},
        {"type": "Point", "coordinates": [1, 2]},
        {"type": ["Polygon"], "coordinates": [RING]},
        {"type": "\ud800", "coordinates": [RING]},
        {"type": "GeometryCollection", "geometries": []},
    ],
)
def test_an_area_of_another_kind(geometry):
    with pytest.raises(BadAnnotation, match="not a Polygon or MultiPolygon") as caught:
        area_wkb(geometry)
    str(caught.value).encode("utf-8")  # it goes to the workspace


@pytest.mark.parametrize("coordinates", [None, [], [[]], 5, "x", [None], {}])
def test_an_area_of_nothing(coordinates):
    with pytest.raises(BadAnnotation):
        area_wkb({"type": "MultiPolygon", "coordinates": coordinates})


@pytest.mark.parametrize(
    "ring",
    [
        5,
        None,
        [],
        "abcdefgh",
        {"ab": 1},
        [1, 2, 3, 4],
        [[1], [2], [3], [1]],
        [[1, 2, 3], [4], [5, 6], [1, 2, 3]],
        with_position("xy"),
        with_position([2, None]),
        with_position([True, False]),
        with_position({"0": 1, "1": 2}),
        with_position([[1], [2]]),
    ],
)
def test_a_ring_of_things_that_are_no_positions(ring):
    with pytest.raises(BadAnnotation, match=r"not \[longitude, latitude\]|no number"):
        area_wkb(polygon(ring))


@pytest.mark.parametrize("ring", [RING[:2], [*RING[:2], RING[0]], [RING[0]], [RING[0]] * 3])
def test_a_ring_of_two_points(ring):
    with pytest.raises(BadAnnotation, match="fewer than three corners"):
        area_wkb(polygon(ring))


@pytest.mark.parametrize("number", OUT_OF_REACH)
def test_an_area_out_of_range(number):
    with pytest.raises(BadAnnotation, match=r"Longitude .{1,16} is out of range"):
        area_wkb(polygon(with_position([number, 41])))
    with pytest.raises(BadAnnotation, match=r"Latitude .{1,16} is out of range"):
        area_wkb(polygon(with_position([2, number])))


def test_the_edge_of_the_world_is_in_range():
    world = [[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]
    assert wkb_box(area_wkb(polygon(world))) == (-90, -180, 90, 180)
    assert corners_box(corners_of((-90, -180, 90, 180))) == (-90, -180, 90, 180)


@pytest.mark.parametrize("wkt", ["POLYGON EMPTY", "MULTIPOLYGON EMPTY"])
def test_a_geometry_without_area(wkt):
    wkb = shapely.wkb.dumps(shapely.wkt.loads(wkt), big_endian=False)
    with pytest.raises(BadAnnotation, match="no area"):
        wkb_box(wkb)
    with pytest.raises(BadAnnotation, match="no area"):
        as_multipolygon(wkb)


def test_parts_without_area_are_no_reason_to_stop():
    empty = struct.pack("<BII", 1, 3, 0)
    only = struct.pack("<BII", 1, 6, 1) + empty
    with pytest.raises(BadAnnotation, match="no area"):
        area_coordinates(only)
    beside = area_wkb(polygon(RING))
    both = struct.pack("<BII", 1, 6, 2) + beside[9:] + empty
    assert area_coordinates(both) == area_coordinates(beside)


@pytest.mark.parametrize("wkb", [b"", b"\x01", struct.pack("<BII", 1, 6, 5)])
def test_a_broken_geometry(wkb):
    with pytest.raises(BadAnnotation):
        wkb_box(wkb)


def test_a_geometry_out_of_range_is_not_written():
    far = [[200, 1], [201, 1], [201, 2], [200, 1]]
    wkb = shapely.wkb.dumps(shapely.geometry.Polygon(far), big_endian=False)
    for write in (wkb_box, area_coordinates):
        with pytest.raises(BadAnnotation, match=r"Longitude 201\.0 is out of range"):
            write(wkb)


def test_minus_zero_is_kept():
    ring = with_position([-0.0, -0.0])
    ((position,),) = [
        [at for at in part[0] if at[0] == 0] for part in area_coordinates(area_wkb(polygon(ring)))
    ]
    assert [math.copysign(1, number) for number in position] == [-1, -1]
