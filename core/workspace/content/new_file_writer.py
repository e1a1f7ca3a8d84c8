"""Fills the tables of a workspace that is being made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Optional, Union

from ...base.geometry import wkb_bounds
from ...base.model import Annotation, Image, ImageMark, Problem, Task
from ...store.folder import Stamp
from ..geopackage.new_file import Extent, NewFile, geometry_blob
from ..geopackage.packing import ToPack
from .annotation_table import ANNOTATION_FIELDS
from .bulk_writer import FILE_FIELDS, IMAGE_FIELDS, PROBLEM_FIELDS, problem_row
from .file_table import ProblemMessages

_MANY = 1000  # rows that are in memory at once
_Row = tuple[Optional[bytes], str, str, str, Optional[int]]


class NewFileWriter:
    """As `BulkWriter`, for a workspace that nobody else has open yet."""

    def __init__(self, file: NewFile, number: Callable[[int], int]) -> None:
        """``number`` gives what is stored for a feature index."""
        self._file = file
        self._number = number
        self._messages = ProblemMessages(file)
        self._extents: dict[str, Extent] = {}

    def add_image(self, image: Image, footprint: Optional[bytes], mark: ImageMark) -> None:
        """Adds an image; its footprint is None where that is not known."""
        blob = self._blob("images", footprint)
        flagged = 1 if mark.flagged else None
        row = (blob, image.path, image.geojson, mark.state.word, flagged)
        self._file.insert("images", ("geom", *IMAGE_FIELDS), [row])

    def add_file(self, path: str, packed: Union[bytes, ToPack], stamp: Stamp) -> None:
        """Adds the content that was read of a file, and its stamp."""
        content = packed if isinstance(packed, bytes) else None
        self._file.insert("files", FILE_FIELDS, [(path, content, *stamp)])
        if isinstance(packed, ToPack):
            self._file.append("files", "content", packed)

    def add_annotations(
        self, image: str, footprint: Optional[bytes], annotations: Iterable[Annotation]
    ) -> None:
        """Adds the annotations that were read from an image's file. A classification gets the
        image's footprint as its geometry."""
        rest = iter(annotations)
        while some := list(islice(rest, _MANY)):
            rows: defaultdict[Task, list[_Row]] = defaultdict(list)
            for annotation in some:
                task, index = annotation.task, annotation.feature_index
                wkb = footprint if task is Task.CLASSIFICATION else annotation.wkb
                blob = self._blob(task.value, wkb)
                number = None if index is None else self._number(index)
                rows[task].append((blob, image, annotation.label, image, number))
            for task, each in rows.items():
                self._file.insert(task.value, ("geom", *ANNOTATION_FIELDS), each)

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Adds problems of files."""
        problems = list(problems)
        self._messages.note(problems)
        self._file.insert("problems", PROBLEM_FIELDS, map(problem_row, problems))

    def finish(self) -> None:
        """Records what is known of all rows together."""
        for table, extent in self._extents.items():
            self._file.set_extent(table, extent)

    def _blob(self, table: str, wkb: Optional[bytes]) -> Optional[bytes]:
        if wkb is None:
            return None
        bounds = west, south, east, north = wkb_bounds(wkb)
        known = self._extents.get(table, bounds)
        self._extents[table] = (
            min(west, known[0]),
            min(south, known[1]),
            max(east, known[2]),
            max(north, known[3]),
        )
        return geometry_blob(wkb, bounds)
