"""Features of a file that say the same: which of them is which is nobody's to say.

Who deletes one of two copies deletes neither the first nor the second. So what the two sides made
of copies is brought together in the way that loses least: what one deleted is what the other
deleted, and what one changed is what the other left as it was.
"""

from __future__ import annotations

from array import array
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
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
    kept = deque(sorted(ours.kept, key=lambda index: index in ours.late))
    left: deque[Optional[int]] = deque(theirs.kept)
    gone: deque[Optional[int]] = deque([None] * theirs.deleted)
    deleted, changed = deque(ours.deleted), deque[int]()
    by_look: defaultdict[Optional[Hashable], deque[int]] = defaultdict(deque)
    for at, look in theirs.changed.items():
        by_look[look].append(at)
    for index, look in ours.changed.items():  # what both did alike
        if look is not None and by_look[look]:
            pairs[index] = by_look[look].popleft()
        else:
            changed.append(index)
    others: deque[Optional[int]] = deque(sorted(at for ats in by_look.values() for at in ats))

    def pair(mine: deque[int], their: deque[Optional[int]], last: bool = False) -> None:
        while mine and their:
            index, at = (mine.pop(), their.pop()) if last else (mine.popleft(), their.popleft())
            pairs[index] = at

    pair(deleted, gone)
    pair(changed, left, last=True)
    pair(kept, others)
    pair(deleted, left)
    pair(kept, gone, last=True)
    pair(kept, left)
    pair(changed, others)
    pair(deleted, others)
    pair(changed, gone)
    return pairs


def group_copies(indexes: Iterable[int], key: Callable[[int], str]) -> list[list[int]]:
    """Places of features that say the same, those of each kind together; none that is alone.

    All keys take more memory than the features do: of most, a number is kept.
    """
    known, hashes = array("Q", indexes), array("q")
    hashes.extend(hash(key(index)) for index in known)
    order = sorted(hashes)
    repeated = {one for one, other in zip(order, islice(order, 1, None)) if one == other}
    groups: dict[str, list[int]] = {}
    for index, number in zip(known, hashes) if repeated else ():
        if number in repeated:
            groups.setdefault(key(index), []).append(index)
    return [group for group in groups.values() if len(group) > 1]
