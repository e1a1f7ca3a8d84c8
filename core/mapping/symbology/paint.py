"""Whether a symbol paints anything visible, and in which colour."""

from __future__ import annotations

from typing import Optional

from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsProperty,
    QgsSimpleFillSymbolLayer,
    QgsSimpleLineSymbolLayer,
    QgsSymbol,
    QgsSymbolLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

_NO_BRUSH, _NO_PEN = Qt.BrushStyle.NoBrush, Qt.PenStyle.NoPen


class Paint:
    """What a symbol paints. Data-defined parts are evaluated for each feature, all others once."""

    def __init__(self, symbol: Optional[QgsSymbol]) -> None:
        self._symbol = symbol
        layers = [] if symbol is None else symbol.symbolLayers()
        self._layers = [one for one in layers if _leaves_paint(one)]
        self._depends = symbol is not None and (
            symbol.dataDefinedProperties().hasActiveProperties()
            or any(one.dataDefinedProperties().hasActiveProperties() for one in self._layers)
        )
        self._always = symbol is not None and symbol.opacity() > 0 and _any_enabled(self._layers)
        self.covers = any(map(_covers, self._layers))
        """Whether it fills what it goes around."""
        self.level = max((one.renderingPass() for one in self._layers), default=0)
        """What has a higher one is painted later."""

    def shows(self, context: QgsExpressionContext) -> bool:
        """Whether anything of the context's feature is painted."""
        if self._symbol is None or not self._depends:
            return self._always
        given = self._symbol.dataDefinedProperties()
        opacity = 100 * self._symbol.opacity()
        opacity = given.valueAsDouble(QgsSymbol.Property.PropertyOpacity, context, opacity)[0]
        key = QgsSymbolLayer.Property.PropertyLayerEnabled
        return opacity > 0 and any(
            one.dataDefinedProperties().valueAsBool(key, context, one.enabled())[0]
            for one in self._layers
        )

    @property
    def color(self) -> str:
        """The symbol's colour, ``#rrggbb``; that of its outline where it has no fill; or empty."""
        return "" if self._symbol is None else str(_color(self._symbol).name())

    @property
    def color_columns(self) -> Optional[frozenset[str]]:
        """The fields that define each feature's colour; None where it is the symbol's."""
        given = self._given_color()
        if given is None or not given.isActive():
            return None
        expression = QgsExpression(given.asExpression())
        columns = expression.referencedColumns()
        is_known = bool(columns) and not expression.needsGeometry()
        return frozenset(columns) if is_known else None

    def color_in(self, context: QgsExpressionContext) -> str:
        """The colour of the context's feature, like `color`."""
        given = self._given_color()
        if self._symbol is None or given is None or not given.isActive():
            return self.color
        return str(given.valueAsColor(context, _color(self._symbol))[0].name())

    def _given_color(self) -> Optional[QgsProperty]:
        """The property that defines each feature's colour, if there is one."""
        if self._symbol is None or not self._symbol.symbolLayerCount():
            return None
        layer, kind = self._symbol.symbolLayer(0), QgsSymbolLayer.Property
        is_line = _is_outline(layer) or layer.type() == QgsSymbol.SymbolType.Line
        key = kind.PropertyStrokeColor if is_line else kind.PropertyFillColor
        return layer.dataDefinedProperties().property(key)


def _color(symbol: QgsSymbol) -> QColor:
    layer = symbol.symbolLayer(0)
    return layer.strokeColor() if _is_outline(layer) else symbol.color()


def _is_outline(layer: QgsSymbolLayer) -> bool:
    return isinstance(layer, QgsSimpleFillSymbolLayer) and layer.brushStyle() == _NO_BRUSH


def _any_enabled(layers: list[QgsSymbolLayer]) -> bool:
    return any(one.enabled() for one in layers)


def _leaves_paint(layer: QgsSymbolLayer) -> bool:
    """False for a layer without brush and pen, or with invisible colours."""
    if layer.dataDefinedProperties().hasActiveProperties():
        return True
    if isinstance(layer, QgsSimpleFillSymbolLayer):
        has_line = layer.strokeStyle() != _NO_PEN and layer.strokeColor().alpha() > 0
        return has_line or _has_fill(layer)
    if isinstance(layer, QgsSimpleLineSymbolLayer):
        return bool(layer.penStyle() != _NO_PEN and layer.color().alpha() > 0)
    return True


def _has_fill(layer: QgsSimpleFillSymbolLayer) -> bool:
    return bool(layer.brushStyle() != _NO_BRUSH and layer.fillColor().alpha() > 0)


def _covers(layer: QgsSymbolLayer) -> bool:
    if isinstance(layer, QgsSimpleFillSymbolLayer):
        return _has_fill(layer)
    return bool(layer.type() != QgsSymbol.SymbolType.Line)
