"""What is heard of a layer that is edited: it is rolled back, or edited no more."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsVectorLayer

from ..history import History
from ..layer_edits import is_changed


class LayerWatch:
    """Keeps a layer's stack in the history while it is edited, and tells of rollbacks."""

    def __init__(
        self,
        layer: QgsVectorLayer,
        history: History,
        rolled_back: Callable[[QgsVectorLayer, bool], None],
    ) -> None:
        """``rolled_back`` also hears whether anything was changed."""

        def stopped() -> None:
            history.leave(layer)
            if layer.isEditable():  # it was rolled back, and editing goes on
                history.join(layer)

        def rolling_back() -> None:
            self._was_changed = is_changed(layer)
            history.leave(layer)  # it undoes all steps of this layer; the others' stay

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
        """Hears of the layer no more."""
        for signal, slot in self._connections:
            signal.disconnect(slot)
