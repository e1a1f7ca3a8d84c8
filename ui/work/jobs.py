"""Long work in the background."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, Generic, Optional, TypeVar

from qgis.core import QgsApplication, QgsFeedback, QgsTask
from qgis.PyQt.QtCore import QTimer

from ...core.base.errors import Cancelled, ScaneoError
from ...core.base.shown import shown_in_qgis
from ..common.text import tr

Result = TypeVar("Result")


class JobQueue:
    """The work under way, one job after the other.

    QGIS deletes a task that has ended, and keeps no Python object alive. Nor may a task be handed
    over before QGIS is done with the one before it, `finished` included: it takes a task that has
    ended off its queue by the address of what ran it, which may be that of the next one by then
    (QgsTaskManager, QGIS 3.22). That one would never run.
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
        self._begin_soon()
        return job

    def __len__(self) -> int:
        """How many have not ended."""
        return len(self._jobs)

    def end(self, job: Job[Any]) -> bool:
        """Lets go of a job that has ended; whether anybody still waits for it."""
        self._jobs.remove(job)
        if self.abandoned:
            return False
        self._begin_soon()
        return True

    def _begin_soon(self) -> None:
        QTimer.singleShot(0, self._begin)

    def _begin(self) -> None:
        if self._jobs and not self.abandoned:
            self._jobs[0].begin()

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
        begun: JobQueue,
        title: str,
        work: Callable[[QgsFeedback], Result],
        done: Callable[[Result], None],
        failed: Callable[[ScaneoError], None],
        cancelled: Callable[[], None],
    ) -> None:
        super().__init__(shown_in_qgis(title), QgsTask.Flag.CanCancel)
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
        """Hands it over to QGIS, once."""
        if not self._has_begun:
            self._has_begun = True
            QgsApplication.taskManager().addTask(self)

    def run(self) -> bool:
        """QGIS calls it in the thread."""
        try:
            self._results.append(self._work(self._feedback))
        except ScaneoError as error:
            self._error = error
        except OSError as error:
            self._error = ScaneoError(_refused(error))
        return bool(self._results)

    def cancel(self) -> None:
        """Asks the work to stop, which leaves everything as it was."""
        self._feedback.cancel()
        if self._has_begun:  # one that waits finds out when its turn comes
            super().cancel()

    def finished(self, result: bool) -> None:
        """QGIS calls it on the main thread."""
        results, self._results = self._results, []  # QGIS may keep this task longer than they live
        if not self._begun.end(self):
            return
        if results:
            self._done(results[0])
        elif isinstance(self._error, Cancelled) or (self._error is None and self.isCanceled()):
            self._cancelled()
        else:
            self._failed(self._error or _unexpected())


def _refused(error: OSError) -> str:
    if not error.filename:
        return tr("The disk refuses: {reason}", reason=error.strerror)
    return tr("The disk refuses: {reason} {path}", reason=error.strerror, path=error.filename)


def _unexpected() -> ScaneoError:
    return ScaneoError(
        tr("Something went wrong; the Python error log has it. Nothing was changed.")
    )
