"""The look that all lists of the dock share."""

from __future__ import annotations

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
    columns.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    columns.setMinimumSectionSize(32)
    for column in range(1, model.columnCount()):
        columns.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    return view
