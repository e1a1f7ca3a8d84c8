"""What layers are, by their sources: tables of a workspace, and images below its campaign's folder.

QGIS replaces the custom properties of a layer whenever a style is pasted, loaded or switched. They
only remember what can be made anew: nothing here asks them, except where a workspace can't be read.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Optional

from qgis.core import QgsMapLayer, QgsProject, QgsProviderRegistry, QgsRasterLayer, QgsVectorLayer

from ..base.model import Task
from ..store.folder import AnyPath, CampaignFolder
from .campaign_folder import campaign_folder
from .geopackage.database import WorkspaceError
from .workspace import WORKSPACE_FILE, read_folder

IMAGES = "images"
KINDS = (Task.DETECTION.value, Task.SEGMENTATION.value, Task.CLASSIFICATION.value, IMAGES)
"""The layers of a campaign from the top down: boxes above areas, areas above whole images."""
CAMPAIGN_PROPERTY = "scaneo/campaign"  # its folder, for workspaces that are gone or broken
_PREFIX = "GPKG:"  # of GDAL's names for GeoPackages; a table may come behind another colon
_SUFFIXES = (".gpkg", *(f".gpkg:{kind}" for kind in KINDS))
_MISREAD = re.compile(r"%[0-9A-Fa-f]{2}|\|layername=")
_OWN = ("scaneo_bridge", "layers")  # in a project: the ids of layers that are the plugin's own


def layer_source(workspace: Path, kind: str) -> str:
    """The source of one of a workspace's layers, for QGIS's provider ``ogr``."""
    return f"{workspace}|layername={kind}"


def is_misread(path: AnyPath) -> bool:
    """Whether QGIS can't open a GeoPackage there: GDAL takes %41 in a path for A, QGIS what looks
    like an option for one."""
    return _MISREAD.search(str(path)) is not None


def table_of(layer: Optional[QgsMapLayer]) -> Optional[str]:
    """Which of the `KINDS` a layer is; None for one that is no campaign's."""
    return None if layer is None or workspace_of(layer) is None else _place_of(layer)[1]


def workspace_of(layer: Optional[QgsMapLayer]) -> Optional[Path]:
    """The workspace that a layer of a campaign lies in; None for any other layer."""
    if not isinstance(layer, QgsVectorLayer) or layer.providerType() != "ogr":
        return None
    path, table = _place_of(layer)
    if path is None or table not in KINDS:
        return None
    try:
        is_one = folder_of(path) is not None
    except WorkspaceError:
        is_one = bool(layer.customProperty(CAMPAIGN_PROPERTY))
    return path if is_one else None


def campaign_of(layer: Optional[QgsMapLayer]) -> Optional[CampaignFolder]:
    """The folder of the campaign whose workspace a layer lies in; None for any other layer."""
    workspace = workspace_of(layer)
    if layer is None or workspace is None:
        return None
    try:
        return folder_of(workspace)
    except WorkspaceError:
        return campaign_folder(layer.customProperty(CAMPAIGN_PROPERTY))


def is_of_campaign(layer: QgsMapLayer, folder: CampaignFolder) -> bool:
    """Whether a layer is one of the workspace of the campaign that lies in a folder."""
    workspace, campaign = workspace_of(layer), campaign_of(layer)
    if workspace is None or campaign is None:
        return False
    # By a link that lies elsewhere, a workspace says another folder: it says where it is from here.
    is_usual = is_same_workspace(workspace, folder.path / WORKSPACE_FILE)
    return is_usual or campaign.is_same(folder)


def image_of(raster: QgsRasterLayer, folder: CampaignFolder) -> Optional[str]:
    """The path of a raster's file below a folder; None where it lies elsewhere."""
    return folder.name_of(Path(raster.source().split("|option:")[0]))


# Workspaces

_folders: dict[Path, Optional[CampaignFolder]] = {}  # of GeoPackages that were asked once


def folder_of(workspace: Path) -> Optional[CampaignFolder]:
    """The folder of the campaign of a workspace; None for a GeoPackage that is none.

    It is asked for at every deed, so the file is read once: see `forget_folder`.

    :raises WorkspaceError: where it is gone or can't be read, now.
    """
    if workspace not in _folders:
        _folders[workspace] = read_folder(workspace)
    return _folders[workspace]


def forget_folder(workspace: Path) -> None:
    """A workspace was opened, made or moved: it is asked anew."""
    _folders.pop(workspace, None)


def is_same_workspace(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, by whatever links; of those that are gone, they tell."""
    if one == other:
        return True
    try:
        return one.samefile(other)
    except OSError:
        return one.resolve() == other.resolve()


def _place_of(layer: QgsVectorLayer) -> tuple[Optional[Path], str]:
    """The file and the table of a layer, however its source says them."""
    path, table = _place(layer.source())
    if path is None:
        return None, ""
    if not table and path.lower().endswith(_SUFFIXES):
        table = _first_table(layer)
    path = path.split(_PREFIX, 1)[1] if path.startswith(_PREFIX) else path
    file, colon, _ = path.rpartition(":")
    if colon and file.lower().endswith(".gpkg"):
        path = file
    return Path(path).absolute(), table.lower()  # tables of SQLite are told apart by letters alone


@lru_cache(maxsize=256)
def _place(source: str) -> tuple[Optional[str], str]:
    """The file and the table that a source names; QGIS takes a while to tell."""
    parts = QgsProviderRegistry.instance().decodeUri("ogr", source)
    return parts.get("path") or None, str(parts.get("layerName") or "")


def _first_table(layer: QgsVectorLayer) -> str:
    """The table of a layer whose source names none, but its number, or leaves it to GDAL."""
    provider = layer.dataProvider()
    found = provider.subLayers() if layer.isValid() else []
    fields = found[0].split(provider.sublayerSeparator()) if found else []
    return fields[1] if len(fields) > 1 else ""


# The plugin's own among layers of one source: people duplicate them


def own(project: QgsProject, layer: QgsMapLayer) -> None:
    """Makes a layer the plugin's own: saved with the project, whatever style it has."""
    ids = [one for one in _own_ids(project) if project.mapLayer(one) is not None]
    if layer.id() not in ids:
        project.writeEntry(*_OWN, [*ids, layer.id()])


def disown(project: QgsProject, layer: QgsMapLayer) -> None:
    """Leaves a layer to the user, or to its removal."""
    project.writeEntry(*_OWN, [one for one in _own_ids(project) if one != layer.id()])


def is_plugins_own(project: QgsProject, layer: QgsMapLayer) -> bool:
    """Whether a layer is the plugin's own."""
    return layer.id() in _own_ids(project)


def _own_ids(project: QgsProject) -> list[str]:
    return list(project.readListEntry(*_OWN)[0])
