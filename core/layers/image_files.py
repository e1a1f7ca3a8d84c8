"""How the files of images look, by which an image is known again under another name."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, Optional

from ..scaneo.regular import open_file
from .database import Database

_PIECE = 2**16  # bytes from the middle of an image: of its pixels, as a rule
_MOST = 2**63  # what SQLite's integers hold


class ImageFile(NamedTuple):
    """An image's file: its size in bytes, its time in ns, which file it is on which disk, and the
    digest of some of its bytes."""

    size: int
    time: int
    inode: int
    device: int
    sample: str = ""

    @classmethod
    def of(cls, path: str, known: Optional[ImageFile] = None) -> Optional[ImageFile]:
        """None where there is none or it can't be read. What looks as in ``known`` is not read."""
        try:
            found = os.stat(path)
            if not stat.S_ISREG(found.st_mode):
                return None
            numbers = found.st_mtime_ns, found.st_ino, found.st_dev
            time, inode, device = (one % _MOST for one in numbers)
            look = cls(found.st_size, time, inode, device)
            if known is not None and look[:-1] == known[:-1]:
                return known
            with open_file(Path(path)) as stream:
                stream.seek(max(found.st_size // 2 - _PIECE // 2, 0))
                sample = sha256(stream.read(_PIECE)).hexdigest()
        except OSError:
            return None
        return look._replace(sample=sample)

    def holds(self, other: ImageFile) -> bool:
        """Whether it holds the same image, as far as can be told without reading all of it."""
        return (self.size, self.sample) == (other.size, other.sample)


def look_at_images(
    folder: Path, images: Iterable[str], known: Mapping[str, ImageFile]
) -> dict[str, ImageFile]:
    """How the files of images look now, by the images' names; without what can't be read."""
    looks = ((name, ImageFile.of(os.path.join(folder, name), known.get(name))) for name in images)
    return {name: look for name, look in looks if look is not None}


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
    looks: Mapping[str, ImageFile],
    images: Collection[str],
) -> None:
    """Notes how the files of images look now, where that is not what is ``noted``; of one that is
    gone, how it did. ``images`` are those of the workspace: all else is forgotten."""
    insert = f"INSERT OR REPLACE INTO image_files (path, {', '.join(ImageFile._fields)}) VALUES ?"
    for name, look in looks.items():
        if noted.get(name) != look:
            database.execute(insert.replace("VALUES ?", "VALUES (?, ?, ?, ?, ?, ?)"), name, *look)
    for name in noted.keys() - looks.keys() - set(images):
        database.execute("DELETE FROM image_files WHERE path = ?", name)
