"""Prefetching: another thread does work that doesn't need Python's interpreter lock."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
_PREFETCHED = 8  # items that are prefetched


def prefetched(
    pool: Executor, call: Callable[[Item], Result], items: Iterable[Item]
) -> Iterator[Result]:
    """The results of a call for each item, in order; a few of the next ones are being worked on in
    the pool."""
    waiting: deque[Future[Result]] = deque()
    for item in items:
        waiting.append(pool.submit(call, item))
        if len(waiting) > _PREFETCHED:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
