"""What a layer's legend says of its features: their class and its colour."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Optional

from qgis.core import (
    NULL,
    QgsCategorizedSymbolRenderer,
    QgsExpression,
    QgsExpressionContext,
    QgsFeature,
    QgsFeatureRenderer,
    QgsFields,
    QgsRenderContext,
    QgsRuleBasedRenderer,
    QgsSimpleFillSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt


@dataclass(frozen=True)
class _Entry:
    """A line of the legend. ``tested`` are the fields that decide who is in it; None for a line
    that takes the rest, or that looks at more than fields."""

    title: str
    color: str
    tested: Optional[frozenset[str]]
    level: int


class Legend:
    """A layer's symbology, asked feature by feature, between `start` and `stop` in one thread.

    What it has drawn comes from the layer as it was: make it on the main thread.
    """

    def __init__(self, layer: QgsVectorLayer) -> None:
        self._fields = QgsFields(layer.fields())
        self._renderer: Optional[QgsFeatureRenderer] = None
        self._rest: Optional[str] = None  # the key of the category that takes the rest
        self._entries: dict[str, _Entry] = {}
        self.color: Optional[str] = None
        """The layer's one colour, where it is drawn in a single symbol."""
        renderer = layer.renderer()  # a table has none
        if renderer is None:
            return
        self._renderer = renderer.clone()
        self._context = QgsRenderContext()
        self._entries = dict(_entries(self._renderer, layer.name()))
        if isinstance(renderer, QgsCategorizedSymbolRenderer):
            named = [_is_named(category.value()) for category in renderer.categories()]
            if False in named:
                self._rest = list(self._entries)[named.index(False)]
        if isinstance(renderer, QgsSingleSymbolRenderer):
            self.color = next((entry.color for entry in self._entries.values()), None)

    @property
    def columns(self) -> set[str]:
        """The fields that the legend looks at."""
        return set(self._renderer.usedAttributes(self._context)) if self._renderer else set()

    def start(self, context: QgsExpressionContext) -> None:
        """Begins a pass over the features."""
        if self._renderer is not None:
            self._context.setExpressionContext(context)
            self._renderer.startRender(self._context, self._fields)

    def stop(self) -> None:
        """Ends it."""
        if self._renderer is not None:
            self._renderer.stopRender(self._context)

    def title(self, feature: QgsFeature) -> str:
        """What the legend calls a feature; empty for one that it doesn't show."""
        lines = self._lines(feature)
        return max(lines, key=_depth).title if lines else ""

    def shown_color(self, feature: QgsFeature) -> Optional[str]:
        """The colour, ``#rrggbb``, of the line that gives a feature its title."""
        lines = self._lines(feature)
        return max(lines, key=_depth).color or None if lines else None

    def tested_color(self, feature: QgsFeature, columns: Collection[str]) -> Optional[str]:
        """A feature's colour, ``#rrggbb``, where the legend decides it by these fields alone."""
        known = _folded(columns)
        lines = [entry for entry in self._lines(feature) if entry.tested and entry.tested <= known]
        return max(lines, key=_depth).color if lines else None

    def _lines(self, feature: QgsFeature) -> list[_Entry]:
        if self._renderer is None:
            return []
        self._context.expressionContext().setFeature(feature)
        keys = self._renderer.legendKeysForFeature(feature, self._context)
        if not keys and self._rest is not None:  # QGIS 3.22 forgets it, though it draws it
            drawn = self._renderer.symbolForFeature(feature, self._context) is not None
            keys = {self._rest} if drawn else keys
        return [entry for key, entry in self._entries.items() if key in keys]


def _depth(entry: _Entry) -> int:
    return entry.level


def _entries(renderer: QgsFeatureRenderer, name: str) -> Iterator[tuple[str, _Entry]]:
    """The legend's lines by their keys."""
    items = renderer.legendSymbolItems()
    tested: list[Optional[frozenset[str]]] = [None] * len(items)
    if isinstance(renderer, QgsCategorizedSymbolRenderer):
        columns = _folded(renderer.usedAttributes(QgsRenderContext()))
        tested = [
            columns if _is_named(category.value()) else None for category in renderer.categories()
        ]
    elif isinstance(renderer, QgsRuleBasedRenderer):
        root = renderer.rootRule()
        tested = [_tested(root.findRuleByKey(item.ruleKey())) for item in items]
    for item, decisive in zip(items, tested):
        title = name if isinstance(renderer, QgsSingleSymbolRenderer) else item.label()
        symbol = item.symbol()
        color = "" if symbol is None else _color(symbol)
        yield item.ruleKey(), _Entry(title, color, decisive if color else None, item.level())


def _is_named(value: object) -> bool:
    """Whether a category has a value; the one without takes the rest."""
    return value not in (None, "") and value != NULL


def _tested(rule: Optional[QgsRuleBasedRenderer.Rule]) -> Optional[frozenset[str]]:
    """What a rule and those that it is in look at, where it looks at something itself."""
    if rule is None or not rule.filterExpression():
        return None
    columns: set[str] = set()
    while rule is not None:
        expression = QgsExpression(rule.filterExpression())
        if rule.isElse() or expression.needsGeometry():
            return None
        columns |= expression.referencedColumns()
        rule = rule.parent()
    return _folded(columns)


def _folded(columns: Iterable[str]) -> frozenset[str]:
    """Fields' names for comparison: to an expression, their case does not matter."""
    return frozenset(column.casefold() for column in columns)


def _color(symbol: QgsSymbol) -> str:
    """A symbol's colour; its outline's, where it has no fill."""
    layer = symbol.symbolLayer(0)
    if isinstance(layer, QgsSimpleFillSymbolLayer) and layer.brushStyle() == Qt.BrushStyle.NoBrush:
        return str(layer.strokeColor().name())
    return str(symbol.color().name())
