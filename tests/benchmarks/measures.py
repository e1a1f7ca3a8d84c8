"""What is measured of a campaign, at which size, and what the issue wants of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.contenders import Contest
from benchmarks.event_loop import longest_gap
from benchmarks.memory import memory_over_qgis
from benchmarks.rows import against_floor, against_scaneo, growth
from benchmarks.table import Row, Target
from benchmarks.timing import medians, turns_of
from interop.scaneo_server import ScaneoServer

SCANEO_SIZE = 1000  # annotations: with more, SCANEO takes minutes

IMPORT = Target(1.5)
EXPORT = Target(3)
SCANEO_IMPORT = Target(50, at_least=True)
ONE_IMAGE = Target(10, " %")
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
            turns = turns_of(size, repeats)
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
        *against_floor("import", imports, IMPORT),
        *against_scaneo("import", imports, SCANEO_IMPORT),
        *growth("import", imports),
        *against_floor("export of everything", exports, EXPORT),
        *against_floor("export of everything, json.dumps", exports, None, "floor at once"),
        *against_scaneo("export of everything", exports, None),
        *growth("export of everything", exports),
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
