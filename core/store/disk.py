"""What a disk is asked for: places to write, bytes that last, folders of the plugin's own."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Callable
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Optional

from ..base.errors import ScaneoError
from ..base.messages import message
from .attributes import take_over
from .folder import OWN_FOLDER
from .regular_files import Irregular, check_regular, flush, pieces_of

STAGED = ".scaneo-staged"
"""How the names of files end that are there for a moment only."""

_OWN = 0o600  # nobody else may read it
_GOES_AT_CLOSE = getattr(os, "O_TEMPORARY", 0)  # on Windows
_NAMELESS = getattr(os, "O_TMPFILE", 0)  # on Linux; elsewhere a folder can't be opened like that
_NO_NAMELESS = {errno.EISDIR, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS}


def unwritable(path: Path, error: OSError) -> ScaneoError:
    """The error for a place where the disk refuses to write."""
    if isinstance(error, Irregular):
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
    """Tries it with a file that goes by itself: a kill leaves nothing.

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


def _try_nameless(folder: Path) -> None:
    try:
        os.close(os.open(folder, os.O_RDWR | _NAMELESS))
    except OSError as error:
        if error.errno not in _NO_NAMELESS:
            raise
        may_ask = os.access in os.supports_effective_ids
        if not os.access(folder, os.W_OK | os.X_OK, effective_ids=may_ask):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES)) from error


def own_path(folder: Path, *parts: str) -> Path:
    """A place in the plugin's own folder below a campaign's folder; it need not exist.

    :raises ScaneoError: where a link or a file is in its way: what is behind it is not ours.
    """
    path = folder.joinpath(OWN_FOLDER, *parts)
    real = os.path.join(os.path.realpath(folder), OWN_FOLDER, *parts)
    if os.path.normcase(os.path.realpath(path)) != os.path.normcase(real):
        raise ScaneoError(
            message(
                "disk.behind-link",
                "{path} lies behind a link: nothing is written there. Remove the link, or put a "
                "folder in its place.",
                path=path,
            )
        )
    own = folder / OWN_FOLDER
    with suppress(OSError):  # there is none
        if stat.S_ISDIR(os.lstat(own).st_mode):
            return path
        raise ScaneoError(
            message(
                "disk.own-is-file",
                "{path} is a file, where the folder for locks and backups should be. Nothing was "
                "written. Move it elsewhere.",
                path=own,
            )
        )
    return path


def make_own(folder: Path, *parts: str) -> Path:
    """Makes a folder in the plugin's own one. Whoever may write the campaign may write in it.

    :raises ScaneoError: as `own_path`.
    :raises OSError: where the disk refuses, or the campaign's folder is gone.
    """
    path = own_path(folder, *parts)
    for depth in range(len(parts) + 1):
        own = folder.joinpath(OWN_FOLDER, *parts[:depth])
        with suppress(FileExistsError):
            own.mkdir()
            let_in(own, folder, 0o7777)
    return path


def let_in(own: Path, folder: Path, mask: int) -> None:
    """Gives what is made in the own folder those bits of the mode that the campaign's folder has.

    Not on Windows, where others' rights are inherited: there, a mode is the attribute “read-only”,
    which stops nobody from writing in a folder, and would keep a file from going again.
    """
    if os.name == "nt":
        return
    with suppress(OSError):  # not every disk has modes
        own.chmod(stat.S_IMODE(folder.stat().st_mode) & mask)


def copy(source: Path, target: Path) -> None:
    """Copies a file, or what a link points to, so that it lasts.

    :raises OSError: where the disk refuses.
    """
    check_regular(source)  # else the target stays
    target.unlink(missing_ok=True)  # it may be a link, and what it points to is not ours
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
    first = next(pieces, b"")  # before there is a target: what is no file is not copied
    with open(target, "xb", opener=_privately) as stream:
        for piece in chain([first], pieces):
            stream.write(piece)


def _privately(path: str, flags: int) -> int:
    return os.open(path, flags, _OWN)


def opener_like(original: Path) -> Callable[[str, int], int]:
    """For `open`: a new file that nobody may read who may not read another one that is there."""

    def open_like(path: str, flags: int) -> int:
        if not original.exists():
            return os.open(path, flags, 0o666)
        handle = os.open(path, flags, _OWN)
        let_read(Path(path), original)
        return handle

    return open_like


def let_read(copy: Path, original: Path) -> None:
    """Lets those read a copy who may read the original; its group only where it is the same."""
    if os.name == "nt":
        return
    with suppress(OSError):  # not every disk has modes
        found = original.stat()
        mode = stat.S_IMODE(found.st_mode) & 0o666 | _OWN
        if copy.stat().st_gid != found.st_gid:
            try:
                os.chown(copy, -1, found.st_gid)
            except OSError:  # it is none of ours
                mode &= ~stat.S_IRWXG
        copy.chmod(mode)


def flush_folder(folder: Path) -> None:
    """Makes renames in a folder last; Windows has no such call and doesn't need one."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file so that at any kill it is whole or not there.

    :raises OSError: where the disk refuses.
    """
    part = path.with_name(path.name + STAGED)
    with open(part, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(part, path)
    flush_folder(path.parent)


def put(source: Path, target: Path) -> None:
    """Moves a file over another one, which is whole at every moment: the old one or the new one.

    :raises OSError: where the disk refuses.
    """
    try:
        os.replace(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        part = beside(target)  # a subfolder on a disk of its own
        try:
            copy(source, part)
            os.replace(part, target)
        except OSError:
            with suppress(OSError):
                part.unlink()
            raise
        source.unlink()


def beside(target: Path) -> Path:
    """Where a file is for a moment that comes from another disk: always the same place."""
    digest = hashlib.sha256(os.fsencode(target.name)).hexdigest()[:8]
    return target.with_name(f".{digest}{STAGED}")


def digest_of(file: Path) -> Optional[str]:
    """The SHA-256 of a file's bytes, in hexadecimal; None where there is none.

    :raises OSError: where it is there and can't be read, or is no file.
    """
    digest = hashlib.sha256()
    try:
        for piece in pieces_of(file):
            digest.update(piece)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return digest.hexdigest()
