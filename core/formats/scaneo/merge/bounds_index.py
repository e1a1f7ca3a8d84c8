"""A spatial index over bounds that stays fast where thousands of shapes are piled up.

In a pile, each shape meets all others. Then only those with the most similar bounds are compared:
an equal shape, or one that was moved a little, is among them. shapely's own index would return all
of them, and has another interface in 1.8 (which warns of that) than in 2.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from heapq import nsmallest
from math import ceil, sqrt
from typing import Optional

MOST = 32
"""Shapes that are compared with one."""
_MOST_RANKED = 200  # if more meet one, only its neighbours in sorted order are compared
_BESIDE = 8  # neighbours on each side in each sorted order
_NODE = 16  # bounds in each node of the tree

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


class BoundsIndex:
    """Finds bounds near others; bounds are known by their indexes."""

    def __init__(self, bounds: Sequence[Bounds]) -> None:
        self._bounds = bounds
        self._levels = _levels(bounds)
        self._orders: list[tuple[list[float], list[int]]] = []
        self._asked: dict[tuple[int, float], int] = {}

    def find(self, window: Bounds, like: Bounds) -> tuple[list[int], bool]:
        """The bounds that meet ``window``, at most `MOST`, the most similar to ``like``; and
        whether there are more."""
        found = self._meeting(window)
        if found is None:
            return self._beside(window, like), True
        if len(found) <= MOST:
            return sorted(found), False
        return self._likest(found, like), True

    def _meeting(self, window: Bounds) -> Optional[list[int]]:
        """All bounds that meet a window; None where they are too many to be ranked."""
        found: list[int] = []
        waiting = [(0, 0)] if self._levels else []  # depth, number
        while waiting and len(found) <= _MOST_RANKED:
            depth, node = waiting.pop()
            met = [number for bounds, number in self._levels[depth][node] if _meet(bounds, window)]
            if depth + 1 == len(self._levels):
                found += met
            else:
                waiting += [(depth + 1, number) for number in met]
        return None if len(found) > _MOST_RANKED else found

    def _likest(self, found: Sequence[int], like: Bounds) -> list[int]:
        west, south, east, north = like

        def off(index: int) -> tuple[float, int]:
            one = self._bounds[index]
            apart = abs(one[0] - west) + abs(one[1] - south) + abs(one[2] - east)
            return apart + abs(one[3] - north), index

        return nsmallest(MOST, found, key=off)

    def _beside(self, window: Bounds, like: Bounds) -> list[int]:
        """The neighbours of some bounds, in the sorted order of each of the four sides."""
        if not self._orders:
            for side in range(4):
                order = sorted(range(len(self._bounds)), key=lambda i: (self._bounds[i][side], i))
                self._orders.append(([self._bounds[index][side] for index in order], order))
        found: set[int] = set()
        for side, (values, order) in enumerate(self._orders):
            # Where many bounds are equal, each question gets other ones of them.
            key = side, like[side]
            turn = self._asked.get(key, 0)
            self._asked[key] = turn + 1
            at = min(bisect_left(values, like[side]) + turn, len(order))
            first, last = max(0, at - _BESIDE), at + _BESIDE
            found.update(order[first:last])
        return self._likest([one for one in found if _meet(self._bounds[one], window)], like)


def _meet(one: Bounds, other: Bounds) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


_Entry = tuple[Bounds, int]
"""Bounds, and the index of what has them: of a node in the next level, or of what was asked for."""


def _levels(bounds: Sequence[Bounds]) -> list[list[list[_Entry]]]:
    """The levels of an R-tree, from its root to its leaves, each a list of nodes
    (Sort-Tile-Recursive, Leutenegger and others 1997)."""
    entries = [(one, index) for index, one in enumerate(bounds)]
    levels: list[list[list[_Entry]]] = []
    while entries:
        nodes = _tile(entries)
        levels.insert(0, nodes)
        if len(nodes) == 1:
            break
        entries = [(_around(node), number) for number, node in enumerate(nodes)]
    return levels


def _tile(entries: list[_Entry]) -> list[list[_Entry]]:
    """Entries grouped into nodes: cut into strips from west to east, and each strip from south to
    north."""
    in_row = _NODE * max(1, ceil(sqrt(len(entries) / _NODE)))
    entries = sorted(entries, key=lambda entry: entry[0][0] + entry[0][2])
    nodes = []
    for start in range(0, len(entries), in_row):
        end = start + in_row
        row = sorted(entries[start:end], key=lambda entry: entry[0][1] + entry[0][3])
        indexes = (slice(first, first + _NODE) for first in range(0, len(row), _NODE))
        nodes += [row[index] for index in indexes]
    return nodes


def _around(node: Sequence[_Entry]) -> Bounds:
    wests, souths, easts, norths = zip(*(bounds for bounds, _ in node))
    return min(wests), min(souths), max(easts), max(norths)
