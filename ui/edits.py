"""The layers that people edit: their edits are saved, watched, and held off for a while."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.layers.editing.committing import commit
from ..core.layers.identity import IMAGES, kind_of
from ..core.layers.project import all_layers
from ..core.layers.turns import turn_at

_HELD = "scaneo/held"  # on a layer that is read-only until its campaign is open again


class Edits(QObject):
    """The edits in the layers of a project's campaigns."""

    saved = pyqtSignal()
    """Edits of a watched layer were saved into its workspace."""

    def __init__(self, project: QgsProject) -> None:
        super().__init__()
        self._project = project
        self._watched: set[str] = set()  # ids of layers
        self._held: set[str] = set()  # ids of layers
        project.layersRemoved.connect(self._forget)

    def unload(self) -> None:
        """Lets go of all layers."""
        self._project.layersRemoved.disconnect(self._forget)
        for layer in map(self._project.mapLayer, self._watched):
            if layer is not None:
                layer.afterCommitChanges.disconnect(self.saved)
        self._watched.clear()
        self.release()

    def layers(self, workspace: Path) -> list[QgsVectorLayer]:
        """All layers of a workspace that are edited; the user may have duplicated some."""
        found = all_layers(self._project, workspace)
        return [layer for layer in found if kind_of(layer) != IMAGES]

    def save(self, workspace: Path) -> None:
        """Saves open edits into the workspace; editing goes on.

        :raises ScaneoError: where QGIS can't; they stay open.
        """
        with turn_at(workspace):
            for layer in self.layers(workspace):
                if layer.isModified():
                    commit(layer, stop=False)

    def hold(self, workspace: Path) -> None:
        """Saves edits and lets nobody edit until `release`.

        Who opens a campaign again may put other rows in place of those that an edit is about.

        :raises ScaneoError: where QGIS can't save them; they stay open.
        """
        layers = self.layers(workspace)
        with turn_at(workspace):
            for layer in layers:
                if layer.isEditable():
                    commit(layer, stop=True)
        for layer in layers:
            # A project that is saved meanwhile keeps the mark: who opens it again releases them.
            if layer.customProperty(_HELD) or (not layer.readOnly() and layer.setReadOnly(True)):
                layer.setCustomProperty(_HELD, True)
                if layer.id() not in self._held:
                    layer.readOnlyChanged.connect(self._hold_again)
                self._held.add(layer.id())

    def _hold_again(self) -> None:
        """A style that is given to a layer says whether people may edit it."""
        for layer in map(self._project.mapLayer, self._held):
            if layer is not None and not layer.readOnly():
                layer.setReadOnly(True)
                layer.setCustomProperty(_HELD, True)

    def release(self) -> None:
        """Lets people edit again what was held."""
        for layer in map(self._project.mapLayer, self._held):
            if layer is not None:
                layer.readOnlyChanged.disconnect(self._hold_again)
                layer.setReadOnly(False)
                layer.removeCustomProperty(_HELD)
        self._held.clear()

    def watch(self, workspace: Path) -> None:
        """Emits `saved` whenever edits of a workspace's layers are saved."""
        for layer in self.layers(workspace):
            if layer.id() not in self._watched:
                layer.afterCommitChanges.connect(self.saved)
                self._watched.add(layer.id())

    def _forget(self, removed: list[str]) -> None:
        self._watched.difference_update(removed)
