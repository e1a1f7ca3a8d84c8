"""Features of a file that are equal in all their content: nothing tells one from the other.

If somebody deletes one of two copies, it is neither the first nor the second that is gone. So the
changes that two sides made to copies are paired so that as little as possible is lost: a copy that
one side deleted is paired with one that the other deleted, and a copy that one side changed with
one that the other left unchanged.
"""

from __future__ import annotations

from array import array
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Optional


@dataclass(frozen=True)
class OurCopies:
    """What became of copies on our side, by their indexes in base; ``changed`` has the content key
    that each has now.

    ``late`` are copies that were added after the base: a side without them may never have read
    them.
    """

    kept: Sequence[int]
    changed: Mapping[int, Optional[Hashable]]
    deleted: Sequence[int]
    late: Collection[int] = ()


@dataclass(frozen=True)
class TheirCopies:
    """What became of the same copies on their side, by indexes in theirs; ``kept`` has those that
    are unchanged in all members first."""

    kept: Sequence[int]
    changed: Mapping[int, Optional[Hashable]]
    deleted: int


def pair_copies(ours: OurCopies, theirs: TheirCopies) -> dict[int, Optional[int]]:
    """Pairs our copies with theirs, by their indexes; None is one that they deleted."""
    pairs: dict[int, Optional[int]] = {}
    kept = deque(sorted(ours.kept, key=lambda index: index in ours.late))
    left: deque[Optional[int]] = deque(theirs.kept)
    gone: deque[Optional[int]] = deque([None] * theirs.deleted)
    deleted, changed = deque(ours.deleted), deque[int]()
    by_key: defaultdict[Optional[Hashable], deque[int]] = defaultdict(deque)
    for at, key in theirs.changed.items():
        by_key[key].append(at)
    for index, key in ours.changed.items():  # what both sides changed in the same way
        if key is not None and by_key[key]:
            pairs[index] = by_key[key].popleft()
        else:
            changed.append(index)
    others: deque[Optional[int]] = deque(sorted(at for ats in by_key.values() for at in ats))

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
    """Indexes of equal features, in groups of two or more.

    Only a hash of most keys is kept: all keys would take more memory than the features.
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
