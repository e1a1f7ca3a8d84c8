"""How the two versions are drawn: on the map, in the legend and in the list."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QPoint, QRect, QSize, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from ...core.base.model import Label
from ...core.formats.scaneo.merge.side import Side
from ..common.text import tr

# Sky blue and orange: distinct in every kind of colour vision, and both rare in aerial images.
COLORS = {Side.OURS: QColor("#1f9bff"), Side.THEIRS: QColor("#ff8c00")}
STYLES = {Side.OURS: Qt.PenStyle.SolidLine, Side.THEIRS: Qt.PenStyle.DashLine}
CASING = QColor(0, 0, 0, 150)
"""Around both, for what lies below may have their colour."""
BASE_COLOR, BASE_STYLE = QColor("#9a9a9a"), Qt.PenStyle.DotLine
_LINE = QSize(26, 14)
_GAP = 6  # pixels after the icon: some styles put a button's text close to it
LINE_SIZE = QSize(_LINE.width() + _GAP, _LINE.height())
_SWATCH = 14  # pixels


def side_name(side: Side) -> str:
    """The name of a side."""
    return tr("mine") if side is Side.OURS else tr("theirs")


def _line_icon(color: QColor, style: Qt.PenStyle, width: int, is_cased: bool) -> QIcon:
    """An icon of the line that shows a version on the map."""
    pixmap = QPixmap(LINE_SIZE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    middle = _LINE.height() // 2
    pen = QPen(color, width, style)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if style == Qt.PenStyle.DashLine:
        pen.setDashPattern([2.4, 1.2])
    casing = QPen(CASING, width + 2)
    casing.setCapStyle(Qt.PenCapStyle.FlatCap)
    for each in (casing, pen) if is_cased else (pen,):
        painter.setPen(each)
        painter.drawLine(QPoint(1, middle), QPoint(_LINE.width() - 1, middle))
    painter.end()
    return _icon(pixmap)


def side_icon(side: Side) -> QIcon:
    """An icon of a side's line."""
    return _line_icon(COLORS[side], STYLES[side], 3, is_cased=True)


def base_icon() -> QIcon:
    """An icon of the base's line."""
    return _line_icon(BASE_COLOR, BASE_STYLE, 2, is_cased=False)


def swatches(ours: Optional[Label], theirs: Optional[Label]) -> QIcon:
    """Both colours of a label, mine on the left; a crossed square where it is deleted."""
    pixmap = QPixmap(2 * _SWATCH + 2, _SWATCH)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    for number, label in enumerate((ours, theirs)):
        square = QRect(number * (_SWATCH + 2), 0, _SWATCH - 1, _SWATCH - 1)
        painter.setPen(QPen(QColor(128, 128, 128), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush if label is None else QColor(label.color))
        painter.drawRect(square)
        if label is None:
            painter.drawLine(square.topLeft(), square.bottomRight())
            painter.drawLine(square.topRight(), square.bottomLeft())
    painter.end()
    return _icon(pixmap)


def _icon(pixmap: QPixmap) -> QIcon:
    """An icon that looks the same in a selected row, where Qt would tint it."""
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon
