"""One symbol for many labels, which paints each annotation in the colour of its label.

A class for each label is what people know from QGIS, as long as they can survey the list. With
thousands of classes, QGIS is slow: it copies the symbols of all whenever it draws a map, and
rebuilds their entries in the layer tree, layer by layer.

Names of labels are data here, too: names and colours are in a layer variable, as JSON, and the
expressions are the same for all campaigns.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Optional

from qgis.core import QgsFillSymbol, QgsProperty, QgsSymbol, QgsSymbolLayer, QgsVectorLayer
from qgis.PyQt.QtGui import QColor

from ...base.model import Label
from .made_once import made_once
from .variables import set_variables

MOST_CLASSES = 100
"""So many labels are classes of their own in a layer's legend; where there are more, one symbol has
the colours of all."""
_VARIABLE = "scaneo_colors"
_OWN = (
    f'map_get(json_to_map(@{_VARIABLE}), "label")'  # rrggbb; QGIS parses the JSON once for each map
)
_Property = QgsSymbolLayer.Property


def are_many(labels: Sequence[Label]) -> bool:
    """Whether there are too many labels for a class of each."""
    return len(labels) > MOST_CLASSES


@made_once
def colors_of(labels: Sequence[Label]) -> str:
    """The argument of `set_colors`: the same for all layers of a campaign. Empty for few labels."""
    if not are_many(labels):
        return ""
    return json.dumps({label.name: label.color[1:] for label in labels}, ensure_ascii=False)


def set_colors(layer: QgsVectorLayer, colors: str) -> None:
    """Stores the colours of many labels in a layer; none where labels have classes of their own."""
    if colors or _VARIABLE in (layer.customProperty("variableNames") or ()):
        set_variables(layer, {_VARIABLE: colors})


def give_colors(symbol: QgsFillSymbol, rest: QColor, styles: tuple[str, str, str]) -> None:
    """Makes a symbol paint each label in its colour, and unlisted ones in that of ``rest``.

    ``styles`` are pen styles: an expression for when there is none, that of listed labels and that
    of others.
    """
    layer = symbol.symbolLayer(0)
    color = f"coalesce({_OWN}, '{rest.name()[1:]}')"
    hidden, listed, unlisted = styles
    pen = f"CASE WHEN {hidden} THEN 'no' WHEN {_OWN} IS NULL THEN '{unlisted}' ELSE '{listed}' END"
    for key, expression in (
        (_Property.PropertyStrokeColor, f"'#' || {color}"),
        (_Property.PropertyFillColor, f"'#{layer.fillColor().alpha():02x}' || {color}"),
        (_Property.PropertyStrokeStyle, pen),
    ):
        layer.setDataDefinedProperty(key, QgsProperty.fromExpression(expression))


def has_colors(symbol: Optional[QgsSymbol]) -> bool:
    """Whether a symbol paints each label in its colour, whatever else was changed in it."""
    keys = (_Property.PropertyStrokeColor, _Property.PropertyFillColor)
    return symbol is not None and any(
        given.isActive() and _OWN in given.expressionString()
        for layer in symbol.symbolLayers()
        if layer.enabled()
        for given in (layer.dataDefinedProperties().property(key) for key in keys)
    )
