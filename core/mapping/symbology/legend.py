"""The class and the colour that a layer's legend gives a feature."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Optional

from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsFeature,
    QgsFields,
    QgsRenderContext,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)

from .paint import Paint
from .painted_classes import DrawnClass, PaintedClasses, painted_classes


@dataclass(frozen=True, eq=False)
class _Entry:
    """A class of the renderer. ``tested`` are the fields that decide who is in it; None for a class
    that takes all others, or that tests more than fields."""

    title: str
    paint: Paint
    tested: Optional[frozenset[str]]


class Legend:
    """A layer's symbology; gives class and colour of features between `start` and `stop`, in one
    thread.

    It works on a snapshot of the layer: make it on the main thread. Whether the layer is visible,
    and at which scales, does not matter.
    """

    def __init__(self, layer: QgsVectorLayer) -> None:
        self._fields = QgsFields(layer.fields())
        self._context = QgsRenderContext()
        self._drawing: Optional[PaintedClasses] = None
        self._entries: dict[DrawnClass, _Entry] = {}
        self._columns: set[str] = set()
        self.color: Optional[str] = None
        """The layer's one colour, where it is drawn in a single symbol."""
        renderer = layer.renderer()  # a table has no renderer
        if renderer is None:
            return
        self._columns = set(renderer.usedAttributes(self._context))
        self._drawing = painted_classes(renderer, layer.name())
        if self._drawing is None:
            return
        categories = _folded(self._columns)
        for one in self._drawing.classes:
            tested, paint = categories if one.has_values else _tested(one.rule), Paint(one.symbol)
            if paint.color_columns is not None:  # the colour is data-defined by these fields
                tested = _folded(paint.color_columns) | (tested or frozenset())
            self._entries[one] = _Entry(one.title, paint, tested)
        if isinstance(renderer, QgsSingleSymbolRenderer):
            self.color = next(iter(self._entries.values())).paint.color

    @property
    def columns(self) -> set[str]:
        """The fields that the legend uses."""
        return set(self._columns)

    def start(self, context: QgsExpressionContext) -> None:
        """Must be called before the first feature."""
        if self._drawing is not None:
            self._context.setExpressionContext(context)
            self._drawing.start(self._context, self._fields)

    def stop(self) -> None:
        """Must be called after the last feature."""
        if self._drawing is not None:
            self._drawing.stop(self._context)

    def title(self, feature: QgsFeature) -> str:
        """The class in which a feature is painted; empty for one that is not painted."""
        shown = self._shown(self._lines(feature))
        return "" if shown is None else shown.title

    def shown_color(self, feature: QgsFeature) -> Optional[str]:
        """The colour, ``#rrggbb``, of the class that gives a feature its title."""
        shown = self._shown(self._lines(feature))
        return None if shown is None else self._color(shown)

    def tested_color(self, feature: QgsFeature, columns: Collection[str]) -> Optional[str]:
        """A feature's colour, ``#rrggbb``, where the legend decides it by these fields alone."""
        known = _folded(columns)
        shown = self._shown(
            [entry for entry in self._lines(feature) if entry.tested and entry.tested <= known]
        )
        return None if shown is None else self._color(shown)

    def _color(self, shown: _Entry) -> Optional[str]:
        return shown.paint.color_in(self._context.expressionContext()) or None

    def _lines(self, feature: QgsFeature) -> list[_Entry]:
        """The classes in which a feature is painted, from bottom to top."""
        if self._drawing is None:
            return []
        expressions = self._context.expressionContext()
        expressions.setFeature(feature)
        found = [self._entries[one] for one in self._drawing.drawn(feature, self._context)]
        shown = [entry for entry in found if entry.paint.shows(expressions)]
        return sorted(shown, key=lambda entry: entry.paint.level)

    @staticmethod
    def _shown(lines: Sequence[_Entry]) -> Optional[_Entry]:
        """The topmost class that fills the feature; if none does, the topmost."""
        return next(
            (one for one in reversed(lines) if one.paint.covers), lines[-1] if lines else None
        )


def _tested(rule: Optional[QgsRuleBasedRenderer.Rule]) -> Optional[frozenset[str]]:
    """The fields that a rule and its parent rules test."""
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
    """Field names for comparison: expressions ignore their case."""
    return frozenset(column.casefold() for column in columns)
