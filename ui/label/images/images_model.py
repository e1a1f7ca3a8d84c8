"""The campaign's images as a table, and the subset that matches search and filter."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import eq
from typing import Any, Optional, Union

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from qgis.PyQt.QtGui import QFont

from ....core.base.model import ImageState, Task
from ....core.base.names import shown
from ....core.workspace.summary import ImageCount
from ...common.models import ItemsModel, shown_number
from ...common.text import tooltip, tr
from .image_totals import ImageTotals
from .state_icons import mark_icon, mark_name, state_icon

TASKS = (Task.CLASSIFICATION, Task.DETECTION, Task.SEGMENTATION)
"""What the columns behind the first count."""
FLAGGED = "flagged"
"""Stands for the images with a flag, whatever their state, where a state is chosen."""
_ROOT = QModelIndex()


class ImagesModel(ItemsModel[ImageCount]):
    """The images: state and name, and the number of classes, boxes and areas."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(1 + len(TASKS), parent)
        self.current: Optional[str] = None
        self.hint = ""
        """What the tooltips say below all else."""
        self.totals = ImageTotals()
        """What is said of all of them together."""
        self._rows: dict[Optional[str], int] = {}

    def set_items(self, items: Sequence[ImageCount]) -> Optional[Sequence[int]]:
        """Sets the images. Where the first flag appears, or the last one disappears, all rows are
        painted anew: see `has_flags`."""
        before = self.items
        rows = super().set_items(items)
        if rows is None:
            self.totals = ImageTotals(self.items)
            self._rows = {item.path: row for row, item in enumerate(self.items)}
            return None
        for row in rows:
            self.totals.replace(row, before[row], self.items[row])
        return rows

    @property
    def has_flags(self) -> bool:
        """Whether an image has a flag: then all rows have room for one, so that names align."""
        return self.totals.flagged > 0

    def key(self, item: ImageCount) -> str:
        """The path: counts change with every annotation, paths hardly ever."""
        return item.path

    def row_of(self, path: Optional[str]) -> Optional[int]:
        """The row of an image; None where there is no such image."""
        return self._rows.get(path)

    def set_current(self, path: Optional[str]) -> None:
        """Marks the image that is on the map."""
        before, self.current = self.current, path
        rows = {self._rows[one] for one in (before, path) if one in self._rows}
        for row in sorted(rows):
            self.dataChanged.emit(self.index(row, 0), self.index(row, self._columns - 1))

    def titles(self) -> tuple[tuple[str, str], ...]:
        return (
            (tr("Image"), ""),
            (tr("Class"), tr("Classifications")),
            (tr("Box"), tr("Detections")),
            (tr("Area"), tr("Segmentations")),
        )

    def cell(self, item: ImageCount, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            if column == 0:
                return f"{shown(item.path)} •" if item.edited else shown(item.path)
            number = shown_number(item.counts.get(TASKS[column - 1], 0))
            return "…" if item.unread else number
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            icon = mark_icon(item.state, item.flagged)
            return icon if self.has_flags else state_icon(item.state)
        if role == Qt.ItemDataRole.FontRole and item.path == self.current:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and column == 0:
            return mark_name(item.state, item.flagged)
        if role == Qt.ItemDataRole.ToolTipRole:
            edited = tr("It has edits that are not exported yet.") if item.edited else ""
            unread = tr("It is not read yet.") if item.unread else ""
            mark, hint = mark_name(item.state, item.flagged), tr("Double-click to go to it.")
            lines = (shown(item.path), mark, unread, edited, hint, self.hint)
            return tooltip("\n".join(filter(None, lines)))
        return None


class ShownImages(QAbstractTableModel):
    """The images whose path contains a text and that are in a state, or have a flag.

    Qt's proxy model would call a filter method for each image at each typed letter. The selection
    stays, as far as its images match.
    """

    def __init__(self, images: ImagesModel, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._images = images
        self._text = ""
        self._wanted: Union[ImageState, str, None] = None
        self._rows: Sequence[int] = range(len(images.items))
        """Those that are left of all, in their order."""
        images.modelAboutToBeReset.connect(self.beginResetModel)
        images.modelReset.connect(self._begin_anew)
        images.dataChanged.connect(self._follow)

    def search(self, text: str) -> None:
        """Shows the images whose path contains the text, ignoring case."""
        self._text = text.strip().casefold()
        self._show(self._left(range(len(self._images.items))))

    def choose(self, wanted: Union[ImageState, str, None]) -> None:
        """Shows the images in a state, or those that are `FLAGGED`; None for all."""
        self._wanted = wanted
        self._show(self._left(range(len(self._images.items))))

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, shown: int) -> int:
        """The row, of all images, of a shown one: both are in the same order."""
        return self._rows[shown]

    def is_shown(self, row: int) -> bool:
        """Whether the image in a row of all images is shown."""
        return self._position(row) is not None

    def behind(self, row: int) -> Optional[int]:
        """The first shown row after one of all images; -1 is before the first."""
        shown = bisect_right(self._rows, row)
        return self[shown] if shown < len(self) else None

    def before(self, row: int) -> Optional[int]:
        """The last shown row before one of all images."""
        shown = bisect_left(self._rows, row)
        return self[shown - 1] if shown else None

    def mapToSource(self, index: QModelIndex) -> QModelIndex:
        """The cell of the table of all images, for a shown one."""
        if not index.isValid():
            return QModelIndex()
        return self._images.index(self._rows[index.row()], index.column())

    def mapFromSource(self, index: QModelIndex) -> QModelIndex:
        """The shown cell, for one of the table of all images."""
        position = self._position(index.row()) if index.isValid() else None
        return QModelIndex() if position is None else self.index(position, index.column())

    def rowCount(self, parent: QModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = _ROOT) -> int:
        return self._images.columnCount(parent)

    def index(self, row: int, column: int, parent: QModelIndex = _ROOT) -> QModelIndex:
        """Called by Qt for every row: its own method would call both count methods each time."""
        is_there = 0 <= row < len(self._rows) and 0 <= column <= len(TASKS)
        return self.createIndex(row, column) if is_there else QModelIndex()

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self._images.data(self.mapToSource(index), role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return self._images.headerData(section, orientation, role)

    def _position(self, row: int) -> Optional[int]:
        position = bisect_left(self._rows, row)
        return position if position < len(self._rows) and self._rows[position] == row else None

    def _left(self, rows: range) -> Sequence[int]:
        """Those of the rows that match."""
        if self._wanted is None and not self._text:
            return rows
        items = self._images.items
        return [row for row in rows if self._is_left(items[row])]

    def _is_left(self, item: ImageCount) -> bool:
        if self._wanted is not None:
            is_wanted = item.flagged if self._wanted == FLAGGED else item.state is self._wanted
            if not is_wanted:
                return False
        return self._text in item.path.casefold()

    def _begin_anew(self) -> None:
        self._rows = self._left(range(len(self._images.items)))
        self.endResetModel()

    def _follow(self, first: QModelIndex, last: QModelIndex, *_: object) -> None:
        """The content of some images changed, so that they may match or not."""
        start, end = bisect_left(self._rows, first.row()), bisect_right(self._rows, last.row())
        left = self._left(range(first.row(), last.row() + 1))
        if list(left) != list(self._rows[start:end]):
            self._show([*self._rows[:start], *left, *self._rows[end:]])
            end = start + len(left)
        if start < end:
            columns = first.column(), last.column()
            self.dataChanged.emit(self.index(start, columns[0]), self.index(end - 1, columns[1]))

    def _show(self, rows: Sequence[int]) -> None:
        """Shows these rows of all images."""
        before = self._rows
        if len(rows) == len(before) and all(map(eq, rows, before)):
            return
        self.layoutAboutToBeChanged.emit()
        known = self.persistentIndexList()
        self._rows = rows
        positions = [(self._position(before[one.row()]), one.column()) for one in known]
        moved = [
            QModelIndex() if position is None else self.index(position, column)
            for position, column in positions
        ]
        self.changePersistentIndexList(known, moved)
        self.layoutChanged.emit()
