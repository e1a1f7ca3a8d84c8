"""The lower end of the dock: work under way, and an export that waits for a yes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..core.layers.exporting import Export
from .text import export_counts, tr

_MOST = 200


class ProgressPanel(QFrame):
    """How far the work is, and a way to stop it."""

    cancelled = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.is_busy = False
        self.title = QLabel()
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
        """Shows that work is under way."""
        self.is_busy = True
        self.title.setText(title)
        self.set_progress(0)
        self.show()

    def set_progress(self, percent: float) -> None:
        """How much of the work is done."""
        self.bar.setValue(round(percent))

    def end(self) -> None:
        """Shows no more that work is under way."""
        self.is_busy = False
        self.hide()


class ExportPanel(QFrame):
    """What an export would write, file by file, and the question whether to."""

    confirmed = pyqtSignal()
    dismissed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        font = self.summary.font()
        font.setBold(True)
        self.summary.setFont(font)
        self.details = QLabel()
        self.details.setWordWrap(True)
        self.details.setTextFormat(Qt.TextFormat.PlainText)
        self.files = QListWidget()
        self.files.setMaximumHeight(96)
        self.write = QPushButton(tr("Write"))
        self.write.setDefault(True)
        self.write.clicked.connect(self.confirmed)
        self.cancel = QPushButton(tr("Don't write"))
        self.cancel.clicked.connect(self.dismissed)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.write)
        layout = QVBoxLayout(self)
        layout.addWidget(self.summary)
        layout.addWidget(self.details)
        layout.addWidget(self.files)
        layout.addLayout(buttons)
        self.hide()

    def show_preview(self, preview: Export, notes: Sequence[str]) -> None:
        """Asks whether to write what a preview says."""
        self.summary.setText(export_counts(preview.files))
        where = tr("To {folder}. What is replaced is kept in a backup.")
        self.details.setText("\n".join([where.format(folder=preview.folder), *notes]))
        self.files.clear()
        for file in preview.files[:_MOST]:
            counts = (("+", file.added), ("~", file.changed), ("−", file.deleted))
            marks = "  ".join(f"{sign}{count}" for sign, count in counts if count)
            self.files.addItem(f"{file.path}   {marks}".rstrip())
        if len(preview.files) > _MOST:
            more = tr("… and {count} more").format(count=f"{len(preview.files) - _MOST:,}")
            self.files.addItem(more)
        self.show()
        self.write.setFocus()
