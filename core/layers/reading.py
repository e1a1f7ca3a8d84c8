"""Files of a campaign's folder into the tables of its workspace."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Optional

from ..scaneo.content import read_annotations
from ..scaneo.folder import read_file
from ..scaneo.labels import LABELS_FILE, LabelList, read_labels
from ..scaneo.model import Image, Problem, Task
from .database import Inserter
from .footprints import FootprintReader, NoFootprint
from .workspace import ANNOTATION_FIELDS, Stamp, Workspace


class FolderReader:
    """Reads one file after the other into a workspace, within its transaction.

    What is wrong with a file goes to the workspace's problems; the others are read all the same.
    """

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        self._folder = folder
        self._footprints = FootprintReader()
        database = workspace.database
        self._images = Inserter(database, "images", ("path", "geojson"))
        self._files = Inserter(database, "files", ("path", "size", "time", "content"))
        fields = ("path", "place", "what", "mend", "severity")
        self._problems = Inserter(database, "problems", fields)
        self._rows = {task: Inserter(database, task.value, ANNOTATION_FIELDS) for task in Task}

    def read_labels(self) -> LabelList:
        """What spai.json lists."""
        data = self.read_file(LABELS_FILE)
        read = read_labels(data)
        if data is not None or Stamp.of(self._folder / LABELS_FILE) is None:
            self._note(read.problems)  # one that can't be read is not one that isn't there
        return read

    def read_image(self, image: Image) -> Optional[bytes]:
        """Takes up an image and answers its footprint."""
        footprint = None
        try:
            footprint = self._footprints.read(self._folder / image.path)
        except NoFootprint as error:
            self._note([Problem(image.path, str(error), error.mend)])
        self._images.add(footprint, image.path, image.geojson)
        return footprint

    def read_annotations(self, image: Image, footprint: Optional[bytes]) -> None:
        """Takes up the annotations of an image, where it has a file of them."""
        data = None if image.geojson is None else self.read_file(image.geojson)
        if data is None or image.geojson is None:
            return
        content = read_annotations(image.geojson, data)
        self._note(content.problems)
        for annotation in content.annotations:
            wkb = footprint if annotation.task is Task.CLASSIFICATION else annotation.wkb
            row = (image.path, annotation.label, image.path, annotation.place)
            self._rows[annotation.task].add(wkb, *row)

    def read_file(self, path: str) -> Optional[bytes]:
        """A file's bytes, noted in the workspace; None where there is none or it can't be read."""
        stamp = Stamp.of(self._folder / path)
        try:
            data = read_file(self._folder, path)
        except OSError as error:
            what = f"The file can't be read ({error.strerror})."
            self._note([Problem(path, what, "Ask for the right to read it.")])
            return None
        if data is not None and stamp is not None:
            self._files.add(None, path, stamp.size, stamp.time, data)
        return data

    def _note(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            severity = problem.severity.value
            row = (problem.path, problem.place, problem.what, problem.mend, severity)
            self._problems.add(None, *row)
