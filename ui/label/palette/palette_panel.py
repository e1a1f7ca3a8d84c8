"""The palette of labels in the dock: what a user does to labels, as signals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from qgis.gui import QgsColorDialog
from qgis.PyQt.QtCore import QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ....core.workspace.summary import LabelCount
from ...common.models import swatch
from ...common.text import tr
from ...common.views import TextLabel, section_title
from .delete_label import DeleteLabel, MergeLabel, short_name
from .new_label import NewLabel
from .palette_model import PaletteModel
from .palette_view import PaletteView

_MANY = 500  # labels: building a menu of more takes too long


class PalettePanel(QWidget):
    """The labels with their keys and counts, and below them the line for a new one.

    It changes nothing itself: the receiver of a signal calls `show_labels`, `set_current` or
    `refuse`.
    """

    label_chosen = pyqtSignal(str)
    renamed = pyqtSignal(str, str)
    """The old name and the new one, trimmed; it may be empty or another label's."""
    recolored = pyqtSignal(str, str)
    """The name and the colour as ``#rrggbb``."""
    moved = pyqtSignal(str, int)
    """The name and its new index among the listed labels."""
    merged = pyqtSignal(str, str)
    """The name, and that of the label into which it goes."""
    deleted = pyqtSignal(str, object)
    """The name, and the label that its annotations get; None: they are deleted as well."""
    adopted = pyqtSignal(str)
    """The name of a label that is to be added to spai.json."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.labels = PaletteModel(self)
        self.labels_view = PaletteView(self.labels)
        self.title = QLabel()
        self.title.setToolTip(
            tr("Click a label to draw with it, double-click to rename it, drag to move it")
        )
        self.more = QToolButton()
        self.more.setText("⋯")
        self.more.setToolTip(tr("Rename, recolour, merge or delete the current label"))
        self.more.setAutoRaise(True)
        self.hint = QLabel(tr("No labels yet: name the first below."))
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.note = TextLabel()
        self.note.hide()
        self.new_label = NewLabel()
        self._build()
        self._connect()
        self.show_labels([])

    @property
    def current(self) -> str:
        """The current label's name; empty where there is none, or it isn't listed any more."""
        return self.labels.current

    def set_current(self, name: str) -> None:
        """Makes a label the current one, and scrolls to it; none with an empty name."""
        self.labels.set_current(name)
        self.more.setEnabled(bool(self.current))
        row = self.labels.row_of(name) if self.current else None
        if row is not None and not self.labels_view.is_editing:
            self.labels_view.setCurrentIndex(self.labels.index(row, 0))

    def show_labels(self, labels: Sequence[LabelCount]) -> None:
        """Shows labels: the listed ones in their order, then the others."""
        before = self.labels.items
        rows = self.labels.set_items(labels)
        self.hint.setVisible(not labels)
        self.labels_view.setVisible(bool(labels))
        self.title.setText(section_title(tr("Labels"), len(labels)))
        self.more.setEnabled(bool(self.current))
        if (
            rows is None
            or not labels
            or any(before[row].label != self.labels.items[row].label for row in rows)
        ):
            self.new_label.set_labels([entry.label for entry in labels])

    def name_keys(self, keys: Sequence[str]) -> None:
        """Sets the shortcut keys of the first ten labels; an empty text where there is none."""
        self.labels.set_keys(keys)

    def refuse(self, why: str) -> None:
        """Shows why the last request can't be fulfilled."""
        self.note.setText(why)
        self.note.show()

    def list_height(self) -> int:
        """The height in pixels at which all rows are visible."""
        height = self.sizeHint().height()
        if not self.labels.items:
            return height
        rows = self.labels.rowCount() * self.labels_view.sizeHintForRow(0)
        view = max(rows + 2 * self.labels_view.frameWidth(), self.labels_view.minimumHeight())
        return height - self.labels_view.sizeHint().height() + view

    def _build(self) -> None:
        title = QHBoxLayout()
        title.addWidget(self.title, 1)
        title.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(title)
        layout.addWidget(self.hint, 1)
        layout.addWidget(self.labels_view, 1)
        layout.addWidget(self.note)
        layout.addWidget(self.new_label)

    def _connect(self) -> None:
        actions = (self.label_chosen, self.renamed, self.recolored, self.moved, self.merged)
        for signal in (*actions, self.deleted, self.adopted, self.new_label.entered):
            signal.connect(self.note.hide)  # connected first: a later receiver may call `refuse`
        self.labels.renamed.connect(self.renamed)
        self.labels_view.label_chosen.connect(self.label_chosen)
        self.labels_view.label_moved.connect(self.moved)
        self.labels_view.color_wanted.connect(self._ask_color)
        self.labels_view.menu_wanted.connect(self._open_menu)
        self.more.clicked.connect(self._open_menu_of_current)

    def _open_menu_of_current(self) -> None:
        spot = self.more.mapToGlobal(self.more.rect().bottomLeft())
        self._open_menu(self.current, spot)

    def _open_menu(self, name: str, spot: QPoint) -> None:
        if not name:  # annotations without a label: nothing to add or rename
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        entry = self.labels.find(name)
        if entry is not None:
            self._fill_menu(menu, entry)
        else:
            menu.addAction(tr("Add to the labels")).triggered.connect(
                lambda: self.adopted.emit(name)
            )
        menu.popup(spot)

    def _fill_menu(self, menu: QMenu, entry: LabelCount) -> None:
        name = entry.label.name
        rename = menu.addAction(f"{tr('Rename')}\tF2")
        rename.triggered.connect(lambda: self.labels_view.edit_name(name))
        menu.addAction(tr("Change colour…")).triggered.connect(lambda: self._ask_color(name))
        merge = menu.addMenu(tr("Merge into"))
        merge.setEnabled(self.labels.listed_count > 1)
        if self.labels.listed_count < _MANY:
            self._fill_merge(merge, entry)
        else:
            merge.aboutToShow.connect(lambda: self._fill_merge(merge, entry))
        menu.addSeparator()
        delete = tr("Delete…") if entry.count else tr("Delete")
        menu.addAction(delete).triggered.connect(lambda: self._ask_delete(entry))

    def _fill_merge(self, menu: QMenu, entry: LabelCount) -> None:
        """Lists the other labels; of thousands, only names, and only when the menu is opened."""
        if not menu.isEmpty():
            return
        others = self._others(entry.label.name)
        for other in others:
            text = short_name(other.label.name, self.fontMetrics()).replace("&", "&&")
            action = menu.addAction(text)
            if len(others) < _MANY:
                action.setIcon(swatch(other.label.color))
            action.triggered.connect(lambda _, into=other: self._ask_merge(entry, into))

    def _ask_color(self, name: str) -> None:
        entry = self.labels.find(name)
        if entry is None:
            return
        dialog = QgsColorDialog(self, color=QColor(entry.label.color))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setTitle(tr("The label's colour"))
        dialog.setAllowOpacity(False)
        dialog.accepted.connect(lambda: self._recolor(entry, dialog.color().name()))
        dialog.open()

    def _recolor(self, entry: LabelCount, color: str) -> None:
        if color != entry.label.color.lower():
            self.recolored.emit(entry.label.name, color)

    def _ask_merge(self, entry: LabelCount, into: LabelCount) -> None:
        dialog = MergeLabel(entry, into.label, self)
        names = entry.label.name, into.label.name
        dialog.accepted.connect(lambda: self.merged.emit(*names))
        dialog.open()

    def _ask_delete(self, entry: LabelCount) -> None:
        name = entry.label.name
        if not entry.count:
            self.deleted.emit(name, None)
            return
        dialog = DeleteLabel(entry, [other.label for other in self._others(name)], self)
        dialog.accepted.connect(lambda: self.deleted.emit(name, dialog.into))
        dialog.open()

    def _others(self, name: str) -> list[LabelCount]:
        return [entry for entry in self.labels.listed if entry.label.name != name]
