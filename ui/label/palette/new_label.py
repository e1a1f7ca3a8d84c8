"""The line below the labels in which a new one is entered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from qgis.core import QgsApplication
from qgis.gui import QgsColorButton
from qgis.PyQt.QtCore import QEvent, QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ....core.base.colors import distinct_colors
from ....core.base.model import Label
from ...common.text import tr
from ...common.views import TextLabel

_PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""The focus comes back by itself, from a menu or another window."""


class NewLabel(QWidget):
    """A colour and a name, added by Enter or a click.

    The receiver answers by `accept`, `refuse` or `wait_no_more`; until then the entry stays.
    """

    entered = pyqtSignal(str, str)
    """The name, trimmed, and the colour as ``#rrggbb``."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._taken: list[str] = []  # colours that labels have
        self._is_asked = False
        self._offered = ""  # the proposed colour; the user may choose another
        self.color = QgsColorButton()
        self.color.setAllowOpacity(False)
        self.color.setColorDialogTitle(tr("The new label's colour"))
        self.color.setToolTip(tr("The new label's colour"))
        self.color.setFixedWidth(5 * self.fontMetrics().horizontalAdvance("M"))
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("New label"))
        self.name.setAcceptDrops(False)  # a dropped folder goes to the dock
        self.add = QToolButton()
        self.add.setIcon(QgsApplication.getThemeIcon("/symbologyAdd.svg"))
        self.add.setToolTip(tr("Add the label"))
        self.add.setAutoRaise(True)
        self.note = TextLabel()
        self.note.hide()
        line = QHBoxLayout()
        line.addWidget(self.color)
        line.addWidget(self.name, 1)
        line.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self.note)
        self.name.returnPressed.connect(self._enter)
        self.name.textEdited.connect(self.note.hide)
        self.name.installEventFilter(self)
        self.add.clicked.connect(self._enter)
        self._offer()

    def set_labels(self, labels: Sequence[Label]) -> None:
        """Proposes a colour that none of these has, unless the user has chosen one."""
        self._taken = [label.color.lower() for label in labels]
        if self._color() in (*self._taken, self._offered):
            self._offer()

    def accept(self) -> None:
        """The label was added: clears the field."""
        self._taken.append(self._color())
        self._offer()
        self.name.clear()
        self.note.hide()
        self.wait_no_more()

    def refuse(self, why: str) -> None:
        """The label can't be added: the name stays, to be changed."""
        self.note.setText(why)
        self.note.show()
        self.name.selectAll()
        self.wait_no_more()

    def ask(self, why: str) -> None:
        """Asks for the name of a label that is needed now."""
        self.refuse(why)
        self.name.window().activateWindow()  # the dock may be a window of its own
        self.name.setFocus()
        self._is_asked = True

    def answer(self) -> bool:
        """Whether the entered name answers `ask`; then the focus returns to where that was
        called."""
        was_asked, self._is_asked = self._is_asked, False
        return was_asked

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:
        """Leaving the field and coming back starts a list of labels. Called by Qt."""
        if event.type() == QEvent.Type.FocusOut and event.reason() not in _PASSING:
            self._is_asked = False
        return super().eventFilter(widget, event)

    def wait_no_more(self) -> None:
        """Enables the field again."""
        self._set_waiting(False)

    def _enter(self) -> None:
        if not self.name.isReadOnly():
            self._set_waiting(True)
            self.name.setFocus()  # also after a click on the button
            self.entered.emit(self.name.text().strip(), self._color())

    def _set_waiting(self, waits: bool) -> None:
        self.name.setReadOnly(waits)
        self.add.setEnabled(not waits)

    def _offer(self) -> None:
        self._offered = next(distinct_colors(self._taken))
        self.color.setColor(QColor(self._offered))

    def _color(self) -> str:
        return self.color.color().name()
