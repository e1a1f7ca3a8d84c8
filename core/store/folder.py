"""A campaign's folder on disk: the places in it, and what a file of it holds and looks like."""

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
from ..base.messages import message, without_surrogates
from ..base.names import is_below
from .disk import let_in
from .regular_files import Irregular, read_data, read_whole

AnyPath = Union[str, "os.PathLike[str]"]
"""A path as others say it: a text, a `Path`, or what knows its path (`CampaignFolder`)."""

OWN_FOLDER = ".scaneo_bridge"
"""What is the plugin's own, below the campaign's folder: the lock of the one who writes, what a
write stages, backups, and what the folder held before others were merged into it."""

KEPT_BASE = f"{OWN_FOLDER}/base"
"""Where a folder that is merged into, and was the base itself, keeps what it held before."""

KeepsChanges = Callable[[int, AnyPath], bool]
"""Whether the disk of a file keeps a time of change that no program sets, and which every change
sets; it is asked by the device's number, and by a path on it."""

_FINE, _COARSE = 50_000_000, 2_000_000_000  # ns: more than a tick of the clock of the file system
_SECOND = 10**9  # ns
_MOST = 2**63  # what SQLite's integers hold


def is_kept_base(name: str) -> bool:
    """Whether a name is that of a file that a merge into its own base has kept."""
    return PurePosixPath(KEPT_BASE) in PurePosixPath(name).parents


def is_own(name: str) -> bool:
    """Whether a name below a folder is the plugin's own, and no file that is kept as a base."""
    return PurePosixPath(name).parts[0] == OWN_FOLDER and not is_kept_base(name)


def absolute(path: AnyPath) -> Path:
    """A path from the root of its disk; links in it stay as the user knows them."""
    return Path(os.path.abspath(path))


def typed_path(text: str) -> Path:
    """As `absolute`, of a path that a person has typed: ``~`` is their home."""
    return absolute(os.path.expanduser(text.strip()))


def nothing_known(device: int, path: AnyPath) -> bool:
    """What is known of disks where nobody can be asked: no time proves anything."""
    return False


class Stamp(NamedTuple):
    """How a file looks on disk: its size in bytes and its times in ns, and which file it is.

    ``changed`` is the time of its last change, which no program can set; None where that proves
    nothing: on disks and systems that know none, of a file that was changed a moment ago and may
    be again within the same tick of the clock, and where an older version had noted none.
    """

    size: int
    time: Optional[int]
    changed: Optional[int] = None
    inode: Optional[int] = None
    device: Optional[int] = None

    @classmethod
    def of(cls, path: AnyPath, keeps_changes: KeepsChanges = nothing_known) -> Optional[Stamp]:
        """None where there is no such file. Take it before the file is read."""
        try:
            found = os.stat(path)
        except OSError:
            return None
        changed = found.st_ctime_ns if _proves(found, path, keeps_changes) else None
        numbers = found.st_mtime_ns, changed, found.st_ino, found.st_dev
        return cls(found.st_size, *(one and one % _MOST for one in numbers))

    def proves(self, known: Optional[Stamp]) -> bool:
        """Whether a file that looked like ``known`` has not changed since; if not, it may have."""
        return self.changed is not None and self == known


@dataclass(frozen=True)
class CampaignFolder:
    """The folder of a campaign; names are paths below it, with ``/``.

    Whoever is given a path makes one, once (`CampaignFolder.at`; with QGIS, `campaign_folder`), and
    all else passes that on. It need not be there.
    """

    path: Path
    keeps_changes: KeepsChanges = field(default=nothing_known, compare=False, repr=False)

    @classmethod
    def at(cls, path: AnyPath, keeps_changes: KeepsChanges = nothing_known) -> CampaignFolder:
        """The folder at a path; one that is one already stays as it is. Links in the path stay as
        the user knows them."""
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
        """Whether there is such a folder, now."""
        return self.path.is_dir()

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
        """Whether another path leads to the same folder; of those that are gone, the paths tell."""
        one, another = self.path, Path(other)
        return one == another or (one.exists() and another.exists() and one.samefile(another))

    # Places in it

    def inside(self, name: str) -> Path:
        """Where a file of it lies that may be written.

        :raises ScaneoError: where it would lie outside: absolute, with ``..``, with a drive
            letter, with a NUL, or behind a link.
        """
        if not is_below(name):
            raise ScaneoError(
                message(
                    "folder.outside",
                    "“{name}” is no place in the folder, so nothing is written there.",
                    name=without_surrogates(name),
                )
            )
        parts = PurePosixPath(name).parts
        path = self.path.joinpath(*parts)
        if len(parts) == 1:  # in the folder itself: there is no link between
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
        """A file's name here, where it lies below the folder, by whichever of its paths."""
        if self.path in file.parents:
            return file.relative_to(self.path).as_posix()
        root = Path(os.path.realpath(self.path))
        real = Path(os.path.realpath(file.parent)) / file.name
        return real.relative_to(root).as_posix() if root in real.parents else None

    def own(self, *parts: str) -> Path:
        """A place in the plugin's own folder in it; it need not exist.

        :raises ScaneoError: where a link or a file is in its way: what is behind it is not ours.
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
        with suppress(OSError):  # there is none
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
        """Makes a folder in the plugin's own one. Whoever may write the campaign may write in it.

        :raises ScaneoError: as `own`.
        :raises OSError: where the disk refuses, or the campaign's folder is gone.
        """
        path = self.own(*parts)
        for depth in range(len(parts) + 1):
            own = self.path.joinpath(OWN_FOLDER, *parts[:depth])
            with suppress(FileExistsError):
                own.mkdir()
                let_in(own, self.path, 0o7777)
        return path

    # What is in it

    def read(self, name: str) -> Optional[bytes]:
        """The bytes of a file; None where there is none.

        :raises OSError: where it is there and can't be read, or is no file, or too large.
        """
        return self._read(name, read_whole)

    def read_large(self, name: str) -> Optional[Data]:
        """As `read`, but the bytes of a large file are not kept in memory."""
        return self._read(name, read_data)

    def stamp(self, name: str) -> Optional[Stamp]:
        """How a file looks; None where there is none."""
        return Stamp.of(os.path.join(self.path, name), self.keeps_changes)

    def read_stamped(self, name: str) -> Optional[tuple[Data, Stamp]]:
        """The bytes of a file as `read_large` gives them, with a stamp of these or earlier ones."""
        stamp = self.stamp(name)
        data = self.read_large(name)
        return None if data is None or stamp is None else (data, stamp)

    def _read(self, name: str, read: Callable[[Path], _Read]) -> Optional[_Read]:
        if not is_below(name):
            why = message("folder.no-place", "its name is no place in the folder")
            raise Irregular(errno.EINVAL, why, name)
        try:
            return read(self.path / name)
        except (FileNotFoundError, NotADirectoryError):
            return None


NO_FOLDER = CampaignFolder(Path())
"""Where no campaign is open."""

_Read = TypeVar("_Read", bound=Data)


def _proves(found: os.stat_result, path: AnyPath, keeps_changes: KeepsChanges) -> bool:
    if os.name == "nt":  # where it is the time at which the file was made
        return False
    tick = _COARSE if found.st_ctime_ns % _SECOND == 0 else _FINE
    is_settled = time.time_ns() - found.st_ctime_ns > tick
    return is_settled and keeps_changes(found.st_dev, path)
