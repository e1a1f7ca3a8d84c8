"""Ten images are labelled in QGIS Desktop from nothing, and the real SCANEO shows the same.

What is done there, by mouse and keys alone, is in tests/desktop/label_ten.py.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from interop.scaneo_server import ScaneoServer
from interop.shown import Shown, expected
from interop.trip import arrive, labels_of
from osgeo import gdal, osr
from support.qgis_desktop import run_in_qgis

pytestmark = [pytest.mark.interop, pytest.mark.slow]

SCENES = ("2023/ebro_delta", "2023/pyrenees_reservoir", "2023/la_mancha_pivots", "2024/po_plain")
COUNT = 10
PIXEL = 10.0  # metres
STATES = [
    "todo",
    "done",
    "done",
    "todo",
    "empty",
    "todo flagged",
    "done",
    "skipped",
    "done",
    "done",
]
NEAR = 1e-7  # degrees, a tenth of a pixel: how near to the mouse it was drawn


@pytest.fixture
def bare(data: Path, tmp_path: Path) -> Path:
    """Ten scenes, each in a UTM zone of its own, and nothing else."""
    folder = tmp_path / "ten"
    folder.mkdir()
    for number in range(COUNT):
        scene = data / "sample" / f"{SCENES[number % len(SCENES)]}.tif"
        image = gdal.GetDriverByName("GTiff").CreateCopy(
            str(folder / f"scene{number:02}.tif"), gdal.Open(str(scene))
        )
        reference = osr.SpatialReference()
        reference.ImportFromEPSG((32628 if number % 2 else 32728) + number)
        image.SetProjection(reference.ExportToWkt())
        image.SetGeoTransform((400000.0, PIXEL, 0.0, 4600000.0, 0.0, -PIXEL))
        image.FlushCache()
        del image
    return folder


def test_scaneo_shows_what_was_labelled(
    scaneo: ScaneoServer, xvfb_run: str, root: Path, bare: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.json"
    said = run_in_qgis(
        xvfb_run,
        root / "tests" / "desktop" / "label_ten.py",
        tmp_path / "profiles",
        root,
        DESKTOP_TESTS=str(root / "tests"),
        DESKTOP_FOLDER=str(bare),
        DESKTOP_REPORT=str(report),
    )
    assert report.exists(), said
    told = json.loads(report.read_text(encoding="utf-8"))
    assert "error" not in told, told["error"]

    assert told["states"] == STATES
    files = expected(bare)
    assert {image: [_plain(one) for one in shown] for image, shown in files.items()} == {
        image: [_nearly(one) for one in drawn] for image, drawn in told["drawn"].items()
    }
    assert (bare / "scene04.geojson").exists()  # it was verified empty
    campaign = arrive(scaneo, bare, files)
    assert list(labels_of(scaneo, campaign)) == told["labels"]


def _plain(shown: Shown) -> list[Any]:
    """Task, label and the numbers of its outline."""
    if shown.bbox is not None:
        return [shown.task, shown.label, list(shown.bbox)]
    if shown.geometry is not None:
        (((*ring, _),),) = shown.geometry["coordinates"]
        return [shown.task, shown.label, [number for point in sorted(ring) for number in point]]
    return [shown.task, shown.label, []]


def _nearly(drawn: list[Any]) -> list[Any]:
    task, label, numbers = drawn
    return [task, label, pytest.approx(numbers, abs=NEAR)]
