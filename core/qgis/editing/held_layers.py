"""Layers that nobody may edit for a while: the rows of their workspace are being replaced."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsVectorLayer
from qgis.PyQt import sip

from ...workspace.workspace_ref import WorkspaceRef
from .committing import commit

_HELD = "scaneo/held"  # on a layer that is read-only until its campaign is open again


class HeldLayers:
    """Who opens a campaign again may put other rows in place of those that an edit is about.

    The layers may be gone at any time, and two projects may have layers of one id.
    """

    def __init__(self) -> None:
        self._held: list[QgsVectorLayer] = []

    def hold(self, workspace: WorkspaceRef, layers: Iterable[QgsVectorLayer]) -> None:
        """Saves what is open in layers of a workspace, and lets nobody edit until `release`.

        :raises ScaneoError: where QGIS can't save it; it stays open.
        """
        layers = list(layers)
        with workspace.turn():
            for layer in layers:
                if layer.isEditable():
                    commit(layer, stop=True)
        for layer in layers:
            # A project that is saved meanwhile keeps the mark: who opens it again releases them.
            if layer.customProperty(_HELD) or (not layer.readOnly() and layer.setReadOnly(True)):
                layer.setCustomProperty(_HELD, True)
                if not any(one is layer for one in self._held):
                    layer.readOnlyChanged.connect(self._hold_again)
                    self._held.append(layer)

    def release(self) -> None:
        """Lets people edit again what was held."""
        for layer in self._there():
            layer.readOnlyChanged.disconnect(self._hold_again)
            layer.setReadOnly(False)
            layer.removeCustomProperty(_HELD)
        self._held.clear()

    def _hold_again(self) -> None:
        """A style that is given to a layer says whether people may edit it."""
        for layer in self._there():
            if not layer.readOnly():
                layer.setReadOnly(True)
                layer.setCustomProperty(_HELD, True)

    def _there(self) -> list[QgsVectorLayer]:
        return [layer for layer in self._held if not sip.isdeleted(layer)]
