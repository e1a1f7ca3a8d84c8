"""Fills the tables of a workspace fast, with a whole campaign."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Optional, Union

from ...base.model import Annotation, Image, ImageMark, Problem, Task
from ...store.folder import Stamp
from ..geopackage.inserter import Inserter
from ..geopackage.packing import ToPack
from .annotation_table import ANNOTATION_FIELDS, AnnotationTable
from .file_table import ProblemMessages

IMAGE_FIELDS = ("path", "geojson", "state", "flagged")
FILE_FIELDS = ("path", "content", *Stamp._fields)
PROBLEM_FIELDS = ("path", "place", "what", "mend", "severity")


def problem_row(problem: Problem) -> tuple[str, ...]:
    """The values of `PROBLEM_FIELDS`."""
    return problem.path, problem.location, problem.what, problem.mend, problem.severity.value


class BulkWriter:
    """Adds rows that are new, within a transaction of the workspace.

    One inserter for each table serves all rows: an import spends most of its time here.
    """

    def __init__(self, workspace: AnnotationTable) -> None:
        database = workspace.database
        self._feature_indexes = workspace.feature_indexes
        self._images = Inserter(database, "images", IMAGE_FIELDS)
        self._files = Inserter(database, "files", FILE_FIELDS)
        self._problems = Inserter(database, "problems", PROBLEM_FIELDS)
        self._messages = ProblemMessages(database)
        self._rows = {task: Inserter(database, task.value, ANNOTATION_FIELDS) for task in Task}

    def add_image(self, image: Image, footprint: Optional[bytes], mark: ImageMark) -> None:
        """Adds an image; its footprint is None where that is not known."""
        flagged = 1 if mark.flagged else None
        self._images.add(footprint, image.path, image.geojson, mark.state.word, flagged)

    def add_file(self, path: str, packed: Union[bytes, ToPack], stamp: Stamp) -> None:
        """Adds the content that was read of a file, and its stamp."""
        self._files.add(None, path, packed, *stamp)

    def add_annotations(
        self, image: str, footprint: Optional[bytes], annotations: Iterable[Annotation]
    ) -> None:
        """Adds the annotations that were read from an image's file. A classification gets the
        image's footprint as its geometry."""
        number = self._feature_indexes.numbering(image).number
        for annotation in annotations:
            wkb = footprint if annotation.task is Task.CLASSIFICATION else annotation.wkb
            index = None if annotation.feature_index is None else number(annotation.feature_index)
            self._rows[annotation.task].add(wkb, image, annotation.label, image, index)

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Adds problems of files."""
        problems = list(problems)
        self._messages.note(problems)
        for problem in problems:
            self._problems.add(None, *problem_row(problem))
