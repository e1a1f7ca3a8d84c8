#!/usr/bin/env bash
# rasterstats 0.21.0 (with rasterio 1.4.4), seen 2026-11-30. (exactextract 0.3.0 refuses such images with an error.)
#
# Expected: zonal_stats gives the pixels that lie under a polygon, or refuses an image that it can't read.
# What happens: where the image's grid is turned against north, as in geotransforms with rotation terms, those terms are left
# out. The values come from other pixels, or the polygon counts as outside of the image (0 pixels, None). No error.
# Why it matters: images of drones and aircraft, and raw scenes of some satellites, are turned. Statistics by label (the
# spectrum of a class, the check that "water" is dark) are then those of something else.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet rasterstats==0.21.0 rasterio==1.4.4
venv/bin/python -W ignore - <<'PY'
import sys

import numpy as np
import rasterio
import rasterio.mask
from affine import Affine
from rasterstats import zonal_stats

grid = Affine.translation(500000, 4600000) * Affine.rotation(-5) * Affine.scale(10, -10)
values = np.full((60, 60), 10, np.uint8)
values[4:12, 30:38] = 200  # a bright roof
with rasterio.open(
    "turned.tif", "w", driver="GTiff", width=60, height=60, count=1, dtype="uint8", crs="EPSG:32630", transform=grid, nodata=255
) as image:
    image.write(values, 1)


def outline(row, column):
    corners = [(column, row), (column + 8, row), (column + 8, row + 8), (column, row + 8), (column, row)]
    return {"type": "Polygon", "coordinates": [[grid * corner for corner in corners]]}


def both(geometry):
    with rasterio.open("turned.tif") as image:
        inside, _ = rasterio.mask.mask(image, [geometry], filled=False)
    told = zonal_stats([geometry], "turned.tif", stats="count mean")[0]
    return (int(inside.count()), float(inside.mean())), (told["count"], told["mean"])


seen = {"the roof": both(outline(4, 30)), "what lies in another corner": both(outline(40, 40))}
for name, (right, told) in seen.items():
    print(f"{name}: pixels and mean are {right}; zonal_stats says {told}")
if seen["the roof"][0] != (64, 200.0) or any(right == told for right, told in seen.values()):
    sys.exit("It is otherwise now.")
print("So it is still: other pixels are read.")
PY
