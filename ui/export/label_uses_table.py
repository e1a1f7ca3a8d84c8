"""The labels of an export of layers, which the user can rename, recolour and merge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Optional

from qgis.PyQt.QtCore import QModelIndex, QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QAbstractItemView, QColorDialog, QTreeView, QWidget

from ...core.base.geometry import BadAnnotation
from ...core.base.model import Label
from ...core.base.names import shown
from ...core.formats.scaneo.annotations import check_label
from ...core.mapping.label_uses import LabelUse
from ..common.models import ItemsModel, swatch
from ..common.text import tooltip, tr
from ..common.views import table_view

_COLUMNS = 2
_TRIGGER = QAbstractItemView.EditTrigger
RENAMING = _TRIGGER.DoubleClicked | _TRIGGER.EditKeyPressed
"""What begins to rename a label."""
NO_EDITING = _TRIGGER.NoEditTriggers


class LabelUsesModel(ItemsModel[LabelUse]):
    """Each label as the layers name it, the label that is written instead, and how often."""

    label_chosen = pyqtSignal(str, Label)
    """The name that a layer gives, and the label that the user wants for it."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(_COLUMNS, parent)

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == 0 else flags

    def cell(self, item: LabelUse, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            if column:
                return f"{item.count:,}"
            name = shown(item.label.name)
            return name if item.name == item.label.name else f"{name}  ←  {shown(item.name)}"
        if role == Qt.ItemDataRole.EditRole:
            return item.label.name
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            return swatch(item.label.color)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(tr("{name} in the layer", name=shown(item.name)))
        return None

    def setData(self, index: QModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Emits a name that the user has typed. Called by Qt."""
        name = str(value).strip()
        try:
            check_label(name)
        except BadAnnotation:
            return False
        self.rename([index.row()], name)
        return True

    def rename(self, rows: Sequence[int], name: str) -> None:
        """Gives labels one name. If another label has it already, they are merged, in its
        colour."""
        others = [use.label for row, use in enumerate(self.items) if row not in rows]
        merged = next((label for label in others if label.name == name), None)
        self._choose(rows, merged or Label(name, self.items[rows[0]].label.color))

    def recolor(self, row: int, color: str) -> None:
        """Sets the colour of a label, and of those that were merged into it."""
        name = self.items[row].label.name
        rows = [row for row, use in enumerate(self.items) if use.label.name == name]
        self._choose(rows, Label(name, color))

    def _choose(self, rows: Sequence[int], label: Label) -> None:
        chosen = [
            LabelUse(use.name, label, use.count) if row in rows else use
            for row, use in enumerate(self.items)
        ]
        self.set_items(chosen)
        for row in rows:
            self.label_chosen.emit(chosen[row].name, label)


def label_uses_view(model: LabelUsesModel) -> QTreeView:
    """A table in which a double click, or F2, renames a label."""
    view = table_view(model, header=False)
    view.setEditTriggers(RENAMING)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    return view


def selected_rows(view: QTreeView) -> list[int]:
    """The selected rows, from top to bottom."""
    return sorted(index.row() for index in view.selectionModel().selectedRows())


def ask_color(parent: QWidget, color: str) -> QColorDialog:
    """A dialog that asks for a colour, without blocking."""
    dialog = QColorDialog(QColor(color), parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
