"""Python's search for reference cycles, which long work goes without."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class _Search:
    """The one search of this process, and how much work goes on without it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._count = 0
        self._was_on = False

    def pause(self) -> None:
        with self._lock:
            if not self._count:
                self._was_on = gc.isenabled()
                gc.disable()
            self._count += 1

    def go_on(self) -> None:
        with self._lock:
            self._count -= 1
            if not self._count and self._was_on:
                gc.enable()


_search = _Search()


@contextmanager
def no_collection_of_garbage() -> Iterator[None]:
    """Switches off Python's search for reference cycles, which takes a quarter of the parsing time;
    JSON has no cycles.

    It is on again once all work that has switched it off, in whichever thread, has ended or failed.
    As a decorator, it lasts until the function returns.
    """
    _search.pause()
    try:
        yield
    finally:
        _search.go_on()
