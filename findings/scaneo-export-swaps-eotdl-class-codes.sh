#!/usr/bin/env bash
# scaneo 2025.12.10 and eotdl 2026.6.29 (with geopandas 1.2.0, rasterio 1.4.4), seen 2026-11-30. Both ask for Python 3.12, and
# for packages that these parts of them don't use; they are installed here without their requirements, and SCANEO's own
# functions are called without its server.
#
# Expected: a class has one code in the masks of a campaign, for as long as its labels are the same.
# What happens: eotdl takes a label's place in spai.json + 1 as its code. SCANEO, on each export, writes spai.json anew with
# the labels newest first, and reads it in order: every import and export turns the list round. Nobody touched a label, and
# what was 1 is 2, what was 2 is 1.
# Why it matters: masks from before and after a look at the campaign in SCANEO have swapped classes. A model trained on
# both, or on one and judged by the other, takes water for ice; and all numbers still look like class codes.
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
import os
import sys

import numpy as np
import rasterio
from eotdl.curation.scaneo import generate_masks_from_labels
from rasterio.transform import from_origin
from scaneo.src.usecases.campaigns.create_imported_campaign import create_imported_campaign
from scaneo.src.usecases.campaigns.export_campaign import export_campaign

ring = [[10.01, 49.99], [10.02, 49.99], [10.02, 49.98], [10.01, 49.98], [10.01, 49.99]]
pond = {
    "type": "Feature",
    "properties": {"label": "water", "task": "segmentation"},
    "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]},
}
with rasterio.open(
    "campaign/a.tif", "w", driver="GTiff", width=64, height=64, count=3, dtype="uint8", crs="EPSG:4326",
    transform=from_origin(10, 50, 0.001, 0.001),
) as image:
    image.write(np.full((3, 64, 64), 100, np.uint8))
with open("campaign/spai.json", "w") as file:
    json.dump({"labels": [{"name": "water", "color": "#0000ff"}, {"name": "ice", "color": "#ffffff"}]}, file)
with open("campaign/a.geojson", "w") as file:
    json.dump({"type": "FeatureCollection", "features": [pond]}, file)


def code_of_the_pond():
    generate_masks_from_labels("campaign", verbose=False)
    with rasterio.open("campaign/a_mask.tif") as mask:
        code = int(mask.read(1).max())
    os.remove("campaign/a_mask.tif")
    return code


codes = [code_of_the_pond()]
for trip in ("one", "two"):
    campaign = asyncio.run(create_imported_campaign(trip, "", "campaign"))
    asyncio.run(export_campaign(campaign.id, "campaign", ""))
    codes.append(code_of_the_pond())
print("the pond's code in the mask: at first, after one trip through SCANEO, after two:", codes)
if codes != [1, 2, 1]:
    sys.exit("It is otherwise now.")
print("So it is still: each trip swaps the classes.")
PY
