"""Reads the images that an opening has left unread, while somebody labels.

It reads in slices, each a job of its own, so that whatever else is to be done in a thread waits for
a second at most; and while somebody presses keys or draws, one image at a time, so that QGIS
answers as fast as ever. Images that come after the one on the map are read first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from time import monotonic
from typing import Optional

from qgis.core import QgsFeedback
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...core.base.errors import ScaneoError
from ...core.base.model import Problem
from ...core.campaign.merging.unread_images import ReadImages, read_images
from ...core.campaign.opening.open_campaign import problems_of
from ...core.qgis.editing.session import EditSession
from ..common.busy_hands import BusyHands
from ..common.text import tr
from ..work.work import Work

_SLICE = 1.0  # seconds: whatever else is to be done in a thread waits for no more
_PAUSE = 0.3  # seconds after somebody has pressed something: one image is read in that time
_MOST = 1000  # images that a slice is given
_LATER = 5000  # ms until it is tried again after an error
_TOLD = 2  # failures in a row, the last of which is told


class BehindReader(QObject):
    """Reads behind in one campaign at a time."""

    all_read = pyqtSignal(list)
    """The last image was read, behind or by a piece of work that needed it: what is wrong with
    images, files and labels."""

    def __init__(self, work: Work, current: Callable[[], Optional[str]]) -> None:
        """``current`` answers the image on the map."""
        super().__init__()
        self._work = work
        self._current = current
        self._session: Optional[EditSession] = None
        self._count = 0  # images that were unread at first
        self._is_running = False
        self._was_reading = False
        self._failures = 0  # in a row
        self._hands = BusyHands()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._begin)

    def serve(self, session: Optional[EditSession]) -> None:
        """Reads another campaign from now on; None for none."""
        self._session = session
        self._count = 0
        self._failures, self._was_reading = 0, False
        self._later.stop()
        self._hands.watch(self.is_reading)
        self._begin()

    @property
    def is_reading(self) -> bool:
        """Whether images are still unread."""
        return self._session is not None and bool(self._session.unread)

    def _begin(self) -> None:
        """Reads a slice, unless something else is under way: then it goes on afterwards."""
        session = self._session
        if session is None or self._is_running:
            return
        if self._work.is_busy:
            self._work.afterwards(self._begin)
            return
        if not session.unread:
            if self._was_reading:
                self._was_reading = False
                self._finish(session)
            return
        self._was_reading = True
        self._count = max(self._count, len(session.unread))
        names, share = self._next(session), 1 - len(session.unread) / self._count

        def read(feedback: QgsFeedback) -> ReadImages:
            feedback.setProgress(100 * share)  # of all that was unread, not of this slice
            end = monotonic() + _SLICE

            def is_over() -> bool:
                return feedback.isCanceled() or self._is_over(session, end)

            with session.workspace.open() as workspace:
                workspace.database.wait_briefly()  # it has the write turn: whoever saves waits
                return read_images(workspace, names, QgsFeedback(), is_over)

        self._is_running = True
        title = tr("Reading images")
        done = partial(self._go_on, session)
        self._work.run_aside(title, read, done, self._fail, self._wait)

    def _finish(self, session: EditSession) -> None:
        self._hands.watch(False)
        session.reload_layers()

        def tell(found: Sequence[Problem]) -> None:
            if session is self._session:
                self.all_read.emit(list(found))

        title = tr("Looking for problems")
        self._work.run_aside(title, lambda _: problems_of(session.workspace), tell, self._work.fail)

    def _is_over(self, session: EditSession, end: float) -> bool:
        """Whether a slice should end; called in its thread."""
        is_busy = self._work.is_busy or self._hands.are_busy(_PAUSE)
        return monotonic() > end or is_busy or self._session is not session

    def _next(self, session: EditSession) -> list[str]:
        """Those that are read next: from the image on the map on, then from the first."""
        names, current = sorted(session.unread), self._current() or ""
        return sorted(names, key=lambda name: name < current)[:_MOST]

    def _go_on(self, session: EditSession, read: ReadImages) -> None:
        self._is_running, self._failures = False, 0
        if session is self._session:
            session.take_read(read)
        if self._hands.are_busy(_PAUSE):
            self._later.start(round(1000 * _PAUSE))
        else:
            self._begin()

    def _fail(self, error: ScaneoError) -> None:
        """It is tried again, since a locked file is free again soon; told once, if it is not."""
        self._failures += 1
        if self._session is not None and self._failures == _TOLD:
            self._work.fail(error)
        self._wait()

    def _wait(self) -> None:
        self._is_running = False
        self._later.start(_LATER)
