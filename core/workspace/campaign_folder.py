"""Where the path of a campaign's folder comes in: `campaign_folder` is the one place."""

from __future__ import annotations

import os
import re
import time

from qgis.PyQt.QtCore import QStorageInfo

from ..store.folder import AnyPath, CampaignFolder

_KEEPS_CHANGES = re.compile(
    "apfs|bcachefs|btrfs|cifs|ext[234]|f2fs|hfs|jfs|nfs4?|overlay|reiserfs|smb[23]|tmpfs|ufs|xfs|zfs"
)
"""File systems whose time of a change no program sets, and which every change sets. Not FAT and
exFAT, which have none, nor those of FUSE, of which nobody knows."""
_TURN = 10  # seconds: in less time no disk is replaced by one of another kind under the same number

_kinds: dict[tuple[int, int], bool] = {}


def campaign_folder(path: AnyPath) -> CampaignFolder:
    """The folder at a path, with what Qt knows of its disk; a `CampaignFolder` is returned as it
    is."""
    return CampaignFolder.at(path, keeps_changes)


def keeps_changes(device: int, path: AnyPath) -> bool:
    """A `KeepsChanges` by the type of the file system."""
    key = device, int(time.monotonic()) // _TURN
    found = _kinds.get(key)
    if found is None:
        kind = bytes(QStorageInfo(os.fspath(path)).fileSystemType().data())
        found = bool(_KEEPS_CHANGES.fullmatch(kind.decode("ascii", "replace").lower()))
        _kinds.clear()
        _kinds[key] = found
    return found
