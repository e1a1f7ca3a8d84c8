"""Annotations that are there twice."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from shapely.errors import ShapelyError

from ....base.geometry import outline_key, wkb_bounds
from ....base.model import Annotation
from ..members import FileMembers, tell_copies
from .shapes import Shape


class Twin(NamedTuple):
    """An annotation, and one before it that looks the same.

    ``can_go`` is whether one of them has all that the file says of the other.
    """

    copy: Annotation
    original: Annotation
    can_go: bool


class Alike:
    """Finds the annotations of an image that look like one before, once it was told of all.

    A number is kept of each: few have the same, and those alone are compared.
    """

    def __init__(self, annotations: Sequence[Annotation]) -> None:
        self._annotations = annotations
        self._indexes = array("Q")
        self._looks = array("q")

    def add(self, index: int, shape: Shape) -> None:
        """The annotation of an index has this shape."""
        annotation = shape.annotation
        self._indexes.append(index)
        self._looks.append(hash((annotation.task, annotation.label, shape.bounds)))

    def find(self, members: FileMembers) -> list[Twin]:
        """The twins; ``members`` are those of the file."""
        return [
            Twin(*twin)
            for group in self._groups()
            for same in _same_outline(group)
            for twin in tell_copies(same, lambda one: members.of(one.feature_index))
        ]

    def _groups(self) -> Iterable[Sequence[Annotation]]:
        """Annotations of the same task, label and bounds, where there are several."""
        looks = sorted(self._looks)
        repeated = {one for one, other in zip(looks, islice(looks, 1, None)) if one == other}
        del looks
        alike: defaultdict[tuple[object, ...], list[Annotation]] = defaultdict(list)
        for index, look in zip(self._indexes, self._looks) if repeated else ():
            if look in repeated:
                one = self._annotations[index]
                alike[one.task, one.label, wkb_bounds(one.wkb or b"")].append(one)
        return [group for group in alike.values() if len(group) > 1]


def _same_outline(annotations: Sequence[Annotation]) -> Iterator[Sequence[Annotation]]:
    found: defaultdict[bytes, list[Annotation]] = defaultdict(list)
    for annotation in annotations:
        try:
            found[outline_key(annotation.wkb or b"")].append(annotation)
        except (ShapelyError, ValueError):
            continue
    yield from (same for same in found.values() if len(same) > 1)
