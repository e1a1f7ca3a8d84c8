"""Long work in the background."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Optional, TypeVar

from qgis.core import QgsFeedback, QgsTask

from ..core.scaneo.errors import Cancelled, ScaneoError

Result = TypeVar("Result")


class Job(QgsTask, Generic[Result]):
    """A call that runs in a thread of its own and hands its result over on the main thread.

    ``work`` takes a feedback, by which it is cancelled and says how far it is, and touches neither
    widgets nor the project. One of ``done``, ``failed`` and ``cancelled`` is called at the end.
    """

    def __init__(
        self,
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
        self._wanted = True
        self._results: list[Result] = []
        self._error: Optional[ScaneoError] = None

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
        super().cancel()

    def abandon(self) -> None:
        """Cancels the work and calls nobody at its end."""
        self._wanted = False
        self.cancel()

    def finished(self, result: bool) -> None:
        """QGIS calls it on the main thread."""
        if not self._wanted:
            return
        if self._results:
            self._done(self._results[0])
        elif isinstance(self._error, Cancelled) or (self._error is None and self.isCanceled()):
            self._cancelled()
        else:
            self._failed(self._error or _unexpected())


def _unexpected() -> ScaneoError:
    return ScaneoError("Something went wrong; the Python error log has it. Nothing was changed.")
