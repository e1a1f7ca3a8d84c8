"""The only way in which files of a campaign are opened: regular files of a limited size.

A pipe would wait for ever, a device would never end, a sparse file would fill the memory. Links are
followed. Nothing here knows a format.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Optional

from ..base.large_bytes import LARGE, Data, LargeBytes, NoTemporarySpace
from ..base.messages import message

PIECE = 2**22
"""Bytes of a large file that are in memory at once."""

LARGEST = 2 * 2**30
"""Bytes of a file that is read whole, where nobody has chosen another size: 2 GB."""

_GROWTH = 2**26  # bytes by which a file may grow while it is read: an endless one grows by more
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)  # Windows has neither
_DEVICE = message("regular_files.device", "it is a device, not a file")
_OTHER = message("regular_files.other", "it is something else, not a file")
_KINDS = (
    (stat.S_ISDIR, message("regular_files.folder", "it is a folder, not a file"), errno.EISDIR),
    (stat.S_ISFIFO, message("regular_files.pipe", "it is a named pipe, not a file"), errno.ENXIO),
    (stat.S_ISSOCK, message("regular_files.socket", "it is a socket, not a file"), errno.ENXIO),
    (stat.S_ISCHR, _DEVICE, errno.ENXIO),
    (stat.S_ISBLK, _DEVICE, errno.ENXIO),
)


ASK_RIGHT = message("regular_files.ask-right", "Ask for the right to read it.")


class NotRegular(OSError):
    """Something that is not opened: no regular file, or too large; ``strerror`` says why.

    ``mend`` says what to do.
    """

    mend = message(
        "regular_files.put-whole", "Put a whole file in its place, or move it out of the folder."
    )


class TooLarge(NotRegular):
    """A file that is too large to be read into memory."""

    mend = message(
        "regular_files.split", "Split it, or raise the limit in Settings > Options > Scaneo Bridge."
    )


class _Limit:
    """The size limit in use in this process."""

    largest = LARGEST


def limit_size(largest: int) -> None:
    """From now on, larger files (in bytes) are not read."""
    _Limit.largest = largest


def largest_size() -> int:
    """The size limit in bytes."""
    return _Limit.largest


def mend_of(error: OSError) -> str:
    """What to do about a file that can't be read."""
    if isinstance(error, NotRegular):
        return error.mend
    return ASK_RIGHT


def check_regular(path: Path) -> None:
    """Checks that a path, or its link's target, is a regular file.

    :raises NotRegular: where it is something else.
    :raises OSError: where there is nothing, or that can't be told.
    """
    _check(os.stat(path).st_mode, path)


def check_regular_if_there(path: Path) -> None:
    """Like `check_regular`, but nothing need be there.

    :raises NotRegular: where something else than a regular file is there.
    """
    try:
        check_regular(path)
    except (FileNotFoundError, NotADirectoryError):
        return


def open_file(path: Path, writable: bool = False) -> IO[bytes]:
    """Opens a file without ever waiting.

    :raises NotRegular: where it is no regular file.
    :raises OSError: where it can't be opened.
    """
    check_regular(path)  # merely opening a device may have an effect
    mode = "rb+" if writable else "rb"
    stream = open(path, mode, opener=_at_once)  # noqa: SIM115 - the caller closes it
    try:
        _check(os.fstat(stream.fileno()).st_mode, path)
    except OSError:
        stream.close()
        raise
    return stream


def read_whole(path: Path, largest: Optional[int] = None) -> bytes:
    """The bytes of a file.

    :raises TooLarge: where it has more than ``largest`` bytes; None stands for `limit_size`.
    :raises NotRegular: where it is no regular file.
    :raises OSError: where it can't be read.
    """
    most = _Limit.largest if largest is None else largest
    with open_file(path) as stream:
        size, count = os.fstat(stream.fileno()).st_size, 0
        parts: list[bytes] = []
        while max(size, count) <= most:
            # One more, to notice that it grows.
            part = stream.read(size + 1 if not count else PIECE)
            if not part:
                return b"".join(parts)
            parts.append(part)
            count += len(part)
    raise _too_large(most, path)


def read_data(path: Path) -> Data:
    """Like `read_whole`, but a large file is not kept in memory."""
    if os.stat(path).st_size >= LARGE:
        with suppress(NoTemporarySpace):
            return LargeBytes(_limited(path))
    return read_whole(path)


def _limited(path: Path) -> Iterator[bytes]:
    """The pieces of a file.

    :raises TooLarge: where it is larger than `limit_size` allows.
    """
    left = _Limit.largest
    for piece in pieces_of(path):
        left -= len(piece)
        if left < 0:
            raise _too_large(_Limit.largest, path)
        yield piece


def pieces_of(path: Path) -> Iterator[bytes]:
    """The bytes of a file of any size, piece by piece.

    :raises NotRegular: where it is no regular file.
    :raises OSError: where it can't be read, or grows without end.
    """
    with open_file(path) as stream:
        left = os.fstat(stream.fileno()).st_size + _GROWTH
        for piece in iter(lambda: stream.read(PIECE), b""):
            left -= len(piece)
            if left < 0:
                why = message("regular_files.grows", "it grows while it is read")
                raise OSError(errno.EFBIG, why, str(path))
            yield piece


def flush(path: Path) -> None:
    """Makes a file permanent that another library wrote.

    :raises OSError: where the disk refuses.
    """
    with open_file(path, writable=True) as stream:
        os.fsync(stream.fileno())


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | _AT_ONCE)


def _check(mode: int, path: Path) -> None:
    if not stat.S_ISREG(mode):
        why, number = next(
            ((why, number) for is_one, why, number in _KINDS if is_one(mode)),
            (_OTHER, errno.ENXIO),
        )
        raise NotRegular(number, why, str(path))


def _too_large(most: int, path: Path) -> TooLarge:
    why = message("regular_files.too-large", "it is larger than {size}", size=_said(most))
    return TooLarge(errno.EFBIG, why, str(path))


def _said(size: int) -> str:
    for unit, name in ((2**30, "GB"), (2**20, "MB")):
        if size >= unit:
            return f"{size / unit:.4g} {name}"
    return message("regular_files.bytes", "{size:,} bytes", size=size)
