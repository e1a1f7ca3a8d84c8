"""The memory that 200,000 annotations of one image take, over QGIS with the plugin loaded.

python memory_growth.py CHECKOUT    (Linux; prints JSON: MB by what is done)

Each deed has a process of its own: memory that Python has had it seldom gives back.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import Callable

from benchmarks.checkout import plugin_of
from benchmarks.memory import megabytes

COUNT = 200_000
WANTED = "≤ 250 MB"
DEEDS = ("import", "opening again", "check", "preview of one edit", "export of one edit",
         "opening after a change")  # fmt: skip
_ROW = 500  # annotations, side by side
_STEP, _SIDE = 0.002, 0.0015  # degrees
_CORNERS = 16  # of an area


def measure(checkout: str) -> dict[str, list[object]]:
    """The peaks in MB."""
    found: dict[str, list[object]] = {}
    for kind in ("boxes", "areas"):
        with tempfile.TemporaryDirectory(prefix="growth-") as work:
            folder = Path(work) / "campaign"
            for deed in DEEDS:
                done = subprocess.run(
                    [sys.executable, __file__, checkout, deed, kind, str(folder)],
                    check=True,
                    stdout=subprocess.PIPE,
                    text=True,
                )
                peak = float(done.stdout.split()[-1])
                found[f"{deed}, {COUNT:,} {kind} of one image, MB over QGIS"] = [peak, WANTED]
    return found


def do(checkout: str, deed: str, kind: str, folder: Path) -> float:
    """Does one of the deeds with a folder, and answers its peak in MB."""
    with plugin_of(checkout):
        from qgis.core import QgsFeedback
        from scaneo_bridge.core.campaign.checking.check_campaign import check_folder
        from scaneo_bridge.core.campaign.exporting.export_campaign import (
            export_campaign,
            preview_export,
        )
        from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign

        workspace = folder / "scaneo.gpkg"
        if deed == "import":
            in_another_process(checkout, "ground", kind, folder)
        elif deed == "ground":
            make_campaign(folder, kind)
            return 0.0
        elif deed == "preview of one edit":
            _edit(workspace, 7)
        elif deed == "opening after a change":
            in_another_process(checkout, "change", kind, folder)
        elif deed == "change":
            _edit(workspace, 8)
            _change_file(folder / "a.geojson", 9)
            return 0.0
        deeds: dict[str, Callable[[], object]] = {
            "import": lambda: open_campaign(folder, None, QgsFeedback()),
            "opening again": lambda: open_campaign(folder, None, QgsFeedback()),
            "opening after a change": lambda: open_campaign(folder, None, QgsFeedback()),
            "check": lambda: check_folder(folder, QgsFeedback()),
            "preview of one edit": lambda: preview_export(workspace, None, QgsFeedback()),
            "export of one edit": lambda: export_campaign(workspace, None, QgsFeedback()),
        }
        idle = megabytes("VmRSS")
        deeds[deed]()
        return megabytes("VmHWM") - idle


def in_another_process(checkout: str, deed: str, kind: str, folder: Path) -> None:
    """What is no part of the measure leaves no memory behind."""
    command = [sys.executable, __file__, checkout, deed, kind, str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def make_campaign(folder: Path, kind: str) -> None:
    """One image with the annotations."""
    from osgeo import gdal, osr

    folder.mkdir(parents=True)
    wgs84 = osr.SpatialReference()
    wgs84.ImportFromEPSG(4326)
    image = gdal.GetDriverByName("GTiff").Create(str(folder / "a.tif"), 1000, 1000)
    image.SetGeoTransform((2.0, 0.001, 0, 42.0, 0, -0.001))
    image.SetProjection(wgs84.ExportToWkt())
    image.GetRasterBand(1).Fill(1)
    del image
    labels = [{"name": name, "color": f"#0000{number:02x}"} for number, name in enumerate("abc")]
    (folder / "spai.json").write_text(json.dumps({"labels": labels}), encoding="utf-8")
    make = {"boxes": _box, "areas": _area}[kind]
    random = Random(COUNT)
    with open(folder / "a.geojson", "w", encoding="utf-8") as stream:
        stream.write('{"type": "FeatureCollection", "features": [')
        for number in range(COUNT):
            west = 2.0 + _STEP * (number % _ROW)
            south = 41.0 + _STEP * (number // _ROW)
            lead = ", " if number else ""
            stream.write(lead + json.dumps(make(random, west, south, "abc"[number % 3])))
        stream.write("]}")


def _box(random: Random, west: float, south: float, label: str) -> dict[str, object]:
    west, south = west + random.random() * 1e-4, south + random.random() * 1e-4
    east, north = west + _SIDE, south + _SIDE
    ring = [[east, south], [east, north], [west, north], [west, south], [east, south]]
    return {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        "properties": {
            "label": label,
            "bbox": [[south, east], [north, west]],
            "task": "detection",
        },
    }


def _area(random: Random, west: float, south: float, label: str) -> dict[str, object]:
    """Sixteen corners, up one side and down the other."""
    half = _CORNERS // 2
    heights = [_SIDE * number / (half - 1) for number in range(half)]
    right = [[west + _SIDE * (0.6 + 0.4 * random.random()), south + high] for high in heights]
    left = [[west + _SIDE * 0.4 * random.random(), south + high] for high in heights]
    ring = [*right, *reversed(left)]
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPolygon", "coordinates": [[[*ring, ring[0]]]]},
        "properties": {"label": label, "task": "segmentation"},
    }


def _edit(workspace: Path, fid: int) -> None:
    from osgeo import gdal

    dataset = gdal.OpenEx(str(workspace), gdal.OF_VECTOR | gdal.OF_UPDATE)
    for table in ("detection", "segmentation"):
        dataset.ExecuteSQL(
            f"UPDATE {table} SET label = CASE label WHEN 'a' THEN 'b' ELSE 'a' END "
            f"WHERE fid = {fid}"
        )


def _change_file(path: Path, feature: int) -> None:
    """Gives one feature of a file another label, without reading the whole of it as objects."""
    text = path.read_bytes()
    at = -1
    for _ in range(feature + 1):
        at = text.index(b'"label": "', at + 1)
    at += len(b'"label": "')
    new = b"b" if text[at : at + 1] == b"a" else b"a"
    path.write_bytes(text[:at] + new + text[at + 1 :])


if __name__ == "__main__":
    if len(sys.argv) == 2:
        print(json.dumps(measure(sys.argv[1])))
    else:
        print(do(sys.argv[1], sys.argv[2], sys.argv[3], Path(sys.argv[4])))
