"""One undo history for several layers.

QGIS has an undo stack for each layer, and Ctrl+Z acts on that of the active layer. While labelling,
the active layer changes with every mode, and Ctrl+Z should undo the last edit, in whichever layer.
So the stacks are synchronised: each edit command is a step on every stack, an empty one where it
changes nothing, and undoing or redoing it on one stack does so on all. QGIS's own menu, keys and
undo panel work as usual.

A save gives features other ids, so earlier edits of features can't be undone any more. Later edits
of other things, such as the state of an image, can; and bulk edits, which are saved at once, until
the campaign is opened again. Below these there is a step that marks the end: who tries to undo it
is told why that is not possible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import takewhile
from typing import NamedTuple, Optional, Protocol

from qgis.core import QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..translation import tr


class Bulk(Protocol):
    """An edit of the workspace itself, as a step of the history."""

    text: str


class _Command(NamedTuple):
    """A step. One that ``follows`` belongs to the command before it: both are undone together.

    One that ``outlives_save`` does not concern features that are open; ``bulk`` is the edit of the
    workspace that it stands for. ``is_end`` marks the end, which can't be undone.
    """

    text: str
    follows: bool
    undone: Callable[[], None]
    redone: Callable[[], None]
    outlives_save: bool = False
    is_end: bool = False
    bulk: Optional[Bulk] = None

    @property
    def name(self) -> str:
        """The text in QGIS's menu and undo panel."""
        return tr("Saved") if self.is_end else self.text


class _Stack:
    """The undo stack of a layer, and the addresses of its commands as they were last seen."""

    def __init__(self, layer: QgsVectorLayer) -> None:
        self.layer = layer
        self.stack = layer.undoStack()
        self._seen: list[int] = []

    def note(self) -> None:
        self._seen = [self._address(index) for index in range(self.stack.count())]
        self.clean()

    def clean(self) -> None:
        """A layer with only empty steps is not modified: QGIS need not ask whether to save it."""
        if all(self._is_empty(index) for index in range(self.stack.index())):
            self.stack.setClean()

    def _is_empty(self, index: int) -> bool:
        """One of our steps without children; a step of QGIS that is no macro has none either, but
        has no name."""
        command = self.stack.command(index)
        return command.childCount() == 0 and bool(command.text())

    def has_new(self, index: int) -> bool:
        """Whether the last command before an index is new.

        A command that replaces others is created before they are deleted, so its address differs.
        """
        return index > len(self._seen) or self._address(index - 1) != self._seen[index - 1]

    def _address(self, index: int) -> int:
        """What tells a step from another that stands in its place, for want of something better:
        QGIS's steps have no id of their own (`QUndoCommand.id` is that of a kind), their names and
        sizes are alike, and a redo is told by the same signal as a step that is new."""
        return sip.unwrapinstance(self.stack.command(index))

    def drop_undone(self) -> None:
        """Removes the undone steps: a new command that is then cancelled does that, too."""
        self.layer.beginEditCommand("")
        self.layer.destroyEditCommand()
        self.note()

    def fill(self, text: str) -> None:
        """Adds an empty step."""
        self.stack.beginMacro(text or "…")
        self.stack.endMacro()


class History(QObject):
    """The edit commands of one campaign, in the layers that are being edited."""

    changed = pyqtSignal()
    """Something was done to features or labels, or something was undone or redone."""
    ended = pyqtSignal()
    """Somebody wants to undo what can't be undone any more, for it was saved."""
    bulk_moved = pyqtSignal(object, bool)
    """This bulk edit was undone or redone (True) on the stacks: whoever hears it changes the
    workspace, later, for QGIS is in the middle of it."""

    def __init__(self) -> None:
        super().__init__()
        self._stacks: dict[str, _Stack] = {}
        self._commands: list[_Command] = []
        self._index = 0
        self._is_busy = False

    @property
    def is_busy(self) -> bool:
        """Whether a command of ours is being done, undone or redone."""
        return self._is_busy

    @property
    def count(self) -> int:
        """How many steps can be undone; those of two-step commands count twice."""
        return self._index - sum(command.is_end for command in self._commands[:1])

    def undo(self) -> None:
        """Undoes the last command, as QGIS's own undo does."""
        for known in list(self._stacks.values())[:1]:
            known.stack.undo()

    def join(self, layer: QgsVectorLayer) -> None:
        """Adds a layer that is being edited from now on."""
        self.leave(layer)
        self._stacks[layer.id()] = _Stack(layer)
        layer.undoStack().indexChanged.connect(self._follow)
        layer.editCommandDestroyed.connect(self._drop_undone)
        self.align(layer)

    def leave(self, layer: QgsVectorLayer) -> None:
        """Removes a layer that is no longer edited; after the last one, no steps about features are
        left."""
        if self._stacks.pop(layer.id(), None) is not None:
            layer.undoStack().indexChanged.disconnect(self._follow)
            layer.editCommandDestroyed.disconnect(self._drop_undone)
        if not self._stacks:
            self._end_features()

    def align(self, layer: QgsVectorLayer) -> None:
        """Synchronises a layer again whose stack was emptied by a save or a rollback."""
        known = self._stacks.get(layer.id())
        if known is None:
            return
        if (known.stack.count(), known.stack.index()) == (len(self._commands), self._index):
            return
        self._fill(known)

    def settle(self) -> None:
        """Edits of features were saved: only later steps about other things are left."""
        self._end_features()
        self._refill()

    def forget(self) -> None:
        """Edits of features were rolled back: none of their steps is left."""
        self._end_features()
        if self._commands and self._commands[0].is_end:
            del self._commands[0]
            self._index -= 1
        self._refill()

    def add_bulk(self, edit: Bulk) -> None:
        """A bulk edit was done: it is the last step now."""
        undone, redone = (partial(self.bulk_moved.emit, edit, is_done) for is_done in (False, True))
        with self._busy():
            for known in self._stacks.values():
                known.fill(edit.text)
            self._note(_Command(edit.text, False, undone, redone, outlives_save=True, bulk=edit))
        self.changed.emit()

    def show_bulk(self, edit: Bulk, is_done: bool) -> None:
        """Goes to where a bulk edit counts as done, or undone: what was to change that has
        failed."""
        index = next((at for at, one in enumerate(self._commands) if one.bulk is edit), None)
        if index is not None and (index < self._index) is not is_done:
            with self._busy():
                self._move(index + is_done)
            self.changed.emit()

    def end_bulk(self) -> None:
        """The workspace was opened again: ids of features may be others, or stand for others."""
        self._end_features(_outlives_opening)
        self._refill()

    def _end_features(self, is_kept: Optional[Callable[[_Command], bool]] = None) -> None:
        """Keeps the end marker, and on both sides of the current position what is not about
        features."""
        here = self._index
        is_kept = is_kept or _outlives_save
        done, undone = self._commands[:here], self._commands[here:]
        kept = list(takewhile(is_kept, reversed(done)))[::-1]
        end = [_END] if len(kept) < len(done) else []
        self._commands = [*end, *kept, *takewhile(is_kept, undone)]
        self._index = len(end) + len(kept)

    def _refill(self) -> None:
        for known in self._stacks.values():
            self._fill(known)

    def _fill(self, known: _Stack) -> None:
        """Adds an empty step for each command to a stack."""
        with self._busy():
            known.stack.clear()
            for command in self._commands:
                known.fill(command.name)
            known.stack.setIndex(self._index)
        known.note()

    @contextmanager
    def command(
        self,
        text: str,
        undone: Callable[[], None] = lambda: None,
        redone: Callable[[], None] = lambda: None,
        follows: bool = False,
        outlives_save: bool = False,
    ) -> Iterator[None]:
        """Edits of any of the layers within the block are one step, named ``text``.

        ``undone`` and ``redone`` are called whenever the step is, for what is not in features. With
        ``follows``, the step belongs to the one before it; with ``outlives_save``, it is not about
        features, and can be undone after these were saved. If the block raises, nothing was done.
        """
        with self._busy():
            for known in self._stacks.values():
                known.layer.beginEditCommand(text)
            try:
                yield
            except BaseException:
                for known in self._stacks.values():
                    known.layer.destroyEditCommand()
                self._truncate()
                raise
            for known in self._stacks.values():
                known.layer.endEditCommand()
            self._note(_Command(text, follows, undone, redone, outlives_save))
        if not outlives_save:
            self.changed.emit()

    @contextmanager
    def _busy(self) -> Iterator[None]:
        before, self._is_busy = self._is_busy, True
        try:
            yield
        finally:
            self._is_busy = before

    def _note(self, command: _Command) -> None:
        self._forget_undone()
        self._commands.append(command)
        self._index += 1
        for known in self._stacks.values():
            known.note()

    def _truncate(self) -> None:
        """Undone commands can't be redone any more."""
        self._forget_undone()
        for known in self._stacks.values():
            known.note()

    def _drop_undone(self) -> None:
        """A tool of QGIS has cancelled or merged its command: it is on no stack any more."""
        if self._is_busy:
            return
        with self._busy():
            self._forget_undone()
            for known in self._stacks.values():
                known.drop_undone()

    def _forget_undone(self) -> None:
        undone = self._index
        del self._commands[undone:]

    def _follow(self, index: int) -> None:
        """The user, or a tool of QGIS, did or undid something on one of the stacks."""
        if self._is_busy:
            return
        stack = self.sender()
        known = next(one for one in self._stacks.values() if one.stack == stack)
        if known.stack.count() == 0:
            return  # saved or rolled back: the handler of that calls `align`
        with self._busy():
            if index and known.has_new(index):
                text = known.stack.text(index - 1)
                for other in self._stacks.values():
                    if other is not known:
                        other.fill(text)
                self._note(_Command(text, False, _nothing, _nothing))
            else:
                self._move(index)
        if known.stack.count() < len(self._commands):
            self._drop_undone()
        self.changed.emit()

    def _move(self, index: int) -> None:
        """Moves all stacks to an index, or further to where a command ends."""
        before = self._index
        is_beyond = index == 0 and bool(self._commands) and self._commands[0].is_end
        index = max(index, int(is_beyond))
        while 0 < index < len(self._commands) and self._commands[index].follows:
            index += 1 if index > before else -1
        for known in self._stacks.values():
            known.stack.setIndex(index)
            known.clean()
        self._index = index
        for command in reversed(self._commands[index:before]):
            command.undone()
        for command in self._commands[before:index]:
            command.redone()
        if is_beyond:
            self.ended.emit()


def _nothing() -> None:
    """For a step that is about features only."""


def _outlives_save(command: _Command) -> bool:
    return command.outlives_save


def _outlives_opening(command: _Command) -> bool:
    return command.outlives_save and command.bulk is None


_END = _Command("", False, _nothing, _nothing, is_end=True)
