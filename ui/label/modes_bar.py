"""The buttons of the modes, and the button of the options."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from ..common.text import tooltip, tr
from .modes import Mode
from .options_menu import OptionsMenu

_BORDER = 6  # pixels beside a button's text in Qt's styles


class ModesBar(QWidget):
    """One button for each mode, of which at most one is down."""

    chosen = pyqtSignal(Mode)

    def __init__(self, options: OptionsMenu) -> None:
        super().__init__()
        self.buttons: dict[Mode, QToolButton] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        for mode, (text, icon, _) in _faces().items():
            button = QToolButton()
            button.setText(text)
            button.setIcon(QgsApplication.getThemeIcon(icon))
            button.setIconSize(QSize(20, 20))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setCheckable(True)
            button.setAutoRaise(True)
            # A click takes the focus from a text field
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            # In a narrow dock they share the width, in proportion to their texts.
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, mode=mode: self.chosen.emit(mode))
            self.buttons[mode] = button
            line.addWidget(button, _needed(button))
        self.options = QToolButton()
        self.options.setIcon(QgsApplication.getThemeIcon("/mActionOptions.svg"))
        self.options.setToolTip(tooltip(tr("Options for drawing")))
        self.options.setAutoRaise(True)
        self.options.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.options.setMenu(options)
        line.addWidget(self.options)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shows the texts where each has room; otherwise only icons. Called by Qt."""
        super().resizeEvent(event)
        fits = all(one.width() >= _needed(one) for one in self.buttons.values())
        style = Qt.ToolButtonStyle
        for button in self.buttons.values():
            button.setToolButtonStyle(
                style.ToolButtonTextUnderIcon if fits else style.ToolButtonIconOnly
            )

    def show_mode(self, mode: object) -> None:
        """Presses the button of a mode; None for no mode."""
        for one, button in self.buttons.items():
            button.setChecked(one is mode)

    def name_keys(self, key: Callable[[str], str]) -> None:
        """Shows the shortcut keys in the tooltips."""
        for mode, (_, _, tip) in _faces().items():
            self.buttons[mode].setToolTip(tooltip(with_key(tip, key(mode.value))))


def _needed(button: QToolButton) -> int:
    return button.fontMetrics().horizontalAdvance(button.text()) + _BORDER


def with_key(text: str, key: str) -> str:
    """``Next image (N)``; without a key, the text alone."""
    return f"{text} ({key})" if key else text


def _faces() -> dict[Mode, tuple[str, str, str]]:
    """Text, icon and tooltip of each mode."""
    return {
        Mode.BOX: (
            tr("Box"),
            "/mActionAddBasicRectangle.svg",
            tr("Draw boxes: drag over an object"),
        ),
        Mode.AREA: (
            tr("Area"),
            "/mActionCapturePolygon.svg",
            tr("Draw areas: click the corners, double-click the last or press Enter"),
        ),
        Mode.ERASE: (
            tr("Erase"),
            "/mActionDeleteRing.svg",
            tr("Take something away from the selected area, or the topmost one"),
        ),
        Mode.CLASSIFY: (
            tr("Class"),
            "/mActionLabeling.svg",
            tr("Give the whole image a label, or take it away: press the label's key"),
        ),
        Mode.SELECT: (
            tr("Select"),
            "/mActionSelect.svg",
            tr("Select annotations, to relabel or delete them, or to drag a box's sides"),
        ),
    }
