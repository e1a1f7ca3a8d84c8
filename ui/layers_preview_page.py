"""What an export of layers would write: labels, files, and the features that are left out."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.layers.layer_export import LayerExport
from ..core.scaneo.model import Label
from .label_uses import LabelUsesModel, ask_color, label_uses_view, selected_rows
from .models import FilesModel, ProblemsModel
from .text import annotation_count, image_count, layers_sum, shown_path, tr
from .views import fit_numbers, problems_view, section, section_title, table_view

_MOST = 1000
"""Problems in the list; the sum has them all."""


class LayersPreviewPage(QWidget):
    """The sum of features, the labels to mend, each file, each problem; and whether to write."""

    label_chosen = pyqtSignal(str, Label)
    confirmed = pyqtSignal()
    dismissed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.sum, self.details = _text(), _text()
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
        self.dismiss = QPushButton(tr("Back"))
        self._labels_title, self._files_title, self._problems_title = QLabel(), QLabel(), QLabel()
        self._build()
        self._connect()

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
        buttons.addWidget(self.dismiss, 1)
        buttons.addWidget(self.write, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.sum, self.details):
            layout.addWidget(widget)
        layout.addWidget(self._splitter, 1)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.labels.label_chosen.connect(self.label_chosen)
        self.labels_view.selectionModel().selectionChanged.connect(self._arrange)
        self.labels.modelReset.connect(self._arrange)
        self.merge.clicked.connect(self._merge)
        self.recolor.clicked.connect(self._ask_color)
        self.write.clicked.connect(self.confirmed)
        self.dismiss.clicked.connect(self.dismissed)

    def show_preview(self, preview: LayerExport) -> None:
        """Shows what would be written, and asks whether to."""
        files = preview.all_files
        self.sum.setText(layers_sum(preview))
        self.details.setText(_details(preview, len(files)))
        self.labels.set_items(preview.labels)
        fit_numbers(self.labels_view, [max((use.count for use in preview.labels), default=0)])
        self.files.set_items(files)
        counts = [(file.added, file.changed, file.deleted) for file in files]
        fit_numbers(self.files_view, [max(column) for column in zip(*counts)] or [0, 0, 0])
        self._labels_title.setText(section_title(tr("Labels"), len(preview.labels)))
        self._files_title.setText(section_title(tr("Files"), len(files)))
        self._show_problems(preview)
        self.write.setEnabled(bool(files))

    def _show_problems(self, preview: LayerExport) -> None:
        campaign = preview.campaign.problems if preview.campaign else ()
        listed = [problem.as_problem() for problem in preview.problems[:_MOST]]
        self.problems.set_items([*listed, *campaign, *preview.notes])
        count = len(preview.problems) + len(campaign) + len(preview.notes)
        self._problems_title.setText(section_title(tr("Problems"), count))
        self._problems.setVisible(count > 0)

    def _arrange(self) -> None:
        count = len(selected_rows(self.labels_view))
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


def _details(preview: LayerExport, file_count: int) -> str:
    if not file_count:
        text = tr("{folder} holds all of it already: there is nothing to write.")
        return text.format(folder=shown_path(preview.folder))
    where = tr("{annotations} on {images} in {folder}.").format(
        annotations=annotation_count(preview.annotation_count),
        images=image_count(preview.image_count),
        folder=shown_path(preview.folder),
    )
    parts = [where]
    if preview.kept_count:
        kept = tr("There already, and not written twice: {count}.")
        parts.append(kept.format(count=f"{preview.kept_count:,}"))
    if preview.copied:
        parts.append(tr("{images} are copied.").format(images=image_count(len(preview.copied))))
    if preview.campaign is not None and preview.campaign.files:
        parts.append(tr("The edits of the open campaign are written, too."))
    parts.append(tr("What is replaced is kept in a backup."))
    return " ".join(parts)


def _text() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def _tool(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setAutoRaise(True)
    button.setEnabled(False)
    return button
