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
_STEPS = 100  # progress is reported in about this many steps


def tracked(
    items: Iterable[Item], count: int, feedback: QgsFeedback, share: float = 100
) -> Iterator[Item]:
    """Items one after the other; ``count`` of them would be ``share`` percent of the work.

    Progress is reported no more often than anybody sees: each report lets other threads run for a
    while.

    :raises Cancelled: before the next item, where the feedback was cancelled.
    """
    step = max(1, count // _STEPS)
    for number, item in enumerate(items):
        if feedback.isCanceled():
            raise Cancelled
        if number % step == 0:
            feedback.setProgress(share * number / count)
        yield item


def prefetched(
    pool: Executor,
    call: Callable[[Item], Result],
    items: Iterable[Item],
    count: int = _PREFETCHED,
) -> Iterator[Result]:
    """The results of a call for each item, in order; ``count`` of the next ones are being worked on
    in the pool."""
    waiting: deque[Future[Result]] = deque()
    for item in items:
        waiting.append(pool.submit(call, item))
        if len(waiting) > count:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
