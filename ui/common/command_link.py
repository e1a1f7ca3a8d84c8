"""A button with a title and a description, as high as its text."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QRect, QSize, Qt
from qgis.PyQt.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPaintEvent
from qgis.PyQt.QtWidgets import (
    QCommandLinkButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from .row_painting import inks

_PAD, _GAP = 8, 8  # pixels


class CommandLink(QCommandLinkButton):
    """A title, with a description below: a sentence that is wrapped, or a path that is elided.

    Qt's own uses fonts of 9 and 10 points whatever the user's font is, wraps a path where it should
    not, and may be too low for its second line.
    """

    def __init__(
        self, title: str, description: str, wraps: bool, parent: Optional[QWidget] = None
    ) -> None:
        # a single & would mark a shortcut key
        super().__init__(title.replace("&", "&&"), description, parent)
        self._title, self._wraps = title, wraps
        room = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        room.setHeightForWidth(True)
        self.setSizePolicy(room)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def heightForWidth(self, width: int) -> int:
        """The height of title and description in pixels. Called by Qt."""
        room = self._room(QRect(0, 0, width, 0)).width()
        title = self._height(self._bold_metrics(), self._title, room)
        return 2 * _PAD + title + self._height(self.fontMetrics(), self.description(), room)

    def sizeHint(self) -> QSize:
        """Called by Qt."""
        width = self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else 240
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Its width may shrink, its height may not: no name widens the dock. Called by Qt."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Called by Qt."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        icon, size = QIcon(option.icon), option.iconSize
        option.text, option.icon = "", QIcon()
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        room = self._room(self.rect())
        bold, metrics = self._bold_metrics(), self.fontMetrics()
        high = self._height(bold, self._title, room.width())
        title = QRect(room.left(), _PAD, room.width(), high)
        middle = _PAD + bold.height() // 2
        picture = QRect(_PAD, middle - size.height() // 2, size.width(), size.height())
        icon.paint(painter, self._mirrored(picture))
        roles, group = self.palette().ColorRole, self.palette().currentColorGroup()
        ink = inks(self.palette().color(group, roles.ButtonText),
                   self.palette().color(group, roles.Window))  # fmt: skip
        painter.setPen(ink.first)
        painter.setFont(self._bold())
        self._write(painter, title, bold, self._title)
        painter.setPen(ink.next)
        painter.setFont(self.font())
        high = self._height(metrics, self.description(), room.width())
        below = QRect(room.left(), title.bottom() + 1, room.width(), high)
        self._write(painter, below, metrics, self.description())

    def _write(self, painter: QPainter, rect: QRect, metrics: QFontMetrics, text: str) -> None:
        flags = Qt.TextFlag.TextWordWrap
        if not self._wraps:
            flags = Qt.TextFlag.TextSingleLine
            text = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width())
        painter.drawText(self._mirrored(rect), int(flags), text)

    def _room(self, whole: QRect) -> QRect:
        """The area for text."""
        return whole.adjusted(_PAD + self.iconSize().width() + _GAP, 0, -_PAD, 0)

    def _height(self, metrics: QFontMetrics, text: str, width: int) -> int:
        if not self._wraps:
            return int(metrics.height())
        flags = int(Qt.TextFlag.TextWordWrap)
        return int(metrics.boundingRect(QRect(0, 0, max(width, 1), 9999), flags, text).height())

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    def _bold_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._bold())

    def _mirrored(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)
