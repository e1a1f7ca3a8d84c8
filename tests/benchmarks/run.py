"""Measures import and export against the bare floor and the real SCANEO, and labelling against
QGIS's own tools, checks and merges against the import, and prints one table.

make bench                                  the table goes to build/bench.md and bench.json, too
make bench ARGS="--sizes 1000 10000"        something quicker
make bench ARGS="--only labelling"          one part of it: campaigns, layers, labelling or trust
make bench ARGS="--only ready"              how soon a campaign is ready, beside version 0.1.0
make bench ARGS="--only large"              a million annotations; an hour, and some GB of disk
make bench ARGS="--only ready large --scale 0.01 --repeats 1"    tries these in small
make bench ARGS="--only growth"             this build beside version 0.1.0 (growth.py),
make bench ARGS="--only growth --beside COMMIT"                  or beside another one
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Callable

import shapely
from osgeo import gdal
from qgis.core import Qgis, QgsApplication

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import conftest  # noqa: F401  # makes the plugin importable as scaneo_bridge
from benchmarks.ground import PER_IMAGE, VERTICES
from benchmarks.growth import FIRST, measure_growth
from benchmarks.labelling import measure_labelling
from benchmarks.layers.measures import measure_layers
from benchmarks.measures import measure
from benchmarks.ready.large import measure_large
from benchmarks.ready.measures import measure_ready
from benchmarks.table import Row, as_json, as_markdown, as_text
from benchmarks.trust import measure_trust
from interop.scaneo_server import ScaneoServer

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("campaigns", "layers", "labelling", "trust")
LONG_PARTS = ("ready", "large")
"""Those that are measured only where they are named."""
GROWTH = "growth"


def main() -> None:
    options = _options()
    load = _load()
    if options.only == [GROWTH]:
        machine = _machine(load)
        table = measure_growth(options.repeats, options.beside)
        print(f"\n{table}\n\n{machine}")
        _write("growth.md", f"{table}\n\n{machine}\n")
        return
    application = QgsApplication([], False)
    application.initQgis()
    sizes, repeats = sorted(options.sizes), options.repeats
    measures: dict[str, Callable[[], list[Row]]] = {
        "campaigns": lambda: _measure_campaigns(sizes, repeats),
        "layers": lambda: measure_layers(sizes, repeats),
        "labelling": lambda: measure_labelling(sizes[-1], repeats),
        "trust": lambda: measure_trust(sizes, repeats),
        "ready": lambda: measure_ready(repeats, options.scale),
        "large": lambda: measure_large(repeats, options.scale),
    }
    rows = [row for part in options.only or PARTS for row in measures[part]()]
    about = _about(repeats, load)
    print(f"\n{as_text(rows)}\n\n{about}")
    _write("bench.md", f"{as_markdown(rows)}\n\n{about}\n")
    _write("bench.json", as_json(rows, {"load at the start": load, "repeats": repeats, **_facts()}))
    application.exitQgis()


def _write(name: str, page: str) -> None:
    path = ROOT / "build" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(page, encoding="utf-8")


def _measure_campaigns(sizes: Sequence[int], repeats: int) -> list[Row]:
    with TemporaryDirectory() as work:
        scaneo = ScaneoServer(_scaneo_venv(), Path(work))
        scaneo.start()
        try:
            return measure(sizes, repeats, scaneo)
        finally:
            scaneo.stop()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    sizes = [1000, 10000, 100000]
    parser.add_argument("--sizes", type=int, nargs="+", default=sizes, help="annotations")
    parser.add_argument("--repeats", type=int, default=3, help="at least")
    choices = (*PARTS, *LONG_PARTS, GROWTH)
    parser.add_argument("--only", nargs="+", choices=choices, help="these parts")
    scale = f"the part of each size that {' and '.join(LONG_PARTS)} take: for trying"
    parser.add_argument("--scale", type=float, default=1.0, help=scale)
    parser.add_argument(
        "--beside", default=FIRST, help=f"the commit that {GROWTH} is measured beside"
    )
    options = parser.parse_args()
    if GROWTH in (options.only or ()) and len(options.only) > 1:
        parser.error(f"{GROWTH} is measured alone")
    return options


def _scaneo_venv() -> Path:
    return Path(os.environ.get("SCANEO_VENV") or ROOT / "build" / "scaneo-venv").absolute()


def _about(repeats: int, load: Sequence[float]) -> str:
    """How and where it was measured."""
    return (
        f"Times are medians of at least {repeats} turns that floor, ours and SCANEO took one after "
        f"the other, warmed up; {PER_IMAGE} areas of {VERTICES} vertices an image. Ours waits for "
        "the disk, the export's floor does not. Labelling's floor is the same deed with QGIS's own "
        "tools; medians of at least 5 turns, 3 of a rename, and the longest of all gaps. What is "
        "measured beside version 0.1.0, and of a million annotations, is a fresh process each "
        "time.\n"
        f"{_machine(load)}"
    )


def _machine(load: Sequence[float]) -> str:
    now = _load()
    loads = f", load {load[0]:.1f} at the start and {now[0]:.1f} at the end" if now else ""
    versions = ", ".join(f"{name} {value}" for name, value in _versions().items())
    return f"{os.cpu_count()} cores{loads}; {versions}."


def _load() -> Sequence[float]:
    """The averages of 1, 5 and 15 minutes; none where the system tells none."""
    return os.getloadavg() if hasattr(os, "getloadavg") else ()


def _facts() -> dict[str, object]:
    return {"cores": os.cpu_count(), "load": _load(), **_versions()}


def _versions() -> dict[str, str]:
    return {
        "QGIS": Qgis.QGIS_VERSION,
        "GDAL": gdal.__version__,
        "Python": platform.python_version(),
        "shapely": shapely.__version__,
    }


if __name__ == "__main__":
    main()
