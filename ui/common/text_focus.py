"""Keyboard focus in text fields: there, keys are letters, and nothing may take the focus away."""

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
    """Whether a widget takes keys as text: a field, or the editor in a list's row."""
    if isinstance(widget, QComboBox):
        return bool(widget.isEditable())
    return isinstance(widget, (QLineEdit, QAbstractSpinBox, QPlainTextEdit, QTextEdit))


class NoTypeAhead(QObject):
    """Keeps lists and drop-downs from jumping to the entry that begins with a typed letter.

    While labelling, people press keys without looking which widget has the focus.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:
        """Called by Qt."""
        if event.type() == QEvent.Type.KeyPress and _is_letter(event.text()):
            event.ignore()
            return True
        return super().eventFilter(widget, event)


def _is_letter(text: str) -> bool:
    """False for space, which opens and marks, and for the control characters of Esc, Enter and
    Ctrl."""
    return text.isprintable() and bool(text.strip())
