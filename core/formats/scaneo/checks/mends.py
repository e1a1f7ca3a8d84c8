"""How what is wrong with annotations is mended, wherever they are kept: nothing is changed here."""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import Callable, NamedTuple, Optional, TypeVar

from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from ....base.geometry import Box, as_wkb, box_wkb, outline_key, polygons_of, wkb_bounds
from ....base.model import Annotation, Task
from ....base.rules import ACROSS_EDGE, AREA_CROSSING, CLASS_TWICE, SWAPPED, TWIN, Rule
from ..members import Members
from .ground import ImageGround, Relation, is_wide, swapped
from .shapes import Shape, read_shape

SHAPES = (SWAPPED, AREA_CROSSING, ACROSS_EDGE)
"""The rules whose mend gives an annotation another shape, in the order in which to mend them."""
COPIES = (TWIN, CLASS_TWICE)
"""The rules whose mend takes a copy away."""

Key = TypeVar("Key", bound=Hashable)


def mend_shape(
    rule: Rule, annotation: Annotation, ground: Optional[ImageGround]
) -> Optional[bytes]:
    """The shape that an annotation gets; None where there is nothing to mend, or no safe way.

    ``ground`` is the place of its image; None where that is not known.
    """
    shape = read_shape(annotation)
    if shape is None or shape.repaired is None:
        return None
    try:
        geometry = _mended(rule, shape, ground)
    except (ShapelyError, ValueError):
        return None
    if geometry is None or geometry.is_empty:
        return None
    if annotation.task is Task.DETECTION:
        west, south, east, north = geometry.bounds
        return box_wkb(Box(south, west, north, east))
    return as_wkb(MultiPolygon(polygons_of(geometry)))


def _mended(rule: Rule, shape: Shape, ground: Optional[ImageGround]) -> Optional[BaseGeometry]:
    if is_wide(shape.geometry):  # what it is to cover can't be told
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


def find_copies(
    annotations: Mapping[Key, Annotation],
    wanted: Sequence[Key],
    members: Callable[[Key], Members],
) -> list[Key]:
    """Which can go for the wanted ones: the image keeps another that looks the same as each.

    ``annotations`` are all that the image has. A wanted one goes only where another has all its
    ``members``; else one that has no other members than it goes in its place, if there is one. All
    mends ask here what may go, so that nothing that a file says is lost by any.
    """
    kinds = {_kind(annotations[key]) for key in wanted if key in annotations}
    alike: defaultdict[Hashable, list[Key]] = defaultdict(list)
    for key, one in annotations.items():  # bounds are quickly told, and few have the same
        kind = _kind(one)
        if kind in kinds:
            alike[kind, _bounds(one)].append(key)
    left: defaultdict[Look, dict[Key, Members]] = defaultdict(dict)
    looks: dict[Key, Look] = {}
    sought = set(wanted)
    for group in alike.values():
        if len(group) > 1 and not sought.isdisjoint(group):
            for key in group:
                look = look_of(annotations[key])
                if look is not None:
                    looks[key] = look
                    left[look][key] = members(key)
    gone = []
    for key in dict.fromkeys(wanted):
        same = left[looks[key]] if key in looks else {}
        spare = _spare(key, same) if key in same else None
        if spare is not None:
            del same[spare]
            gone.append(spare)
    return gone


def _kind(annotation: Annotation) -> tuple[Task, str]:
    """What is quickly told of how an annotation looks."""
    return annotation.task, annotation.label


def _bounds(annotation: Annotation) -> Hashable:
    if annotation.task is Task.CLASSIFICATION:
        return None
    try:
        return wkb_bounds(annotation.wkb or b"")
    except (ValueError, struct.error):
        return None


def _spare(key: Key, alike: Mapping[Key, Members]) -> Optional[Key]:
    """Which of the annotations that look alike can go for one of them."""
    own = alike[key]
    if any(others >= own for other, others in alike.items() if other != key):
        return key
    return next((other for other, others in alike.items() if other != key and own >= others), None)


def same_look(one: Annotation, other: Annotation) -> bool:
    """Whether two annotations are the same, wherever their rings begin."""
    if _kind(one) != _kind(other):
        return False
    if one.wkb is not None and one.wkb == other.wkb:  # nearly always: outlines take their time
        return True
    look = look_of(one)
    return look is not None and look == look_of(other)


class Look(NamedTuple):
    """What annotations that are the same have in common."""

    task: Task
    label: str
    outline: Optional[bytes]


def look_of(annotation: Annotation) -> Optional[Look]:
    """How an annotation looks, wherever its rings begin; None where that can't be told."""
    if annotation.task is Task.CLASSIFICATION:
        return Look(annotation.task, annotation.label, None)
    try:
        outline = outline_key(annotation.wkb or b"")
    except (ShapelyError, ValueError):
        return None
    return Look(annotation.task, annotation.label, outline)
