"""Backups of the files that writes replaced, kept below the campaign's folder."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple, Optional

from ...base.errors import ScaneoError
from ...base.messages import message
from ...base.names import is_below
from ..disk import copy, digest_of
from ..folder import AnyPath, CampaignFolder, is_own
from ..regular_files import read_whole
from .journal import BACKUPS, KEPT

KEEP = 20
"""Backups that are kept where nobody has ever said how many."""

UNKNOWN = ""

MANIFEST = ".manifest.json"
NOT_WRITTEN = ".not-written"
"""Where a backup has what could not be written any more, and is nowhere else."""

_STAMP = "%Y-%m-%dT%H%M%S.%fZ"
_YEARS = range(1970, 3000)  # years for which every system knows the local time
_LAST_DAY = datetime(2999, 12, 31, tzinfo=timezone.utc)
_LARGEST = 2**28  # bytes of a manifest with a million files
_MOST = 2**31 - 1  # highest count that Qt can show
_LONGEST = 80  # characters of the name of a kind of write
_TICK = timedelta(microseconds=1)
_FIRST = "export"  # the kind of write of backups that don't name it


@dataclass(frozen=True)
class AnnotationCounts:
    """How many annotations a write added, changed and deleted."""

    added: int = 0
    changed: int = 0
    deleted: int = 0


class BackedUpFile(NamedTuple):
    """What a write did to a file.

    ``existed``: its old bytes are in the backup; otherwise the write created it. ``left`` is the
    digest of what the write left there: None where it deleted the file, `UNKNOWN` where that was
    not noted.
    """

    path: str
    existed: bool
    left: Optional[str]


@dataclass(frozen=True)
class Backup:
    """What one write replaced.

    ``what`` is the kind of write, ``keep`` how many backups were to be kept at that time.
    ``manifest_fault`` is why its manifest can't be used: where that is damaged, the files in the
    backup can be restored all the same; where it is none of ours, nothing is restored.
    """

    path: Path
    time: datetime
    what: str
    files: Sequence[BackedUpFile]
    counts: Optional[AnnotationCounts] = None
    keep: int = KEEP
    manifest_fault: str = ""

    @property
    def name(self) -> str:
        """The name by which it is identified."""
        return self.path.name


def list_backups(folder: AnyPath) -> list[Backup]:
    """The backups in a campaign's folder, the newest first.

    :raises ScaneoError: where the disk refuses, or they are behind a link.
    """
    own = CampaignFolder.at(folder).own(BACKUPS)
    try:
        names = sorted(os.listdir(own), reverse=True)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise ScaneoError(
            message(
                "backups.unreadable",
                "{path} can't be read ({why}).",
                path=own,
                why=error.strerror,
            )
        ) from error
    found = (_read(own / name) for name in names)
    return [backup for backup in found if backup is not None]


def last_keep(folder: CampaignFolder) -> int:
    """How many backups were to be kept when the last one was made.

    :raises ScaneoError: like `list_backups`.
    """
    return next((backup.keep for backup in list_backups(folder)), KEEP)


def find_backup(folder: AnyPath, name: str) -> Backup:
    """The backup of a name; the newest where the name is empty.

    :raises ScaneoError: where there is none.
    """
    root = CampaignFolder.at(folder)
    backups = list_backups(root)
    if not backups:
        raise ScaneoError(
            message(
                "backups.none",
                "There is no backup in {folder}. Each export makes one.",
                folder=root.path,
            )
        )
    for backup in backups:
        if name in ("", backup.name):
            return backup
    raise ScaneoError(
        message(
            "backups.not-this",
            "There is no backup “{name}” in {folder}. The newest is {newest}, the oldest {oldest}.",
            name=name,
            folder=root.path,
            newest=backups[0].name,
            oldest=backups[-1].name,
        )
    )


def new_backup_name(folder: CampaignFolder) -> str:
    """A name for the next backup: the time, moved behind that of all existing ones.

    :raises OSError: where the disk refuses.
    """
    now = datetime.now(timezone.utc)
    with suppress(FileNotFoundError):
        names = set(os.listdir(folder.own(BACKUPS)))
        times = (time for time in map(time_of, names) if time and time < _LAST_DAY)
        newest = max(times, default=now - _TICK)
        now = max(now, newest + _TICK)  # the clock may have been put back
        while now.strftime(_STAMP) in names:  # the last time there is: nothing can be later
            now += _TICK
    return now.strftime(_STAMP)


def manifest(
    what: str, files: Sequence[BackedUpFile], counts: Optional[AnnotationCounts], keep: int
) -> bytes:
    """The bytes of the manifest, the file in a backup that says what the write did."""
    content = {
        "version": 1,
        "what": what,
        "files": [file._asdict() for file in files],
        "annotations": None if counts is None else asdict(counts),
        "keep": keep,
    }
    return json.dumps(content).encode("utf-8")


def prune(folder: CampaignFolder, keep: int, away: Path) -> None:
    """Moves all but the newest backups to another folder, where they can be deleted without haste.

    What is no backup stays, and does not count.

    :raises OSError: where the disk refuses.
    """
    own = folder.own(BACKUPS)
    if not own.is_dir():
        return
    stamps = sorted(
        name
        for name in os.listdir(own)
        if time_of(name) and not os.path.lexists(own / name / NOT_WRITTEN)
    )
    for name in stamps[: -max(keep, 1)]:
        os.rename(own / name, away / name)


def time_of(name: str) -> Optional[datetime]:
    """The time of a name made by `new_backup_name`; None for any other name."""
    try:
        time = datetime.strptime(name, _STAMP).replace(tzinfo=timezone.utc)
    except ValueError:
        return None
    return time if time.year in _YEARS and time.strftime(_STAMP) == name else None


def _read(path: Path) -> Optional[Backup]:
    """The backup in a folder; None where it is none, or nothing can be restored from it."""
    time = time_of(path.name)
    if time is None or path.is_symlink() or not path.is_dir():
        return None
    try:
        said = read_manifest(read_whole(path / MANIFEST, _LARGEST))
        return Backup(path, time, said.what, said.files, said.counts, said.keep)
    except FileNotFoundError:
        manifest_fault = ""
    except ForgedManifest as error:
        return Backup(path, time, _FIRST, (), manifest_fault=_reason(error))
    except (OSError, ValueError) as error:
        manifest_fault = _reason(error)
    files = [BackedUpFile(name, True, UNKNOWN) for name in sorted(_files(path))]
    return Backup(path, time, _FIRST, files, manifest_fault=manifest_fault) if files else None


def _reason(error: Exception) -> str:
    """Why a manifest can't be used: the system's message, or ours."""
    said = getattr(error, "strerror", None)
    if said is None and len(error.args) == 1:
        said = error.args[0]
    return said if isinstance(said, str) else str(error)


class ForgedManifest(ValueError):
    """A manifest that no write of ours has made."""


class Manifest(NamedTuple):
    """The content of a backup's manifest."""

    what: str
    files: Sequence[BackedUpFile]
    counts: Optional[AnnotationCounts]
    keep: int


def read_manifest(data: bytes) -> Manifest:
    """Reads what `manifest` wrote, and refuses everything that it can't have written.

    :raises ForgedManifest: where it names files that no write of ours writes.
    :raises ValueError: where it has another form.
    """
    try:
        content = _parsed(data)
        what, keep, counted = content["what"], content["keep"], content["annotations"]
        files = [_kept(file) for file in content["files"]]
        counts = None if counted is None else _counts(counted)
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(message("backups.damaged", "it is damaged")) from error
    if not (isinstance(what, str) and len(what) <= _LONGEST and what.isprintable()):
        raise ValueError(message("backups.no-kind", "it names no kind of write"))
    return Manifest(what, files, counts, _count(keep))


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError as error:
        raise ValueError(message("backups.no-json", "it is no JSON")) from error


def _kept(file: Any) -> BackedUpFile:
    path, existed, left = file["path"], file["existed"], file["left"]
    if not (isinstance(path, str) and isinstance(existed, bool)):
        raise TypeError(path)
    if not isinstance(left, (str, type(None))):
        raise TypeError(left)
    if not is_below(path) or is_own(path):
        raise ForgedManifest(
            message("backups.forged", "it names files that are none of the campaign's")
        )
    return BackedUpFile(path, existed, left)


def _counts(content: Any) -> AnnotationCounts:
    return AnnotationCounts(*(_count(content[name]) for name in ("added", "changed", "deleted")))


def _count(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= _MOST:
        raise ValueError(message("backups.count", "it counts what can't be counted"))
    return value


def _files(path: Path) -> Iterator[str]:
    for parent, folders, files in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith("."):
                yield Path(parent, name).relative_to(path).as_posix()


def keep_old(folder: CampaignFolder, own: Path, names: Iterable[str]) -> dict[str, Optional[str]]:
    """Copies the present files into a write's backup; returns their digests, None for one that
    doesn't exist.

    :raises OSError: where the disk refuses.
    """
    return {name: _keep_file(folder.path / name, own / KEPT / name) for name in names}


def _keep_file(target: Path, kept: Path) -> Optional[str]:
    if not target.exists():
        return None
    kept.parent.mkdir(parents=True, exist_ok=True)
    if target.is_symlink():  # the link is replaced, its target is not ours
        copy(target, kept)
    else:
        try:
            os.link(target, kept)  # a second name of the same file
        except OSError:  # a disk without hard links
            copy(target, kept)
    return digest_of(kept)
