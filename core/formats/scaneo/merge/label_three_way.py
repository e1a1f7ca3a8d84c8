"""Three-way merge of a campaign's labels."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Optional

from ....base.model import Label
from .side import Side

_NO_PICKS: Mapping[str, Side] = MappingProxyType({})


@dataclass(frozen=True)
class LabelConflict:
    """A label that both sides recoloured differently, or that one recoloured and the other deleted:
    None stands for deleted.

    ``base`` is None where both added the label, in different colours.
    """

    name: str
    base: Optional[Label]
    ours: Optional[Label]
    theirs: Optional[Label]


@dataclass(frozen=True)
class LabelMerge:
    """The merged labels in their order; a label with an open conflict is among them."""

    labels: Sequence[Label]
    conflicts: Sequence[LabelConflict]


def merge_labels(
    base: Sequence[Label],
    ours: Sequence[Label],
    theirs: Sequence[Label],
    used: Collection[str] = (),
    picks: Mapping[str, Side] = _NO_PICKS,
) -> LabelMerge:
    """Merges three lists, in each of which a name occurs once.

    Labels that annotations have are in ``used``: such a label stays even if one side deleted it.
    ``picks`` settles conflicts, by label name. The order is that of the side that changed it;
    theirs where both did.
    """
    bases, mine, others = _by_name(base), _by_name(ours), _by_name(theirs)
    merged: dict[str, Label] = {}
    conflicts: list[LabelConflict] = []
    for name in _order(list(bases), list(mine), list(others)):
        old, our, their = bases.get(name), mine.get(name), others.get(name)
        if our == their or their == old:
            chosen = our
        elif our == old:
            chosen = their
        elif name in used and (our is None or their is None):
            chosen = None
        else:
            side = picks.get(name)
            if side is None:
                conflicts.append(LabelConflict(name, old, our, their))
            chosen = their if side is Side.THEIRS or (side is None and our is None) else our
        if chosen is None and name in used:
            chosen = our or their
        if chosen is not None:
            merged[name] = chosen
    return LabelMerge(list(merged.values()), conflicts)


def _by_name(labels: Sequence[Label]) -> dict[str, Label]:
    return {label.name: label for label in labels}


def _order(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """The names of both sides, in the order of the leading side; each name that only the other side
    has follows the name that it follows there."""
    common = set(base) & set(theirs)
    they_moved = _among(base, common) != _among(theirs, common)
    leader, other = (theirs, ours) if they_moved else (ours, theirs)
    ordered = list(leader)
    behind = 0
    for name in other:
        if name in leader:
            behind = ordered.index(name) + 1
        else:
            ordered.insert(behind, name)
            behind += 1
    return ordered


def _among(names: Sequence[str], chosen: Collection[str]) -> list[str]:
    return [name for name in names if name in chosen]
