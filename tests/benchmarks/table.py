"""The table: each row one figure, what it comes from and what it is to reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional

HEAD = ("measure", "annotations", "floor", "ours", "SCANEO", "figure", "to reach", "")


@dataclass(frozen=True)
class Target:
    """What a figure has to reach; `at_least` where more is better."""

    bound: float
    unit: str = ""
    at_least: bool = False

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.bound:g}{self.unit}"

    def verdict(self, value: float) -> str:
        if self.at_least:
            return "ok" if value >= self.bound else "under"
        return "ok" if value <= self.bound else "over"


@dataclass(frozen=True)
class Row:
    """One line. Times are in seconds; `figure` is what is judged, `unit` what it counts, with the
    space before it.
    """

    measure: str
    annotations: int
    figure: Optional[float]
    unit: str = ""
    target: Optional[Target] = None
    floor: Optional[float] = None
    ours: Optional[float] = None
    scaneo: Optional[float] = None

    def cells(self) -> tuple[str, ...]:
        figure = verdict = ""
        if self.figure is not None:
            figure = f"{_digits(self.figure)}{self.unit}"
            verdict = self.target.verdict(self.figure) if self.target else ""
        times = (_seconds(time) for time in (self.floor, self.ours, self.scaneo))
        target = str(self.target or "")
        return (self.measure, f"{self.annotations:,}", *times, figure, target, verdict)


def as_text(rows: Sequence[Row]) -> str:
    """Aligned columns; numbers end where their column does."""
    lines = [HEAD, *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if 1 <= number <= 4 else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(line, widths))
        ).rstrip()
        for line in lines
    )


def as_markdown(rows: Sequence[Row]) -> str:
    """The same as a Markdown table."""
    rule = ["---"] + ["---:"] * 4 + ["---"] * 3
    lines = [HEAD, rule, *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _seconds(time: Optional[float]) -> str:
    return "" if time is None else f"{_digits(time)} s"


def _digits(value: float) -> str:
    """Three digits that count."""
    return f"{value:.0f}" if value >= 100 else f"{value:#.3g}"
