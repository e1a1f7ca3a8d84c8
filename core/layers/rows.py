"""Annotations of a merge, or of a file that changed, into the rows of an image."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from typing import Optional

from ..scaneo.merge.shapes import alike
from ..scaneo.merge.three_way import FileMerge
from ..scaneo.model import Annotation, Task
from .database import Inserter
from .image_rows import Row
from .workspace import ANNOTATION_FIELDS, Workspace


class RowWriter:
    """Writes one image's rows: what stays keeps its feature id, for layers that are open."""

    def __init__(self, workspace: Workspace, image: str) -> None:
        self._workspace = workspace
        self._image = image

    def apply(self, rows: Sequence[Row], merge: FileMerge) -> bool:
        """Makes the rows what the merge says; whether anything but their places is new."""
        has_news = bool(merge.removed)
        for index in merge.removed:
            row = rows[index]
            self._workspace.remove_annotation(row.annotation.task, row.fid)
        left = {task: self._workspace.places.left(self._image, task) for task in Task}
        self._workspace.places.forget([self._image])
        is_moved = len(merge.annotations) > len(rows) or any(
            one.index is None or one.annotation.place != rows[one.index].annotation.place
            for one in merge.annotations
        )
        if is_moved:
            self._workspace.places.renew(self._image)
        moved: dict[Task, dict[int, Optional[int]]] = {task: {} for task in Task}
        for merged in merge.annotations:
            annotation = merged.annotation
            if merged.index is None:
                self._add(annotation)
                has_news = True
                continue
            row = rows[merged.index]
            if _differ(annotation, row.annotation):
                self._change(row, annotation)
                has_news = has_news or not alike(annotation, row.annotation)
            if is_moved or annotation.place != row.annotation.place:
                moved[annotation.task][row.fid] = annotation.place
        taken = {one.annotation.place for one in merge.annotations}
        for task, strays in left.items():  # their file keeps them until they are written elsewhere
            now = {fid: merge.pairs.get(place) for fid, place in strays.items()}
            moved[task].update((fid, at) for fid, at in now.items() if at not in {None, *taken})
        for task, places in moved.items():
            self._workspace.places.note(task, self._image, places)
        return has_news

    def replace(self, rows: Sequence[Row], annotations: Sequence[Annotation]) -> None:
        """Makes the rows what a file lists: one that looks as before, stands where it was, or
        has another label alone, stays the same feature."""
        gone, new = list(rows), list(annotations)
        kept: list[tuple[Row, Annotation]] = []
        for key in (_looks, _shape, _stands):
            gone, new = _pair(gone, new, key, kept)
        is_moved = bool(gone or new) or any(
            annotation.place != row.annotation.place for row, annotation in kept
        )
        if is_moved:
            self._workspace.places.renew(self._image)
        moved: dict[Task, dict[int, Optional[int]]] = {task: {} for task in Task}
        for row, annotation in kept:
            if _differ(annotation, row.annotation):
                self._change(row, annotation)
            if is_moved:
                moved[annotation.task][row.fid] = annotation.place
        for task, places in moved.items():
            self._workspace.places.note(task, self._image, places)
        for row in gone:
            self._workspace.remove_annotation(row.annotation.task, row.fid)
        for annotation in new:
            self._add(annotation)

    def _add(self, annotation: Annotation) -> None:
        number = self._workspace.places.numbering(self._image).number
        place = None if annotation.place is None else number(annotation.place)
        values = (self._image, annotation.label, self._image, place)
        table = annotation.task.value
        inserter = Inserter(self._workspace.database, table, ANNOTATION_FIELDS)
        inserter.add(self._shape(annotation), *values)

    def _change(self, row: Row, annotation: Annotation) -> None:
        wkb = None if annotation.task is Task.CLASSIFICATION else annotation.wkb
        table = annotation.task.value
        self._workspace.database.update(table, row.fid, wkb, label=annotation.label)

    def _shape(self, annotation: Annotation) -> Optional[bytes]:
        if annotation.task is Task.CLASSIFICATION:
            return self._workspace.footprint(self._image)
        return annotation.wkb


def _pair(
    rows: list[Row],
    annotations: list[Annotation],
    key: Callable[[Annotation], Hashable],
    pairs: list[tuple[Row, Annotation]],
) -> tuple[list[Row], list[Annotation]]:
    """Adds to ``pairs`` the rows and annotations that are like each other by the key; answers
    those that are left."""
    alike: defaultdict[Hashable, deque[Row]] = defaultdict(deque)
    for row in rows:
        alike[key(row.annotation)].append(row)
    new = []
    for annotation in annotations:
        found = alike.get(key(annotation))
        if found:
            pairs.append((found.popleft(), annotation))
        else:
            new.append(annotation)
    return [row for found in alike.values() for row in found], new


def _looks(one: Annotation) -> Hashable:
    return _shape(one), one.label


def _shape(one: Annotation) -> Hashable:
    return one.task, None if one.task is Task.CLASSIFICATION else one.wkb


def _stands(one: Annotation) -> Hashable:
    return one.task, one.place


def _differ(one: Annotation, other: Annotation) -> bool:
    return one.label != other.label or (
        one.task is not Task.CLASSIFICATION and one.wkb != other.wkb
    )
