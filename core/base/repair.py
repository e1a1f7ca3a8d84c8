"""Repairs areas whose outlines cross themselves or whose parts overlap: the only repair of the
product.

Libraries repair by the even-odd rule over the whole area: where two parts overlap, they leave a
hole. Here each part is repaired by itself, and then all are united.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import polygonize_full, unary_union
from shapely.validation import make_valid

from .geometry import polygons_of

_SAME = 1e-9
"""Of an area: parts that touch along an edge overlap by less, which is rounding."""
_MOST = 10_000_000
"""Corners of a ring times the spots that it goes around: more takes Python longer than seconds."""


class RepairedArea(NamedTuple):
    """A valid area, empty where nothing had an extent; whether its outlines crossed or its parts
    overlapped; whether lines or points were left out."""

    area: MultiPolygon
    is_repaired: bool
    has_left_over: bool


def repair_area(area: BaseGeometry) -> RepairedArea:
    """What an area covers as QGIS paints it: all of its parts, without their holes.

    Where an outline goes around a spot twice, the spot belongs to the area: who draws over what
    they have just drawn means it more, not less.

    :raises ShapelyError: where GEOS gives up.
    :raises ValueError: where the geometry is of no type that can be repaired.
    """
    parts = polygons_of(area)
    sound: list[BaseGeometry] = []
    lines: list[BaseGeometry] = []
    is_repaired = False
    for part in parts:
        if part.is_valid:
            sound.append(part)
            continue
        rings = [_fill(ring) for ring in (part.exterior, *part.interiors)]
        covered = rings[0].covered
        for ring in rings[1:]:
            covered = covered.symmetric_difference(ring.covered)
        sound += polygons_of(covered)
        lines += [line for ring in rings for line in ring.lines]
        is_repaired = is_repaired or not covered.is_empty
    whole = MultiPolygon(polygons_of(unary_union(sound)))
    is_repaired = is_repaired or sum(one.area for one in sound) > whole.area * (1 + _SAME)
    return RepairedArea(whole, is_repaired, not all(whole.covers(line) for line in lines))


class _Fill(NamedTuple):
    """What a ring covers, and those of its lines that enclose nothing."""

    covered: BaseGeometry
    lines: Sequence[BaseGeometry]


def _fill(ring: LineString) -> _Fill:
    corners = [(corner[0], corner[1]) for corner in ring.coords]
    plain = Polygon(corners)
    if plain.is_valid:
        return _Fill(plain, ())
    if len(set(corners)) == 1:
        return _Fill(Polygon(), [Point(corners[0])])
    spots, *lines = polygonize_full(unary_union(LineString(corners)))
    if len(spots.geoms) * len(corners) > _MOST:
        return _Fill(unary_union(polygons_of(make_valid(plain))), ())
    around = [spot for spot in spots.geoms if _turns(corners, spot.representative_point())]
    return _Fill(unary_union(around), [line for kind in lines for line in kind.geoms])


def _turns(ring: Sequence[tuple[float, float]], point: Point) -> int:
    """The winding number of a ring around a point that is not on it, counter-clockwise positive."""
    x, y = point.x, point.y
    turns = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
        if (y1 <= y) != (y2 <= y):  # the edge crosses the point's parallel: on which side?
            is_left = (x2 - x1) * (y - y1) > (x - x1) * (y2 - y1)
            if is_left == (y2 > y1):
                turns += 1 if is_left else -1
    return turns
