"""The files of a GeoPackage: the file itself, and SQLite's files beside it, which are part of it.

A killed program leaves its last writes in ``-wal`` (or what it was about to replace, in
``-journal``). Whoever opens the file next takes them in, if the folder can be written. If not, and
if there is no ``-shm``, GDAL opens the file without them, and does not say so.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ...base.errors import ScaneoError
from ...base.messages import message
from ...store.disk import check_writable, copy_privately
from ...store.regular_files import check_regular_if_there

_PARTS = ("", "-wal", "-journal")  # -shm is made from -wal
_TRIES = 5


def has_more_beside(path: Path) -> bool:
    """Whether opening a GeoPackage where it is would leave out what is in the files beside it."""
    if not _size(_beside(path, "-wal")) or _beside(path, "-shm").exists():
        return False
    try:
        check_writable(path.parent)
    except ScaneoError:
        return True
    return False


def is_changed_by_readers(path: Path) -> bool:
    """Whether opening a GeoPackage changes it, even for reading: what a killed program left beside
    it is taken in, and removed."""
    return _beside(path, "-wal").exists() or _size(_beside(path, "-journal")) > 0


def copy_files(path: Path, copy: Path) -> None:
    """Copies a GeoPackage and the files beside it in one consistent state, readable for us only.

    :raises OSError: where it can't be read, the copy can't be written, or it never stops changing.
    """
    for _ in range(_TRIES):
        before = _fingerprints(path)
        remove_files(copy)
        for part in _PARTS:
            if _beside(path, part).exists():
                with suppress(FileNotFoundError):
                    copy_privately(_beside(path, part), _beside(copy, part))
        if _fingerprints(path) == before:
            return
    raise OSError(0, message("files.written", "another program is writing to it"))


def remove_files(path: Path) -> None:
    """Removes a copy with the files beside it."""
    for part in (*_PARTS, "-shm"):
        with suppress(FileNotFoundError):
            _beside(path, part).unlink()


def check_files(path: Path) -> None:
    """:raises NotRegular: where a GeoPackage, or a file that SQLite has beside it, is there and no
    regular file."""
    for part in (*_PARTS, "-shm"):
        check_regular_if_there(_beside(path, part))


@contextmanager
def whole_copy(path: Path, copy: Path) -> Iterator[None]:
    """A copy of a GeoPackage that exists during the block, which may move it.

    :raises OSError: like `copy_files`.
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


def _fingerprints(path: Path) -> list[tuple[int, int]]:
    found = []
    for part in _PARTS:
        try:
            stat = os.stat(_beside(path, part))
        except FileNotFoundError:
            continue
        found.append((stat.st_size, stat.st_mtime_ns))
    return found
