"""Annotations that are there twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from shapely.errors import ShapelyError

from ..model import Annotation
from .members import FileMembers, tell_copies
from .shapes import Shape, outline_key


class Twin(NamedTuple):
    """An annotation, and one before it that looks the same.

    ``can_go`` is whether one of them has all that the file says of the other.
    """

    copy: Annotation
    original: Annotation
    can_go: bool


def find_twins(shapes: Iterable[Shape], members: FileMembers) -> list[Twin]:
    """The annotations of an image that look like one before; ``members`` are those of its file."""
    alike: defaultdict[tuple[object, ...], list[Annotation]] = defaultdict(list)
    for shape in shapes:  # bounds are quickly told, and few have the same
        annotation = shape.annotation
        alike[annotation.task, annotation.label, shape.bounds].append(annotation)
    return [
        Twin(*twin)
        for group in alike.values()
        if len(group) > 1
        for same in _same_outline(group)
        for twin in tell_copies(same, lambda one: members.of(one.place))
    ]


def _same_outline(annotations: Sequence[Annotation]) -> Iterator[Sequence[Annotation]]:
    found: defaultdict[bytes, list[Annotation]] = defaultdict(list)
    for annotation in annotations:
        try:
            found[outline_key(annotation.wkb or b"")].append(annotation)
        except (ShapelyError, ValueError):
            continue
    yield from (same for same in found.values() if len(same) > 1)
