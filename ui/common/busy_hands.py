"""Notes when somebody has last pressed something in QGIS."""

from __future__ import annotations

from time import monotonic

from qgis.PyQt.QtCore import QEvent, QObject
from qgis.PyQt.QtWidgets import QApplication

_PRESSES = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.Wheel,
    QEvent.Type.KeyPress,
)


class BusyHands(QObject):
    """Watches all windows of QGIS, while it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self._last = 0.0

    def watch(self, is_on: bool) -> None:
        """Begins to watch, or ends it."""
        application = QApplication.instance()
        application.removeEventFilter(self)
        if is_on:
            application.installEventFilter(self)

    def are_busy(self, seconds: float) -> bool:
        """Whether something was pressed within so many seconds; may be called in any thread."""
        return monotonic() - self._last < seconds

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Called by Qt for each event, before anybody gets it."""
        if event.type() in _PRESSES:
            self._last = monotonic()
        return False
