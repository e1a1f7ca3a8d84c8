"""What lies on the ground, in metres: small images, and a hundred areas in each."""

from __future__ import annotations

import math
from pathlib import Path
from random import Random

from osgeo import gdal, osr

PER_IMAGE = 100
VERTICES = 60
LABELS = {"vegetation": "#00ff7b", "water": "#0048f0", "bare soil": "#c08040", "urban": "#ff4b3e"}
METRES = 10.0  # of a pixel

_TURNS = [2 * math.pi * number / VERTICES for number in range(VERTICES)]


def make_image(
    path: Path, crs: osr.SpatialReference, west: float, north: float, pixels: int
) -> None:
    """A square GeoTIFF of one band."""
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), pixels, pixels)
    dataset.SetGeoTransform((west, METRES, 0.0, north, 0.0, -METRES))
    dataset.SetProjection(crs.ExportToWkt())
    dataset.GetRasterBand(1).Fill(100)


def coast(random: Random, cell: int, pixels: int) -> list[tuple[float, float]]:
    """An area's outline, not closed, in metres east and south of its image's corner.

    Each area has a cell of the image to itself, and a coast of its own.
    """
    side = math.isqrt(PER_IMAGE)
    row, column = divmod(cell, side)
    size = pixels * METRES / side
    x, y = (column + 0.5) * size, (row + 0.5) * size
    ring = []
    for turn in _TURNS:
        radius = random.uniform(0.3, 0.45) * size
        ring.append((x + radius * math.cos(turn), y - radius * math.sin(turn)))
    return ring
