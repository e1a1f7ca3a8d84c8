"""`WorkspaceRef`: where a workspace is, whether or not it is open; and whose layers are, by their
sources: a campaign's, images of its folder, the plugin's own.

QGIS replaces a layer's custom properties when a style is pasted, loaded or switched, so these store
only what can be made again. Nothing here reads them, unless a workspace can't be read.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Optional

from qgis.core import QgsMapLayer, QgsProject, QgsProviderRegistry, QgsRasterLayer, QgsVectorLayer

from ..base.model import Task
from ..store.folder import AnyPath, CampaignFolder
from .campaign_folder import campaign_folder
from .editor_lock import EditorLock
from .geopackage.database import WorkspaceError
from .geopackage.turns import WriteTurn, write_turn
from .workspace import WORKSPACE_FILE, Workspace, read_folder

IMAGES = "images"
KINDS = (Task.DETECTION.value, Task.SEGMENTATION.value, Task.CLASSIFICATION.value, IMAGES)
"""The layers of a campaign from the top down: boxes above areas, areas above whole images."""
CAMPAIGN_PROPERTY = "scaneo/campaign"  # the campaign's folder, in case the workspace can't be read
_TABLE = "|layername="
_PREFIX = "GPKG:"  # GDAL's prefix for GeoPackages; a table name may follow after another colon
_SUFFIXES = (".gpkg", *(f".gpkg:{kind}" for kind in KINDS))
_MISREAD = re.compile(r"%[0-9A-Fa-f]{2}|\|layername=")


@dataclass(frozen=True)
class WorkspaceRef:
    """A reference to a workspace, which need not be open, nor exist.

    Made once where a path or a layer comes in, and passed on from there. For a workspace that is no
    file (in PostGIS, say), it would contain the connection.
    """

    path: Path

    @classmethod
    def at(cls, path: AnyPath) -> WorkspaceRef:
        """The workspace at a path; a `WorkspaceRef` is returned as it is."""
        return path if isinstance(path, WorkspaceRef) else cls(Path(path))

    @classmethod
    def of(cls, layer: Optional[QgsMapLayer]) -> Optional[WorkspaceRef]:
        """The workspace of a campaign's layer; None for any other layer."""
        found = _found(layer)
        if layer is None or found is None or found[1] not in KINDS:
            return None
        workspace = cls(found[0])
        try:
            is_one = workspace.folder() is not None
        except WorkspaceError:
            is_one = bool(layer.customProperty(CAMPAIGN_PROPERTY))
        return workspace if is_one else None

    def __fspath__(self) -> str:
        return os.fspath(self.path)

    def __str__(self) -> str:
        return str(self.path)

    @property
    def is_there(self) -> bool:
        """Whether the file exists now; not, as far as we can tell, where we may not look."""
        return os.path.isfile(self.path)  # `Path.is_file` raises there

    def is_same(self, other: AnyPath) -> bool:
        """Whether another path leads to the same file, by whatever links; where one doesn't exist
        any more, the paths are compared."""
        one, another = self.path, Path(other)
        if one == another:
            return True
        try:
            return one.samefile(another)
        except OSError:
            return one.resolve() == another.resolve()

    def uri(self, table: str) -> str:
        """The source of one of its layers, for QGIS's provider ``ogr``."""
        return f"{self.path}{_TABLE}{table}"

    def open(self, writable: bool = True) -> Workspace:
        """:raises WorkspaceError: where the file is no workspace or can't be opened."""
        return Workspace.open(self.path, writable)

    def folder(self) -> Optional[CampaignFolder]:
        """The folder of its campaign; None for a GeoPackage that is no workspace.

        Called at every edit, so the file is read once: see `forget_folder`.

        :raises WorkspaceError: where it was deleted or can't be read now.
        """
        if self.path not in _folders:
            _folders[self.path] = read_folder(self.path)
        return _folders[self.path]

    def forget_folder(self) -> None:
        """Must be called when it was opened, made or moved: its folder is read again."""
        _folders.pop(self.path, None)

    def turn(self) -> WriteTurn:
        """Its write turn in this process."""
        return write_turn(self.path)

    def lock(self) -> EditorLock:
        """Its editor lock, not taken yet."""
        return EditorLock(self.path)


_folders: dict[Path, Optional[CampaignFolder]] = {}  # cache of `WorkspaceRef.folder`


def table_of(layer: Optional[QgsMapLayer]) -> Optional[str]:
    """Which of the `KINDS` a layer is; None for one that belongs to no campaign."""
    found = _found(layer)
    return None if found is None or WorkspaceRef.of(layer) is None else found[1]


def is_misread(path: AnyPath) -> bool:
    """Whether QGIS can't open a GeoPackage at this path: GDAL reads %41 in a path as A, and QGIS
    takes parts of it for options."""
    return _MISREAD.search(str(path)) is not None


def _found(layer: Optional[QgsMapLayer]) -> Optional[tuple[Path, str]]:
    """The file and the table of a layer, in whichever way its source names them."""
    if not isinstance(layer, QgsVectorLayer) or layer.providerType() != "ogr":
        return None
    path, table = _decoded(layer.source())
    if path is None:
        return None
    if not table and path.lower().endswith(_SUFFIXES):
        table = _first_table(layer)
    path = path.split(_PREFIX, 1)[1] if path.startswith(_PREFIX) else path
    file, colon, _ = path.rpartition(":")
    if colon and file.lower().endswith(".gpkg"):
        path = file
    return Path(path).absolute(), table.lower()  # SQLite ignores case in table names


@lru_cache(maxsize=256)
def _decoded(source: str) -> tuple[Optional[str], str]:
    """The file and the table that a source names; cached, as QGIS takes a while to parse it."""
    parts = QgsProviderRegistry.instance().decodeUri("ogr", source)
    return parts.get("path") or None, str(parts.get("layerName") or "")


def _first_table(layer: QgsVectorLayer) -> str:
    """The table of a layer whose source names a layer number, or none."""
    provider = layer.dataProvider()
    found = provider.subLayers() if layer.isValid() else []
    fields = found[0].split(provider.sublayerSeparator()) if found else []
    return fields[1] if len(fields) > 1 else ""


_OWN = ("scaneo_bridge", "layers")  # project entry with the ids of the plugin's own layers


def campaign_of(layer: Optional[QgsMapLayer]) -> Optional[CampaignFolder]:
    """The campaign's folder of a layer; None for a layer that belongs to no campaign."""
    workspace = WorkspaceRef.of(layer)
    if layer is None or workspace is None:
        return None
    try:
        return workspace.folder()
    except WorkspaceError:
        return campaign_folder(layer.customProperty(CAMPAIGN_PROPERTY))


def is_of_campaign(layer: QgsMapLayer, folder: CampaignFolder) -> bool:
    """Whether a layer belongs to the workspace of the campaign in a folder."""
    workspace, campaign = WorkspaceRef.of(layer), campaign_of(layer)
    if workspace is None or campaign is None:
        return False
    # A workspace reached by a link from elsewhere gives a path relative to that link: compare here.
    is_usual = workspace.is_same(folder.path / WORKSPACE_FILE)
    return is_usual or campaign.is_same(folder)


def image_of(raster: QgsRasterLayer, folder: CampaignFolder) -> Optional[str]:
    """The path of a raster's file below a folder; None where it lies elsewhere."""
    return folder.name_of(Path(raster.source().split("|option:")[0]))


# People duplicate layers: which of those with one source are the plugin's own.


def mark_as_own(project: QgsProject, layer: QgsMapLayer) -> None:
    """Records a layer as the plugin's own: saved with the project, whatever style it has."""
    ids = [one for one in _own_ids(project) if project.mapLayer(one) is not None]
    if layer.id() not in ids:
        project.writeEntry(*_OWN, [*ids, layer.id()])


def unmark_as_own(project: QgsProject, layer: QgsMapLayer) -> None:
    """The layer is the user's from now on, or about to be removed."""
    project.writeEntry(*_OWN, [one for one in _own_ids(project) if one != layer.id()])


def is_plugins_own(project: QgsProject, layer: QgsMapLayer) -> bool:
    """Whether a layer is the plugin's own."""
    return layer.id() in _own_ids(project)


def _own_ids(project: QgsProject) -> list[str]:
    return list(project.readListEntry(*_OWN)[0])
