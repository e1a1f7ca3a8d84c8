"""Finds files that can't be replaced although their folder can be written: immutable, locked or
read-only ones. They are found before anything is written, so that the others can be written."""

from __future__ import annotations

import errno
import os
import stat
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import Optional

from ...base.errors import ScaneoError
from ...base.messages import message
from ..disk import check_writable
from ..folder import CampaignFolder
from ..regular_files import open_file

if sys.platform != "win32":
    import fcntl

_GET_FLAGS = 0x80006601 | struct.calcsize("l") << 16  # FS_IOC_GETFLAGS of Linux
_IMMUTABLE, _APPEND = 0x10, 0x20  # bits of these flags (linux/fs.h)
_LOCKED = 0x2 | 0x4 | 0x20000 | 0x40000  # UF_ and SF_IMMUTABLE, _APPEND (sys/stat.h of BSD, macOS)
_READ_ONLY = 0x1  # FILE_ATTRIBUTE_READONLY of Windows

DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
"""The errors of a disk that would let somebody else write there, but not us."""


class FileNotReplaceable(ScaneoError):
    """A file that can't be replaced, while others in the folder may be. ``name`` is its path below
    the folder."""

    def __init__(self, folder: CampaignFolder, name: str, reason: str) -> None:
        super().__init__(
            message(
                "replaceable.refused",
                "{path} can't be replaced: {why}. Nothing was written. Unlock it, or ask for the "
                "right to write it.",
                path=folder.path / name,
                why=reason,
            )
        )
        self.name, self.reason = name, reason


def check_replaceable(folder: CampaignFolder, name: str, tried: set[Path]) -> None:
    """Checks whether a file below a folder can be replaced, as far as that can be known before.

    Folders that were found to be writable are added to ``tried``.

    :raises FileNotReplaceable: where it can't, but others may be.
    :raises ScaneoError: where no file can be written there, or the name is not allowed.
    """
    target = folder.inside(name)
    reason = _why_kept(target)
    own = next(path for path in target.parents if path.exists() or path == folder.path)
    if reason is None and own not in tried:
        try:
            check_writable(own)
        except ScaneoError as error:
            cause = error.__cause__
            if own == folder.path or not isinstance(cause, OSError) or cause.errno not in DENIED:
                raise
            reason = message(
                "replaceable.folder",
                "{folder} can't be written ({why})",
                folder=own,
                why=cause.strerror,
            )
        else:
            tried.add(own)
    if reason is not None:
        raise FileNotReplaceable(folder, name, reason)


def _why_kept(target: Path) -> Optional[str]:
    """Why a file can't be replaced; None where it can, or there is none."""
    try:
        found, parent = os.lstat(target), os.stat(target.parent)
    except OSError:
        return None
    if getattr(found, "st_file_attributes", 0) & _READ_ONLY:
        return message("replaceable.read-only", "it is marked as read-only")
    if getattr(found, "st_flags", 0) & _LOCKED or (
        stat.S_ISREG(found.st_mode) and _flags(target) & (_IMMUTABLE | _APPEND)
    ):
        return message(
            "replaceable.locked",
            "it is locked against changes (immutable, or open for additions only)",
        )
    if sys.platform != "win32" and parent.st_mode & stat.S_ISVTX:
        user = os.geteuid()
        if user not in (0, found.st_uid, parent.st_uid):
            return message(
                "replaceable.others",
                "it is another user's, and in its folder each user may replace their own only",
            )
    return None


def _flags(target: Path) -> int:
    """Linux's flags of a file; 0 where the disk has none, or we may not read it."""
    if not sys.platform.startswith("linux"):
        return 0
    with suppress(OSError):
        with open_file(target) as stream:
            answer = fcntl.ioctl(stream.fileno(), _GET_FLAGS, bytes(struct.calcsize("l")))
        return int.from_bytes(answer[:4], sys.byteorder)
    return 0
