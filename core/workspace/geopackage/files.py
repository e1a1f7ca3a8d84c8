"""A GeoPackage on disk: its file, and what SQLite has beside it, which is a part of it.

A program that was killed leaves what it wrote last in ``-wal`` (or what it was about to replace, in
``-journal``). Who opens the file next takes it in, where the folder can be written. Where it can't,
GDAL opens the file alone, without a word, if ``-shm`` is not there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ...base.errors import ScaneoError
from ...base.messages import message
from ...store.disk import check_writable, copy_privately
from ...store.regular_files import check_no_other

_PARTS = ("", "-wal", "-journal")  # -shm is made anew of -wal
_TRIES = 5


def has_more_beside(path: Path) -> bool:
    """Whether a GeoPackage that is opened where it is would be less than it is."""
    if not _size(_beside(path, "-wal")) or _beside(path, "-shm").exists():
        return False
    try:
        check_writable(path.parent)
    except ScaneoError:
        return True
    return False


def is_changed_by_readers(path: Path) -> bool:
    """Whether who opens a GeoPackage changes it, even to read: what a program that was killed left
    beside it is taken in, and removed."""
    return _beside(path, "-wal").exists() or _size(_beside(path, "-journal")) > 0


def copy_files(path: Path, copy: Path) -> None:
    """Copies a GeoPackage with what belongs to it, as it is at one moment, for nobody else's eyes.

    :raises OSError: where it can't be read, or the copy not be written, or somebody writes to it
        all the time.
    """
    for _ in range(_TRIES):
        before = _looks(path)
        remove_files(copy)
        for part in _PARTS:
            if _beside(path, part).exists():
                with suppress(FileNotFoundError):
                    copy_privately(_beside(path, part), _beside(copy, part))
        if _looks(path) == before:
            return
    raise OSError(0, message("files.written", "another program is writing to it"))


def remove_files(path: Path) -> None:
    """Removes a copy, whole."""
    for part in (*_PARTS, "-shm"):
        with suppress(FileNotFoundError):
            _beside(path, part).unlink()


def check_files(path: Path) -> None:
    """
    :raises Irregular: where a GeoPackage, or what SQLite has beside it, is there and no file.
    """
    for part in (*_PARTS, "-shm"):
        check_no_other(_beside(path, part))


@contextmanager
def whole_copy(path: Path, copy: Path) -> Iterator[None]:
    """A copy of a GeoPackage for the block, which may give it another name.

    :raises OSError: as `copy_files`.
    """
    try:
        copy_files(path, copy)
        yield
    finally:
        remove_files(copy)


def _beside(path: Path, part: str) -> Path:
    return path.with_name(path.name + part)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _looks(path: Path) -> list[tuple[int, int]]:
    found = []
    for part in _PARTS:
        try:
            stat = os.stat(_beside(path, part))
        except FileNotFoundError:
            continue
        found.append((stat.st_size, stat.st_mtime_ns))
    return found
