"""The campaign's images as a table, and those of it that a search and a filter leave."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any, Optional, Union

from qgis.PyQt.QtCore import QModelIndex, QObject, QSortFilterProxyModel, Qt
from qgis.PyQt.QtGui import QFont

from ...core.layers.states import State
from ...core.layers.summary import ImageCount
from ...core.scaneo.model import Task
from ...core.scaneo.shown import shown
from ..models import Table, shown_number
from ..text import tooltip, tr
from .image_totals import ImageTotals
from .state_icons import mark_icon, mark_name, state_icon

TASKS = (Task.CLASSIFICATION, Task.DETECTION, Task.SEGMENTATION)
"""What the columns behind the first count."""
FLAGGED = "flagged"
"""Stands for the images with a flag, whatever their state, where a state is chosen."""
_FLAGS = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren


class ImagesModel(Table[ImageCount]):
    """The images: state and name, and how many classes, boxes and areas each has."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(1 + len(TASKS), parent)
        self.current: Optional[str] = None
        self.hint = ""
        """What the tooltips say below all else."""
        self.totals = ImageTotals()
        """What is said of all of them together."""
        self._rows: dict[Optional[str], int] = {}

    def set_items(self, items: Sequence[ImageCount]) -> Optional[Sequence[int]]:
        """Shows these images. Where the first has got a flag, or the last has lost its, all rows
        are to be painted anew: see `has_flags`."""
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
        """Whether an image has a flag: then all have room for one, so that names align."""
        return self.totals.flagged > 0

    def key(self, item: ImageCount) -> str:
        """Its path: counts change with every annotation, images hardly ever."""
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
            return shown_number(item.counts.get(TASKS[column - 1], 0))
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
            hint = tr("Double-click to go to it.")
            lines = (shown(item.path), mark_name(item.state, item.flagged), edited, hint, self.hint)
            return tooltip("\n".join(filter(None, lines)))
        return None


class ShownImages(QSortFilterProxyModel):
    """The images whose path has a text in it and that are in a state, or have a flag."""

    def __init__(self, images: ImagesModel, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._images = images
        self._text = ""
        self._wanted: Union[State, str, None] = None
        self._left: Sequence[bool] = ()  # of each row, while all are asked for
        self.setSourceModel(images)

    def search(self, text: str) -> None:
        """Leaves the images that have the text anywhere in their path, in any case."""
        self._text = text.strip().casefold()
        self._sift()

    def choose(self, wanted: Union[State, str, None]) -> None:
        """Leaves the images in a state, or those that are `FLAGGED`; None for all."""
        self._wanted = wanted
        self._sift()

    def _sift(self) -> None:
        """Asks of all rows at once: Qt asks of each by itself, which takes ten times as long."""
        self._left = list(map(self._is_left, self._images.items))
        self.invalidateFilter()
        self._left = ()

    def __len__(self) -> int:
        return int(self.rowCount(QModelIndex()))

    def __getitem__(self, shown: int) -> int:
        """The row, of all images, of one that is left: they are in the same order."""
        return int(self.mapToSource(self.index(shown, 0)).row())

    def is_shown(self, row: int) -> bool:
        """Whether the image in a row of all is left."""
        return bool(self.mapFromSource(self._images.index(row, 0)).isValid())

    def behind(self, row: int) -> Optional[int]:
        """The first of the rows that are left behind one of all; -1 is before the first."""
        shown = bisect_right(self, row)
        return self[shown] if shown < len(self) else None

    def before(self, row: int) -> Optional[int]:
        """The last of the rows that are left before one of all."""
        shown = bisect_left(self, row)
        return self[shown - 1] if shown else None

    def filterAcceptsRow(self, source_row: int, source_parent: QModelIndex) -> bool:
        """Whether an image is left; Qt calls it."""
        return (
            self._left[source_row] if self._left else self._is_left(self._images.items[source_row])
        )

    def _is_left(self, item: ImageCount) -> bool:
        if self._wanted is not None:
            is_wanted = item.flagged if self._wanted == FLAGGED else item.state is self._wanted
            if not is_wanted:
                return False
        return not self._text or self._text in item.path.casefold()

    def flags(self, index: QModelIndex) -> Qt.ItemFlags:
        """Those of every row. A view asks of all rows, and Qt would ask the images in turn."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags
