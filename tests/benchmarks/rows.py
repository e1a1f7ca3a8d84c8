"""Median seconds as lines of the table: against the floor, against SCANEO, and how they grow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Optional

from benchmarks.table import Row, Target

GROWTH = Target(1.2)
"""Linear, but for a noise of 20 percent."""

Times = Mapping[int, Mapping[str, float]]
"""Seconds by size and by contender."""


def against_floor(
    name: str,
    times: Times,
    target: Optional[Target],
    which: str = "floor",
) -> Iterator[Row]:
    for size, time in times.items():
        floor, ours = time[which], time["ours"]
        yield Row(name, size, ours / floor, " × the floor", target, floor=floor, ours=ours)


def against_scaneo(name: str, times: Times, target: Optional[Target]) -> Iterator[Row]:
    for size, time in times.items():
        if "SCANEO" in time:
            ours, scaneo = time["ours"], time["SCANEO"]
            faster = " × faster than SCANEO"
            yield Row(name, size, scaneo / ours, faster, target, ours=ours, scaneo=scaneo)


def growth(name: str, times: Times) -> Iterator[Row]:
    """Seconds per 1,000 annotations, and how they grow from one size to the next."""
    before: Optional[float] = None
    for size, time in times.items():
        floor, ours = (1000 * time[who] / size for who in ("floor", "ours"))
        growth = ours / before if before else None
        target = GROWTH if before else None
        unit = " × the size before"
        yield Row(f"{name}, per 1,000", size, growth, unit, target, floor=floor, ours=ours)
        before = ours
