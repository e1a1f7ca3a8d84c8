"""How soon a campaign is ready, beside version 0.1.0 and the least that must be done."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Callable

from benchmarks import dock_growth, labelling_ground
from benchmarks.campaigns import make_campaign
from benchmarks.ground import PER_IMAGE
from benchmarks.growth import FIRST as FIRST_COMMIT
from benchmarks.growth import checkout_of
from benchmarks.ready.deeds import make_people
from benchmarks.ready.process import DOCK, DOCK_WHOLE
from benchmarks.ready.rows import (
    CHECK,
    EXPORT,
    FIRST,
    FLOOR,
    MERGE,
    OURS,
    Measured,
    dock_rows,
    import_rows,
    reopening_row,
)
from benchmarks.ready.turns import ROOT, Task, in_turns, scaled
from benchmarks.table import Row

SIZES = (1000, 10_000, 100_000)  # annotations
REOPENED, LABELS = 10_000, 20  # images, and the labels of their annotations


def measure_ready(repeats: int, scale: float) -> list[Row]:
    """The rows of the table, and a line of progress for each process. ``scale``: the part of each
    size that is taken."""
    rows = [*_dock(repeats, scale), *_reopening(repeats, scale)]
    for size in SIZES:
        rows += _campaign(size, repeats, scale)
    return sorted(rows, key=lambda row: row.measure)  # sizes stay in their order


def _dock(repeats: int, scale: float) -> Iterator[Row]:
    size = max(scaled(SIZES[-1], scale, PER_IMAGE), labelling_ground.LEAST)
    with TemporaryDirectory() as work:
        contest = Contest(
            Path(work), size, lambda folder: labelling_ground.make_campaign(folder, size, False)
        )
        yield from dock_rows(contest.open_in_dock(repeats))


def _reopening(repeats: int, scale: float) -> Iterator[Row]:
    images = scaled(REOPENED, scale, 1)
    size = images * dock_growth.PER_IMAGE
    with TemporaryDirectory() as work:
        contest = Contest(
            Path(work), size, lambda folder: dock_growth.make_campaign(folder, images, LABELS)
        )
        contest.measure("import", "", 1)
        yield reopening_row(images, contest.measure("reopen", "walk floor", repeats))


def _campaign(whole: int, repeats: int, scale: float) -> Iterator[Row]:
    """``whole``: the size of which a part is taken."""
    size = scaled(whole, scale, PER_IMAGE)
    with TemporaryDirectory() as work:
        contest = Contest(Path(work), size, lambda folder: make_campaign(folder, size))
        yield from import_rows(contest.measure("import", "import floor", repeats))
        if whole == SIZES[-1]:
            for what in ("folder", "workspace"):
                checked = contest.measure(f"check {what}", "", repeats)
                yield checked.row(f"check of a {what}", FIRST, CHECK)
            merged = contest.merge(repeats)
            yield merged.row("merge of two folders", FIRST, MERGE)
        if whole > SIZES[0]:
            exported = contest.measure("export", "export floor", repeats)
            yield exported.row("export of everything", FLOOR, EXPORT)


class Contest:
    """A campaign, and a copy for each of the versions, which write to it."""

    def __init__(self, work: Path, size: int, make: Callable[[Path], None]) -> None:
        self._size = size
        self._checkouts = {OURS: ROOT, FIRST: checkout_of(FIRST, FIRST_COMMIT)}
        self._base = work / FLOOR / "campaign"
        make(self._base)
        self._copies = {who: work / who / "campaign" for who in self._checkouts}
        for copy in self._copies.values():
            shutil.copytree(self._base, copy)

    def measure(self, deed: str, floor: str, repeats: int) -> Measured:
        """A deed of both, beside the deed that is their floor, where there is one."""
        tasks = {FLOOR: Task(ROOT, floor, self._base, self._size)} if floor else {}
        return self._turns({**tasks, **self._tasks(deed, self._copies)}, repeats)

    def open_in_dock(self, repeats: int) -> Measured:
        """Opened in the dock, and labelled."""
        deeds = {OURS: DOCK, FIRST: DOCK_WHOLE}
        tasks = {
            who: Task(checkout, deeds[who], self._copies[who], self._size)
            for who, checkout in self._checkouts.items()
        }
        return self._turns(tasks, repeats)

    def merge(self, repeats: int) -> Measured:
        """What two people made of the campaign, which is only read."""
        make_people(self._base)
        return self._turns(self._tasks("merge", dict.fromkeys(self._copies, self._base)), repeats)

    def _tasks(self, deed: str, folders: Mapping[str, Path]) -> dict[str, Task]:
        return {
            who: Task(checkout, deed, folders[who], self._size)
            for who, checkout in self._checkouts.items()
        }

    def _turns(self, tasks: Mapping[str, Task], repeats: int) -> Measured:
        return Measured.of(self._size, in_turns(tasks, repeats))
