"""Who may read a workspace: nobody who may not read each of the files that it holds."""

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
    """The bits of a mode that a file of that group may have which holds files of a folder."""
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
    """Takes rights away from who may not read all that a workspace holds; ``is_own``: from all but
    its owner. It gives none, and is no reason to stop where it can't."""
    if os.name == "nt":  # files have the rights of their folder there
        return
    with suppress(OSError):
        found = workspace.stat()
        allowed = _OWNER if is_own else allowed_mode(folder, names, found.st_gid)
        if found.st_mode & (_GROUP | _OTHERS) & ~allowed:
            for part in _BESIDE:
                path = workspace.with_name(workspace.name + part)
                with suppress(FileNotFoundError):
                    path.chmod(stat.S_IMODE(path.stat().st_mode) & allowed)
