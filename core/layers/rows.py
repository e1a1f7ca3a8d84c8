"""A merge's annotations into the rows of an image."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from ..scaneo.merge.shapes import alike
from ..scaneo.merge.three_way import FileMerge
from ..scaneo.model import Annotation, Task
from .database import Inserter
from .workspace import ANNOTATION_FIELDS, Row, Workspace


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
        self._workspace.forget_places(self._image)
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
            if annotation.place != row.annotation.place:
                moved[annotation.task][row.fid] = annotation.place
        for task, places in moved.items():
            self._workspace.set_places(task, self._image, places)
        return has_news

    def _add(self, annotation: Annotation) -> None:
        values = (self._image, annotation.label, self._image, annotation.place)
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


def _differ(one: Annotation, other: Annotation) -> bool:
    return one.label != other.label or (
        one.task is not Task.CLASSIFICATION and one.wkb != other.wkb
    )
