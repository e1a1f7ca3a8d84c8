"""Deeds in turns, each in a fresh process: what else the machine does meets all of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

TESTS = Path(__file__).resolve().parents[2]
ROOT = TESTS.parent
LONGEST = 7200  # seconds of one deed; what takes longer has no end
GAP = ", gap"
"""What the name of a longest gap ends with."""

Found = Mapping[str, float]
"""What a process says, by names."""


class Task(NamedTuple):
    """A deed, by the plugin of a checkout, with a folder of so many annotations."""

    checkout: Path
    deed: str
    folder: Path
    annotations: int


def in_turns(tasks: Mapping[str, Task], repeats: int) -> dict[str, Found]:
    """What each says in the middle, and a line of progress for each turn."""
    found: dict[str, list[Found]] = {name: [] for name in tasks}
    for turn in range(repeats):
        for name, task in tasks.items():
            print(f"{task.annotations:,}: {task.deed}, {name}, turn {turn + 1} …", flush=True)
            found[name].append(_run(task))
    return {name: middle(turns) for name, turns in found.items()}


def middle(turns: Sequence[Found]) -> Found:
    """The median of each value; of gaps, the longest."""
    names = dict.fromkeys(name for turn in turns for name in turn)
    return {name: _middle_of(name, [turn[name] for turn in turns if name in turn])
            for name in names}  # fmt: skip


def _middle_of(name: str, values: Sequence[float]) -> float:
    return max(values) if name.endswith(GAP) else median(values)


def scaled(size: int, scale: float, step: int) -> int:
    """A part of a size, for trying: whole steps, one at least."""
    return step * max(1, round(size * scale / step))


def _run(task: Task) -> Found:
    """Nothing where the process ends badly or not at all, which is said."""
    words: Iterable[object] = (task.checkout, task.deed, task.folder, task.annotations)
    command = [sys.executable, str(Path(__file__).with_name("process.py")), *map(str, words)]
    environment = {**os.environ, "PYTHONPATH": str(TESTS)}
    try:
        done = subprocess.run(
            command,
            env=environment,
            cwd=TESTS,
            stdout=subprocess.PIPE,
            timeout=LONGEST,
            text=True,
        )
    except subprocess.TimeoutExpired:
        print(f"{task.deed} had no end", flush=True)
        return {}
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        print(f"{task.deed} said nothing of {task.checkout}", flush=True)
        return {}
    found: dict[str, float] = json.loads(lines[-1])
    return found
