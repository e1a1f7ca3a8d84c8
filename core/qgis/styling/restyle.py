"""Updates a layer's style after one edit of the labels, and only what the edit changes.

Checking or rebuilding thousands of classes takes long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional

from qgis.core import QgsCategorizedSymbolRenderer, QgsRendererCategory, QgsVectorLayer
from qgis.PyQt.QtGui import QColor

from ...base.model import Label, Task
from ...base.names import shown_in_qgis
from .styles import categorized, task_symbol

_MOST = 50  # labels: if more change, styling the whole layer is faster


@dataclass(frozen=True)
class LabelChange:
    """Labels that replace others in a list; ``above`` is the one before them, if any."""

    gone: Sequence[Label]
    new: Sequence[Label]
    above: Optional[Label]

    @classmethod
    def between(cls, before: Sequence[Label], after: Sequence[Label]) -> LabelChange:
        """The difference between two lists, apart from their common beginning and end."""
        shorter = min(len(before), len(after))
        start = end = 0
        while start < shorter and before[start] == after[start]:
            start += 1
        while end < shorter - start and before[-1 - end] == after[-1 - end]:
            end += 1
        above = after[start - 1] if start else None
        gone, new = slice(start, len(before) - end), slice(start, len(after) - end)
        return cls(before[gone], after[new], above)

    @property
    def renames(self) -> bool:
        """Whether names or their order changed."""
        return [label.name for label in self.gone] != [label.name for label in self.new]

    @property
    def is_move(self) -> bool:
        """Whether one label was moved."""
        gone, new = list(self.gone), list(self.new)
        return bool(gone) and new in ([*gone[1:], *gone[:1]], [*gone[-1:], *gone[:-1]])


def restyled(
    layer: QgsVectorLayer, task: Task, change: LabelChange
) -> Optional[QgsCategorizedSymbolRenderer]:
    """The style of a layer after a change of labels.

    None where so much changed that the layer has to be styled as a whole.
    """
    renderer = categorized(layer.renderer())
    if renderer is None or renderer.filter(layer.fields()):
        return None  # it hides classes: these become visible again where labels change
    if change.is_move:
        _move(renderer, change)
        return renderer
    if len(change.gone) + len(change.new) > _MOST or set(change.gone) & set(change.new):
        return None
    _replace(renderer, task, change)
    return renderer


def drop_classes(layer: QgsVectorLayer, change: LabelChange) -> None:
    """Removes classes of changed labels from a layer that paints many labels."""
    renderer = categorized(layer.renderer())
    if renderer is None or len(renderer.categories()) == 1:
        return
    gone = set(change.gone).difference(change.new)
    indexes = [index for label in gone if (index := _index(renderer, label)) >= 0]
    for index in sorted(indexes, reverse=True):
        renderer.deleteCategory(index)
    if indexes:
        layer.setRenderer(renderer)


def _move(renderer: QgsCategorizedSymbolRenderer, change: LabelChange) -> None:
    gone, new = change.gone, change.new
    if new[-1] == gone[0]:
        start, end = gone[0], gone[-1]
    else:
        start, end = gone[-1], gone[0]
    renderer.moveCategory(_index(renderer, start), _index(renderer, end))


def _replace(renderer: QgsCategorizedSymbolRenderer, task: Task, change: LabelChange) -> None:
    for before, after in zip(change.gone, change.new):
        index = _index(renderer, before)
        renderer.updateCategoryValue(index, after.name)
        renderer.updateCategoryLabel(index, shown_in_qgis(after.name))
        renderer.updateCategorySymbol(index, task_symbol(task, QColor(after.color)))
    kept = len(change.new)
    for label in change.gone[kept:]:
        renderer.deleteCategory(_index(renderer, label))
    above = [change.above, *change.new]
    for number in range(len(change.gone), len(change.new)):
        label, upper = change.new[number], above[number]
        symbol = task_symbol(task, QColor(label.color))
        category = QgsRendererCategory(label.name, symbol, shown_in_qgis(label.name))
        renderer.addCategory(category)
        position = 0 if upper is None else _index(renderer, upper) + 1
        renderer.moveCategory(_index(renderer, label), position)


def _index(renderer: QgsCategorizedSymbolRenderer, label: Label) -> int:
    return int(renderer.categoryIndexForValue(label.name))
