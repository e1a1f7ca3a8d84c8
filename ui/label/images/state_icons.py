"""Names and icons of images' states and flags."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Optional

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPainter, QPalette, QPen, QPixmap, QPolygonF
from qgis.PyQt.QtWidgets import QApplication

from ....core.base.model import ImageState
from ...common.text import tr

_SIDE = 16  # side of the square on which icons are drawn
MARK_SIZE = QSize(30, _SIDE)
_SIZES = (16, 24, 32, 48)  # pixels: also for screens of high resolution

_Look = tuple[str, Callable[[QPainter], None]]
"""The colour of a shape, and what draws it."""


def state_name(state: ImageState) -> str:
    """The state in the user's language."""
    return {
        ImageState.TODO: tr("To do"),
        ImageState.DONE: tr("Done"),
        ImageState.EMPTY: tr("Verified empty"),
        ImageState.SKIPPED: tr("Skipped"),
    }[state]


def flag_name() -> str:
    """The flag in the user's language."""
    return tr("Flagged")


def mark_name(state: ImageState, flagged: bool) -> str:
    """State and flag in one line."""
    name = state_name(state)
    return tr("{state}, flagged", state=name) if flagged else name


def state_icon(state: ImageState) -> QIcon:
    """A distinct shape for each state, in a colour that is visible on light and dark
    backgrounds."""
    return _icon((_LOOKS[state],), _selected_ink())


def flag_icon() -> QIcon:
    """The flag by itself."""
    return _icon((_FLAG,), _selected_ink())


def mark_icon(state: ImageState, flagged: bool) -> QIcon:
    """The state's icon, with the flag beside it or room for it: `MARK_SIZE`."""
    return _icon((_LOOKS[state], _FLAG if flagged else None), _selected_ink())


def _selected_ink() -> str:
    return QApplication.palette().color(QPalette.ColorRole.HighlightedText).name()


@lru_cache(maxsize=32)  # a table asks for each of its cells
def _icon(looks: tuple[Optional[_Look], ...], selected: str) -> QIcon:
    icon = QIcon()
    for size in _SIZES:
        for mode, ink in ((QIcon.Mode.Normal, None), (QIcon.Mode.Selected, selected)):
            icon.addPixmap(_pixmap(size, looks, ink), mode)
    return icon


def _pixmap(size: int, looks: tuple[Optional[_Look], ...], ink: Optional[str]) -> QPixmap:
    """Shapes side by side, all in one colour if ``ink`` is given."""
    width = size if len(looks) == 1 else size * MARK_SIZE.width() // _SIDE
    pixmap = QPixmap(width, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / _SIDE, size / _SIDE)
    for look in looks:
        if look is not None:
            color, draw = look
            pen = QPen(QColor(ink or color), 2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            draw(painter)
        painter.translate(MARK_SIZE.width() - _SIDE, 0)
    painter.end()
    return pixmap


def _line(*points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


def _circle(painter: QPainter) -> None:
    pen = painter.pen()
    pen.setWidthF(1.4)  # thin: the other states stand out from to do
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


_FLAG: _Look = ("#e0631b", _flag)
_LOOKS: dict[ImageState, _Look] = {
    ImageState.TODO: ("#929292", _circle),
    ImageState.DONE: ("#2f9e57", _check),
    ImageState.EMPTY: ("#3f8fd6", _empty_set),
    ImageState.SKIPPED: ("#929292", _chevrons),
}
