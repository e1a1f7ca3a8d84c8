"""Paints a label's row: its key, swatch, name and count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from qgis.PyQt.QtCore import QModelIndex, QPoint, QRect, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from qgis.PyQt.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ...common.row_painting import SELECTED, TextColors, hovered, paint_ground
from .palette_model import CURRENT_ROLE, KEY_ROLE, PaletteModel

_BAR = 3  # pixels; all are
_GAP = 6
_SWATCH = 16
_WIDEST_KEY = 64
_ALIGN = Qt.AlignmentFlag
_ONE_LINE = Qt.TextFlag.TextSingleLine


@dataclass(frozen=True)
class _Parts:
    """Where in a row each part is, in the view's coordinates."""

    bar: QRect
    key: QRect
    swatch: QRect
    name: QRect
    count: QRect


class PaletteDelegate(QStyledItemDelegate):
    """Paints rows and edits names. The current label has a bar, a tint and a bold name.

    All colours are mixed from the palette, so they are legible in a dark theme, too.
    """

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        """A row's height; its width is the view's. Called by Qt."""
        return QSize(0, max(option.fontMetrics.height() + 8, _SWATCH + 8))

    def is_swatch(self, option: QStyleOptionViewItem, index: QModelIndex, spot: QPoint) -> bool:
        """Whether a point in a row is on the swatch, or close to it."""
        self.initStyleOption(option, index)
        return self._parts(option, index).swatch.adjusted(-3, -8, 3, 8).contains(spot)

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex
    ) -> QWidget:
        """The field for a new name. Called by Qt."""
        field = QLineEdit(parent)
        field.setAcceptDrops(False)  # the dock takes a folder, wherever it falls
        return field

    def setEditorData(self, editor: QWidget, index: QModelIndex) -> None:
        """Fills the field. Called by Qt, also whenever the row changes meanwhile."""
        if not editor.isModified():
            super().setEditorData(editor, index)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        """Puts the field over name and count. Called by Qt."""
        self.initStyleOption(option, index)
        parts = self._parts(option, index)
        editor.setGeometry(parts.name.united(parts.count).adjusted(-3, 0, 3, 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Paints a row. Called by Qt."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        parts = self._parts(shown, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inks = self._paint_ground(painter, shown, parts.bar, bool(index.data(CURRENT_ROLE)))
        shown.icon.paint(painter, parts.swatch)
        painter.setPen(inks.first)
        painter.setFont(shown.font)
        elided = shown.fontMetrics.elidedText(
            shown.text, Qt.TextElideMode.ElideMiddle, parts.name.width()
        )
        _write(painter, shown, parts.name, _ALIGN.AlignLeft, elided)
        painter.setPen(inks.next)
        _write(painter, shown, parts.count, _ALIGN.AlignRight, _count(index))
        if key := index.data(KEY_ROLE):
            _paint_key(painter, shown, parts.key, inks.next, key)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, bar: QRect, is_current: bool
    ) -> TextColors:
        highlight = option.palette.color(option.palette.ColorRole.Highlight)
        inks = paint_ground(painter, option, SELECTED if is_current else hovered(option))
        if is_current:
            painter.fillRect(bar, highlight)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(_faint(highlight, 190), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5))
        return inks

    def _parts(self, option: QStyleOptionViewItem, index: QModelIndex) -> _Parts:
        row, metrics = option.rect, option.fontMetrics
        key_width = _key_width(option, index.model())
        count_width = metrics.horizontalAdvance(_count(index))
        middle = row.center().y() + 1

        def part(left: int, width: int, height: int) -> QRect:
            rect = QRect(row.left() + left, middle - height // 2, width, height)
            return QStyle.visualRect(option.direction, row, rect)

        key_left = _BAR + _GAP
        swatch_left = key_left + (key_width + _GAP if key_width else 0)
        name_left = swatch_left + _SWATCH + _GAP
        count_left = max(row.width() - _GAP - count_width, name_left)
        bar = QRect(row.left(), row.top(), _BAR, row.height())
        return _Parts(
            bar=QStyle.visualRect(option.direction, row, bar),
            key=part(key_left, key_width, _key_metrics(option).height() + 2),
            swatch=part(swatch_left, _SWATCH, _SWATCH),
            name=part(name_left, max(count_left - 2 * _GAP - name_left, 0), row.height()),
            count=part(count_left, count_width, row.height()),
        )


def _paint_key(
    painter: QPainter, option: QStyleOptionViewItem, cap: QRect, ink: QColor, key: str
) -> None:
    painter.setPen(QPen(_faint(ink, 80), 1))
    painter.setBrush(_faint(ink, 14))
    painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(ink)
    painter.setFont(_key_font(option))
    room = cap.width() - 4
    text = _key_metrics(option).elidedText(key, Qt.TextElideMode.ElideRight, room)
    _write(painter, option, cap, _ALIGN.AlignHCenter, text)


def _key_font(option: QStyleOptionViewItem) -> QFont:
    font = QFont(option.font)
    font.setBold(False)
    if font.pointSizeF() > 0:  # otherwise its size is in pixels
        font.setPointSizeF(font.pointSizeF() * 0.85)
    return font


def _key_metrics(option: QStyleOptionViewItem) -> QFontMetrics:
    return QFontMetrics(_key_font(option))


def _key_width(option: QStyleOptionViewItem, model: Optional[PaletteModel]) -> int:
    """The width of the key column, as the longest key needs it."""
    keys = model.keys if model is not None else []
    metrics = _key_metrics(option)
    widths = [min(metrics.horizontalAdvance(key) + 10, _WIDEST_KEY) for key in keys]
    return max([*widths, metrics.height() + 2]) if widths else 0


def _count(index: QModelIndex) -> str:
    return str(index.siblingAtColumn(1).data())


def _faint(color: QColor, alpha: int) -> QColor:
    faint = QColor(color)
    faint.setAlpha(alpha)
    return faint


def _write(
    painter: QPainter,
    option: QStyleOptionViewItem,
    rect: QRect,
    align: Qt.AlignmentFlag,
    text: str,
) -> None:
    """Paints one line, aligned in the interface's direction, whatever the direction of the name."""
    side = QStyle.visualAlignment(option.direction, align)
    painter.drawText(
        rect, int(side | _ALIGN.AlignAbsolute | _ALIGN.AlignVCenter) | int(_ONE_LINE), text
    )
