"""What the workspace notes of files once they are written: the edits are the new starting point.

Many are noted together: SQLite and GDAL take longer over a statement than over what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Optional, Union

from ..base.large_bytes import Data, sha256_of
from ..base.model import Task
from ..formats.scaneo.change import Change
from ..formats.scaneo.labels import LABELS_FILE, read_labels, with_used
from ..store.folder import CampaignFolder, Stamp
from ..workspace.geopackage.packing import ToPack, pack
from ..workspace.records.pending_writes import (
    PendingWrite,
    WrittenFeature,
    WrittenFeatures,
)
from ..workspace.records.rows import ImageRows
from ..workspace.repository import Repository

_MANY, _LARGE = 200, 2**22  # files, and packed bytes, that are noted together

ClaimedIndexes = Mapping[Task, Mapping[int, Optional[int]]]
"""The places in a file, by task and feature."""


def indexes_after(
    rows: ImageRows, change: Change, more: Iterable[WrittenFeature]
) -> WrittenFeatures:
    """Where a change puts the rows of an image, and ``more`` that stand in its file."""
    found = WrittenFeatures()
    for fid, one, index in zip(rows.fids, rows.annotations, change.indexes):
        found.add(one.task, fid, index)
    for stray in more:
        found.add(*stray)
    return found


def note_written(workspace: Repository, folder: CampaignFolder, is_alone: bool) -> None:
    """Notes what an export had announced and is in the folder now, in a transaction of its own.

    ``is_alone``: whether nobody else is writing to the folder at this moment; what was announced
    and is not there never will be then.

    :raises WorkspaceError: where it can't be noted; the next opening does it then.
    """
    with workspace.transaction():
        announced = workspace.pending_writes()
        written = _Written(workspace, [file.path for file in announced])
        settled = []
        for file in announced:
            stamp = folder.stamp(file.path)  # of the bytes that are read, or of earlier ones
            try:
                data = folder.read_large(file.path)
            except OSError:
                continue
            is_written = (None if data is None else sha256_of(data)) == file.digest
            if is_written and data is not None and stamp is not None:
                written.add(file, data, stamp)
            if is_written and data is None and workspace.content(file.path) is not None:
                workspace.feature_indexes.forget([file.image])
                workspace.forget(file.path)  # it was left out, for it had no annotation any more
            if is_written and file.edit is not None:
                workspace.clear_changes(file.image, file.edit)
            if is_written or is_alone:
                settled.append(file.path)
        written.note()
        workspace.forget_members()
        workspace.forget_pending_writes(settled)


class _File(NamedTuple):
    """A file that was written; ``is_new`` where it holds something else than it did."""

    announced: PendingWrite
    packed: Union[bytes, ToPack]
    stamp: Stamp
    is_new: bool


class _Written:
    """Files that are as they were announced, and not noted yet."""

    def __init__(self, workspace: Repository, paths: Sequence[str]) -> None:
        """``paths`` are those of all that may be added."""
        self._workspace = workspace
        self._sizes = workspace.sizes(paths)
        self._files: list[_File] = []
        self._bytes = 0

    def add(self, file: PendingWrite, data: Data, stamp: Stamp) -> None:
        """Takes a file up, with what it holds."""
        if file.path == LABELS_FILE:
            workspace, written = self._workspace, read_labels(bytes(data)).labels
            workspace.set_labels(with_used(workspace.labels(), workspace.used_labels(), written))
        is_new = file.path != LABELS_FILE and not self._was(file.path, data)
        packed = pack(data) if isinstance(data, bytes) else ToPack(data)
        self._files.append(_File(file, packed, stamp, is_new))
        self._bytes += len(packed) if isinstance(packed, bytes) else len(data)
        if len(self._files) >= _MANY or self._bytes >= _LARGE:
            self.note()

    def _was(self, path: str, data: Data) -> bool:
        """Whether a file held this before, too."""
        if path not in self._sizes or self._sizes[path] not in (None, len(data)):
            return False
        return self._workspace.holds(path, data)

    def note(self) -> None:
        """Notes what was taken up."""
        workspace, files = self._workspace, self._files
        if not files:
            return
        self._files, self._bytes = [], 0
        new = [one.announced.path for one in files if one.is_new]
        workspace.note_read([path for path in new if path in self._sizes])
        workspace.note_new([path for path in new if path not in self._sizes])
        self._give_indexes([one.announced for one in files if one.announced.path != LABELS_FILE])
        workspace.set_contents({one.announced.path: (one.packed, one.stamp) for one in files})

    def _give_indexes(self, files: Sequence[PendingWrite]) -> None:
        """Whatever else claims a place in the files, such as a copy that was made since, has none.

        From the first place on that belongs to another annotation now, all are noted anew: what was
        copied before claims none of them when it is pasted.
        """
        indexes = self._workspace.feature_indexes
        images = [file.image for file in files]
        indexes.forget(images, (file.features for file in files))
        known = {task: indexes.claims(images, task) for task in Task}
        for file in files:
            now = {task: known[task].get(file.image, {}) for task in Task}
            new = {task: file.features.of(task) for task in Task}
            moved = _moved(now, new)
            claimed = (side[task].get(fid) for task, fid in moved for side in (now, new))
            first = min((index for index in claimed if index is not None), default=None)
            if first is not None:
                first = indexes.renew(file.image, first)
            for task in Task if moved else ():
                anew = {
                    fid: index
                    for fid in (*now[task], *new[task])
                    if _is_behind(index := new[task].get(fid), first) or (task, fid) in moved
                }
                indexes.note(task, file.image, anew)


def _moved(now: ClaimedIndexes, new: ClaimedIndexes) -> set[tuple[Task, int]]:
    """The features that have another place, or one of two."""
    return {
        (task, fid)
        for task in Task
        if now[task] != new[task]
        for fid in (*now[task], *new[task])
        if now[task].get(fid) != new[task].get(fid)
    }


def _is_behind(index: Optional[int], first: Optional[int]) -> bool:
    return index is not None and first is not None and index >= first
