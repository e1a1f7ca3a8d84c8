"""Finds features under the mouse: those that the map shows, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Optional

from qgis.core import (
    QgsExpressionContextUtils,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsRenderContext,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QPoint

from .canvas_lonlat import pixels_in_lonlat

REACH = 4  # pixels


def alive(layers: Sequence[QgsVectorLayer]) -> list[QgsVectorLayer]:
    """The layers that QGIS has not deleted."""
    return [layer for layer in layers if not sip.isdeleted(layer)]


def visible(canvas: QgsMapCanvas, layers: Sequence[QgsVectorLayer]) -> list[QgsVectorLayer]:
    """The layers that the canvas shows at its scale."""
    on_canvas = {layer.id() for layer in canvas.layers()}
    here = [layer for layer in alive(layers) if layer.isValid() and layer.id() in on_canvas]
    return [layer for layer in here if layer.isInScaleRange(canvas.scale())]


def picked(
    canvas: QgsMapCanvas, layers: Sequence[QgsVectorLayer], pixel: QPoint
) -> Optional[tuple[QgsVectorLayer, QgsFeature]]:
    """The feature at a pixel: of the first layer that has any there, the smallest."""
    reach = QPoint(REACH, REACH)
    area = pixels_in_lonlat(canvas, pixel - reach, pixel + reach)
    if area is None:
        return None
    for layer in visible(canvas, layers):
        features = touching(canvas, layer, area)
        smallest = min(features, key=lambda feature: feature.geometry().area(), default=None)
        if smallest is not None:
            return layer, smallest
    return None


def is_any(canvas: QgsMapCanvas, layers: Sequence[QgsVectorLayer], pixel: QPoint) -> bool:
    """Whether there is a feature at a pixel."""
    reach = QPoint(REACH, REACH)
    area = pixels_in_lonlat(canvas, pixel - reach, pixel + reach)
    return area is not None and any(
        next(touching(canvas, layer, area), None) is not None for layer in visible(canvas, layers)
    )


def touching(
    canvas: QgsMapCanvas, layer: QgsVectorLayer, area: QgsGeometry
) -> Iterator[QgsFeature]:
    """The layer's features that touch the area, in degrees, without those that its style hides."""
    engine = QgsGeometry.createGeometryEngine(area.constGet())
    engine.prepareGeometry()

    def touches(feature: QgsFeature) -> bool:
        geometry = feature.geometry().constGet()
        return geometry is not None and engine.intersects(geometry)

    near = layer.getFeatures(QgsFeatureRequest().setFilterRect(area.boundingBox()))
    yield from painted(canvas, layer, filter(touches, near))


def painted(
    canvas: QgsMapCanvas, layer: QgsVectorLayer, features: Iterable[QgsFeature]
) -> Iterator[QgsFeature]:
    """Those of a layer's features that its style doesn't hide."""
    context = QgsRenderContext.fromMapSettings(canvas.mapSettings())
    context.expressionContext().appendScope(QgsExpressionContextUtils.layerScope(layer))
    renderer = layer.renderer().clone()
    renderer.startRender(context, layer.fields())
    try:
        for feature in features:
            context.expressionContext().setFeature(feature)
            if renderer.willRenderFeature(feature, context):
                yield feature
    finally:
        renderer.stopRender(context)
