"""Widgets that the dock's pages share: lists, drop-downs, labels and sections."""

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

from ...core.base.names import shown, shown_text
from .row_painting import Rows
from .text import said, tooltip


def table_view(model: QAbstractItemModel, header: bool) -> QTreeView:
    """A table whose first column takes the remaining width, and is elided in the middle."""
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
    """Makes all columns but the first as wide as their largest number and their title.

    Qt's own ResizeToContents reads every cell, which blocks QGIS for half a second at 1,000 rows.
    """
    for column, number in enumerate(largest, 1):
        title = view.model().headerData(column, Qt.Orientation.Horizontal)
        texts = [f"{number:,}", "" if view.isHeaderHidden() else str(title)]
        width = max(view.fontMetrics().horizontalAdvance(text) for text in texts)
        view.header().resizeSection(column, width + 10)


def choices(*items: tuple[str, object]) -> QComboBox:
    """A combo box of texts with values. Scrolling over it with the wheel changes nothing."""
    combo = QComboBox()
    combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    combo.installEventFilter(_NoWheel(combo))
    combo.setItemDelegate(Rows(combo))  # some styles cut entries that are wider than the box
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(4)
    combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    for text, value in items:
        combo.addItem(text, value)
    return combo


def choose(combo: QComboBox, value: object) -> None:
    """Selects the entry of a value; the first, where there is none."""
    values = [combo.itemData(index) for index in range(combo.count())]
    combo.setCurrentIndex(values.index(value) if value in values else 0)


def disable(combo: QComboBox, value: object, why: str) -> None:
    """Greys out the entry of a value; its tooltip says why."""
    for index in range(combo.count()):
        if combo.itemData(index) == value:
            combo.model().item(index).setEnabled(False)
            combo.setItemData(index, tooltip(why), Qt.ItemDataRole.ToolTipRole)


class _NoWheel(QObject):
    """Passes wheel events on to the page, while the widget has no focus."""

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:
        """Called by Qt."""
        if event.type() == QEvent.Type.Wheel and not widget.hasFocus():
            event.ignore()
            return True
        return False


class TextLabel(QLabel):
    """Sentences that may contain names: plain text, wrapped, and never wider than the dock."""

    def __init__(self, text: str = "", parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        # A path can hardly be wrapped; it must not widen the dock.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Sets another text."""
        super().setText(shown_text(said(text)))


class ElidedLabel(QLabel):
    """A name that is elided where there is no room for it; the tooltip shows all of it."""

    def __init__(self, text: str, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._text = shown(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(tooltip(text))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Elides the name anew. Called by Qt."""
        super().resizeEvent(event)
        elide = Qt.TextElideMode.ElideMiddle
        self.setText(self.fontMetrics().elidedText(self._text, elide, self.width()))


def problems_view(model: QAbstractItemModel) -> QListView:
    """A list of problems, with wrapped sentences."""
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
    """A section's title as HTML: its name, which must not come from data, and the number of items
    in it."""
    return f"<b>{name}</b> &nbsp;{count:,}"


def section(title: Union[QWidget, QLayout], *widgets: QWidget) -> QWidget:
    """A part of a page, with a title."""
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
