"""The page that shows what an export of layers would write: labels, files, and features left
out."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...core.base.model import Label
from ...core.mapping.export import LayerExport
from ..common.models import FilesModel, ProblemsModel
from ..common.page import Page
from ..common.text import annotation_count, image_count, layers_sum, shown_path, tr
from ..common.views import TextLabel, fit_numbers, problems_view, section, section_title, table_view
from ..work.bar_messages import preview_notes
from .label_uses_table import (
    NO_EDITING,
    RENAMING,
    LabelUsesModel,
    ask_color,
    label_uses_view,
    selected_rows,
)

_MOST = 1000
"""Problems in the list; the sum has them all."""


class LayersPreviewPage(Page):
    """The number of features, the labels, each file, each problem; and whether to write."""

    has_own_buttons = True
    label_chosen = pyqtSignal(str, Label)
    preview_requested = pyqtSignal()
    """Labels were changed: the preview is out of date."""
    confirmed = pyqtSignal()
    open_requested = pyqtSignal()
    """The user wants to open the written folder."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.sum, self.details = TextLabel(), TextLabel()
        font = self.sum.font()
        font.setBold(True)
        self.sum.setFont(font)
        self.labels = LabelUsesModel(self)
        self.labels_view = label_uses_view(self.labels)
        self.files = FilesModel(self)
        self.files_view = table_view(self.files, header=True)
        self.problems = ProblemsModel(self)
        self.problems_view = problems_view(self.problems)
        self.merge = _tool(tr("Merge"), tr("Make one label of those that are selected"))
        self.recolor = _tool(tr("Colour…"), tr("Choose another colour for the selected label"))
        self.write = QPushButton(tr("Write"))
        self.write.setDefault(True)
        self.again = QPushButton(tr("Preview again"))
        self.again.setToolTip(tr("See what would be written with these labels"))
        self.open = QPushButton(tr("Open it"))
        self.open.setToolTip(tr("Open the folder as a campaign"))
        self.dismiss = QPushButton(tr("Back"))
        self._labels_title, self._files_title, self._problems_title = QLabel(), QLabel(), QLabel()
        self._build()
        self._connect()
        self._offer(self.write)

    def _build(self) -> None:
        self._labels_title.setToolTip(tr("Double-click a label to rename it"))
        tools = QHBoxLayout()
        tools.addWidget(self._labels_title, 1)
        tools.addWidget(self.recolor)
        tools.addWidget(self.merge)
        self._problems = section(self._problems_title, self.problems_view)
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(section(tools, self.labels_view))
        self._splitter.addWidget(section(self._files_title, self.files_view))
        self._splitter.addWidget(self._problems)
        buttons = QHBoxLayout()
        for button in (self.dismiss, self.write, self.again, self.open):
            buttons.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.sum, self.details):
            layout.addWidget(widget)
        layout.addWidget(self._splitter, 1)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.labels.label_chosen.connect(self._note_label)
        self.labels_view.selectionModel().selectionChanged.connect(self._arrange)
        self.labels.modelReset.connect(self._arrange)
        self.merge.clicked.connect(self._merge)
        self.recolor.clicked.connect(self._ask_color)
        self.write.clicked.connect(self.confirmed)
        self.again.clicked.connect(self.preview_requested)
        self.open.clicked.connect(self.open_requested)
        self.dismiss.clicked.connect(self.dismissed)

    def show_preview(self, preview: LayerExport) -> None:
        """Shows what would be written, and asks whether to write it."""
        self._show(preview, _details(preview), self.write)
        self.write.setEnabled(bool(preview.all_files))

    def show_written(self, done: LayerExport) -> None:
        """Shows what was written, and offers to open it."""
        self._show(done, _written(done), self.open)
        self.labels_view.setEditTriggers(NO_EDITING)

    @property
    def is_written(self) -> bool:
        """Whether what it shows was written."""
        return self.open.isVisibleTo(self)

    def _show(self, preview: LayerExport, details: str, offered: QPushButton) -> None:
        files = preview.all_files
        self.sum.setText(layers_sum(preview))
        self.details.setText(details)
        self.labels_view.setEditTriggers(RENAMING)
        self._offer(offered)
        self.labels.set_items(preview.labels)
        fit_numbers(self.labels_view, [max((use.count for use in preview.labels), default=0)])
        self.files.set_items(files)
        counts = [(file.added, file.changed, file.deleted) for file in files]
        fit_numbers(self.files_view, [max(column) for column in zip(*counts)] or [0, 0, 0])
        self._labels_title.setText(section_title(tr("Labels"), len(preview.labels)))
        self._files_title.setText(section_title(tr("Files"), len(files)))
        self._show_problems(preview)
        self._arrange()

    def _offer(self, offered: QPushButton) -> None:
        """Shows one of the buttons that lead on, and hides the others."""
        for button in (self.write, self.again, self.open):
            button.setVisible(button is offered)

    def _note_label(self, name: str, label: Label) -> None:
        self.sum.setText(tr("The labels have changed"))
        self.details.setText(tr("Preview again to see what would be written with them."))
        self._offer(self.again)
        self.label_chosen.emit(name, label)

    def _show_problems(self, preview: LayerExport) -> None:
        problems = preview.all_problems
        self.problems.set_items(problems[:_MOST])
        self._problems_title.setText(section_title(tr("Problems"), len(problems)))
        self._problems.setVisible(bool(problems))

    def _arrange(self) -> None:
        count = 0 if self.is_written else len(selected_rows(self.labels_view))
        self.merge.setEnabled(count > 1)
        self.recolor.setEnabled(count == 1)

    def _merge(self) -> None:
        rows = selected_rows(self.labels_view)
        self.labels.rename(rows, self.labels.items[rows[0]].label.name)

    def _ask_color(self) -> None:
        (row,) = selected_rows(self.labels_view)
        dialog = ask_color(self, self.labels.items[row].label.color)
        dialog.colorSelected.connect(lambda color: self._recolor(row, color))

    def _recolor(self, row: int, color: QColor) -> None:
        self.labels.recolor(row, color.name())


def _written(done: LayerExport) -> str:
    parts = [tr("Written to {folder}.", folder=shown_path(done.folder))]
    if done.backup is not None:
        parts.append(tr("What was replaced is kept in {folder}.", folder=shown_path(done.backup)))
    return " ".join(parts)


def _details(preview: LayerExport) -> str:
    if not preview.all_files:
        return tr(
            "{folder} holds all of it already: there is nothing to write.",
            folder=shown_path(preview.folder),
        )
    where = tr(
        "{annotations} on {images} in {folder}.",
        annotations=annotation_count(preview.annotation_count),
        images=image_count(preview.image_count),
        folder=shown_path(preview.folder),
    )
    parts = [where]
    if preview.kept_count:
        parts.append(
            tr("There already, and not written twice: {count:,}.", count=preview.kept_count)
        )
    if preview.copied:
        parts.append(tr("{images} are copied.", images=image_count(len(preview.copied))))
    if preview.campaign is not None and preview.campaign.files:
        parts.append(tr("The edits of the open campaign are written, too."))
    if preview.campaign is not None:
        parts += preview_notes(preview.campaign)
    parts.append(tr("What is replaced is kept in a backup."))
    return " ".join(parts)


def _tool(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setAutoRaise(True)
    button.setEnabled(False)
    return button
