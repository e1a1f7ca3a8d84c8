"""What the dock's tables show: labels, files and problems."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import groupby
from typing import Any, Generic, Optional, TypeVar

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from ...core.base.model import Problem, Severity
from ...core.base.shown import shown, shown_text
from ...core.campaign.file_changes import FileChange
from .text import said, said_problem, said_whole, tooltip, tr

Item = TypeVar("Item")
_ROOT = QModelIndex()
_RUNS = 50
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ICONS = {
    # those called mIconCritical and mIconInfo are white: they are for the message bar
    Severity.ERROR: "/mIconDelete.svg",
    Severity.WARNING: "/mIconWarning.svg",
    Severity.INFO: "/mActionPropertiesWidget.svg",
}


class Table(QAbstractTableModel, Generic[Item]):
    """A table of items that are replaced all at once. A subclass says what a cell shows.

    A subclass that says what an item's key is keeps its views' selection, scroll position and
    open editor where the same items come again with other contents.
    """

    def __init__(self, columns: int, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self.items: Sequence[Item] = ()

    def set_items(self, items: Sequence[Item]) -> Optional[Sequence[int]]:
        """Shows these items; answers the rows that show another thing now, None for all of them.

        The list is not kept: who hands it over may go on with it.
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
        """What an item is known by, whatever its contents; None where it always counts as new."""
        return None

    def _changed_rows(
        self, before: Sequence[Item], items: Sequence[Item]
    ) -> Optional[Sequence[int]]:
        """The rows of items with other contents; None where there are other items."""
        if len(before) != len(items) or (items and self.key(items[0]) is None):
            return None
        # first what is the same object still: of thousands, most are
        rows = [row for row, pair in enumerate(zip(before, items)) if pair[0] is not pair[1]]
        if any(self.key(before[row]) != self.key(items[row]) for row in rows):
            return None
        return [row for row in rows if before[row] != items[row]]

    def rowCount(self, parent: QModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: QModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else self._columns

    def index(self, row: int, column: int, parent: QModelIndex = _ROOT) -> QModelIndex:
        """A list's view asks for every row there is whenever it lays them out: Qt's own would ask
        for both counts each time."""
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
        """Each column's title and tooltip; none where the table has no header."""
        return ()

    def cell(self, item: Item, column: int, role: int) -> Any:
        """What a cell shows in a role."""
        raise TypeError(f"{type(self).__name__} shows nothing")


def _runs(rows: Sequence[int]) -> Sequence[tuple[int, int]]:
    """The first and the last row of each run of rows: a view works as long for one row as for a
    thousand. Where there are many runs, they are taken for one."""
    runs = []
    for _, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        numbers = [row for _, row in run]
        runs.append((numbers[0], numbers[-1]))
        if len(runs) > _RUNS:
            return [(rows[0], rows[-1])]
    return runs


class FilesModel(Table[FileChange]):
    """The files that an export writes, and how many annotations are new in each."""

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


class ProblemsModel(Table[Problem]):
    """The problems: where each is and, below, what it is and how to mend it."""

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
    """How bad a problem is, as an icon of QGIS's."""
    return QgsApplication.getThemeIcon(_ICONS[severity])


def shown_number(count: int) -> str:
    """A count in a cell: a dash for none, so that what there is stands out."""
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
    painter.setPen(QPen(QColor(128, 128, 128, 160), 1))  # a white label on a white list
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(0, 0, 15, 15)
    painter.end()
    return QIcon(pixmap)
