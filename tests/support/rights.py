"""A folder that really can't be written or read, for root too."""

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


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


def cannot_mount():
    """Why nothing can be mounted here; empty where it can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "only root on Linux can mount"
    command = ["unshare", "-m", "mount", "--bind", "/mnt", "/mnt"]
    done = subprocess.run(command, check=False, capture_output=True)
    return "" if done.returncode == 0 else "nothing can be mounted here"
