"""Merges the label lists of several annotators, by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Optional

from ....base.model import Label
from .disagreements import Keep


class ColorChoice(NamedTuple):
    """A colour that some annotators gave a label."""

    people: Sequence[int]
    label: Label
    is_kept: bool


@dataclass(frozen=True)
class LabelUnion:
    """The labels of all in their order, and those with different colours."""

    labels: Sequence[Label]
    disagreements: Sequence[Sequence[ColorChoice]]


def unite_labels(
    lists: Mapping[int, Sequence[Label]],
    base: Optional[Sequence[Label]],
    start: Sequence[Label],
    used: Collection[str],
    keep: Keep,
) -> LabelUnion:
    """Merges the annotators' lists: what one of them changed or added is taken.

    ``base`` is the list that all began with, where that is known. The order is that of ``start``,
    then that of the annotators. A deleted label stays where annotations use it, or where somebody
    else gave it another colour.
    """
    old = {label.name: label for label in base or ()}
    known = {who: {label.name: label for label in labels} for who, labels in lists.items()}
    names = [label.name for label in (*start, *(base or ()))]
    names += [name for who in sorted(known) for name in known[who]]
    merged: list[Label] = []
    disagreements: list[list[ColorChoice]] = []
    for name in dict.fromkeys(names):
        choices = _choices(name, old.get(name), known)
        is_gone = name in old and any(name not in listed for listed in known.values())
        if choices:
            kept = choices[0]
            if keep is Keep.LAST:
                kept = max(choices, key=lambda one: one[0][::-1])
            merged.append(kept[1])
            if len(choices) > 1:
                disagreements.append([ColorChoice(*one, one is kept) for one in choices])
        elif name in old and (not is_gone or name in used):
            merged.append(old[name])
    return LabelUnion(merged, disagreements)


def _choices(
    name: str, old: Optional[Label], known: Mapping[int, Mapping[str, Label]]
) -> list[tuple[list[int], Label]]:
    """The colours that annotators gave a label, other than the one that it had; the first
    annotator's first."""
    people: dict[str, list[int]] = defaultdict(list)
    labels: dict[str, Label] = {}
    for who in sorted(known):
        label = known[who].get(name)
        if label is not None and (old is None or label.color != old.color):
            people[label.color].append(who)
            labels.setdefault(label.color, label)
    return [(people[color], labels[color]) for color in sorted(people, key=lambda c: people[c])]
