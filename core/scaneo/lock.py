"""One writer at a time in a folder: a lock that names its holder and ends with it.

The operating system holds it (flock, or locking on Windows), so that none is left behind by a
program that crashed, whatever its file says. On a disk that has no locks, writers of this program
are kept apart, others are not: a campaign that could never be exported would be worse, and every
file is compared right before it is replaced, in any case.
"""

from __future__ import annotations

import errno
import getpass
import json
import os
import platform
import sys
import threading
from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path

from .disk import make_own, own_place, unwritable
from .errors import ScaneoError

if os.name == "nt":
    import msvcrt
else:
    import fcntl

LOCK_FILE = "lock"
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL}
_HELD_BY_ANOTHER = {errno.EACCES, errno.EAGAIN, errno.EDEADLK, errno.EWOULDBLOCK}
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_LOCKED_BYTE = 2**30  # on Windows, where nobody could read what is locked: far behind the text
_TRIES = 100
_LONGEST = 80  # characters that are shown of what a lock says

_taken: set[str] = set()  # by this process: some disks keep only processes apart
_guard = threading.Lock()


class Busy(ScaneoError):
    """Another one is writing to the folder."""


class FolderLock:
    """The right to write to a campaign's folder."""

    def __init__(self, folder: Path) -> None:
        """:raises ScaneoError: where a link is in the way of the lock."""
        self._folder = folder
        self._path = own_place(folder, LOCK_FILE)
        self._key = os.path.realpath(self._path)
        self._handle = -1

    def take(self) -> None:
        """
        :raises Busy: where another holds it; it says who.
        :raises ScaneoError: where the folder can't be written.
        """
        with _guard:
            if self._key in _taken:
                raise self._busy(self._said())
            _taken.add(self._key)
        try:
            self._handle = self._open()
        except OSError as error:
            _taken.discard(self._key)
            raise unwritable(self._path, error) from error
        except ScaneoError:
            _taken.discard(self._key)
            raise

    def release(self) -> None:
        """Gives it back. The folder is left as it was: the lock's file goes with it."""
        with suppress(OSError):
            # Whoever opened the file before it went finds out once it has the lock: `_open` looks.
            if os.name != "nt" and _is_at(self._handle, self._path):
                self._path.unlink()
        os.close(self._handle)
        with suppress(OSError):
            if os.name == "nt":  # which keeps what another has open
                self._path.unlink()
        with suppress(OSError):  # there are backups in it
            self._path.parent.rmdir()
        _taken.discard(self._key)

    def _open(self) -> int:
        """The lock's file, locked, with our name in it."""
        for _ in range(_TRIES):
            make_own(self._folder)
            try:
                handle = os.open(self._path, _FLAGS, 0o666)
            except FileNotFoundError:  # a writer that ends takes an empty folder along
                continue
            try:
                if not _lock(handle):
                    raise self._busy(_read(handle))
                if os.name == "nt" or _is_at(handle, self._path):
                    self._write(handle)
                    return handle
            except (OSError, ScaneoError):
                os.close(handle)
                raise
            os.close(handle)
        raise self._busy({})

    def _write(self, handle: int) -> None:
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps(_holder()).encode("utf-8"))
        with suppress(OSError):  # whoever may write to the folder may take it after a crash
            self._path.chmod(self._folder.stat().st_mode & 0o666)

    def _said(self) -> dict[str, str]:
        try:
            handle = os.open(self._path, os.O_RDONLY)
        except OSError:
            return {}
        try:
            return _read(handle)
        finally:
            os.close(handle)

    def _busy(self, holder: dict[str, str]) -> Busy:
        who = "Another program"
        if holder:
            who = "{user} on {host} ({program}, process {process}, since {since})".format(**holder)
        return Busy(
            f"{who} is writing to {self._folder}. Nothing was written. Wait until that has ended, "
            "and try again."
        )


def is_locked(folder: Path) -> bool:
    """Whether somebody is writing to a folder, or was as it crashed and it is not settled yet."""
    try:
        return os.path.lexists(own_place(folder, LOCK_FILE))
    except ScaneoError:  # what is in its place is not ours
        return False


def _lock(handle: int) -> bool:
    """Whether an open file is locked for us now, without waiting; a disk without locks says yes."""
    try:
        if os.name == "nt":
            os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD_BY_ANOTHER:
            return False
        if error.errno not in _NO_LOCKS:
            raise
    return True


def _is_at(handle: int, path: Path) -> bool:
    """Whether an open file is the one that a path leads to."""
    try:
        return os.path.samestat(os.fstat(handle), os.lstat(path))
    except FileNotFoundError:
        return False


def _holder() -> dict[str, str]:
    try:
        user = getpass.getuser()
    except (ImportError, KeyError, OSError):  # an account that has no name
        user = "Somebody"
    return {
        "user": user,
        "host": platform.node(),
        "program": Path(sys.argv[0] if sys.argv and sys.argv[0] else sys.executable).name,
        "process": str(os.getpid()),
        "since": datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M:%S UTC"),
    }


def _read(handle: int) -> dict[str, str]:
    """Who a lock's file names; empty where it can't be read, or isn't written yet."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        said = json.loads(os.read(handle, 4096))
        return {key: str(said[key])[:_LONGEST] for key in _holder()}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
