"""Asks, once, what to do with something that is drawn outside every image."""

from __future__ import annotations

from typing import Optional

from qgis.core import Qgis, QgsGeometry
from qgis.gui import QgsMessageBar, QgsMessageBarItem
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton

from ...core.base.model import Task
from ..common.text import tr
from ..common.whole_message import show_whole
from ..work.options import Outside
from .options_menu import OptionsMenu


class OutsideQuestion(QObject):
    """Asks in the message bar, without blocking, and remembers the answer."""

    kept = pyqtSignal(Task, QgsGeometry)
    """The user wants it to be added all the same."""

    def __init__(self, bar: QgsMessageBar, menu: OptionsMenu) -> None:
        super().__init__()
        self._bar = bar
        self._menu = menu
        self._drawn: list[tuple[Task, QgsGeometry]] = []
        self._item: Optional[QgsMessageBarItem] = None

    def ask(self, known: Outside, task: Task, drawn: QgsGeometry) -> None:
        """Handles something drawn outside every image as the user has chosen."""
        if known is Outside.KEEP:
            self.kept.emit(task, drawn)
        elif known is Outside.REFUSE:
            text = tr("It lies outside every image.")
            self._bar.pushMessage(tr("Nothing was drawn"), text, Qgis.MessageLevel.Warning, 8)
        else:
            self._drawn.append((task, drawn))
            if self._item is None:
                self._show()

    def forget(self) -> int:
        """Removes the question: the campaign is left. Returns how many shapes waited for it."""
        count = len(self._drawn)
        self._drawn.clear()
        if self._item is not None:
            self._bar.popWidget(self._item)
        return count

    def _show(self) -> None:
        text = tr("What you have drawn lies outside every image.")
        item = self._bar.createMessage(tr("Scaneo Bridge"), text)
        keep = QPushButton(tr("Keep such things"))
        keep.setToolTip(tr("They belong to no image, and the export lists them as problems"))
        refuse = QPushButton(tr("Draw nothing there"))
        keep.clicked.connect(lambda: self._answer(Outside.KEEP))
        refuse.clicked.connect(lambda: self._answer(Outside.REFUSE))
        item.layout().addWidget(keep)
        item.layout().addWidget(refuse)
        item.destroyed.connect(self._note_closed)
        self._item = item
        self._bar.pushWidget(item, Qgis.MessageLevel.Warning)
        show_whole(item)

    def _note_closed(self) -> None:
        """With the next drawing, it is asked again, for this one as well."""
        self._item = None

    def _answer(self, outside: Outside) -> None:
        drawn, self._drawn = self._drawn, []
        if self._item is not None:
            self._bar.popWidget(self._item)
        self._menu.choose(outside=outside)
        for task, shape in drawn:
            if outside is Outside.KEEP:
                self.kept.emit(task, shape)
