"""The page of backups, and of what restoring one would do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ...core.campaign.restoring.restore_campaign import Restored
from ...core.store.write.backups import Backup
from ..common.models import FilesModel, ProblemsModel
from ..common.page import Page
from ..common.text import export_counts, tr
from ..common.views import TextLabel, fit_numbers, problems_view, section, section_title, table_view
from .backups_model import BackupsModel

_MOST = 1000
"""Backups that can be kept."""


class RestorePage(Page):
    """A list of backups; what restoring the selected one would do; and the button to do it."""

    chosen = pyqtSignal(object)
    """The selected `Backup`, whose preview is wanted."""
    confirmed = pyqtSignal()
    keep_changed = pyqtSignal(int)
    """How many backups are to be kept."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.intro = TextLabel()
        self.backups = BackupsModel(self)
        self.backups_view = table_view(self.backups, header=True)
        self.backups_view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.summary = TextLabel()
        font = self.summary.font()
        font.setBold(True)
        self.summary.setFont(font)
        self.files = FilesModel(self)
        self.files_view = table_view(self.files, header=True)
        self.problems = ProblemsModel(self)
        self._problems_title = QLabel()
        self._problems = section(self._problems_title, problems_view(self.problems))
        self._effect = section(self.summary, self.files_view, self._problems)
        self.keep = QSpinBox()
        self.keep.setRange(1, _MOST)
        self.keep.setToolTip(tr("With each write, the oldest of more backups than these go"))
        self.restore = QPushButton(tr("Restore"))
        self.restore.setDefault(True)
        self.dismiss = QPushButton(tr("Back"))
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._build()
        self.backups_view.selectionModel().currentRowChanged.connect(self._choose)
        self.keep.valueChanged.connect(self.keep_changed)
        self.restore.clicked.connect(self.confirmed)
        self.dismiss.clicked.connect(self.dismissed)

    def _build(self) -> None:
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.backups_view)
        self._splitter.addWidget(self._effect)
        keep = QHBoxLayout()
        title = QLabel(tr("Backups to &keep:"))
        title.setBuddy(self.keep)
        keep.addWidget(title)
        keep.addWidget(self.keep)
        keep.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.dismiss, 1)
        buttons.addWidget(self.restore, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.intro)
        layout.addWidget(self._splitter, 1)
        layout.addStretch(0)
        layout.addLayout(keep)
        layout.addLayout(buttons)

    @property
    def backup(self) -> Optional[Backup]:
        """The selected backup."""
        row = self.backups_view.currentIndex().row()
        return self.backups.items[row] if 0 <= row < len(self.backups.items) else None

    def show_backups(self, backups: Sequence[Backup], keep: int) -> None:
        """Shows backups, and selects the newest."""
        self.intro.setText(
            tr(
                "Choose a write: the folder becomes as it was before it. That can be taken back, "
                "too."
            )
            if backups
            else tr("There are no backups in this folder yet. Each export makes one.")
        )
        self._splitter.setVisible(bool(backups))
        self.keep.blockSignals(True)
        self.keep.setValue(keep)
        self.keep.blockSignals(False)
        self.backups.set_items(())
        self.restore.setEnabled(False)
        self.backups.set_items(backups)
        counts = [
            (len(one.files), one.counts.added + one.counts.changed + one.counts.deleted)
            if one.counts
            else (len(one.files), 0)
            for one in backups
        ]
        fit_numbers(self.backups_view, [max(column) for column in zip(*counts)])
        self.backups_view.setCurrentIndex(self.backups.index(0, 0))
        self.backups_view.setFocus()

    def show_preview(self, preview: Restored) -> None:
        """Shows what restoring the selected backup would do."""
        if preview.files:
            self.summary.setText(export_counts(preview.files))
        else:
            self.summary.setText(tr("The folder is as it was then."))
        self._show(preview)
        self.restore.setEnabled(bool(preview.files))

    def show_error(self, text: str) -> None:
        """Shows why the selected backup can't be restored."""
        self.summary.setText(text)
        self.files_view.hide()

    def _choose(self) -> None:
        backup = self.backup
        self.restore.setEnabled(False)
        if backup is not None:
            self.summary.setText(tr("Comparing with the folder…"))
            self.chosen.emit(backup)

    def _show(self, preview: Restored) -> None:
        self.files.set_items(preview.files)
        counts = [(file.added, file.changed, file.deleted) for file in preview.files]
        fit_numbers(self.files_view, [max(column) for column in zip(*counts)])
        self.files_view.setVisible(bool(preview.files))
        self.problems.set_items(preview.problems)
        self._problems_title.setText(section_title(tr("To know"), len(preview.problems)))
        self._problems.setVisible(bool(preview.problems))
