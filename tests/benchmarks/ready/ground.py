"""Campaigns of a million annotations: small images side by side, boxes and areas of few corners
under many labels. What is measured of them is how they grow."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from osgeo import gdal, osr
from support.geojson import detection, segmentation

_PIXELS = 64
_PIXEL = 0.0001  # degrees
_SIDE = _PIXELS * _PIXEL
_COLUMNS = 100  # images side by side
_CORNERS = ((0.1, 0.2), (0.8, 0.1), (0.9, 0.6), (0.6, 0.9), (0.2, 0.8))  # parts of a cell


def make_campaign(folder: Path, images: int, per_image: int, labels: int) -> None:
    """Fills a new folder; each image has its annotations in cells of its own, the labels take
    turns."""
    folder.mkdir(parents=True)
    names = [f"label {number:04}" for number in range(labels)]
    colors = [f"#{(37 * number * 65793 + 0x204080) % 0x1000000:06x}" for number in range(labels)]
    listed = [{"name": name, "color": color} for name, color in zip(names, colors)]
    (folder / "spai.json").write_text(json.dumps({"labels": listed}), encoding="utf-8")
    wgs84 = osr.SpatialReference()
    wgs84.ImportFromEPSG(4326)
    for number in range(images):
        row, column = divmod(number, _COLUMNS)
        west, north = 2 + 2 * _SIDE * column, 42 - 2 * _SIDE * row
        image = folder / f"{number:05}.tif"
        dataset = gdal.GetDriverByName("GTiff").Create(str(image), _PIXELS, _PIXELS)
        dataset.SetGeoTransform((west, _PIXEL, 0.0, north, 0.0, -_PIXEL))
        dataset.SetProjection(wgs84.ExportToWkt())
        first = number * per_image
        features = [
            _feature(names[(first + cell) % labels], cell, per_image, west, north)
            for cell in range(per_image)
        ]
        collection = {"type": "FeatureCollection", "features": features}
        image.with_suffix(".geojson").write_text(json.dumps(collection), encoding="utf-8")


def _feature(label: str, cell: int, per_image: int, west: float, north: float) -> dict[str, Any]:
    """An area or a box, by turns."""
    across = max(1, round(per_image**0.5))
    size = _SIDE / (across + 2)  # there is room for a last row that is not full
    row, column = divmod(cell, across)
    x, y = west + size * (column + 0.5), north - size * (row + 0.5)
    ring = [[x + size * right, y - size * down] for right, down in _CORNERS]
    if cell % 2 == 0:
        area: dict[str, Any] = segmentation(label, [*ring, ring[0]])
        return area
    lons, lats = zip(*ring)
    box: dict[str, Any] = detection(label, (min(lats), min(lons), max(lats), max(lons)))
    return box
