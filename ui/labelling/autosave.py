"""Edits that are open are kept in the workspace every minute, in case QGIS is killed.

They stay open, so that each can still be undone.
"""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...core.layers.editing.claim import Claim
from ...core.layers.editing.session import Editing
from ...core.layers.editing.unsaved import Unsaved, find_unsaved, keep_unsaved
from ...core.scaneo.errors import ScaneoError


class Autosave(QObject):
    """Keeps what is open in one campaign at a time."""

    failed = pyqtSignal(ScaneoError)

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self._editing: Optional[Editing] = None
        self._claim: Optional[Claim] = None
        self._kept: Unsaved = {}
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._keep)
        self.set_seconds(seconds)

    def set_seconds(self, seconds: int) -> None:
        """How often, from now on."""
        self._timer.start(seconds * 1000)

    def serve(self, editing: Optional[Editing]) -> None:
        """Keeps what is open in another campaign from now on; None for none."""
        if editing is self._editing:
            return
        if self._editing is not None:
            self._editing.saved.disconnect(self._keep)
            self._editing.rolled_back.disconnect(self._keep)
        if self._claim is not None:
            self._claim.release()
        self._editing, self._kept = editing, {}
        self._claim = None if editing is None else Claim(editing.workspace)
        if editing is not None:
            editing.saved.connect(self._keep)
            editing.rolled_back.connect(self._keep)

    def unload(self) -> None:
        """Ends it."""
        self._timer.stop()
        self.serve(None)

    def _keep(self) -> None:
        """At once: a thread could come too late, when the same edits are saved already."""
        editing = self._editing
        if editing is None or self._claim is None:
            return
        labels = editing.palette.labels if editing.palette.is_modified else None
        unsaved = find_unsaved(editing.layers, labels)
        if unsaved == self._kept or not self._claim.take():
            return
        try:
            keep_unsaved(editing.workspace, unsaved)
            self._kept = unsaved
        except ScaneoError as error:
            self.failed.emit(error)
