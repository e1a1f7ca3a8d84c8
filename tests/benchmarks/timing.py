"""Times that can be compared: taken in turns in one run, the middle one of several."""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping
from statistics import median
from time import perf_counter
from typing import Callable


class Clock:
    """Adds up the seconds of the `with` blocks that it guards."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __enter__(self) -> None:
        self._started = perf_counter()

    def __exit__(self, *exc: object) -> None:
        self.seconds += perf_counter() - self._started


QUICK_SIZE, QUICK_TURNS = 10000, 2  # what is soon over is more easily disturbed: more turns


def turns_of(size: int, repeats: int) -> int:
    """How often what is measured at a size is repeated."""
    return repeats + (QUICK_TURNS if size <= QUICK_SIZE else 0)


Contender = Callable[[Clock], None]
"""Prepares as long as it likes, and does what is measured under the clock."""


def medians(contenders: Mapping[str, Contender], repeats: int) -> dict[str, float]:
    """The median seconds of each contender. They take turns, so that what else the machine does
    meets all of them.
    """
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(repeats):
        for name, contender in contenders.items():
            gc.collect()
            os.sync()  # nobody waits for what another one left to the disk
            clock = Clock()
            contender(clock)
            times[name].append(clock.seconds)
    return {name: median(seconds) for name, seconds in times.items()}
