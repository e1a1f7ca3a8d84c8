"""A page of the dock: what all of them do, and what the dock asks of each."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QHideEvent, QKeyEvent
from qgis.PyQt.QtWidgets import QWidget


class Page(QWidget):
    """A room makes its pages and adds each to the dock, once; how the dock has to treat a page,
    the page says itself. What is written here holds for most.
    """

    is_home = False
    """Whether others are left for this one: nothing leads back from it."""
    has_own_buttons = False
    """Whether the folder and the buttons of the dock are out of sight while it is shown."""
    stays_while_busy = True
    """Whether it stays once work begins. One that asks whether to begin it does not."""

    dismissed = pyqtSignal()
    """The user wants to go back."""
    left = pyqtSignal()
    """The page is out of sight."""

    def set_idle(self, is_idle: bool) -> None:
        """Whether nothing is under way: else, nothing on the page can be used."""
        self.setEnabled(is_idle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back; Qt calls it."""
        if event.key() == Qt.Key.Key_Escape and not self.is_home:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tells that the page is left; Qt calls it."""
        super().hideEvent(event)
        self.left.emit()
