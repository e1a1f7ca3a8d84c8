"""Writes the annotations of a merge, or of a changed file, to the rows of an image."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Sequence
from typing import Optional

from ...base.model import Annotation, Task
from ...formats.scaneo.merge.index_maps import IndexMap
from ...formats.scaneo.merge.queues import KeyedQueues
from ...formats.scaneo.merge.similarity import is_same_content
from ...formats.scaneo.merge.three_way import FileMerge
from ...workspace.records.image_rows import Row
from ...workspace.repository import Repository


class RowWriter:
    """Writes one image's rows: annotations that stay keep their feature ids, for open layers."""

    def __init__(self, workspace: Repository, image: str) -> None:
        self._workspace = workspace
        self._image = image

    def apply(self, rows: Sequence[Row], merge: FileMerge) -> bool:
        """Changes the rows to the result of a merge; returns whether anything but feature indexes
        changed."""
        has_news = bool(merge.removed)
        for index in merge.removed:
            row = rows[index]
            self._workspace.remove_annotation(row.annotation.task, row.fid)
        left = {
            task: self._workspace.feature_indexes.indexes_of_moved(self._image, task)
            for task in Task
        }
        self._workspace.feature_indexes.forget([self._image])
        is_moved = len(merge.annotations) > len(rows) or any(
            one.index is None
            or one.annotation.feature_index != rows[one.index].annotation.feature_index
            for one in merge.annotations
        )
        if is_moved:
            self._workspace.feature_indexes.renew(self._image)
        moved: dict[Task, dict[int, Optional[int]]] = {task: {} for task in Task}
        for merged in merge.annotations:
            annotation = merged.annotation
            if merged.index is None:
                self._workspace.add_annotation(self._image, annotation, self._image)
                has_news = True
                continue
            row = rows[merged.index]
            if _differ(annotation, row.annotation):
                self._workspace.update_annotation(row.fid, annotation)
                has_news = has_news or not is_same_content(annotation, row.annotation)
            if is_moved or annotation.feature_index != row.annotation.feature_index:
                moved[annotation.task][row.fid] = annotation.feature_index
        taken = (
            {one.annotation.feature_index for one in merge.annotations}
            if any(left.values())
            else ()
        )
        for task, strays in left.items():  # the file keeps strays until they are written elsewhere
            now = {fid: merge.pairs.get(feature_index) for fid, feature_index in strays.items()}
            moved[task].update(
                (fid, at) for fid, at in now.items() if at is not None and at not in taken
            )
        for task, indexes in moved.items():
            self._workspace.feature_indexes.note(task, self._image, indexes)
        return has_news

    def replace(self, rows: Sequence[Row], annotations: Sequence[Annotation]) -> None:
        """Changes the rows to the content of a file. An annotation that is equal to one before, has
        the same index, or differs only in its label, stays the same feature."""
        gone, new = array("Q", range(len(rows))), array("Q", range(len(annotations)))
        kept = IndexMap()
        for key in (_shape_and_label, _shape, _index_in_file):
            waiting = KeyedQueues()
            for index in gone:
                waiting.add(_number(key, rows[index].annotation), index)
            left = array("Q")
            for number in new:
                found = waiting.take(_number(key, annotations[number]))
                if found is None:
                    left.append(number)
                else:
                    kept[found] = number
            gone, new = array("Q", (index for index in gone if index not in kept)), left
        is_moved = bool(gone or new) or any(
            annotations[number].feature_index != rows[index].annotation.feature_index
            for index, number in kept.items()
        )
        if is_moved:
            self._workspace.feature_indexes.renew(self._image)
        moved: dict[Task, dict[int, Optional[int]]] = {task: {} for task in Task}
        for index, number in kept.items():
            row, annotation = rows[index], annotations[number]
            if _differ(annotation, row.annotation):
                self._workspace.update_annotation(row.fid, annotation)
            if is_moved:
                moved[annotation.task][row.fid] = annotation.feature_index
        for task, indexes in moved.items():
            self._workspace.feature_indexes.note(task, self._image, indexes)
        for index in gone:
            row = rows[index]
            self._workspace.remove_annotation(row.annotation.task, row.fid)
        for number in new:
            self._workspace.add_annotation(self._image, annotations[number], self._image)


def _number(key: Callable[[Annotation], Hashable], one: Annotation) -> Hashable:
    """A hash of a task and a key, which takes less memory than the key."""
    return one.task, hash(key(one))


def _shape_and_label(one: Annotation) -> Hashable:
    return _shape(one), one.label


def _shape(one: Annotation) -> Hashable:
    return one.task, None if one.task is Task.CLASSIFICATION else one.wkb


def _index_in_file(one: Annotation) -> Hashable:
    return one.task, one.feature_index


def _differ(one: Annotation, other: Annotation) -> bool:
    return one.label != other.label or (
        one.task is not Task.CLASSIFICATION and one.wkb != other.wkb
    )
