"""Long work: ends where the user has cancelled it; another thread does what doesn't need Python's
interpreter lock."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import TypeVar

from qgis.core import QgsFeedback

from ..base.errors import Cancelled

GoOn = Callable[[], None]
"""Raises `Cancelled` where a person has cancelled."""


def go_on(feedback: QgsFeedback) -> GoOn:
    """A function that raises `Cancelled` once the feedback was cancelled."""

    def check() -> None:
        if feedback.isCanceled():
            raise Cancelled

    return check


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
