"""Annotations with latitude and longitude swapped in the file, so that they are out of range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Callable, Generic, NamedTuple, Optional, TypeVar

from shapely.errors import ShapelyError

from ....base.geometry import BadAnnotation, Box, area_wkb, box_wkb, corners_box, ring_box
from ....base.large_bytes import Data
from ....base.messages import message
from ....base.model import Annotation, Task
from ....base.rules import BBOX_BROKEN, GEOMETRY_BROKEN, RING_BROKEN
from ...geojson.values import values_of
from ..annotations import believed_box, same_box
from ..content import ContentProblem
from .ground import ImageGround
from .shapes import read_shape

BROKEN = {rule.id for rule in (GEOMETRY_BROKEN, BBOX_BROKEN, RING_BROKEN)}
"""The rules that reading, which knows no image's place, says are broken where these are swapped."""
_HIDDEN = message(
    "checks.swapped",
    "Latitude and longitude are swapped, so they are out of range, and it can't be shown.",
)
_BBOX = message(
    "checks.swapped-bbox",
    "Latitude and longitude of its bbox are swapped and out of range: the ring is shown.",
)
_RING = message(
    "checks.swapped-ring",
    "Latitude and longitude of its ring are swapped and out of range: the bbox is shown.",
)

_Read = TypeVar("_Read")


class Swapped(NamedTuple):
    """An annotation after swapping its coordinates back, and the problem that it has as it is."""

    annotation: Annotation
    what: str


def find_swapped(
    data: Data, faults: Sequence[ContentProblem], ground: Optional[ImageGround]
) -> dict[int, Swapped]:
    """Annotations of a file that are out of range, and on their image once swapped back, by index.

    ``faults`` is what reading the file reported; ``ground`` is where the image lies. Where that is
    not known, nothing is found.
    """
    broken = (fault.feature_index for fault in faults if fault.problem.rule in BROKEN)
    indexes = {index for index in broken if index is not None}
    if ground is None or not indexes:
        return {}
    found = {}
    features = values_of(data)
    for index in sorted(indexes):
        one = _swapped_back(features[index], index, ground)
        if one is not None:
            found[index] = one
    return found


def _swapped_back(feature: Any, index: int, ground: ImageGround) -> Optional[Swapped]:
    properties, geometry = feature["properties"], feature.get("geometry")
    task = Task(properties["task"])
    read = _area(geometry) if task is Task.SEGMENTATION else _box(geometry, properties, ground)
    if read is None:
        return None
    wkb, what = read
    one = Annotation(task, properties["label"], wkb, index)
    return Swapped(one, what) if _fits(one, ground) else None


def _area(geometry: Any) -> Optional[tuple[bytes, str]]:
    if not isinstance(geometry, dict):
        return None
    depth = 2 if geometry.get("type") == "Polygon" else 3
    area = _read(
        lambda coordinates: area_wkb({**geometry, "coordinates": coordinates}),
        geometry.get("coordinates"),
        depth,
    )
    return (area.value, _HIDDEN) if area is not None and area.is_swapped else None


def _box(geometry: Any, properties: Any, ground: ImageGround) -> Optional[tuple[bytes, str]]:
    """A box from its bbox, which SCANEO shows, where that is valid and has an extent. None where it
    isn't clear which box is meant."""
    rings = geometry.get("coordinates") if isinstance(geometry, dict) else None
    ring, bbox = _read(ring_box, rings, 2), _read(corners_box, properties.get("bbox"), 1)
    if bbox is None or ring is None:
        only = bbox or ring
        return (box_wkb(only.value), _HIDDEN) if only is not None and only.is_swapped else None
    wkb = box_wkb(believed_box(bbox.value, ring.value))
    agree = same_box(bbox.value, ring.value)
    if bbox.is_swapped and ring.is_swapped:
        return wkb, _HIDDEN
    if bbox.is_swapped:  # a ring elsewhere on the image may be what is meant
        return (wkb, _BBOX) if agree or not _fits(_as_box(ring.value), ground) else None
    return (wkb, _RING) if ring.is_swapped and agree else None


def _as_box(box: Box) -> Annotation:
    return Annotation(Task.DETECTION, "", box_wkb(box))


def _fits(annotation: Annotation, ground: ImageGround) -> bool:
    shape = read_shape(annotation)
    try:
        return shape is not None and shape.repaired is not None and ground.fits(shape.repaired)
    except (ShapelyError, ValueError):  # GEOS fails on some outlines: then nothing is found
        return False


@dataclass(frozen=True)  # Python 3.10 has no NamedTuple that is generic
class _Reading(Generic[_Read]):
    """What was read, and whether it is swapped in the file."""

    value: _Read
    is_swapped: bool


def _read(read: Callable[[Any], _Read], positions: Any, depth: int) -> Optional[_Reading[_Read]]:
    """Positions read as they are, or else swapped; None where neither way works."""
    for is_swapped in (False, True):
        try:
            return _Reading(
                read(_turned(positions, depth) if is_swapped else positions), is_swapped
            )
        except BadAnnotation:
            continue
    return None


def _turned(positions: Any, depth: int) -> Any:
    """Nested positions, ``depth`` lists deep, with the first two numbers of each exchanged."""
    if not isinstance(positions, list):
        return positions
    if depth:
        return [_turned(inner, depth - 1) for inner in positions]
    return [*positions[1::-1], *positions[2:]]
