"""Class tags: the classes of an image as coloured buttons, in the dock and in a corner of the
map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QEvent, QObject, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QFrame,
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ...core.base.model import Label
from ...core.base.names import shown
from ..common.flow import FlowLayout
from ..common.row_painting import black_or_white
from ..common.text import tooltip, tr
from ..common.views import ElidedLabel

_LETTERS = 24  # a longer name is elided
_MARGIN = 8  # pixels between the class tags and the edges of the map
# by object name: a tooltip is a QLabel, too, and inherits the widget's style
_LOOK = """
#chip {{ background: {paper}; border: 1px solid rgba(128, 128, 128, 160); border-radius: 4px; }}
#name {{ background: transparent; color: {ink}; border: 0; }}
QToolButton {{ background: transparent; border: 0; border-radius: 3px; color: {ink}; padding: 0; }}
QToolButton:hover, QToolButton:focus {{ background: {ink}; color: {paper}; }}
"""


class ClassTags(QWidget):
    """Class tags side by side, on as many lines as they need; a text where there is none."""

    removed = pyqtSignal(str)
    """The name of a label whose × was clicked."""

    def __init__(self, removable: bool = True, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._removable = removable
        self._labels: Sequence[Label] = ()
        self._tags: list[QWidget] = []
        self.empty = QLabel(tr("No class yet"))
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setContentsMargins(0, 3, 0, 3)  # as high as a tag: nothing jumps
        dimmed = QGraphicsOpacityEffect(self.empty)  # a theme's own dimmed colours may be invisible
        dimmed.setOpacity(0.6)
        self.empty.setGraphicsEffect(dimmed)
        self._flow = FlowLayout(self)
        self._flow.addWidget(self.empty)

    def show_labels(self, labels: Sequence[Label]) -> None:
        """Shows these labels, in this order."""
        if list(labels) == list(self._labels):
            return
        self._labels = tuple(labels)
        for old in self._tags:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()  # it may be the one whose × was just clicked
        self._tags = [self._tag(label) for label in labels]
        for tag in self._tags:
            self._flow.addWidget(tag)
            tag.show()
        self.empty.setVisible(not labels)
        self.updateGeometry()

    def _tag(self, label: Label) -> QWidget:
        tag = _Tag(label, self._removable, self)
        tag.remove.clicked.connect(lambda: self.removed.emit(label.name))
        return tag


class MapClassTags(ClassTags):
    """The class tags in the lower left corner of a map, up to half its width; clicks pass through.

    In an upper corner, QGIS's messages would cover them.
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(False, canvas)
        self._canvas = canvas
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        canvas.installEventFilter(self)

    def show_labels(self, labels: Sequence[Label]) -> None:
        """Shows these labels; nothing where there is none."""
        super().show_labels(labels)
        self._move_to_corner()
        self.setVisible(bool(labels))

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:
        """Follows the size of the map. Called by Qt."""
        if widget is self._canvas and event.type() == QEvent.Type.Resize:
            self._move_to_corner()
        return super().eventFilter(widget, event)

    def _move_to_corner(self) -> None:
        width = min(self._flow.line_width(), self._canvas.width() // 2)
        height = self._flow.heightForWidth(width)
        self.setGeometry(_MARGIN, self._canvas.height() - height - _MARGIN, width, height)


class _Tag(QFrame):
    """One label: its name on its colour, and a × where it can be removed."""

    def __init__(self, label: Label, removable: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        paper = QColor(label.color)
        self.setStyleSheet(_LOOK.format(paper=paper.name(), ink=black_or_white(paper).name()))
        name = shown(label.name) or tr("(no label)")
        self.setToolTip(tooltip(name))
        self.remove = QToolButton(self)  # without a parent, it would be a window for a moment
        self.remove.setText("×")
        self.remove.setFixedSize(16, 16)
        self.remove.setToolTip(tooltip(tr("Remove {label}", label=name)))
        self.remove.setVisible(removable)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 1, 2 if removable else 6, 1)
        layout.setSpacing(2)
        layout.addWidget(_Name(name))
        layout.addWidget(self.remove)


class _Name(ElidedLabel):
    """A name that asks for the width of a limited number of letters, and accepts less."""

    def __init__(self, name: str) -> None:
        self._name = name
        super().__init__(name)
        self.setObjectName("name")
        self.setIndent(0)  # a theme with framed labels would shift the text
        self.setToolTip(tooltip(name))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Called by Qt."""
        letters = self.fontMetrics()
        most = _LETTERS * letters.averageCharWidth()
        return QSize(min(letters.horizontalAdvance(self._name) + 1, most), letters.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """Called by Qt."""
        letters = self.fontMetrics()
        return QSize(letters.averageCharWidth(), letters.height() + 2)
