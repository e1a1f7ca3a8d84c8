"""Dialogs shown before a label with annotations is deleted, or merged into another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QFontMetrics
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ....core.base.model import Label
from ....core.base.names import shown, shown_text
from ....core.workspace.summary import LabelCount
from ...common.models import swatch
from ...common.text import tr
from ...common.views import choices

_LETTERS = 30


def short_name(name: str, metrics: QFontMetrics) -> str:
    """A label's name for one line of a menu or a dialog: elided in the middle where it is long."""
    width = _LETTERS * metrics.averageCharWidth()
    return metrics.elidedText(shown(name), Qt.TextElideMode.ElideMiddle, width)


class _Question(QDialog):
    """A dialog with one action, which `open` shows without blocking."""

    def __init__(self, title: str, question: str, action: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.question = _text(question)
        font = self.question.font()
        font.setBold(True)
        self.question.setFont(font)
        self.hint = _text(tr("Ctrl+Z brings it back."))
        quiet = self.hint.palette()
        ink = quiet.color(quiet.ColorRole.WindowText)
        ink.setAlpha(150)
        quiet.setColor(quiet.ColorRole.WindowText, ink)
        self.hint.setPalette(quiet)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self.action = buttons.addButton(action, QDialogButtonBox.ButtonRole.AcceptRole)
        self.action.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.choices = QGridLayout()
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(self.question)
        layout.addLayout(self.choices)
        layout.addWidget(self.hint)
        layout.addWidget(buttons)


class DeleteLabel(_Question):
    """Asks whether to delete a label, and what becomes of its annotations."""

    def __init__(self, entry: LabelCount, others: Sequence[Label], parent: QWidget) -> None:
        name = short_name(entry.label.name, parent.fontMetrics())
        question = tr(
            "Delete “{name}”? {count:,} annotation has it.",
            "Delete “{name}”? {count:,} annotations have it.",
            name=name,
            count=entry.count,
        )
        super().__init__(tr("Delete label"), question, tr("Delete"), parent)
        self.give = QRadioButton(
            tr("Give it the label:", "Give them the label:", count=entry.count)
        )
        self.drop = QRadioButton(
            tr(
                "Delete its {count:,} annotation, too",
                "Delete its {count:,} annotations, too",
                count=entry.count,
            )
        )
        self.other = choices(*((shown(label.name), label.name) for label in others))
        for row, label in enumerate(others):
            self.other.setItemIcon(row, swatch(label.color))
        self.choices.addWidget(self.give, 0, 0)
        self.choices.addWidget(self.other, 0, 1)
        self.choices.addWidget(self.drop, 1, 0, 1, 2)
        self.choices.setColumnStretch(1, 1)
        self.give.toggled.connect(self.other.setEnabled)
        self.give.setEnabled(bool(others))
        self.other.setEnabled(bool(others))
        (self.give if others else self.drop).setChecked(True)

    @property
    def into(self) -> Optional[str]:
        """The label that the annotations get; None where they are deleted as well."""
        name: Optional[str] = self.other.currentData() if self.give.isChecked() else None
        return name


class MergeLabel(_Question):
    """Asks whether to give all annotations of a label another one, and delete the label."""

    def __init__(self, entry: LabelCount, into: Label, parent: QWidget) -> None:
        metrics = parent.fontMetrics()
        question = tr(
            "Merge “{name}” into “{other}”? {count:,} annotation is relabelled.",
            "Merge “{name}” into “{other}”? {count:,} annotations are relabelled.",
            name=short_name(entry.label.name, metrics),
            other=short_name(into.name, metrics),
            count=entry.count,
        )
        super().__init__(tr("Merge labels"), question, tr("Merge"), parent)


def _text(text: str) -> QLabel:
    label = QLabel(shown_text(text))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
