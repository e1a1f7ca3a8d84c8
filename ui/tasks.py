"""Long work in the background."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, Generic, Optional, TypeVar

from qgis.core import QgsApplication, QgsFeedback, QgsTask

from ..core.scaneo.errors import Cancelled, ScaneoError

Result = TypeVar("Result")


class Jobs:
    """The work under way, one job after the other.

    QGIS deletes a task that has ended, and keeps no Python object alive. Nor may two tasks of ours
    overlap: where one begins just as another ends, QGIS 3.22 can take the new one off its queue in
    place of the old one (`QgsTaskManager::taskStatusChanged` gives back a runnable that may be gone
    and its address in use again), and it never runs.
    """

    def __init__(self) -> None:
        self._jobs: deque[Job[Any]] = deque()
        self.abandoned = False

    def start(
        self,
        title: str,
        work: Callable[[QgsFeedback], Result],
        done: Callable[[Result], None],
        failed: Callable[[ScaneoError], None],
        cancelled: Callable[[], None],
    ) -> Job[Result]:
        """Begins a `Job`, once all before it have ended."""
        job = Job(self, title, work, done, failed, cancelled)
        self._jobs.append(job)
        if len(self._jobs) == 1:
            job.begin()
        return job

    def end(self, job: Job[Any]) -> bool:
        """Lets go of a job that has ended; whether anybody still waits for it."""
        self._jobs.remove(job)
        if self.abandoned:
            return False
        if self._jobs:
            self._jobs[0].begin()
        return True

    def abandon(self) -> None:
        """Cancels all work; nobody hears of it any more."""
        self.abandoned = True
        for job in list(self._jobs):
            job.cancel()


class Job(QgsTask, Generic[Result]):
    """A call that runs in a thread of its own and hands its result over on the main thread.

    ``work`` takes a feedback, by which it is cancelled and says how far it is, and touches neither
    widgets nor the project. One of ``done``, ``failed`` and ``cancelled`` is called at the end.
    """

    def __init__(
        self,
        begun: Jobs,
        title: str,
        work: Callable[[QgsFeedback], Result],
        done: Callable[[Result], None],
        failed: Callable[[ScaneoError], None],
        cancelled: Callable[[], None],
    ) -> None:
        super().__init__(title, QgsTask.Flag.CanCancel)
        self._feedback = QgsFeedback()
        self._feedback.progressChanged.connect(self.setProgress)
        self._work = work
        self._done = done
        self._failed = failed
        self._cancelled = cancelled
        self._begun = begun
        self._has_begun = False
        self._results: list[Result] = []
        self._error: Optional[ScaneoError] = None

    def begin(self) -> None:
        """Hands it over to QGIS."""
        self._has_begun = True
        QgsApplication.taskManager().addTask(self)

    def run(self) -> bool:
        """QGIS calls it in the thread."""
        try:
            self._results.append(self._work(self._feedback))
        except ScaneoError as error:
            self._error = error
        except OSError as error:
            path = error.filename or ""
            self._error = ScaneoError(f"The disk refuses: {error.strerror} {path}".strip())
        return bool(self._results)

    def cancel(self) -> None:
        """Asks the work to stop, which leaves everything as it was."""
        self._feedback.cancel()
        if self._has_begun:  # one that waits finds out when its turn comes
            super().cancel()

    def finished(self, result: bool) -> None:
        """QGIS calls it on the main thread."""
        if not self._begun.end(self):
            return
        if self._results:
            self._done(self._results[0])
        elif isinstance(self._error, Cancelled) or (self._error is None and self.isCanceled()):
            self._cancelled()
        else:
            self._failed(self._error or _unexpected())


def _unexpected() -> ScaneoError:
    return ScaneoError("Something went wrong; the Python error log has it. Nothing was changed.")
