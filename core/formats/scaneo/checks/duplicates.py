"""Annotations that a file has twice."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from shapely.errors import ShapelyError

from ....base.geometry import outline_key, wkb_bounds
from ....base.model import Annotation
from ..members import FileMembers, compare_duplicates
from .shapes import Shape


class Duplicate(NamedTuple):
    """An annotation, and an earlier one that is equal in task, label and shape.

    ``can_go`` is whether one of them has all members that the other has.
    """

    copy: Annotation
    original: Annotation
    can_go: bool


class DuplicateFinder:
    """Finds the annotations of an image that are equal to an earlier one, once all were added.

    Only a hash of each is kept: few hashes are equal, and only those annotations are compared.
    """

    def __init__(self, annotations: Sequence[Annotation]) -> None:
        self._annotations = annotations
        self._indexes = array("Q")
        self._hashes = array("q")

    def add(self, index: int, shape: Shape) -> None:
        """Adds the annotation of an index, with its shape."""
        annotation = shape.annotation
        self._indexes.append(index)
        self._hashes.append(hash((annotation.task, annotation.label, shape.bounds)))

    def find(self, members: FileMembers) -> list[Duplicate]:
        """The duplicates; ``members`` are those of the file's features."""
        return [
            Duplicate(*pair)
            for group in self._groups()
            for same in _same_outline(group)
            for pair in compare_duplicates(same, lambda one: members.of(one.feature_index))
        ]

    def _groups(self) -> Iterable[Sequence[Annotation]]:
        """Groups of annotations of the same task, label and bounds."""
        hashes = sorted(self._hashes)
        repeated = {one for one, other in zip(hashes, islice(hashes, 1, None)) if one == other}
        del hashes
        alike: defaultdict[tuple[object, ...], list[Annotation]] = defaultdict(list)
        for index, number in zip(self._indexes, self._hashes) if repeated else ():
            if number in repeated:
                annotation = self._annotations[index]
                bounds = wkb_bounds(annotation.wkb or b"")
                alike[annotation.task, annotation.label, bounds].append(annotation)
        return [group for group in alike.values() if len(group) > 1]


def _same_outline(annotations: Sequence[Annotation]) -> Iterator[Sequence[Annotation]]:
    found: defaultdict[bytes, list[Annotation]] = defaultdict(list)
    for annotation in annotations:
        try:
            found[outline_key(annotation.wkb or b"")].append(annotation)
        except (ShapelyError, ValueError):
            continue
    yield from (same for same in found.values() if len(same) > 1)
