"""Finds, before anything is written, files that can't be replaced although their folder can be
written (immutable, locked or read-only ones), so that the others can be written; and two names that
are one file to the disk."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import struct
import sys
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Optional

from ...base.errors import ScaneoError
from ...base.messages import message
from ..disk import check_writable, unwritable
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


def check_names(folder: CampaignFolder, own: Path, names: Iterable[str]) -> None:
    """Looks for different names that are the same file to the disk: one would overwrite the other.

    :raises ScaneoError: where there are two.
    """
    known: dict[str, str] = {}
    for name in names:
        first = known.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        if first != name and _is_one(own / "names", first, name):
            raise ScaneoError(
                message(
                    "replaceable.one-name",
                    "“{first}” and “{name}” are one name to the disk of {folder}. Nothing was "
                    "written. Rename one of the images, or export to another disk.",
                    first=first,
                    name=name,
                    folder=folder.path,
                )
            )


def _is_one(own: Path, first: str, second: str) -> bool:
    """Tries it in a folder on the same disk."""
    try:
        for name in (first, second):
            (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / first).touch()
        return (own / second).exists()
    except OSError as error:
        raise unwritable(own, error) from error
    finally:
        shutil.rmtree(own, ignore_errors=True)
