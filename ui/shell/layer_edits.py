"""The layers that people edit: their edits are saved, watched, and held off for a while.

All layers of a workspace count, the user's duplicates and those of other projects, too. They may be
gone at any time, and two projects may have layers of one id.
"""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.qgis.editing.committing import commit
from ...core.qgis.layers import is_in
from ...core.qgis.loaded_layers import find_layers_anywhere
from ...core.workspace.geopackage.turns import write_turn
from ...core.workspace.layer_sources import IMAGES, table_of

_HELD = "scaneo/held"  # on a layer that is read-only until its campaign is open again


class LayerEdits(QObject):
    """The edits in the layers of a project's campaigns."""

    saved = pyqtSignal()
    """Edits of a watched layer were saved into its workspace."""

    def __init__(self, project: QgsProject) -> None:
        super().__init__()
        self._project = project
        self._watched: list[QgsVectorLayer] = []
        self._held: list[QgsVectorLayer] = []

    def unload(self) -> None:
        """Lets go of all layers."""
        for layer in _alive(self._watched):
            layer.afterCommitChanges.disconnect(self.saved)
        self._watched.clear()
        self.release()

    def layers(self, workspace: Path) -> list[QgsVectorLayer]:
        """All layers of a workspace that are edited, of whatever project."""
        return find_layers_anywhere(
            lambda one: is_in(one, workspace) and table_of(one) != IMAGES, self._project
        )

    def save(self, workspace: Path) -> None:
        """Saves open edits into the workspace; editing goes on.

        :raises ScaneoError: where QGIS can't; they stay open.
        """
        with write_turn(workspace):
            for layer in self.layers(workspace):
                if layer.isModified():
                    commit(layer, stop=False)

    def hold(self, workspace: Path) -> None:
        """Saves edits and lets nobody edit until `release`.

        Who opens a campaign again may put other rows in place of those that an edit is about.

        :raises ScaneoError: where QGIS can't save them; they stay open.
        """
        layers = self.layers(workspace)
        with write_turn(workspace):
            for layer in layers:
                if layer.isEditable():
                    commit(layer, stop=True)
        for layer in layers:
            # A project that is saved meanwhile keeps the mark: who opens it again releases them.
            if layer.customProperty(_HELD) or (not layer.readOnly() and layer.setReadOnly(True)):
                layer.setCustomProperty(_HELD, True)
                if not _has(self._held, layer):
                    layer.readOnlyChanged.connect(self._hold_again)
                    self._held.append(layer)

    def _hold_again(self) -> None:
        """A style that is given to a layer says whether people may edit it."""
        for layer in _alive(self._held):
            if not layer.readOnly():
                layer.setReadOnly(True)
                layer.setCustomProperty(_HELD, True)

    def release(self) -> None:
        """Lets people edit again what was held."""
        for layer in _alive(self._held):
            layer.readOnlyChanged.disconnect(self._hold_again)
            layer.setReadOnly(False)
            layer.removeCustomProperty(_HELD)
        self._held.clear()

    def watch(self, workspace: Path) -> None:
        """Emits `saved` whenever edits of a workspace's layers are saved."""
        self._watched = _alive(self._watched)
        for layer in self.layers(workspace):
            if not _has(self._watched, layer):
                layer.afterCommitChanges.connect(self.saved)
                self._watched.append(layer)


def _has(layers: list[QgsVectorLayer], layer: QgsVectorLayer) -> bool:
    return any(one is layer for one in layers)


def _alive(layers: list[QgsVectorLayer]) -> list[QgsVectorLayer]:
    return [layer for layer in layers if not sip.isdeleted(layer)]
