"""How an image's state looks, in words and as an icon."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPainter, QPalette, QPen, QPixmap, QPolygonF
from qgis.PyQt.QtWidgets import QApplication

from ...core.layers.states import State
from ..text import tr

_SIDE = 16  # the icons are drawn on a square of this side
_SIZES = (16, 24, 32, 48)  # pixels: also for screens with two or three pixels to a point


def state_name(state: State) -> str:
    """The state in the user's language."""
    return {
        State.TODO: tr("To do"),
        State.DONE: tr("Done"),
        State.EMPTY: tr("Verified empty"),
        State.SKIPPED: tr("Skipped"),
        State.FLAGGED: tr("Flagged"),
    }[state]


def state_icon(state: State) -> QIcon:
    """A shape of its own for each state, in a colour that shows on light and dark alike."""
    return _icon(state, QApplication.palette().color(QPalette.ColorRole.HighlightedText).name())


@lru_cache(maxsize=32)  # a table asks for each of its cells anew
def _icon(state: State, selected: str) -> QIcon:
    color, draw = _LOOKS[state]
    icon = QIcon()
    for size in _SIZES:
        for mode, ink in ((QIcon.Mode.Normal, color), (QIcon.Mode.Selected, selected)):
            icon.addPixmap(_pixmap(size, ink, draw), mode)
    return icon


def _pixmap(size: int, ink: str, draw: Callable[[QPainter], None]) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / _SIDE, size / _SIDE)
    pen = QPen(QColor(ink), 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    draw(painter)
    painter.end()
    return pixmap


def _line(*points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


def _circle(painter: QPainter) -> None:
    pen = painter.pen()
    pen.setWidthF(1.4)  # what is to do is the ground from which the others stand out
    painter.setPen(pen)
    painter.drawEllipse(QRectF(4, 4, 8, 8))


def _check(painter: QPainter) -> None:
    painter.drawPolyline(_line((3, 8.5), (6.5, 12), (13, 4.5)))


def _empty_set(painter: QPainter) -> None:
    pen = painter.pen()
    pen.setWidthF(1.7)
    painter.setPen(pen)
    painter.drawEllipse(QRectF(3.5, 3.5, 9, 9))
    painter.drawPolyline(_line((2.5, 13.5), (13.5, 2.5)))


def _chevrons(painter: QPainter) -> None:
    painter.drawPolyline(_line((3.5, 4), (7.5, 8), (3.5, 12)))
    painter.drawPolyline(_line((8.5, 4), (12.5, 8), (8.5, 12)))


def _flag(painter: QPainter) -> None:
    painter.setBrush(painter.pen().color())
    painter.drawPolyline(_line((4, 2.5), (4, 14)))
    pen = painter.pen()
    pen.setWidthF(1)
    painter.setPen(pen)
    painter.drawPolygon(_line((4, 3), (13, 5.8), (4, 8.6)))


_LOOKS: dict[State, tuple[str, Callable[[QPainter], None]]] = {
    State.TODO: ("#929292", _circle),
    State.DONE: ("#2f9e57", _check),
    State.EMPTY: ("#3f8fd6", _empty_set),
    State.SKIPPED: ("#929292", _chevrons),
    State.FLAGGED: ("#e0631b", _flag),
}
