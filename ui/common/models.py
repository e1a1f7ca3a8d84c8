"""Table models of the dock: files and problems."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import groupby
from typing import Any, Generic, Optional, TypeVar

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from ...core.base.model import Problem, Severity
from ...core.base.names import shown, shown_text
from ...core.campaign.file_changes import FileChange
from .text import said, said_problem, said_whole, tooltip, tr

Item = TypeVar("Item")
_ROOT = QModelIndex()
_RUNS = 50
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ICONS = {
    # mIconCritical and mIconInfo are white: made for the message bar
    Severity.ERROR: "/mIconDelete.svg",
    Severity.WARNING: "/mIconWarning.svg",
    Severity.INFO: "/mActionPropertiesWidget.svg",
}


class ItemsModel(QAbstractTableModel, Generic[Item]):
    """A table of items that are replaced all at once. A subclass defines what a cell shows.

    Where a subclass defines an item's `key`, views keep selection, scroll position and open editor
    when the same items are set again with other content.
    """

    def __init__(self, columns: int, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self.items: Sequence[Item] = ()

    def set_items(self, items: Sequence[Item]) -> Optional[Sequence[int]]:
        """Replaces the items; returns the rows that changed, None for all of them.

        The list is copied, so the caller may change it later.
        """
        before, after = self.items, list(items)
        rows = self._changed_rows(before, after)
        if rows is None:
            self.beginResetModel()
            self.items = after
            self.endResetModel()
            return None
        self.items = after
        for first, last in _runs(rows):
            self.dataChanged.emit(self.index(first, 0), self.index(last, self._columns - 1))
        return rows

    def key(self, item: Item) -> Optional[Hashable]:
        """What identifies an item, whatever its content; None where it always counts as new."""
        return None

    def _changed_rows(
        self, before: Sequence[Item], items: Sequence[Item]
    ) -> Optional[Sequence[int]]:
        """The rows of items with other content; None where the items are others."""
        if len(before) != len(items) or (items and self.key(items[0]) is None):
            return None
        # compare identity first: of thousands of items, most are the same object
        rows = [row for row, pair in enumerate(zip(before, items)) if pair[0] is not pair[1]]
        if any(self.key(before[row]) != self.key(items[row]) for row in rows):
            return None
        return [row for row in rows if before[row] != items[row]]

    def rowCount(self, parent: QModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: QModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else self._columns

    def index(self, row: int, column: int, parent: QModelIndex = _ROOT) -> QModelIndex:
        """A list view asks for every row whenever it is laid out: Qt's own method would call both
        count methods each time."""
        is_there = 0 <= row < len(self.items) and 0 <= column < self._columns
        return self.createIndex(row, column) if is_there and not parent.isValid() else _ROOT

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() > 0:
            return _NUMBER
        return self.cell(self.items[index.row()], index.column(), role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        titles = self.titles()
        if orientation != Qt.Orientation.Horizontal or section >= len(titles):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return titles[section][0]
        if role == Qt.ItemDataRole.ToolTipRole:
            return titles[section][1] or None
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return _NUMBER
        return None

    def titles(self) -> Sequence[tuple[str, str]]:
        """Each column's title and tooltip; empty where the table has no header."""
        return ()

    def cell(self, item: Item, column: int, role: int) -> Any:
        """What a cell shows in a role."""
        raise TypeError(f"{type(self).__name__} shows nothing")


def _runs(rows: Sequence[int]) -> Sequence[tuple[int, int]]:
    """The first and the last row of each run of adjacent rows: updating a view takes as long for
    one row as for a thousand. If there are many runs, they are joined into one."""
    runs = []
    for _, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        numbers = [row for _, row in run]
        runs.append((numbers[0], numbers[-1]))
        if len(runs) > _RUNS:
            return [(rows[0], rows[-1])]
    return runs


class FilesModel(ItemsModel[FileChange]):
    """The files that an export writes, and how many annotations change in each."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(4, parent)

    def titles(self) -> Sequence[tuple[str, str]]:
        return (
            (tr("File"), ""),
            ("+", tr("Added")),
            ("~", tr("Changed")),
            ("−", tr("Deleted")),
        )

    def cell(self, item: FileChange, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            if column == 0:
                return shown(item.path)
            return shown_number((item.added, item.changed, item.deleted)[column - 1])
        if role == Qt.ItemDataRole.ToolTipRole and column == 0:
            return tooltip(item.path)
        return None


class ProblemsModel(ItemsModel[Problem]):
    """Problems: the location of each, with a description and mend below."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(1, parent)

    def cell(self, item: Problem, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            where = ", ".join(filter(None, (shown(item.path), said(item.location))))
            return shown_text("\n".join(filter(None, (where, said_problem(item)))))
        if role == Qt.ItemDataRole.DecorationRole:
            return severity_icon(item.severity)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(said_whole(item))
        return None


def severity_icon(severity: Severity) -> QIcon:
    """QGIS's icon for a severity."""
    return QgsApplication.getThemeIcon(_ICONS[severity])


def shown_number(count: int) -> str:
    """A count in a cell: a dash for 0, so that other counts stand out."""
    return f"{count:,}" if count else "–"


def swatch(color: str) -> QIcon:
    """A label's colour as the layers show it: translucent, with a solid outline."""
    pixmap = QPixmap(16, 16)
    pixmap.fill(Qt.GlobalColor.transparent)
    fill = QColor(color)
    fill.setAlpha(130)
    painter = QPainter(pixmap)
    painter.setPen(QPen(QColor(color), 2))
    painter.setBrush(fill)
    painter.drawRect(2, 2, 12, 12)
    # Keeps a white label visible on a white list.
    painter.setPen(QPen(QColor(128, 128, 128, 160), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(0, 0, 15, 15)
    painter.end()
    return QIcon(pixmap)
