"""What the campaign's page says of conflicts, and the way to them."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ...core.layers.merging import Conflicts
from ...core.scaneo.model import Severity
from ..models import severity_icon
from ..text import annotation_count, counted, tr
from ..views import TextLabel


class ConflictNotice(QFrame):
    """A line that is there for as long as conflicts are."""

    clicked = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.text = TextLabel()
        self.choose = QPushButton(tr("Choose…"))
        self.choose.setToolTip(tr("See both versions of each, and choose which one stays"))
        self.choose.clicked.connect(self.clicked)
        icon = QLabel()
        icon.setPixmap(severity_icon(Severity.WARNING).pixmap(16, 16))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.choose)
        self.show_conflicts(Conflicts())

    def show_conflicts(self, conflicts: Conflicts) -> None:
        """Says how many there are; without any, it takes no room."""
        parts = []
        if conflicts.images:
            parts.append(annotation_count(len(conflicts.images)))
        if conflicts.labels:
            parts.append(counted(len(conflicts.labels), tr("label"), tr("labels")))
        text = tr("In conflict with the folder: {what}.")
        self.text.setText(text.format(what=", ".join(parts)))
        self.setVisible(bool(parts))
