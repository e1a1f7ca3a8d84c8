"""Watches a layer that is edited: rollbacks, and the end of editing."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsVectorLayer

from ..edit_buffer import is_changed
from ..history import History


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
