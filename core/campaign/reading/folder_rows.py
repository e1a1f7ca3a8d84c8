"""Makes rows of a workspace of what was read of a campaign's folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Optional, Union

from ...base.model import Image, ImageMark, ImageState, Problem
from ...formats.scaneo.content import FileContent
from ...formats.scaneo.labels import LABELS_FILE, LabelList, read_labels
from ...workspace.repository import NewRows
from .folder_reader import FileRead, Found, ImageRead

_UNMARKED = ImageMark()


class FolderRows:
    """Adds rows that are new, within a transaction of their workspace. It opens no file, and parses
    none but the list of labels.

    Problems of a file are stored as well; the other files are added all the same.
    """

    def __init__(self, rows: NewRows) -> None:
        self._rows = rows

    def add_read(self, read: ImageRead, mark: ImageMark = _UNMARKED) -> None:
        """Adds an image with its annotations, or as verified empty where its file says so."""
        if read.content.is_verified and mark.state is ImageState.TODO:
            mark = mark._replace(state=ImageState.EMPTY)
        self._add_content(read.image, read.file, read.content)
        footprint = self.add_image(read.image, read.footprint, mark)
        self._rows.add_annotations(read.image.path, footprint, read.content.annotations)

    def add_image(
        self, image: Image, found: Union[bytes, Problem], mark: ImageMark
    ) -> Optional[bytes]:
        """Adds an image with its footprint, and returns that."""
        footprint = found if isinstance(found, bytes) else None
        if isinstance(found, Problem):
            self.add_problems([found])
        self._rows.add_image(image, footprint, mark)
        return footprint

    def add_annotations(
        self, image: Image, footprint: Optional[bytes], file: Found, content: FileContent
    ) -> None:
        """Adds the annotations of an image that is there, with their file."""
        self._add_content(image, file, content)
        self._rows.add_annotations(image.path, footprint, content.annotations)

    def add_labels(self, file: Found) -> LabelList:
        """Adds spai.json, and returns its labels. That it is missing is only a problem where a
        label is in use."""
        self.add_file(LABELS_FILE, file)
        if not isinstance(file, FileRead):
            return read_labels(None)
        read = read_labels(bytes(file.data))
        self.add_problems(read.problems)
        return read

    def add_file(self, path: str, file: Found, problems: Sequence[Problem] = ()) -> None:
        """Adds a file's bytes and problems, or why it can't be read."""
        if isinstance(file, FileRead):
            self._rows.add_file(path, file.packed, file.stamp)
        self.add_problems([file] if isinstance(file, Problem) else problems)

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Adds problems of files and images."""
        self._rows.add_problems(problems)

    def _add_content(self, image: Image, file: Found, content: FileContent) -> None:
        if image.geojson is not None:
            self.add_file(image.geojson, file, content.problems)
