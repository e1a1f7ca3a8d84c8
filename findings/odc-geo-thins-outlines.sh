#!/usr/bin/env bash
# odc-geo 0.5.3 (of the Open Data Cube), seen 2026-11-30.
#
# Expected: Geometry.geojson() writes the geometry. Changing it would need to be asked for.
# What happens: it simplifies it first (simplify="auto" is its default). Of a lake's outline of 200 points 44 are left, up to
# some 250 m beside the line, and 2 % of the area is wrong. simplify=0 writes what is there. Small shapes are left alone, so that
# a test with a box shows nothing.
# Why it matters: a data cube's polygons, exported for labelling or from it, lose the detail that people drew.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet odc-geo==0.5.3 shapely==2.2.0
venv/bin/python - <<'PY'
import math
import sys

from odc.geo.geom import polygon
from shapely.geometry import shape

turns = [2 * math.pi * step / 199 for step in range(200)]
radii = [0.1 * (1 + 0.2 * math.sin(9 * turn)) for turn in turns]
ring = [(10 + radius * math.cos(turn), 45 + radius * math.sin(turn)) for radius, turn in zip(radii, turns)]
ring[-1] = ring[0]
lake = polygon(ring, crs="EPSG:4326")


def points_and_error(geojson):
    written = shape(geojson["geometry"])
    both = written.intersection(lake.geom).area / written.union(lake.geom).area
    return len(written.exterior.coords), round(both, 3), round(111_000 * written.hausdorff_distance(lake.geom))


seen = {"geojson()": points_and_error(lake.geojson()), "geojson(simplify=0)": points_and_error(lake.geojson(simplify=0))}
print("drawn: 200 points")
for name, (points, both, metres) in seen.items():
    print(f"{name}: {points} points, intersection over union {both}, up to about {metres} m off")
if not (seen["geojson()"][0] < 60 and seen["geojson()"][2] > 100 and seen["geojson(simplify=0)"] == (200, 1.0, 0)):
    sys.exit("It is otherwise now.")
print("So it is still: outlines are thinned unasked.")
PY
