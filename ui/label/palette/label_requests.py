"""What people do to labels in the dock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional

from qgis.core import QgsFeedback
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ....core.base.colors import distinct_colors
from ....core.base.model import Label
from ....core.campaign.cancelling import go_on
from ....core.campaign.label_edits import BadLabel
from ....core.qgis.editing.edit_commands import labels as deeds
from ....core.qgis.editing.session import EditSession
from ...common.text import tr
from ...work.work import Work
from .palette import PalettePanel

Try = Callable[[Callable[[], object]], bool]


class LabelRequests(QObject):
    """Does what the palette asks for, or says below the list why not."""

    added = pyqtSignal(str)
    """The name of a label that was made."""
    settled = pyqtSignal()
    """A label was renamed, recoloured, merged or deleted: nobody goes on typing."""

    def __init__(self, palette: PalettePanel, attempt: Try, work: Work) -> None:
        """``attempt`` does something and tells what goes wrong; whether it went well."""
        super().__init__()
        self._palette = palette
        self._attempt = attempt
        self._work = work
        self._editing: Optional[EditSession] = None
        palette.renamed.connect(self._rename)
        palette.recolored.connect(self._recolor)
        palette.moved.connect(self._move)
        palette.merged.connect(self._merge)
        palette.deleted.connect(self._delete)
        palette.adopted.connect(self._adopt)
        palette.new_label.entered.connect(self._add)

    def serve(self, editing: Optional[EditSession]) -> None:
        """Edits the labels of another campaign from now on; None for none."""
        self._editing = editing

    def _do(
        self,
        deed: Callable[[EditSession], None],
        refuse: Optional[Callable[[str], None]] = None,
        after: str = "",
    ) -> bool:
        """``after`` is the label that is current then."""
        editing = self._editing
        if editing is None:
            return False
        bad: list[BadLabel] = []

        def do() -> None:
            try:
                editing.palette.check()
                editing.begin()
                deed(editing)
            except BadLabel as error:
                bad.append(error)

        done = self._attempt(do) and not bad
        for error in bad:
            (refuse or self._palette.refuse)(str(error))
        if done and after:
            self._palette.set_current(after)
        return done

    def _add(self, name: str, color: str) -> None:
        line = self._palette.new_label
        if self._do(lambda editing: deeds.add_label(editing, Label(name, color)), line.refuse):
            line.accept()
            self.added.emit(name)
        else:
            line.wait_no_more()

    def _adopt(self, name: str) -> None:
        def adopt(editing: EditSession) -> None:
            color = next(distinct_colors([label.color for label in editing.palette.labels]))
            deeds.add_label(editing, Label(name, color))

        if self._do(adopt):
            self.added.emit(name)

    def _rename(self, old: str, new: str) -> None:
        after = new if self._palette.current == old else ""
        if self._do(lambda editing: deeds.rename_label(editing, old, new), after=after):
            self.settled.emit()

    def _recolor(self, name: str, color: str) -> None:
        if self._do(lambda editing: deeds.recolor_label(editing, name, color)):
            self.settled.emit()

    def _move(self, name: str, index: int) -> None:
        self._do(lambda editing: deeds.move_label(editing, name, index))

    def _merge(self, name: str, into: str) -> None:
        """Images that have both labels as classes are read of in the background first."""
        editing, found = self._editing, []
        if editing is None or not self._attempt(
            lambda: found.append(deeds.doubled_after_merge(editing, name, into))
        ):
            return
        (twice,) = found
        if not twice.images:
            self._merge_now(name, into, None)
            return

        def read(feedback: QgsFeedback) -> deeds.Settled:
            return deeds.Settled(twice, twice.settle(editing.workspace, go_on(feedback)))

        def merge(settled: deeds.Settled) -> None:
            if self._editing is editing:  # else another campaign was opened meanwhile
                self._merge_now(name, into, settled)

        self._work.start(tr("Merging labels…"), read, merge)

    def _merge_now(self, name: str, into: str, settled: Optional[deeds.Settled]) -> None:
        after = into if self._palette.current == name else ""
        if self._do(lambda editing: deeds.merge_label(editing, name, into, settled), after=after):
            self.settled.emit()

    def _delete(self, name: str, into: Optional[str]) -> None:
        if into is not None:
            self._merge(name, into)
            return
        if self._do(lambda editing: deeds.delete_label(editing, name)):
            self.settled.emit()
