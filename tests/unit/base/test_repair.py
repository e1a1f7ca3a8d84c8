"""What an area covers whose outlines cross, or whose parts overlap."""

import pytest
from scaneo_bridge.core.base.repair import repair_area
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.ops import unary_union

SQUARE = box(0, 0, 4, 4)
OVERLAPPING = {
    "a corner of each": [SQUARE, box(3, 3, 7, 7)],
    "one in the other": [SQUARE, box(1, 1, 2, 2)],
    "one along the edge of the other": [SQUARE, box(0, 1, 2, 2)],
    "the same twice": [SQUARE, SQUARE],
    "three over one spot": [SQUARE, box(1, 1, 5, 5), box(2, 2, 6, 6)],
    "one in the hole of the other": [SQUARE.difference(box(1, 1, 3, 3)), box(2, 0, 6, 4)],
}


@pytest.mark.parametrize("parts", OVERLAPPING.values(), ids=OVERLAPPING)
def test_overlapping_parts_are_united(parts):
    sound = repair_area(MultiPolygon(parts))
    assert sound.area.is_valid and sound.area.equals(unary_union(parts))
    assert sound.is_repaired and not sound.has_left_over


def test_parts_that_touch_are_united_without_a_word():
    sound = repair_area(MultiPolygon([SQUARE, box(4, 0, 8, 4), box(4, 4, 8, 8)]))
    assert sound.area.equals(box(0, 0, 8, 4).union(box(4, 4, 8, 8)))
    assert not sound.is_repaired and not sound.has_left_over


LOOP = [(1, 1), (9, 1), (9, 6), (4, 6), (4, 4), (6, 4), (6, 9), (1, 9)]
"""A stroke that goes around the spot from (4, 4) to (6, 6) twice."""
CROSSING = {
    "a bow-tie": ([(0, 0), (4, 4), (4, 0), (0, 4)], 8),
    "over itself": (LOOP, 55),
    "over itself, clockwise": (LOOP[::-1], 55),
    "twice around": ([(0, 0), (4, 0), (4, 4), (0, 4)] * 2, 16),
    "a star in one stroke": ([(0, 0), (3, 9), (6, 0), (-1, 6), (7, 6)], None),
    "around a hole": (
        [(0, 0), (9, 0), (9, 9), (0, 9), (0, 0), (3, 3), (3, 6), (6, 6), (6, 3), (3, 3)],
        72,
    ),
    "a loop outside": ([(0, 0), (6, 0), (6, 6), (4, 8), (2, 8), (2, 6), (4, 6), (6, 8), (0, 8)],
                       None),
}  # fmt: skip


@pytest.mark.parametrize("name", CROSSING)
def test_an_outline_that_crosses_itself_covers_what_it_goes_around(name):
    ring, size = CROSSING[name]
    sound = repair_area(Polygon(ring))
    assert sound.area.is_valid and sound.is_repaired and not sound.has_left_over
    if size is not None:
        assert sound.area.area == pytest.approx(size)
    if name == "a star in one stroke":
        assert all(not part.interiors for part in sound.area.geoms)


def test_what_is_drawn_over_itself_keeps_its_holes():
    sound = repair_area(Polygon(LOOP, [box(2, 2, 3, 3).exterior.coords]))
    assert sound.area.area == pytest.approx(54)


def test_each_part_is_repaired_by_itself():
    sound = repair_area(MultiPolygon([Polygon(LOOP), SQUARE, box(20, 0, 21, 1)]))
    assert sound.is_repaired
    assert sound.area.equals(
        unary_union([repair_area(Polygon(LOOP)).area, SQUARE, box(20, 0, 21, 1)])
    )


SPIKE = [(0, 0), (4, 0), (4, 4), (9, 4), (4, 4), (0, 4)]
FLAT = [(0, 0), (2, 0), (4, 0)]


def test_lines_outside_are_left_out_and_that_is_known():
    spike = repair_area(Polygon(SPIKE))
    assert spike.area.equals(SQUARE) and spike.has_left_over
    away = repair_area(MultiPolygon([SQUARE, Polygon([(9, 9), (8, 8), (9, 9)])]))
    assert away.area.equals(SQUARE) and away.has_left_over and not away.is_repaired


def test_lines_on_what_is_covered_are_none():
    """The walls of a building seen from above lie on its outline."""
    walls = repair_area(MultiPolygon([SQUARE, Polygon(FLAT), Polygon([(1, 1), (2, 2), (1, 1)])]))
    assert walls.area.equals(SQUARE)
    assert not walls.is_repaired and not walls.has_left_over


@pytest.mark.parametrize("ring", [FLAT, [(1, 1)] * 4])
def test_where_nothing_has_an_extent_the_area_is_empty(ring):
    sound = repair_area(Polygon(ring))
    assert sound.area.is_empty and not sound.is_repaired and sound.has_left_over


def test_holes_count_as_they_are_painted():
    """QGIS and SCANEO fill what two rings both go around, and a hole that lies outside."""
    beside = Polygon(SQUARE.exterior.coords, [box(3, 3, 6, 6).exterior.coords])
    assert repair_area(beside).area.equals(SQUARE.symmetric_difference(box(3, 3, 6, 6)))
