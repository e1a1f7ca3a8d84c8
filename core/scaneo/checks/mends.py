"""How what is wrong with annotations is mended, wherever they are kept: nothing is changed here."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple, Optional, TypeVar

from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from ..geometry import Box, as_wkb, box_wkb, polygons_of
from ..model import Annotation, Task
from .places import Ground, Relation, swapped
from .rules import ACROSS_EDGE, AREA_CROSSING, CLASS_TWICE, SWAPPED, TWIN, Rule
from .shapes import Shape, outline_key, read_shape

SHAPES = (SWAPPED, AREA_CROSSING, ACROSS_EDGE)
"""The rules whose mend gives an annotation another shape, in the order in which to mend them."""
COPIES = (TWIN, CLASS_TWICE)
"""The rules whose mend takes a copy away."""

Key = TypeVar("Key", bound=Hashable)


def mend_shape(rule: Rule, annotation: Annotation, ground: Optional[Ground]) -> Optional[bytes]:
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


def _mended(rule: Rule, shape: Shape, ground: Optional[Ground]) -> Optional[BaseGeometry]:
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


def find_copies(annotations: Mapping[Key, Annotation], wanted: Sequence[Key]) -> list[Key]:
    """Those of the wanted that can go: the image keeps another one just like each.

    ``annotations`` are all that the image has.
    """
    looks = {key: look_of(annotation) for key, annotation in annotations.items()}
    left: dict[Hashable, int] = {}
    for look in looks.values():
        left[look] = left.get(look, 0) + 1
    gone = []
    for key in dict.fromkeys(wanted):
        look = looks.get(key)
        if look is not None and left[look] > 1:
            left[look] -= 1
            gone.append(key)
    return gone


def same_look(one: Annotation, other: Annotation) -> bool:
    """Whether two annotations are the same, wherever their rings begin."""
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
