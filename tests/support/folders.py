"""Folders on disk: made from a mapping, and seen so that every change shows."""

import os
from pathlib import Path

from support.geojson import as_bytes

OURS = ("scaneo.gpkg", "scaneo.gpkg-journal", "scaneo.gpkg-wal", "scaneo.gpkg-shm")
STATISTICS = ".tif.aux.xml"


def write_files(folder, files):
    """Writes files by their names below the folder: bytes as they are, all else as JSON."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else as_bytes(content))
    return folder


def snapshot(folder):
    """Every file below the folder but the workspace: its bytes, and by what a rewrite shows."""
    seen = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent, name)
            if path.name not in OURS:
                stat = path.lstat()
                content = path.read_bytes() if path.is_file() else None
                seen[path.relative_to(folder).as_posix()] = content, stat.st_ino, stat.st_mtime_ns
    return seen


def without_statistics(files):
    """Of a snapshot: without what GDAL writes beside an image as QGIS closes it, at any time for
    one that was prefetched."""
    return {name: file for name, file in files.items() if not name.endswith(STATISTICS)}


def contents(folder):
    """Every file below the folder but the workspace, the backups, the images and their
    statistics."""
    return {
        name: content
        for name, (content, *_) in without_statistics(snapshot(folder)).items()
        if not name.startswith(".scaneo_bridge/") and not name.lower().endswith((".tif", ".tiff"))
    }


def changed(before, after):
    """The names that two snapshots don't agree on, backups left out."""
    return {
        name
        for name in before.keys() | after.keys()
        if before.get(name) != after.get(name) and not name.startswith(".scaneo_bridge/")
    }
