"""A snapshot of all that an export of layers needs from the project, made on the main thread."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Optional

from qgis.core import QgsProject, QgsVectorLayer

from ..base.errors import ScaneoError
from ..base.messages import message
from ..base.model import Label, Task
from ..store.folder import AnyPath, typed_path
from ..workspace.campaign_folder import campaign_folder
from ..workspace.workspace_ref import WorkspaceRef, is_of_campaign
from .found_images import ImageFiles, project_images
from .mapping import Assign, CampaignMapping, Existing, ImagesFrom
from .sources import LayerSource


@dataclass(frozen=True)
class LayerPlan:
    """An export of layers to a folder.

    Annotations of the ``replaced`` tasks that the layers don't have are removed from the folder.
    ``labels`` maps the names that a layer gives to the labels that are written instead.
    ``workspace`` is that of the campaign in the folder: its edits are exported first.
    """

    sources: Sequence[LayerSource]
    images: ImageFiles
    folder: AnyPath
    assign: Assign = Assign.LARGEST
    replaced: Collection[Task] = ()
    copy_images: bool = False
    labels: Mapping[str, Label] = field(default_factory=dict)
    workspace: Optional[WorkspaceRef] = None

    def __post_init__(self) -> None:
        """:raises ScaneoError: where the folder is the root of a disk."""
        path = self.folder if isinstance(self.folder, PurePath) else Path(self.folder)
        if path == path.parent:
            raise ScaneoError(
                message(
                    "plan.root",
                    "{folder} is the root of a disk. Choose a folder in it for the campaign.",
                    folder=str(self.folder),
                )
            )


def plan_export(project: QgsProject, mapping: CampaignMapping) -> LayerPlan:
    """A snapshot of the project's layers with their mapping.

    :raises ScaneoError: where a layer was removed or can't be exported that way, or a choice is
    missing.
    """
    if not mapping.layers:
        raise ScaneoError(
            message(
                "plan.no-layer", "No layer is mapped to a task. Choose a task for at least one."
            )
        )
    if not mapping.folder.strip():
        raise ScaneoError(
            message(
                "plan.no-folder",
                "No folder is chosen. Choose the one that the campaign is written to.",
            )
        )
    folder = campaign_folder(typed_path(mapping.folder))
    sources, own = [], set()
    workspace = None
    for entry in mapping.layers:
        layer = project.mapLayer(entry.layer)
        if not isinstance(layer, QgsVectorLayer):
            raise ScaneoError(
                message(
                    "plan.layer-gone",
                    "A layer that is mapped is gone from the project. Choose the layers anew.",
                )
            )
        if is_of_campaign(layer, folder):
            workspace = WorkspaceRef.of(layer)
            own.add(entry.task)
        else:
            sources.append(LayerSource(layer, entry, project))
    replaced = {source.task for source in sources} - own
    if mapping.images is ImagesFrom.RASTERS:
        files = project_images(project)
        if not files:
            raise ScaneoError(
                message(
                    "plan.no-image",
                    "The project shows no local GeoTIFF (.tif or .tiff). Add the images, or choose "
                    "their folder.",
                )
            )
        images = ImageFiles(folder, files)
    else:
        chosen = mapping.images_folder.strip()
        images = ImageFiles(campaign_folder(typed_path(chosen)) if chosen else folder)
    return LayerPlan(
        sources,
        images,
        folder,
        mapping.assign,
        replaced if mapping.existing is Existing.REPLACE else (),
        mapping.copy_images,
        mapping.labels,
        workspace,
    )
