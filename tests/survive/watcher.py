"""A watcher on all that lies around a campaign's folder: nobody may write there, not for a moment.

Linux tells of every file that is made, written, renamed, removed or given other rights (inotify);
and bytes, times and places are compared before and after, which catches what inotify can't.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ATTRIB, _CLOSE_WRITE, _MODIFY = 0x4, 0x8, 0x2
_MOVED, _CREATE, _DELETE, _SELF = 0xC0, 0x100, 0x200, 0xC00
_CHANGES = _ATTRIB | _CLOSE_WRITE | _MODIFY | _MOVED | _CREATE | _DELETE | _SELF
_HEAD = struct.Struct("iIII")


@contextmanager
def nothing_changes_around(*folders: Path) -> Iterator[None]:
    """Fails where anything but these folders changes in the folder that they lie in."""
    parent = folders[0].parent
    watched = [Path(at) for at, _, _ in os.walk(parent) if not _is_within(Path(at), folders)]
    before = _state(parent, folders)
    handle, watches = _watch(watched)
    try:
        yield
        events = list(_events(handle, watches, folders))
    finally:
        os.close(handle)
    assert not events, f"written outside the folder: {events}"
    assert _state(parent, folders) == before


def _is_within(path: Path, folders: tuple[Path, ...]) -> bool:
    return any(folder == path or folder in path.parents for folder in folders)


def _state(parent: Path, folders: tuple[Path, ...]) -> dict[str, tuple[object, ...]]:
    found: dict[str, tuple[object, ...]] = {}
    for at, names, files in os.walk(parent):
        names[:] = [name for name in names if not _is_within(Path(at, name), folders)]
        for name in [*names, *files]:
            path = Path(at, name)
            stat = path.lstat()
            data = path.read_bytes() if path.is_file() else b""
            found[str(path)] = (data, stat.st_mtime_ns, stat.st_ino, stat.st_mode, stat.st_nlink)
    return found


def _watch(folders: list[Path]) -> tuple[int, dict[int, Path]]:
    libc = ctypes.CDLL(None, use_errno=True)
    handle = libc.inotify_init1(os.O_NONBLOCK)
    assert handle >= 0, os.strerror(ctypes.get_errno())
    watches = {
        libc.inotify_add_watch(handle, os.fsencode(folder), ctypes.c_uint32(_CHANGES)): folder
        for folder in folders
    }
    assert -1 not in watches, os.strerror(ctypes.get_errno())
    return handle, watches


def _events(
    handle: int, watches: dict[int, Path], folders: tuple[Path, ...]
) -> Iterator[tuple[str, str]]:
    while True:
        try:
            data = os.read(handle, 2**20)
        except BlockingIOError:
            return
        at = 0
        while at < len(data):
            watch, mask, _, length = _HEAD.unpack_from(data, at)
            name = os.fsdecode(data[at + _HEAD.size : at + _HEAD.size + length].rstrip(b"\0"))
            at += _HEAD.size + length
            if not name or watches[watch] / name not in folders:
                yield str(watches[watch] / name), hex(mask)
