#!/usr/bin/env bash
# terratiff 0.1.11 (numpy 2.4.6, tifffile 2026.3.3) and rasterio 1.4.4, seen 2026-11-30. GeoPatch 1.2.9 reads and writes
# its patches by it.
#
# Expected: an image that is opened and saved, or cut into patches, has the reference system that it had.
# What happens: terratiff knows by the number whether a system is in metres: WGS 84's UTM zones, and whatever has five
# digits. EPSG:2154 (Lambert-93, France), 2056 (Switzerland), 2180 (Poland), 3006 (Sweden) and 5070 (the USA's land
# cover) have four, so that the file says "geographic system 2154", of degrees, which does not exist. The origin stays:
# 700,000 degrees east. Nothing is said, and read again by terratiff it is EPSG:2154 as before; for rasterio it is an
# unknown system of latitude and longitude. (Of a few numbers, EPSG:3857 among them, GDAL makes the right system again.)
# Why it matters: national aerial images and land cover are what much is trained on. Labels, or a STAC item's footprint,
# that any other program puts on such patches are off the Earth or nowhere.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet terratiff==0.1.11 tifffile==2026.3.3 numpy==2.4.6 rasterio==1.4.4
venv/bin/python - <<'PY'
import sys

import numpy as np
import rasterio
from rasterio.transform import from_origin
from terratiff import TerraTiff

ORIGINS = {32631: (500_000, 5_400_000), 25832: (500_000, 5_500_000), 2154: (700_000, 6_600_000), 2056: (2_600_000, 1_200_000)}
ORIGINS |= {2180: (500_000, 500_000), 3006: (600_000, 6_600_000), 5070: (0, 2_000_000)}
kept, terra = {}, {}
for code, (west, north) in ORIGINS.items():
    profile = dict(driver="GTiff", width=32, height=32, count=1, dtype="uint8", crs=f"EPSG:{code}")
    with rasterio.open(f"{code}.tif", "w", transform=from_origin(west, north, 1, 1), **profile) as image:
        image.write(np.ones((1, 32, 32), np.uint8))
    TerraTiff.open(f"{code}.tif").save(f"{code}_saved.tif")
    terra[code] = str(TerraTiff.open(f"{code}_saved.tif").crs)
    with rasterio.open(f"{code}_saved.tif") as image:
        system = image.crs
        kept[code] = (system.to_epsg() == code, system.is_projected, (image.bounds.left, image.bounds.top) == (west, north))
    print(f"EPSG:{code} saved: by terratiff {terra[code]}, by rasterio {system.to_wkt()[:60]}...")
right, wrong = (True, True, True), (False, False, True)
if kept != {code: right if code > 9999 else wrong for code in ORIGINS}:
    sys.exit("It is otherwise now.")
print("So it is still: metres of national systems with four digits are written as degrees.")
PY
