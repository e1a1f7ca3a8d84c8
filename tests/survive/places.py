"""Places where writing fails: disks that are full or read only, files that may not grow, rights."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scaneo_bridge.core.campaign.workspaces import of_campaign

NOBODY = 65534
PAGE = 4096


def cannot_mount() -> str:
    """Why no small disk can be made here; empty where it can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "only root on Linux can mount a small disk"
    done = subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"], check=False,
                          capture_output=True)  # fmt: skip
    return "" if done.returncode == 0 else "no disk can be mounted here"


@contextmanager
def small_disk(place: Path, size: int = 2**22) -> Iterator[Path]:
    """A disk of so many bytes, mounted there."""
    place.mkdir(parents=True)
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "scaneo-bridge-test", place],
        check=True,
    )
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


@contextmanager
def only_room_for(disk: Path, pages: int) -> Iterator[None]:
    """Within the block, the disk has room for so many pages more."""
    filler = disk / "filler"
    with open(filler, "wb", buffering=0) as stream:
        size = 0
        piece = bytes(PAGE)
        while True:
            try:
                size += stream.write(piece)
            except OSError:
                break
        stream.truncate(max(0, size - pages * PAGE))
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    """Within the block, nobody can write to the disk."""
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)


def as_nobody(action: Callable[[], Any]) -> Callable[[], Any]:
    """The deed of a user who has no rights of their own. For a process apart: it stays nobody."""

    def run() -> Any:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
        return action()

    return run


def with_files_up_to(size: int, action: Callable[[], Any]) -> Callable[[], Any]:
    """The deed in a process whose files may not grow over that size in bytes; for one apart."""

    def run() -> Any:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        try:
            return action()
        finally:  # the process has to tell how it ended
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return run


def with_profile(profile: Path, action: Callable[[], Any]) -> Callable[[], Any]:
    """The deed in a QGIS whose user profile lies there; for a process apart."""

    class Application:
        @staticmethod
        def qgisSettingsDirPath() -> str:
            return f"{profile}/"

    def run() -> Any:
        of_campaign.QgsApplication = Application
        return action()

    return run
