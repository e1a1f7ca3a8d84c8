"""What waits under a key until it is asked for, first come first served."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable
from typing import Optional


class KeyedQueues:
    """Places by their keys. A key has one as a rule, and a queue only where it has more: a queue
    for each would take more memory than the features of a large file."""

    def __init__(self) -> None:
        self._first: dict[Hashable, int] = {}
        self._others: dict[Hashable, deque[int]] = {}

    def add(self, key: Hashable, index: int) -> None:
        """Lets a place wait behind those of the same key."""
        if key in self._first:
            self._others.setdefault(key, deque()).append(index)
        else:
            self._first[key] = index

    def take(self, key: Hashable) -> Optional[int]:
        """The place that has waited longest under a key, and waits no more; None where none has."""
        index, others = self._first.pop(key, None), self._others.get(key)
        if others:
            self._first[key] = others.popleft()
        return index

    def __len__(self) -> int:
        return len(self._first)
