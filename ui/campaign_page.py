"""What the dock shows of an open campaign: its labels, images and problems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from qgis.PyQt.QtCore import QAbstractItemModel, QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QListView,
    QSplitter,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ..core.layers.summary import Summary
from ..core.scaneo.model import Problem
from .models import ImagesModel, LabelsModel, ProblemsModel
from .text import annotation_count, image_count, tr


class CampaignPage(QWidget):
    """Three lists, one above the other, each with a title that counts it."""

    image_activated = pyqtSignal(str)
    """The path of an image that was double-clicked."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.labels = LabelsModel(self)
        self.images = ImagesModel(self)
        self.problems = ProblemsModel(self)
        self.labels_view = _tree(self.labels, header=False)
        self.images_view = _tree(self.images, header=True)
        self.images_view.doubleClicked.connect(self._activate)
        self.images_view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.problems_view = QListView()
        self.problems_view.setModel(self.problems)
        self.problems_view.setWordWrap(True)
        self.problems_view.setResizeMode(QListView.ResizeMode.Adjust)
        self.problems_view.setAlternatingRowColors(True)
        self.problems_view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.status = QLabel()
        self.status.setWordWrap(True)
        self._labels_title, self._images_title = QLabel(), QLabel()
        self._problems_title = QLabel()
        self._problems_section = _section(self._problems_title, self.problems_view)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(_section(self._labels_title, self.labels_view))
        splitter.addWidget(_section(self._images_title, self.images_view))
        splitter.addWidget(self._problems_section)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([150, 260, 130])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.status)
        layout.addWidget(splitter, 1)

    def show_summary(self, summary: Summary) -> None:
        """Shows what a campaign holds."""
        self.labels.set_items(summary.labels)
        self.images.set_items(summary.images)
        self._labels_title.setText(_title(tr("Labels"), len(summary.labels)))
        self._images_title.setText(_title(tr("Images"), len(summary.images)))
        edited = (
            tr("{images} edited, not exported yet").format(images=image_count(summary.edited_count))
            if summary.edited_count
            else tr("all exported")
        )
        self.status.setText(f"{annotation_count(summary.annotation_count)} · {edited}")

    def show_problems(self, found: Sequence[Problem]) -> None:
        """Lists problems; without any, their list takes no room."""
        self.problems.set_items(found)
        self._problems_title.setText(_title(tr("Problems"), len(found)))
        self._problems_section.setVisible(bool(found))

    def show_current(self, image: Optional[str]) -> None:
        """Marks the image that is on the map."""
        self.images.set_current(image)

    def _activate(self, index: QModelIndex) -> None:
        self.image_activated.emit(self.images.items[index.row()].path)


def _title(name: str, count: int) -> str:
    return f"<b>{name}</b> &nbsp;{count:,}"


def _section(title: QLabel, view: QWidget) -> QWidget:
    section = QWidget()
    layout = QVBoxLayout(section)
    layout.setContentsMargins(0, 4, 0, 0)
    layout.setSpacing(4)
    layout.addWidget(title)
    layout.addWidget(view, 1)
    view.setMinimumHeight(48)
    return section


def _tree(model: QAbstractItemModel, header: bool) -> QTreeView:
    view = QTreeView()
    view.setModel(model)
    view.setRootIsDecorated(False)
    view.setUniformRowHeights(True)
    view.setAlternatingRowColors(True)
    view.setAllColumnsShowFocus(True)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHeaderHidden(not header)
    columns = view.header()
    columns.setStretchLastSection(False)
    columns.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    columns.setMinimumSectionSize(32)
    for column in range(1, model.columnCount()):
        columns.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    return view
