"""One piece of work at a time: part by part in threads, then step by step while the dock waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Optional, Protocol

from qgis.core import Qgis, QgsApplication, QgsFeedback
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtCore import QObject, QTimer, pyqtBoundSignal, pyqtSignal

from ...core.base.errors import ScaneoError
from ..common.text import plain, tr
from ..common.whole_message import show_whole
from .jobs import Job, JobQueue

Part = Callable[[QgsFeedback], Any]
"""What is done in a thread."""
Done = Callable[[Any], Optional[Iterator[None]]]
"""What to do with the result: at once, or in steps."""
_LAST = object()


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
    """However it ended; the panel takes the next piece right after."""

    def __init__(self, panel: WorkPanel, bar: QgsMessageBar) -> None:
        super().__init__()
        self._panel = panel
        self._bar = bar
        self._jobs = JobQueue()
        self._job: Optional[Job[Any]] = None  # the one in sight, while it can be stopped
        self.is_busy = False
        panel.cancel_requested.connect(self.cancel)

    def start(self, title: str, part: Part, done: Done) -> None:
        """Begins a piece of work, unless one is under way."""
        if self.is_busy:
            return
        self.is_busy = True
        self._panel.begin(title)
        self.run(title, part, done)

    def run(self, title: str, part: Part, done: Done) -> None:
        """Does a part of the work in a thread, and then ``done``, which may `run` the next."""

        def go_on(result: Any) -> None:
            self._job = None  # QGIS deletes it now
            self._panel.set_cancellable(False)
            self._go_on(steps(result))

        def steps(result: Any) -> Iterator[None]:
            yield from done(result) or ()

        def failed(error: ScaneoError) -> None:
            self._end()
            self.fail(error)
            self.failed.emit(error)

        def cancelled() -> None:
            self._end()
            self.tell(tr("Cancelled"), tr("Nothing was changed."), Qgis.MessageLevel.Info)

        self._job = self._jobs.start(title, part, go_on, failed, cancelled)
        self._job.progressChanged.connect(self._panel.set_progress)
        self._panel.set_cancellable(True)

    def run_aside(
        self,
        title: str,
        part: Part,
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

    def _go_on(self, steps: Iterator[None]) -> None:
        """Takes one step a turn of the event loop. However the last one ends, so does the work."""
        if self._jobs.abandoned:
            return
        more = False
        try:
            more = next(steps, _LAST) is not _LAST
        except ScaneoError as error:
            self.fail(error)
        finally:
            if more:
                QTimer.singleShot(0, lambda: self._go_on(steps))
            elif self._job is None:
                self._end()

    def _end(self) -> None:
        self._job = None
        self.is_busy = False
        self.ended.emit()
        self._panel.end()
