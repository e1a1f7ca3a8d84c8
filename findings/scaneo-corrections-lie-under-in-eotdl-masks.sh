#!/usr/bin/env bash
# scaneo 2025.12.10 and eotdl 2026.6.29 (with geopandas 1.2.0, rasterio 1.4.4), seen 2026-11-30. Both ask for Python 3.12, and
# for packages that these parts of them don't use; they are installed here without their requirements, and SCANEO's own
# functions are called without its server.
#
# Expected: who draws a field of ice on a lake that was drawn before has ice there in the mask: what was drawn last is on
# top, as on the screen.
# What happens: SCANEO exports an image's annotations newest first, and eotdl burns them in the order of the file, the later
# over the earlier. So the oldest is on top, and the ice is not in the mask at all.
# Why it matters: small things on large ones, and all corrections by drawing over, are lost between two tools of the same
# makers, and only there: the labels look right in both SCANEO and the file.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet geopandas==1.2.0 rasterio==1.4.4 tqdm==4.70.1 pydantic==2.14.4 requests==2.34.2
venv/bin/pip install --quiet --no-deps --ignore-requires-python eotdl==2026.6.29 scaneo==2025.12.10 2>pip.log || { cat pip.log; exit 1; }
mkdir cache campaign
SCANEO_CACHE_DIR="$work/cache/" venv/bin/python -W ignore - 2>error.log <<'PY' || { cat error.log; exit 1; }
import asyncio
import json
import sys

import numpy as np
import rasterio
from eotdl.curation.scaneo import generate_masks_from_labels
from rasterio.transform import from_origin
from scaneo.src.usecases.campaigns.create_imported_campaign import create_imported_campaign
from scaneo.src.usecases.campaigns.export_campaign import export_campaign
from scaneo.src.usecases.images.retrieve_images import retrieve_images
from scaneo.src.usecases.annotations import create_segmentation_annotation  # last: its package needs the others first


def square(first, last):
    """As SCANEO's page posts it; from and to are rows and columns of pixels."""
    west, east, north, south = 10 + first / 1000, 10 + last / 1000, 50 - first / 1000, 50 - last / 1000
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Feature", "properties": {}, "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]}}


with rasterio.open(
    "campaign/a.tif", "w", driver="GTiff", width=64, height=64, count=3, dtype="uint8", crs="EPSG:4326",
    transform=from_origin(10, 50, 0.001, 0.001),
) as image:
    image.write(np.full((3, 64, 64), 100, np.uint8))
with open("campaign/spai.json", "w") as file:
    json.dump({"labels": [{"name": "water", "color": "#0000ff"}, {"name": "ice", "color": "#ffffff"}]}, file)
campaign = asyncio.run(create_imported_campaign("lakes", "", "campaign"))
(image,) = retrieve_images(campaign.id)
create_segmentation_annotation(image.id, square(10, 50), "water")
create_segmentation_annotation(image.id, square(20, 30), "ice")
asyncio.run(export_campaign(campaign.id, "campaign", ""))
with open("campaign/a.geojson") as file:
    order = [feature["properties"]["label"] for feature in json.load(file)["features"]]
with open("campaign/spai.json") as file:
    codes = {label["name"]: code for code, label in enumerate(json.load(file)["labels"], 1)}
generate_masks_from_labels("campaign", verbose=False)
with rasterio.open("campaign/a_mask.tif") as mask:
    counts = np.bincount(mask.read(1).ravel(), minlength=3)
seen = {name: int(counts[codes[name]]) for name in ("water", "ice")}
print("drawn: 1,600 pixels of water, then 100 pixels of ice on them; the file has", order)
print("pixels in the mask:", seen)
if (order, seen) != (["ice", "water"], {"water": 1600, "ice": 0}):
    sys.exit("It is otherwise now.")
print("So it is still: what was drawn last lies under.")
PY
