"""The list view of the palette: choosing, renaming and moving labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from qgis.PyQt.QtCore import QModelIndex, QPoint, QRect, Qt, pyqtSignal
from qgis.PyQt.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyleOptionViewItem,
    QWidget,
)

from ...common.text_focus import NoTypeAhead
from .palette_delegate import PaletteDelegate
from .palette_model import PaletteModel

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PaletteView(QListView):
    """Rows that can be clicked, edited and dragged to another index.

    The drag is the view's own: a drag of the desktop could leave the list, and the dock opens what
    is dropped on it as a folder.
    """

    label_chosen = pyqtSignal(str)
    label_moved = pyqtSignal(str, int)
    """A listed label, and its new index among the listed ones."""
    click_meant_more = pyqtSignal()
    """The click that chose a label was the first half of a double click."""
    color_wanted = pyqtSignal(str)
    menu_wanted = pyqtSignal(str, QPoint)
    """A label, and the position on the screen for its menu."""

    def __init__(self, model: PaletteModel, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._labels = model
        self._delegate = PaletteDelegate(self)
        self._pressed: Optional[QPoint] = None
        self._pressed_label = ""
        self._gap: Optional[int] = None  # the row before which a dragged one would be dropped
        NoTypeAhead(self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAlternatingRowColors(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(48)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def is_editing(self) -> bool:
        """Whether a name is being typed."""
        # Not by `state`, which is reset when rows are inserted; true for any editor, despite the
        # name.
        return self.isPersistentEditorOpen(self.currentIndex())

    def edit_name(self, name: str) -> None:
        """Opens the editor of a listed label's row."""
        row = self._labels.row_of(name)
        if row is not None:
            index = self._labels.index(row, 0)
            self.setCurrentIndex(index)
            self.edit(index)

    def dataChanged(self, first: QModelIndex, last: QModelIndex, roles: Sequence[int] = ()) -> None:
        """Repaints rows. `QListView` would lay out all rows, although all have the same height.

        Called by Qt.
        """
        QAbstractItemView.dataChanged(self, first, last, list(roles))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Notes the pressed row: a click chooses it, a drag moves it. Called by Qt."""
        super().mousePressEvent(event)
        name = self._listed_at(_spot(event))
        self._stop_drag()
        if event.button() == Qt.MouseButton.LeftButton and name is not None:
            self._pressed, self._pressed_label = _spot(event), name

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shows where the dragged label would be dropped. Called by Qt."""
        if self._pressed is None:
            return
        spot = _spot(event)
        far = (spot - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if far or self._gap is not None:
            self._gap = self._gap_at(spot)
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._show_neighbours()
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drops the dragged label, or chooses the clicked one. Called by Qt."""
        super().mouseReleaseEvent(event)
        pressed, name, gap = self._pressed, self._pressed_label, self._gap
        self._stop_drag()
        if pressed is None:
            return
        if gap is None:
            self.label_chosen.emit(name)
            return
        row, gap = self._labels.row_of(name), self._gap_at(_spot(event))
        if row is not None:
            self._move(name, row, gap if gap <= row else gap - 1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edits the name or, on the swatch, the colour. Called by Qt in place of the second
        press."""
        name = self._listed_at(_spot(event))
        if event.button() != Qt.MouseButton.LeftButton or name is None:
            return
        self.click_meant_more.emit()
        index = self.indexAt(_spot(event))
        if self._delegate.is_swatch(self._option(index), index, _spot(event)):
            self.color_wanted.emit(name)
        else:
            self.edit_name(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, F2 renames, Alt with an arrow moves, Esc cancels a drag. Called by Qt."""
        key, item = event.key(), self._cursor()
        if key == Qt.Key.Key_Escape and self._pressed is not None:
            self._stop_drag()
        elif item is None or self.is_editing:
            super().keyPressEvent(event)
        elif key in _ENTER:
            self.label_chosen.emit(item)
        elif key == Qt.Key.Key_F2:
            self.edit_name(item)
        elif key in _STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            row = self.currentIndex().row()
            self._move(item, row, row + _STEPS[key])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Asks for a row's menu; with the keyboard, that of the cursor's row. Called by Qt."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            spot = self.visualRect(index).center() if by_key else event.pos()
            name = self._labels.items[index.row()].label.name
            self.menu_wanted.emit(name, self.viewport().mapToGlobal(spot))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws a line where the dragged label would be dropped. Called by Qt."""
        super().paintEvent(event)
        if self._gap is None:
            return
        y = self._gap * self.sizeHintForRow(0) + self._row_rect(0).top()
        y = min(max(y, 1), self.viewport().height() - 1)
        painter = QPainter(self.viewport())
        painter.setPen(QPen(self.palette().color(self.palette().ColorRole.Highlight), 2))
        painter.drawLine(0, y, self.viewport().width(), y)
        painter.end()

    def _move(self, name: str, row: int, to: int) -> None:
        if to != row and 0 <= to < self._labels.listed_count:
            self.label_moved.emit(name, to)

    def _stop_drag(self) -> None:
        self._pressed = self._gap = None
        self.viewport().unsetCursor()
        self.viewport().update()

    def _gap_at(self, spot: QPoint) -> int:
        height = self.sizeHintForRow(0)
        gap = (spot.y() - self._row_rect(0).top() + height // 2) // height
        return min(max(gap, 0), self._labels.listed_count)

    def _show_neighbours(self) -> None:
        """Scrolls, so that a label can be dragged to rows that are not visible."""
        for row in (self._gap or 0, (self._gap or 0) - 1):
            if 0 <= row < len(self._labels.items):
                self.scrollTo(self._labels.index(row, 0))

    def _row_rect(self, row: int) -> QRect:
        return self.visualRect(self._labels.index(row, 0))

    def _listed_at(self, spot: QPoint) -> Optional[str]:
        return self._listed(self.indexAt(spot))

    def _cursor(self) -> Optional[str]:
        return self._listed(self.currentIndex())

    def _listed(self, index: QModelIndex) -> Optional[str]:
        item = self._labels.items[index.row()] if index.isValid() else None
        return item.label.name if item is not None and item.listed else None

    def _option(self, index: QModelIndex) -> QStyleOptionViewItem:
        option = QStyleOptionViewItem()
        option.initFrom(self)
        option.rect = self.visualRect(index)
        option.font = self.font()
        option.fontMetrics = self.fontMetrics()
        return option


def _spot(event: QMouseEvent) -> QPoint:
    return event.position().toPoint() if hasattr(event, "position") else event.pos()
