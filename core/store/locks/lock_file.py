"""A lock file, which names its holder and is released when the holder's process ends.

The operating system does the locking (flock, or its counterpart on Windows), so a crashed program
leaves no lock, whatever its file says. A forked child releases its copy; otherwise the lock would
outlive its holder. Some disks have no locks: `LockFile.has_lock`. Process ids are reused, so a
holder is known by the start of its process as well.
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
from ...base.names import shown
from ..disk import share_mode
from ..folder import AnyPath, CampaignFolder
from ..regular_files import check_regular, check_regular_if_there

if os.name == "nt":
    import msvcrt
else:
    import fcntl

_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL}
_LOCK_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK, errno.EWOULDBLOCK}
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # don't wait where somebody put a pipe in its place
_LOCKED_BYTE = 2**30  # on Windows, locked bytes can't be read: lock one far behind the text
_TRIES = 100
_LONGEST = 80  # most characters that are shown of a field


@dataclass(frozen=True)
class LockHolder:
    """Who holds a lock. ``started`` is when the process was started, empty where that is not
    known."""

    user: str
    host: str
    program: str
    process: str
    since: str
    started: str = ""

    def __str__(self) -> str:
        return str(self.description())

    def description(self) -> Message:
        """The holder, for users to read."""
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
    def here(cls) -> LockHolder:
        """This process."""
        try:
            user = getpass.getuser()
        except (ImportError, KeyError, OSError):  # an account without a name
            user = "Somebody"
        program = Path(sys.argv[0] if sys.argv and sys.argv[0] else sys.executable).name
        since = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M:%S UTC")
        pid = os.getpid()
        return cls(user, platform.node(), program, str(pid), since, process_start(pid) or "")


class LockTaken(ScaneoError):
    """Another process holds the lock; ``holder`` is None where it is not known which."""

    def __init__(self, holder: Optional[LockHolder]) -> None:
        another = message("lock_file.another", "another program")
        who = holder.description() if holder else another
        super().__init__(message("lock_file.held", "It is held by {who}.", who=who))
        self.holder = holder


# Locks of this process: on some disks, locks work between processes only.
_taken: dict[str, LockHolder] = {}
_files: dict[str, LockFile] = {}
_guard = threading.Lock()


class LockFile:
    """A lock file in the plugin's own folder below another folder."""

    def __init__(self, folder: AnyPath, name: str) -> None:
        """:raises ScaneoError: where a link is in the way of the file."""
        self._folder = CampaignFolder.at(folder)
        self.path = self._folder.own(name)
        self._key = os.path.realpath(self.path)
        self._handle = -1
        self.has_lock = True
        """Whether the disk has locks; else nothing is known of what isn't in this process."""
        self.before: Optional[LockHolder] = None
        """Who held it before us and did not release it."""

    @property
    def is_held(self) -> bool:
        """Whether this object holds the lock."""
        return self._handle != -1

    def take(self) -> None:
        """Takes the lock.

        :raises LockTaken: where another holds it.
        :raises OSError: where the folder can't be written.
        :raises ScaneoError: where a link is in the way.
        """
        with _guard:
            if self._key in _taken:
                raise LockTaken(_taken[self._key])
            _taken[self._key] = LockHolder.here()
        try:
            self._handle = self._open()
        except (OSError, ScaneoError):
            _taken.pop(self._key, None)
            raise
        _files[self._key] = self

    def release(self) -> None:
        """Releases the lock, and removes its file."""
        if self._handle == -1:  # a forked child never held it
            return
        with suppress(OSError):
            # Who opened the file before it was deleted notices after locking: see `_open`.
            if os.name != "nt" and _is_at(self._handle, self.path):
                self.path.unlink()
        self._let_go()
        with suppress(OSError):
            if os.name == "nt":  # Windows does not delete a file that another process has open
                self.path.unlink()
        with suppress(OSError):  # it is not empty
            self.path.parent.rmdir()

    def leave(self) -> None:
        """Releases the lock and restores the file's content, with the name of the previous
        holder."""
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

    def check_free(self) -> Optional[LockHolder]:
        """The holder that the file names, where nobody holds the lock; None where there is no such
        file, or no name in it.

        :raises LockTaken: where another holds it.
        :raises OSError: where it can't be read.
        """
        with _guard:  # on some disks, closing a second handle releases the lock
            if self._key in _taken:
                raise LockTaken(_taken[self._key])
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
        """Opens and locks the file, and writes our name into it."""
        for _ in range(_TRIES):
            self._folder.make_own()
            try:
                check_regular_if_there(self.path)
                handle = os.open(self.path, os.O_RDWR | os.O_CREAT | _NO_LINK | _NO_WAIT, 0o666)
            except FileNotFoundError:  # a writer that ends removes an empty folder
                continue
            try:
                self._lock(handle)
                if os.name == "nt" or _is_at(handle, self.path):
                    self.before = _read(handle)
                    _write(handle, _taken[self._key])
                    # Everybody who may write in the folder may take the lock next.
                    share_mode(self.path, self._folder.path, 0o666)
                    return handle
            except (OSError, ScaneoError):
                os.close(handle)
                raise
            os.close(handle)
        raise LockTaken(None)

    def _lock(self, handle: int) -> None:
        """Locks an open file, without waiting.

        :raises LockTaken: where another has locked it.
        """
        try:
            if os.name == "nt":
                os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
            else:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.has_lock = True
        except OSError as error:
            if error.errno in _LOCK_TAKEN:
                raise LockTaken(_read(handle)) from None
            if error.errno not in _NO_LOCKS:
                raise
            self.has_lock = False


def _opened(path: Path) -> int:
    """Opens an existing file, for writing if possible: on a network share, only such files can be
    locked."""
    check_regular(path)
    try:
        return os.open(path, os.O_RDWR | _NO_LINK | _NO_WAIT)
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise
    return os.open(path, os.O_RDONLY | _NO_LINK | _NO_WAIT)


def _is_at(handle: int, path: Path) -> bool:
    """Whether an open file is the one at a path."""
    try:
        return os.path.samestat(os.fstat(handle), os.lstat(path))
    except FileNotFoundError:
        return False


def _write(handle: int, holder: LockHolder) -> None:
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, json.dumps(asdict(holder)).encode("utf-8"))


def _read(handle: int) -> Optional[LockHolder]:
    """The holder that a file names; None where it can't be read, or isn't written yet."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        return read_holder(os.read(handle, 4096))
    except OSError:
        return None


def read_holder(data: bytes) -> Optional[LockHolder]:
    """The holder that the bytes of a lock file name; None where they are not of our form."""
    try:
        said = json.loads(data)
        said.setdefault("started", "")
        return LockHolder(**{one.name: _word(said[one.name]) for one in fields(LockHolder)})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _word(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError(said)
    return shown(said.encode("utf-8", "replace").decode("utf-8"))[:_LONGEST]


def _forget() -> None:
    """In a forked child: forgets the locks, since its handles share the parent's."""
    global _guard
    _guard = threading.Lock()
    for one in list(_files.values()):
        with suppress(OSError):
            one._let_go()
    _taken.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


_BOOT = Path("/proc/sys/kernel/random/boot_id")
_STARTED = 19  # index behind the name in /proc/<pid>/stat (proc(5): starttime, field 22)


def process_start(pid: int) -> Optional[str]:
    """When a process started, in a form that no other process shares; None where that can't be
    known.

    On Linux: the boot id, and the clock ticks since then, which don't depend on the system time.
    """
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        boot = _BOOT.read_text(encoding="ascii").strip()[:8]
        return f"{boot} {stat.rpartition(')')[2].split()[_STARTED]}"
    except (OSError, ValueError, IndexError):
        return None


def is_alive(pid: str, started: str) -> Optional[bool]:
    """Whether a process of this machine still runs; None where that can't be known."""
    if os.name == "nt" or not pid.isdecimal() or not 0 < int(pid) < 2**31:
        return None  # on Windows, os.kill would end the process
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except OSError:  # another user's process
        pass
    now = process_start(int(pid))
    if not started or now is None:
        return None
    return now == started
