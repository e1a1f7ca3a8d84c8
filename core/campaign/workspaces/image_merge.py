"""Merges two workspaces' versions of one image into the rows of one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, Optional

from ...base.model import Annotation, Task
from ...formats.scaneo.merge.side import Side
from ...formats.scaneo.merge.similarity import is_same_content
from ...formats.scaneo.merge.three_way import Conflict, FileMerge, merge_file
from ...workspace.records.feature_indexes import MovedFeature, note_members
from ...workspace.records.image_rows import Row
from ...workspace.records.taken import ImageSnapshot
from ...workspace.workspace import Workspace
from .waiting_edits import ImageInWorkspace

Settle = Callable[[Conflict], Optional[Side]]
"""Which version of a conflict is right; None leaves it open."""


class _MergedRow(NamedTuple):
    """An annotation of the merge: the index of our row, None where it is new here. In that case
    ``feature_index`` is the index in our file that it was read from, None where it is in none, and
    ``their`` the index of their row."""

    annotation: Annotation
    row: Optional[int]
    feature_index: Optional[int] = None
    their: Optional[int] = None


class ImageMerge:
    """Merges ours, which is edited here, with theirs, whose news is taken.

    The base is a snapshot of one of the two, in which its rows are found by feature id; without
    one, the file from which they were read. A row that can't be written to a file stays as it is
    here, and is taken over once.
    """

    def __init__(
        self, ours: ImageInWorkspace, theirs: ImageInWorkspace, is_new: bool = False
    ) -> None:
        """``is_new``: the image is new here, so nothing of it was deleted."""
        self._ours, self._theirs, self._is_new = ours, theirs, is_new
        self._broken = {fault.which for fault in ours.change.faults}
        self._results: list[_MergedRow] = []
        self._removed: list[int] = []
        self.conflicts: list[Conflict] = []
        """Those that are left open; ours are the rows that are here."""

    def merge(
        self, of_theirs: Optional[ImageSnapshot], of_ours: Optional[ImageSnapshot], settle: Settle
    ) -> None:
        """Decides what becomes of our rows.

        :raises Unreadable: where the base is no document that can be edited.
        """
        if self._is_new:
            self._merge_theirs(None, settle)
        elif of_ours is None:
            self._merge_theirs(of_theirs, settle)
        else:
            self._merge_ours(of_ours, settle)

    def _merge_theirs(self, snapshot: Optional[ImageSnapshot], settle: Settle) -> None:
        """Merges their rows, whose indexes in the base are known, with our file."""
        news = [at for at in range(len(self._theirs.rows)) if self._is_news(at, snapshot)]
        rows = [self._theirs.rows[at] for at in news]
        base = self._theirs.base if snapshot is None else snapshot.content
        if self._is_new or (snapshot is None and self._ours.base is None):
            base = None  # a deleted file deletes nothing
        file = self._ours.data
        merge = _merged(base, _numbered(rows, snapshot), file, settle, self.conflicts, flips=True)
        at = {
            index: row for row, index in enumerate(self._ours.change.indexes) if index is not None
        }
        left = dict(at)
        for one in merge.annotations:
            index = one.annotation.feature_index
            mine = None if index is None else left.pop(index, None)  # a copy has the same index
            their = None if one.index is None else news[one.index]
            self._results.append(_MergedRow(one.annotation, mine, self._back(their), their))
        there = {one.row for one in self._results}
        self._removed = [row for row in at.values() if row not in there]

    def _is_news(self, index: int, snapshot: Optional[ImageSnapshot]) -> bool:
        """False for a row that can't be written to a file and is here already."""
        if self._theirs.change.indexes[index] is not None:
            return True
        row = self._theirs.rows[index]
        key = row.annotation.task.value, row.fid
        came = snapshot is not None and key in snapshot.indexes and snapshot.indexes[key] is None
        return not came and _bare(row) not in map(_bare, self._ours.rows)

    def _merge_ours(self, snapshot: ImageSnapshot, settle: Settle) -> None:
        """Merges our rows, whose indexes in the base are known, with their file."""
        rows = _numbered(self._ours.rows, snapshot)
        theirs = self._theirs
        merge = _merged(snapshot.content, rows, theirs.data, settle, self.conflicts, flips=False)
        at = {index: row for row, index in enumerate(theirs.change.indexes) if index is not None}
        for one in merge.annotations:
            which = at.get(
                -1 if one.annotation.feature_index is None else one.annotation.feature_index
            )
            back = self._back(which)
            self._results.append(_MergedRow(one.annotation, one.index, back, which))
        self._removed = list(merge.removed)
        for number, row in enumerate(theirs.rows):
            if theirs.change.indexes[number] is None and self._is_news(number, None):
                self._results.append(_MergedRow(row.annotation, None, their=number))

    def _back(self, their: Optional[int]) -> Optional[int]:
        """The index of one of their rows."""
        return None if their is None else self._theirs.rows[their].annotation.feature_index

    def apply(self, workspace: Workspace, image: str, sources: Mapping[int, str]) -> bool:
        """Changes our rows to the result; returns whether anything is new. ``sources`` are the
        members of their rows in files of other images, by row index."""
        has_news = False
        rows = self._ours.rows
        gone = [row for row in self._removed if row not in self._broken]
        for index in gone:
            workspace.remove_annotation(rows[index].annotation.task, rows[index].fid)
            has_news = True
        free = self._free_indexes(set(gone))
        for annotation, which, feature_index, their in self._results:
            if which is None:
                free_index = feature_index if feature_index in free else None
                new = replace(annotation, feature_index=free_index)
                fid = workspace.add_annotation(image, new, None if free_index is None else image)
                free.discard(feature_index)
                text = None if their is None else sources.get(their)
                if text is not None:
                    note_members(
                        workspace.database, [MovedFeature(annotation.task, fid, image, text)]
                    )
                has_news = True
            elif which not in self._broken and not is_same_content(
                annotation, rows[which].annotation
            ):
                workspace.update_annotation(rows[which].fid, annotation)
                has_news = True
        return has_news

    def _free_indexes(self, gone: set[int]) -> set[Optional[int]]:
        """The indexes in the common file that none of our rows has: an annotation that comes back
        gets its members from there."""
        if self._ours.base is None or self._ours.base != self._theirs.base:
            return set()
        left = {row.annotation.feature_index for row in self._theirs.rows}
        in_use = {
            row.annotation.feature_index
            for index, row in enumerate(self._ours.rows)
            if index not in gone
        }
        return left - in_use - {None}


def _merged(
    base: Optional[bytes],
    ours: Sequence[Annotation],
    theirs: bytes,
    settle: Settle,
    left: list[Conflict],
    flips: bool,
) -> FileMerge:
    """The merge with its picks; open conflicts are added to ``left``."""
    merge = merge_file(base, ours, theirs)
    shown = {one.key: _flipped(one) if flips else one for one in merge.conflicts}
    picks = {key: side for key, one in shown.items() if (side := settle(one))}
    if picks and len(picks) == len(shown):
        sides = {key: _other(side) if flips else side for key, side in picks.items()}
        return merge_file(base, ours, theirs, sides)
    left.extend(shown.values())
    return merge


def _flipped(conflict: Conflict) -> Conflict:
    return replace(conflict, ours=conflict.theirs, theirs=conflict.ours)


def _other(side: Side) -> Side:
    return Side.THEIRS if side is Side.OURS else Side.OURS


def _numbered(rows: Sequence[Row], snapshot: Optional[ImageSnapshot]) -> list[Annotation]:
    """The annotations of rows with their indexes in a snapshot; without one, as they are."""
    if snapshot is None:
        return [row.annotation for row in rows]
    indexes: Mapping[tuple[str, int], Optional[int]] = snapshot.indexes
    return [
        replace(row.annotation, feature_index=indexes.get((row.annotation.task.value, row.fid)))
        for row in rows
    ]


def _bare(row: Row) -> tuple[Task, str, Optional[bytes]]:
    one = row.annotation
    return one.task, one.label, None if one.task is Task.CLASSIFICATION else one.wkb
