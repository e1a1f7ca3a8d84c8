"""The base class of the dock's pages."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QHideEvent, QKeyEvent
from qgis.PyQt.QtWidgets import QWidget


class Page(QWidget):
    """A room makes its pages and adds each to the dock once. How the dock treats a page is defined
    by the page's attributes; the defaults here fit most."""

    is_home = False
    """Whether it is a main page, from which there is no way back."""
    has_own_buttons = False
    """Whether the dock hides its folder and buttons while this page is shown."""
    stays_while_busy = True
    """Whether it stays when work begins. A page that asks whether to begin does not."""

    dismissed = pyqtSignal()
    """The user wants to go back."""
    left = pyqtSignal()
    """The page was hidden."""

    def set_idle(self, is_idle: bool) -> None:
        """Whether no work is running: otherwise the page is disabled."""
        self.setEnabled(is_idle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back. Called by Qt."""
        if event.key() == Qt.Key.Key_Escape and not self.is_home:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Emits `left`. Called by Qt."""
        super().hideEvent(event)
        self.left.emit()
