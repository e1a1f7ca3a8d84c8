#!/usr/bin/env bash
# rschip 0.4.8 with geopandas 1.2.0 (rasterio 1.4.4), seen 2026-11-30. The cause, that clip returns rows in the order of its
# spatial index unless sort=True, is geopandas issue 2937.
#
# Expected: a mask is burnt in the order of the polygons in the file, so that a ship that was drawn after the lake, and on
# it, is a ship in the mask: rasterio's rasterize says that later shapes win.
# What happens: rschip clips the polygons to the image before it burns them, and geopandas.clip gives them back in another
# order. The lake comes last, and covers the ship: its class is not in the mask at all. No warning.
# Why it matters: small classes on large ones (ships, islands, buildings in a park) vanish from the training set, on some
# images and not on others.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet rschip==0.4.8 geopandas==1.2.0 shapely==2.2.0 rasterio==1.4.4
venv/bin/python - <<'PY'
import sys

import geopandas
import numpy as np
import rasterio
import rasterio.features
from rasterio.transform import from_origin
from rschip import SegmentationMask
from shapely.geometry import box

grid = from_origin(500000, 4600000, 10, 10)
with rasterio.open(
    "image.tif", "w", driver="GTiff", width=64, height=64, count=1, dtype="uint8", crs="EPSG:32630", transform=grid, nodata=0
) as image:
    image.write(np.ones((1, 64, 64), np.uint8))


def pixels(column, row, size):
    west, north = grid * (column, row)
    return box(west, north - 10 * size, west + 10 * size, north)


# drawn in this order: a lake of 40 x 40 pixels, then a ship of 4 x 4 on it
labels = geopandas.GeoDataFrame({"ml_class": [1, 2]}, geometry=[pixels(2, 2, 40), pixels(10, 20, 4)], crs="EPSG:32630")
labels.to_file("labels.gpkg")
SegmentationMask("image.tif", "labels.gpkg", "mask.tif").create_mask(silent=True)
with rasterio.open("mask.tif") as mask:
    seen = np.bincount(mask.read(1).ravel(), minlength=3).tolist()
in_order = rasterio.features.rasterize(zip(labels.geometry, labels.ml_class), (64, 64), transform=grid, dtype="uint8")
wanted = np.bincount(in_order.ravel(), minlength=3).tolist()
print("pixels of background, lake, ship, burnt in the file's order:", wanted)
print("pixels of background, lake, ship, by rschip:                ", seen)
if wanted[2] != 16 or seen[2] != 0:
    sys.exit("It is otherwise now.")
print("So it is still: the ship lies under the lake.")
PY
