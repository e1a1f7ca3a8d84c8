"""Which annotations of several people are of one thing, whatever the order of the people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple, Optional

from ....base.model import Annotation, Task
from ..merge.overlap import Check, never_stop, overlaps


class Item(NamedTuple):
    """What somebody made of a feature, or added.

    ``who`` counts the people. ``key`` is the same for features that say the same.
    ``feature_index`` is the feature's index in its file, ``text`` what is written of it, and
    ``base_index`` the index of the feature of the base that it is a change of.
    """

    who: int
    feature_index: int
    key: str
    text: str
    label: str
    annotation: Optional[Annotation]
    base_index: Optional[int]


@dataclass
class Cluster:
    """Items that are one: of each person one at most, in the order of the people."""

    items: list[Item]

    @property
    def people(self) -> set[int]:
        """Who has it."""
        return {item.who for item in self.items}

    @property
    def annotation(self) -> Optional[Annotation]:
        """How the first of them has it; None for what is not shown."""
        return self.items[0].annotation


class Clusters(NamedTuple):
    """``near`` are pairs of clusters of two labels, by their indexes, that overlap as twins do."""

    clusters: Sequence[Cluster]
    near: Sequence[tuple[int, int]]


def find_clusters(
    items: Sequence[Item], least: float, guest: Optional[int] = None, check: Check = never_stop
) -> Clusters:
    """Puts items together that say the same, or that are twins.

    Twins are of one task and one label, and overlap by ``least`` (IoU, 0 to 1) or more, each with
    each; those that overlap most come first. Classes are twins where their labels are the same.
    What somebody has both of are two things, unless it is the ``guest`` (`has_both`).
    """
    nodes = _equal(items)
    shared = dict(_overlaps(nodes, least, guest, check))
    groups = _Groups(nodes, shared)
    twins = [pair for pair in shared if _label(nodes[pair[0]]) == _label(nodes[pair[1]])]
    for one, other in sorted(twins, key=lambda pair: (-shared[pair], pair)):
        groups.join(one, other)
    firsts = sorted({groups.of[node] for node in range(len(nodes))}, key=groups.first_item)
    index = {first: number for number, first in enumerate(firsts)}
    near = {
        (index[groups.of[one]], index[groups.of[other]])
        for one, other in shared
        if _label(nodes[one]) != _label(nodes[other])
    }
    return Clusters([groups.cluster(first) for first in firsts], sorted(near))


def _equal(items: Sequence[Item]) -> list[Cluster]:
    """Items that say the same: of several in one file, the first goes with everybody's first.

    They come in an order that does not depend on that of the people.
    """
    found: dict[tuple[str, int], list[Item]] = defaultdict(list)
    counts: dict[tuple[str, int], int] = defaultdict(int)
    for item in items:
        number = counts[item.key, item.who]
        counts[item.key, item.who] += 1
        found[item.key, number].append(item)
    return [Cluster(sorted(found[key])) for key in sorted(found)]


def _label(cluster: Cluster) -> str:
    return "" if cluster.annotation is None else cluster.annotation.label


def has_both(mine: AbstractSet[int], theirs: AbstractSet[int], guest: Optional[int]) -> bool:
    """Whether one of the people has two things, and so means two.

    The guest's file may be what came of an earlier merge: it has what two others disagree on.
    """
    both = mine & theirs
    return bool(both) and not (both == {guest} and len(mine) > 1 and len(theirs) > 1)


def _overlaps(
    nodes: Sequence[Cluster], least: float, guest: Optional[int], check: Check
) -> Iterator[tuple[tuple[int, int], float]]:
    """Pairs that nobody has both of, by their indexes, and how much they overlap."""
    classes: dict[str, list[int]] = defaultdict(list)
    groups: dict[frozenset[int], dict[int, Annotation]] = defaultdict(dict)
    for index, node in enumerate(nodes):
        if node.annotation is None:
            continue
        if node.annotation.task is Task.CLASSIFICATION:
            classes[node.annotation.label].append(index)
        else:
            groups[frozenset(node.people)][index] = node.annotation
    for same in classes.values():
        yield from (((one, other), 1.0) for one, other in combinations(same, 2))
    for mine, theirs in combinations(groups, 2):
        if not has_both(mine, theirs, guest):
            for iou, one, other in overlaps(groups[mine], groups[theirs], least, check=check):
                yield (min(one, other), max(one, other)), iou


class _Groups:
    """Which nodes have become one cluster: each is known by its first node."""

    def __init__(self, nodes: Sequence[Cluster], shared: Mapping[tuple[int, int], float]) -> None:
        self._nodes = nodes
        self._shared = shared
        self._members = {node: [node] for node in range(len(nodes))}
        self.of = {node: node for node in range(len(nodes))}

    def join(self, one: int, other: int) -> None:
        """Makes one of two, where nobody has both and all of them are twins."""
        first, second = self.of[one], self.of[other]
        mine, theirs = self._members[first], self._members[second]
        fits = first != second and all(
            (min(a, b), max(a, b)) in self._shared
            and self._nodes[a].people.isdisjoint(self._nodes[b].people)
            for a in mine
            for b in theirs
        )
        if fits:
            self._members[first] = mine + theirs
            for node in theirs:
                self.of[node] = first

    def cluster(self, first: int) -> Cluster:
        """What a group holds."""
        return Cluster(sorted(i for node in self._members[first] for i in self._nodes[node].items))

    def first_item(self, first: int) -> Item:
        """By which clusters come in the order of the files."""
        return min(self._nodes[node].items[0] for node in self._members[first])
