"""How a file looks on disk: what tells, without reading it, that it is still the same."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from typing import NamedTuple, Optional, Union

from qgis.PyQt.QtCore import QStorageInfo

_KEEPS_CHANGES = re.compile(
    "apfs|bcachefs|btrfs|cifs|ext[234]|f2fs|hfs|jfs|nfs4?|overlay|reiserfs|smb[23]|tmpfs|ufs|xfs|zfs"
)
"""File systems whose time of a change no program sets, and which every change sets. Not FAT and
exFAT, which have none, nor those of FUSE, of which nobody knows."""
_FINE, _COARSE = 50_000_000, 2_000_000_000  # ns: more than a tick of the clock of the file system
_SECOND = 10**9  # ns
_TURN = 10  # seconds in which no disk is changed for one of another kind under the same number
_MOST = 2**63  # what SQLite's integers hold

_kinds: dict[tuple[int, int], bool] = {}


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
    def of(cls, path: Union[Path, str]) -> Optional[Stamp]:
        """None where there is no such file. Take it before the file is read."""
        try:
            stat = os.stat(path)
        except OSError:
            return None
        changed = stat.st_ctime_ns if _proves(stat, path) else None
        numbers = stat.st_mtime_ns, changed, stat.st_ino, stat.st_dev
        return cls(stat.st_size, *(one and one % _MOST for one in numbers))

    def proves(self, known: Optional[Stamp]) -> bool:
        """Whether a file that looked like ``known`` has not changed since; if not, it may have."""
        return self.changed is not None and self == known


def _proves(stat: os.stat_result, path: Union[Path, str]) -> bool:
    if os.name == "nt":  # where it is the time at which the file was made
        return False
    tick = _COARSE if stat.st_ctime_ns % _SECOND == 0 else _FINE
    is_settled = time.time_ns() - stat.st_ctime_ns > tick
    return is_settled and _keeps_changes(stat.st_dev, path)


def _keeps_changes(device: int, path: Union[Path, str]) -> bool:
    key = device, int(time.monotonic()) // _TURN
    found = _kinds.get(key)
    if found is None:
        kind = bytes(QStorageInfo(os.fspath(path)).fileSystemType().data())
        found = bool(_KEEPS_CHANGES.fullmatch(kind.decode("ascii", "replace").lower()))
        _kinds.clear()
        _kinds[key] = found
    return found
