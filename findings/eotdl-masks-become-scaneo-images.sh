#!/usr/bin/env bash
# eotdl 2026.6.29 and scaneo 2025.12.10 (with geopandas 1.2.0, rasterio 1.4.4), seen 2026-11-30. Both ask for Python 3.12, and
# for packages that these parts of them don't use; they are installed here without their requirements, and SCANEO's own
# function is called without its server.
#
# Expected: a campaign of one image is a campaign of one image, also after EOTDL's step that makes masks for training from
# SCANEO's labels (both are by the same makers).
# What happens: eotdl writes the masks as NAME_mask.tif beside the images, and SCANEO's import takes every .tif below the
# folder for an image to be labelled: there are two. The mask has no labels, looks black, and is exported as an image.
# Why it matters: every second "image" of such a campaign is one that nobody can label; counts of what is done are wrong by
# half; and who classifies them all (as "nothing here") adds the masks to the training set as images.
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
from scaneo.src.usecases.images.retrieve_images import retrieve_images

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
    json.dump({"labels": [{"name": "water", "color": "#0000ff"}]}, file)
with open("campaign/a.geojson", "w") as file:
    json.dump({"type": "FeatureCollection", "features": [pond]}, file)


def images(name):
    campaign = asyncio.run(create_imported_campaign(name, "", "campaign"))
    return sorted(image.path for image in retrieve_images(campaign.id))


before = images("before")
generate_masks_from_labels("campaign", verbose=False)
after = images("after")
print("SCANEO's images before eotdl made the masks:", before)
print("SCANEO's images after it:                   ", after)
if (before, after) != (["a.tif"], ["a.tif", "a_mask.tif"]):
    sys.exit("It is otherwise now.")
print("So it is still: masks are images to label.")
PY
