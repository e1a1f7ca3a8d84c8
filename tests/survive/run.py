"""Kills, starves and crosses the plugin on purpose, and says what came of it.

make survive                                     500 kills of each deed, 100 rounds of two QGIS
make survive ARGS="--kills 50 --rounds 10"       something quicker
make survive ARGS="--only kills"                 one part of it: kills, two, places or hands
make survive ARGS="--only hands --presses 10000" two fast hands on the keys and the mouse

Nothing may get lost: the first loss ends the run, and its folder is kept for a look.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from qgis.core import QgsApplication

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import conftest  # noqa: F401  # makes the plugin importable as scaneo_bridge
from interop.scaneo_server import ScaneoServer
from survive.deeds import DEEDS, Deed
from survive.kills import Trial
from survive.scale import in_memory
from survive.two import label_together

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("kills", "two", "places", "hands")


def main() -> None:
    options = _options()
    seed = options.seed
    print(f"seed {seed}, load {os.getloadavg()[0]:.1f}", flush=True)
    work = Path(tempfile.mkdtemp(prefix="scaneo-bridge-survive-", dir=options.work))
    application = QgsApplication([], False)
    application.initQgis()
    parts = options.only or PARTS
    if "kills" in parts:
        with _scaneo(work) as scaneo:
            for deed in DEEDS:
                if not options.deeds or deed.name in options.deeds:
                    _kill(deed, work / deed.name, options, scaneo)
    if "two" in parts:
        for is_shared in (False, True):
            place = work / f"two {is_shared}"
            place.mkdir()
            began = time.monotonic()
            said = label_together(place, options.rounds, seed, is_shared)
            print(f"{said} ({time.monotonic() - began:.0f} s)", flush=True)
    if "places" in parts:
        _run_tests("tests/survive", SURVIVE_WHOLE="1")
    if "hands" in parts:
        hands = "tests/qgis/editing/test_hands.py"
        _run_tests(hands, HANDS=str(options.presses), HANDS_SEED=str(seed))
    shutil.rmtree(work)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--kills", type=int, default=500, help="of each deed, at random moments")
    parser.add_argument("--calls", type=int, help="kills before calls: not before all of them")
    parser.add_argument("--sample", type=int, default=10, help="killed folders that SCANEO imports")
    parser.add_argument("--rounds", type=int, default=100, help="of each of two QGIS")
    parser.add_argument("--presses", type=int, default=10000, help="deeds of two fast hands")
    parser.add_argument("--work", default=in_memory(), help="a folder on the disk to work on")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**6)
    parser.add_argument("--only", nargs="+", choices=PARTS, help="these parts of it")
    parser.add_argument("--deeds", nargs="+", choices=[deed.name for deed in DEEDS])
    return parser.parse_args()


@contextmanager
def _scaneo(work: Path) -> Iterator[ScaneoServer]:
    venv = Path(os.environ.get("SCANEO_VENV") or ROOT / "build" / "scaneo-venv").absolute()
    server = ScaneoServer(venv, work / "scaneo")
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _kill(deed: Deed, work: Path, options: argparse.Namespace, scaneo: ScaneoServer) -> None:
    """Kills one deed in both ways, and lets SCANEO import some of the folders that are left."""
    random = Random(f"{deed.name} {options.seed}")
    began = time.monotonic()
    sample: list[Path] = []
    seen = 0

    def keep(folder: Path) -> None:
        nonlocal seen
        seen += 1
        place = work / "sample" / str(seen)
        if len(sample) < options.sample:
            sample.append(place)
        elif random.random() < options.sample / seen:
            gone = random.randrange(len(sample))
            shutil.rmtree(sample[gone])
            sample[gone] = place
        else:
            return
        shutil.copytree(folder, place)

    work.mkdir()
    trial = Trial(deed, work, keep)
    trial.at_random(options.kills, random)
    print(trial.figures, flush=True)
    trial.at_each_call(options.calls)
    print(trial.figures, end="; ", flush=True)
    for folder in sample:
        campaign = scaneo.import_folder(folder)
        listed = {label["name"] for label in scaneo.labels(campaign)}
        shown = scaneo.snapshot(campaign)
        used = {one.label for annotations in shown.values() for one in annotations}
        assert shown and used <= listed, f"{folder}: {used - listed}"
    seconds = time.monotonic() - began
    print(f"{len(sample)} of the folders imported by SCANEO ({seconds:.0f} s)", flush=True)


def _run_tests(tests: str, **more: str) -> None:
    """Tests of which `make test` takes a sample, in whole."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tests]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **more}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    if done.returncode:
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
