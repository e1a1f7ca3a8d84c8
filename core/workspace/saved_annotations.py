"""Image and label of annotations as saved in a workspace."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Optional

from ..base.model import Task
from .content.annotation_table import Assigned
from .workspace import Workspace
from .workspace_ref import WorkspaceRef


class SavedAnnotations:
    """Reads the saved annotations of a workspace. Use it as a context manager.

    The workspace is opened by the first query and stays open: opening takes longer than most
    queries.
    """

    def __init__(self, workspace: WorkspaceRef) -> None:
        self._ref = workspace
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
    def _workspace(self) -> Workspace:
        """:raises WorkspaceError: where it can't be read."""
        if self._opened is None:
            self._opened = self._ref.open(writable=False)
        return self._opened

    def holders(self, task: Task, fids: Iterable[int]) -> dict[int, Assigned]:
        """Image and label of annotations; ids that don't exist are left out.

        :raises WorkspaceError: where the workspace can't be read.
        """
        # Features that are not saved yet have negative ids.
        saved = [fid for fid in fids if fid > 0]
        return self._workspace.assigned(task, saved) if saved else {}

    def with_label(self, task: Task, label: str) -> dict[int, Assigned]:
        """Image and label of the annotations with a label.

        :raises WorkspaceError: where the workspace can't be read.
        """
        found = self._workspace.assigned_with_label(task, label)
        self.read.setdefault(task, {}).update(found)
        return found
