"""When two annotations are the same, and how much two shapes overlap."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from heapq import heappop, heappush
from typing import NamedTuple, Optional

import shapely.wkb
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from ....base.geometry import BadAnnotation, outline_key, wkb_bounds
from ....base.model import Annotation, Task
from ....base.repair import repair_area
from ..annotations import shape_wkb
from .bounds_index import Bounds, BoundsIndex

_SAME_SIZE = 0.05  # moving a shape keeps its size, apart from the distortion of the image's CRS

_ROUNDED = 1 + 1e-9  # two ways to calculate an area differ in the last digits
_ROUNDS = 32  # rounds in which a pile is processed


def shape_key(annotation: Annotation) -> Hashable:
    """A key that two annotations share where they look the same on the map.

    It doesn't depend on the first vertex of a ring, its direction, or the order of parts: other
    programs write these in any way. None for a classification, which has no shape.

    :raises BadAnnotation: where there is no shape to compare.
    """
    wkb = shape_wkb(annotation)
    if wkb is None or annotation.task is Task.DETECTION:
        return wkb
    return _normalized(wkb)


def content_key(annotation: Annotation) -> Optional[Hashable]:
    """A key that two annotations share where task, label and shape are equal.

    None where there is no shape to compare: such an annotation equals no other.
    """
    try:
        return annotation.task, annotation.label, shape_key(annotation)
    except BadAnnotation:
        return None


def is_same_content(one: Annotation, other: Annotation) -> bool:
    """Whether task, label and shape of two annotations are equal."""
    if one.task is not other.task or one.label != other.label:
        return False
    if one.task is Task.CLASSIFICATION or one.wkb == other.wkb:
        return True
    key = content_key(one)
    return key is not None and key == content_key(other)


@lru_cache(maxsize=16384)  # a merge asks for the same ones many times
def _normalized(wkb: bytes) -> bytes:
    try:
        return outline_key(wkb)
    except (ShapelyError, ValueError):  # what can't be normalised is compared as it is
        return wkb


class Overlap(NamedTuple):
    """How much two shapes overlap: the area of their intersection divided by that of their union
    (IoU), 0 to 1."""

    iou: float
    left: int
    right: int


Check = Callable[[], None]
"""Is called now and then; what it raises ends the work."""


def never_stop() -> None:
    """A `Check` that never ends the work."""


def overlapping_pairs(
    left: Mapping[int, Annotation],
    right: Mapping[int, Annotation],
    least: float,
    check: Check = never_stop,
) -> list[Overlap]:
    """The pairs of one task whose IoU is at least ``least``, best first; at the same overlap, pairs
    of one label first. Classifications have no shape, and so no overlap.

    In a pile, each shape is only compared with the most similar ones (`bounds_index`).
    """
    lefts, rights = _by_group(left), _by_group(right)
    found: list[Overlap] = []
    for group in lefts.keys() & rights.keys():
        for one, other in _Candidates(lefts[group], rights[group], check).pairs:
            check()
            iou = one.overlap(other, least)
            if iou > 0 and iou >= least:
                found.append(Overlap(iou, one.which, other.which))
    found.sort(key=lambda pair: (-pair.iou, left[pair.left].label != right[pair.right].label, pair))
    return found


def best_pairs(
    left: Mapping[int, Annotation],
    right: Mapping[int, Annotation],
    least: float,
    check: Check = never_stop,
) -> Iterator[Overlap]:
    """Like `overlapping_pairs`, with each shape once at most: the best pair, the best of the rest,
    and so on.

    An overlap is only calculated while neither shape has a better partner.
    """
    lefts, rights = _by_group(left), _by_group(right)
    for group in lefts.keys() & rights.keys():
        ours, theirs = lefts[group], rights[group]
        for _ in range(_ROUNDS):
            candidates = _Candidates(ours, theirs, check)
            pairs = list(_greedy(candidates.pairs, left, right, least, check))
            yield from pairs
            if not pairs or not candidates.are_more:
                break
            done, others = {pair.left for pair in pairs}, {pair.right for pair in pairs}
            ours = [shape for shape in ours if shape.which not in done]
            theirs = [shape for shape in theirs if shape.which not in others]


def _greedy(
    pairs: Sequence[tuple[_Shape, _Shape]],
    left: Mapping[int, Annotation],
    right: Mapping[int, Annotation],
    least: float,
    check: Check,
) -> Iterator[Overlap]:
    heap: list[tuple[float, bool, int, int, bool, int]] = []

    def push(share: float, is_known: bool, number: int) -> None:
        one, other = pairs[number]
        if share > 0 and share >= least:
            differs = left[one.which].label != right[other.which].label
            heappush(heap, (-share, differs, one.which, other.which, is_known, number))

    for number, (one, other) in enumerate(pairs):
        check()
        push(one.most(other), False, number)
    taken: set[int] = set()
    others: set[int] = set()
    while heap:
        check()
        share, _, which, other_which, is_known, number = heappop(heap)
        if which in taken or other_which in others:
            continue
        if is_known:
            taken.add(which)
            others.add(other_which)
            yield Overlap(-share, which, other_which)
        else:
            one, other = pairs[number]
            push(one.overlap(other, least), True, number)


class _Candidates:
    """Pairs of shapes that may overlap: all of them, or in a pile the most similar ones."""

    def __init__(
        self,
        lefts: Sequence[_Shape],
        rights: Sequence[_Shape],
        check: Check,
        is_step: bool = False,
    ) -> None:
        self.pairs: list[tuple[_Shape, _Shape]] = []
        self.are_more = False
        if not lefts or not rights:
            return
        near = BoundsIndex([shape.spot if is_step else shape.bounds for shape in rights])
        for shape in lefts:
            check()
            if is_step:
                found, are_more = near.find(shape.around, shape.spot)
            else:
                found, are_more = near.find(shape.bounds, shape.bounds)
            self.are_more = self.are_more or are_more
            self.pairs.extend((shape, rights[index]) for index in found)


class Shift(NamedTuple):
    """The distance of the centres of two shapes, in degrees."""

    distance: float
    left: int
    right: int


def shifts(
    left: Mapping[int, Annotation], right: Mapping[int, Annotation], check: Check = never_stop
) -> list[Shift]:
    """The pairs of one task and label that may be one shape, moved by no more than its own size:
    their bounds are about as large. The nearest come first; in a pile, not all are found."""
    lefts, rights = _by_group(left, same_label=True), _by_group(right, same_label=True)
    found = [
        Shift(distance, shape.which, other.which)
        for group in lefts.keys() & rights.keys()
        for shape, other in _Candidates(lefts[group], rights[group], check, is_step=True).pairs
        if (distance := math.dist(shape.middle, other.middle)) <= shape.reach
        and shape.is_as_large_as(other)
    ]
    return sorted(found)


class _Shape:
    """A shape with what is cheap to compare; its geometry is made on demand."""

    def __init__(self, which: int, wkb: bytes, is_box: bool) -> None:
        self.which = which
        self.bounds: Bounds = wkb_bounds(wkb)
        self._wkb = wkb
        self._is_box = is_box

    @property
    def has_extent(self) -> bool:
        """Whether it has an area, and so can overlap anything."""
        west, south, east, north = self.bounds
        return west < east and south < north

    @cached_property
    def middle(self) -> tuple[float, float]:
        """The middle of its bounds."""
        west, south, east, north = self.bounds
        return (west + east) / 2, (south + north) / 2

    @property
    def spot(self) -> Bounds:
        """Its centre, as bounds."""
        return self.middle * 2

    @property
    def around(self) -> Bounds:
        """Bounds that contain everything within its reach."""
        (x, y), reach = self.middle, self.reach
        return x - reach, y - reach, x + reach, y + reach

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
        return geometry if geometry.is_valid else repair_area(geometry).area

    def most(self, other: _Shape) -> float:
        """An upper bound of the IoU of two shapes, cheap to calculate."""
        common = _common(self.bounds, other.bounds)
        try:
            one, two = self._area, other._area
        except (ShapelyError, ValueError):
            return 0.0
        common = min(common, one, two)
        return common / (one + two - common) * _ROUNDED if common > 0 else 0.0

    def overlap(self, other: _Shape, least: float) -> float:
        """The IoU of two shapes; 0 where their bounds show that it is below ``least``."""
        common = _common(self.bounds, other.bounds)
        if common <= 0:
            return 0.0
        try:
            if common < least * max(self._area, other._area):
                return 0.0
            if not (self._is_box and other._is_box):
                common = float(self._valid.intersection(other._valid).area)
            either = self._area + other._area - common
        except (ShapelyError, ValueError):  # GEOS fails even after a repair
            return 0.0
        return common / either if either > 0 else 0.0


def _common(one: Bounds, other: Bounds) -> float:
    """The area in which two bounds overlap; below 0 where they don't."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else -1.0


def _by_group(
    annotations: Mapping[int, Annotation], same_label: bool = False
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
