"""What the dock shows of an open campaign: its labels, images and problems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from qgis.PyQt.QtCore import QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ..core.layers.summary import Summary
from ..core.scaneo.model import Problem, Task
from .models import ImagesModel, LabelsModel, ProblemsModel
from .new_label import NewLabel
from .text import annotation_count, image_count, tr
from .views import fit_numbers, problems_view, section, section_title, table_view


class CampaignPage(QWidget):
    """Three lists, one above the other, each with a title that counts it; labels can be added."""

    image_activated = pyqtSignal(str)
    """The path of an image that was double-clicked."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.labels = LabelsModel(self)
        self.images = ImagesModel(self)
        self.problems = ProblemsModel(self)
        self.labels_view = table_view(self.labels, header=False)
        self.images_view = table_view(self.images, header=True)
        self.images_view.doubleClicked.connect(self._activate)
        self.problems_view = problems_view(self.problems)
        self.status = QLabel()
        self.status.setWordWrap(True)
        self.new_label = NewLabel()
        self.hint = QLabel(tr("No labels yet: name the first below."))
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._labels_title, self._images_title = QLabel(), QLabel()
        self._problems_title = QLabel()
        self._problems_section = section(self._problems_title, self.problems_view)
        self._labels_section = section(
            self._labels_title, self.hint, self.labels_view, self.new_label
        )
        self._labels_section.layout().setStretchFactor(self.hint, 1)
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._labels_section)
        self._splitter.addWidget(section(self._images_title, self.images_view))
        self._splitter.addWidget(self._problems_section)
        self._splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.status)
        layout.addWidget(self._splitter, 1)

    def show_summary(self, summary: Summary) -> None:
        """Shows what a campaign holds."""
        more = len(summary.labels) > len(self.labels.items)
        self.labels.set_items(summary.labels)
        self.images.set_items(summary.images)
        most = [
            max((image.counts.get(task, 0) for image in summary.images), default=0)
            for task in (Task.CLASSIFICATION, Task.DETECTION, Task.SEGMENTATION)
        ]
        fit_numbers(self.images_view, most)
        fit_numbers(self.labels_view, [max((entry.count for entry in summary.labels), default=0)])
        self.hint.setVisible(not summary.labels)
        self.labels_view.setVisible(bool(summary.labels))
        self.new_label.set_labels([entry.label for entry in summary.labels])
        self._labels_title.setText(section_title(tr("Labels"), len(summary.labels)))
        self._images_title.setText(section_title(tr("Images"), len(summary.images)))
        parts = [annotation_count(summary.annotation_count)]
        if summary.edited_count:
            edited = image_count(summary.edited_count)
            parts.append(tr("{images} edited, not exported yet").format(images=edited))
        self.status.setText(" · ".join(parts))
        if more:
            self._make_room()
            self.labels_view.scrollToBottom()

    def show_problems(self, found: Sequence[Problem]) -> None:
        """Lists problems; without any, their list takes no room."""
        self.problems.set_items(found)
        self._problems_title.setText(section_title(tr("Problems"), len(found)))
        self._problems_section.setVisible(bool(found))

    def share_room(self) -> None:
        """Gives the labels the room that they need, up to a third, and the images most of it."""
        height = max(self._splitter.height(), 300)
        labels = self._labels_height(height)
        self._splitter.setSizes([labels, height - labels - height // 4, height // 4])
        self.labels_view.scrollToTop()

    def _make_room(self) -> None:
        """Gives the labels more of the images' room, where they need it; up to a third of all."""
        labels, images, problems = self._splitter.sizes()
        more = self._labels_height(self._splitter.height()) - labels
        if more > 0:
            self._splitter.setSizes([labels + more, images - more, problems])

    def _labels_height(self, height: int) -> int:
        rows = self.labels.rowCount() * max(self.labels_view.sizeHintForRow(0), 16)
        return min(rows + 48 + self.new_label.sizeHint().height(), height // 3)

    def show_current(self, image: Optional[str]) -> None:
        """Marks the image that is on the map."""
        self.images.set_current(image)

    def _activate(self, index: QModelIndex) -> None:
        self.image_activated.emit(self.images.items[index.row()].path)
