"""Records written files in the workspace: they become the new base of its edits.

Many are recorded together: SQLite and GDAL need longer for a statement than for its data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple, Optional, Union

from ..base.large_bytes import Data, sha256_of
from ..base.model import Task
from ..formats.scaneo.change import Change
from ..formats.scaneo.labels import LABELS_FILE, read_labels, with_used
from ..store.folder import CampaignFolder, Stamp
from ..workspace.geopackage.packing import ToPack, pack
from ..workspace.records.export_records import PendingWrite, WrittenFeature, WrittenFeatures
from ..workspace.records.image_rows import ImageRows
from ..workspace.repository import Repository
from .long_work import prefetched

_PREFETCHED = 2  # files, which may be large
_MANY, _LARGE = 200, 2**22  # files, and packed bytes, that are recorded together

IndexesByTask = Mapping[Task, Mapping[int, Optional[int]]]
"""The feature indexes in one file, by task and feature id; None: in no file."""


def indexes_after(
    rows: ImageRows, change: Change, more: Iterable[WrittenFeature]
) -> WrittenFeatures:
    """The feature indexes of an image's rows after a change, and those of ``more`` features in its
    file."""
    found = WrittenFeatures()
    for fid, one, index in zip(rows.fids, rows.annotations, change.indexes):
        found.add(one.task, fid, index)
    for stray in more:
        found.add(*stray)
    return found


def note_written(workspace: Repository, folder: CampaignFolder, is_alone: bool) -> None:
    """Records pending writes that are in the folder now, in a transaction of its own.

    ``is_alone``: nobody else is writing to the folder now, so a pending write that was not done
    never will be.

    :raises WorkspaceError: where that can't be recorded; the next opening does it then.
    """
    with workspace.transaction():
        announced = workspace.pending_writes()
        written = _WrittenFiles(workspace, [file.path for file in announced])
        settled = []
        with ThreadPoolExecutor(1) as pool:  # packing needs no interpreter lock
            looked = prefetched(pool, partial(_look, folder), announced, _PREFETCHED)
            for file, found in zip(announced, looked):
                if found is None:
                    continue
                data, stamp, is_written, packed = found
                if data is not None and stamp is not None and packed is not None:
                    written.add(file, data, stamp, packed)
                if is_written and data is None and workspace.content(file.path) is not None:
                    workspace.feature_indexes.forget([file.image])
                    workspace.forget(file.path)  # left out, as it had no annotation any more
                if is_written and file.edit is not None:
                    workspace.clear_changes(file.image, file.edit)
                if is_written or is_alone:
                    settled.append(file.path)
        written.note()
        workspace.forget_members()
        workspace.forget_pending_writes(settled)


class _Look(NamedTuple):
    """A file that was to be written, as it is in the folder: packed, if it is what was written."""

    data: Optional[Data]
    stamp: Optional[Stamp]
    is_written: bool
    packed: Union[bytes, ToPack, None]


def _look(folder: CampaignFolder, file: PendingWrite) -> Optional[_Look]:
    """In another thread. None where the file can't be read."""
    stamp = folder.stamp(file.path)  # before reading: of these bytes, or of earlier ones
    try:
        data = folder.read_large(file.path)
    except OSError:
        return None
    if (None if data is None else sha256_of(data)) != file.digest:
        return _Look(data, stamp, False, None)
    packed = pack(data) if isinstance(data, bytes) else None if data is None else ToPack(data)
    return _Look(data, stamp, True, packed)


class _WrittenFile(NamedTuple):
    """A file that was written; ``is_new`` where its content changed."""

    announced: PendingWrite
    packed: Union[bytes, ToPack]
    stamp: Stamp
    is_new: bool


class _WrittenFiles:
    """Files that were written as announced, and are not recorded yet."""

    def __init__(self, workspace: Repository, paths: Sequence[str]) -> None:
        """``paths`` are those of all files that may be added."""
        self._workspace = workspace
        self._sizes = workspace.sizes(paths)
        self._files: list[_WrittenFile] = []
        self._bytes = 0

    def add(
        self, file: PendingWrite, data: Data, stamp: Stamp, packed: Union[bytes, ToPack]
    ) -> None:
        """Adds a file with its content, as it is and packed."""
        if file.path == LABELS_FILE:
            workspace, written = self._workspace, read_labels(bytes(data)).labels
            workspace.set_labels(with_used(workspace.labels(), workspace.used_labels(), written))
        is_new = file.path != LABELS_FILE and not self._was(file.path, data)
        self._files.append(_WrittenFile(file, packed, stamp, is_new))
        self._bytes += len(packed) if isinstance(packed, bytes) else len(data)
        if len(self._files) >= _MANY or self._bytes >= _LARGE:
            self.note()

    def _was(self, path: str, data: Data) -> bool:
        """Whether a file had this content before as well."""
        if path not in self._sizes or self._sizes[path] not in (None, len(data)):
            return False
        return self._workspace.has_content(path, data)

    def note(self) -> None:
        """Records the added files."""
        workspace, files = self._workspace, self._files
        if not files:
            return
        self._files, self._bytes = [], 0
        new = [one.announced.path for one in files if one.is_new]
        workspace.note_read([path for path in new if path in self._sizes])
        workspace.note_new([path for path in new if path not in self._sizes])
        self._note_indexes([one.announced for one in files if one.announced.path != LABELS_FILE])
        workspace.set_contents({one.announced.path: (one.packed, one.stamp) for one in files})

    def _note_indexes(self, files: Sequence[PendingWrite]) -> None:
        """Records feature indexes. Other rows that have an index in these files, such as copies
        made meanwhile, lose it.

        From the first index on that belongs to another annotation now, all are recorded in a new
        generation: rows that were copied before have no valid index when they are pasted.
        """
        indexes = self._workspace.feature_indexes
        images = [file.image for file in files]
        indexes.forget(images, (file.features for file in files))
        known = {task: indexes.indexes_by_fid(images, task) for task in Task}
        for file in files:
            now = {task: known[task].get(file.image, {}) for task in Task}
            new = {task: file.features.of(task) for task in Task}
            moved = _moved(now, new)
            affected = (side[task].get(fid) for task, fid in moved for side in (now, new))
            first = min((index for index in affected if index is not None), default=None)
            if first is not None:
                first = indexes.renew(file.image, first)
            for task in Task if moved else ():
                anew = {
                    fid: index
                    for fid in (*now[task], *new[task])
                    if _is_behind(index := new[task].get(fid), first) or (task, fid) in moved
                }
                indexes.note(task, file.image, anew)


def _moved(now: IndexesByTask, new: IndexesByTask) -> set[tuple[Task, int]]:
    """The features whose index changed, and those that share one."""
    return {
        (task, fid)
        for task in Task
        if now[task] != new[task]
        for fid in (*now[task], *new[task])
        if now[task].get(fid) != new[task].get(fid)
    }


def _is_behind(index: Optional[int], first: Optional[int]) -> bool:
    return index is not None and first is not None and index >= first
