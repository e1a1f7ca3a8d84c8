"""Campaigns to label: a thousand images of several sizes, half of the annotations boxes."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from benchmarks.campaigns import ToDegrees, to_degrees
from benchmarks.ground import LABELS, METRES, PER_IMAGE, coast, make_image
from osgeo import gdal, osr
from support.geojson import detection, segmentation

EPSG = 32631
RUN = 6
"""So many images of a kind follow one another."""

_PIXELS = 64
_SIZE = _PIXELS * METRES  # the length of each image's sides
_COLUMNS = 32
_SEEN = 2048  # pixels: of a larger image, the map shows overviews no larger than that


class Kind(NamedTuple):
    """How many pixels wide and high an image is, and how many bits each has."""

    pixels: int
    bits: int

    def __str__(self) -> str:
        return f"{self.pixels:,} px, {self.bits} bit"


KINDS = (Kind(64, 8), Kind(1024, 8), Kind(1024, 16), Kind(10000, 8), Kind(10000, 16))
LEAST = PER_IMAGE * RUN * len(KINDS)
"""So many annotations have images of all kinds."""


def kind_of(number: int) -> Kind:
    """What an image of a campaign is, by its number; those behind the runs are small."""
    return KINDS[number // RUN] if number < RUN * len(KINDS) else KINDS[0]


def name_of(number: int) -> str:
    """What an image is called."""
    return f"{number:04}.tif"


def make_campaign(folder: Path, annotations: int, at_one_place: bool) -> None:
    """Fills a new folder. Half of the annotations have the first label.

    ``at_one_place``: a time series, of small images alone.
    """
    folder.mkdir(parents=True)
    random = Random(annotations)
    labels = [{"name": name, "color": color} for name, color in LABELS.items()]
    (folder / "spai.json").write_text(json.dumps({"labels": labels}), encoding="utf-8")
    utm = osr.SpatialReference()
    utm.ImportFromEPSG(EPSG)
    for number in range(annotations // PER_IMAGE):
        row, column = (0, 0) if at_one_place else divmod(number, _COLUMNS)
        west, north = 500000.0 + 1000 * column, 4600000.0 + 1000 * row
        image = folder / name_of(number)
        kind = KINDS[0] if at_one_place else kind_of(number)
        if kind == KINDS[0]:
            make_image(image, utm, west, north, _PIXELS)
        else:
            _make_large(image, utm, west, north, kind)
        into = to_degrees(utm, west, north, _SIZE)
        features = [_feature(random, cell, into) for cell in range(PER_IMAGE)]
        collection = {"type": "FeatureCollection", "features": features}
        image.with_suffix(".geojson").write_text(json.dumps(collection), encoding="utf-8")


def _make_large(
    path: Path, crs: osr.SpatialReference, west: float, north: float, kind: Kind
) -> None:
    """A tiled GeoTIFF with overviews. What is finer than anybody sees of it is left out."""
    type_ = gdal.GDT_UInt16 if kind.bits == 16 else gdal.GDT_Byte
    options = ["TILED=YES", "COMPRESS=DEFLATE", "ZLEVEL=1", "SPARSE_OK=TRUE"]
    dataset = gdal.GetDriverByName("GTiff").Create(
        str(path), kind.pixels, kind.pixels, 1, type_, options
    )
    metres = _SIZE / kind.pixels
    dataset.SetGeoTransform((west, metres, 0.0, north, 0.0, -metres))
    dataset.SetProjection(crs.ExportToWkt())
    factors = [2**power for power in range(1, 7) if kind.pixels >> power >= 64]
    dataset.BuildOverviews("NONE", factors)
    band = dataset.GetRasterBand(1)
    random = Random(kind.pixels)
    for level in [band, *map(band.GetOverview, range(band.GetOverviewCount()))]:
        if level.XSize <= _SEEN:
            noise = random.getrandbits(level.XSize * level.YSize * kind.bits)
            size = level.XSize * level.YSize * kind.bits // 8
            level.WriteRaster(0, 0, level.XSize, level.YSize, noise.to_bytes(size, "little"))


def _feature(random: Random, cell: int, into: ToDegrees) -> dict[str, Any]:
    """A box or an area as SCANEO writes one, in a cell of its own."""
    first, *others = LABELS
    label = first if random.random() < 0.5 else random.choice(others)
    ring = [into(x, y) for x, y in coast(random, cell, _PIXELS)]
    if cell % 2:
        return segmentation(label, [*ring, ring[0]])
    longitudes, latitudes = zip(*ring)
    box = (min(latitudes), min(longitudes), max(latitudes), max(longitudes))
    return detection(label, box)
