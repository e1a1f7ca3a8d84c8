"""The styles of a campaign's layers.

Names of labels are data: they are values of categories and map labels, never part of an expression.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Optional, TypeVar

from qgis.core import (
    NULL,
    QgsCategorizedSymbolRenderer,
    QgsExpressionContextUtils,
    QgsFeatureRenderer,
    QgsFillSymbol,
    QgsMapLayer,
    QgsPalLayerSettings,
    QgsProperty,
    QgsRenderContext,
    QgsRendererCategory,
    QgsSimpleFillSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsSymbolLayer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from ...base.model import Label, Task
from ...base.names import shown_in_qgis
from ..translation import tr

Made = TypeVar("Made")
_KEPT_LISTS = 4  # lists of labels: undo and redo alternate between two


def made_once(make: Callable[[Sequence[Label]], Made]) -> Callable[[Sequence[Label]], Made]:
    """Caches a function's results for the last few lists of labels.

    By the identity of the tuples, which can't change: comparing thousands of labels takes as long
    as the work itself.
    """
    known: list[tuple[Sequence[Label], Made]] = []

    def ask(labels: Sequence[Label]) -> Made:
        for asked, made in known:
            if asked is labels:
                return made
        made = make(labels)
        if isinstance(labels, tuple):
            known.insert(0, (labels, made))
            del known[_KEPT_LISTS:]
        return made

    return ask


IMAGE_VARIABLE = "scaneo_image"
FOOTPRINT_VARIABLE = "scaneo_footprint"
LABEL_VARIABLE = "scaneo_label"

# Alpha of fills, of 255: a box is mostly its outline, an area is a visible area, and
# a class has no fill: it would change the colours of the whole image.
_FILL = {Task.CLASSIFICATION: 0, Task.DETECTION: 40, Task.SEGMENTATION: 90}
_OUTLINE = {Task.CLASSIFICATION: 0.8, Task.DETECTION: 0.5, Task.SEGMENTATION: 0.4}  # mm
# On one line, and short enough to read at a glance: the label is a field's value here, too.
_MAP_LABEL = "left(regexp_replace(\"label\", '[[:cntrl:]]', '·'), 60)"
# Only around the image on the map; around all images where none is on it.
_OF_OTHER_IMAGE = f"\"image\" <> nullif(@{IMAGE_VARIABLE}, '')"
_AROUND_IMAGE = f"CASE WHEN {_OF_OTHER_IMAGE} THEN 'no' ELSE '{{pen}}' END"
_REST = QColor(120, 120, 120)  # of labels that are not in spai.json


def set_task_style(
    layer: QgsVectorLayer, task: Task, labels: Sequence[Label], known: Sequence[Label]
) -> None:
    """Styles a task's layer in the labels' colours.

    It was styled for the ``known`` labels before: labels that did not change keep their symbols. Of
    many labels, only those with a style by the user have classes of their own.
    """
    kept = {
        _name(category.value()): category.symbol().clone()
        for category in _by_label(layer.renderer())
        if known and category.symbol()
    }
    same = set(known).intersection(labels)
    if are_many(labels):
        same = {one for one in same if _is_changed(kept.get(one.name), task, one)}
    symbols = {one.name: kept.get(one.name) for one in same}
    if has_colors(kept.get("")) == are_many(labels):
        symbols[""] = kept.get("")
    if not known and task is Task.CLASSIFICATION:
        layer.setLabeling(QgsVectorLayerSimpleLabeling(_map_labels()))
        layer.setLabelsEnabled(True)
    layer.setRenderer(_renderer(task, labels, symbols))
    layer.triggerRepaint()


def set_images_style(layer: QgsVectorLayer) -> None:
    """Shows the footprints as thin outlines."""
    outline = _symbol(QColor(0, 0, 0, 0), QColor(128, 128, 128), 0.3)
    layer.setRenderer(QgsSingleSymbolRenderer(outline))
    layer.triggerRepaint()


def shows_labels(renderer: Optional[QgsFeatureRenderer], labels: Sequence[Label]) -> bool:
    """Whether a renderer shows each label as a class of its own, and unlisted ones, too.

    Of many labels, one class may show all that have none of their own, each in its colour.
    """
    categories = [category for category in _by_label(renderer) if category.symbol()]
    values = Counter(_name(category.value()) for category in categories)
    rest = next((one.symbol() for one in categories if _name(one.value()) == ""), None)
    is_free = are_many(labels) and has_colors(rest) and not values[None]
    least = 0 if is_free else 1
    return values[""] == 1 and all(least <= values[label.name] <= 1 for label in labels)


def has_too_many_classes(layer: QgsVectorLayer) -> bool:
    """Whether each of many labels is a class, as in an earlier version; False where some are
    hidden."""
    renderer = layer.renderer()
    return len(_by_label(renderer)) > MOST_CLASSES + 1 and not renderer.filter(layer.fields())


def paints_many(layer: QgsVectorLayer) -> bool:
    """Whether a layer paints each of many labels in its colour, and hides none of them."""
    renderer = layer.renderer()
    is_rest = (has_colors(one.symbol()) for one in _by_label(renderer) if _name(one.value()) == "")
    return any(is_rest) and not renderer.filter(layer.fields())


def reveal_label(layer: QgsVectorLayer, label: str) -> None:
    """Shows a class that the user has unticked in the legend: something is being drawn in it."""
    if layer.renderer() is None or not layer.renderer().filter(layer.fields()):
        return  # all are ticked: QGIS tells this without copying each
    names = [_name(category.value()) for category in _by_label(layer.renderer())]
    index = next((names.index(name) for name in (label, "") if name in names), -1)
    renderer = categorized(layer.renderer())
    if index >= 0 and renderer and not renderer.categories()[index].renderState():
        renderer.updateCategoryRenderState(index, True)
        layer.setRenderer(renderer)
        layer.triggerRepaint()


def suits_fields(layer: QgsVectorLayer) -> bool:
    """Whether a layer has the fields by which it is styled."""
    renderer = layer.renderer()
    used = renderer.usedAttributes(QgsRenderContext()) if renderer else {""}
    return all(layer.fields().lookupField(name) >= 0 for name in used)


def _by_label(renderer: Optional[QgsFeatureRenderer]) -> Sequence[QgsRendererCategory]:
    """The categories of a renderer that uses only the label; none of any other."""
    copy = categorized(renderer)
    is_by_label = copy is not None and copy.classAttribute().strip() in ("label", '"label"')
    return list(copy.categories()) if copy is not None and is_by_label else ()


def categorized(
    renderer: Optional[QgsFeatureRenderer],
) -> Optional[QgsCategorizedSymbolRenderer]:
    """A copy of a categorized renderer; None for any other.

    Its Python class does not tell: where QGIS reuses an address, it may be that of an earlier
    object.
    """
    if renderer is None or renderer.type() != "categorizedSymbol":
        return None
    return QgsCategorizedSymbolRenderer.convertFromRenderer(renderer)


def _name(value: object) -> Optional[str]:
    """The label of a category; None where it stands for none, or several."""
    if value is None or value == NULL:
        return ""
    return value if isinstance(value, str) else None


def _renderer(
    task: Task, labels: Sequence[Label], symbols: dict[str, Optional[QgsSymbol]]
) -> QgsCategorizedSymbolRenderer:
    are_all = not are_many(labels)
    any_color = task_symbol(task, QColor())
    categories = [
        QgsRendererCategory(
            label.name,
            symbols.get(label.name) or _in_color(any_color, task, QColor(label.color)),
            shown_in_qgis(label.name),
        )
        for label in labels
        if are_all or label.name in symbols
    ]
    # The category without a value is for all other labels.
    rest = symbols.get("") or (
        task_symbol(task, _REST, Qt.PenStyle.DashLine) if are_all else _many_symbol(task)
    )
    title = tr("not in spai.json") if are_all else tr("each label in its colour")
    categories.append(QgsRendererCategory(None, rest, title))
    return QgsCategorizedSymbolRenderer("label", categories)


def _many_symbol(task: Task) -> QgsFillSymbol:
    """The symbol of a task's annotations where there are many labels."""
    symbol = task_symbol(task, _REST)
    is_hidden = _OF_OTHER_IMAGE if task is Task.CLASSIFICATION else "false"
    give_colors(symbol, _REST, (is_hidden, "solid", "dash"))
    return symbol


def _is_changed(symbol: Optional[QgsSymbol], task: Task, label: Label) -> bool:
    """Whether the user has changed the symbol of a label."""
    return symbol is not None and _symbol_key(symbol) != _symbol_key(
        task_symbol(task, QColor(label.color))
    )


def _symbol_key(symbol: QgsSymbol) -> list[object]:
    """What identifies a symbol; QGIS's own XML contains numbers that are new each time."""
    found: list[object] = [symbol.type(), symbol.opacity()]
    for layer in symbol.symbolLayers():
        given, effect = layer.dataDefinedProperties(), layer.paintEffect()
        texts = {key: given.property(key).asExpression() for key in given.propertyKeys()}
        has_effect = effect is not None and effect.enabled()
        found.append((layer.layerType(), layer.enabled(), layer.properties(), texts, has_effect))
    return found


def task_symbol(
    task: Task, color: QColor, pen: Qt.PenStyle = Qt.PenStyle.SolidLine
) -> QgsFillSymbol:
    """The symbol of a task's annotations with a label of this colour."""
    fill = QColor(color.red(), color.green(), color.blue(), _FILL[task])
    symbol = _symbol(fill, color, _OUTLINE[task], pen)
    if task is Task.CLASSIFICATION:
        layer = symbol.symbolLayer(0)
        layer.setBrushStyle(Qt.BrushStyle.NoBrush)
        line = "solid" if pen == Qt.PenStyle.SolidLine else "dash"
        around = QgsProperty.fromExpression(_AROUND_IMAGE.format(pen=line))
        layer.setDataDefinedProperty(QgsSymbolLayer.Property.PropertyStrokeStyle, around)
    return symbol


def _in_color(symbol: QgsFillSymbol, task: Task, color: QColor) -> QgsFillSymbol:
    """A task's symbol in another colour: copying one is much faster than making one."""
    copy = symbol.clone()
    layer = copy.symbolLayer(0)
    layer.setFillColor(QColor(color.red(), color.green(), color.blue(), _FILL[task]))
    layer.setStrokeColor(color)
    return copy


def _symbol(
    fill: QColor, outline: QColor, width: float, pen: Qt.PenStyle = Qt.PenStyle.SolidLine
) -> QgsFillSymbol:
    layer = QgsSimpleFillSymbolLayer(
        fill, Qt.BrushStyle.SolidPattern, outline, pen, width, Qt.PenJoinStyle.MiterJoin
    )
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(0, layer)  # the constructor does not keep a Python list
    return symbol


def _map_labels() -> QgsPalLayerSettings:
    text = QgsTextFormat()
    text.setSize(10)
    text.setColor(QColor("white"))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.8)
    halo.setColor(QColor(30, 30, 30))
    text.setBuffer(halo)
    settings = QgsPalLayerSettings()
    settings.fieldName = _MAP_LABEL
    settings.isExpression = True
    settings.setFormat(text)
    # The classes of the image on the map are class tags in its corner, and those of its neighbours
    # would hide the image.
    without = QgsProperty.fromExpression(f"coalesce(@{IMAGE_VARIABLE}, '') = ''")
    settings.dataDefinedProperties().setProperty(QgsPalLayerSettings.Property.Show, without)
    return settings


def set_variables(layer: QgsMapLayer, values: Mapping[str, str]) -> None:
    """Sets variables of a layer; the user's own stay.

    QGIS 3.22's ``setLayerVariable`` adds another entry of the same name each time, and all are
    saved with the project: here one of each name is left, with the value that counts.
    """
    names, texts = (_variable_texts(layer, key) for key in ("variableNames", "variableValues"))
    known = dict(zip(names, texts))  # of several of one name, QGIS also takes the last
    if len(names) != len(known) or any(known.get(name) != of for name, of in values.items()):
        QgsExpressionContextUtils.setLayerVariables(layer, {**known, **values})


def _variable_texts(layer: QgsMapLayer, key: str) -> list[str]:
    found = layer.customProperty(key)
    return [found] if isinstance(found, str) else list(found or ())


# One symbol for many labels, which paints each annotation in the colour of its label. A class for
# each label is what people know from QGIS, as long as they can survey the list. With thousands of
# classes, QGIS is slow: it copies the symbols of all whenever it draws a map, and rebuilds their
# entries in the layer tree, layer by layer. Names of labels are data here, too: names and colours
# are in a layer variable, as JSON, and the expressions are the same for all campaigns.

MOST_CLASSES = 100
"""So many labels are classes of their own in a layer's legend; where there are more, one symbol has
the colours of all."""
_COLORS_VARIABLE = "scaneo_colors"
_OWN = f'map_get(json_to_map(@{_COLORS_VARIABLE}), "label")'  # rrggbb; parsed once for each map
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
    if colors or _COLORS_VARIABLE in (layer.customProperty("variableNames") or ()):
        set_variables(layer, {_COLORS_VARIABLE: colors})


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
