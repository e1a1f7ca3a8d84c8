"""A campaign's layers in a QGIS project: how they come into it, how they look, how they are found.

Layers are recognised by their sources (see `workspace_ref`), so that a project that was saved,
renamed or rearranged still works, whatever style its layers have. Custom properties repeat this for
others to read: ``scaneo/task`` is a task, ``images`` or ``raster``; ``scaneo/campaign`` is the
campaign's folder; ``scaneo/image``, on a raster, is the image's path.
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
from ..base.names import shown_in_qgis
from ..store.folder import AnyPath, CampaignFolder
from ..workspace.geopackage.database import WorkspaceError
from ..workspace.workspace_ref import (
    CAMPAIGN_PROPERTY,
    IMAGES,
    KINDS,
    WorkspaceRef,
    image_of,
    is_plugins_own,
    mark_as_own,
    table_of,
)
from .loaded_layers import find_layers_anywhere
from .styling.forms import (
    label_choices,
    reset_display,
    set_choices,
    set_up_images_layer,
    set_up_task_layer,
)
from .styling.restyle import LabelChange, drop_classes, restyled
from .styling.styles import (
    are_many,
    colors_of,
    has_too_many_classes,
    made_once,
    paints_many,
    set_colors,
    set_images_style,
    set_task_style,
    shows_labels,
    suits_fields,
)

TASK_PROPERTY = "scaneo/task"
LABELS_PROPERTY = "scaneo/labels"  # the table and the labels for which a layer was styled
IMAGE_PROPERTY = "scaneo/image"
RASTER = "raster"
_STYLE_VERSION = 2  # version of our styles: a layer with an older one is styled again


def make_layer(workspace: WorkspaceRef, folder: AnyPath, kind: str) -> QgsVectorLayer:
    """One of the `KINDS` of a workspace, not styled yet.

    :raises ScaneoError: where QGIS can't open it.
    """
    # Ignore a default style that somebody saved for this file or table.
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
    """Stores what a layer is in its custom properties."""
    layer.setCustomProperty(TASK_PROPERTY, kind)
    layer.setCustomProperty(CAMPAIGN_PROPERTY, Path(folder).as_posix())


def style_layer(layer: QgsVectorLayer, labels: Sequence[Label], keeps: bool = False) -> bool:
    """Styles a layer by its kind, for these labels, and sets up its form.

    The user may have changed the style: it stays as long as each label is shown as a class of its
    own. With ``keeps``, so does a style that came from elsewhere. Returns whether a style had to be
    replaced.
    """
    kind = table_of(layer)
    text = _as_text(kind, _as_json(labels))
    is_same = layer.customProperty(LABELS_PROPERTY) == text
    known = labels if is_same else _styled_for(layer, kind)
    if known is None:
        reset_display(layer)
        layer.setReadOnly(False)
    if not is_same:
        layer.setCustomProperty(LABELS_PROPERTY, text)
    set_up_layer(layer, labels)
    if kind == IMAGES:
        is_good = suits_fields(layer) and (keeps or known is not None)
        if not is_good:
            set_images_style(layer)
        return not is_good
    shows = shows_labels(layer.renderer(), labels)
    is_kept = shows and (keeps if known is None else is_same)
    if is_kept and (keeps or not has_too_many_classes(layer)):
        return False
    if known is None or not shows_labels(layer.renderer(), known):
        set_task_style(layer, Task(kind), labels, ())
        return True
    if are_many(known) and are_many(labels) and paints_many(layer):
        drop_classes(layer, LabelChange.between(known, labels))
        layer.triggerRepaint()
    else:
        set_task_style(layer, Task(kind), labels, known)
    return False


def restyle_layers(
    layers: Mapping[Task, QgsVectorLayer], before: Sequence[Label], labels: Sequence[Label]
) -> bool:
    """Updates the style of layers from the labels ``before`` to these, if `style_layer` made it and
    nobody has changed it since.

    Returns False where so much differs that each has to be styled as a whole.
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
    """Sets up what does not depend on a layer's style: its form, its fields, whether it is
    read-only."""
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
    return f"[{_STYLE_VERSION}, {json.dumps(kind)}, {labels}]"


def _styled_for(layer: QgsVectorLayer, kind: Optional[str]) -> Optional[list[Label]]:
    """The labels for which a layer was styled; None where its style is that of another layer."""
    try:
        look, table, labels = json.loads(layer.customProperty(LABELS_PROPERTY) or "")
        known = [Label(str(name), str(color)) for name, color in labels]
    except (TypeError, ValueError):
        return None
    return known if (look, table) == (_STYLE_VERSION, kind) else None


def find_layers(project: QgsProject, workspace: WorkspaceRef) -> dict[str, QgsVectorLayer]:
    """The layers of a workspace in a project, by kind; of duplicates, the plugin's own."""
    found: dict[str, list[QgsVectorLayer]] = {}
    for layer in all_layers(project, workspace):
        found.setdefault(str(table_of(layer)), []).append(layer)
    return {kind: _first(project, layers) for kind, layers in found.items()}


def all_layers(project: QgsProject, workspace: WorkspaceRef) -> list[QgsVectorLayer]:
    """All layers of a workspace in a project, including duplicates made by the user."""
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
    """The plugin's own among duplicates, or else the topmost: a duplicate is added below."""
    if len(layers) > 1:
        layers = [layer for layer in layers if is_plugins_own(project, layer)] or layers
    if len(layers) > 1:
        order = [node.layerId() for node in project.layerTreeRoot().findLayers()]
        layers = [layer for id_ in order for layer in layers if layer.id() == id_] or layers
    return layers[0]


def find_workspaces(project: QgsProject) -> list[WorkspaceRef]:
    """The workspaces that have layers in a project."""
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
        mark_as_own(project, layer)
        _insert(group, QgsLayerTreeLayer(layer))


def adopt_layers(project: QgsProject, workspace: WorkspaceRef, folder: CampaignFolder) -> None:
    """Makes a campaign's layers the plugin's own, wherever project and folder were moved."""
    workspace.forget_folder()
    for kind, layer in find_layers(project, workspace).items():
        mark_as_own(project, layer)
        note_layer_kind(layer, folder, kind)
    if next(find_rasters(project, workspace), None) is None:
        for node in project.layerTreeRoot().findLayers():
            if _was_shown(node.layer(), folder):
                mark_as_own(project, node.layer())
                return


def _was_shown(layer: Optional[QgsMapLayer], folder: CampaignFolder) -> bool:
    """Whether version 0.1.0, which recognised layers by their properties, used this layer to show
    an image."""
    return (
        isinstance(layer, QgsRasterLayer)
        and layer.customProperty(TASK_PROPERTY) == RASTER
        and image_of(layer, folder) is not None
    )


def gather_layer(project: QgsProject, layer: QgsMapLayer, name: str) -> None:
    """Moves a layer that is in the project already to its campaign's group, in order.

    The group is the one that contains layers of the campaign, whatever its name: folders of two
    campaigns may have the same name. If there is none, a new one of that name.
    """
    root = project.layerTreeRoot()
    node = root.findLayer(layer.id())
    if node is None:  # it is not in the layer tree
        return
    workspace = WorkspaceRef.of(layer)
    if workspace is not None:
        first = find_layers(project, workspace)[str(table_of(layer))]
        if not is_plugins_own(project, first):  # otherwise another one of its kind is being edited
            mark_as_own(project, layer)
    groups = (
        other.parent()
        for other in root.findLayers()
        if other.layer() is not None  # a node whose layer is missing
        and other.layerId() != layer.id()
        and WorkspaceRef.of(other.layer()) == workspace
        and other.parent() != root
    )
    _insert(next(groups, None) or root.insertGroup(0, shown_in_qgis(name)), node.clone())
    node.parent().removeChildNode(node)


def _insert(group: QgsLayerTreeGroup, node: QgsLayerTreeLayer) -> None:
    """Inserts a layer into its group: below those that come before it in `KINDS`."""
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
    except WorkspaceError:  # deleted, or broken for now
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
