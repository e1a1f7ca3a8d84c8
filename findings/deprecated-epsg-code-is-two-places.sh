#!/usr/bin/env bash
# rasterio 1.4.4 (GDAL 3.10.3) and pyproj 3.7.2 (PROJ 9.5.1), with geopandas 1.2.0, seen 2026-11-30.
#
# Expected: one coordinate in one EPSG code is one place, whichever package transforms it.
# What happens: EPSG has deprecated some codes in favour of others (31700, Romania's Stereo 70, for 3844; 31275, Balkans
# zone 5, for one on the datum MGI 1901). GDAL, so rasterio, exchanges such a code for its successor when it is given one, and says nothing;
# pyproj, so geopandas, obeys it as it was, for which it has no datum shift. The same pixel is 128 m and 385 m apart.
# Why it matters: GeoTIFFs of national mapping agencies still carry these codes. Boxes that rasterio puts on the image lie, for
# geopandas, on another street: the labels of a whole country's images move, depending on which package wrote them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet rasterio==1.4.4 pyproj==3.7.2 geopandas==1.2.0
venv/bin/python -W ignore - <<'PY'
import sys

import geopandas
import pyproj
import rasterio
import rasterio.warp
from shapely.geometry import Point, shape


def apart(code, east, north):
    """How many metres apart the two packages put a place; which code rasterio has in its stead."""
    point = Point(east, north)
    one = shape(rasterio.warp.transform_geom(f"EPSG:{code}", "EPSG:4326", point.__geo_interface__))
    other = geopandas.GeoSeries([point], crs=f"EPSG:{code}").to_crs("EPSG:4326").iloc[0]
    _, _, metres = pyproj.Geod(ellps="WGS84").inv(one.x, one.y, other.x, other.y)
    return metres, rasterio.crs.CRS.from_epsg(code).to_wkt().split('"')[1], pyproj.CRS.from_epsg(code).name


seen = {code: apart(code, *place) for code, place in {
    31700: (269850, 309092), 31275: (5579104, 4829430), 3844: (269850, 309092), 23030: (500516, 4738629),
}.items()}
for code, (metres, ours, theirs) in seen.items():
    print(f"EPSG:{code}: {metres:.1f} m apart; rasterio has {ours}, pyproj has {theirs}")
far = seen[31700][0] > 100 and seen[31275][0] > 300
near = seen[3844][0] < 0.01 and seen[23030][0] < 0.01  # codes that are not deprecated
if not (far and near):
    sys.exit("It is otherwise now.")
print("So it is still: a deprecated code is two places.")
PY
