"""What QGIS's own tools do in a layer, step by step, for those that put it right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject

from ..history import History


@dataclass
class ToolStep:
    """One step: QGIS's name for it, and the ids of what it added and of what it drew anew."""

    text: str
    added: list[int] = field(default_factory=list)
    redrawn: list[int] = field(default_factory=list)


Keeper = Callable[[QgsVectorLayer, History, ToolStep], None]
"""Puts right what a step did, as a part of the same step to undo."""


class ToolSteps(QObject):
    """Calls a layer's keepers after each step, in the order in which they are given.

    It alone hears of the layer: what one keeper does is a step of ours in the middle of QGIS's, of
    which the others would have to know what to forget.
    """

    def __init__(self, layer: QgsVectorLayer, history: History, keepers: Sequence[Keeper]) -> None:
        super().__init__()
        self._layer = layer
        self._history = history
        self._keepers = keepers
        self._step = ToolStep("")
        layer.editCommandStarted.connect(self._begin)
        layer.featureAdded.connect(self._note_added)
        layer.geometryChanged.connect(self._note_redrawn)
        layer.editCommandEnded.connect(self._keep)

    def leave(self) -> None:
        """Lets go of the layer."""
        self._layer.editCommandStarted.disconnect(self._begin)
        self._layer.featureAdded.disconnect(self._note_added)
        self._layer.geometryChanged.disconnect(self._note_redrawn)
        self._layer.editCommandEnded.disconnect(self._keep)

    def _begin(self, text: str) -> None:
        if not self._history.is_busy:
            self._step = ToolStep(text)

    def _note_added(self, fid: int) -> None:
        if self._is_heard:
            self._step.added.append(fid)

    def _note_redrawn(self, fid: int, *_: object) -> None:
        if self._is_heard:
            self._step.redrawn.append(fid)

    @property
    def _is_heard(self) -> bool:
        """What is done in no step can't be put right in it; the export does so with the rest."""
        return self._layer.isEditCommandActive() and not self._history.is_busy

    def _keep(self) -> None:
        if self._history.is_busy:
            return
        step, self._step = self._step, ToolStep("")
        for keep in self._keepers:
            keep(self._layer, self._history, step)
