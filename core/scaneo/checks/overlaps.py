"""Areas of different labels that lie on one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from ..geometry import polygons_of
from ..model import Annotation
from .shapes import Shape, is_thin

MOST = 1000
"""Overlaps of an image that are told: where there are more, nobody mends them one by one."""

_MOST_LOOKS = 100  # at pairs for each area: there are more where somebody means ill


class Overlap(NamedTuple):
    """An area, one before it in the file that it overlaps, and what they share."""

    annotation: Annotation
    other: Annotation
    shared: MultiPolygon


def find_overlaps(shapes: Sequence[Shape], thin: float) -> list[Overlap]:
    """Areas of different labels that share more than a sliver, at most `MOST`.

    ``thin``: the radius in degrees of a circle that a sliver has no room for.
    """
    areas = [one for one in shapes if not one.is_box and one.repaired is not None]
    return list(islice(_overlaps(areas, thin), MOST))


def _overlaps(areas: Sequence[Shape], thin: float) -> Iterator[Overlap]:
    for pair in islice(_neighbours(areas, 2 * thin), _MOST_LOOKS * len(areas)):
        if pair[0].annotation.label == pair[1].annotation.label:
            continue
        one, other = sorted(pair, key=lambda area: area.annotation.place or 0, reverse=True)
        try:
            shared = _shared(one.repaired, other.repaired)
        except (ShapelyError, ValueError):  # no outline is too odd for GEOS to fail on it
            continue
        parts = [part for part in shared if not is_thin(part, thin)]
        if parts:
            yield Overlap(one.annotation, other.annotation, MultiPolygon(parts))


def _shared(one: BaseGeometry, other: BaseGeometry) -> list[Polygon]:
    return polygons_of(one.intersection(other)) if one.intersects(other) else []


def _neighbours(areas: Sequence[Shape], side: float) -> Iterator[tuple[Shape, Shape]]:
    """Each pair whose bounds share at least this width and height, in degrees.

    The bounds are swept from west to east: shapely's own index is another in 1.8 and 2, and warns
    of that.
    """
    under: list[Shape] = []
    for area in sorted(areas, key=lambda one: one.bounds.west):
        west, south, east, north = area.bounds
        under = [one for one in under if one.bounds.east - west >= side]
        for one in under:
            low, high = one.bounds.south, one.bounds.north
            if high - south >= side and north - low >= side:
                yield area, one
        if east - west >= side and north - south >= side:
            under.append(area)
