"""Executes bulk edits, and their undo and redo, as work that takes long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Optional

from qgis.core import QgsFeedback
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ....core.base.errors import ScaneoError
from ....core.qgis.editing.edit_commands.bulk_edit import BulkEdit, CannotUndo, Counted
from ....core.qgis.editing.read_only_layers import ReadOnlyLayers
from ....core.qgis.editing.session import EditSession
from ....core.qgis.layers import find_edited_layers
from ....core.workspace.summary import ImageCount
from ...common.text import tr
from ...work.steps import Steps, in_thread, next_turn
from ...work.work import Work

_Change = Callable[[QgsFeedback, Sequence[ImageCount]], Counted]


class BulkEdits(QObject):
    """Saves what is open, changes the workspace in a thread while its layers are read-only, and
    shows the result.

    An undo or redo of a bulk edit waits for the end of other work. Where it fails or is cancelled,
    the history goes back to where it was.
    """

    paused = pyqtSignal()
    """The layers can't be edited for a while."""
    resumed = pyqtSignal()
    """The layers can be edited again."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._session: Optional[EditSession] = None
        # What the history says of bulk edits, in the order in which they were undone or redone.
        self._wanted: dict[BulkEdit, bool] = {}
        self._read_only = ReadOnlyLayers()
        self._is_running = False

    def serve(self, session: Optional[EditSession]) -> None:
        """Edits another campaign from now on; None for none. What is running is cancelled then."""
        if session is self._session:
            return
        if self._session is not None:
            self._session.history.bulk_moved.disconnect(self._follow)
            self._wanted.clear()
            if self._is_running:
                self._work.cancel()
            self._read_only.release()
        self._session = session
        if session is not None:
            session.history.bulk_moved.connect(self._follow)

    def start(self, title: str, edit: BulkEdit, done: Callable[[], None]) -> None:
        """Begins a bulk edit, while no other work is running; ``done`` is called when it is in the
        history."""
        if self._session is not None:
            self._work.start(title, self._doing(self._session, edit, done))

    def _doing(self, session: EditSession, edit: BulkEdit, done: Callable[[], None]) -> Steps[None]:
        counted = yield from self._changing(session, edit.do)
        if counted is None:
            return
        session.history.add_bulk(edit)
        if counted.doubled:
            session.doubled.emit(counted.doubled)
        done()

    # Undo and redo

    def _follow(self, edit: BulkEdit, is_done: bool) -> None:
        """Called in the middle of QGIS's undo: nothing is changed before the next turn."""
        self._wanted.pop(edit, None)
        self._wanted[edit] = is_done
        self._work.afterwards(self._begin_following)

    def _begin_following(self) -> None:
        session, wanted = self._session, self._next_wanted()
        if session is not None and wanted is not None:
            edit, is_done = wanted
            title = (
                tr("Redoing “{step}”…", step=edit.text)
                if is_done
                else tr("Undoing “{step}”…", step=edit.text)
            )
            self._work.start(title, self._following(session))

    def _next_wanted(self) -> Optional[tuple[BulkEdit, bool]]:
        """The first bulk edit that is not as the history says."""
        others = ((edit, is_done) for edit, is_done in self._wanted.items())
        return next((one for one in others if one[0].is_done is not one[1]), None)

    def _following(self, session: EditSession) -> Steps[None]:
        yield from next_turn()
        while self._session is session and (wanted := self._next_wanted()) is not None:
            edit, is_done = wanted
            try:
                yield from self._changing(session, edit.do if is_done else edit.undo)
            except ScaneoError as error:
                session.history.show_bulk(edit, edit.is_done)
                self._wanted.clear()
                if isinstance(error, CannotUndo):
                    session.history.end_bulk()
                raise
            self._wanted.pop(edit, None)
        self._wanted.clear()

    # A change of the workspace

    def _changing(self, session: EditSession, change: _Change) -> Steps[Optional[Counted]]:
        """Answers None where the campaign was closed meanwhile.

        :raises ScaneoError: where nothing was changed.
        """
        session.saving.check_lock()  # QGIS waits for each layer that it ends to edit
        found = find_edited_layers(session.project, session.workspace)
        yield from next_turn()
        if self._session is not session:
            return None
        layers = [layer for layer in found if not sip.isdeleted(layer)]
        self.paused.emit()
        self._is_running = True
        try:
            session.saving.save(stop=True, others=layers)
            self._read_only.start(session.workspace, layers)
            yield from next_turn()
            shown = session.live_summary.shown
            counted = yield from in_thread(lambda feedback: change(feedback, shown))
            if self._session is session:
                session.take_bulk(counted.counts)
            for layer in layers:  # each in a turn of its own, since each takes a moment
                yield from next_turn()
                if not sip.isdeleted(layer):
                    layer.removeSelection()  # of what may not be there any more
                    layer.dataProvider().reloadData()
        finally:
            self._is_running = False
            self._read_only.release()
            if self._session is session and self._work.attempt(session.begin):
                self.resumed.emit()
        return counted if self._session is session else None
