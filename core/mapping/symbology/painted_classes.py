"""The classes in which a renderer paints a feature, found by rendering rather than by legend keys.

QGIS's legend keys differ from what is painted: where a value is in two categories, where categories
are switched off, where rules apply at some scales only.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from enum import Enum
from typing import Optional

from qgis.core import (
    NULL,
    QgsCategorizedSymbolRenderer,
    QgsExpression,
    QgsFeature,
    QgsFeatureRenderer,
    QgsFields,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsInvertedPolygonRenderer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsRenderContext,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsSymbol,
)
from qgis.PyQt.QtGui import QColor

_OPAQUE = 0xFF000000


@dataclass(frozen=True, eq=False)
class DrawnClass:
    """A class of a renderer; ``rule`` is its rule, if it is one. ``has_values`` is for categories
    that contain values, rather than all others."""

    title: str
    symbol: Optional[QgsSymbol]
    has_values: bool = False
    rule: Optional[QgsRuleBasedRenderer.Rule] = None


class PaintedClasses(ABC):
    """A copy of a renderer that tells, between `start` and `stop`, how it paints features."""

    def __init__(self, renderer: QgsFeatureRenderer) -> None:
        self._renderer = renderer
        self.classes: list[DrawnClass] = []
        self._filter: Optional[QgsExpression] = None

    def start(self, context: QgsRenderContext, fields: QgsFields) -> None:
        """Must be called before the first feature."""
        self._renderer.startRender(context, fields)
        text = self._renderer.filter(fields)
        self._filter = QgsExpression(text) if text else None
        if self._filter is not None:
            self._filter.prepare(context.expressionContext())

    def drawn(self, feature: QgsFeature, context: QgsRenderContext) -> list[DrawnClass]:
        """The classes in which a feature is painted, from bottom to top.

        The feature must be set in the context. QGIS requests from a layer only features that pass
        the renderer's filter, so that is tested as well.
        """
        if self._filter is not None and not self._filter.evaluate(context.expressionContext()):
            return []
        return self._drawn(feature, context)

    @abstractmethod
    def _drawn(self, feature: QgsFeature, context: QgsRenderContext) -> list[DrawnClass]:
        """Like `drawn`, without the filter."""

    def stop(self, context: QgsRenderContext) -> None:
        """Must be called after the last feature."""
        self._renderer.stopRender(context)


def painted_classes(renderer: Optional[QgsFeatureRenderer], name: str) -> Optional[PaintedClasses]:
    """How a renderer paints; None for one that does not paint features at their positions, by
    class.

    ``name`` is the class of a single symbol.
    """
    while renderer is not None and renderer.embeddedRenderer() is not None:
        if isinstance(renderer, QgsInvertedPolygonRenderer):
            return None  # it paints elsewhere than at the features
        renderer = renderer.embeddedRenderer()
    if isinstance(renderer, QgsSingleSymbolRenderer):
        return _Single(renderer, name)
    if isinstance(renderer, QgsCategorizedSymbolRenderer):
        return _Categories(renderer)
    if isinstance(renderer, QgsGraduatedSymbolRenderer):
        return _Ranges(renderer)
    if isinstance(renderer, QgsRuleBasedRenderer):
        return _Rules(renderer)
    return None if renderer is None else _ByKeys(renderer)


class _Single(PaintedClasses):
    """All features in one class."""

    def __init__(self, renderer: QgsSingleSymbolRenderer, name: str) -> None:
        super().__init__(renderer.clone())
        self.classes = [DrawnClass(name, renderer.symbol().clone())]

    def _drawn(self, feature: QgsFeature, context: QgsRenderContext) -> list[DrawnClass]:
        return list(self.classes)


class _BySymbol(PaintedClasses):
    """A renderer with one symbol for each class: the symbol that it returns tells the class.

    In the copy, the symbol's colour is the number of its class.
    """

    def _drawn(self, feature: QgsFeature, context: QgsRenderContext) -> list[DrawnClass]:
        symbol = self._renderer.originalSymbolForFeature(feature, context)
        return [] if symbol is None else [self.classes[_number(symbol)]]


class _Categories(_BySymbol):
    def __init__(self, renderer: QgsCategorizedSymbolRenderer) -> None:
        copy = renderer.clone()
        super().__init__(copy)
        for number, one in enumerate(renderer.categories()):
            symbol = one.symbol().clone()
            self.classes.append(DrawnClass(one.label(), symbol, _is_named(one.value())))
            copy.updateCategorySymbol(number, _numbered(symbol, number))


class _Ranges(_BySymbol):
    def __init__(self, renderer: QgsGraduatedSymbolRenderer) -> None:
        copy = renderer.clone()
        super().__init__(copy)
        for number, one in enumerate(renderer.ranges()):
            symbol = one.symbol().clone()
            self.classes.append(DrawnClass(one.label(), symbol))
            copy.updateRangeSymbol(number, _numbered(symbol, number))


def _is_named(value: object) -> bool:
    """Whether a category has values only; one without takes all others."""
    if isinstance(value, list):
        return all(map(_is_named, value))
    return value not in (None, "") and value != NULL


def _numbered(symbol: QgsSymbol, number: int) -> QgsSymbol:
    """A simple symbol of the same type with a number as its colour."""
    kinds = {
        QgsSymbol.SymbolType.Marker: QgsMarkerSymbol,
        QgsSymbol.SymbolType.Line: QgsLineSymbol,
    }
    plain = kinds.get(symbol.type(), QgsFillSymbol).createSimple({})
    plain.setColor(QColor.fromRgb(_OPAQUE | number))
    return plain


def _number(symbol: QgsSymbol) -> int:
    return int(symbol.color().rgb()) & ~_OPAQUE


class _RuleResult(Enum):
    """What became of a feature in a rule and its child rules."""

    FILTERED = 0
    TAKEN = 1
    """It is not drawn, and not left to the “else” rules."""
    DRAWN = 2


@dataclass
class _RuleNode:
    """A rule in the tree; ``is_live`` where it and its parents are switched on."""

    rule: QgsRuleBasedRenderer.Rule
    own: Optional[DrawnClass]
    is_live: bool
    children: list[_RuleNode] = field(default_factory=list)
    others: list[_RuleNode] = field(default_factory=list)
    """“Else” rules."""


class _Rules(PaintedClasses):
    """Like `QgsRuleBasedRenderer::Rule::renderFeature`, as if all rules applied at the current
    scale."""

    def __init__(self, renderer: QgsRuleBasedRenderer) -> None:
        super().__init__(renderer.clone())  # keeps the renderer alive, which owns the rules
        root = self._renderer.rootRule()
        for rule in root.descendants():
            rule.setMinimumScale(0)
            rule.setMaximumScale(0)
        self._root = self._node(root, is_live=True)

    def _node(self, rule: QgsRuleBasedRenderer.Rule, is_live: bool) -> _RuleNode:
        own, is_live = None, is_live and rule.active()
        if rule.symbol() is not None and rule.symbol().symbolLayerCount():
            own = DrawnClass(rule.label(), rule.symbol().clone(), rule=rule)
            self.classes.append(own)
        node = _RuleNode(rule, own, is_live)
        for child in rule.children():
            (node.others if child.isElse() else node.children).append(self._node(child, is_live))
        return node

    def _drawn(self, feature: QgsFeature, context: QgsRenderContext) -> list[DrawnClass]:
        found: list[DrawnClass] = []
        self._go(self._root, feature, context, found)
        return found

    def _go(
        self,
        node: _RuleNode,
        feature: QgsFeature,
        context: QgsRenderContext,
        found: list[DrawnClass],
    ) -> _RuleResult:
        if not node.rule.isFilterOK(feature, context):
            return _RuleResult.FILTERED
        is_drawn = node.own is not None and node.is_live
        if node.own is not None and is_drawn:
            found.append(node.own)
        is_matched = False
        for child in node.children:
            result = self._go(child, feature, context, found)
            is_drawn = is_drawn or result is _RuleResult.DRAWN
            is_matched = is_matched or result is not _RuleResult.FILTERED
        for child in () if is_matched else node.others:
            result = self._go(child, feature, context, found)
            is_drawn = is_drawn or result is _RuleResult.DRAWN
            is_matched = is_matched or result is not _RuleResult.FILTERED
        if node.rule.active() and is_drawn:
            return _RuleResult.DRAWN
        is_taken = not node.rule.active() or node.own is not None or is_matched
        return _RuleResult.TAKEN if is_taken else _RuleResult.FILTERED


class _ByKeys(PaintedClasses):
    """Any other renderer, by its legend keys."""

    def __init__(self, renderer: QgsFeatureRenderer) -> None:
        super().__init__(renderer.clone())
        self._by_key = {
            item.ruleKey(): DrawnClass(item.label(), item.symbol() and item.symbol().clone())
            for item in self._renderer.legendSymbolItems()
        }
        self.classes = list(self._by_key.values())

    def _drawn(self, feature: QgsFeature, context: QgsRenderContext) -> list[DrawnClass]:
        keys = self._renderer.legendKeysForFeature(feature, context)
        return [one for key, one in self._by_key.items() if key in keys]
