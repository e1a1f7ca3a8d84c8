"""Guesses how a user wants to export a layer, from its name, its fields and its geometry type."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Optional

from qgis.core import (
    NULL,
    QgsCategorizedSymbolRenderer,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeatureRequest,
    QgsMergedFeatureRenderer,
    QgsProject,
    QgsRuleBasedRenderer,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..base.geometry import BadAnnotation
from ..base.model import Task
from ..formats.scaneo.pairing import IMAGE_SUFFIXES, pair_images
from ..images.areas import flat_polygons
from ..images.image_index import ImageNames, LocatedImage
from ..store.folder import CampaignFolder
from ..workspace.campaign_folder import campaign_folder
from ..workspace.workspace_ref import IMAGES, is_of_campaign, table_of
from .found_images import likely_images, project_images, some_images
from .label_field import label_expression
from .mapping import CampaignMapping, ImagesFrom, LabelFrom, LabelSource, LayerMapping
from .sources import crs_of
from .symbology.legend import Legend

_IMAGE_FIELDS = (
    "image", "image_path", "image_name", "img", "filename", "file_name", "raster", "scene", "tile",
)  # fmt: skip
_DETECTION = re.compile(r"bbox|box|detect|object", re.IGNORECASE)
_CLASSIFICATION = re.compile(r"classif|scene|chip|patch", re.IGNORECASE)
_LOOKED_AT = 10  # features whose geometries are read
_ROWS = 1000  # features whose values are read
_ADDRESS = re.compile(r"\s*(\w{2,}:|www\.)", re.IGNORECASE)
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".bmp", ".jp2", ".html")
_POINT, _POLYGON = QgsWkbTypes.GeometryType.PointGeometry, QgsWkbTypes.GeometryType.PolygonGeometry


def mappable_layers(project: QgsProject) -> list[QgsVectorLayer]:
    """The vector layers of a project that can be exported, in the order of the layer tree."""
    return [
        node.layer()
        for node in project.layerTreeRoot().findLayers()
        if isinstance(node.layer(), QgsVectorLayer)
        and node.layer().isValid()
        and table_of(node.layer()) != IMAGES
    ]


def guess_layer(
    layer: QgsVectorLayer, images: Optional[ImageNames] = None
) -> Optional[LayerMapping]:
    """How to export a layer; None where it looks like none of the tasks. ``images`` are those that
    features could lie on; None where they are not known."""
    task = _task(layer, images)
    if task is None:
        return None
    return LayerMapping(layer.id(), task, guess_label(layer), guess_image_field(layer, images))


def suggest_layer(layer: QgsVectorLayer, images: Optional[ImageNames] = None) -> LayerMapping:
    """How to export a layer that looks like none of the tasks, where the user wants it exported."""
    return guess_layer(layer, images) or LayerMapping(
        layer.id(), Task.SEGMENTATION, guess_label(layer), guess_image_field(layer, images)
    )


def guess_label(layer: QgsVectorLayer) -> LabelSource:
    """Where a layer's labels come from: a field, its legend, or its name.

    The guess leaves out no feature, as far as the first ones tell.
    """
    if table_of(layer) is not None:  # a layer of the campaign itself
        return LabelSource(LabelFrom.EXPRESSION, QgsExpression.quotedColumnRef("label"))
    has_label = layer.fields().lookupField("label") >= 0
    if not has_label and _is_named_by_legend(layer):
        return LabelSource(LabelFrom.CATEGORIES)
    expression = label_expression(layer)
    if expression:
        return LabelSource(LabelFrom.EXPRESSION, expression)
    return LabelSource(LabelFrom.FIXED, layer.name())


def _is_named_by_legend(layer: QgsVectorLayer) -> bool:
    """Whether a layer's legend distinguishes classes, and has one for each of its first
    features."""
    renderer = layer.renderer()
    if isinstance(renderer, QgsMergedFeatureRenderer):
        renderer = renderer.embeddedRenderer()
    if not isinstance(renderer, (QgsCategorizedSymbolRenderer, QgsRuleBasedRenderer)):
        return False
    legend = Legend(layer)
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFields(layer.fields())
    legend.start(context)
    try:
        request = QgsFeatureRequest().setLimit(_ROWS)
        return all(legend.title(feature) for feature in layer.getFeatures(request))
    finally:
        legend.stop()


def guess_image_field(layer: QgsVectorLayer, images: Optional[ImageNames] = None) -> str:
    """The field that names the image of a feature; empty where there is none.

    Among fields with a usual name, and others that contain paths of images, it is the first one
    whose values all name one of the images. Where a value is empty, the position decides.
    """
    called = _fields(layer, _IMAGE_FIELDS)
    others = [] if images is None else _with_paths(layer)
    for name in dict.fromkeys([*called, *others]):
        values = _values(layer, name)
        if not values and layer.featureCount():
            continue  # all values are empty
        if all(_names_image(value, images) for value in values):
            return name
    # a table has no geometry to find its image by
    return called[0] if called and _kind(layer) is None else ""


def _with_paths(layer: QgsVectorLayer) -> list[str]:
    """The fields whose values, in the first features, end like paths of images."""
    request = QgsFeatureRequest().setLimit(_LOOKED_AT)
    request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    rows = [feature.attributes() for feature in layer.getFeatures(request)]
    return [
        field.name()
        for field, *values in zip(layer.fields(), *rows)
        if any(isinstance(one, str) and _suffix(one) in IMAGE_SUFFIXES for one in values)
    ]


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _names_image(value: object, images: Optional[ImageNames]) -> bool:
    """Whether a value is, or could be, the name of one of the images."""
    if not isinstance(value, str) or _ADDRESS.match(value):
        return False
    if images is None:
        return _suffix(value) not in _PICTURES
    try:
        images.find(value)
    except BadAnnotation:
        return False
    return True


def _values(layer: QgsVectorLayer, name: str) -> list[object]:
    """The distinct values of a field in the layer's first features, without empty ones."""
    index = layer.fields().lookupField(name)
    request = QgsFeatureRequest().setLimit(_ROWS).setSubsetOfAttributes([index])
    request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    found = {}
    for feature in layer.getFeatures(request):
        value = feature.attribute(index)
        if value is not None and value != NULL and str(value).strip():
            found[str(value)] = value
    return list(found.values())


def guess_mapping(project: QgsProject, campaign: Optional[CampaignFolder]) -> CampaignMapping:
    """A likely mapping for the first export of a project's layers; ``campaign`` is the open one."""
    mapping = _guess_images(project, campaign)
    images = known_images(project, mapping)
    guesses = (guess_layer(layer, images) for layer in mappable_layers(project))
    return replace(mapping, layers=tuple(guess for guess in guesses if guess is not None))


def _guess_images(project: QgsProject, campaign: Optional[CampaignFolder]) -> CampaignMapping:
    if campaign is not None:
        return CampaignMapping(folder=str(campaign))
    images = project_images(project)
    if not images:
        return CampaignMapping()
    folder = Path(os.path.commonpath([image.parent for image in images]))
    return CampaignMapping(images=likely_images(folder, images)[0], folder=str(folder))


def known_images(project: QgsProject, mapping: CampaignMapping) -> Optional[ImageNames]:
    """The images of a mapping, by name; None where there are none, or too many files to look
    through."""
    if mapping.images is ImagesFrom.RASTERS:
        names = [path.as_posix().lstrip("/") for path in project_images(project)]
    else:
        folder = mapping.images_folder or mapping.folder
        found = some_images(Path(folder)) if folder else None
        names = [] if found is None else found
    images = pair_images(names, [])
    return ImageNames([LocatedImage(image, None) for image in images]) if images else None


def with_campaign(project: QgsProject, mapping: CampaignMapping) -> CampaignMapping:
    """The mapping together with the layers of the campaign in its folder, if that is open."""
    mapped = {entry.layer for entry in mapping.layers}
    own = [
        suggest_layer(layer)
        for layer in mappable_layers(project)
        if layer.id() not in mapped
        and mapping.folder
        and is_of_campaign(layer, campaign_folder(mapping.folder))
    ]
    return replace(mapping, layers=(*mapping.layers, *own))


def _task(layer: QgsVectorLayer, images: Optional[ImageNames]) -> Optional[Task]:
    own = table_of(layer)
    if own is not None:
        return Task(own)
    kind = _kind(layer)
    if kind is not None and not crs_of(layer).isValid():
        return None
    if kind == _POLYGON:
        if _CLASSIFICATION.search(layer.name()):
            return Task.CLASSIFICATION
        is_boxes = _DETECTION.search(layer.name()) or _has_boxes(layer)
        return Task.DETECTION if is_boxes else Task.SEGMENTATION
    names_image = bool(guess_image_field(layer, images))
    if kind is None:
        return Task.CLASSIFICATION if names_image and layer.featureCount() else None
    if kind == _POINT and (names_image or label_expression(layer)):
        return Task.CLASSIFICATION
    return None


def _kind(layer: QgsVectorLayer) -> Optional[QgsWkbTypes.GeometryType]:
    """The geometry type of a layer; None for a table. A layer of mixed types counts as polygons
    where one of its first features has some."""
    kind = layer.geometryType()
    if kind == QgsWkbTypes.GeometryType.UnknownGeometry:
        request = QgsFeatureRequest().setLimit(_LOOKED_AT)
        shapes = (feature.geometry() for feature in layer.getFeatures(request))
        has_areas = any(not flat_polygons(shape).polygons.isEmpty() for shape in shapes)
        return _POLYGON if has_areas else kind
    return None if kind == QgsWkbTypes.GeometryType.NullGeometry else kind


def _has_boxes(layer: QgsVectorLayer) -> bool:
    """Whether a layer's first features are all upright rectangles."""
    request = QgsFeatureRequest().setLimit(_LOOKED_AT)
    found = [feature.geometry() for feature in layer.getFeatures(request)]
    return bool(found) and all(
        shape.constGet() is not None
        and shape.constGet().nCoordinates() == 5
        and abs(shape.area() - shape.boundingBox().area()) <= 1e-6 * shape.area()
        for shape in found
    )


def _fields(layer: QgsVectorLayer, names: tuple[str, ...]) -> list[str]:
    """Which of these names are fields of a layer, as the layer spells them."""
    fields = layer.fields()
    found = (fields.lookupField(name) for name in names)  # ignores case
    return [fields.at(index).name() for index in found if index >= 0]
