"""The tree of findings, with rows of two lines."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QModelIndex, QRect, QSize, Qt
from qgis.PyQt.QtGui import QFont, QFontMetrics, QPainter
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from ..common.row_painting import TextColors, paint_ground
from .findings_model import COUNT_ROLE, WHAT_ROLE, FindingsModel

_PADDING = 4  # pixels; all are
_GAP = 6
_ELIDE = Qt.TextElideMode


class FindingsView(QTreeView):
    """A tree whose groups open and close with a click, and in which several findings can be
    selected."""

    def __init__(self, model: FindingsModel, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_Rows(self))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)  # otherwise Qt measures all rows of a group
        self.setIndentation(16)
        self.setAlternatingRowColors(True)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMinimumHeight(96)
        self.clicked.connect(self._toggle)

    def _toggle(self, index: QModelIndex) -> None:
        if not index.parent().isValid():
            self.setExpanded(index, not self.isExpanded(index))


class _Rows(QStyledItemDelegate):
    """Paints a group as icon, title and count, and a finding as its location above its text."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        """Two lines for every row. Called by Qt."""
        return QSize(0, 2 * option.fontMetrics.height() + 2 * _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Called by Qt."""
        row = QStyleOptionViewItem(option)
        self.initStyleOption(row, index)
        painter.save()
        room = row.rect.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        ground = QStyleOptionViewItem(row)
        if index.data(COUNT_ROLE) is None:  # also behind the indentation, which a theme may paint
            ground.rect.setLeft(0)
            ground.rect.setRight(row.widget.viewport().width())
        inks = paint_ground(painter, ground)
        if index.data(COUNT_ROLE) is None:
            _paint_finding(painter, row, room, inks, str(index.data(WHAT_ROLE)))
        else:
            _paint_group(painter, row, room, inks, f"{index.data(COUNT_ROLE):,}")
        painter.restore()


def _paint_group(
    painter: QPainter, row: QStyleOptionViewItem, room: QRect, inks: TextColors, count: str
) -> None:
    size = row.decorationSize
    icon = QRect(room.left(), room.center().y() - size.height() // 2, size.width(), size.height())
    row.icon.paint(painter, QStyle.visualRect(row.direction, row.rect, icon))
    wide = row.fontMetrics.horizontalAdvance(count)
    bold = QFont(row.font)
    bold.setBold(True)
    title = room.adjusted(size.width() + _GAP, 0, -wide - _GAP, 0)
    flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
    painter.setFont(bold)
    painter.setPen(inks[0])
    text = row.text
    if QFontMetrics(bold).boundingRect(title, flags, text).height() > room.height():
        text = QFontMetrics(bold).elidedText(text, _ELIDE.ElideRight, 2 * title.width() - 4 * _GAP)
    painter.drawText(QStyle.visualRect(row.direction, row.rect, title), flags, text)
    painter.setFont(row.font)
    painter.setPen(inks[1])
    number = QRect(room.right() - wide, room.top(), wide + 1, room.height())
    painter.drawText(
        QStyle.visualRect(row.direction, row.rect, number),
        int(Qt.AlignmentFlag.AlignVCenter),
        count,
    )


def _paint_finding(
    painter: QPainter, row: QStyleOptionViewItem, room: QRect, inks: TextColors, what: str
) -> None:
    half = room.height() // 2
    upper = QRect(room.left(), room.top(), room.width(), half)
    for line, text, color, elide in (
        (upper, row.text, inks[0], _ELIDE.ElideMiddle),
        (upper.translated(0, half), what, inks[1], _ELIDE.ElideRight),
    ):
        painter.setFont(row.font)
        painter.setPen(color)
        painter.drawText(
            QStyle.visualRect(row.direction, row.rect, line),
            int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine),
            row.fontMetrics.elidedText(text, elide, room.width()),
        )
