"""Measures import and export against the bare floor and the real SCANEO, and prints one table.

make bench                                  the table goes to build/bench.md, too
make bench ARGS="--sizes 1000 10000"        something quicker
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import shapely
from osgeo import gdal
from qgis.core import Qgis, QgsApplication

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import conftest  # noqa: F401  # makes the plugin importable as scaneo_bridge
from benchmarks.ground import PER_IMAGE, VERTICES
from benchmarks.layer_measures import measure_layers
from benchmarks.measures import measure
from benchmarks.table import as_markdown, as_text
from interop.scaneo_server import ScaneoServer

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    options = _options()
    application = QgsApplication([], False)
    application.initQgis()
    about = _about(options.repeats)
    with TemporaryDirectory() as work:
        scaneo = ScaneoServer(_scaneo_venv(), Path(work))
        scaneo.start()
        try:
            rows = measure(sorted(options.sizes), options.repeats, scaneo)
        finally:
            scaneo.stop()
    rows += measure_layers(sorted(options.sizes), options.repeats)
    print(f"\n{as_text(rows)}\n\n{about}")
    page = ROOT / "build" / "bench.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(f"{as_markdown(rows)}\n\n{about}\n", encoding="utf-8")
    application.exitQgis()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    sizes = [1000, 10000, 100000]
    parser.add_argument("--sizes", type=int, nargs="+", default=sizes, help="annotations")
    parser.add_argument("--repeats", type=int, default=3, help="at least")
    return parser.parse_args()


def _scaneo_venv() -> Path:
    return Path(os.environ.get("SCANEO_VENV") or ROOT / "build" / "scaneo-venv").absolute()


def _about(repeats: int) -> str:
    """How and where it was measured."""
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return (
        f"Times are medians of at least {repeats} turns that floor, ours and SCANEO took one after "
        f"the other, warmed up; {PER_IMAGE} areas of {VERTICES} vertices an image. Ours waits for "
        "the disk, the export's floor does not.\n"
        f"{os.cpu_count()} cores{load}; QGIS {Qgis.QGIS_VERSION}, GDAL {gdal.__version__}, "
        f"Python {platform.python_version()}, shapely {shapely.__version__}."
    )


if __name__ == "__main__":
    main()
