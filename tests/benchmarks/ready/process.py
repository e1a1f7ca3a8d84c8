"""One deed with a campaign, by the plugin of any checkout, in a process of its own.

python process.py CHECKOUT DEED FOLDER ANNOTATIONS    (prints JSON: seconds, and MB over QGIS)
python process.py CHECKOUT DOCK FOLDER ANNOTATIONS    (what `first_box.py` measures; DOCK is "dock",
or "dock, read whole" for a version that reads nothing behind)

What is loaded and compiled at the first time is loaded by a small campaign, whose times nobody
sees. Memory is what the process has at the most over what it had with QGIS and the plugin (Linux).
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest_qgis.qgis_interface  # noqa: F401  # Qt knows its slots only if it comes before QGIS
from benchmarks.checkout import plugin_of
from benchmarks.ground import PER_IMAGE
from benchmarks.memory import megabytes

DOCK, DOCK_WHOLE = "dock", "dock, read whole"
_SMALL = 2 * PER_IMAGE  # annotations


def _main(checkout: str, deed: str, folder: Path, count: int) -> None:
    with plugin_of(checkout, has_window=deed in (DOCK, DOCK_WHOLE)) as work:
        if deed in (DOCK, DOCK_WHOLE):
            from benchmarks.ready.first_box import measure_dock

            found = measure_dock(folder, work, reads_behind=deed == DOCK)
        else:
            found = _measure(deed, folder, count, work)
        print(json.dumps(found), flush=True)
        os.sync()  # nobody waits for what this one left to the disk


def _measure(deed: str, folder: Path, count: int, work: Path) -> dict[str, float]:
    from benchmarks.campaigns import make_campaign
    from benchmarks.ready.deeds import DEEDS, make_people
    from benchmarks.timing import Clock

    small = work / "campaign"
    make_campaign(small, _SMALL)
    make_people(small)
    for each in ("import", deed):
        DEEDS[each](small, _SMALL, Clock())
    idle = forget_peak()
    clock = Clock()
    DEEDS[deed](folder, count, clock)
    return {"seconds": clock.seconds, "MB": megabytes("VmHWM") - idle}


def forget_peak() -> float:
    """The memory in use, in MB; from now on the peak is of what comes (proc(5), clear_refs)."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return megabytes("VmRSS")


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
