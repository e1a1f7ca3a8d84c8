"""What annotators made differently of one object, and which version stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import Enum
from itertools import combinations
from typing import NamedTuple, Optional

from ....base.model import Annotation
from .twins import Clusters, has_both


class Keep(Enum):
    """Which version of a disagreement stays."""

    BOTH = "both"
    FIRST = "the first's"
    LAST = "the last's"


class Opinion(NamedTuple):
    """What some annotators made of an object; None stands for those who deleted it."""

    people: Sequence[int]
    annotation: Optional[Annotation]
    is_kept: bool


class Disagreements:
    """The sides of all disagreements in one file: clusters, and those who deleted a feature.

    ``changes`` has the clusters that a feature of the base became, ``deleters`` who deleted it. A
    side is a number: that of its cluster, or a higher one for a deletion.
    """

    def __init__(
        self,
        found: Clusters,
        changes: Mapping[int, Sequence[int]],
        deleters: Mapping[int, Sequence[int]],
        guest: Optional[int],
    ) -> None:
        clusters = found.clusters
        self._annotations: list[Optional[Annotation]] = [one.annotation for one in clusters]
        self._people = [sorted(one.people) for one in clusters]
        self._cluster_count = len(clusters)
        self._rivals: dict[int, set[int]] = defaultdict(set)
        for base_index, numbers in changes.items():
            sides = list(numbers)
            if base_index in deleters:
                sides.append(len(self._people))
                self._people.append(sorted(deleters[base_index]))
                self._annotations.append(None)
            for one, other in combinations(sides, 2):
                self._set_against(one, other, guest)
        for one, other in found.near:
            self._set_against(one, other, guest)

    def _set_against(self, one: int, other: int, guest: Optional[int]) -> None:
        """Makes two sides rivals, unless somebody is on both."""
        if not has_both(set(self._people[one]), set(self._people[other]), guest):
            self._rivals[one].add(other)
            self._rivals[other].add(one)

    def kept(self, keep: Keep) -> set[int]:
        """The clusters that stay: all, or of rivals the one of the first or the last annotator."""
        if keep is Keep.BOTH:
            return set(range(self._cluster_count))
        order = sorted(range(len(self._people)), key=lambda side: (self._people[side], side))
        if keep is Keep.LAST:
            order.sort(key=lambda side: self._people[side][::-1], reverse=True)
        kept: set[int] = set()
        for side in order:
            if self._rivals[side].isdisjoint(kept):
                kept.add(side)
        return kept

    def disagreements(self, kept: set[int]) -> list[list[Opinion]]:
        """Groups of sides that are rivals, each with its opinions."""
        found: list[list[Opinion]] = []
        seen: set[int] = set()
        for first in sorted(side for side, rivals in self._rivals.items() if rivals):
            if first in seen:
                continue
            group, waiting = {first}, [first]
            while waiting:
                more = self._rivals[waiting.pop()] - group
                group |= more
                waiting.extend(more)
            seen |= group
            found.append(
                [
                    Opinion(self._people[side], self._annotations[side], side in kept)
                    for side in sorted(group)
                ]
            )
        return found
