"""One history of the deeds in several layers.

QGIS keeps a stack of undo steps for each layer, and Ctrl+Z goes to that of the active layer. Who
labels changes layers with every mode, and expects Ctrl+Z to take back the last deed, wherever it
was. So the stacks are kept in step: each deed is a step on every stack, an empty one where it
changed nothing, and to undo or redo it on one stack does so on all of them. QGIS's own menu, keys
and undo panel work on as they are.

A save gives features other ids, so that what was done to them can't be undone any more. What was
done since to something else, such as the state of an image, outlives it. Below that lies a step
that marks the end: who wants to go back beyond it hears why that can't be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import takewhile
from typing import NamedTuple

from qgis.core import QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..translation import tr


class _Command(NamedTuple):
    """A step. One that ``follows`` belongs to the deed before it: both are undone as one.

    One that ``outlives_save`` is about no features. The ``is_end`` is no deed: it can't be undone.
    """

    text: str
    follows: bool
    undone: Callable[[], None]
    redone: Callable[[], None]
    outlives_save: bool = False
    is_end: bool = False

    @property
    def name(self) -> str:
        """What QGIS's menu and undo panel say."""
        return tr("Saved") if self.is_end else self.text


class _Stack:
    """The undo stack of a layer, and the addresses of the commands on it as they were last seen."""

    def __init__(self, layer: QgsVectorLayer) -> None:
        self.layer = layer
        self.stack = layer.undoStack()
        self._seen: list[int] = []

    def note(self) -> None:
        self._seen = [self._address(index) for index in range(self.stack.count())]
        self.clean()

    def clean(self) -> None:
        """A layer with nothing but empty steps is not modified: QGIS need not ask about it."""
        if all(self._is_empty(index) for index in range(self.stack.index())):
            self.stack.setClean()

    def _is_empty(self, index: int) -> bool:
        """A step of QGIS that is no macro has no children, either, but no name."""
        command = self.stack.command(index)
        return command.childCount() == 0 and bool(command.text())

    def has_new(self, index: int) -> bool:
        """Whether the last of the commands up to an index was not there before.

        A command that replaces others is made before they are deleted: its address is another.
        """
        return index > len(self._seen) or self._address(index - 1) != self._seen[index - 1]

    def _address(self, index: int) -> int:
        """What tells a step from another that stands in its place, for want of something better:
        QGIS's steps have no id of their own (`QUndoCommand.id` is that of a kind), their names and
        sizes are alike, and a redo is told by the same signal as a step that is new."""
        return sip.unwrapinstance(self.stack.command(index))

    def drop_undone(self) -> None:
        """What was undone can't be redone any more: a step that is given up ends that, too."""
        self.layer.beginEditCommand("")
        self.layer.destroyEditCommand()
        self.note()

    def fill(self, text: str) -> None:
        """Adds a step that changes nothing."""
        self.stack.beginMacro(text or "…")
        self.stack.endMacro()


class History(QObject):
    """The deeds of one campaign, in the layers that are being edited."""

    changed = pyqtSignal()
    """Something was done to features or labels, or something was undone or redone."""
    ended = pyqtSignal()
    """Somebody wants to undo what can't be undone any more, for it was saved."""

    def __init__(self) -> None:
        super().__init__()
        self._stacks: dict[str, _Stack] = {}
        self._commands: list[_Command] = []
        self._index = 0
        self._is_busy = False

    @property
    def is_busy(self) -> bool:
        """Whether a deed of our own is being done, undone or redone."""
        return self._is_busy

    @property
    def count(self) -> int:
        """How many deeds can be undone, those of two steps counted twice."""
        return self._index - sum(deed.is_end for deed in self._commands[:1])

    def undo(self) -> None:
        """Takes the last deed back, as QGIS's own undo does."""
        for known in list(self._stacks.values())[:1]:
            known.stack.undo()

    def join(self, layer: QgsVectorLayer) -> None:
        """Takes in a layer that is being edited from now on."""
        self.leave(layer)
        self._stacks[layer.id()] = _Stack(layer)
        layer.undoStack().indexChanged.connect(self._follow)
        layer.editCommandDestroyed.connect(self._drop_undone)
        self.align(layer)

    def leave(self, layer: QgsVectorLayer) -> None:
        """Lets go of a layer that is no longer edited; after the last one, no feature's is left."""
        if self._stacks.pop(layer.id(), None) is not None:
            layer.undoStack().indexChanged.disconnect(self._follow)
            layer.editCommandDestroyed.disconnect(self._drop_undone)
        if not self._stacks:
            self._end_features()

    def align(self, layer: QgsVectorLayer) -> None:
        """Brings a layer whose stack was emptied, by a save or a rollback, in step again."""
        known = self._stacks.get(layer.id())
        if known is None:
            return
        if (known.stack.count(), known.stack.index()) == (len(self._commands), self._index):
            return
        self._fill(known)

    def settle(self) -> None:
        """What was done to features was saved: what was done since to others is left of all."""
        self._end_features()
        self._refill()

    def forget(self) -> None:
        """What was done to features was given up: there is nothing of it to go back to."""
        self._end_features()
        if self._commands and self._commands[0].is_end:
            del self._commands[0]
            self._index -= 1
        self._refill()

    def _end_features(self) -> None:
        """Leaves the end, and on both sides of where we are what is about no features."""
        here = self._index
        done, undone = self._commands[:here], self._commands[here:]
        kept = list(takewhile(_outlives_save, reversed(done)))[::-1]
        end = [_END] if len(kept) < len(done) else []
        self._commands = [*end, *kept, *takewhile(_outlives_save, undone)]
        self._index = len(end) + len(kept)

    def _refill(self) -> None:
        for known in self._stacks.values():
            self._fill(known)

    def _fill(self, known: _Stack) -> None:
        """Puts an empty step for each deed on a stack."""
        with self._busy():
            known.stack.clear()
            for deed in self._commands:
                known.fill(deed.name)
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
        """Edits of any of the layers within are one step, which ``text`` names.

        ``undone`` and ``redone`` are called whenever the step is, for what is no feature. With
        ``follows``, the step belongs to the one before it; with ``outlives_save``, it is about no
        features, and can be undone when those were saved. On an exception nothing was done.
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

    def _note(self, deed: _Command) -> None:
        self._forget_undone()
        self._commands.append(deed)
        self._index += 1
        for known in self._stacks.values():
            known.note()

    def _truncate(self) -> None:
        """What was undone before can't be redone any more."""
        self._forget_undone()
        for known in self._stacks.values():
            known.note()

    def _drop_undone(self) -> None:
        """A tool of QGIS has given up what it did, or merged it: it is on no stack any more."""
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
        """The user, or a tool of QGIS, did something on one of the stacks, or undid it."""
        if self._is_busy:
            return
        stack = self.sender()
        known = next(one for one in self._stacks.values() if one.stack == stack)
        if known.stack.count() == 0:
            return  # it was saved or rolled back; who hears of that aligns it
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
        """Brings all stacks to an index, or beyond it to where a deed ends."""
        before = self._index
        is_beyond = index == 0 and bool(self._commands) and self._commands[0].is_end
        index = max(index, int(is_beyond))
        while 0 < index < len(self._commands) and self._commands[index].follows:
            index += 1 if index > before else -1
        for known in self._stacks.values():
            known.stack.setIndex(index)
            known.clean()
        self._index = index
        for deed in reversed(self._commands[index:before]):
            deed.undone()
        for deed in self._commands[before:index]:
            deed.redone()
        if is_beyond:
            self.ended.emit()


def _nothing() -> None:
    """A step that is about features alone."""


def _outlives_save(deed: _Command) -> bool:
    return deed.outlives_save


_END = _Command("", False, _nothing, _nothing, is_end=True)
