#!/usr/bin/env bash
# geotiff-cutout 0.1.22 (with rasterio 1.4.4, geopandas 1.2.0), seen 2026-11-30. The package asks for rasterio 1.5, which
# needs Python 3.12; its code runs on both, so that it is installed here without its own requirements.
#
# Expected: make_cutouts cuts training chips around the boxes of an image; a second call, for another image with other
# boxes, another output folder and another COCO file, does the same there.
# What happens: the second image gets no chip, no annotation and no error. The numbers of the boxes that were cut are kept
# in the default value of an argument (ignore_idx), which lives as long as the process: box 0 of the next image counts as done.
# Why it matters: who cuts a whole campaign in a loop, the natural way, trains on its first image, and of the others on
# those boxes alone whose number no image before had.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet rasterio==1.4.4 geopandas==1.2.0 pillow==13.0.0
venv/bin/pip install --quiet --no-deps --ignore-requires-python geotiff-cutout==0.1.22 2>pip.log || { cat pip.log; exit 1; }
venv/bin/python - <<'PY'
import json
import sys

import numpy as np
import rasterio
from geotiff_cutout import make_cutouts
from rasterio.transform import from_origin


def box(west, south, side=0.01):
    east, north = west + side, south + side
    ring = [[east, south], [east, north], [west, north], [west, south], [east, south]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"label": "ship"}, "geometry": geometry}


def chips(name, **more):
    make_cutouts(f"{name}.tif", f"{name}.geojson", f"chips_{name}", f"{name}.json", cutout_width_px=64, **more)
    with open(f"{name}.json") as file:
        return len(json.load(file)["annotations"])


for name, west in (("first", 10.0), ("second", 20.0), ("third", 30.0)):
    profile = dict(driver="GTiff", width=256, height=256, count=1, dtype="uint8", crs="EPSG:4326")
    with rasterio.open(f"{name}.tif", "w", transform=from_origin(west, 50, 0.001, 0.001), **profile) as image:
        image.write(np.full((1, 256, 256), 100, np.uint8))
    boxes = [box(west + 0.05, 49.9), box(west + 0.2, 49.8)]
    with open(f"{name}.geojson", "w") as file:
        json.dump({"type": "FeatureCollection", "features": boxes}, file)
seen = [chips("first"), chips("second"), chips("third", ignore_idx=[])]
print("two boxes on each image; annotations written for the first, the second, a third with a list of its own:", seen)
if seen != [2, 0, 2]:
    sys.exit("It is otherwise now.")
print("So it is still: the second image is left out.")
PY
