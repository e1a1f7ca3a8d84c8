"""Fingerprints of image files, by which an image is recognised under another name."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, Optional

from ...store.folder import AnyPath
from ...store.regular_files import open_file

_PIECE = 2**16  # bytes from the middle of the file, most likely of pixels
_MOST = 2**63  # SQLite's integers are smaller


class ImageFile(NamedTuple):
    """An image's file: its size in bytes, its time in ns, device and inode, and a digest of some of
    its bytes."""

    size: int
    time: int
    inode: int
    device: int
    sample: str = ""

    @classmethod
    def of(cls, path: str, known: Optional[ImageFile] = None) -> Optional[ImageFile]:
        """The fingerprint of a file; None where there is none or it can't be read. Where size, time
        and inode are those of ``known``, the file is not read."""
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

    def is_same_image(self, other: ImageFile) -> bool:
        """Whether it is the same image, as far as can be told without reading all of the file."""
        return (self.size, self.sample) == (other.size, other.sample)


def read_image_files(
    folder: AnyPath, images: Iterable[str], known: Mapping[str, ImageFile]
) -> dict[str, ImageFile]:
    """The fingerprints of images, by their names; images that can't be read are left out."""
    image_files = (
        (name, ImageFile.of(os.path.join(folder, name), known.get(name))) for name in images
    )
    return {name: image_file for name, image_file in image_files if image_file is not None}
