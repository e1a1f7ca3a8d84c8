"""What can be wrong with the shape of one annotation."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from math import hypot
from typing import NamedTuple, Optional

import shapely.wkb
from shapely.errors import ShapelyError
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import polygonize, unary_union
from shapely.validation import make_valid

from ....base.geometry import polygons_of, wkb_bounds
from ....base.model import Annotation, Task
from ....base.repair import repair_area
from .ground import Bounds

_MOST = 200  # loops of an outline: GEOS takes minutes to resolve thousands
_LONGEST = 100.0  # times the diagonal: a longer outline may cross itself too often
_SAME = 0.01  # share of the area that a repair may change at most
_AT_ONCE = 1000  # shapes that GEOS gets at once: all of a large file would take much memory
_COLLECTION = struct.Struct("<BII")  # as WKB: byte order, type, number of geometries
_BROKEN = (ShapelyError, ValueError, struct.error)


class Shape(NamedTuple):
    """An annotation with its geometry; ``repaired`` is what an area that crosses itself is taken
    for.

    ``repaired`` is the geometry itself where that is valid, and None where it is not clear what the
    area covers.
    """

    annotation: Annotation
    geometry: BaseGeometry
    bounds: Bounds
    repaired: Optional[BaseGeometry]

    @property
    def is_box(self) -> bool:
        """Whether it is a detection."""
        return self.annotation.task is Task.DETECTION


def read_shapes(annotations: Iterable[Annotation]) -> Iterator[tuple[int, Shape]]:
    """Like `read_shape`, for all annotations of an image, each with its index in ``annotations``.
    Boxes come in their order, and so do areas, but the two kinds are not mixed as in the file.

    GEOS gets many at once: preparing each by itself takes as long as the check.
    """
    waiting: dict[Task, list[tuple[int, Annotation]]] = {Task.DETECTION: [], Task.SEGMENTATION: []}
    for index, annotation in enumerate(annotations):
        if annotation.task not in waiting or not annotation.wkb:
            continue
        some = waiting[annotation.task]
        some.append((index, annotation))
        if len(some) == _AT_ONCE:
            yield from _shapes_of(some)
            some.clear()
    for some in waiting.values():
        yield from _shapes_of(some)


def _shapes_of(numbered: Sequence[tuple[int, Annotation]]) -> Iterable[tuple[int, Shape]]:
    if not numbered:
        return ()
    indexes, annotations = zip(*numbered)
    try:
        return zip(indexes, _read_at_once(annotations, [one.wkb or b"" for one in annotations]))
    except _BROKEN:  # read one by one, to find out which is broken
        shapes = zip(indexes, map(read_shape, annotations))
        return [(index, shape) for index, shape in shapes if shape is not None]


def _read_at_once(annotations: Sequence[Annotation], wkbs: Sequence[bytes]) -> list[Shape]:
    whole = shapely.wkb.loads(_COLLECTION.pack(1, 7, len(wkbs)) + b"".join(wkbs))
    # A collection is valid if all of its geometries are.
    are_sound = annotations[0].task is Task.DETECTION or whole.is_valid
    shapes = []
    for one, geometry, wkb in zip(annotations, whole.geoms, wkbs):
        bounds = Bounds(*wkb_bounds(wkb))
        repaired = geometry if are_sound or geometry.is_valid else repair(geometry)
        shapes.append(Shape(one, geometry, bounds, repaired))
    return shapes


def read_shape(annotation: Annotation) -> Optional[Shape]:
    """The shape of a box or an area; None for a classification, or where there is none."""
    if annotation.wkb is None or annotation.task is Task.CLASSIFICATION:
        return None
    try:
        geometry = shapely.wkb.loads(annotation.wkb)
        bounds = Bounds(*wkb_bounds(annotation.wkb))
        is_sound = annotation.task is Task.DETECTION or geometry.is_valid
        return Shape(annotation, geometry, bounds, geometry if is_sound else repair(geometry))
    except _BROKEN:
        return None


def repair(area: BaseGeometry) -> Optional[MultiPolygon]:
    """An area without crossings that covers what people see; None where that is ambiguous.

    A bow-tie becomes two triangles. Where an outline runs around a spot twice, the spot may be
    meant as a hole or as a part.
    """
    try:
        if not all(part.is_valid or _is_plain(part) for part in polygons_of(area)):
            return None
        whole = repair_area(area).area
    except (ShapelyError, ValueError):
        return None
    return None if whole.is_empty else whole


def _is_plain(part: Polygon) -> bool:
    """Whether people would agree on what a part covers that crosses itself."""
    spots = [_spots(ring) for ring in (part.exterior, *part.interiors)]
    if sum(map(len, spots)) > _MOST:
        return False
    painted = unary_union(polygons_of(make_valid(part)))
    covered = unary_union(spots[0])
    for hole in spots[1:]:
        covered = covered.difference(unary_union(hole))
    largest = max(painted.area, covered.area)
    return bool(largest and painted.symmetric_difference(covered).area <= _SAME * largest)


def _spots(ring: LineString) -> list[Polygon]:
    """The faces that a ring encloses, cut where it crosses itself.

    :raises ValueError: where it crosses itself too often.
    """
    west, south, east, north = ring.bounds
    if ring.length > _LONGEST * hypot(east - west, north - south):
        raise ValueError("too long")
    return list(polygonize(unary_union(LineString(ring.coords))))


def thin_parts(area: BaseGeometry, thin: float) -> list[Polygon]:
    """The parts of a valid area into which no circle of this radius, in degrees, fits."""
    if len(getattr(area, "geoms", ())) == 1 and area.area >= thin * area.length:
        return []  # `is_thin` would say the same, but this is called for every area
    return [part for part in polygons_of(area) if is_thin(part, thin)]


def is_thin(polygon: Polygon, thin: float) -> bool:
    """Whether a circle of this radius, in degrees, does not fit into a valid polygon."""
    if polygon.area >= thin * polygon.length:  # the circle fits: a known bound, and cheap
        return False
    # GEOS takes a minute to shrink an outline with thousands of teeth: try cheaper tests first.
    if polygon.boundary.distance(polygon.representative_point()) >= thin:
        return False
    return bool(polygon.buffer(-thin).is_empty)
