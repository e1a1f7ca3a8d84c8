"""Keeps layers read-only for a while, during which the rows of their workspace are replaced."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsVectorLayer
from qgis.PyQt import sip

from ...workspace.workspace_ref import WorkspaceRef
from .edit_buffer import commit

_READ_ONLY = "scaneo/held"  # on a layer that is read-only until its campaign is open again


class ReadOnlyLayers:
    """Opening a campaign again may replace the rows that an edit is about.

    The layers may be deleted at any time, and two projects may have layers with the same id.
    """

    def __init__(self) -> None:
        self._layers: list[QgsVectorLayer] = []

    def start(self, workspace: WorkspaceRef, layers: Iterable[QgsVectorLayer]) -> None:
        """Saves the open edits of a workspace's layers, and makes them read-only until `release`.

        :raises ScaneoError: where QGIS can't save; the edits stay open.
        """
        layers = list(layers)
        with workspace.turn():
            for layer in layers:
                if layer.isEditable():
                    commit(layer, stop=True)
        for layer in layers:
            # A project that is saved meanwhile contains this property: it is released when opened
            # again.
            if layer.customProperty(_READ_ONLY) or (
                not layer.readOnly() and layer.setReadOnly(True)
            ):
                layer.setCustomProperty(_READ_ONLY, True)
                if not any(one is layer for one in self._layers):
                    layer.readOnlyChanged.connect(self._keep_read_only)
                    self._layers.append(layer)

    def release(self) -> None:
        """Makes the layers editable again."""
        for layer in self._there():
            layer.readOnlyChanged.disconnect(self._keep_read_only)
            layer.setReadOnly(False)
            layer.removeCustomProperty(_READ_ONLY)
        self._layers.clear()

    def _keep_read_only(self) -> None:
        """A new style of a layer resets the read-only flag."""
        for layer in self._there():
            if not layer.readOnly():
                layer.setReadOnly(True)
                layer.setCustomProperty(_READ_ONLY, True)

    def _there(self) -> list[QgsVectorLayer]:
        return [layer for layer in self._layers if not sip.isdeleted(layer)]
