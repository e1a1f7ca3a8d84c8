"""The lower end of the dock while work is running."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ..common.text import tr
from ..common.views import TextLabel


class ProgressPanel(QWidget):
    """The progress of the work, and a button to cancel it."""

    cancelled = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.is_busy = False
        self.title = TextLabel()
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.clicked.connect(self.cancelled)
        line = QHBoxLayout()
        line.addWidget(self.bar, 1)
        line.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.title)
        layout.addLayout(line)
        self.hide()

    def begin(self, title: str) -> None:
        """Shows that work is running."""
        self.is_busy = True
        self.set_title(title)
        self.set_progress(0)
        self.show()

    def set_title(self, title: str) -> None:
        """Says what the work is doing now."""
        self.title.setText(title)

    def set_progress(self, percent: float) -> None:
        """Shows the progress in percent."""
        self.bar.setValue(round(percent))

    def set_cancellable(self, can: bool) -> None:
        """Whether the work can be cancelled: its last steps can't."""
        self.cancel.setEnabled(can)

    def end(self) -> None:
        """Hides the panel."""
        self.is_busy = False
        self.hide()
