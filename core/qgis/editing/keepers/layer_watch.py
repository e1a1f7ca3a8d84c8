"""Watches a layer that is edited: what QGIS's own tools do in it, step by step, for the keepers;
rollbacks, and the end of editing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject

from ..edit_buffer import is_changed
from ..history import History


@dataclass
class ToolStep:
    """One step: QGIS's name for it, and the ids of features that it added and of those whose
    geometry it changed."""

    text: str
    added: list[int] = field(default_factory=list)
    redrawn: list[int] = field(default_factory=list)


Keeper = Callable[[QgsVectorLayer, History, ToolStep], None]
"""Puts right what a step did, as a part of the same step to undo."""


class ToolSteps(QObject):
    """Calls a layer's keepers after each step, in the given order.

    Only this object watches the layer: a keeper's own changes are steps within QGIS's, which the
    other keepers must not see.
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
        """Stops watching the layer."""
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
        """A change outside of any step can't be corrected in it; the export does so."""
        return self._layer.isEditCommandActive() and not self._history.is_busy

    def _keep(self) -> None:
        if self._history.is_busy:
            return
        step, self._step = self._step, ToolStep("")
        for keep in self._keepers:
            keep(self._layer, self._history, step)


class LayerWatch:
    """Keeps a layer's stack in the history while it is edited, and reports rollbacks."""

    def __init__(
        self,
        layer: QgsVectorLayer,
        history: History,
        rolled_back: Callable[[QgsVectorLayer, bool], None],
    ) -> None:
        """``rolled_back`` also gets whether anything was changed."""

        def stopped() -> None:
            history.leave(layer)
            if layer.isEditable():  # rolled back, while editing goes on
                history.join(layer)

        def rolling_back() -> None:
            self._was_changed = is_changed(layer)
            history.leave(layer)  # a rollback undoes all steps of this layer only

        self._was_changed = False
        self._connections = (
            (layer.editingStarted, lambda: history.join(layer)),
            (layer.editingStopped, stopped),
            (layer.beforeRollBack, rolling_back),
            (layer.afterRollBack, lambda: rolled_back(layer, self._was_changed)),
        )
        for signal, slot in self._connections:
            signal.connect(slot)

    def leave(self) -> None:
        """Stops watching the layer."""
        for signal, slot in self._connections:
            signal.disconnect(slot)
