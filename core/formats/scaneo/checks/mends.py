"""How annotations are mended, in files and in layers alike; nothing is changed here."""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import Callable, NamedTuple, Optional, TypeVar

from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from ....base.geometry import (
    Box,
    as_wkb,
    box_wkb,
    check_range,
    outline_key,
    polygons_of,
    wkb_bounds,
)
from ....base.model import Annotation, Task
from ....base.rules import ACROSS_EDGE, AREA_CROSSING, CLASS_DUPLICATE, DUPLICATE, SWAPPED, Rule
from ..members import Members
from .ground import ImageGround, Relation, is_wide, swapped
from .shapes import Shape, read_shape

SHAPES = (SWAPPED, AREA_CROSSING, ACROSS_EDGE)
"""The rules whose mend gives an annotation another shape, in the order in which to mend them."""
COPIES = (DUPLICATE, CLASS_DUPLICATE)
"""The rules whose mend takes a copy away."""

Key = TypeVar("Key", bound=Hashable)


def mend_shape(
    rule: Rule, annotation: Annotation, ground: Optional[ImageGround]
) -> Optional[bytes]:
    """The shape that an annotation gets; None where there is nothing to mend, or no safe way.

    ``ground`` is where its image lies; None where that is not known. No shape leaves the range of
    degrees: it could not be written, and with it no other mend of its file.
    """
    shape = read_shape(annotation)
    if shape is None or shape.repaired is None:
        return None
    try:
        geometry = _mended(rule, shape, ground)
        if geometry is None or geometry.is_empty:
            return None
        check_range(*geometry.bounds)
    except (ShapelyError, ValueError):
        return None
    if annotation.task is Task.DETECTION:
        west, south, east, north = geometry.bounds
        return box_wkb(Box(south, west, north, east))
    return as_wkb(MultiPolygon(polygons_of(geometry)))


def _mended(rule: Rule, shape: Shape, ground: Optional[ImageGround]) -> Optional[BaseGeometry]:
    if is_wide(shape.geometry):  # nobody knows what it should cover
        return None
    if rule is AREA_CROSSING:
        return None if shape.repaired is shape.geometry else shape.repaired
    if ground is None or shape.repaired is None:
        return None
    relation = ground.relation(shape.repaired, shape.bounds, shape.is_box)
    if rule is ACROSS_EDGE and relation is Relation.ACROSS:
        return ground.cut(shape.repaired, shape.is_box)
    if rule is SWAPPED and relation is Relation.OUTSIDE and ground.fits_swapped(shape.repaired):
        return swapped(shape.geometry)
    return None


def removable_duplicates(
    annotations: Mapping[Key, Annotation],
    wanted: Sequence[Key],
    members: Callable[[Key], Members],
) -> list[Key]:
    """Which annotations can be removed for the wanted ones: the image keeps an equal one for each.

    ``annotations`` are all that the image has. A wanted one is removed only where an equal one has
    all of its ``members``; else an equal one with no other members than it is removed instead, if
    there is one. All mends ask this function what may be removed, so that none loses what a file
    says.
    """
    kinds = {_kind(annotations[key]) for key in wanted if key in annotations}
    alike: defaultdict[Hashable, list[Key]] = defaultdict(list)
    for key, one in annotations.items():  # compare bounds first: that is cheap, and few are equal
        kind = _kind(one)
        if kind in kinds:
            alike[kind, _bounds(one)].append(key)
    left: defaultdict[AnnotationKey, dict[Key, Members]] = defaultdict(dict)
    contents: dict[Key, AnnotationKey] = {}
    sought = set(wanted)
    for group in alike.values():
        if len(group) > 1 and not sought.isdisjoint(group):
            for key in group:
                content = annotation_key(annotations[key])
                if content is not None:
                    contents[key] = content
                    left[content][key] = members(key)
    gone = []
    for key in dict.fromkeys(wanted):
        same = left[contents[key]] if key in contents else {}
        removed = _removable(key, same) if key in same else None
        if removed is not None:
            del same[removed]
            gone.append(removed)
    return gone


def _kind(annotation: Annotation) -> tuple[Task, str]:
    """A part of the content that is cheap to compare."""
    return annotation.task, annotation.label


def _bounds(annotation: Annotation) -> Hashable:
    if annotation.task is Task.CLASSIFICATION:
        return None
    try:
        return wkb_bounds(annotation.wkb or b"")
    except (ValueError, struct.error):
        return None


def _removable(key: Key, alike: Mapping[Key, Members]) -> Optional[Key]:
    """Which of several equal annotations can be removed in place of one of them."""
    own = alike[key]
    if any(others >= own for other, others in alike.items() if other != key):
        return key
    return next((other for other, others in alike.items() if other != key and own >= others), None)


def is_same_annotation(one: Annotation, other: Annotation) -> bool:
    """Whether two annotations are equal, whichever vertex their rings start with."""
    if _kind(one) != _kind(other):
        return False
    if one.wkb is not None and one.wkb == other.wkb:  # nearly always; comparing outlines is slow
        return True
    key = annotation_key(one)
    return key is not None and key == annotation_key(other)


class AnnotationKey(NamedTuple):
    """What equal annotations have in common."""

    task: Task
    label: str
    outline: Optional[bytes]


def annotation_key(annotation: Annotation) -> Optional[AnnotationKey]:
    """What an annotation has in common with its duplicates; None where its outline can't be
    read."""
    if annotation.task is Task.CLASSIFICATION:
        return AnnotationKey(annotation.task, annotation.label, None)
    try:
        outline = outline_key(annotation.wkb or b"")
    except (ShapelyError, ValueError):
        return None
    return AnnotationKey(annotation.task, annotation.label, outline)
