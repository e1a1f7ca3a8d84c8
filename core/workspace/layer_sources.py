"""Recognises layers by their sources: layers of a campaign, images of its folder, the plugin's own.

QGIS replaces a layer's custom properties when a style is pasted, loaded or switched, so these store
only what can be made again. Nothing here reads them, unless a workspace can't be read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer

from ..store.folder import CampaignFolder
from .campaign_folder import campaign_folder
from .geopackage.database import WorkspaceError
from .workspace import WORKSPACE_FILE
from .workspace_ref import CAMPAIGN_PROPERTY, WorkspaceRef

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
