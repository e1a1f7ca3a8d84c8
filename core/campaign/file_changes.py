"""What a write changes in a campaign's folder, file by file; recorded in the workspace afterwards.

Written files become the new base of the workspace's edits. Many are recorded together: SQLite and
GDAL need longer for a statement than for its data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Optional, Union

from ..base.errors import ScaneoError
from ..base.large_bytes import Data, sha256_of
from ..base.messages import joined, message
from ..base.model import Problem, Severity, Task
from ..base.names import listed
from ..formats.geojson.document import read_document
from ..formats.geojson.reader import Unreadable
from ..formats.scaneo.change import Change
from ..formats.scaneo.labels import LABELS_FILE, read_labels, with_used
from ..formats.scaneo.merge.matching import compare_versions
from ..store.folder import CampaignFolder, Stamp
from ..store.regular_files import mend_of
from ..store.write.backups import AnnotationCounts
from ..workspace.geopackage.packing import ToPack, pack
from ..workspace.records.export_records import PendingWrite, WrittenFeature, WrittenFeatures
from ..workspace.records.image_rows import ImageRows
from ..workspace.repository import Repository

OR_DELETE = message(
    "file_changes.or-delete", "Or delete it, and export: what is shown is written again."
)


@dataclass(frozen=True)
class FileChange:
    """A file that an export writes, and how many annotations change in it."""

    path: str
    added: int = 0
    changed: int = 0
    deleted: int = 0


@dataclass(frozen=True)
class Export:
    """What an export writes (a preview), or has written.

    ``annotation_count`` is the number in the folder afterwards. ``problems`` are annotations that
    are not written as they are or that came back, and files that can't be written. ``merged`` are
    files that others changed: their changes are in the workspace now.
    ``images`` are those whose files are added, changed, and left without an annotation.
    ``replaced`` are files of another folder whose content differed from the campaign's own and is
    replaced. ``left_out`` are images without annotations that get no file (for files that nobody
    edited, their names). ``reindexed`` are labels whose index in spai.json changes.
    """

    folder: Path
    files: Sequence[FileChange]
    unchanged_count: int
    annotation_count: int
    problems: Sequence[Problem]
    backup: Optional[Path] = None
    merged: Sequence[str] = ()
    images: AnnotationCounts = field(default_factory=AnnotationCounts)
    replaced: Sequence[str] = ()
    left_out: Sequence[str] = ()
    reindexed: Sequence[str] = ()

    @property
    def counts(self) -> AnnotationCounts:
        """The annotations that it adds, changes and deletes."""
        return count_changes(self.files)


def count_changes(files: Iterable[FileChange]) -> AnnotationCounts:
    """The sum of the changes in files."""
    each = [(file.added, file.changed, file.deleted) for file in files]
    return AnnotationCounts(*map(sum, zip(*each)))


def try_read(folder: CampaignFolder, path: str) -> tuple[Optional[Data], Optional[OSError]]:
    """The content of a file in a folder, or why it can't be read."""
    try:
        return folder.read_large(path), None
    except OSError as error:
        return None, error


class ChangedOnDisk(ScaneoError):
    """Files have changed since they were read."""


def changed_on_disk(folder: CampaignFolder, paths: Sequence[str]) -> ScaneoError:
    """The error for files that have changed since they were read."""
    if not folder.is_there:
        return ScaneoError(
            message(
                "file_changes.folder-gone",
                "The campaign's folder {folder} is gone. Put it back, or choose a folder to export "
                "to.",
                folder=str(folder),
            )
        )
    return ChangedOnDisk(
        message(
            "file_changes.changed",
            "Changed on disk since they were read: {files}. Nothing was written. Open the campaign "
            "again to see what became of them, and export again.",
            files=listed(sorted(paths)),
        ),
        "\n".join(sorted(paths)),
    )


def why_broken(data: Optional[Data]) -> Optional[Unreadable]:
    """Why a file's bytes are no valid document; None where they are, or there is no file."""
    try:
        if data is not None:
            read_document(data)
    except Unreadable as error:
        return error
    return None


def told_broken(path: str, error: Unreadable) -> Problem:
    """The problem of a file that another program left broken."""
    what = message(
        "file_changes.changed-and-broken",
        "It changed on disk, and the workspace's version is shown.",
    )
    mend = joined(error.mend, OR_DELETE)
    return Problem(path, joined(what, error.what), mend, error.location)


def compared(path: str, old: Data, new: Optional[Data]) -> FileChange:
    """How two versions of a file differ, as far as both can be read."""
    try:
        return FileChange(path, *compare_versions(old, new))
    except Unreadable:
        return FileChange(path)


def without_image(name: str, path: str) -> Problem:
    """The problem of edits whose image was deleted."""
    what = message(
        "file_changes.without-image",
        "The image {name}, whose edits go there, is gone from the folder.",
        name=name,
    )
    mend = message(
        "file_changes.put-image-back",
        "Put it back; if it was renamed, give the file the same name.",
    )
    return Problem(path, what, mend, severity=Severity.WARNING)


def not_added(path: str, count: int, error: Unreadable) -> Problem:
    """The problem of annotations whose file can't be edited."""
    what = message(
        "file_changes.not-added",
        "{count:,} annotation can't be added to it.",
        "{count:,} annotations can't be added to it.",
        count=count,
    )
    return Problem(path, joined(what, error.what), error.mend, error.location)


def not_read(path: Union[str, Path], error: OSError, more: str = "") -> ScaneoError:
    """What to tell of a file that has to be read before anything is written; ``more`` is what else
    can be done."""
    what = message(
        "file_changes.not-read",
        "{path} can't be read ({why}). Nothing was written.",
        path=path,
        why=error.strerror,
    )
    return ScaneoError(joined(what, mend_of(error), more))


def on_disk(folder: CampaignFolder, path: str) -> Optional[bytes]:
    """The content of a file that is to be written; None where there is none.

    :raises ScaneoError: where it can't be read.
    """
    try:
        return folder.read(path)
    except OSError as error:
        more = message("file_changes.other-folder", "Or export to another folder.")
        raise not_read(folder.path / path, error, more) from error


_MANY, _LARGE = 200, 2**22  # files, and packed bytes, that are recorded together

ClaimedIndexes = Mapping[Task, Mapping[int, Optional[int]]]
"""The places in a file, by task and feature."""


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
        for file in announced:
            stamp = folder.stamp(file.path)  # before reading: of these bytes, or of earlier ones
            try:
                data = folder.read_large(file.path)
            except OSError:
                continue
            is_written = (None if data is None else sha256_of(data)) == file.digest
            if is_written and data is not None and stamp is not None:
                written.add(file, data, stamp)
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

    def add(self, file: PendingWrite, data: Data, stamp: Stamp) -> None:
        """Adds a file with its content."""
        if file.path == LABELS_FILE:
            workspace, written = self._workspace, read_labels(bytes(data)).labels
            workspace.set_labels(with_used(workspace.labels(), workspace.used_labels(), written))
        is_new = file.path != LABELS_FILE and not self._was(file.path, data)
        packed = pack(data) if isinstance(data, bytes) else ToPack(data)
        self._files.append(_WrittenFile(file, packed, stamp, is_new))
        self._bytes += len(packed) if isinstance(packed, bytes) else len(data)
        if len(self._files) >= _MANY or self._bytes >= _LARGE:
            self.note()

    def _was(self, path: str, data: Data) -> bool:
        """Whether a file had this content before as well."""
        if path not in self._sizes or self._sizes[path] not in (None, len(data)):
            return False
        return self._workspace.holds(path, data)

    def note(self) -> None:
        """Records the added files."""
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
        """Records feature indexes. Other rows that have an index in these files, such as copies
        made meanwhile, lose it.

        From the first index on that belongs to another annotation now, all are recorded in a new
        generation: rows that were copied before have no valid index when they are pasted.
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
