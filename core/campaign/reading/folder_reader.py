"""Reads files of a campaign's folder into the tables of its workspace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Optional, Union

from ...base.large_bytes import Data
from ...base.messages import message
from ...base.model import Image, ImageMark, ImageState, Problem
from ...base.rules import FILE_UNREADABLE
from ...formats.scaneo.content import FileContent, read_annotations
from ...formats.scaneo.labels import LABELS_FILE, LabelList, read_labels
from ...images.footprints import FootprintReader
from ...images.georeference import NoFootprint
from ...store.folder import CampaignFolder, Stamp
from ...store.regular_files import mend_of
from ...workspace.geopackage.packing import ToPack, pack
from ...workspace.repository import Repository


class FileRead(NamedTuple):
    """A file's bytes, packed as the workspace stores them, and its stamp."""

    data: Data
    packed: Union[bytes, ToPack]
    stamp: Stamp


Found = Union[FileRead, Problem, None]
"""A file, why it can't be read, or None where there is none."""

_UNMARKED = ImageMark()


def unreadable(path: str, error: OSError) -> Problem:
    """What to tell of a file that can't be read."""
    what = message(
        "folder_reader.unreadable", "The file can't be read ({why}).", why=error.strerror
    )
    return FILE_UNREADABLE.problem(path, what, mend_of(error))


class FolderReader:
    """Reads one file after the other into a workspace, within its transaction.

    Problems of a file are stored in the workspace; the other files are read all the same.
    """

    def __init__(self, workspace: Repository, folder: CampaignFolder) -> None:
        self._folder = folder
        self._footprints = FootprintReader()
        self._writer = workspace.new_rows()

    def read_labels(self) -> LabelList:
        """The labels of spai.json; a missing file is only a problem where a label is in use."""
        data = self.read_file(LABELS_FILE)
        read = read_labels(None if data is None else bytes(data))
        if data is not None:
            self.note(read.problems)
        return read

    def find_footprint(self, image: Image) -> Union[bytes, Problem]:
        """An image's footprint, or why it has none; may be called in another thread."""
        try:
            return self._footprints.read(self._folder.path / image.path)
        except NoFootprint as error:
            return error.rule.problem(image.path, error.what, error.mend)

    def add_image(
        self, image: Image, found: Union[bytes, Problem], mark: ImageMark
    ) -> Optional[bytes]:
        """Adds an image with its footprint, and returns that."""
        footprint = found if isinstance(found, bytes) else None
        if isinstance(found, Problem):
            self.note([found])
        self._writer.add_image(image, footprint, mark)
        return footprint

    def fetch_file(self, path: str) -> Found:
        """A file of the folder; may be called in another thread, like `find_footprint`."""
        try:
            found = self._folder.read_stamped(path)
        except OSError as error:
            return unreadable(path, error)
        if found is None:
            return None
        data, stamp = found
        return FileRead(data, pack(data) if isinstance(data, bytes) else ToPack(data), stamp)

    def fetch(self, image: Image) -> tuple[Union[bytes, Problem], Found]:
        """What takes long and may be done in another thread: an image's footprint, and its
        annotation file."""
        file = None if image.geojson is None else self.fetch_file(image.geojson)
        return self.find_footprint(image), file

    def take_up(
        self, image: Image, found: Union[bytes, Problem], file: Found, mark: ImageMark = _UNMARKED
    ) -> None:
        """Adds an image with its annotations, or as verified empty where its file says so."""
        content = self._read(image, file)
        if content.is_verified and mark.state is ImageState.TODO:
            mark = mark._replace(state=ImageState.EMPTY)
        footprint = self.add_image(image, found, mark)
        self._writer.add_annotations(image.path, footprint, content.annotations)

    def add_annotations(self, image: Image, footprint: Optional[bytes], file: Found) -> bool:
        """Adds the annotations of an image; returns whether its file marks it as verified empty."""
        content = self._read(image, file)
        self._writer.add_annotations(image.path, footprint, content.annotations)
        return content.is_verified

    def note_file(self, geojson: str, file: Found) -> FileContent:
        """Stores an annotation file and its problems, without its annotations."""
        data = self._add_file(geojson, file)
        content = FileContent((), ()) if data is None else read_annotations(geojson, data)
        self.note(content.problems)
        return content

    def note_read(self, geojson: str, file: FileRead, problems: Sequence[Problem]) -> None:
        """Like `note_file`, for a file whose content was read already."""
        self._add_file(geojson, file)
        self.note(problems)

    def _read(self, image: Image, file: Found) -> FileContent:
        return FileContent((), ()) if image.geojson is None else self.note_file(image.geojson, file)

    def read_file(self, path: str) -> Optional[Data]:
        """A file's bytes, also stored in the workspace; None where there is none or it can't be
        read."""
        return self._add_file(path, self.fetch_file(path))

    def _add_file(self, path: str, file: Found) -> Optional[Data]:
        if isinstance(file, Problem):
            self.note([file])
            return None
        if file is None:
            return None
        self._writer.add_file(path, file.packed, file.stamp)
        return file.data

    def note(self, problems: Iterable[Problem]) -> None:
        """Stores problems of files."""
        self._writer.add_problems(problems)
