"""A folder that really can't be written or read, for root too."""

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

NOBODY = 65534
is_root = os.name != "nt" and os.geteuid() == 0
needs_root = pytest.mark.skipif(not is_root, reason="only root may lock files and give them away")


@contextmanager
def immutable(path, how="i"):
    """Within the block, the disk keeps the file: as immutable, or for additions only."""
    try:
        subprocess.run(["chattr", f"+{how}", path], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no file can be locked here")
    try:
        yield
    finally:
        subprocess.run(["chattr", f"-{how}", path], check=True)


@contextmanager
def public_folder():
    """A temporary folder that other users can enter, which pytest's can not be."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name)


@contextmanager
def no_right(path, mode):
    """Within the block, `path` has this mode and we are a user like any other."""
    old = path.stat().st_mode
    path.chmod(mode)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        path.chmod(old)


@contextmanager
def unwritable(folder):
    """Within the block, nobody can write to the folder, nor root: it is mounted read-only."""
    if os.geteuid() != 0:
        folder.chmod(0o555)
        try:
            yield
        finally:
            folder.chmod(0o755)
        return
    if cannot_mount():
        pytest.skip(cannot_mount())
    subprocess.run(["mount", "--bind", folder, folder], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


@contextmanager
def also_at(folder, place):
    """Within the block, the folder is at another place, too."""
    place.mkdir()
    subprocess.run(["mount", "--bind", folder, place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


@cache
def cannot_mount():
    """Why nothing can be mounted here; empty where it can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "only root on Linux can mount"
    with tempfile.TemporaryDirectory() as place:
        mounted = subprocess.run(
            ["mount", "--bind", place, place], check=False, capture_output=True
        )
        if mounted.returncode == 0:
            subprocess.run(["umount", place], check=True)
    return "" if mounted.returncode == 0 else "nothing can be mounted here"
