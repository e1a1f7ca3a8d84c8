"""A campaign of four zones, old datums, dates and kinds of images, labelled in QGIS Desktop.

What is done there in a hurry, by mouse and keys alone, is in tests/desktop/label_field.py. Every
annotation lies on the pixels on which it was drawn, by rasterio's reading of the image, and the
real SCANEO shows it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from interop.scaneo_server import ScaneoImportError, ScaneoServer
from interop.shown import expected
from interop.trip import arrive
from osgeo import gdal, osr
from support.qgis_desktop import run_in_qgis

pytestmark = [pytest.mark.interop, pytest.mark.slow]

NEAR = 0.5  # pixels of the image
SIZE = 400
PLACELESS = "i_without_crs.tif"
# EPSG code, west and north, size of a pixel, bands
IMAGES = {
    "a_zone31.tif": (32631, (430000, 4600000), 10, 3),
    "b_zone31.tif": (32631, (436000, 4600000), 10, 3),
    "c_zone30.tif": (32630, (430000, 4600000), 10, 3),
    "d_zone30.tif": (32630, (436000, 4600000), 10, 3),
    "e_zone29.tif": (25829, (530000, 4700000), 1, 3),
    "f_laea.tif": (3035, (4321000, 3210000), 10, 3),
    "g_krovak.tif": (5514, (-740000, -1040000), 1, 3),
    "h_ed50.tif": (23030, (440000, 4470000), 1, 3),
    PLACELESS: (None, (0, 0), 1, 3),
    "series/2021.tif": (32631, (400000, 4500000), 10, 3),
    "series/2022.tif": (32631, (400000, 4500000), 10, 3),
    "series/2023.tif": (32631, (400000, 4500000), 10, 3),
    "twelve_bands.tif": (32632, (500000, 4600000), 10, 12),
}


def make_images(folder: Path) -> None:
    for name, (epsg, (west, north), size, bands) in IMAGES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        kind = gdal.GDT_UInt16 if bands > 3 else gdal.GDT_Byte
        image = gdal.GetDriverByName("GTiff").Create(str(path), SIZE, SIZE, bands, kind)
        if epsg is not None:
            reference = osr.SpatialReference()
            reference.ImportFromEPSG(epsg)
            image.SetProjection(reference.ExportToWkt())
            image.SetGeoTransform((west, size, 0, north, 0, -size))
        for band in range(1, bands + 1):
            image.GetRasterBand(band).Fill(20 * band + 40)
        image.FlushCache()
        del image


def test_every_annotation_lies_on_the_pixels_it_was_drawn_on(
    scaneo: ScaneoServer, xvfb_run: str, root: Path, tmp_path: Path
) -> None:
    folder, report = tmp_path / "field", tmp_path / "report.json"
    make_images(folder)

    said = run_in_qgis(
        xvfb_run,
        root / "tests" / "desktop" / "label_field.py",
        tmp_path / "profiles",
        root,
        seconds=1800,
        FIELD_TESTS=str(root / "tests"),
        FIELD_FOLDER=str(folder),
        FIELD_REPORT=str(report),
        FIELD_PLACELESS=PLACELESS,
    )

    assert report.exists(), said
    told = json.loads(report.read_text(encoding="utf-8"))
    assert "error" not in told, told["error"]
    assert told["asked"] == []
    found = _pixels_of(scaneo, folder)
    assert found.keys() == told["drawn"].keys() == IMAGES.keys()
    for image, drawn in told["drawn"].items():
        assert _unlike(drawn, found[image]) == [], image
    titles = [title for title, _ in told["warnings"]]
    assert titles == ["Opened field", "Nothing was drawn"], told["warnings"]  # the placeless image
    with pytest.raises(ScaneoImportError, match="CRS is invalid"):
        scaneo.import_folder(folder)  # it stops on the image without one
    for file in folder.glob(f"{Path(PLACELESS).stem}.*"):
        file.unlink()
    arrive(scaneo, folder, expected(folder))


def _pixels_of(scaneo: ScaneoServer, folder: Path) -> dict[str, list[Any]]:
    said = scaneo.run(Path(__file__).with_name("pixels_of.py"), str(folder))
    found: dict[str, list[Any]] = json.loads(said)
    return found


def _unlike(drawn: list[Any], found: list[Any]) -> list[Any]:
    """What was drawn and is not found, and what is found and was not drawn."""
    left = list(found)
    missing = []
    for task, label, pixels in drawn:
        same = [one for one in left if one[:2] == [task, label] and _lies_on(pixels, one[2])]
        if same:
            left.remove(same[0])
        else:
            missing.append([task, label, pixels])
    return [*missing, *left]


def _lies_on(pixels: list[Any], corners: list[Any]) -> bool:
    """Whether there is a corner of the annotation on each pixel that the mouse hit."""
    return all(
        any(abs(column - x) < NEAR and abs(row - y) < NEAR for x, y in corners)
        for column, row in pixels
    )
