"""What is in a campaign's folder, and which places in it may be written."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Optional, TypeVar

from ..base.errors import ScaneoError
from ..base.large_bytes import Data
from ..base.messages import message, sound
from ..base.names import is_below
from .regular_files import Irregular, read_data, read_whole

OWN_FOLDER = ".scaneo_bridge"
"""What is the plugin's own, below the campaign's folder: the lock of the one who writes, what a
write stages, backups, and what the folder held before others were merged into it."""

KEPT_BASE = f"{OWN_FOLDER}/base"
"""Where a folder that is merged into, and was the base itself, keeps what it held before."""


def is_kept_base(name: str) -> bool:
    """Whether a name is that of a file that a merge into its own base has kept."""
    return PurePosixPath(KEPT_BASE) in PurePosixPath(name).parents


def is_own(name: str) -> bool:
    """Whether a name below a folder is the plugin's own, and no file that is kept as a base."""
    return PurePosixPath(name).parts[0] == OWN_FOLDER and not is_kept_base(name)


def check_there(folder: Path) -> None:
    """:raises ScaneoError: where there is no such folder."""
    if not folder.is_dir():
        raise ScaneoError(
            message(
                "folder.gone",
                "There is no folder {folder}. Choose the folder that holds the images.",
                folder=folder,
            )
        )


def inside(folder: Path, name: str) -> Path:
    """Where a name lies below a folder.

    :raises ScaneoError: where it would lie outside: absolute, with ``..``, with a drive letter,
        with a NUL, or behind a link.
    """
    if not is_below(name):
        raise ScaneoError(
            message(
                "folder.outside",
                "“{name}” is no place in the folder, so nothing is written there.",
                name=sound(name),
            )
        )
    parts = PurePosixPath(name).parts
    path = folder.joinpath(*parts)
    if len(parts) == 1:  # in the folder itself: there is no link between
        return path
    root = os.path.realpath(folder)
    parent = os.path.realpath(path.parent)
    if parent != root and not parent.startswith(os.path.join(root, "")):
        raise ScaneoError(
            message(
                "folder.link-out",
                "“{name}” lies behind a link out of the folder: nothing is written there.",
                name=name,
            )
        )
    return path


def name_below(folder: Path, file: Path) -> Optional[str]:
    """A file's path below a folder, where it lies there, by whichever of its names."""
    if folder in file.parents:
        return file.relative_to(folder).as_posix()
    root, real = Path(os.path.realpath(folder)), Path(os.path.realpath(file.parent)) / file.name
    return real.relative_to(root).as_posix() if root in real.parents else None


def read_file(folder: Path, name: str) -> Optional[bytes]:
    """The bytes of a file below a folder; None where there is none.

    :raises OSError: where it is there and can't be read, or is no file, or too large.
    """
    return _read(folder, name, read_whole)


def read_large_file(folder: Path, name: str) -> Optional[Data]:
    """As `read_file`, but the bytes of a large file are not kept in memory."""
    return _read(folder, name, read_data)


_Read = TypeVar("_Read", bound=Data)


def _read(folder: Path, name: str, read: Callable[[Path], _Read]) -> Optional[_Read]:
    if not is_below(name):
        why = message("folder.no-place", "its name is no place in the folder")
        raise Irregular(errno.EINVAL, why, name)
    try:
        return read(folder / name)
    except (FileNotFoundError, NotADirectoryError):
        return None
