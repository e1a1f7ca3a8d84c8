"""Annotations that are there twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from shapely.errors import ShapelyError

from ..model import Annotation
from .shapes import Shape, outline_key


def find_twins(shapes: Iterable[Shape]) -> list[tuple[Annotation, Annotation]]:
    """The copies among the annotations of an image, each with the first one of its kind."""
    alike: defaultdict[tuple[object, ...], list[Annotation]] = defaultdict(list)
    for shape in shapes:  # bounds are quickly told, and few have the same
        annotation = shape.annotation
        alike[annotation.task, annotation.label, shape.bounds].append(annotation)
    return [pair for group in alike.values() if len(group) > 1 for pair in _pairs(group)]


def _pairs(annotations: Sequence[Annotation]) -> Iterable[tuple[Annotation, Annotation]]:
    first: dict[bytes, Annotation] = {}
    for annotation in annotations:
        try:
            original = first.setdefault(outline_key(annotation.wkb or b""), annotation)
        except (ShapelyError, ValueError):
            continue
        if original is not annotation:
            yield annotation, original
