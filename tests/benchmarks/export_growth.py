"""What an export of everything takes beside its floor: 10,000 areas, of which each image has an
edited one.

python export_growth.py CHECKOUT    (prints JSON: CPU seconds by who does it, and the two's ratio)
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks.checkout import plugin_of
from benchmarks.timing import Clock

COUNT = 10_000
TURNS = 5
WANTED = "≤ 0.85, the first build's"


class CpuClock(Clock):
    """Counts what the process takes, however busy the machine is."""

    def __enter__(self) -> None:
        self._started = process_time()

    def __exit__(self, *exc: object) -> None:
        self.seconds += process_time() - self._started


def measure(checkout: str) -> dict[str, object]:
    """Medians of turns that the floor and the plugin take one after the other."""
    with plugin_of(checkout) as work:
        from benchmarks.contenders import Contest

        contest = Contest(work, COUNT, None)
        contest.importing()["ours"](CpuClock())
        contenders = {name: contest.exporting()[name] for name in ("floor", "ours")}
        times: dict[str, list[float]] = {name: [] for name in contenders}
        for turn in range(TURNS + 1):
            for name, contender in contenders.items():
                clock = CpuClock()
                contender(clock)
                if turn:  # what comes first loads and compiles, too
                    times[name].append(clock.seconds)
    floor, ours = median(times["floor"]), median(times["ours"])
    name = f"export of everything, {COUNT:,} areas"
    return {
        f"{name}, CPU s": [ours, f"floor: {floor:.3f} s"],
        f"{name}, × the floor": [ours / floor, WANTED],
    }


if __name__ == "__main__":
    print(json.dumps(measure(str(Path(sys.argv[1])))))
