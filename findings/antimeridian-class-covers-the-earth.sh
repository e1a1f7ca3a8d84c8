#!/usr/bin/env bash
# antimeridian 0.4.9 (with shapely 2.2.0), seen 2026-11-30.
#
# Expected: a Polygon without coordinates has no place, so a package that cuts geometries at 180 degrees leaves it as it is.
# What happens: fix_geojson makes it a Polygon of the whole Earth (plus an empty ring), and it does so in the very
# document that it was given. The one warning that comes, about clockwise rings, says nothing of that.
# Why it matters: SCANEO writes a label of the whole image as {"type": "Polygon", "coordinates": []}. A campaign at Fiji
# that goes through this package comes back with a "cloudy" that lies on every image there is.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet antimeridian==0.4.9 shapely==2.2.0
venv/bin/python - <<'PY'
import copy
import sys

import antimeridian
from shapely.geometry import shape

given = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"label": "cloudy", "task": "classification"},
            "geometry": {"type": "Polygon", "coordinates": []},
        }
    ],
}
before = copy.deepcopy(given)
fixed = antimeridian.fix_geojson(given, fix_winding=True)  # True: as by default, but for the warning
geometry = fixed["features"][0]["geometry"]
print("in: ", before["features"][0]["geometry"])
print("out:", geometry)
outer = shape({"type": "Polygon", "coordinates": geometry["coordinates"][:1]})
print("the document that was given is another now:", given != before)
if outer.bounds != (-180, -90, 180, 90) or outer.area != 360 * 180 or given == before:
    sys.exit("It is otherwise now.")
print("So it is still: a class of the image covers the Earth.")
PY
