"""Reads images and files of a campaign's folder: plain data, without a workspace.

`FolderRows` makes rows of it. Reading takes long, and whoever writes to a workspace keeps others
waiting: so what is read while somebody edits is read before its transaction begins.
"""

from __future__ import annotations

from typing import NamedTuple, Optional, Union

from ...base.large_bytes import Data
from ...base.messages import message
from ...base.model import Image, Problem
from ...base.rules import FILE_UNREADABLE
from ...formats.scaneo.content import FileContent, read_annotations
from ...images.footprints import FootprintReader
from ...images.georeference import NoFootprint
from ...store.folder import CampaignFolder, Stamp
from ...store.regular_files import mend_of
from ...workspace.geopackage.packing import ToPack, pack


class FileRead(NamedTuple):
    """A file's bytes, packed as the workspace stores them, and its stamp."""

    data: Data
    packed: Union[bytes, ToPack]
    stamp: Stamp


Found = Union[FileRead, Problem, None]
"""A file, why it can't be read, or None where there is none."""


class FetchedImage(NamedTuple):
    """An image whose annotation file is in memory, but not parsed.

    ``footprint`` may be why there is none; ``file`` is None also for an image without a file.
    """

    image: Image
    footprint: Union[bytes, Problem]
    file: Found


class ImageRead(NamedTuple):
    """All that was read of an image, at the time of its file's stamp: a file that changes later is
    noticed when the stamp is compared."""

    image: Image
    footprint: Union[bytes, Problem]
    file: Found
    content: FileContent


class FolderReader:
    """Reads one image or file after the other, in any thread, but in one at a time."""

    def __init__(self, folder: CampaignFolder) -> None:
        self._folder = folder
        self._footprints = FootprintReader()

    def read_image(self, image: Image) -> ImageRead:
        """An image's footprint and its annotations."""
        return parse_image(pack_fetched(self.fetch_image(image)))

    def fetch_image(self, image: Image) -> FetchedImage:
        """An image's footprint and the bytes of its file, which are not packed yet."""
        file = None if image.geojson is None else self._fetch(image.geojson)
        return FetchedImage(image, self.find_footprint(image), file)

    def find_footprint(self, image: Image) -> Union[bytes, Problem]:
        """An image's footprint, or why it has none."""
        try:
            return self._footprints.read(self._folder.path / image.path)
        except NoFootprint as error:
            return error.rule.problem(image.path, error.what, error.mend)

    def fetch_file(self, path: str) -> Found:
        """A file of the folder."""
        return _packed(self._fetch(path))

    def _fetch(self, path: str) -> Found:
        try:
            found = self._folder.read_stamped(path)
        except OSError as error:
            return unreadable(path, error)
        if found is None:
            return None
        data, stamp = found
        return FileRead(data, ToPack(data), stamp)


def pack_fetched(fetched: FetchedImage) -> FetchedImage:
    """An image that was fetched, with its file packed: a thread can do it beside one that parses,
    for it hardly ever needs Python's interpreter lock."""
    return fetched._replace(file=_packed(fetched.file))


def _packed(file: Found) -> Found:
    """Large files are packed while they are written."""
    if isinstance(file, FileRead) and isinstance(file.data, bytes):
        return file._replace(packed=pack(file.data))
    return file


def parse_image(fetched: FetchedImage) -> ImageRead:
    """An image that was fetched, with its annotations."""
    return ImageRead(*fetched, parse_file(fetched.image.geojson, fetched.file))


def parse_file(geojson: Optional[str], file: Found) -> FileContent:
    """The annotations of a file and its problems; none where it is missing or can't be read."""
    if geojson is None or not isinstance(file, FileRead):
        return FileContent((), ())
    return read_annotations(geojson, file.data)


def unreadable(path: str, error: OSError) -> Problem:
    """What to tell of a file that can't be read."""
    what = message(
        "folder_reader.unreadable", "The file can't be read ({why}).", why=error.strerror
    )
    return FILE_UNREADABLE.problem(path, what, mend_of(error))
