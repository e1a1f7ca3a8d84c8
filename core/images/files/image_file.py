"""How the files of images look, by which an image is known again under another name."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, Optional

from ...store.folder import AnyPath
from ...store.regular_files import open_file

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
            image_file = cls(found.st_size, time, inode, device)
            if known is not None and image_file[:-1] == known[:-1]:
                return known
            with open_file(Path(path)) as stream:
                stream.seek(max(found.st_size // 2 - _PIECE // 2, 0))
                sample = sha256(stream.read(_PIECE)).hexdigest()
        except OSError:
            return None
        return image_file._replace(sample=sample)

    def holds(self, other: ImageFile) -> bool:
        """Whether it holds the same image, as far as can be told without reading all of it."""
        return (self.size, self.sample) == (other.size, other.sample)


def look_at_images(
    folder: AnyPath, images: Iterable[str], known: Mapping[str, ImageFile]
) -> dict[str, ImageFile]:
    """How the files of images look now, by the images' names; without what can't be read."""
    image_files = (
        (name, ImageFile.of(os.path.join(folder, name), known.get(name))) for name in images
    )
    return {name: image_file for name, image_file in image_files if image_file is not None}
