"""Features of a file that say the same: which of them is which is nobody's to say.

Who deletes one of two copies deletes neither the first nor the second. So what the two sides made
of copies is brought together in the way that loses least: what one deleted is what the other
deleted, and what one changed is what the other left as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Optional


@dataclass(frozen=True)
class Ours:
    """What we made of copies, by their places in base; ``changed`` with how each looks now.

    Who left the ``late`` ones out may never have read them.
    """

    kept: Sequence[int]
    changed: Mapping[int, Optional[Hashable]]
    deleted: Sequence[int]
    late: Collection[int] = ()


@dataclass(frozen=True)
class Theirs:
    """What they made of the same, by places in theirs; ``kept`` are those first that are as they
    were in all that is said of them."""

    kept: Sequence[int]
    changed: Mapping[int, Optional[Hashable]]
    deleted: int


def pair_copies(ours: Ours, theirs: Theirs) -> dict[int, Optional[int]]:
    """Which copy of ours is which of theirs, by their places; None is one that they deleted."""
    pairs: dict[int, Optional[int]] = {}
    kept = sorted(ours.kept, key=lambda place: place in ours.late)
    changed, deleted = list(ours.changed), list(ours.deleted)
    left: list[Optional[int]] = list(theirs.kept)
    theirs_changed: list[Optional[int]] = list(theirs.changed)
    gone: list[Optional[int]] = [None] * theirs.deleted
    for place in list(changed):  # what both did alike
        look = ours.changed[place]
        same = (at for at in theirs.changed if at in theirs_changed and theirs.changed[at] == look)
        at = next(same, None) if look is not None else None
        if at is not None:
            changed.remove(place)
            theirs_changed.remove(at)
            pairs[place] = at

    def pair(mine: list[int], others: list[Optional[int]], last: bool = False) -> None:
        while mine and others:
            end = -1 if last else 0
            pairs[mine.pop(end)] = others.pop(end)

    pair(deleted, gone)
    pair(changed, left, last=True)
    pair(kept, theirs_changed)
    pair(deleted, left)
    pair(kept, gone, last=True)
    pair(kept, left)
    pair(changed, theirs_changed)
    pair(deleted, theirs_changed)
    pair(changed, gone)
    return pairs


def group_copies(places: Iterable[int], key: Callable[[int], str]) -> list[list[int]]:
    """Places of features that say the same, those of each kind together; none that is alone."""
    groups: dict[str, list[int]] = {}
    for place in places:
        groups.setdefault(key(place), []).append(place)
    return [group for group in groups.values() if len(group) > 1]
