"""What writes replaced: kept below the campaign's folder, the last few of them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple, Optional

from .disk import own_place
from .errors import ScaneoError
from .journal import BACKUPS

KEEP = 20
"""Backups that are kept where nobody has ever said how many."""

UNKNOWN = ""

MANIFEST = ".manifest.json"
NOT_WRITTEN = ".not-written"
"""Where a backup has what could not be written any more, and is nowhere else."""

_STAMP = "%Y-%m-%dT%H%M%S.%fZ"
_TICK = timedelta(microseconds=1)
_FIRST = "export"  # what wrote backups before they said it


@dataclass(frozen=True)
class Counts:
    """Annotations that a write added, changed and deleted."""

    added: int = 0
    changed: int = 0
    deleted: int = 0


class Kept(NamedTuple):
    """What a write did to a file.

    ``existed``: its old bytes are in the backup; else the write made it. ``left`` is the digest of
    what the write left there: None where it deleted it, `UNKNOWN` where nobody has noted it.
    """

    path: str
    existed: bool
    left: Optional[str]


@dataclass(frozen=True)
class Backup:
    """What one write replaced, as it was before.

    ``what`` says which kind of write it was, ``keep`` how many backups were to be kept then.
    """

    path: Path
    time: datetime
    what: str
    files: Sequence[Kept]
    counts: Optional[Counts] = None
    keep: int = KEEP

    @property
    def name(self) -> str:
        """By which it is told from others."""
        return self.path.name


def list_backups(folder: Path) -> list[Backup]:
    """The backups in a campaign's folder, the newest first.

    :raises ScaneoError: where the disk refuses, or they lie behind a link.
    """
    place = own_place(folder, BACKUPS)
    try:
        names = sorted(os.listdir(place), reverse=True)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise ScaneoError(f"{place} can't be read ({error.strerror}).") from error
    found = (_read(place / name) for name in names)
    return [backup for backup in found if backup is not None]


def last_keep(folder: Path) -> int:
    """How many backups were to be kept when the last one was made.

    :raises ScaneoError: as `list_backups`.
    """
    return next((backup.keep for backup in list_backups(folder)), KEEP)


def find_backup(folder: Path, name: str) -> Backup:
    """The backup of a name; the newest where the name is empty.

    :raises ScaneoError: where there is none.
    """
    backups = list_backups(folder)
    if not backups:
        raise ScaneoError(f"There is no backup in {folder}. Each export makes one.")
    for backup in backups:
        if name in ("", backup.name):
            return backup
    raise ScaneoError(
        f"There is no backup “{name}” in {folder}. The newest is {backups[0].name}, the oldest "
        f"{backups[-1].name}."
    )


def new_stamp(folder: Path) -> str:
    """A name for the next backup: the time, and later than all that there are.

    :raises OSError: where the disk refuses.
    """
    now = datetime.now(timezone.utc)
    with suppress(FileNotFoundError):
        times = map(_time, os.listdir(own_place(folder, BACKUPS)))
        newest = max((time for time in times if time), default=now - _TICK)
        now = max(now, newest + _TICK)  # clocks are put back
    return now.strftime(_STAMP)


def manifest(what: str, files: Sequence[Kept], counts: Optional[Counts], keep: int) -> bytes:
    """The bytes of the file in a backup that says what it is."""
    content = {
        "version": 1,
        "what": what,
        "files": [file._asdict() for file in files],
        "annotations": None if counts is None else asdict(counts),
        "keep": keep,
    }
    return json.dumps(content).encode("utf-8")


def prune(folder: Path, keep: int, away: Path) -> None:
    """Moves all but the newest backups to another folder: there it does not matter when it ends.

    What was not written is no backup: it stays, and does not count.

    :raises OSError: where the disk refuses.
    """
    place = own_place(folder, BACKUPS)
    if not place.is_dir():
        return
    stamps = sorted(
        name
        for name in os.listdir(place)
        if _time(name) and not os.path.lexists(place / name / NOT_WRITTEN)
    )
    for name in stamps[: -max(keep, 1)]:
        os.rename(place / name, away / name)


def _time(name: str) -> Optional[datetime]:
    try:
        return datetime.strptime(name, _STAMP).replace(tzinfo=timezone.utc)
    except ValueError:
        return None


def _read(path: Path) -> Optional[Backup]:
    """The backup in a folder; None where it is none, or nothing can be put back from it."""
    time = _time(path.name)
    if time is None or path.is_symlink() or not path.is_dir():
        return None
    try:
        content = json.loads((path / MANIFEST).read_bytes())
        files = [_kept(file) for file in content["files"]]
        counts = None if content["annotations"] is None else _counts(content["annotations"])
        return Backup(path, time, str(content["what"]), files, counts, int(content["keep"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        files = [Kept(name, True, UNKNOWN) for name in sorted(_files(path))]
        return Backup(path, time, _FIRST, files) if files else None


def _kept(file: Any) -> Kept:
    kept = Kept(str(file["path"]), bool(file["existed"]), file["left"])
    if not isinstance(kept.left, (str, type(None))):
        raise TypeError(kept.left)
    return kept


def _counts(content: Any) -> Counts:
    return Counts(*(int(content[name]) for name in ("added", "changed", "deleted")))


def _files(path: Path) -> Iterator[str]:
    for parent, folders, files in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith("."):
                yield Path(parent, name).relative_to(path).as_posix()
