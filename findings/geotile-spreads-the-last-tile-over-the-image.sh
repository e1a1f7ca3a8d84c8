#!/usr/bin/env bash
# geotile 1.1.0 (with rasterio 1.4.4), seen 2026-12-01.
#
# Expected: generate_tiles cuts an image into tiles, somebody predicts or edits each, and merge_tiles of the same object puts
# them together again ("merge the tiles and save the merged raster"). Tiles that nobody touched give the image back.
# What happens: the result has the image's size, CRS and transform, and shows one tile only: each tile is written over the
# whole image, stretched to its size, and the last one stays. A house of 20 x 20 pixels in the last of four tiles has
# 40 x 40 pixels, and begins 212 rows and 212 columns from where it was. No warning, no error.
# Why it matters: this is the way from a model's masks of tiles back to one mask of the image. Nothing in the file says that
# three quarters of what was found are gone and the rest is elsewhere, until somebody lays it over the image.
# geotile also asks pip for "gdal", which has to be compiled and which it never imports: so it is installed without it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet fiona==1.10.1 geopandas==1.1.4 numpy==2.4.6 rasterio==1.4.4
venv/bin/pip install --quiet --no-deps geotile==1.1.0
venv/bin/python -W ignore - <<'PY'
import sys

import numpy as np
import rasterio
from geotile import GeoTile
from rasterio.transform import from_origin

SIDE, HALF = 512, 256
CORNERS = {10: (0, 0), 20: (0, HALF), 30: (HALF, 0), 40: (HALF, HALF)}  # value of each tile: its first row and column
HOUSE = 200
image = np.zeros((1, SIDE, SIDE), np.uint8)
for value, (row, column) in CORNERS.items():
    image[0, row : row + HALF, column : column + HALF] = value
image[0, 300:320, 300:320] = HOUSE
grid = {"driver": "GTiff", "width": SIDE, "height": SIDE, "count": 1, "dtype": "uint8", "crs": "EPSG:32631"}
with rasterio.open("image.tif", "w", transform=from_origin(500000, 4600000, 10, 10), **grid) as file:
    file.write(image)

tiles = GeoTile("image.tif")
tiles.generate_tiles(save_tiles=False, tile_x=HALF, tile_y=HALF, stride_x=HALF, stride_y=HALF)
print(f"tiles: {len(tiles.tile_data)}, each with its own values: {[int(one.min()) for one in tiles.tile_data]}")
tiles.merge_tiles("merged.tif")


def seen(path):
    """The values of a file with their numbers of pixels, its place, and the row and column where the house begins."""
    with rasterio.open(path) as file:
        values, counts = np.unique(file.read(), return_counts=True)
        row, column = np.argwhere(file.read(1) == HOUSE)[0].tolist()
        return dict(zip(values.tolist(), counts.tolist())), (file.crs, file.transform), (row, column)


before, place, house = seen("image.tif")
after, place_after, house_after = seen("merged.tif")
print(f"image:  pixels by value {before}, the house begins at {house}")
print(f"merged: pixels by value {after}, the house begins at {house_after}")
if (sorted(after), after[HOUSE], place_after == place) != ([40, HOUSE], 4 * before[HOUSE], True):
    sys.exit("It is otherwise now.")
print("So it is still: the last tile, stretched over the image.")
PY
