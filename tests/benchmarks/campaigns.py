"""Campaigns of any size to measure on: small images in UTM, each with a hundred areas."""

from __future__ import annotations

import json
import math
from pathlib import Path
from random import Random
from typing import Any, Callable

from osgeo import gdal, osr

PER_IMAGE = 100
VERTICES = 60
LABELS = {"vegetation": "#00ff7b", "water": "#0048f0", "bare soil": "#c08040", "urban": "#ff4b3e"}

_PIXELS = 64
_METRES = 10.0  # of a pixel
_CELL = _PIXELS * _METRES / math.isqrt(PER_IMAGE)  # metres: each area has one to itself
_TURNS = [2 * math.pi * number / VERTICES for number in range(VERTICES)]

ToDegrees = Callable[[float, float], list[float]]


def make_campaign(folder: Path, annotations: int) -> None:
    """Fills a new folder with a campaign; of one size, it is the same each time."""
    folder.mkdir(parents=True)
    random = Random(annotations)
    labels = [{"name": name, "color": color} for name, color in LABELS.items()]
    (folder / "spai.json").write_text(json.dumps({"labels": labels}), encoding="utf-8")
    utm = osr.SpatialReference()
    utm.ImportFromEPSG(32631)
    for number in range(annotations // PER_IMAGE):
        west, north = 500000.0 + 1000 * (number % 32), 4600000.0 + 1000 * (number // 32)
        image = folder / f"{number:04}.tif"
        _make_image(image, utm, west, north)
        to_degrees = _to_degrees(utm, west, north)
        features = [_feature(random, cell, to_degrees) for cell in range(PER_IMAGE)]
        collection = {"type": "FeatureCollection", "features": features}
        image.with_suffix(".geojson").write_text(json.dumps(collection), encoding="utf-8")


def _make_image(path: Path, crs: osr.SpatialReference, west: float, north: float) -> None:
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), _PIXELS, _PIXELS)
    dataset.SetGeoTransform((west, _METRES, 0.0, north, 0.0, -_METRES))
    dataset.SetProjection(crs.ExportToWkt())
    dataset.GetRasterBand(1).Fill(100)


def _to_degrees(crs: osr.SpatialReference, west: float, north: float) -> ToDegrees:
    """From metres east and south of an image's corner, straight enough within so small a one."""
    wgs84 = osr.SpatialReference()
    wgs84.ImportFromEPSG(4326)
    wgs84.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    size = _PIXELS * _METRES
    points = [(west, north), (west + size, north), (west, north - size)]
    corner, east, south = osr.CoordinateTransformation(crs, wgs84).TransformPoints(points)
    (lon, lat), (lon_x, lat_x), (lon_y, lat_y) = (
        (corner[0], corner[1]),
        ((east[0] - corner[0]) / size, (east[1] - corner[1]) / size),
        ((south[0] - corner[0]) / size, (south[1] - corner[1]) / size),
    )
    return lambda x, y: [lon + x * lon_x + y * lon_y, lat + x * lat_x + y * lat_y]


def _feature(random: Random, cell: int, to_degrees: ToDegrees) -> dict[str, Any]:
    """An area as SCANEO writes one, with a coast of its own."""
    row, column = divmod(cell, math.isqrt(PER_IMAGE))
    x, y = (column + 0.5) * _CELL, (row + 0.5) * _CELL
    ring = []
    for turn in _TURNS:
        radius = random.uniform(0.3, 0.45) * _CELL
        ring.append(to_degrees(x + radius * math.cos(turn), y - radius * math.sin(turn)))
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPolygon", "coordinates": [[[*ring, ring[0]]]]},
        "properties": {"label": random.choice(list(LABELS)), "task": "segmentation"},
    }
