"""When two shapes are one, and how much they overlap."""

from __future__ import annotations

import math
import struct
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple, Optional

import shapely.wkb
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from ..annotations import shape_wkb
from ..checks.shapes import outline_key
from ..geometry import BadAnnotation, wkb_bounds
from ..model import Annotation, Task
from ..repair import make_sound

_SAME_SIZE = 0.05  # who moves a shape leaves its size, but for the bend of its image's CRS

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


def shape_key(annotation: Annotation) -> Hashable:
    """A value that two annotations share where they look the same on the map.

    It does not matter where a ring begins, which way it runs and in which order parts come: other
    programs write that as they like. None for a classification, which has no shape.

    :raises BadAnnotation: where there is nothing to compare.
    """
    wkb = shape_wkb(annotation)
    if wkb is None or annotation.task is Task.DETECTION:
        return wkb
    return _normalized(wkb)


def look_key(annotation: Annotation) -> Optional[Hashable]:
    """A value that two annotations share where task, label and shape are the same.

    None where there is nothing to compare: such a one is like no other.
    """
    try:
        return annotation.task, annotation.label, shape_key(annotation)
    except BadAnnotation:
        return None


def alike(one: Annotation, other: Annotation) -> bool:
    """Whether task, label and shape of two annotations are the same."""
    if one.task is not other.task or one.label != other.label:
        return False
    if one.task is Task.CLASSIFICATION or one.wkb == other.wkb:
        return True
    key = look_key(one)
    return key is not None and key == look_key(other)


@lru_cache(maxsize=512)  # the same few are asked for again and again while a file is merged
def _normalized(wkb: bytes) -> bytes:
    try:
        return outline_key(wkb)
    except (ShapelyError, ValueError):  # what no library can turn is compared as it is
        return wkb


class Overlap(NamedTuple):
    """How much two shapes overlap: the area of both over the area of either (IoU), 0 to 1."""

    iou: float
    left: int
    right: int


def overlaps(
    left: Mapping[int, Annotation],
    right: Mapping[int, Annotation],
    least: float,
    same_label: bool = False,
) -> list[Overlap]:
    """The pairs of one task that overlap by ``least`` or more, best first, those of one label
    before others that overlap as much. Classifications have no shape, and so no overlap.
    """
    lefts, rights = _by_group(left, same_label), _by_group(right, same_label)
    found = [
        pair
        for group in lefts.keys() & rights.keys()
        for pair in _pairs(lefts[group], rights[group], least)
    ]
    found.sort(key=lambda pair: (-pair.iou, left[pair.left].label != right[pair.right].label, pair))
    return found


class Step(NamedTuple):
    """How far apart, in degrees, the middles of two shapes are."""

    distance: float
    left: int
    right: int


def steps(left: Mapping[int, Annotation], right: Mapping[int, Annotation]) -> list[Step]:
    """The pairs of one task and label that may be one shape and the same, moved by no more than
    its own size: their bounds are about as large. The nearest come first.
    """
    lefts, rights = _by_group(left, same_label=True), _by_group(right, same_label=True)
    found: list[Step] = []
    for group in lefts.keys() & rights.keys():
        others = sorted(rights[group], key=lambda shape: shape.middle)
        places = [shape.middle[0] for shape in others]
        for shape in lefts[group]:
            x, reach = shape.middle[0], shape.reach
            first, end = bisect_left(places, x - reach), bisect_right(places, x + reach)
            found.extend(
                Step(distance, shape.which, other.which)
                for other in others[first:end]
                if (distance := math.dist(shape.middle, other.middle)) <= reach
                and shape.is_as_large_as(other)
            )
    return sorted(found)


class _Shape:
    """A shape with what is cheap to compare; its geometry is made where that is needed."""

    def __init__(self, which: int, wkb: bytes, is_box: bool) -> None:
        self.which = which
        self.bounds: Bounds = wkb_bounds(wkb)
        self._wkb = wkb
        self._is_box = is_box

    @property
    def has_extent(self) -> bool:
        """Whether it can overlap anything."""
        west, south, east, north = self.bounds
        return west < east and south < north

    @cached_property
    def middle(self) -> tuple[float, float]:
        """The middle of its bounds."""
        west, south, east, north = self.bounds
        return (west + east) / 2, (south + north) / 2

    @property
    def reach(self) -> float:
        """The diagonal of its bounds."""
        west, south, east, north = self.bounds
        return math.hypot(east - west, north - south)

    def is_as_large_as(self, other: _Shape) -> bool:
        """Whether the bounds of two shapes have nearly the same size."""
        return abs(self.reach - other.reach) <= _SAME_SIZE * self.reach

    @cached_property
    def _area(self) -> float:
        west, south, east, north = self.bounds
        return (east - west) * (north - south) if self._is_box else float(self._valid.area)

    @cached_property
    def _valid(self) -> BaseGeometry:
        geometry = shapely.wkb.loads(self._wkb)
        return geometry if geometry.is_valid else make_sound(geometry).area

    def overlap(self, other: _Shape, least: float) -> float:
        """The IoU of two shapes; 0 where a look at their bounds tells that it is below least."""
        common = _common(self.bounds, other.bounds)
        if common <= 0:
            return 0.0
        try:
            if common < least * max(self._area, other._area):
                return 0.0
            if not (self._is_box and other._is_box):
                common = float(self._valid.intersection(other._valid).area)
            either = self._area + other._area - common
        except (ShapelyError, ValueError):  # not even mended can it be cut
            return 0.0
        return common / either if either > 0 else 0.0


def _common(one: Bounds, other: Bounds) -> float:
    """The area in which bounds overlap; below 0 where they don't."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else -1.0


def _by_group(
    annotations: Mapping[int, Annotation], same_label: bool
) -> dict[Hashable, list[_Shape]]:
    groups: dict[Hashable, list[_Shape]] = {}
    for which, annotation in annotations.items():
        if annotation.wkb is None or annotation.task is Task.CLASSIFICATION:
            continue
        try:
            shape = _Shape(which, annotation.wkb, annotation.task is Task.DETECTION)
        except (ValueError, struct.error):
            continue
        if not shape.has_extent:
            continue
        key = annotation.task, annotation.label if same_label else ""
        groups.setdefault(key, []).append(shape)
    return groups


def _pairs(lefts: Sequence[_Shape], rights: Sequence[_Shape], least: float) -> Iterator[Overlap]:
    """Sweeps from west to east: only shapes that share a meridian are compared."""
    queue = sorted(
        [(shape.bounds[0], 0, shape) for shape in lefts]
        + [(shape.bounds[0], 1, shape) for shape in rights],
        key=lambda entry: entry[:2],
    )
    under_way: tuple[list[_Shape], list[_Shape]] = ([], [])
    for west, side, shape in queue:
        others = under_way[1 - side]
        others[:] = [other for other in others if other.bounds[2] > west]
        for other in others:
            one, two = (shape, other) if side == 0 else (other, shape)
            iou = one.overlap(two, least)
            if iou > 0 and iou >= least:
                yield Overlap(iou, one.which, two.which)
        under_way[side].append(shape)
