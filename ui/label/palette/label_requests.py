"""Executes what users do to labels in the dock."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Optional

from qgis.core import QgsFeedback
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ....core.base.colors import distinct_colors
from ....core.base.model import Label
from ....core.campaign.label_edits import BadLabel
from ....core.campaign.long_work import go_on
from ....core.qgis.editing.edit_commands import label_commands
from ....core.qgis.editing.edit_commands.bulk_edit import BulkEdit, is_bulk
from ....core.qgis.editing.session import EditSession
from ...common.text import said, tr
from ...work.steps import Steps, in_thread
from ...work.unread import reading_rest
from ...work.work import Work
from .bulk_edits import BulkEdits
from .palette_panel import PalettePanel


class LabelRequests(QObject):
    """Does what the palette asks for, or shows below the list why not."""

    added = pyqtSignal(str)
    """The name of a label that was made."""
    settled = pyqtSignal()
    """A label was renamed, recoloured, merged or deleted: no name is being typed any more."""

    def __init__(self, palette: PalettePanel, work: Work, is_free: Callable[[], bool]) -> None:
        """``is_free`` is whether nothing is being drawn; it says so to the user if something is."""
        super().__init__()
        self._palette = palette
        self._work = work
        self._is_free = is_free
        self.bulk = BulkEdits(work)
        self._session: Optional[EditSession] = None
        palette.renamed.connect(lambda *names: self._when_read(partial(self._rename, *names)))
        palette.recolored.connect(self._recolor)
        palette.moved.connect(self._move)
        palette.merged.connect(lambda *names: self._when_read(partial(self._merge, *names)))
        palette.deleted.connect(lambda *names: self._when_read(partial(self._delete, *names)))
        palette.adopted.connect(self._adopt)
        palette.new_label.entered.connect(self._add)

    def serve(self, session: Optional[EditSession]) -> None:
        """Edits the labels of another campaign from now on; None for none."""
        self._session = session
        self.bulk.serve(session)

    def _when_read(self, deed: Callable[[], None]) -> None:
        """Does something that concerns the annotations of all images, once these are read."""
        session = self._session
        if session is None or not session.unread:
            deed()
            return

        def reading() -> Steps[None]:
            yield from reading_rest(session)
            if self._session is session:  # otherwise another campaign was opened meanwhile
                self._work.afterwards(deed)

        self._work.start(tr("Editing labels…"), reading())

    def _do(
        self,
        command: Callable[[EditSession], None],
        refuse: Optional[Callable[[str], None]] = None,
        after: str = "",
    ) -> bool:
        """``after`` is the label that is current afterwards."""
        session = self._session
        if session is None:
            return False
        bad: list[BadLabel] = []

        def do() -> None:
            try:
                session.palette.check()
                session.begin()
                command(session)
            except BadLabel as error:
                bad.append(error)

        done = self._work.attempt(do) and not bad
        for error in bad:
            (refuse or self._palette.refuse)(said(error.message))
        if done and after:
            self._palette.set_current(after)
        return done

    def _in_bulk(
        self, name: str, title: str, make: Callable[[EditSession], BulkEdit], after: str = ""
    ) -> bool:
        """Whether very many annotations have a label, so that it is changed by a bulk edit: begins
        it, or shows why not. ``after`` is the label that is current afterwards."""
        session, many = self._session, list[bool]()
        if session is None or not self._work.attempt(lambda: many.append(is_bulk(session, name))):
            return True
        if not many[0]:
            return False
        if self._work.is_busy:
            self._palette.refuse(tr("Something else is being done: wait for it, or cancel it."))
            return True
        try:
            edit = make(session)
        except BadLabel as error:
            self._palette.refuse(said(error.message))
            return True
        if self._is_free():
            self.bulk.start(title, edit, lambda: self._settle(after))
        return True

    def _settle(self, current: str) -> None:
        """A bulk edit was done."""
        if current:
            self._palette.set_current(current)
        self.settled.emit()

    def _add(self, name: str, color: str) -> None:
        line = self._palette.new_label
        if self._do(
            lambda session: label_commands.add_label(session, Label(name, color)), line.refuse
        ):
            line.accept()
            self.added.emit(name)
        else:
            line.wait_no_more()

    def _adopt(self, name: str) -> None:
        def adopt(session: EditSession) -> None:
            color = next(distinct_colors([label.color for label in session.palette.labels]))
            label_commands.add_label(session, Label(name, color))

        if self._do(adopt):
            self.added.emit(name)

    def _rename(self, old: str, new: str) -> None:
        after = new if self._palette.current == old else ""
        title = tr("Renaming “{label}”…", label=old)
        if self._in_bulk(old, title, lambda session: BulkEdit.renaming(session, old, new), after):
            return
        if self._do(lambda session: label_commands.rename_label(session, old, new), after=after):
            self.settled.emit()

    def _recolor(self, name: str, color: str) -> None:
        if self._do(lambda session: label_commands.recolor_label(session, name, color)):
            self.settled.emit()

    def _move(self, name: str, index: int) -> None:
        self._do(lambda session: label_commands.move_label(session, name, index))

    def _merge(self, name: str, into: str) -> None:
        """Where images have both labels as classes, their files are read in the background
        first."""
        title = tr("Merging “{label}” into “{other}”…", label=name, other=into)
        after = into if self._palette.current == name else ""
        if self._in_bulk(name, title, lambda one: BulkEdit.merging(one, name, into), after):
            return
        session, found = self._session, []
        if session is None or not self._work.attempt(
            lambda: found.append(label_commands.doubled_after_merge(session, name, into))
        ):
            return
        (doubled,) = found
        if not doubled.images:
            self._merge_now(name, into, None)
            return

        def read(feedback: QgsFeedback) -> label_commands.MergedBefore:
            return label_commands.MergedBefore(
                doubled, doubled.settle(session.workspace, go_on(feedback))
            )

        def merging() -> Steps[None]:
            settled = yield from in_thread(read)
            if self._session is session:  # otherwise another campaign was opened meanwhile
                self._merge_now(name, into, settled)

        self._work.start(tr("Merging labels…"), merging())

    def _merge_now(
        self, name: str, into: str, settled: Optional[label_commands.MergedBefore]
    ) -> None:
        after = into if self._palette.current == name else ""
        if self._do(
            lambda session: label_commands.merge_label(session, name, into, settled), after=after
        ):
            self.settled.emit()

    def _delete(self, name: str, into: Optional[str]) -> None:
        if into is not None:
            self._merge(name, into)
            return
        title = tr("Deleting “{label}”…", label=name)
        if self._in_bulk(name, title, lambda session: BulkEdit.deleting(session, name)):
            return
        if self._do(lambda session: label_commands.delete_label(session, name)):
            self.settled.emit()
