"""Operations on the disk: lasting writes, permissions, and the plugin's own folder."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Optional

from ..base.errors import ScaneoError
from ..base.messages import message
from .regular_files import NotRegular, check_regular, flush, pieces_of

STAGED = ".scaneo-staged"
"""How the names of files end that are there for a moment only."""

_OWN = 0o600  # only the owner may read it
_GOES_AT_CLOSE = getattr(os, "O_TEMPORARY", 0)  # on Windows
_NAMELESS = getattr(os, "O_TMPFILE", 0)  # on Linux; elsewhere a folder can't be opened like that
_NO_NAMELESS = {errno.EISDIR, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS}


def unwritable(path: Path, error: OSError) -> ScaneoError:
    """The error for a path where the disk refuses to write."""
    if isinstance(error, NotRegular):
        return ScaneoError(
            message(
                "disk.irregular",
                "{path} can't be written: {why}. Nothing was written. Move it elsewhere.",
                path=path,
                why=error.strerror,
            )
        )
    return ScaneoError(
        message(
            "disk.unwritable",
            "{path} can't be written ({why}). Nothing that was there is lost. "
            "Make room, ask for the right to write, or choose another folder.",
            path=path,
            why=error.strerror,
        )
    )


def check_writable(folder: Path) -> None:
    """Tries to make a file that disappears by itself, so that even a kill leaves nothing.

    :raises ScaneoError: where no file can be made in the folder.
    """
    try:
        if os.name == "nt":
            probe = folder / f".{secrets.token_hex(4)}{STAGED}"
            os.close(os.open(probe, os.O_RDWR | os.O_CREAT | os.O_EXCL | _GOES_AT_CLOSE))
        else:
            _try_nameless(folder)
    except OSError as error:
        raise unwritable(folder, error) from error


def check_can_be_made(folder: Path) -> None:
    """Like `check_writable`, for a folder that need not exist: the nearest one above that does.

    :raises ScaneoError: where no file can be made there.
    """
    check_writable(next(path for path in (folder, *folder.parents) if os.path.exists(path)))


def _try_nameless(folder: Path) -> None:
    try:
        os.close(os.open(folder, os.O_RDWR | _NAMELESS))
    except OSError as error:
        if error.errno not in _NO_NAMELESS:
            raise
        may_ask = os.access in os.supports_effective_ids
        if not os.access(folder, os.W_OK | os.X_OK, effective_ids=may_ask):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES)) from error


def share_mode(own: Path, folder: Path, mask: int) -> None:
    """Gives a new file or folder in the plugin's own folder those bits of ``mask`` that the
    campaign's folder has.

    Does nothing on Windows, where permissions are inherited and the mode is only the attribute
    “read-only”, which does not keep others from writing in a folder but would keep a file from
    being deleted.
    """
    if os.name == "nt":
        return
    with suppress(OSError):  # not every disk has modes
        own.chmod(stat.S_IMODE(folder.stat().st_mode) & mask)


def copy(source: Path, target: Path) -> None:
    """Copies a file, or the target of a link, and flushes it to disk.

    :raises OSError: where the disk refuses.
    """
    check_regular(source)  # if this raises, the target stays
    target.unlink(missing_ok=True)  # it may be a link, whose target is not ours
    copy_privately(source, target)
    flush(target)
    with suppress(OSError):  # not every disk has modes
        shutil.copystat(source, target)
    take_over(source, target)


def copy_privately(source: Path, target: Path) -> None:
    """Copies the bytes of a file to a new one that nobody else may read.

    :raises OSError: where the disk refuses.
    """
    pieces = pieces_of(source)
    first = next(pieces, b"")  # before the target is made: raises where it is no regular file
    with open(target, "xb", opener=_privately) as stream:
        for piece in chain([first], pieces):
            stream.write(piece)


def _privately(path: str, flags: int) -> int:
    return os.open(path, flags, _OWN)


def opener_like(original: Path) -> Callable[[str, int], int]:
    """An opener for `open`: nobody may read the new file who may not read an existing one."""

    def open_like(path: str, flags: int) -> int:
        if not original.exists():
            return os.open(path, flags, 0o666)
        handle = os.open(path, flags, _OWN)
        allow_same_readers(Path(path), original)
        return handle

    return open_like


def allow_same_readers(copy: Path, original: Path) -> None:
    """Lets those read a copy who may read the original; the group only where it is the same."""
    if os.name == "nt":
        return
    with suppress(OSError):  # not every disk has modes
        found = original.stat()
        mode = stat.S_IMODE(found.st_mode) & 0o666 | _OWN
        if copy.stat().st_gid != found.st_gid:
            try:
                os.chown(copy, -1, found.st_gid)
            except OSError:  # not our group
                mode &= ~stat.S_IRWXG
        copy.chmod(mode)


def flush_folder(folder: Path) -> None:
    """Makes renames in a folder permanent; Windows has no such call and doesn't need one."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file so that a kill leaves it whole or absent.

    :raises OSError: where the disk refuses.
    """
    part = path.with_name(path.name + STAGED)
    with open(part, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(part, path)
    flush_folder(path.parent)


def replace_file(source: Path, target: Path) -> None:
    """Moves a file over another one; at every moment, the target is whole: the old file or the new
    one.

    :raises OSError: where the disk refuses.
    """
    try:
        os.replace(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        part = part_path(target)  # a subfolder that is on another disk
        try:
            copy(source, part)
            os.replace(part, target)
        except OSError:
            with suppress(OSError):
                part.unlink()
            raise
        source.unlink()


def part_path(target: Path) -> Path:
    """Where a file that comes from another disk is copied first, beside its target; always the same
    path."""
    digest = hashlib.sha256(os.fsencode(target.name)).hexdigest()[:8]
    return target.with_name(f".{digest}{STAGED}")


def digest_of(file: Path) -> Optional[str]:
    """The SHA-256 digest of a file's bytes, in hexadecimal; None where there is no file.

    :raises OSError: where it is there and can't be read, or is no regular file.
    """
    digest = hashlib.sha256()
    try:
        for piece in pieces_of(file):
            digest.update(piece)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return digest.hexdigest()


# What a file is besides its bytes: owner, group, rights and extended attributes


def take_over(old: Path, new: Path) -> None:
    """Gives a file what another one is, in whose place it comes, as far as we may.

    Where the group can't be kept, what it was allowed goes to no other: only what all are allowed.
    POSIX access lists are extended attributes, too.

    :raises OSError: where there is no such file.
    """
    was = old.stat()
    mode = stat.S_IMODE(was.st_mode)
    if sys.platform != "win32" and not _give(new, was.st_uid, was.st_gid):
        mode = mode & 0o707 | (mode & 0o007) << 3
    if sys.platform.startswith("linux"):
        _take_attributes(old, new)
    with suppress(OSError):  # not every disk has modes
        new.chmod(mode)


if sys.platform != "win32":

    def _give(path: Path, user: int, group: int) -> bool:
        """Whether the group is the one that is wanted in the end."""
        now = path.stat()
        for owner in (user, -1):  # without the right to give it away, the group alone
            if (now.st_uid if owner == -1 else owner, group) == (now.st_uid, now.st_gid):
                break
            with suppress(OSError):
                os.chown(path, owner, group)
                break
        return path.stat().st_gid == group


if sys.platform.startswith("linux"):

    def _take_attributes(old: Path, new: Path) -> None:
        with suppress(OSError):  # not every disk has them
            wanted = {name: os.getxattr(old, name) for name in os.listxattr(old)}
            for name in set(os.listxattr(new)) - wanted.keys():
                with suppress(OSError):  # the system's own
                    os.removexattr(new, name)
            for name, value in wanted.items():
                with suppress(OSError):  # labels of the system that only it may give
                    os.setxattr(new, name, value)
