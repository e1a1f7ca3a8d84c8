"""One piece of work at a time: its steps are taken one by one, and the dock shows how far it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, Optional, Protocol

from qgis.core import Qgis, QgsApplication, QgsFeedback
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtCore import QObject, QTimer, pyqtBoundSignal, pyqtSignal

from ...core.base.errors import Cancelled, ScaneoError
from ..common.text import plain, tr
from ..common.whole_message import show_whole
from .jobs import Job, JobQueue
from .steps import Steps, ThreadCall


class WorkPanel(Protocol):
    """Shows what is under way, and lets the user stop it."""

    @property
    def cancel_requested(self) -> pyqtBoundSignal:
        """The user wants the work to be stopped."""

    def begin(self, title: str) -> None:
        """Shows that work is under way; until `end`, nothing else can be begun."""

    def set_progress(self, percent: float) -> None:
        """How much of the work is done, of 100."""

    def set_cancellable(self, can: bool) -> None:
        """Whether the work can be stopped: its last steps can't."""

    def end(self) -> None:
        """Shows that the work has ended."""


class Work(QObject):
    """What is under way, how it is stopped, and how the user hears what came of it."""

    failed = pyqtSignal(object)
    """The `ScaneoError` by which work ended; the user has been told."""
    ended = pyqtSignal()
    """However it ended. Nothing else can be begun before all have heard of it."""

    def __init__(self, panel: WorkPanel, bar: QgsMessageBar) -> None:
        super().__init__()
        self._panel = panel
        self._bar = bar
        self._jobs = JobQueue()
        self._job: Optional[Job[Any]] = None  # the one in sight, while it can be stopped
        self._afterwards: deque[Callable[[], None]] = deque()
        self.is_busy = False
        panel.cancel_requested.connect(self.cancel)

    def start(self, title: str, steps: Steps[Any]) -> None:
        """Begins a piece of work, unless one is under way: then none of its steps is taken."""
        if self.is_busy:
            return
        self.is_busy = True
        self._panel.begin(title)
        self._take(title, steps, partial(next, steps))

    def afterwards(self, call: Callable[[], None]) -> None:
        """Calls something as soon as nothing is under way, once; what it begins is another piece.

        Those that were asked for first are called first.
        """
        if call not in self._afterwards:
            self._afterwards.append(call)
        self._go_on()

    def run_aside(
        self,
        title: str,
        part: Callable[[QgsFeedback], Any],
        done: Callable[[Any], None],
        failed: Callable[[ScaneoError], None],
        cancelled: Callable[[], None] = lambda: None,
    ) -> None:
        """Does something short in a thread that the panel need not show."""
        self._jobs.start(title, part, done, failed, cancelled)

    @property
    def is_over(self) -> bool:
        """Whether nothing is under way, aside or in sight."""
        return not self.is_busy and not self._jobs

    def cancel(self) -> None:
        """Stops what is under way; everything stays as it was."""
        if self._job is not None:
            self._job.cancel()

    def abandon(self) -> None:
        """Stops all of it; nobody hears of it any more."""
        self._jobs.abandon()

    def fail(self, error: ScaneoError) -> None:
        """Tells the user what went wrong; the log has the details."""
        self.tell(tr("Scaneo Bridge"), error.message, Qgis.MessageLevel.Critical)
        if error.details:
            QgsApplication.messageLog().logMessage(
                error.details, "Scaneo Bridge", Qgis.MessageLevel.Warning
            )

    def tell(self, title: str, text: str, level: Qgis.MessageLevel) -> None:
        """Says it in the message bar; what went wrong stays there until it was read."""
        seconds = 0 if level == Qgis.MessageLevel.Critical else 8
        self._bar.pushMessage(plain(title), plain(text), level, seconds)
        show_whole(self._bar.currentItem())

    def _take(self, title: str, steps: Steps[Any], step: Callable[[], Any]) -> None:
        """Takes one step. However the last one ends, so does the work."""
        if self._jobs.abandoned:
            return
        error: Optional[ScaneoError] = None
        is_last = True
        try:
            call = step()
            is_last = False
        except StopIteration:
            pass
        except ScaneoError as raised:
            error = raised
        finally:
            if is_last:
                self._end(error)
        if not is_last:
            self._wait(title, steps, call)

    def _wait(self, title: str, steps: Steps[Any], call: Optional[ThreadCall]) -> None:
        """Takes the next step after a turn of the event loop, or when a thread is done."""
        if call is None:
            QTimer.singleShot(0, lambda: self._take(title, steps, partial(next, steps)))
            return

        def go_on(step: Callable[[], Any]) -> None:
            self._job = None  # QGIS deletes it now
            self._panel.set_cancellable(False)
            self._take(title, steps, step)

        self._job = self._jobs.start(
            call.title or title,
            call.call,
            lambda result: go_on(partial(steps.send, result)),
            lambda error: go_on(partial(steps.throw, error)),
            lambda: go_on(partial(steps.throw, Cancelled())),
        )
        self._job.progressChanged.connect(self._panel.set_progress)
        self._panel.set_cancellable(True)

    def _end(self, error: Optional[ScaneoError]) -> None:
        self.ended.emit()
        self._panel.end()
        self.is_busy = False
        if isinstance(error, Cancelled):
            self.tell(tr("Cancelled"), tr("Nothing was changed."), Qgis.MessageLevel.Info)
        elif error is not None:
            self.fail(error)
            self.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        while self._afterwards and not self.is_busy and not self._jobs.abandoned:
            self._afterwards.popleft()()
