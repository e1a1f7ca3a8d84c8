#!/usr/bin/env bash
# aeronet-convert 0.2.5 (with opencv-python 5.0.0.93, rasterio 1.4.4), seen 2026-11-30.
#
# Expected: polygonize gives polygons of a mask's pixels, in the coordinates of the map; rasterize, of the same package,
# gives the mask back. A field of 10 x 10 pixels of 10 m has 10,000 m2.
# What happens: the polygons run through the middle of the border pixels. The field has 8,100 m2; a road of one pixel's
# width, however long, and objects of one pixel have no area and are left out; so is a house of 2 x 2 pixels. No warning.
# Why it matters: this is the way from a model's masks to labels that people correct. Each round trip takes a pixel's width
# off every object, and roads, rivers, ships and houses at 10 m are not there to be corrected at all.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet aeronet-convert==0.2.5 aeronet-raster==0.2.5 aeronet-vector==0.2.5 opencv-python==5.0.0.93 rasterio==1.4.4
venv/bin/python -W ignore - <<'PY'
import sys

import numpy as np
from aeronet_convert import polygonize
from aeronet_raster import BandSample
from affine import Affine

grid = Affine(10, 0, 500000, 0, -10, 4600000)
objects = {
    "a field of 10 x 10 pixels": (slice(10, 20), slice(10, 20)),
    "a house of 2 x 2": (slice(40, 42), slice(40, 42)),
    "a road of 1 x 40": (slice(30, 31), slice(10, 50)),
    "a ship of 1 x 1": (slice(50, 51), slice(50, 51)),
}
seen = {}
for name, place in objects.items():
    mask = np.zeros((64, 64), np.uint8)
    mask[place] = 1
    polygons = polygonize(BandSample("mask", mask, "EPSG:32630", grid))
    seen[name] = (100 * int(mask.sum()), [round(feature.shape.area) for feature in polygons])
for name, (area, areas) in seen.items():
    print(f"{name}: {area} m2; polygons of {areas or 'nothing'}")
if [areas for _, areas in seen.values()] != [[8100], [], [], []]:
    sys.exit("It is otherwise now.")
print("So it is still: thin and small objects are lost.")
PY
