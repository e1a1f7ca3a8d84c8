"""What is measured of labelling, and what the issue wants of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Optional

from benchmarks.labelling_ground import LEAST
from benchmarks.table import Row, Target

TESTS = Path(__file__).resolve().parents[1]
GAP = Target(100, " ms")
TARGETS = {
    "box drawn": Target(100, " ms"),
    "switch the label": Target(50, " ms"),
    "next image": Target(300, " ms"),
    "recolour a label": Target(500, " ms"),
}
"""By what is done; in ms, until it is drawn."""
FREE = {"next image of a time series", "recolour a label, a tenth of all in sight"}
"""Of these, those that are measured for comparison alone."""


OF_HALF = "a label of half of them"
"""So the measures end that are about half of all annotations: nobody may wait for these."""


def measure_labelling(annotations: int, repeats: int) -> list[Row]:
    """The rows of the table; the floor is the same deed with QGIS's own tools."""
    annotations = max(annotations, LEAST)
    print(f"labelling, {annotations:,} annotations …", flush=True)
    module = "benchmarks.labelling_session"
    command = [sys.executable, "-m", module, str(annotations), str(max(repeats, 5))]
    done = subprocess.run(command, cwd=TESTS, check=True, stdout=subprocess.PIPE, text=True)
    measured = json.loads(done.stdout.splitlines()[-1])
    return [row for name, times in measured.items() for row in _rows(name, annotations, times)]


def _rows(name: str, annotations: int, times: Mapping[str, float]) -> Iterator[Row]:
    ours, qgis = times["ours"], times.get("QGIS")
    ratio = f", {ours / qgis:.2g} × QGIS's own" if qgis else ""
    target = _target(name)
    yield Row(name, annotations, 1000 * ours, f" ms{ratio}", target, floor=qgis, ours=ours)
    if "gap" in times:
        is_bounded = target is TARGETS["next image"] or name.endswith(OF_HALF)
        wanted = GAP if is_bounded else None  # else it is for the reader
        yield Row(f"{name}, gap", annotations, times["gap"], " ms at the most", wanted)


def _target(name: str) -> Optional[Target]:
    if name in FREE:
        return None
    return next((target for start, target in TARGETS.items() if name.startswith(start)), None)
