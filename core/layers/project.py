"""A campaign's layers in a QGIS project.

Layers say what they are by custom properties, so that a project that was saved, renamed or
rearranged works on: ``scaneo/task`` is a task, ``images`` or ``raster``; ``scaneo/campaign`` is the
campaign's folder; ``scaneo/image``, on a raster, is the image's path; ``scaneo/labels`` are the
labels that a layer is styled for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Optional

from qgis.core import (
    QgsExpressionContextUtils,
    QgsLayerTreeGroup,
    QgsLayerTreeLayer,
    QgsMapLayer,
    QgsProject,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ..scaneo.errors import ScaneoError
from ..scaneo.model import Label, Task
from ..scaneo.shown import shown_in_qgis
from .placing import find_footprint
from .styles import FOOTPRINT_VARIABLE, IMAGE_VARIABLE, style_images_layer, style_task_layer

TASK_PROPERTY = "scaneo/task"
CAMPAIGN_PROPERTY = "scaneo/campaign"
IMAGE_PROPERTY = "scaneo/image"
LABELS_PROPERTY = "scaneo/labels"
IMAGES, RASTER = "images", "raster"

KINDS = (Task.DETECTION.value, Task.SEGMENTATION.value, Task.CLASSIFICATION.value, IMAGES)
"""The layers of a campaign from the top down: boxes above areas, areas above whole images."""


def layer_source(workspace: Path, kind: str) -> str:
    """The source of one of a workspace's layers, for QGIS's provider ``ogr``."""
    return f"{workspace}|layername={kind}"


def make_layer(workspace: Path, folder: Path, kind: str) -> QgsVectorLayer:
    """One of the `KINDS` of a workspace, not styled yet.

    :raises ScaneoError: where QGIS can't open it.
    """
    layer = QgsVectorLayer(layer_source(workspace, kind), kind, "ogr")
    if not layer.isValid():
        raise ScaneoError(f"QGIS can't open the layer {kind} of {workspace}. Import it again.")
    mark_layer(layer, folder, kind)
    return layer


def mark_layer(layer: QgsMapLayer, folder: Path, kind: str) -> None:
    """Lets a layer say what it is."""
    layer.setCustomProperty(TASK_PROPERTY, kind)
    layer.setCustomProperty(CAMPAIGN_PROPERTY, folder.as_posix())


def style_layer(layer: QgsVectorLayer, labels: Sequence[Label]) -> None:
    """Styles a layer as what it says it is.

    One that is styled for just these labels already is left alone: the user may have changed it.
    """
    kind = layer.customProperty(TASK_PROPERTY)
    styled = json.dumps([[label.name, label.color] for label in labels])
    if layer.customProperty(LABELS_PROPERTY) == styled:
        return
    layer.setCustomProperty(LABELS_PROPERTY, styled)
    if kind == IMAGES:
        style_images_layer(layer)
    else:
        style_task_layer(layer, Task(kind), labels)


def workspace_of(layer: QgsMapLayer) -> Optional[Path]:
    """The workspace that a layer of a campaign lies in; None for any other layer."""
    if not isinstance(layer, QgsVectorLayer) or layer.customProperty(TASK_PROPERTY) not in KINDS:
        return None
    return _path_of(layer.source())


@lru_cache(maxsize=256)
def _path_of(source: str) -> Optional[Path]:
    """The file of a source; it is asked for at every deed, and takes QGIS a while to tell."""
    path = QgsProviderRegistry.instance().decodeUri("ogr", source).get("path")
    return Path(path) if path else None


def is_of_campaign(layer: QgsMapLayer, folder: Path) -> bool:
    """Whether a layer is one of the workspace of the campaign that lies in a folder."""
    campaign = campaign_of(layer)
    return campaign is not None and is_same_folder(campaign, folder)


def is_same_folder(one: Path, other: Path) -> bool:
    """Whether two paths lead to one folder; of those that are gone, the paths tell."""
    return one == other or (one.exists() and other.exists() and one.samefile(other))


def campaign_of(layer: QgsMapLayer) -> Optional[Path]:
    """The folder of the campaign whose workspace a layer lies in; None for any other layer."""
    if workspace_of(layer) is None:
        return None
    return Path(layer.customProperty(CAMPAIGN_PROPERTY))


def find_layers(project: QgsProject, workspace: Path) -> dict[str, QgsVectorLayer]:
    """The layers of a workspace that a project has, by kind."""
    real = workspace.resolve()
    found = {}
    for layer in project.mapLayers().values():
        path = workspace_of(layer)
        if path is not None and (path == workspace or path.resolve() == real):
            found[str(layer.customProperty(TASK_PROPERTY))] = layer
    return found


def find_workspaces(project: QgsProject) -> list[Path]:
    """The workspaces whose layers a project has."""
    found = (workspace_of(layer) for layer in project.mapLayers().values())
    return sorted({workspace for workspace in found if workspace is not None})


def add_layers(project: QgsProject, layers: Sequence[QgsVectorLayer], name: str) -> None:
    """Adds layers of a campaign to its group; to a new one of that name, on top, if it has none."""
    workspace = workspace_of(layers[0])
    group = _group(project, find_layers(project, workspace)) if workspace else None
    if group is None:
        group = project.layerTreeRoot().insertGroup(0, shown_in_qgis(name))
    project.addMapLayers(layers, False)
    for layer in layers:
        _insert(group, QgsLayerTreeLayer(layer))


def adopt_layers(project: QgsProject, workspace: Path, folder: Path) -> None:
    """Lets a campaign's layers say where it lies now: project and folder may have been moved."""
    rasters = list(find_rasters(project, workspace))
    for layer in (*find_layers(project, workspace).values(), *rasters):
        layer.setCustomProperty(CAMPAIGN_PROPERTY, folder.as_posix())


def gather_layer(project: QgsProject, layer: QgsMapLayer, name: str) -> None:
    """Moves a layer that the project shows already into its campaign's group, in its order.

    That is the one that holds layers of the campaign, whatever it is called: folders of two
    campaigns may have one name. It is a new one of that name if there is none.
    """
    root = project.layerTreeRoot()
    node = root.findLayer(layer.id())
    if node is None:  # it is shown nowhere
        return
    campaign = layer.customProperty(CAMPAIGN_PROPERTY)
    groups = (
        other.parent()
        for other in root.findLayers()
        if other.layer() is not None  # a layer whose file is gone has none
        and other.layerId() != layer.id()
        and other.layer().customProperty(CAMPAIGN_PROPERTY) == campaign
        and other.parent() != root
    )
    _insert(next(groups, None) or root.insertGroup(0, shown_in_qgis(name)), node.clone())
    node.parent().removeChildNode(node)


def _insert(group: QgsLayerTreeGroup, node: QgsLayerTreeLayer) -> None:
    """Puts a layer where it belongs in its group: below what comes before it in `KINDS`."""
    above = KINDS[: KINDS.index(node.layer().customProperty(TASK_PROPERTY))]
    kinds = [other.layer().customProperty(TASK_PROPERTY) for other in group.findLayers()]
    node.setExpanded(False)
    group.insertChildNode(sum(kind in above for kind in kinds), node)


def current_image(project: QgsProject, workspace: Path) -> Optional[str]:
    """The image whose raster lies below a campaign's layers."""
    for layer in find_rasters(project, workspace):
        return str(layer.customProperty(IMAGE_PROPERTY))
    return None


def show_image(
    project: QgsProject, workspace: Path, folder: Path, image: str, raster: QgsRasterLayer
) -> bool:
    """Puts an image below the campaign's layers, in place of the one that is there.

    Answers False where the layers are gone from the project. What is drawn next, without another
    word, belongs to this image.
    """
    layers = find_layers(project, workspace)
    group = _group(project, layers)
    if group is None:
        return False
    mark_layer(raster, folder, RASTER)
    raster.setCustomProperty(IMAGE_PROPERTY, image)
    project.removeMapLayers([layer.id() for layer in find_rasters(project, workspace)])
    project.addMapLayer(raster, False)
    group.addLayer(raster).setExpanded(False)
    set_current_image(project, workspace, image)
    return True


def set_current_image(project: QgsProject, workspace: Path, image: str) -> None:
    """Lets what is drawn next, without another word, belong to this image."""
    layers = find_layers(project, workspace)
    images = layers.get(IMAGES)
    outline = None if images is None else find_footprint(images, image)
    footprint = "" if outline is None else outline.asWkt()
    for task in Task:
        layer = layers.get(task.value)
        if layer is not None:
            QgsExpressionContextUtils.setLayerVariable(layer, IMAGE_VARIABLE, image)
            QgsExpressionContextUtils.setLayerVariable(layer, FOOTPRINT_VARIABLE, footprint)


def find_rasters(project: QgsProject, workspace: Path) -> Iterator[QgsRasterLayer]:
    """The rasters of a campaign's images that a project has."""
    folders = {
        layer.customProperty(CAMPAIGN_PROPERTY)
        for layer in find_layers(project, workspace).values()
    }
    for layer in project.mapLayers().values():
        if (
            layer.customProperty(TASK_PROPERTY) == RASTER
            and layer.customProperty(CAMPAIGN_PROPERTY) in folders
        ):
            yield layer


def _group(project: QgsProject, layers: dict[str, QgsVectorLayer]) -> Optional[QgsLayerTreeGroup]:
    """The group that the campaign's layers are in now, wherever the user has put them."""
    for kind in reversed(KINDS):
        node = project.layerTreeRoot().findLayer(layers[kind].id()) if kind in layers else None
        if node is not None:
            return node.parent()
    return None
