"""`make fuzz`: gives the readers of the format what no test has thought of, and counts.

Ends with 1 where an input breaks a law of laws.py, takes over a second a kilobyte, hangs, or needs
more than 1 GB. The corpus is kept in build/fuzz, so that the next run goes on from it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parents[1]
HOME = TESTS.parent / "build" / "fuzz"
SEEDS, CORPUS, FINDINGS = HOME / "seeds", HOME / "corpus", HOME / "findings"
NOTES, LOG = HOME / "notes.json", HOME / "log.txt"
LONGEST_INPUT = 20  # seconds
MEMORY = 1024  # MB

sys.path.insert(0, str(TESTS))


def make_importable() -> Path:
    """A folder that has the plugin under its own name, whatever this clone is called."""
    view = HOME / "view"
    view.mkdir(parents=True, exist_ok=True)
    link = view / "scaneo_bridge"
    link.unlink(missing_ok=True)
    link.symlink_to(TESTS.parent)
    return view


def write_seeds() -> int:
    from fuzz.seeds import seeds

    for folder in (SEEDS, CORPUS, FINDINGS):
        folder.mkdir(parents=True, exist_ok=True)
    found = seeds()
    for name, data in found.items():
        (SEEDS / name).write_bytes(data)
    return len(found)


def run_engine(view: Path, seconds: int) -> dict[str, Any]:
    """Fuzzes until the time is over or something stops it; answers its notes."""
    from fuzz.seeds import LARGEST

    NOTES.unlink(missing_ok=True)
    paths = os.pathsep.join((str(view), str(TESTS)))
    env = {**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [
        sys.executable, TESTS / "fuzz" / "engine.py", CORPUS, SEEDS,
        f"-max_total_time={seconds}", f"-max_len={LARGEST}", f"-timeout={LONGEST_INPUT}",
        f"-rss_limit_mb={MEMORY}", f"-dict={TESTS / 'fuzz' / 'words.dict'}",
        f"-artifact_prefix={FINDINGS}{os.sep}", "-reload=0", "-print_final_stats=1",
    ]  # fmt: skip
    with open(LOG, "ab") as log:
        ended = subprocess.run(
            command,
            env={**env, "FUZZ_NOTES": str(NOTES), "FUZZ_FINDINGS": str(FINDINGS)},
            stdout=log, stderr=log, stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
    if not NOTES.exists():
        sys.exit(f"The fuzzer did not start: see {LOG}")
    return {**json.loads(NOTES.read_text()), "ended": ended.returncode}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    minutes = parser.parse_args().minutes

    view = make_importable()
    print(
        f"{write_seeds()} seeds, {len(list(CORPUS.iterdir()))} inputs of earlier runs", flush=True
    )
    LOG.unlink(missing_ok=True)
    inputs, slowest, peak, stops = 0, 0.0, 0, 0
    kinds: Counter[str] = Counter()
    end = time.monotonic() + minutes * 60
    while (left := round(end - time.monotonic())) > 0:
        notes = run_engine(view, left)
        inputs += notes["inputs"]
        slowest, peak = max(slowest, notes["slowest"]), max(peak, notes["peak"])
        kinds.update(notes["kinds"])
        if notes["ended"]:
            stops += 1
    print(f"{inputs} inputs in {minutes:g} minutes, the slowest {slowest * 1000:.1f} ms a kilobyte")
    print(f"{peak / 2**20:.0f} MB of memory at most; {len(list(CORPUS.iterdir()))} inputs kept")
    print(f"{len(kinds)} kinds of findings, {stops} times stopped by a hang or for memory")
    for kind, count in kinds.most_common():
        print(f"  {count} × {kind}")
    if kinds or stops:
        print(f"The inputs are in {FINDINGS}, what libFuzzer says is in {LOG}")
    return 1 if kinds or stops else 0


if __name__ == "__main__":
    sys.exit(main())
