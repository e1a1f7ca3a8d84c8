"""Which annotations of several annotators are of the same object, whatever the order of the
annotators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple, Optional

from ....base.model import Annotation, Task
from ..merge.similarity import Check, never_stop, overlapping_pairs


class PersonItem(NamedTuple):
    """What an annotator made of a feature of the base, or added.

    ``who`` is the annotator's number. ``key`` is equal for features with equal content.
    ``feature_index`` is the index in the annotator's file, ``text`` what is written of it, and
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
    """Items of one object: at most one of each annotator, in the order of the annotators."""

    items: list[PersonItem]

    @property
    def people(self) -> set[int]:
        """The numbers of the annotators who have it."""
        return {item.who for item in self.items}

    @property
    def annotation(self) -> Optional[Annotation]:
        """The first annotator's version; None for a feature that is not shown."""
        return self.items[0].annotation


class Clusters(NamedTuple):
    """``near`` are pairs of clusters, by index, that overlap as twins do but have different
    labels."""

    clusters: Sequence[Cluster]
    near: Sequence[tuple[int, int]]


def find_clusters(
    items: Sequence[PersonItem],
    least: float,
    guest: Optional[int] = None,
    check: Check = never_stop,
) -> Clusters:
    """Groups items that are equal, or that are twins.

    Twins have the same task and label, and each two of them an IoU of at least ``least``; those
    that overlap most are grouped first. Classes are twins where their labels are equal. If one
    annotator has both, they are two objects, unless that annotator is the ``guest`` (`has_both`).
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


def _equal(items: Sequence[PersonItem]) -> list[Cluster]:
    """Groups equal items: the first of each file with the first of all others, and so on.

    The order does not depend on that of the annotators.
    """
    found: dict[tuple[str, int], list[PersonItem]] = defaultdict(list)
    counts: dict[tuple[str, int], int] = defaultdict(int)
    for item in items:
        number = counts[item.key, item.who]
        counts[item.key, item.who] += 1
        found[item.key, number].append(item)
    return [Cluster(sorted(found[key])) for key in sorted(found)]


def _label(cluster: Cluster) -> str:
    return "" if cluster.annotation is None else cluster.annotation.label


def has_both(mine: AbstractSet[int], theirs: AbstractSet[int], guest: Optional[int]) -> bool:
    """Whether one of the annotators has both objects, and so means two.

    The guest's file may be the result of an earlier merge: it contains what two others disagree on.
    """
    both = mine & theirs
    return bool(both) and not (both == {guest} and len(mine) > 1 and len(theirs) > 1)


def _overlaps(
    nodes: Sequence[Cluster], least: float, guest: Optional[int], check: Check
) -> Iterator[tuple[tuple[int, int], float]]:
    """Pairs of nodes, by index, that no annotator has both of, and how much they overlap."""
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
            for iou, one, other in overlapping_pairs(
                groups[mine], groups[theirs], least, check=check
            ):
                yield (min(one, other), max(one, other)), iou


class _Groups:
    """Which nodes have become one cluster; a cluster is known by its first node."""

    def __init__(self, nodes: Sequence[Cluster], shared: Mapping[tuple[int, int], float]) -> None:
        self._nodes = nodes
        self._shared = shared
        self._members = {node: [node] for node in range(len(nodes))}
        self.of = {node: node for node in range(len(nodes))}

    def join(self, one: int, other: int) -> None:
        """Joins two clusters, where no annotator has both and all their members are twins."""
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
        """The cluster of a group."""
        return Cluster(sorted(i for node in self._members[first] for i in self._nodes[node].items))

    def first_item(self, first: int) -> PersonItem:
        """The item by which clusters are sorted into the order of the files."""
        return min(self._nodes[node].items[0] for node in self._members[first])
