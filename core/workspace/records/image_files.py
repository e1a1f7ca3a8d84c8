"""Fingerprints of image files, and of the files beside them, when the workspace last read them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Optional

from ...images.files.image_file import ImageFile
from ..geopackage.database import Database

BESIDE = "image_beside"
"""The table of what lies beside images, made on demand; it has none of which nothing does."""


def noted_images(database: Database) -> dict[str, ImageFile]:
    """The stored fingerprints of images, by name."""
    # As one text: fetching each value by itself takes longer.
    rows = database.rows(
        "SELECT path, size || ' ' || time || ' ' || inode || ' ' || device || ' ' || sample "
        "FROM image_files"
    )
    found = {}
    for row in rows:
        try:
            *numbers, sample = row.GetFieldAsString(1).split()
            size, time, inode, device = map(int, numbers)
        except ValueError:  # not written by us: the file is read again
            continue
        found[row.GetFieldAsString(0)] = ImageFile(size, time, inode, device, sample)
    return found


def note_images(
    database: Database,
    noted: Mapping[str, ImageFile],
    image_files: Mapping[str, ImageFile],
    images: Collection[str],
) -> None:
    """Stores the fingerprints of images where they differ from ``noted``; that of a deleted file
    stays. ``images`` are those of the workspace: all others are removed."""
    insert = (
        "INSERT OR REPLACE INTO image_files (path, size, time, inode, device, sample) "
        "VALUES (?, ?, ?, ?, ?, ?)"
    )
    for name, image_file in image_files.items():
        if noted.get(name) != image_file:
            database.execute(insert, name, *image_file)
    for name in noted.keys() - image_files.keys() - set(images):
        database.execute("DELETE FROM image_files WHERE path = ?", name)


def noted_beside(database: Database) -> Optional[dict[str, str]]:
    """The stored fingerprints of files beside images, by image; images without such files are left
    out. None where none were stored yet."""
    if not database.has_table(BESIDE):
        return None
    rows = database.rows("SELECT path, look FROM image_beside")
    return {row.GetFieldAsString(0): row.GetFieldAsString(1) for row in rows}


def note_beside(
    database: Database, noted: Optional[Mapping[str, str]], now: Mapping[str, str]
) -> None:
    """Stores the fingerprints of files beside images where they differ from ``noted``; all others
    are removed."""
    if noted is None:
        database.execute("CREATE TABLE image_beside (path TEXT PRIMARY KEY, look TEXT NOT NULL)")
        noted = {}
    for name, look in now.items():
        if noted.get(name) != look:
            insert = "INSERT OR REPLACE INTO image_beside (path, look) VALUES (?, ?)"
            database.execute(insert, name, look)
    for name in noted.keys() - now.keys():
        database.execute("DELETE FROM image_beside WHERE path = ?", name)
