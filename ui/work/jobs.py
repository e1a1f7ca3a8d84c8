"""Jobs: long work in background threads."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, Generic, Optional, TypeVar

from qgis.core import QgsApplication, QgsFeedback, QgsTask
from qgis.PyQt.QtCore import QTimer

from ...core.base.errors import Cancelled, ScaneoError
from ...core.base.names import shown_in_qgis
from ..common.text import tr

Result = TypeVar("Result")


class JobQueue:
    """Runs jobs one after the other.

    QGIS deletes a task that has ended, and does not keep its Python object alive. Nor may a task be
    added before QGIS has finished the one before, including its `finished`: QGIS removes an ended
    task from its queue by the address of its runner, which may by then be that of the next one
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
        """Runs a `Job` once all before it have ended."""
        job = Job(self, title, work, done, failed, cancelled)
        self._jobs.append(job)
        self._begin_soon()
        return job

    def __len__(self) -> int:
        """The number of jobs that have not ended."""
        return len(self._jobs)

    def end(self, job: Job[Any]) -> bool:
        """Removes a job that has ended; returns whether somebody still waits for it."""
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
        """Cancels all jobs; none of their callbacks is called."""
        self.abandoned = True
        for job in list(self._jobs):
            job.cancel()


class Job(QgsTask, Generic[Result]):
    """A call that runs in a thread of its own and passes its result on in the main thread.

    ``work`` gets a feedback for cancelling and progress, and must touch neither widgets nor the
    project. One of ``done``, ``failed`` and ``cancelled`` is called at the end.
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
        """Passes it to QGIS, once."""
        if not self._has_begun:
            self._has_begun = True
            QgsApplication.taskManager().addTask(self)

    def run(self) -> bool:
        """Called by QGIS in the thread."""
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
        if self._has_begun:  # a waiting job finds out when its turn comes
            super().cancel()

    def finished(self, result: bool) -> None:
        """Called by QGIS in the main thread."""
        # QGIS may keep this task longer than the result may live.
        results, self._results = (self._results, [])
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
