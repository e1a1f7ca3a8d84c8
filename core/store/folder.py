"""A campaign's folder on disk: the paths in it, its files' content, and their stamps."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Optional, TypeVar, Union

from ..base.errors import ScaneoError
from ..base.large_bytes import Data
from ..base.messages import message, storable
from ..base.names import is_below
from .disk import share_mode
from .regular_files import NotRegular, read_data, read_whole

AnyPath = Union[str, "os.PathLike[str]"]
"""A path in any form: a text, a `Path`, or an object with a path (`CampaignFolder`)."""

OWN_FOLDER = ".scaneo_bridge"
"""The plugin's own folder below the campaign's folder: the write lock, staged files, backups, and
the base that a merge of several annotators has kept."""

KEPT_BASE = f"{OWN_FOLDER}/base"
"""Where the earlier content of a folder is kept that was both base and destination of a merge."""

KeepsChanges = Callable[[int, AnyPath], bool]
"""Whether a disk, given by device number and a path on it, records a time of change (ctime) that
every change sets and no program can set."""

_FINE, _COARSE = 50_000_000, 2_000_000_000  # ns: longer than a tick of the file system's clock
_SECOND = 10**9  # ns
_MOST = 2**63  # SQLite's integers are smaller


def is_kept_base(name: str) -> bool:
    """Whether a name is that of a file of the base that a merge of several annotators has kept."""
    return PurePosixPath(KEPT_BASE) in PurePosixPath(name).parents


def is_own(name: str) -> bool:
    """Whether a name is in the plugin's own folder, and not in the base of a merge."""
    return PurePosixPath(name).parts[0] == OWN_FOLDER and not is_kept_base(name)


def absolute(path: AnyPath) -> Path:
    """A path from the root of its disk; links in it stay as the user knows them."""
    return Path(os.path.abspath(path))


def typed_path(text: str) -> Path:
    """As `absolute`, of a path that a person has typed: ``~`` is their home."""
    return absolute(os.path.expanduser(text.strip()))


def nothing_known(device: int, path: AnyPath) -> bool:
    """A `KeepsChanges` for when nothing is known about disks: no time of change proves anything."""
    return False


class Stamp(NamedTuple):
    """Size in bytes, times in ns, inode and device of a file.

    ``changed`` is the time of the last change of its metadata, which no program can set; None where
    that proves nothing: on disks and systems without it, for a file that was changed a moment ago
    and may change again within the same clock tick, and where an older version did not store it.
    """

    size: int
    time: Optional[int]
    changed: Optional[int] = None
    inode: Optional[int] = None
    device: Optional[int] = None

    @classmethod
    def of(cls, path: AnyPath, keeps_changes: KeepsChanges = nothing_known) -> Optional[Stamp]:
        """None where there is no such file. Call it before reading the file."""
        try:
            found = os.stat(path)
        except OSError:
            return None
        changed = found.st_ctime_ns if _proves(found, path, keeps_changes) else None
        numbers = found.st_mtime_ns, changed, found.st_ino, found.st_dev
        return cls(found.st_size, *(one and one % _MOST for one in numbers))

    def proves(self, known: Optional[Stamp]) -> bool:
        """Whether a file with the stamp ``known`` has not changed since; if False, it may have
        changed."""
        return self.changed is not None and self == known


@dataclass(frozen=True)
class CampaignFolder:
    """The folder of a campaign; names are paths below it, with ``/``.

    Made once where a path comes in (`CampaignFolder.at`; with QGIS, `campaign_folder`), and passed
    on from there. The folder need not exist.
    """

    path: Path
    keeps_changes: KeepsChanges = field(default=nothing_known, compare=False, repr=False)

    @classmethod
    def at(cls, path: AnyPath, keeps_changes: KeepsChanges = nothing_known) -> CampaignFolder:
        """The folder at a path; a `CampaignFolder` is returned as it is. Links in the path are not
        resolved."""
        if isinstance(path, CampaignFolder):
            return path
        return cls(absolute(path), keeps_changes)

    def __fspath__(self) -> str:
        return os.fspath(self.path)

    def __str__(self) -> str:
        return str(self.path)

    # Which folder it is

    @property
    def is_there(self) -> bool:
        """Whether the folder exists now; not, as far as we can tell, where we may not look."""
        return os.path.isdir(self.path)  # `Path.is_dir` raises there

    def check_there(self) -> None:
        """:raises ScaneoError: where there is no such folder."""
        if not self.is_there:
            raise ScaneoError(
                message(
                    "folder.gone",
                    "There is no folder {folder}. Choose the folder that holds the images.",
                    folder=self.path,
                )
            )

    def is_same(self, other: AnyPath) -> bool:
        """Whether another path leads to the same folder; where one doesn't exist any more, or we
        may not look, the paths are compared."""
        if self.path == Path(other):
            return True
        try:
            return os.path.samefile(self.path, other)
        except (OSError, ValueError):  # the latter: a path with a NUL
            return False

    # Paths in it

    def inside(self, name: str) -> Path:
        """The path of a file in it that may be written.

        :raises ScaneoError: where it would be outside: absolute, with ``..``, with a drive letter,
        with a NUL, or behind a link.
        """
        if not is_below(name):
            raise ScaneoError(
                message(
                    "folder.outside",
                    "“{name}” is no place in the folder, so nothing is written there.",
                    name=storable(name),
                )
            )
        parts = PurePosixPath(name).parts
        path = self.path.joinpath(*parts)
        if len(parts) == 1:  # directly in the folder: no link can be in between
            return path
        root = os.path.realpath(self.path)
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

    def name_of(self, file: Path) -> Optional[str]:
        """A file's name, where it lies below the folder, whichever of its paths is given."""
        if self.path in file.parents:
            return file.relative_to(self.path).as_posix()
        root = Path(os.path.realpath(self.path))
        real = Path(os.path.realpath(file.parent)) / file.name
        return real.relative_to(root).as_posix() if root in real.parents else None

    def own(self, *parts: str) -> Path:
        """A path in the plugin's own folder; it need not exist.

        :raises ScaneoError: where a link or a file is in its way: the target of a link is not ours.
        """
        path = self.path.joinpath(OWN_FOLDER, *parts)
        real = os.path.join(os.path.realpath(self.path), OWN_FOLDER, *parts)
        if os.path.normcase(os.path.realpath(path)) != os.path.normcase(real):
            raise ScaneoError(
                message(
                    "folder.behind-link",
                    "{path} lies behind a link: nothing is written there. Remove the link, or put "
                    "a folder in its place.",
                    path=path,
                )
            )
        own = self.path / OWN_FOLDER
        with suppress(OSError):  # it does not exist
            if stat.S_ISDIR(os.lstat(own).st_mode):
                return path
            raise ScaneoError(
                message(
                    "folder.own-is-file",
                    "{path} is a file, where the folder for locks and backups should be. Nothing "
                    "was written. Move it elsewhere.",
                    path=own,
                )
            )
        return path

    def make_own(self, *parts: str) -> Path:
        """Makes a folder in the plugin's own one. Whoever may write in the campaign may write in
        it.

        :raises ScaneoError: like `own`.
        :raises OSError: where the disk refuses, or the campaign's folder was deleted.
        """
        path = self.own(*parts)
        for depth in range(len(parts) + 1):
            own = self.path.joinpath(OWN_FOLDER, *parts[:depth])
            with suppress(FileExistsError):
                own.mkdir()
                share_mode(own, self.path, 0o7777)
        return path

    # What is in it

    def read(self, name: str) -> Optional[bytes]:
        """The bytes of a file; None where there is none.

        :raises OSError: where it is there and can't be read, is no regular file, or too large.
        """
        return self._read(name, read_whole)

    def read_large(self, name: str) -> Optional[Data]:
        """Like `read`, but a large file is not kept in memory."""
        return self._read(name, read_data)

    def stamp(self, name: str) -> Optional[Stamp]:
        """The stamp of a file; None where there is none."""
        return Stamp.of(os.path.join(self.path, name), self.keeps_changes)

    def read_stamped(self, name: str) -> Optional[tuple[Data, Stamp]]:
        """The bytes of a file like `read_large`, with a stamp taken before reading."""
        stamp = self.stamp(name)
        data = self.read_large(name)
        return None if data is None or stamp is None else (data, stamp)

    def _read(self, name: str, read: Callable[[Path], _Read]) -> Optional[_Read]:
        if not is_below(name):
            why = message("folder.no-place", "its name is no place in the folder")
            raise NotRegular(errno.EINVAL, why, name)
        try:
            return read(self.path / name)
        except (FileNotFoundError, NotADirectoryError):
            return None


NO_FOLDER = CampaignFolder(Path())
"""Stands for the folder while no campaign is open."""

_Read = TypeVar("_Read", bound=Data)


def _proves(found: os.stat_result, path: AnyPath, keeps_changes: KeepsChanges) -> bool:
    if os.name == "nt":  # on Windows, it is the time at which the file was created
        return False
    tick = _COARSE if found.st_ctime_ns % _SECOND == 0 else _FINE
    is_settled = time.time_ns() - found.st_ctime_ns > tick
    return is_settled and keeps_changes(found.st_dev, path)
