"""What grows with a campaign, beside version 0.1.0 or another one: one table, from one run.

make bench ARGS="--only growth"             the table goes to build/growth.md, too
make bench ARGS="--only growth --beside COMMIT"     beside that one

Each measure is a file of this folder that is run with a checkout as its only argument, and prints
one line of JSON: an object of values by names that say their units. A value may be a list of two,
itself and what is wanted of it. The two versions take turns in fresh processes, so that what else
the machine does meets both; the middle of each value counts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
FIRST = "4568179"
"""The commit of version 0.1.0."""
MEASURES = ("piles", "memory_growth", "dock_growth", "export_growth")
LONGEST = 3600  # seconds of one measure of one version; what takes longer has no end


class Value(NamedTuple):
    """What a measure says of one name; ``wanted`` is empty where nothing is."""

    value: float
    wanted: str


def measure_growth(repeats: int, commit: str = FIRST) -> str:
    """The table as Markdown, and a line of progress for each process."""
    name = "0.1.0" if commit == FIRST else commit
    checkouts = {name: checkout_of(name, commit), "now": ROOT}
    rows: list[tuple[str, ...]] = []
    for measure in MEASURES:
        script = Path(__file__).with_name(f"{measure}.py")
        if script.is_file():
            rows += _rows(_in_turns(script, checkouts, repeats))
    lines = [("measure", *checkouts, "floor or wanted"), ("---", "---:", "---:", "---"), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def checkout_of(name: str, commit: str) -> Path:
    """A worktree of that commit, made where there is none yet."""
    folder = ROOT / "build" / name
    if not (folder / "plugin.py").is_file():
        folder.parent.mkdir(exist_ok=True)
        command = ["git", "worktree", "add", "--force", "--detach", str(folder), commit]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return folder


def _in_turns(
    script: Path, checkouts: Mapping[str, Path], repeats: int
) -> dict[str, list[dict[str, Value]]]:
    found: dict[str, list[dict[str, Value]]] = {version: [] for version in checkouts}
    for turn in range(repeats):
        for version, checkout in checkouts.items():
            print(f"{script.stem}, {version}, turn {turn + 1} …", flush=True)
            found[version].append(_run(script, checkout))
    return found


def _run(script: Path, checkout: Path) -> dict[str, Value]:
    """What one process says; nothing where it ends badly or not at all."""
    environment = {**os.environ, "PYTHONPATH": str(TESTS)}
    try:
        done = subprocess.run(
            [sys.executable, str(script), str(checkout)],
            env=environment,
            cwd=TESTS,
            stdout=subprocess.PIPE,
            timeout=LONGEST,
            text=True,
        )
    except subprocess.TimeoutExpired:
        return {}
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        print(f"{script.stem} said nothing of {checkout}", flush=True)
        return {}
    told: dict[str, object] = json.loads(lines[-1])
    return {name: Value(*one) if isinstance(one, list) else Value(one, "")
            for name, one in told.items()}  # fmt: skip


def _rows(found: Mapping[str, Sequence[Mapping[str, Value]]]) -> Iterator[tuple[str, ...]]:
    names = [name for turns in found.values() for turn in turns for name in turn]
    for name in dict.fromkeys(names):
        cells, wanted = [], ""
        for turns in found.values():
            values = [turn[name] for turn in turns if name in turn]
            cells.append(_digits(median(one.value for one in values)) if values else "none")
            wanted = values[0].wanted if values else wanted
        yield name, *cells, wanted


def _digits(value: float) -> str:
    """Three digits that count."""
    return f"{value:,.0f}" if value >= 100 else f"{value:#.3g}"
