"""How the files of images looked when the workspace noted it, and what lay beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Optional

from ...images.files.image_file import ImageFile
from ..geopackage.database import Database

BESIDE = "image_beside"
"""The table of what lies beside images, made on demand; it has none of which nothing does."""


def noted_images(database: Database) -> dict[str, ImageFile]:
    """How the files of images looked when they were noted, by the images' names."""
    # As one text: each value that is asked for takes its time.
    rows = database.rows(
        "SELECT path, size || ' ' || time || ' ' || inode || ' ' || device || ' ' || sample "
        "FROM image_files"
    )
    found = {}
    for row in rows:
        try:
            *numbers, sample = row.GetFieldAsString(1).split()
            size, time, inode, device = map(int, numbers)
        except ValueError:  # we wrote no such thing: it is looked at again
            continue
        found[row.GetFieldAsString(0)] = ImageFile(size, time, inode, device, sample)
    return found


def note_images(
    database: Database,
    noted: Mapping[str, ImageFile],
    image_files: Mapping[str, ImageFile],
    images: Collection[str],
) -> None:
    """Notes how the files of images look now, where that is not what is ``noted``; of one that is
    gone, how it did. ``images`` are those of the workspace: all else is forgotten."""
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
    """How what lies beside images looked when it was noted, by their names; without those that had
    nothing. None where nobody has looked yet."""
    if not database.has_table(BESIDE):
        return None
    rows = database.rows("SELECT path, look FROM image_beside")
    return {row.GetFieldAsString(0): row.GetFieldAsString(1) for row in rows}


def note_beside(
    database: Database, noted: Optional[Mapping[str, str]], now: Mapping[str, str]
) -> None:
    """Notes how what lies beside images looks now, where that is not what is ``noted``; all else is
    forgotten."""
    if noted is None:
        database.execute("CREATE TABLE image_beside (path TEXT PRIMARY KEY, look TEXT NOT NULL)")
        noted = {}
    for name, look in now.items():
        if noted.get(name) != look:
            insert = "INSERT OR REPLACE INTO image_beside (path, look) VALUES (?, ?)"
            database.execute(insert, name, look)
    for name in noted.keys() - now.keys():
        database.execute("DELETE FROM image_beside WHERE path = ?", name)
