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
    columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    columns.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    columns.setMinimumSectionSize(32)
    # Fixed: to ask every cell of 1,000 rows for its width holds QGIS for half a second.
    for column in range(1, model.columnCount()):
        title = str(model.headerData(column, Qt.Orientation.Horizontal) or "") if header else ""
        widest = max(title, "99,999", key=view.fontMetrics().horizontalAdvance)
        columns.resizeSection(column, view.fontMetrics().horizontalAdvance(widest) + 12)
    return view
