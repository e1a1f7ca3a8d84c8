"""What a user most likely wants of a layer, from its name, its fields and its kind of geometry."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Optional

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsExpression,
    QgsFeatureRequest,
    QgsProject,
    QgsRuleBasedRenderer,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ...scaneo.model import Task
from ..identity import IMAGES, is_of_campaign, kind_of
from .images import project_images
from .mapping import CampaignMapping, ImagesFrom, LabelFrom, LabelSource, LayerMapping

_LABEL_FIELDS = (
    "label", "class", "cls", "class_name", "classname", "klass", "category", "object", "kind",
    "type", "landuse", "land_use", "landcover", "land_cover", "cover", "crop", "species", "name",
)  # fmt: skip
_IMAGE_FIELDS = (
    "image", "image_path", "image_name", "img", "filename", "file_name", "raster", "scene", "tile",
)  # fmt: skip
_DETECTION = re.compile(r"bbox|box|detect|object", re.IGNORECASE)
_CLASSIFICATION = re.compile(r"classif|scene|chip|patch", re.IGNORECASE)
_LOOKED_AT = 10  # features
_POINT, _POLYGON = QgsWkbTypes.GeometryType.PointGeometry, QgsWkbTypes.GeometryType.PolygonGeometry


def mappable_layers(project: QgsProject) -> list[QgsVectorLayer]:
    """The vector layers of a project that could be exported, as the layer tree has them."""
    return [
        node.layer()
        for node in project.layerTreeRoot().findLayers()
        if isinstance(node.layer(), QgsVectorLayer)
        and node.layer().isValid()
        and kind_of(node.layer()) != IMAGES
    ]


def guess_layer(layer: QgsVectorLayer) -> Optional[LayerMapping]:
    """What a layer is exported as; None where it looks like none of the tasks."""
    task = _task(layer)
    if task is None:
        return None
    return LayerMapping(layer.id(), task, guess_label(layer), guess_image_field(layer))


def suggest_layer(layer: QgsVectorLayer) -> LayerMapping:
    """What to fill in where the user wants a layer exported that looks like none of the tasks."""
    return guess_layer(layer) or LayerMapping(
        layer.id(), Task.SEGMENTATION, guess_label(layer), guess_image_field(layer)
    )


def guess_label(layer: QgsVectorLayer) -> LabelSource:
    """Where a layer's labels come from: a field, its legend, or else its name."""
    field = _field(layer, _LABEL_FIELDS[:1])
    if not field and isinstance(
        layer.renderer(), (QgsCategorizedSymbolRenderer, QgsRuleBasedRenderer)
    ):
        return LabelSource(LabelFrom.CATEGORIES)
    field = field or _field(layer, _LABEL_FIELDS)
    if field:
        return LabelSource(LabelFrom.EXPRESSION, QgsExpression.quotedColumnRef(field))
    return LabelSource(LabelFrom.FIXED, layer.name())


def guess_image_field(layer: QgsVectorLayer) -> str:
    """The field that names the image of a feature; empty where none looks like it."""
    return _field(layer, _IMAGE_FIELDS)


def guess_mapping(project: QgsProject, campaign: Optional[Path]) -> CampaignMapping:
    """What a first export of a project's layers is likely to be; ``campaign`` is the open one."""
    guesses = (guess_layer(layer) for layer in mappable_layers(project))
    layers = tuple(guess for guess in guesses if guess is not None)
    if campaign is not None:
        return CampaignMapping(layers, folder=str(campaign))
    images = project_images(project)
    if not images:
        return CampaignMapping(layers)
    folder = os.path.commonpath([image.parent for image in images])
    return CampaignMapping(layers, ImagesFrom.RASTERS, folder=folder)


def with_campaign(project: QgsProject, mapping: CampaignMapping) -> CampaignMapping:
    """The mapping with the layers of the campaign that lies in its folder, if one is open there."""
    mapped = {entry.layer for entry in mapping.layers}
    own = [
        suggest_layer(layer)
        for layer in mappable_layers(project)
        if layer.id() not in mapped
        and mapping.folder
        and is_of_campaign(layer, Path(mapping.folder))
    ]
    return replace(mapping, layers=(*mapping.layers, *own))


def _task(layer: QgsVectorLayer) -> Optional[Task]:
    own = kind_of(layer)
    if own is not None:
        return Task(own)
    kind = layer.geometryType() if layer.isSpatial() else None
    if kind is not None and not layer.crs().isValid():
        return None
    if kind == _POLYGON:
        if _CLASSIFICATION.search(layer.name()):
            return Task.CLASSIFICATION
        is_boxes = _DETECTION.search(layer.name()) or _has_boxes(layer)
        return Task.DETECTION if is_boxes else Task.SEGMENTATION
    names_image = bool(guess_image_field(layer))
    if kind is None:
        return Task.CLASSIFICATION if names_image and layer.featureCount() else None
    if kind == _POINT and (names_image or _field(layer, _LABEL_FIELDS)):
        return Task.CLASSIFICATION
    return None


def _has_boxes(layer: QgsVectorLayer) -> bool:
    """Whether a layer's first features are all upright boxes."""
    request = QgsFeatureRequest().setLimit(_LOOKED_AT)
    found = [feature.geometry() for feature in layer.getFeatures(request)]
    return bool(found) and all(
        shape.constGet() is not None
        and shape.constGet().nCoordinates() == 5
        and abs(shape.area() - shape.boundingBox().area()) <= 1e-6 * shape.area()
        for shape in found
    )


def _field(layer: QgsVectorLayer, names: tuple[str, ...]) -> str:
    """The first of these names that a layer has a field of, as it is spelt there."""
    fields = layer.fields()
    found = (fields.lookupField(name) for name in names)  # whatever its case
    return next((fields.at(index).name() for index in found if index >= 0), "")
