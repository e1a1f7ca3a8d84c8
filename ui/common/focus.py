"""Where text is typed: keys are letters there, and nobody takes the focus away."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QEvent, QObject
from qgis.PyQt.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)


def takes_text(widget: Optional[QWidget]) -> bool:
    """Whether what has the focus takes keys as text: a field, or the editor in a list's row."""
    if isinstance(widget, QComboBox):
        return bool(widget.isEditable())
    return isinstance(widget, (QLineEdit, QAbstractSpinBox, QPlainTextEdit, QTextEdit))


class NoSearch(QObject):
    """Lets letters pass by a list or a drop-down, which would go to the next entry that begins so.

    Who labels presses keys without a look at what has the focus.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:
        """Qt calls it."""
        if event.type() == QEvent.Type.KeyPress and _is_letter(event.text()):
            event.ignore()
            return True
        return super().eventFilter(widget, event)


def _is_letter(text: str) -> bool:
    """Not so a space, which opens and marks; nor the control characters of Esc, Enter and Ctrl."""
    return text.isprintable() and bool(text.strip())
