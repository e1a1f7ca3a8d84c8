#!/usr/bin/env bash
# geocube 0.7.1 (geopandas 1.2.0, rasterio 1.4.4), seen 2026-11-30.
#
# Expected: make_geocube is given the classes in the order in which the campaign lists them
# (categorical_enums={"label": ["water", "building", "road"]}), so code 0 of the mask is water, 1 building, 2 road.
# What happens: codes go by the alphabet: 0 is building, 1 road, 2 water. The only word of it is a list in a second
# variable, which is gone as soon as the band is saved as a GeoTIFF.
# Why it matters: trainers number classes by the order of their list. Every class is learnt under another's name, and the
# day somebody adds "airport" to the list, all codes of masks that are made from then on move by one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet geocube==0.7.1 geopandas==1.2.0 rasterio==1.4.4 rioxarray==0.19.0
venv/bin/python - <<'PY'
import sys

import geopandas
from geocube.api.core import make_geocube
from shapely.geometry import box

classes = ["water", "building", "road"]  # the order of the campaign's list
at = {name: 500000 + 100 * number for number, name in enumerate(classes)}
labels = geopandas.GeoDataFrame(
    {"label": classes}, geometry=[box(west, 4600000, west + 40, 4600040) for west in at.values()], crs="EPSG:32630"
)
cube = make_geocube(vector_data=labels, resolution=(-10, 10), categorical_enums={"label": classes})
codes = {name: int(cube["label"].sel(x=west + 20, y=4600020, method="nearest")) for name, west in at.items()}
print("classes as given:", {name: code for code, name in enumerate(classes)})
print("codes of the mask:", codes)
if codes != {"water": 2, "building": 0, "road": 1}:
    sys.exit("It is otherwise now.")
print("So it is still: codes go by the alphabet, not by the list.")
PY
