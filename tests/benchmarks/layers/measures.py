"""What is measured of an export of layers, at which size, and what the issue wants of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.ground import PER_IMAGE
from benchmarks.layers.cancel import longest_wait
from benchmarks.layers.contest import LayerContest
from benchmarks.memory import memory_over_qgis
from benchmarks.rows import against_floor, growth
from benchmarks.table import Row, Target
from benchmarks.timing import medians, turns_of

EXPORT = Target(2)
MEMORY = Target(200, " MB")
CANCEL = Target(500, " ms")


def measure_layers(sizes: Sequence[int], repeats: int) -> list[Row]:
    """The rows of the table, and a line of progress for each layer; small sizes first."""
    with TemporaryDirectory() as work:  # whose times nobody sees
        medians(LayerContest(Path(work), 10 * PER_IMAGE).exporting(), 1)
    times: dict[int, dict[str, float]] = {}
    others: list[Row] = []
    for size in sizes:
        print(f"{size:,} features of a layer …", flush=True)
        with TemporaryDirectory() as work:
            contest = LayerContest(Path(work), size)
            times[size] = medians(contest.exporting(), turns_of(size, repeats))
            if size == max(sizes):
                others = list(_others(contest, times[size]["ours"]))
    return [
        *against_floor("export of layers", times, EXPORT),
        *against_floor("export of layers, text as it is", times, None, "floor of text"),
        *growth("export of layers", times),
        *others,
    ]


def _others(contest: LayerContest, whole: float) -> Iterator[Row]:
    wait = longest_wait(contest, whole)
    yield Row("export of layers, cancelled", contest.features, wait, " ms at the most", CANCEL)
    contest.clear()
    peak = memory_over_qgis("layers", contest.folder, contest.file)
    yield Row("export of layers, memory", contest.features, peak, " MB over QGIS", MEMORY)
