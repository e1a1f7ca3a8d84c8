"""Legends that layers give their labels by."""

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsRendererCategory,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
)
from support.sources import SQUARE, layer_of

RED, GREEN, BLUE, GREY = "#ff0000", "#00aa00", "#0000ff", "#808080"


def symbol(color, **properties):
    return QgsFillSymbol.createSimple({"color": color, **properties})


def kinds(*values, fields=("kind:string(1000)", "size:double")):
    """A layer with a square for each value of its field `kind`; `size` counts from 1."""
    return layer_of(*((SQUARE, value, at) for at, value in enumerate(values, 1)), fields=fields)


def categorized(layer, *categories, field="kind"):
    made = [QgsRendererCategory(value, symbol(color), text) for value, color, text in categories]
    layer.setRenderer(QgsCategorizedSymbolRenderer(field, made))
    return layer


def single(layer, color, **properties):
    layer.setRenderer(QgsSingleSymbolRenderer(symbol(color, **properties)))
    return layer


def rule(text, color=None, test="", children=(), is_else=False):
    made = QgsRuleBasedRenderer.Rule(
        symbol(color) if color else None, 0, 0, test, text, "", is_else
    )
    for child in children:
        made.appendChild(child)
    return made


def ruled(layer, *rules):
    root = QgsRuleBasedRenderer.Rule(None)
    for one in rules:
        root.appendChild(one)
    layer.setRenderer(QgsRuleBasedRenderer(root))
    return layer
