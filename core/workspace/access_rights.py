"""File permissions of a workspace: it is readable only for those who may read all files in it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ..store.folder import CampaignFolder

_BESIDE = ("", "-wal", "-shm", "-journal")
_OWNER, _GROUP, _OTHERS = stat.S_IRWXU, stat.S_IRWXG, stat.S_IRWXO


def allowed_mode(folder: CampaignFolder, names: Iterable[str], group: int) -> int:
    """The permission bits allowed for a file of group ``group`` that contains the content of these
    files."""
    allowed = _OWNER | _GROUP | _OTHERS
    for name in names:
        try:
            found = os.stat(os.path.join(folder, name))
        except OSError:
            continue
        if not found.st_mode & stat.S_IROTH:
            allowed &= ~_OTHERS
            if found.st_gid != group or not found.st_mode & stat.S_IRGRP:
                allowed &= ~_GROUP
    return allowed


def keep_private(
    workspace: Path, folder: CampaignFolder, names: Iterable[str], is_own: bool
) -> None:
    """Removes read permission from those who may not read all that a workspace contains;
    ``is_own``: from all but its owner. Never adds permissions, and failing is no error."""
    if os.name == "nt":  # on Windows, files inherit the folder's permissions
        return
    with suppress(OSError):
        found = workspace.stat()
        allowed = _OWNER if is_own else allowed_mode(folder, names, found.st_gid)
        if found.st_mode & (_GROUP | _OTHERS) & ~allowed:
            for part in _BESIDE:
                path = workspace.with_name(workspace.name + part)
                with suppress(FileNotFoundError):
                    path.chmod(stat.S_IMODE(path.stat().st_mode) & allowed)
