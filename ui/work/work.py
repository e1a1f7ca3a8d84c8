"""Runs one piece of work at a time, step by step; the dock shows its progress."""

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
    """Shows what is running, and lets the user cancel it."""

    @property
    def cancel_requested(self) -> pyqtBoundSignal:
        """The user wants to cancel the work."""

    def begin(self, title: str) -> None:
        """Shows that work is running; until `end`, no other can be started."""

    def set_title(self, title: str) -> None:
        """Says what the work is doing now."""

    def set_progress(self, percent: float) -> None:
        """Shows the progress in percent."""

    def set_cancellable(self, can: bool) -> None:
        """Whether the work can be cancelled: its last steps can't."""

    def end(self) -> None:
        """Shows that the work has ended."""


class Work(QObject):
    """The running piece of work, its cancelling, and its messages to the user."""

    failed = pyqtSignal(object)
    """The `ScaneoError` that ended the work; the user has been told."""
    ended = pyqtSignal()
    """The work has ended, in whatever way. No other can begin before all receivers were called."""

    def __init__(self, panel: WorkPanel, bar: QgsMessageBar) -> None:
        super().__init__()
        self._panel = panel
        self._bar = bar
        self._jobs = JobQueue()
        self._job: Optional[Job[Any]] = None  # the job of the work, while it can be cancelled
        self._afterwards: deque[Callable[[], None]] = deque()
        self.is_busy = False
        panel.cancel_requested.connect(self.cancel)

    def start(self, title: str, steps: Steps[Any]) -> None:
        """Begins a piece of work; does nothing if one is running."""
        if self.is_busy:
            return
        self.is_busy = True
        self._panel.begin(title)
        self._take(title, steps, partial(next, steps))

    def afterwards(self, call: Callable[[], None]) -> None:
        """Calls a function once, as soon as no work is running; what it begins is another piece of
        work.

        Several are called in the order in which they were added.
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
        """Runs something short in a thread, without showing it in the panel: only QGIS's list of
        tasks shows it, where it may be cancelled."""
        self._jobs.start(title, part, done, failed, cancelled)

    @property
    def is_over(self) -> bool:
        """Whether nothing is running, neither in the panel nor aside."""
        return not self.is_busy and not self._jobs

    def cancel(self) -> None:
        """Cancels the work; everything stays as it was."""
        if self._job is not None:
            self._job.cancel()

    def abandon(self) -> None:
        """Cancels everything; none of its callbacks is called."""
        self._jobs.abandon()

    def attempt(self, action: Callable[[], object]) -> bool:
        """Calls a function, and tells the user what went wrong; returns whether nothing did."""
        try:
            action()
        except ScaneoError as error:
            self.fail(error)
            return False
        return True

    def fail(self, error: ScaneoError) -> None:
        """Tells the user what went wrong; the log has the details."""
        self.tell(tr("Scaneo Bridge"), error.message, Qgis.MessageLevel.Critical)
        if error.details:
            QgsApplication.messageLog().logMessage(
                error.details, "Scaneo Bridge", Qgis.MessageLevel.Warning
            )

    def tell(self, title: str, text: str, level: Qgis.MessageLevel) -> None:
        """Shows a message in the message bar; an error stays there until it is closed."""
        seconds = 0 if level == Qgis.MessageLevel.Critical else 8
        self._bar.pushMessage(plain(title), plain(text), level, seconds)
        show_whole(self._bar.currentItem())

    def _take(self, title: str, steps: Steps[Any], step: Callable[[], Any]) -> None:
        """Executes one step. When the last one has ended, so has the work."""
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
        """Executes the next step in the next turn of the event loop, or when a thread is done."""
        if call is None:
            QTimer.singleShot(0, lambda: self._take(title, steps, partial(next, steps)))
            return

        def go_on(step: Callable[[], Any]) -> None:
            self._job = None  # QGIS deletes it now
            self._panel.set_cancellable(False)
            self._panel.set_title(title)
            self._take(title, steps, step)

        self._panel.set_title(call.title or title)
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
