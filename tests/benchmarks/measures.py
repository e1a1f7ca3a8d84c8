"""What is measured, at which size, and what the issue wants of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Optional

from benchmarks.contenders import Contest
from benchmarks.event_loop import longest_gap
from benchmarks.memory import memory_over_qgis
from benchmarks.table import Row, Target
from benchmarks.timing import medians
from interop.scaneo_server import ScaneoServer

SCANEO_SIZE = 1000  # annotations: with more, SCANEO takes minutes
QUICK_SIZE, QUICK_TURNS = 10000, 2  # what is soon over is more easily disturbed: more turns

IMPORT = Target(1.5)
EXPORT = Target(3)
SCANEO_IMPORT = Target(50, at_least=True)
ONE_IMAGE = Target(10, " %")
GROWTH = Target(1.2)
"""Linear, but for a noise of 20 percent."""
MEMORY = Target(150, " MB")
GAP = Target(100, " ms")


@dataclass(frozen=True)
class Times:
    """Median seconds at one size, by contender."""

    importing: Mapping[str, float]
    exporting: Mapping[str, float]
    exporting_one: float


def measure(sizes: Sequence[int], repeats: int, scaneo: ScaneoServer) -> list[Row]:
    """All rows of the table, and a line of progress for each campaign; small sizes first."""
    _warm_up(scaneo)
    times: dict[int, Times] = {}
    memory: list[Row] = []
    for size in sizes:
        print(f"{size:,} annotations …", flush=True)
        with TemporaryDirectory() as work:
            contest = Contest(Path(work), size, scaneo if size == SCANEO_SIZE else None)
            turns = repeats + (QUICK_TURNS if size <= QUICK_SIZE else 0)
            times[size] = Times(
                medians(contest.importing(), turns),
                medians(contest.exporting(), turns),
                medians(contest.exporting_one(), turns)["ours"],
            )
            if size == max(sizes):
                memory = [*_memory(contest), _gap(contest)]
    imports = {size: time.importing for size, time in times.items()}
    exports = {size: time.exporting for size, time in times.items()}
    return [
        *_against_floor("import", imports, IMPORT),
        *_against_scaneo("import", imports, SCANEO_IMPORT),
        *_growth("import", imports),
        *_against_floor("export of everything", exports, EXPORT),
        *_against_floor("export of everything, json.dumps", exports, None, "floor at once"),
        *_against_scaneo("export of everything", exports, None),
        *_growth("export of everything", exports),
        *_one_image(times),
        *memory,
    ]


def _warm_up(scaneo: ScaneoServer) -> None:
    """Libraries are loaded and code is compiled at the first time, whose times nobody sees."""
    print("warming up …", flush=True)
    with TemporaryDirectory() as work:
        contest = Contest(Path(work), SCANEO_SIZE // 10, scaneo)
        for contenders in contest.importing(), contest.exporting(), contest.exporting_one():
            medians(contenders, 1)


def _against_floor(
    name: str,
    times: Mapping[int, Mapping[str, float]],
    target: Optional[Target],
    which: str = "floor",
) -> Iterator[Row]:
    for size, time in times.items():
        floor, ours = time[which], time["ours"]
        yield Row(name, size, ours / floor, " × the floor", target, floor=floor, ours=ours)


def _against_scaneo(
    name: str, times: Mapping[int, Mapping[str, float]], target: Optional[Target]
) -> Iterator[Row]:
    for size, time in times.items():
        if "SCANEO" in time:
            ours, scaneo = time["ours"], time["SCANEO"]
            faster = " × faster than SCANEO"
            yield Row(name, size, scaneo / ours, faster, target, ours=ours, scaneo=scaneo)


def _growth(name: str, times: Mapping[int, Mapping[str, float]]) -> Iterator[Row]:
    """Seconds per 1,000 annotations, and how they grow from one size to the next."""
    before: Optional[float] = None
    for size, time in times.items():
        floor, ours = (1000 * time[who] / size for who in ("floor", "ours"))
        growth = ours / before if before else None
        target = GROWTH if before else None
        unit = " × the size before"
        yield Row(f"{name}, per 1,000", size, growth, unit, target, floor=floor, ours=ours)
        before = ours


def _one_image(times: Mapping[int, Times]) -> Iterator[Row]:
    for size, time in times.items():
        part = 100 * time.exporting_one / time.exporting["ours"]
        name = "export with one changed image"
        yield Row(name, size, part, " % of everything", ONE_IMAGE, ours=time.exporting_one)


def _gap(contest: Contest) -> Row:
    """In a copy of the folder: the dock makes a workspace in it."""
    folder = contest.folder.with_name("dock")
    shutil.copytree(contest.folder, folder, ignore=shutil.ignore_patterns("*.gpkg", ".scaneo*"))
    gap = longest_gap(folder)
    return Row("import in the dock, gap", contest.annotations, gap, " ms at the most", GAP)


def _memory(contest: Contest) -> Iterator[Row]:
    peak = memory_over_qgis("import", contest.folder, contest.folder.with_name("memory.gpkg"))
    yield Row("import, memory", contest.annotations, peak, " MB over QGIS", MEMORY)
    contest.edit()
    peak = memory_over_qgis("export", contest.folder, contest.workspace)
    yield Row("export of everything, memory", contest.annotations, peak, " MB over QGIS", MEMORY)
