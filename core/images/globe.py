"""Areas in longitude and latitude that cross the antimeridian or contain a pole."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from ..base.geometry import polygons_of
from ..base.repair import repair_area

_GRID = 2**30  # grid steps of a degree (0.1 mm): adding and subtracting 360 degrees is exact on it

Position = tuple[float, float]
"""Longitude and latitude in degrees."""


def area_on_globe(ring: Sequence[Position]) -> MultiPolygon:
    """The area within a ring, cut at the antimeridian; empty where there is none.

    No step of the ring, which need not be closed, may be longer than half the globe. Where it runs
    once around the globe, the area contains the nearer pole.
    """
    snapped = [(round(lon * _GRID) / _GRID, lat) for lon, lat in ring]
    path = [snapped[0]]
    for lon, lat in [*snapped[1:], snapped[0]]:
        before = path[-1][0]
        path.append((before + (lon - before + 180) % 360 - 180, lat))
    if abs(path[-1][0] - path[0][0]) > 180:  # once around the globe
        pole = math.copysign(90.0, sum(lat for _, lat in path))
        path += [(path[-1][0], pole), (path[0][0], pole)]
    area: BaseGeometry = Polygon(path)
    if not area.is_valid:
        area = repair_area(area).area
    if not area.is_empty:
        area = _turned_back(area)
    return MultiPolygon(polygons_of(area))


def polygons_on_globe(polygons: Iterable[Sequence[Sequence[Position]]]) -> MultiPolygon:
    """The area within polygons, each given as the rings of an outline and its holes, like
    `area_on_globe`."""
    areas = [
        area_on_globe(outer).difference(unary_union([area_on_globe(hole) for hole in holes]))
        for outer, *holes in polygons
    ]
    return MultiPolygon(polygons_of(unary_union(areas)))


def leaves_map(ring: Sequence[Position]) -> bool:
    """Whether a ring leaves the map on one side and continues on the other."""
    lons = [lon for lon, _ in ring]
    return (
        min(lons) < -180
        or max(lons) > 180
        or any(abs(after - before) > 180 for before, after in zip(lons, lons[1:]))
    )


def _turned_back(area: BaseGeometry) -> BaseGeometry:
    west, _, east, _ = area.bounds
    if west >= -180 and east <= 180:
        return area
    turns = range(math.floor((west + 180) / 360), math.ceil((east + 180) / 360))
    return unary_union([  # joins parts that meet at the prime meridian
        translate(area.intersection(box(360 * turn - 180, -90, 360 * turn + 180, 90)),
                  xoff=-360 * turn)
        for turn in turns
    ])  # fmt: skip
