"""Measures import and export against the bare floor and the real SCANEO, and labelling against
QGIS's own tools, checks and merges against the import, and prints one table.

make bench                                  the table goes to build/bench.md, too
make bench ARGS="--sizes 1000 10000"        something quicker
make bench ARGS="--only labelling"          one part of it: campaigns, layers, labelling or trust
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
from benchmarks.table import Row, as_markdown, as_text
from benchmarks.trust import measure_trust
from interop.scaneo_server import ScaneoServer

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("campaigns", "layers", "labelling", "trust")
GROWTH = "growth"


def main() -> None:
    options = _options()
    if options.only == [GROWTH]:
        machine = _machine()
        table = measure_growth(options.repeats, options.beside)
        print(f"\n{table}\n\n{machine}")
        _write("growth.md", f"{table}\n\n{machine}\n")
        return
    application = QgsApplication([], False)
    application.initQgis()
    about = _about(options.repeats)
    sizes, repeats = sorted(options.sizes), options.repeats
    measures: dict[str, Callable[[], list[Row]]] = {
        "campaigns": lambda: _measure_campaigns(sizes, repeats),
        "layers": lambda: measure_layers(sizes, repeats),
        "labelling": lambda: measure_labelling(sizes[-1], repeats),
        "trust": lambda: measure_trust(sizes, repeats),
    }
    rows = [row for part in options.only or measures for row in measures[part]()]
    print(f"\n{as_text(rows)}\n\n{about}")
    _write("bench.md", f"{as_markdown(rows)}\n\n{about}\n")
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
    parser.add_argument("--only", nargs="+", choices=(*PARTS, GROWTH), help="these parts")
    parser.add_argument(
        "--beside", default=FIRST, help=f"the commit that {GROWTH} is measured beside"
    )
    options = parser.parse_args()
    if GROWTH in (options.only or ()) and len(options.only) > 1:
        parser.error(f"{GROWTH} is measured alone")
    return options


def _scaneo_venv() -> Path:
    return Path(os.environ.get("SCANEO_VENV") or ROOT / "build" / "scaneo-venv").absolute()


def _about(repeats: int) -> str:
    """How and where it was measured."""
    return (
        f"Times are medians of at least {repeats} turns that floor, ours and SCANEO took one after "
        f"the other, warmed up; {PER_IMAGE} areas of {VERTICES} vertices an image. Ours waits for "
        "the disk, the export's floor does not. Labelling's floor is the same deed with QGIS's own "
        "tools; medians of at least 5 turns, 3 of a rename, and the longest of all gaps.\n"
        f"{_machine()}"
    )


def _machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return (
        f"{os.cpu_count()} cores{load}; QGIS {Qgis.QGIS_VERSION}, GDAL {gdal.__version__}, "
        f"Python {platform.python_version()}, shapely {shapely.__version__}."
    )


if __name__ == "__main__":
    main()
