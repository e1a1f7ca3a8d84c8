"""What a file is besides its bytes: owner, group, rights and extended attributes."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path


def take_over(old: Path, new: Path) -> None:
    """Gives a file what another one is, in whose place it comes, as far as we may.

    Where the group can't be kept, what it was allowed goes to no other: only what all are allowed.
    POSIX access lists are extended attributes, too.

    :raises OSError: where there is no such file.
    """
    was = old.stat()
    mode = stat.S_IMODE(was.st_mode)
    if sys.platform != "win32" and not _give(new, was.st_uid, was.st_gid):
        mode = mode & 0o707 | (mode & 0o007) << 3
    if sys.platform.startswith("linux"):
        _take_attributes(old, new)
    with suppress(OSError):  # not every disk has modes
        new.chmod(mode)


if sys.platform != "win32":

    def _give(path: Path, user: int, group: int) -> bool:
        """Whether the group is the one that is wanted in the end."""
        now = path.stat()
        for owner in (user, -1):  # without the right to give it away, the group alone
            if (now.st_uid if owner == -1 else owner, group) == (now.st_uid, now.st_gid):
                break
            with suppress(OSError):
                os.chown(path, owner, group)
                break
        return path.stat().st_gid == group


if sys.platform.startswith("linux"):

    def _take_attributes(old: Path, new: Path) -> None:
        with suppress(OSError):  # not every disk has them
            wanted = {name: os.getxattr(old, name) for name in os.listxattr(old)}
            for name in set(os.listxattr(new)) - wanted.keys():
                with suppress(OSError):  # the system's own
                    os.removexattr(new, name)
            for name, value in wanted.items():
                with suppress(OSError):  # labels of the system that only it may give
                    os.setxattr(new, name, value)
