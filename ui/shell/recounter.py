"""After a save, what the workspace holds is counted by what was edited there, in a thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional, Union

from qgis.core import QgsFeedback

from ...core.qgis.editing.session import EditSession
from ...core.workspace.recount import Recount, read_recount
from ...core.workspace.summary import Holdings, read_holdings
from ..common.text import tr
from ..work.work import Work

_Found = Union[Recount, Holdings]


class Recounter:
    """Counts what a campaign holds, and shows it."""

    def __init__(self, work: Work, session: Callable[[], Optional[EditSession]]) -> None:
        """``session`` answers what is open now."""
        self._work = work
        self._session = session
        self._begun = 0

    def count(self, whole: bool = False) -> None:
        """Counts what was edited since the last time; all of it where that does not agree."""
        session = self._session()
        if session is None:
            return
        self._begun += 1
        begun, marked = self._begun, session.marks.save_count
        live_summary, workspace = session.live_summary, session.workspace
        last_edit, labels_text = live_summary.last_edit, live_summary.labels_text
        shown = live_summary.shown

        def read(feedback: QgsFeedback) -> _Found:
            later = None if whole else read_recount(workspace, last_edit, labels_text)
            return later or read_holdings(workspace).count(shown)

        def show(found: _Found) -> None:
            if self._session() is not session or self._begun != begun:
                return  # a later count is under way
            if session.marks.save_count != marked or live_summary.last_edit != last_edit:
                self.count(whole)
            elif isinstance(found, Holdings):
                session.count_again(found)
            elif not session.take_later(found):
                self.count(whole=True)

        self._work.run_aside(tr("Counting annotations"), read, show, self._work.fail)
