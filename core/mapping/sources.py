"""A snapshot of a layer for export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import isfinite
from typing import NamedTuple, Optional

from osgeo import osr
from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsFeatureRequest,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

from ..base.errors import ScaneoError
from ..base.geometry import BadAnnotation
from ..base.messages import joined, message
from ..base.model import Task
from ..formats.scaneo.annotations import check_new_label
from .feature_shapes import NO_AREAS
from .mapping import LabelFrom, LayerMapping
from .projector import Projector
from .symbology.legend import Legend

_AREAS = (
    QgsWkbTypes.GeometryType.PolygonGeometry,
    QgsWkbTypes.GeometryType.UnknownGeometry,  # any type: a collection, or a query's result
)


class SourceFeature(NamedTuple):
    """A feature, its label as the layer gives it, and the image that it names.

    ``has_text`` is False where the label is no readable value, such as a geometry.
    """

    feature: QgsFeature
    label: str
    image: str
    has_text: bool


class LayerSource:
    """A snapshot of a layer and its mapping; made on the main thread, read in any thread."""

    def __init__(self, layer: QgsVectorLayer, mapping: LayerMapping, project: QgsProject) -> None:
        """:raises ScaneoError: where the layer can't be exported as the mapping says."""
        self.name = str(layer.name())
        self.task = mapping.task
        _check_layer(layer, mapping)
        self._source = QgsVectorLayerFeatureSource(layer)
        self._project = project  # keeps the project alive: an expression scope points to it
        # Scopes are appended one by one: its constructor does not keep a Python list.
        self._context = QgsExpressionContext()
        self._context.appendScope(QgsExpressionContextUtils.globalScope())
        self._context.appendScope(QgsExpressionContextUtils.projectScope(project))
        self._context.appendScope(QgsExpressionContextUtils.layerScope(layer))
        self._context.setFields(layer.fields())
        self.projector: Optional[Projector] = None
        if _has_geometries(layer):
            self.projector = Projector(crs_of(layer), project)
        self.legend = Legend(layer)
        self._label = mapping.label
        self._expression = QgsExpression(mapping.label.value)
        self._image_field = layer.fields().lookupField(mapping.image_field)
        self._request = self._make_request(layer, mapping)
        self.count = layer.selectedFeatureCount() if mapping.selected_only else layer.featureCount()
        """How many features there are to come; negative where the provider doesn't know."""

    def _make_request(self, layer: QgsVectorLayer, mapping: LayerMapping) -> QgsFeatureRequest:
        request = QgsFeatureRequest()
        request.setInvalidGeometryCheck(QgsFeatureRequest.InvalidGeometryCheck.GeometryNoCheck)
        if mapping.selected_only:
            request.setFilterFids(layer.selectedFeatureIds())
        columns = self.label_columns | self.legend.columns
        if mapping.image_field:
            columns.add(mapping.image_field)
        if QgsFeatureRequest.ALL_ATTRIBUTES not in columns:
            request.setSubsetOfAttributes(list(columns), layer.fields())
        return request

    def meet(self, systems: Iterable[osr.SpatialReference]) -> None:
        """Tells it the CRSs of the images that the features are assigned to."""
        if self.projector is not None:
            self.projector.meet(systems)

    @property
    def label_columns(self) -> set[str]:
        """The fields that the label is made of."""
        if self._label.kind is LabelFrom.EXPRESSION:
            return set(self._expression.referencedColumns())
        return self.legend.columns if self._label.kind is LabelFrom.CATEGORIES else set()

    def features(self) -> Iterator[SourceFeature]:
        """The features, one after the other."""
        self.legend.start(self._context)
        try:
            if self._label.kind is LabelFrom.EXPRESSION:
                self._expression.prepare(self._context)
            for feature in self._source.getFeatures(self._request):
                label = self._label_of(feature)
                image = self._image_of(feature)
                yield SourceFeature(feature, _text(label), image, _is_text(label))
        finally:
            self.legend.stop()

    def color_of(self, feature: QgsFeature) -> Optional[str]:
        """The colour of a feature's label, where the legend decides it."""
        if self._label.kind is LabelFrom.CATEGORIES and self.legend.color is None:
            return self.legend.shown_color(feature)
        return self.legend.tested_color(feature, self.label_columns)

    def _label_of(self, feature: QgsFeature) -> object:
        if self._label.kind is LabelFrom.FIXED:
            return self._label.value
        if self._label.kind is LabelFrom.CATEGORIES:
            return self.legend.title(feature)
        self._context.setFeature(feature)
        return self._expression.evaluate(self._context)

    def _image_of(self, feature: QgsFeature) -> str:
        return _text(feature.attribute(self._image_field)) if self._image_field >= 0 else ""


def _is_text(value: object) -> bool:
    """Whether a value is readable text or number, or empty; NaN is neither."""
    if isinstance(value, float) and not isfinite(value):
        return False
    texts = (str, int, float, QDate, QTime, QDateTime)  # bool is a subclass of int
    return value is None or isinstance(value, texts) or value == NULL


def _text(value: object) -> str:
    """A field's value as text; empty where there is none."""
    if isinstance(value, str):
        return value
    if value is None or value == NULL:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (QDate, QTime, QDateTime)):
        return str(value.toString(Qt.DateFormat.ISODate))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _has_geometries(layer: QgsVectorLayer) -> bool:
    """`isSpatial` is False for a layer of geometry collections."""
    return layer.geometryType() != QgsWkbTypes.GeometryType.NullGeometry


def crs_of(layer: QgsVectorLayer) -> QgsCoordinateReferenceSystem:
    """A layer's CRS. QGIS loses that of a layer of geometry collections; its file has it."""
    if layer.crs().isValid() or layer.geometryType() != QgsWkbTypes.GeometryType.UnknownGeometry:
        return layer.crs()
    return layer.dataProvider().crs()


def _check_layer(layer: QgsVectorLayer, mapping: LayerMapping) -> None:
    name, task = layer.name(), mapping.task
    if not layer.isValid():
        raise ScaneoError(
            message(
                "sources.unreadable",
                "The layer {layer} can't be read. Mend its source, or leave it out.",
                layer=name,
            )
        )
    fields = layer.fields()
    if mapping.image_field and fields.lookupField(mapping.image_field) < 0:
        raise ScaneoError(
            message(
                "sources.no-image-field",
                "The layer {layer} has no field “{field}” that could name the image. Choose "
                "another one.",
                layer=name,
                field=mapping.image_field,
            )
        )
    if task is not Task.CLASSIFICATION and layer.geometryType() not in _AREAS:
        what = message(
            "sources.no-areas",
            "The layer {layer} can't be mapped to {task}: it has no areas.",
            layer=name,
            task=task.value,
        )
        raise ScaneoError(joined(what, NO_AREAS))
    if not _has_geometries(layer):
        if not mapping.image_field:
            raise ScaneoError(
                message(
                    "sources.no-geometry",
                    "The layer {layer} has no geometry. Choose the field that names the image.",
                    layer=name,
                )
            )
    elif not crs_of(layer).isValid():
        raise ScaneoError(
            message(
                "sources.no-crs",
                "The layer {layer} has no coordinate reference system. Set it (Layer > Set CRS of "
                "Layer), then export again.",
                layer=name,
            )
        )
    if mapping.selected_only and not layer.selectedFeatureCount():
        raise ScaneoError(
            message(
                "sources.none-selected",
                "No feature of the layer {layer} is selected, and only selected features are asked "
                "for. Select some, or export all.",
                layer=name,
            )
        )
    _check_label_source(layer, mapping)


def _check_label_source(layer: QgsVectorLayer, mapping: LayerMapping) -> None:
    name, kind, value = layer.name(), mapping.label.kind, mapping.label.value
    if kind is LabelFrom.FIXED:
        try:
            check_new_label(value)
        except BadAnnotation as error:
            what = message(
                "sources.bad-label", "The layer {layer}: its label can't be used.", layer=name
            )
            raise ScaneoError(joined(what, error.mend)) from None
    if kind is not LabelFrom.EXPRESSION:
        return
    expression = QgsExpression(value)
    if value.strip() and expression.hasParserError():
        raise ScaneoError(
            message(
                "sources.bad-expression",
                "The label expression of the layer {layer} can't be read ({why}). Mend it, or "
                "choose a field.",
                layer=name,
                why=expression.parserErrorString().strip(),
            )
        )
    unknown = [
        column
        for column in sorted(expression.referencedColumns())
        if column != QgsFeatureRequest.ALL_ATTRIBUTES and layer.fields().lookupField(column) < 0
    ]
    if unknown:
        raise ScaneoError(
            message(
                "sources.no-field",
                "The layer {layer} has no field “{field}”. Choose the field or expression that "
                "gives its label, or write a fixed label in single quotes.",
                layer=name,
                field=unknown[0],
            )
        )
    if not value.strip():
        raise ScaneoError(
            message(
                "sources.no-expression",
                "The layer {layer} has no label expression. Choose the field or expression that "
                "gives its label, or write a fixed label in single quotes.",
                layer=name,
            )
        )
