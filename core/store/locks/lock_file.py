"""A file that one process at a time holds, that names its holder, and ends with it.

The operating system holds it (flock, or locking on Windows), so that none is left behind by a
program that crashed, whatever its file says. A child that is forked lets go of it, or it would
outlive its holder. Some disks have no locks: `LockFile.has_lock`.
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
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timezone
from pathlib import Path
from typing import Optional

from ...base.errors import ScaneoError
from ...base.messages import Message, message
from ...base.shown import shown
from ..disk import let_in
from ..folder import AnyPath, CampaignFolder
from ..regular_files import check_no_other, check_regular
from .process import start_of

if os.name == "nt":
    import msvcrt
else:
    import fcntl

_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL}
_HELD_BY_ANOTHER = {errno.EACCES, errno.EAGAIN, errno.EDEADLK, errno.EWOULDBLOCK}
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # for whoever opens a pipe in its place
_LOCKED_BYTE = 2**30  # on Windows, where nobody could read what is locked: far behind the text
_TRIES = 100
_LONGEST = 80  # characters that are shown of what a file says


@dataclass(frozen=True)
class Holder:
    """Who holds a file. ``started`` is when the process did, empty where that is not known."""

    user: str
    host: str
    program: str
    process: str
    since: str
    started: str = ""

    def __str__(self) -> str:
        return str(self.told())

    def told(self) -> Message:
        """Who it is, for users to read."""
        return message(
            "lock_file.holder",
            "{user} on {host} ({program}, process {process}, since {since})",
            user=self.user,
            host=self.host,
            program=self.program,
            process=self.process,
            since=self.since,
        )

    @classmethod
    def here(cls) -> Holder:
        """This process."""
        try:
            user = getpass.getuser()
        except (ImportError, KeyError, OSError):  # an account that has no name
            user = "Somebody"
        program = Path(sys.argv[0] if sys.argv and sys.argv[0] else sys.executable).name
        since = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M:%S UTC")
        pid = os.getpid()
        return cls(user, platform.node(), program, str(pid), since, start_of(pid) or "")


class HeldElsewhere(ScaneoError):
    """Another one holds a file; ``holder`` is who, None where nobody can tell."""

    def __init__(self, holder: Optional[Holder]) -> None:
        another = message("lock_file.another", "another program")
        who = holder.told() if holder else another
        super().__init__(message("lock_file.held", "It is held by {who}.", who=who))
        self.holder = holder


_taken: dict[str, Holder] = {}  # by this process: some disks keep only processes apart
_files: dict[str, LockFile] = {}
_guard = threading.Lock()


class LockFile:
    """A file of that name in the plugin's own folder below another one."""

    def __init__(self, folder: AnyPath, name: str) -> None:
        """:raises ScaneoError: where a link is in the way of the file."""
        self._folder = CampaignFolder.at(folder)
        self.path = self._folder.own(name)
        self._key = os.path.realpath(self.path)
        self._handle = -1
        self.has_lock = True
        """Whether the disk has locks; else nothing is known of what isn't in this process."""
        self.before: Optional[Holder] = None
        """Who held it before us and did not give it back."""

    @property
    def is_held(self) -> bool:
        """Whether we hold it."""
        return self._handle != -1

    def take(self) -> None:
        """
        :raises Held: where another holds it.
        :raises OSError: where the folder can't be written.
        :raises ScaneoError: where a link is in the way.
        """
        with _guard:
            if self._key in _taken:
                raise HeldElsewhere(_taken[self._key])
            _taken[self._key] = Holder.here()
        try:
            self._handle = self._open()
        except (OSError, ScaneoError):
            _taken.pop(self._key, None)
            raise
        _files[self._key] = self

    def release(self) -> None:
        """Gives it back. The folder is left as it was: the file goes with it."""
        if self._handle == -1:  # a child that was forked never had it
            return
        with suppress(OSError):
            # Whoever opened the file before it went finds out once it has the lock: `_open` looks.
            if os.name != "nt" and _is_at(self._handle, self.path):
                self.path.unlink()
        self._let_go()
        with suppress(OSError):
            if os.name == "nt":  # which keeps what another has open
                self.path.unlink()
        with suppress(OSError):  # there is more in it
            self.path.parent.rmdir()

    def leave(self) -> None:
        """Gives it back as it was found, with the name of who held it before."""
        if self.before is None:
            self.release()
            return
        with suppress(OSError):
            _write(self._handle, self.before)
        self._let_go()

    def _let_go(self) -> None:
        os.close(self._handle)
        self._handle = -1
        _files.pop(self._key, None)
        _taken.pop(self._key, None)

    def look(self) -> Optional[Holder]:
        """Who is named in it, where nobody holds it; None where there is no such file, or no name.

        :raises Held: where another holds it.
        :raises OSError: where it can't be read.
        """
        with _guard:  # a second handle that is closed would give the lock up on some disks
            if self._key in _taken:
                raise HeldElsewhere(_taken[self._key])
        try:
            handle = _opened(self.path)
        except FileNotFoundError:
            return None
        try:
            self._lock(handle)
            return _read(handle)
        finally:
            os.close(handle)

    def _open(self) -> int:
        """The file, locked, with our name in it."""
        for _ in range(_TRIES):
            self._folder.make_own()
            try:
                check_no_other(self.path)
                handle = os.open(self.path, os.O_RDWR | os.O_CREAT | _NO_LINK | _NO_WAIT, 0o666)
            except FileNotFoundError:  # a writer that ends takes an empty folder along
                continue
            try:
                self._lock(handle)
                if os.name == "nt" or _is_at(handle, self.path):
                    self.before = _read(handle)
                    _write(handle, _taken[self._key])
                    let_in(
                        self.path, self._folder.path, 0o666
                    )  # who may write there may take it next
                    return handle
            except (OSError, ScaneoError):
                os.close(handle)
                raise
            os.close(handle)
        raise HeldElsewhere(None)

    def _lock(self, handle: int) -> None:
        """Locks an open file for us, without waiting. :raises Held: where another has done so."""
        try:
            if os.name == "nt":
                os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
            else:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.has_lock = True
        except OSError as error:
            if error.errno in _HELD_BY_ANOTHER:
                raise HeldElsewhere(_read(handle)) from None
            if error.errno not in _NO_LOCKS:
                raise
            self.has_lock = False


def _opened(path: Path) -> int:
    """A file that is there, for writing if that may be: on a share, only such files are locked."""
    check_regular(path)
    try:
        return os.open(path, os.O_RDWR | _NO_LINK | _NO_WAIT)
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise
    return os.open(path, os.O_RDONLY | _NO_LINK | _NO_WAIT)


def _is_at(handle: int, path: Path) -> bool:
    """Whether an open file is the one that a path leads to."""
    try:
        return os.path.samestat(os.fstat(handle), os.lstat(path))
    except FileNotFoundError:
        return False


def _write(handle: int, holder: Holder) -> None:
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, json.dumps(asdict(holder)).encode("utf-8"))


def _read(handle: int) -> Optional[Holder]:
    """Who a file names; None where it can't be read, or isn't written yet."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        return read_holder(os.read(handle, 4096))
    except OSError:
        return None


def read_holder(data: bytes) -> Optional[Holder]:
    """Who is named, on one line each; None where nobody is, or not as we write it."""
    try:
        said = json.loads(data)
        said.setdefault("started", "")
        return Holder(**{one.name: _word(said[one.name]) for one in fields(Holder)})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _word(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError(said)
    return shown(said.encode("utf-8", "replace").decode("utf-8"))[:_LONGEST]


def _forget() -> None:
    """In a child that was forked: its handles are of the same lock as the parent's."""
    global _guard
    _guard = threading.Lock()
    for one in list(_files.values()):
        with suppress(OSError):
            one._let_go()
    _taken.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
