"""How the files of images looked when the workspace noted it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ...images.files.image_file import ImageFile
from ..geopackage.database import Database


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
