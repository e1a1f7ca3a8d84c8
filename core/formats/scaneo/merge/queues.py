"""First-in-first-out queues of feature indexes, one for each key."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable
from typing import Optional


class KeyedQueues:
    """Feature indexes by key. Most keys have one index, and only others get a queue: a queue for
    each would take more memory than the features of a large file."""

    def __init__(self) -> None:
        self._first: dict[Hashable, int] = {}
        self._others: dict[Hashable, deque[int]] = {}

    def add(self, key: Hashable, index: int) -> None:
        """Adds an index to the queue of a key."""
        if key in self._first:
            self._others.setdefault(key, deque()).append(index)
        else:
            self._first[key] = index

    def take(self, key: Hashable) -> Optional[int]:
        """Removes and returns the first index of a key's queue; None where it is empty."""
        index, others = self._first.pop(key, None), self._others.get(key)
        if others:
            self._first[key] = others.popleft()
        return index

    def __len__(self) -> int:
        return len(self._first)
