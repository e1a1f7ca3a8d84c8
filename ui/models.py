"""What the dock's tables show: labels, images and problems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, Optional, TypeVar

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from qgis.PyQt.QtGui import QColor, QFont, QIcon, QPainter, QPen, QPixmap

from ..core.layers.exporting import FileChange
from ..core.layers.summary import ImageCount, LabelCount
from ..core.scaneo.model import Problem, Severity, Task
from .text import tooltip, tr

Item = TypeVar("Item")
_ROOT = QModelIndex()
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TASKS = (Task.CLASSIFICATION, Task.DETECTION, Task.SEGMENTATION)
_ICONS = {Severity.ERROR: "/mIconCritical.svg", Severity.WARNING: "/mIconWarning.svg"}


class Table(QAbstractTableModel, Generic[Item]):
    """A table of items that are replaced all at once. A subclass says what a cell shows."""

    def __init__(self, columns: int, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self.items: Sequence[Item] = ()

    def set_items(self, items: Sequence[Item]) -> None:
        """Shows these items."""
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: QModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else self._columns

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


class LabelsModel(Table[LabelCount]):
    """The labels: swatch and name, count."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(2, parent)

    def cell(self, item: LabelCount, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{item.count:,}" if column else item.label.name or tr("(no label)")
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            return swatch(item.label.color)
        if role == Qt.ItemDataRole.ToolTipRole:
            listed = "" if item.listed else tr("This label is not in spai.json.")
            return tooltip("\n".join(filter(None, (item.label.name, listed))))
        return None


class ImagesModel(Table[ImageCount]):
    """The images: name, and how many classes, boxes and areas each has."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(1 + len(_TASKS), parent)
        self.current: Optional[str] = None

    def set_current(self, path: Optional[str]) -> None:
        """Marks the image that is on the map."""
        before, self.current = self.current, path
        for row, item in enumerate(self.items):
            if item.path in (before, path):
                self.dataChanged.emit(self.index(row, 0), self.index(row, self._columns - 1))

    def titles(self) -> Sequence[tuple[str, str]]:
        return (
            (tr("Image"), ""),
            (tr("Class"), tr("Classifications")),
            (tr("Box"), tr("Detections")),
            (tr("Area"), tr("Segmentations")),
        )

    def cell(self, item: ImageCount, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            if column == 0:
                return f"{item.path} •" if item.edited else item.path
            return _shown(item.counts.get(_TASKS[column - 1], 0))
        if role == Qt.ItemDataRole.FontRole and item.path == self.current:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ToolTipRole:
            edited = tr("It has edits that are not exported yet.") if item.edited else ""
            hint = tr("Double-click to go to it.")
            return tooltip("\n".join(filter(None, (item.path, edited, hint))))
        return None


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
                return item.path
            return _shown((item.added, item.changed, item.deleted)[column - 1])
        if role == Qt.ItemDataRole.ToolTipRole and column == 0:
            return tooltip(item.path)
        return None


class ProblemsModel(Table[Problem]):
    """The problems: where each is and, below, what it is and how to mend it."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(1, parent)

    def cell(self, item: Problem, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            where = ", ".join(filter(None, (item.path, item.place)))
            return "\n".join(filter(None, (where, f"{item.what} {item.mend}")))
        if role == Qt.ItemDataRole.DecorationRole:
            return QgsApplication.getThemeIcon(_ICONS[item.severity])
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(str(item))
        return None


def _shown(count: int) -> str:
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
