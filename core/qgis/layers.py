"""A campaign's layers in a QGIS project: how they come into it, how they look, how they are found.

What layers are is told by their sources (see `layer_sources`), so that a project that was saved,
renamed or rearranged works on, whatever style its layers have. Their custom properties remember the
same for whoever looks there: ``scaneo/task`` is a task, ``images`` or ``raster``;
``scaneo/campaign`` is the campaign's folder; ``scaneo/image``, on a raster, is the image's path.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Optional

from qgis.core import (
    QgsLayerTreeGroup,
    QgsLayerTreeLayer,
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ..base.errors import ScaneoError
from ..base.messages import message
from ..base.model import Label, Task
from ..base.shown import shown_in_qgis
from ..store.folder import AnyPath, CampaignFolder
from ..workspace.geopackage.database import WorkspaceError
from ..workspace.layer_sources import image_of, is_plugins_own, own
from ..workspace.workspace_ref import CAMPAIGN_PROPERTY, IMAGES, KINDS, WorkspaceRef, table_of
from .loaded_layers import find_layers_anywhere
from .styling.forms import (
    clear_ways,
    label_choices,
    set_choices,
    set_up_images_layer,
    set_up_task_layer,
)
from .styling.made_once import made_once
from .styling.many_labels import are_many, colors_of, set_colors
from .styling.restyle import LabelChange, drop_classes, restyled
from .styling.styles import (
    has_too_many_classes,
    paints_many,
    set_images_look,
    set_task_look,
    shows_labels,
    suits_fields,
)

TASK_PROPERTY = "scaneo/task"
LABELS_PROPERTY = "scaneo/labels"  # the table and the labels that a layer is styled for
IMAGE_PROPERTY = "scaneo/image"
RASTER = "raster"
_LOOK = 2  # counts how we let layers look: one that looks as before is styled anew


def make_layer(workspace: WorkspaceRef, folder: AnyPath, kind: str) -> QgsVectorLayer:
    """One of the `KINDS` of a workspace, not styled yet.

    :raises ScaneoError: where QGIS can't open it.
    """
    # A style that somebody saved as the default for this file or table is none for this campaign.
    options = QgsVectorLayer.LayerOptions(loadDefaultStyle=False)
    layer = QgsVectorLayer(workspace.uri(kind), kind, "ogr", options)
    if not layer.isValid():
        raise ScaneoError(
            message(
                "layers.not-opened",
                "QGIS can't open the layer {layer} of {workspace}. Import it again.",
                layer=kind,
                workspace=workspace.path,
            )
        )
    note_layer_kind(layer, folder, kind)
    return layer


def note_layer_kind(layer: QgsMapLayer, folder: AnyPath, kind: str) -> None:
    """Lets a layer say what it is."""
    layer.setCustomProperty(TASK_PROPERTY, kind)
    layer.setCustomProperty(CAMPAIGN_PROPERTY, Path(folder).as_posix())


def style_layer(layer: QgsVectorLayer, labels: Sequence[Label], keeps: bool = False) -> bool:
    """Styles a layer as what it is, for these labels, and lets its form fit them.

    The user may have changed how it looks: that stays, as long as each label is shown as a class of
    its own. With ``keeps``, so does the look of a style that came from elsewhere. Answers whether
    somebody's look had to be replaced.
    """
    kind = table_of(layer)
    text = _as_text(kind, _as_json(labels))
    is_same = layer.customProperty(LABELS_PROPERTY) == text
    known = labels if is_same else _styled_for(layer, kind)
    if known is None:
        clear_ways(layer)
        layer.setReadOnly(False)
    if not is_same:
        layer.setCustomProperty(LABELS_PROPERTY, text)
    set_up_layer(layer, labels)
    if kind == IMAGES:
        is_good = suits_fields(layer) and (keeps or known is not None)
        if not is_good:
            set_images_look(layer)
        return not is_good
    shows = shows_labels(layer.renderer(), labels)
    is_kept = shows and (keeps if known is None else is_same)
    if is_kept and (keeps or not has_too_many_classes(layer)):
        return False
    if known is None or not shows_labels(layer.renderer(), known):
        set_task_look(layer, Task(kind), labels, ())
        return True
    if are_many(known) and are_many(labels) and paints_many(layer):
        drop_classes(layer, LabelChange.between(known, labels))
        layer.triggerRepaint()
    else:
        set_task_look(layer, Task(kind), labels, known)
    return False


def restyle_layers(
    layers: Mapping[Task, QgsVectorLayer], before: Sequence[Label], labels: Sequence[Label]
) -> bool:
    """Styles layers for these labels that `style_layer` has styled for others, and nobody since.

    Answers False where so much is another that each is to be styled as a whole.
    """
    change = LabelChange.between(before, labels)
    if not change.gone and not change.new:
        return True
    if are_many(before) != are_many(labels):
        return False
    many = {task for task, layer in layers.items() if are_many(labels) and paints_many(layer)}
    renderers = {
        task: restyled(layer, task, change) for task, layer in layers.items() if task not in many
    }
    if None in renderers.values():
        return False
    listed, colors = _as_json(labels), colors_of(labels)
    setup = label_choices(labels) if change.renames else None
    for task, layer in layers.items():
        if task in many:
            drop_classes(layer, change)
        else:
            layer.setRenderer(renderers[task])
        set_colors(layer, colors)
        layer.triggerRepaint()
        layer.setCustomProperty(LABELS_PROPERTY, _as_text(task.value, listed))
        if setup is not None:
            set_choices(layer, setup)
    return True


def set_up_layer(layer: QgsVectorLayer, labels: Sequence[Label]) -> None:
    """What a layer of a campaign is whatever it looks like: its form, its fields, who may edit."""
    if table_of(layer) == IMAGES:
        set_up_images_layer(layer)
    else:
        set_up_task_layer(layer, labels)
        set_colors(layer, colors_of(labels))


@made_once
def _as_json(labels: Sequence[Label]) -> str:
    return json.dumps([[label.name, label.color] for label in labels])


def _as_text(kind: Optional[str], labels: str) -> str:
    """What `_styled_for` reads; ``labels`` as JSON: the same for all layers of a campaign."""
    return f"[{_LOOK}, {json.dumps(kind)}, {labels}]"


def _styled_for(layer: QgsVectorLayer, kind: Optional[str]) -> Optional[list[Label]]:
    """The labels that a layer was styled for; None where its style is that of another layer."""
    try:
        look, table, labels = json.loads(layer.customProperty(LABELS_PROPERTY) or "")
        known = [Label(str(name), str(color)) for name, color in labels]
    except (TypeError, ValueError):
        return None
    return known if (look, table) == (_LOOK, kind) else None


def find_layers(project: QgsProject, workspace: WorkspaceRef) -> dict[str, QgsVectorLayer]:
    """The layers of a workspace that a project has, by kind; of several alike, the plugin's own."""
    found: dict[str, list[QgsVectorLayer]] = {}
    for layer in all_layers(project, workspace):
        found.setdefault(str(table_of(layer)), []).append(layer)
    return {kind: _first(project, layers) for kind, layers in found.items()}


def all_layers(project: QgsProject, workspace: WorkspaceRef) -> list[QgsVectorLayer]:
    """All layers of a workspace that a project has; the user may have duplicated some."""
    return [layer for layer in project.mapLayers().values() if is_in(layer, workspace)]


def find_edited_layers(project: QgsProject, workspace: WorkspaceRef) -> list[QgsVectorLayer]:
    """All layers in which people edit a workspace: the user's duplicates and those of other
    projects, too. It takes a while; see `find_layers_anywhere`."""
    return find_layers_anywhere(
        lambda one: is_in(one, workspace) and table_of(one) != IMAGES, project
    )


def is_in(layer: QgsMapLayer, workspace: WorkspaceRef) -> bool:
    """Whether a layer shows a table of a workspace."""
    found = WorkspaceRef.of(layer)
    return found is not None and found.is_same(workspace)


def _first(project: QgsProject, layers: Sequence[QgsVectorLayer]) -> QgsVectorLayer:
    """The plugin's own of layers alike, or else the topmost: a duplicate comes below."""
    if len(layers) > 1:
        layers = [layer for layer in layers if is_plugins_own(project, layer)] or layers
    if len(layers) > 1:
        order = [node.layerId() for node in project.layerTreeRoot().findLayers()]
        layers = [layer for id_ in order for layer in layers if layer.id() == id_] or layers
    return layers[0]


def find_workspaces(project: QgsProject) -> list[WorkspaceRef]:
    """The workspaces whose layers a project has."""
    found = (WorkspaceRef.of(layer) for layer in project.mapLayers().values())
    there = {workspace for workspace in found if workspace is not None}
    return sorted(there, key=lambda workspace: workspace.path)


def add_layers(project: QgsProject, layers: Sequence[QgsVectorLayer], name: str) -> None:
    """Adds layers of a campaign to its group; to a new one of that name, on top, if it has none."""
    workspace = WorkspaceRef.of(layers[0])
    group = find_group(project, find_layers(project, workspace)) if workspace else None
    if group is None:
        group = project.layerTreeRoot().insertGroup(0, shown_in_qgis(name))
    project.addMapLayers(layers, False)
    for layer in layers:
        own(project, layer)
        _insert(group, QgsLayerTreeLayer(layer))


def adopt_layers(project: QgsProject, workspace: WorkspaceRef, folder: CampaignFolder) -> None:
    """Makes a campaign's layers the plugin's own, wherever project and folder were moved to."""
    workspace.forget_folder()
    for kind, layer in find_layers(project, workspace).items():
        own(project, layer)
        note_layer_kind(layer, folder, kind)
    if next(find_rasters(project, workspace), None) is None:
        for node in project.layerTreeRoot().findLayers():
            if _was_shown(node.layer(), folder):
                own(project, node.layer())
                return


def _was_shown(layer: Optional[QgsMapLayer], folder: CampaignFolder) -> bool:
    """Whether version 0.1.0, which knew layers by their properties, showed an image by it."""
    return (
        isinstance(layer, QgsRasterLayer)
        and layer.customProperty(TASK_PROPERTY) == RASTER
        and image_of(layer, folder) is not None
    )


def gather_layer(project: QgsProject, layer: QgsMapLayer, name: str) -> None:
    """Moves a layer that the project shows already into its campaign's group, in its order.

    That is the one that holds layers of the campaign, whatever it is called: folders of two
    campaigns may have one name. It is a new one of that name if there is none.
    """
    root = project.layerTreeRoot()
    node = root.findLayer(layer.id())
    if node is None:  # it is shown nowhere
        return
    workspace = WorkspaceRef.of(layer)
    if workspace is not None:
        first = find_layers(project, workspace)[str(table_of(layer))]
        if not is_plugins_own(project, first):  # else one of its kind is edited already
            own(project, layer)
    groups = (
        other.parent()
        for other in root.findLayers()
        if other.layer() is not None  # a layer whose file is gone has none
        and other.layerId() != layer.id()
        and WorkspaceRef.of(other.layer()) == workspace
        and other.parent() != root
    )
    _insert(next(groups, None) or root.insertGroup(0, shown_in_qgis(name)), node.clone())
    node.parent().removeChildNode(node)


def _insert(group: QgsLayerTreeGroup, node: QgsLayerTreeLayer) -> None:
    """Puts a layer where it belongs in its group: below what comes before it in `KINDS`."""
    above = KINDS[: KINDS.index(str(table_of(node.layer())))]
    kinds = [table_of(other.layer()) for other in group.findLayers()]
    node.setExpanded(False)
    group.insertChildNode(sum(kind in above for kind in kinds), node)


def find_rasters(
    project: QgsProject, workspace: WorkspaceRef
) -> Iterator[tuple[str, QgsRasterLayer]]:
    """The raster by which the plugin shows an image of a campaign, and the image's path; no other
    raster of its images."""
    try:
        folder = workspace.folder()
    except WorkspaceError:  # it is gone, or broken for now
        folder = None
    if folder is None:
        return
    for layer in project.mapLayers().values():
        if isinstance(layer, QgsRasterLayer) and is_plugins_own(project, layer):
            image = image_of(layer, folder)
            if image is not None:
                yield image, layer


def find_group(
    project: QgsProject, layers: dict[str, QgsVectorLayer]
) -> Optional[QgsLayerTreeGroup]:
    """The group that the campaign's layers are in now, wherever the user has put them."""
    for kind in reversed(KINDS):
        node = project.layerTreeRoot().findLayer(layers[kind].id()) if kind in layers else None
        if node is not None:
            return node.parent()
    return None
