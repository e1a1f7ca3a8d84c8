"""The look that all lists of the dock share."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QAbstractItemModel, Qt
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTreeView


def table_view(model: QAbstractItemModel, header: bool) -> QTreeView:
    """A table whose first column takes the room that the others leave, and elides in the middle."""
    view = QTreeView()
    view.setModel(model)
    view.setRootIsDecorated(False)
    view.setUniformRowHeights(True)
    view.setAlternatingRowColors(True)
    view.setAllColumnsShowFocus(True)
    view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setMinimumHeight(48)
    view.setHeaderHidden(not header)
    columns = view.header()
    columns.setStretchLastSection(False)
    columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    columns.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    columns.setMinimumSectionSize(32)
    return view


def fit_numbers(view: QTreeView, largest: Sequence[int]) -> None:
    """Makes the columns behind the first as wide as their largest number and their title.

    Qt's own ResizeToContents asks every cell, which holds QGIS for half a second at 1,000 rows.
    """
    for column, number in enumerate(largest, 1):
        title = view.model().headerData(column, Qt.Orientation.Horizontal)
        texts = [f"{number:,}", "" if view.isHeaderHidden() else str(title)]
        width = max(view.fontMetrics().horizontalAdvance(text) for text in texts)
        view.header().resizeSection(column, width + 14)
