"""The list of conflicts by image, with what each side did and what was picked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QKeyEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from ...core.base.names import shown
from ...core.campaign.merging.folder_merge import Conflicts
from ...core.formats.scaneo.labels import LABELS_FILE
from ...core.formats.scaneo.merge.label_three_way import LabelConflict
from ...core.formats.scaneo.merge.side import Side
from ..common.text import tooltip, tr
from .version_styles import LINE_SIZE, side_icon, side_name, swatches
from .words import AnyConflict, is_written, story, title

_KEYS = {
    Qt.Key.Key_Left: Side.OURS,
    Qt.Key.Key_M: Side.OURS,
    Qt.Key.Key_Right: Side.THEIRS,
    Qt.Key.Key_T: Side.THEIRS,
}
_CONFLICT = Qt.ItemDataRole.UserRole
_PICK_WIDTH = 40  # pixels


class ConflictsList(QTreeWidget):
    """Up and Down move the cursor; Left or M picks mine, Right or T theirs: for a conflict, or, on
    a file's row, for all conflicts in it."""

    pointed = pyqtSignal(object)
    """The conflict that the user wants to see."""
    picked = pyqtSignal(object)
    """The `Side` that the user picks for the current one."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(10)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setAlternatingRowColors(True)
        self.setAllColumnsShowFocus(True)
        self.setIconSize(LINE_SIZE)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMinimumHeight(96)
        columns = self.header()
        columns.setStretchLastSection(False)
        columns.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        columns.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        columns.resizeSection(1, _PICK_WIDTH)
        self._rows: dict[AnyConflict, QTreeWidgetItem] = {}
        self.currentItemChanged.connect(lambda item, _: self._point(item))
        # Also the current one: the map may show something else by now.
        self.itemClicked.connect(self._point)

    def show_conflicts(self, conflicts: Conflicts) -> None:
        """Replaces the conflicts; none is picked."""
        self.blockSignals(True)
        self.clear()
        self._rows.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for one in conflicts.images:
            if one.image not in groups:
                groups[one.image] = self._group(one.image)
            self._add(groups[one.image], one)
        if conflicts.labels:
            group = self._group(LABELS_FILE)
            for label in conflicts.labels:
                self._add(group, label)
        self.expandAll()
        self.blockSignals(False)

    def _group(self, name: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self, [tr("Labels") if name == LABELS_FILE else shown(name)])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        item.setToolTip(0, tooltip(tr("All of {file}", file=name)))
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        item.setFirstColumnSpanned(True)
        return item

    def _add(self, group: QTreeWidgetItem, conflict: AnyConflict) -> None:
        what, how = title(conflict), story(conflict)
        item = QTreeWidgetItem(group, [f"{shown(what)}\n{shown(how)}"])
        item.setData(0, _CONFLICT, conflict)
        item.setToolTip(0, tooltip(f"{what}: {how}"))
        if isinstance(conflict, LabelConflict):
            item.setIcon(0, swatches(conflict.ours, conflict.theirs))
        self._rows[conflict] = item

    def show_picks(self, picks: Mapping[AnyConflict, Side]) -> None:
        """Shows what is picked for each; of thousands, usually one is new."""
        for conflict, item in self._rows.items():
            side = picks.get(conflict)
            if item.toolTip(1) == _pick_name(side):
                continue
            item.setText(1, "–" if side is None else "")
            item.setIcon(1, QIcon() if side is None else side_icon(side))
            item.setToolTip(1, _pick_name(side))

    @property
    def current(self) -> Optional[AnyConflict]:
        """The conflict of the cursor's row."""
        item = self.currentItem()
        return None if item is None else item.data(0, _CONFLICT)

    @property
    def chosen(self) -> list[AnyConflict]:
        """What a pick applies to: the conflict of the cursor's row, or all of a file."""
        item = self.currentItem()
        if item is None:
            return []
        conflict = item.data(0, _CONFLICT)
        if conflict is not None:
            return [conflict]
        return [item.child(row).data(0, _CONFLICT) for row in range(item.childCount())]

    def go_to_first(self) -> None:
        """Moves the cursor to the first conflict, which shows it; to the whole file where one
        question covers all its conflicts: whether they were deleted."""
        first = self.topLevelItem(0)
        if first is None:
            return
        conflicts = [first.child(row).data(0, _CONFLICT) for row in range(first.childCount())]
        is_one = len(conflicts) > 1 and all(map(is_written, conflicts))
        self.setCurrentItem(first if is_one else first.child(0))

    def _point(self, item: Optional[QTreeWidgetItem]) -> None:
        conflicts = self.chosen if item is not None else []
        if conflicts:
            self.pointed.emit(conflicts[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Picks by key. Called by Qt."""
        side = _KEYS.get(event.key())
        if side is not None and event.modifiers() in (_NONE, _KEYPAD):
            self.picked.emit(side)
        else:
            super().keyPressEvent(event)


def _pick_name(side: Optional[Side]) -> str:
    return tr("not chosen") if side is None else side_name(side)


_NONE, _KEYPAD = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
