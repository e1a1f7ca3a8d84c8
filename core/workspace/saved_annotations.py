"""Whose the annotations of a workspace are, as they are saved."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, Optional

from ..base.model import Task
from .geopackage.database import Database
from .geopackage.sql import Name
from .workspace import Workspace

_MANY = 1000


class Assigned(NamedTuple):
    """Whose an annotation is: the image ("" for none) and the label."""

    image: str
    label: str


class SavedAnnotations:
    """The annotations of a workspace as they are saved. Use it as a context manager.

    It opens the workspace when something is asked of it, once for all questions: that takes longer
    than most answers.
    """

    def __init__(self, workspace: Path) -> None:
        self._path = workspace
        self._opened: Optional[Workspace] = None
        self.read: dict[Task, dict[int, Assigned]] = {}
        """Whose annotations of some labels are, as far as was asked."""

    def __enter__(self) -> SavedAnnotations:
        return self

    def __exit__(self, *exc: object) -> None:
        if self._opened is not None:
            self._opened.database.close()
            self._opened = None

    @property
    def _database(self) -> Database:
        """:raises WorkspaceError: where it can't be read."""
        if self._opened is None:
            self._opened = Workspace.open(self._path, writable=False)
        return self._opened.database

    def holders(self, task: Task, fids: Iterable[int]) -> dict[int, Assigned]:
        """Whose annotations are; those that are not there are left out.

        :raises WorkspaceError: where the workspace can't be read.
        """
        wanted = sorted(fid for fid in fids if fid > 0)
        found = {}
        query = "SELECT fid, image, label FROM ? WHERE fid IN ?"
        for start in range(0, len(wanted), _MANY):
            end = start + _MANY
            for row in self._database.rows(query, Name(task.value), tuple(wanted[start:end])):
                texts = row.GetFieldAsString(0), row.GetFieldAsString(1)
                found[row.GetFID()] = Assigned(*texts)
        return found

    def with_label(self, task: Task, label: str) -> dict[int, Assigned]:
        """Those that have a label. :raises WorkspaceError: where the workspace can't be read."""
        query = "SELECT fid, image FROM ? WHERE label = ?"
        rows = self._database.rows(query, Name(task.value), label)
        found = {row.GetFID(): Assigned(row.GetFieldAsString(0), label) for row in rows}
        self.read.setdefault(task, {}).update(found)
        return found
