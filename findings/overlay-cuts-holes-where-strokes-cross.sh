#!/usr/bin/env bash
# geopandas 1.2.0 with shapely 2.2.0 (and rasterio 1.4.4 to compare), seen 2026-11-30.
#
# Expected: what two parts of a MultiPolygon both cover is covered. rasterio burns it so; pycocotools reads rings so; and
# shapely's buffer(0) and make_valid(method="structure") give the union.
# What happens: geopandas.overlay, which people call to cut labels to an image's footprint, mends invalid geometries unasked
# (make_valid=True) by shapely's default method, which counts even-odd: what two parts cover becomes a hole. No warning.
# Why it matters: who paints a lake by brush, stroke over stroke, has parts that overlap. Cut to the footprint, the lake has
# holes just where it was painted with most care, and the mask has background there.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet geopandas==1.2.0 shapely==2.2.0 rasterio==1.4.4
venv/bin/python -W error - <<'PY'
import sys

import geopandas
import shapely
from rasterio.features import rasterize
from shapely.geometry import MultiPolygon, box

strokes = MultiPolygon([box(2, 2, 8, 8), box(5, 5, 12, 12)])  # they share 9 pixels
label = geopandas.GeoDataFrame({"label": ["water"]}, geometry=[strokes], crs="EPSG:32630")
footprint = geopandas.GeoDataFrame(geometry=[box(0, 0, 16, 16)], crs="EPSG:32630")  # all of it lies inside
cut = geopandas.overlay(label, footprint, how="intersection")


def pixels(geometry):
    return int(rasterize([geometry], (16, 16)).sum())


seen = {
    "the strokes, burnt": pixels(strokes),
    "cut to the footprint by overlay, burnt": pixels(cut.geometry.iloc[0]),
    "make_valid, burnt": pixels(shapely.make_valid(strokes)),
    'make_valid(method="structure"), burnt': pixels(shapely.make_valid(strokes, method="structure")),
}
for name, count in seen.items():
    print(f"{name}: {count} pixels")
if list(seen.values()) != [76, 67, 67, 76]:
    sys.exit("It is otherwise now.")
print("So it is still: what two strokes cover is cut out.")
PY
