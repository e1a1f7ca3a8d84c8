"""Areas of different labels that overlap."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice
from typing import NamedTuple, Optional

import shapely.wkb
from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from ....base.geometry import polygons_of
from ....base.model import Annotation
from .shapes import Shape, is_thin

MOST = 1000
"""Overlaps of an image that are told: where there are more, nobody mends them one by one."""

_KEPT = 1000  # geometries that are kept
_MOST_TESTS = 100  # pairs tested for each area: more would be a hostile file


class OverlappingAreas(NamedTuple):
    """An area, an earlier one in the file that it overlaps, and what they share."""

    annotation: Annotation
    other: Annotation
    shared: MultiPolygon


class Areas:
    """The areas of an image, numbered in the order in which they were added.

    As a geometry, an area takes several times the memory of its coordinates: in a large image,
    geometries are made again for those that overlap others.
    """

    def __init__(self, annotations: Sequence[Annotation]) -> None:
        self._annotations = annotations
        self._indexes = array("Q")
        self._bounds = array("d")
        self._kept: dict[int, BaseGeometry] = {}
        # Not of a method of its own: an area would be in memory until cycles are searched for.
        self._again = lru_cache(_KEPT)(partial(_read_area, annotations, self._indexes))

    def add(self, index: int, shape: Shape) -> None:
        """Adds the shape of the annotation of an index."""
        if shape.repaired is None:
            return
        number = len(self)
        if number < _KEPT or shape.repaired is not shape.geometry:
            self._kept[number] = shape.repaired
        self._indexes.append(index)
        self._bounds.extend(shape.bounds)

    def __len__(self) -> int:
        return len(self._indexes)

    def annotation(self, number: int) -> Annotation:
        """The annotation of an area's number."""
        return self._annotations[self._indexes[number]]

    def geometry(self, number: int) -> BaseGeometry:
        """The area as a valid geometry."""
        return self._kept[number] if number in self._kept else self._again(number)

    def pairs(self, side: float, left_out: Collection[Optional[int]]) -> Iterator[tuple[int, int]]:
        """Each pair whose bounds share at least this width and height, in degrees. Annotations with
        a feature index in ``left_out`` are skipped.

        A sweep over the bounds from west to east. shapely's own index has another interface in 1.8
        than in 2, and warns of that.
        """
        wests = self._bounds[::4]
        under: list[tuple[int, float, float, float]] = []
        for number in sorted(range(len(self)), key=wests.__getitem__):
            if left_out and self.annotation(number).feature_index in left_out:
                continue
            first, end = 4 * number, 4 * number + 4
            west, south, east, north = self._bounds[first:end]
            under = [one for one in under if one[2] - west >= side]
            for other, low, _, high in under:
                if high - south >= side and north - low >= side:
                    yield number, other
            if east - west >= side and north - south >= side:
                under.append((number, south, east, north))

    def count(self, left_out: Collection[Optional[int]]) -> int:
        """How many areas there are without those left out."""
        if not left_out:
            return len(self)
        return sum(self.annotation(one).feature_index not in left_out for one in range(len(self)))


def _read_area(
    annotations: Sequence[Annotation], indexes: Sequence[int], number: int
) -> BaseGeometry:
    return shapely.wkb.loads(annotations[indexes[number]].wkb)


def find_overlaps(
    areas: Areas, thin: float, left_out: Collection[Optional[int]] = ()
) -> list[OverlappingAreas]:
    """Areas of different labels that share more than a sliver, at most `MOST`.

    ``thin``: the radius, in degrees, of a circle that does not fit into a sliver. ``left_out`` are
    feature indexes of duplicates.
    """
    return list(islice(_overlaps(areas, thin, left_out), MOST))


def _overlaps(
    areas: Areas, thin: float, left_out: Collection[Optional[int]]
) -> Iterator[OverlappingAreas]:
    most = _MOST_TESTS * areas.count(left_out)
    for pair in islice(areas.pairs(2 * thin, left_out), most):
        annotations = [areas.annotation(number) for number in pair]
        if annotations[0].label == annotations[1].label:
            continue
        try:
            shared = _shared(*map(areas.geometry, pair))
        except (ShapelyError, ValueError):  # GEOS fails on some outlines
            continue
        parts = [part for part in shared if not is_thin(part, thin)]
        if parts:
            one, other = sorted(annotations, key=lambda area: area.feature_index or 0, reverse=True)
            yield OverlappingAreas(one, other, MultiPolygon(parts))


def _shared(one: BaseGeometry, other: BaseGeometry) -> list[Polygon]:
    return polygons_of(one.intersection(other)) if one.intersects(other) else []
