"""Recounts a workspace in a thread after a save, by what was edited."""

from __future__ import annotations

from typing import Optional, Union

from qgis.core import QgsFeedback
from qgis.PyQt.QtCore import QObject, QTimer

from ...core.qgis.editing.session import EditSession
from ...core.workspace.recount import Recount, read_recount
from ...core.workspace.summary import WorkspaceCounts, read_counts
from ..common.text import tr
from ..work.work import Work

_Found = Union[Recount, WorkspaceCounts]


class Recounter(QObject):
    """Counts the content of a campaign, and shows it."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._session: Optional[EditSession] = None
        self._begun = 0
        self._soon = QTimer(self)  # counts once for all that is saved in one turn
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._begin)

    def serve(self, session: Optional[EditSession]) -> None:
        """Counts another campaign after each save from now on; None for none."""
        self._soon.stop()
        if self._session is not None:
            self._session.saving.saved.disconnect(self.count)
        if session is not None:
            session.saving.saved.connect(self.count)
        self._session = session

    @property
    def is_due(self) -> bool:
        """Whether it is about to count."""
        return self._soon.isActive()

    def count(self) -> None:
        """Counts, soon, what was edited since the last time; everything where the totals don't
        agree."""
        if self._session is not None:
            self._soon.start(0)

    def skip(self) -> None:
        """All has just been counted: what is under way is out of date."""
        self._soon.stop()
        self._begun += 1

    def _begin(self, whole: bool = False) -> None:
        session = self._session
        if session is None:
            return
        self._begun += 1
        begun, written = self._begun, session.saving.write_count
        live_summary, workspace = session.live_summary, session.workspace
        last_edit, labels_text = live_summary.last_edit, live_summary.labels_text
        shown = live_summary.shown

        def read(feedback: QgsFeedback) -> _Found:
            later = None if whole else read_recount(workspace, last_edit, labels_text)
            return later or read_counts(workspace).count(shown)

        def show(found: _Found) -> None:
            if self._session is not session or self._begun != begun or self.is_due:
                return  # a later count is under way
            if session.saving.write_count != written or live_summary.last_edit != last_edit:
                self._begin(whole)
            elif isinstance(found, WorkspaceCounts):
                session.count_again(found)
            elif not session.take_later(found):
                self._begin(whole=True)

        self._work.run_aside(tr("Counting annotations"), read, show, self._work.fail)
