"""Stores open edits in the workspace every minute, in case QGIS is killed.

They stay open, so that each can still be undone.
"""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal

from ...core.base.errors import ScaneoError
from ...core.qgis.editing.find_open_edits import find_open_edits
from ...core.qgis.editing.session import EditSession
from ...core.store.locks.lock_file import LockHolder
from ...core.workspace.editor_lock import EditorLock, EditorState
from ...core.workspace.open_edits import (
    OpenEdits,
    recover_open_edits,
    store_open_edits,
    stored_open_edits,
)
from ...core.workspace.workspace_ref import WorkspaceRef
from ..common.text import tr

_SOON = 1000  # ms


class Autosave(QObject):
    """Stores the open edits of one campaign at a time."""

    failed = pyqtSignal(ScaneoError)

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self._session: Optional[EditSession] = None
        self._lock: Optional[EditorLock] = None
        self._kept: OpenEdits = {}
        self._is_ours = self._was_told = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._keep)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._keep)
        QCoreApplication.instance().aboutToQuit.connect(self._give_up)
        self.set_seconds(seconds)

    def set_seconds(self, seconds: int) -> None:
        """Sets the interval."""
        self._timer.start(seconds * 1000)

    def serve(self, session: Optional[EditSession]) -> None:
        """Stores the open edits of another campaign from now on; None for none."""
        if session is self._session:
            return
        if self._session is not None:
            self._session.saving.saved.disconnect(self._keep)
            self._session.rolled_back.disconnect(self._keep)
        if self._lock is not None:
            self._lock.release()
        self._session, self._kept = session, {}
        self._is_ours = self._was_told = False
        self._lock = None if session is None else session.workspace.lock()
        if session is not None:
            session.saving.saved.connect(self._keep)
            session.rolled_back.connect(self._keep)

    def unload(self) -> None:
        """Stops storing."""
        QCoreApplication.instance().aboutToQuit.disconnect(self._give_up)
        self._timer.stop()
        self.serve(None)

    def _give_up(self) -> None:
        """Called when QGIS exits, which unloads no plugin."""
        if self._lock is not None:
            self._lock.release()

    def _keep(self) -> None:
        """In the main thread: a background thread might store the edits after they were saved.

        Where one of our threads is writing to the workspace, it is done a moment later.
        """
        session = self._session
        if session is None or session.is_stranded:
            return
        turn = session.saving.turn
        if not turn.take(waits=False):
            self._soon.start(_SOON)
            return
        try:
            self._keep_open(session)
        except ScaneoError as error:
            self.failed.emit(error)
        finally:
            turn.give_up()

    def _keep_open(self, session: EditSession) -> None:
        labels = session.palette.labels if session.palette.is_modified else None
        unsaved = find_open_edits(session.layers, labels, session.marks.open)
        if not unsaved and not self._kept:
            return
        session.saving.check_lock()
        if self._has_lock() and not self._is_kept(session.workspace, unsaved):
            store_open_edits(session.workspace, unsaved)
            self._kept = unsaved

    def _is_kept(self, workspace: WorkspaceRef, unsaved: OpenEdits) -> bool:
        """Whether it is stored already; saving the edits of a task deletes it."""
        return unsaved == self._kept and stored_open_edits(workspace) == unsaved.keys()

    def _has_lock(self) -> bool:
        """Whether nobody else stores edits in this workspace; says so once if somebody does.

        What is stored when we get the lock belongs to a QGIS that was killed meanwhile.

        :raises WorkspaceError: where the workspace can't be written.
        """
        if self._is_ours or self._session is None or self._lock is None:
            return self._is_ours
        workspace = self._session.workspace
        self._is_ours = self._lock.take()
        if self._lock.state is EditorState.UNKNOWN and not stored_open_edits(workspace):
            self._is_ours = self._lock.take(is_forced=True)  # nothing can be lost
        if self._is_ours:
            with workspace.open() as opened, opened.transaction():
                recover_open_edits(opened)
        elif not self._was_told:
            self._was_told = True
            kept = tr(
                "Edits that are open here are saved as ever, but not kept in case QGIS is killed."
            )
            self.failed.emit(ScaneoError(f"{_open_elsewhere(self._lock.who)} {kept}"))
        return self._is_ours


def _open_elsewhere(who: Optional[LockHolder]) -> str:
    if who is None:
        return tr("Another QGIS has this campaign open.")
    return tr("Another QGIS has this campaign open: {who}.", who=who.description())
