"""The labels as the palette lists them: those of spai.json in their order, then the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Optional

from qgis.PyQt.QtCore import QModelIndex, QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QFont

from ....core.base.names import shown
from ....core.workspace.summary import LabelCount
from ...common.models import ItemsModel, swatch
from ...common.text import tooltip, tr

KEY_ROLE = Qt.ItemDataRole.UserRole
"""The key that chooses the label, as a text; empty where none does."""
CURRENT_ROLE = Qt.ItemDataRole.UserRole + 1
"""Whether the label is the one that is given to what is drawn."""
_DIGITS = tuple("1234567890")
_ROOT = QModelIndex()


class PaletteModel(ItemsModel[LabelCount]):
    """Swatch and name, count. A label that is not in spai.json has no key and can't be edited."""

    renamed = pyqtSignal(str, str)
    """A label's name, and the new one, trimmed, that the user has typed."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(2, parent)
        self._current = ""
        self._keys: Sequence[str] = _DIGITS
        self._by_name: dict[str, int] = {}
        self._listed_count = 0

    @property
    def listed(self) -> list[LabelCount]:
        """The labels of spai.json: those that can be used, moved and edited."""
        return [item for item in self.items if item.listed]

    @property
    def listed_count(self) -> int:
        """The number of `listed` labels."""
        return self._listed_count

    @property
    def keys(self) -> list[str]:
        """The keys of the rows that have one."""
        return [key for item in self.items[: len(self._keys)] if (key := self._key(item))]

    @property
    def current(self) -> str:
        """The current label's name; empty where none of the listed ones is current."""
        return self._current if self.find(self._current) is not None else ""

    def find(self, name: str) -> Optional[LabelCount]:
        """The listed label of this name."""
        row = self.row_of(name)
        return None if row is None or not self.items[row].listed else self.items[row]

    def row_of(self, name: str) -> Optional[int]:
        """The row of the label of this name."""
        return self._by_name.get(name)

    def set_current(self, name: str) -> None:
        """Makes a label current; none with an empty name."""
        before, self._current = self._current, name
        rows = {self._by_name[one] for one in (before, name) if one in self._by_name}
        for row in sorted(rows):
            self._tell(row, row)

    def set_keys(self, keys: Sequence[str]) -> None:
        """Sets the shortcut keys of the first listed labels."""
        self._keys = tuple(keys)
        self._tell(0, len(self.items) - 1)

    def key(self, item: LabelCount) -> str:
        """The name: counts change with every annotation, names now and then."""
        return item.label.name

    def set_items(self, items: Sequence[LabelCount]) -> Optional[Sequence[int]]:
        """Sets the labels. The row of one that was moved, renamed or recounted is kept, and with it
        the cursor, the scroll position and an open editor."""
        if self._changed_rows(self.items, items) is not None:
            return super().set_items(items)
        self._move_rows(items)
        rows = reversed(list(enumerate(self.items)))
        # Of several of one name, the first.
        self._by_name = {item.label.name: row for row, item in rows}
        self._listed_count = len(self.listed)
        return None

    def _move_rows(self, items: Sequence[LabelCount]) -> None:
        """Removes, moves and inserts rows between those above and below that stay."""
        self.items = shown = list(self.items)  # changes together with the signals to the view
        shorter = min(len(shown), len(items))
        start = end = 0
        while start < shorter and _is_same_label(shown[start], items[start]):
            start += 1
        while end < shorter - start and _is_same_label(shown[-1 - end], items[-1 - end]):
            end += 1
        last = len(items) - end
        self._move_between(shown, start, len(shown) - end, items[start:last])
        for row, item in enumerate(items):
            if shown[row] is not item and shown[row] != item:
                shown[row] = item
                self._tell(row, row)

    def _move_between(
        self, shown: list[LabelCount], start: int, end: int, items: Sequence[LabelCount]
    ) -> None:
        """Replaces the rows from ``start`` to before ``end`` by these labels."""
        before = {item.label.name for item in shown[start:end]}
        after = {item.label.name for item in items}
        renamed = {
            old.label.name: new.label.name
            for old, new in zip(shown[start:end], items)
            if old.label.name not in after and new.label.name not in before
        }
        names = [renamed.get(item.label.name, item.label.name) for item in shown[start:end]]
        rows = {item.label.name: row for row, item in enumerate(items)}
        for row in reversed(range(len(names))):
            if names[row] not in after:
                self.beginRemoveRows(_ROOT, start + row, start + row)
                del shown[start + row], names[row]
                self.endRemoveRows()

        def move(was: int, to: int) -> None:
            gap = start + (to + 1 if to > was else to)
            self.beginMoveRows(_ROOT, start + was, start + was, _ROOT, gap)
            shown.insert(start + to, shown.pop(start + was))
            names.insert(to, names.pop(was))
            self.endMoveRows()

        for row, item in enumerate(items):
            name = item.label.name
            is_next = row + 1 < len(names) and names[row + 1] == name
            if is_next:  # the present one moves further down
                to = min(rows[names[row]], len(names) - 1)
                if names[row] != name and to > row:
                    move(row, to)
            if row == len(names) or (names[row] != name and name not in names[row:]):
                self.beginInsertRows(_ROOT, start + row, start + row)
                shown.insert(start + row, item)
                names.insert(row, name)
                self.endInsertRows()
            elif names[row] != name:
                move(names.index(name, row), row)

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """Whether a name can be edited. Called by Qt."""
        flags = super().flags(index)
        can_edit = index.isValid() and index.column() == 0 and self.items[index.row()].listed
        return flags | Qt.ItemFlag.ItemIsEditable if can_edit else flags

    def cell(self, item: LabelCount, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{item.count:,}" if column else shown(item.label.name) or tr("(no label)")
        if role == Qt.ItemDataRole.EditRole:
            return item.label.name
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            return swatch(item.label.color)
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(self._is_current(item))
            font.setItalic(not item.listed)
            return font
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip("\n".join(filter(None, self._about(item))))
        if role == KEY_ROLE:
            return self._key(item)
        if role == CURRENT_ROLE:
            return self._is_current(item)
        return None

    def setData(self, index: QModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Emits a name that the user has typed; the row keeps the old one until `set_items`."""
        old, new = self.items[index.row()].label.name, str(value).strip()
        if new not in (old, old.strip()):
            self.renamed.emit(old, new)
        return False

    def _about(self, item: LabelCount) -> tuple[str, str, str]:
        key = self._key(item)
        return (
            shown(item.label.name),
            tr("Key: {key}", key=key) if key else "",
            "" if item.listed else tr("This label is not in spai.json."),
        )

    def _key(self, item: LabelCount) -> str:
        keys = (key for key, other in zip(self._keys, self.items) if other is item)
        return next(keys, "") if item.listed else ""

    def _is_current(self, item: LabelCount) -> bool:
        return item.listed and item.label.name == self._current

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, 1))


def _is_same_label(one: LabelCount, other: LabelCount) -> bool:
    return one is other or one.label.name == other.label.name
