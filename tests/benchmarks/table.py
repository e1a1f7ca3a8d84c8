"""The table: each row one figure, what it comes from and what it is to reach."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Optional

HEAD = ("measure", "annotations", "floor", "ours", "0.1.0", "SCANEO", "figure", "to reach", "")
_NUMBERS = HEAD[1:6]  # they end where their column does


@dataclass(frozen=True)
class Target:
    """What a figure has to reach; `at_least` where more is better."""

    bound: float
    unit: str = ""
    at_least: bool = False

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.bound:g}{self.unit}"

    def is_met(self, value: float) -> bool:
        return value >= self.bound if self.at_least else value <= self.bound

    def verdict(self, value: float) -> str:
        if self.is_met(value):
            return "ok"
        return "under" if self.at_least else "over"


@dataclass(frozen=True)
class Row:
    """One line. Times are in seconds, `first` that of version 0.1.0; `figure` is what is judged,
    `unit` what it counts, with the space before it.
    """

    measure: str
    annotations: int
    figure: Optional[float]
    unit: str = ""
    target: Optional[Target] = None
    floor: Optional[float] = None
    ours: Optional[float] = None
    scaneo: Optional[float] = None
    first: Optional[float] = None

    def cells(self) -> tuple[str, ...]:
        figure = verdict = ""
        if self.figure is not None:
            figure = f"{_digits(self.figure)}{self.unit}"
            verdict = self.target.verdict(self.figure) if self.target else ""
        times = map(_seconds, (self.floor, self.ours, self.first, self.scaneo))
        target = str(self.target or "")
        return (self.measure, f"{self.annotations:,}", *times, figure, target, verdict)

    def facts(self) -> dict[str, Any]:
        """The same for programs: numbers in full, null for what there is not."""
        has_verdict = self.figure is not None and self.target is not None
        return {
            "name": self.measure,
            "size": self.annotations,
            "floor": self.floor,
            "ours": self.ours,
            "0.1.0": self.first,
            "SCANEO": self.scaneo,
            "ratio": self.figure,
            "unit": self.unit.strip(),
            "bound": self.target.bound if self.target else None,
            "met": self.target.is_met(self.figure) if has_verdict else None,
        }


def as_text(rows: Sequence[Row]) -> str:
    """Aligned columns."""
    head, *lines = _filled(rows)
    widths = [max(map(len, column)) for column in zip(head, *lines)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if name in _NUMBERS else cell.ljust(width)
            for cell, width, name in zip(line, widths, head)
        ).rstrip()
        for line in (head, *lines)
    )


def as_markdown(rows: Sequence[Row]) -> str:
    """The same as a Markdown table."""
    head, *lines = _filled(rows)
    rule = ["---:" if name in _NUMBERS else "---" for name in head]
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, rule, *lines))


def as_json(rows: Sequence[Row], about: Mapping[str, object]) -> str:
    """Each row as an object, so that programs can compare two runs; `about` says how and where."""
    content = {"about": about, "rows": [row.facts() for row in rows]}
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _filled(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """The cells below their heads, without columns in which no row has something."""
    cells = [row.cells() for row in rows]
    columns = [(name, *cell) for name, *cell in zip(HEAD, *cells) if any(cell)]
    return [*zip(*columns)]


def _seconds(time: Optional[float]) -> str:
    return "" if time is None else f"{_digits(time)} s"


def _digits(value: float) -> str:
    """Three digits that count."""
    return f"{value:.0f}" if value >= 100 else f"{value:#.3g}"
