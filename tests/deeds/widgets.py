"""Qt widgets as a surface for a hand, in plain QGIS and in the plugin.

Events enter by the window and not by the widget, as those of a person do: Qt finds the widget
that they hit or that has the focus, and a button that something covers is not clicked.
"""

from __future__ import annotations

from typing import Optional, Union

from qgis.PyQt.QtCore import QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QGuiApplication, QWheelEvent, QWindow
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QWidget

Place = Union[QWidget, tuple[QWidget, QPoint]]
"""A widget, for its middle, or a widget and a point of it."""

_PLAIN = Qt.KeyboardModifier.NoModifier
_NONE = Qt.MouseButton.NoButton
_LEFT, _RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
_ROLL = QPoint(0, -360)  # eighths of a degree, towards oneself: three notches


class Widgets:
    """All widgets of this process."""

    def drag(self, start: Place, end: Place) -> None:
        window, pressed = _spot(start)
        _, released = _spot(end)
        QTest.mouseMove(window, pressed)
        QTest.mousePress(window, _LEFT, _PLAIN, pressed)
        QTest.mouseMove(window, (pressed + released) / 2)
        QTest.mouseMove(window, released)
        QTest.mouseRelease(window, _LEFT, _PLAIN, released)
        QApplication.processEvents()

    def click(self, place: Place, right: bool = False) -> None:
        window, spot = _spot(place)
        QTest.mouseMove(window, spot)
        QTest.mouseClick(window, _RIGHT if right else _LEFT, _PLAIN, spot)
        QApplication.processEvents()

    def key(self, key: Union[str, Qt.Key], modifiers: Qt.KeyboardModifier = _PLAIN) -> None:
        """To the window that has the focus."""
        window = _focused()
        assert window is not None, "no window has the focus"
        QTest.keyPress(window, key, modifiers)
        QApplication.processEvents()
        window = _focused()  # another one, or none yet, if the key closed the window
        if window is not None:
            QTest.keyRelease(window, key, modifiers)
            QApplication.processEvents()

    def wheel(self, place: Place) -> None:
        window, spot = _spot(place)
        at, global_ = QPointF(spot), QPointF(window.mapToGlobal(spot))
        turn = QWheelEvent(
            at, global_, QPoint(), _ROLL, _NONE, _PLAIN, Qt.ScrollPhase.NoScrollPhase, False
        )
        QApplication.sendEvent(window, turn)
        QApplication.processEvents()


def _focused() -> Optional[QWindow]:
    popup = QApplication.activePopupWidget()
    return popup.windowHandle() if popup else QGuiApplication.focusWindow()


def _spot(place: Place) -> tuple[QWindow, QPoint]:
    """The window of a place, and where the place is in it."""
    widget, point = place if isinstance(place, tuple) else (place, place.rect().center())
    assert widget.isVisible(), f"{widget.objectName()} is not visible"
    top = widget.window()
    spot = widget.mapTo(top, point)
    hit = top.childAt(spot)
    assert hit is widget or widget.isAncestorOf(hit), f"{widget.objectName()} is covered by {hit}"
    return top.windowHandle(), spot
