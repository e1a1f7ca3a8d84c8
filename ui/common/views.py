"""The look that all lists of the dock share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional, Union

from qgis.PyQt.QtCore import QAbstractItemModel, QEvent, QObject, Qt
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLayout,
    QListView,
    QSizePolicy,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ...core.base.shown import shown, shown_text
from .rows import Rows
from .text import said, tooltip


def table_view(model: QAbstractItemModel, header: bool) -> QTreeView:
    """A table whose first column takes the room that the others leave, and elides in the middle."""
    view = QTreeView()
    view.setModel(model)
    view.setItemDelegate(Rows(view))
    view.setRootIsDecorated(False)
    view.setUniformRowHeights(True)
    view.setAlternatingRowColors(True)
    view.setAllColumnsShowFocus(True)
    view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setMinimumHeight(48)
    view.setHeaderHidden(not header)
    columns = view.header()
    columns.setStretchLastSection(False)
    columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    columns.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    columns.setMinimumSectionSize(32)
    return view


def fit_numbers(view: QTreeView, largest: Sequence[int]) -> None:
    """Makes the columns behind the first as wide as their largest number and their title.

    Qt's own ResizeToContents asks every cell, which holds QGIS for half a second at 1,000 rows.
    """
    for column, number in enumerate(largest, 1):
        title = view.model().headerData(column, Qt.Orientation.Horizontal)
        texts = [f"{number:,}", "" if view.isHeaderHidden() else str(title)]
        width = max(view.fontMetrics().horizontalAdvance(text) for text in texts)
        view.header().resizeSection(column, width + 10)


def choices(*items: tuple[str, object]) -> QComboBox:
    """A combo box of texts with what each stands for. A wheel that scrolls past changes nothing."""
    combo = QComboBox()
    combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    combo.installEventFilter(_NoWheel(combo))
    combo.setItemDelegate(Rows(combo))  # some styles' own cuts what is longer than the box, too
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(4)
    combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    for text, value in items:
        combo.addItem(text, value)
    return combo


def choose(combo: QComboBox, value: object) -> None:
    """Chooses what stands for a value; the first, where nothing does."""
    values = [combo.itemData(index) for index in range(combo.count())]
    combo.setCurrentIndex(values.index(value) if value in values else 0)


def disable(combo: QComboBox, value: object, why: str) -> None:
    """Greys out what stands for a value; its tooltip says why."""
    for index in range(combo.count()):
        if combo.itemData(index) == value:
            combo.model().item(index).setEnabled(False)
            combo.setItemData(index, tooltip(why), Qt.ItemDataRole.ToolTipRole)


class _NoWheel(QObject):
    """Lets the page scroll when the wheel turns over a widget that has no focus."""

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:
        """Qt calls it."""
        if event.type() == QEvent.Type.Wheel and not widget.hasFocus():
            event.ignore()
            return True
        return False


class TextLabel(QLabel):
    """Sentences that may hold names: plain text, wrapped, and never wider than there is room."""

    def __init__(self, text: str = "", parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        # A path has few places at which it can be broken; it must not widen the dock.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Shows another text."""
        super().setText(shown_text(said(text)))


class ElidedLabel(QLabel):
    """A name that is cut where there is no room for it; the tooltip has all of it."""

    def __init__(self, text: str, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._text = shown(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(tooltip(text))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cuts the name anew; Qt calls it."""
        super().resizeEvent(event)
        elide = Qt.TextElideMode.ElideMiddle
        self.setText(self.fontMetrics().elidedText(self._text, elide, self.width()))


def problems_view(model: QAbstractItemModel) -> QListView:
    """A list of problems, each with its sentences wrapped."""
    view = QListView()
    view.setModel(model)
    view.setItemDelegate(Rows(view))
    view.setWordWrap(True)
    view.setMinimumHeight(48)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setAlternatingRowColors(True)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    return view


def section_title(name: str, count: int) -> str:
    """A section's title, as HTML: its name, which is not data, and how many there are in it."""
    return f"<b>{name}</b> &nbsp;{count:,}"


def section(title: Union[QWidget, QLayout], *widgets: QWidget) -> QWidget:
    """A part of a page: a title, and below it what it is the title of."""
    part = QWidget()
    layout = QVBoxLayout(part)
    layout.setContentsMargins(0, 4, 0, 0)
    layout.setSpacing(4)
    if isinstance(title, QLayout):
        layout.addLayout(title)
    else:
        layout.addWidget(title)
    for widget in widgets:
        layout.addWidget(widget)
    return part
