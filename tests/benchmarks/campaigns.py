"""Campaigns of any size to measure on: small images in UTM, each with a hundred areas."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any, Callable

from benchmarks.ground import LABELS, METRES, PER_IMAGE, coast, make_image
from osgeo import osr

_PIXELS = 64

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
        make_image(image, utm, west, north, _PIXELS)
        into = to_degrees(utm, west, north, _PIXELS * METRES)
        features = [_feature(random, cell, into) for cell in range(PER_IMAGE)]
        collection = {"type": "FeatureCollection", "features": features}
        image.with_suffix(".geojson").write_text(json.dumps(collection), encoding="utf-8")


def to_degrees(crs: osr.SpatialReference, west: float, north: float, size: float) -> ToDegrees:
    """From metres east and south of an image's corner, straight enough within so small a one.

    ``size``: the length of its sides, in metres.
    """
    wgs84 = osr.SpatialReference()
    wgs84.ImportFromEPSG(4326)
    wgs84.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    points = [(west, north), (west + size, north), (west, north - size)]
    corner, east, south = osr.CoordinateTransformation(crs, wgs84).TransformPoints(points)
    (lon, lat), (lon_x, lat_x), (lon_y, lat_y) = (
        (corner[0], corner[1]),
        ((east[0] - corner[0]) / size, (east[1] - corner[1]) / size),
        ((south[0] - corner[0]) / size, (south[1] - corner[1]) / size),
    )
    return lambda x, y: [lon + x * lon_x + y * lon_y, lat + x * lat_x + y * lat_y]


def _feature(random: Random, cell: int, into: ToDegrees) -> dict[str, Any]:
    """An area as SCANEO writes one, with a coast of its own."""
    ring = [into(x, y) for x, y in coast(random, cell, _PIXELS)]
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPolygon", "coordinates": [[[*ring, ring[0]]]]},
        "properties": {"label": random.choice(list(LABELS)), "task": "segmentation"},
    }
