"""The page shown before an export: each file that it would write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ...core.base.model import Severity
from ...core.campaign.file_changes import Export
from ..common.models import FilesModel, ProblemsModel
from ..common.page import Page
from ..common.text import export_counts, image_changes, shown_path, tr
from ..common.views import TextLabel, fit_numbers, problems_view, section, section_title, table_view


class ExportPage(Page):
    """Lists what an export would write, and asks whether to write it."""

    stays_while_busy = False
    confirmed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.summary = TextLabel()
        font = self.summary.font()
        font.setBold(True)
        self.summary.setFont(font)
        self.details = TextLabel()
        self.files = FilesModel(self)
        self.files_view = table_view(self.files, header=True)
        self.problems = ProblemsModel(self)
        self._problems_title = QLabel()
        self._problems = section(self._problems_title, problems_view(self.problems))
        self.leave_out = QCheckBox(tr("Leave empty images out"))
        self.leave_out.setToolTip(
            tr(
                "Some training programs, such as EOTDL's, stop on a file with an empty list. Files "
                "that were empty before stay as they are."
            )
        )
        self.write = QPushButton(tr("Write"))
        self.write.setDefault(True)
        self.write.clicked.connect(self.confirmed)
        self.dismiss = QPushButton(tr("Back"))
        self.dismiss.clicked.connect(self.dismissed)
        buttons = QHBoxLayout()
        buttons.addWidget(self.dismiss, 1)
        buttons.addWidget(self.write, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.summary)
        layout.addWidget(self.details)
        layout.addWidget(self.files_view, 2)
        layout.addWidget(self._problems, 1)
        layout.addWidget(self.leave_out)
        layout.addLayout(buttons)

    def show_preview(self, preview: Export, notes: Sequence[str]) -> None:
        """Shows a preview, and asks whether to write it."""
        self.summary.setText(export_counts(preview.files))
        told = [
            tr(
                "To {folder}. What is replaced is kept in a backup.",
                folder=shown_path(preview.folder),
            ),
            image_changes(preview.images),
            *notes,
        ]
        self.details.setText("\n\n".join(filter(None, told)))
        self.files.set_items(preview.files)
        self.write.setEnabled(bool(preview.files))
        self.problems.set_items(preview.problems)
        is_written = any(one.severity is not Severity.ERROR for one in preview.problems)
        title = tr("Problems") if is_written else tr("Not written")
        self._problems_title.setText(section_title(title, len(preview.problems)))
        self._problems.setVisible(bool(preview.problems))
        counts = [(file.added, file.changed, file.deleted) for file in preview.files]
        fit_numbers(self.files_view, [max(column) for column in zip(*counts)])
