"""What a write changes in a campaign's folder, file by file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional, Union

from ..base.errors import ScaneoError
from ..base.large_bytes import Data
from ..base.messages import joined, message
from ..base.model import Problem, Severity
from ..base.names import listed
from ..formats.geojson.document import read_document
from ..formats.geojson.reader import Unreadable
from ..formats.scaneo.merge.matching import compare_versions
from ..store.folder import CampaignFolder
from ..store.regular_files import mend_of
from ..store.write.backups import AnnotationCounts

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


def broken_problem(path: str, error: Unreadable) -> Problem:
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
