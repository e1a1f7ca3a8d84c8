#!/usr/bin/env bash
# eotdl 2026.6.29 (with geopandas 1.2.0, rasterio 1.4.4), seen 2026-11-30. It asks for Python 3.12 and for packages that this
# part of it doesn't use; it is installed here without its requirements.
#
# Expected: EOTDL's own step from SCANEO's labels to masks (both are by the same makers) takes a file whose "features" is
# empty for an image without objects: SCANEO itself writes such a file, for an image that has only points.
# What happens: KeyError: 'task'. The whole step stops there, and the images whose names come later get no mask. Those before
# have theirs, and the module that trains on the folder takes what masks there are.
# Why it matters: images that were looked at and have nothing on them are what teaches a model not to see things. One of
# them, written as such, silently takes away the rest of the campaign if the error was overlooked.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet geopandas==1.2.0 rasterio==1.4.4 tqdm==4.70.1
venv/bin/pip install --quiet --no-deps --ignore-requires-python eotdl==2026.6.29 2>pip.log || { cat pip.log; exit 1; }
venv/bin/python -W ignore - 2>error.log <<'PY' || { cat error.log; exit 1; }
import json
import os
import sys

import numpy as np
import rasterio
from eotdl.curation.scaneo import generate_masks_from_labels
from rasterio.transform import from_origin

ring = [[10.01, 49.99], [10.02, 49.99], [10.02, 49.98], [10.01, 49.98], [10.01, 49.99]]
pond = {
    "type": "Feature",
    "properties": {"label": "water", "task": "segmentation"},
    "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]},
}
os.mkdir("campaign")
with open("campaign/spai.json", "w") as file:
    json.dump({"labels": [{"name": "water", "color": "#0000ff"}]}, file)
for name, features in (("a", [pond]), ("b", []), ("c", [pond])):
    profile = dict(driver="GTiff", width=64, height=64, count=3, dtype="uint8", crs="EPSG:4326")
    with rasterio.open(f"campaign/{name}.tif", "w", transform=from_origin(10, 50, 0.001, 0.001), **profile) as image:
        image.write(np.full((3, 64, 64), 100, np.uint8))
    with open(f"campaign/{name}.geojson", "w") as file:
        json.dump({"type": "FeatureCollection", "features": features}, file)
said = "nothing"
try:
    generate_masks_from_labels("campaign", verbose=False)
except KeyError as error:
    said = repr(error)
masks = sorted(name for name in os.listdir("campaign") if name.endswith("_mask.tif"))
print("a and c have a pond, b has nothing; it said", said, "and there are", masks)
if (said, masks) != ("KeyError('task')", ["a_mask.tif"]):
    sys.exit("It is otherwise now.")
print("So it is still: b stops it, and c has no mask.")
PY
