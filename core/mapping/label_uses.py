"""The labels that layers give, and their colours in spai.json."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Optional

from ..base.colors import distinct_colors
from ..base.geometry import BadAnnotation
from ..base.messages import message
from ..base.model import Label
from ..formats.scaneo.annotations import check_new_label
from .sources import LayerSource, SourceFeature


@dataclass(frozen=True)
class LabelUse:
    """A label as layers name it, the label that is written instead, and for how many
    annotations."""

    name: str
    label: Label
    count: int


class LabelUses:
    """Collects the labels in use. ``chosen`` are the user's labels, by the names that layers give.

    A label's colour is the user's choice; otherwise that of the layer's categories or rules, where
    they test the label; otherwise that of spai.json; otherwise that of a single symbol, where its
    layer has one label; otherwise one that no other label has.
    """

    def __init__(self, chosen: Mapping[str, Label]) -> None:
        self._chosen = chosen
        self._counts: Counter[str] = Counter()
        self._by_layer: dict[int, dict[str, Optional[str]]] = {}
        self._single: dict[int, str] = {}

    def name(self, layer: int, source: LayerSource, item: SourceFeature) -> str:
        """The label that a feature gets.

        :raises BadAnnotation: where it has none that is valid.
        """
        if not item.has_text:
            raise BadAnnotation(
                message("label_uses.no-text", "The label is not a text."),
                message("label_uses.choose", "Choose a field or expression that gives texts."),
            )
        known = self._by_layer.setdefault(layer, {})
        if item.label not in known:
            check_new_label(item.label)
            known[item.label] = source.color_of(item.feature)
            if source.legend.color is not None:
                self._single[layer] = source.legend.color
        chosen = self._chosen.get(item.label)
        return item.label if chosen is None else check_new_label(chosen.name)

    def count(self, name: str, annotations: int) -> None:
        """Adds to a label's number of annotations, by the name that the layer gives; a negative
        number where they are not written after all."""
        self._counts[name] += annotations

    def uses(self, listed: Sequence[Label]) -> list[LabelUse]:
        """The labels in use, in the order in which they were found; ``listed`` are spai.json's."""
        colors = self._colors({label.name: label.color for label in listed})
        return [
            LabelUse(name, Label(self._final(name), colors[self._final(name)]), count)
            for name, count in self._counts.items()
        ]

    def _final(self, name: str) -> str:
        return self._chosen[name].name if name in self._chosen else name

    def _colors(self, listed: Mapping[str, str]) -> dict[str, str]:
        """A colour for each label in use, by the name that is written."""
        colors: dict[str, str] = {}
        for name in self._counts:
            if name in self._chosen:
                colors.setdefault(self._final(name), self._chosen[name].color)
        for known in self._by_layer.values():
            for name, color in known.items():
                if color is not None:
                    colors.setdefault(self._final(name), color)
        for name, color in listed.items():
            colors.setdefault(name, color)
        for layer, known in self._by_layer.items():
            if len(known) == 1 and layer in self._single:
                colors.setdefault(self._final(next(iter(known))), self._single[layer])
        unused = distinct_colors(list(colors.values()))
        for name in self._counts:
            if self._final(name) not in colors:
                colors[self._final(name)] = next(unused)
        return colors


def merged_labels(
    listed: Sequence[Label], used: Iterable[Label], unlisted: Iterable[str]
) -> list[Label]:
    """The labels of spai.json after an export: the old ones in their order, then the new ones.

    ``used`` come with colours; ``unlisted`` are names that need one.
    """
    labels = {label.name: label for label in listed}
    labels.update((label.name, label) for label in used)
    unused = distinct_colors([label.color for label in labels.values()])
    for name in unlisted:
        if name not in labels:
            labels[name] = Label(name, next(unused))
    return list(labels.values())
