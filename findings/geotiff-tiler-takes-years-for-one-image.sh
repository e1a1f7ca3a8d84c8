#!/usr/bin/env bash
# geotiff-tiler 1.1.2 (with webdataset 1.0.2, rasterio 1.4.4), seen 2026-11-30. It imports psutil, zarr, memory-profiler and
# requests, which it does not ask for.
#
# Expected: 2023/T31.tif and 2024/T31.tif, each with its labels, are two images, and both are cut into patches.
# What happens: the record of what is done knows an image by its name without folder. Once the first is cut, the second
# counts as done: it has no patch. The summary says "successful: 2".
# Why it matters: folders by date with the tile's name in each are the usual order of satellite images. Of a time series
# only the first date is in the training set, and a change detector never sees a change.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet geotiff-tiler==1.1.2 webdataset==1.0.2 rasterio==1.4.4 geopandas==1.1.4 numpy==1.26.4 \
    psutil==7.2.2 zarr==3.0.8 memory-profiler==0.61.0 requests==2.34.2
venv/bin/python -W ignore - 2>error.log <<'PY' || { tail -n 20 error.log; exit 1; }
import glob
import io
import logging
import os
import sys
import tarfile

import numpy as np
import rasterio
from geotiff_tiler.tiler import Tiler
from rasterio.transform import from_origin

logging.disable()


def patches(*images):
    """How many patches each image gives, by the value of its pixels; what the summary says of them."""
    pairs = []
    for value, path in enumerate(images, 100):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        pair = {"image": path, "label": path.replace(".tif", "_label.tif"), "metadata": {"collection": "optical"}}
        for kind, fill in (("image", value), ("label", 1)):
            with rasterio.open(
                pair[kind], "w", driver="GTiff", width=256, height=256, count=1, dtype="uint8", crs="EPSG:32630",
                transform=from_origin(500000, 4600000, 10, 10),
            ) as file:
                file.write(np.full((1, 256, 256), fill, np.uint8))
        pairs.append(pair)
    out = os.path.dirname(os.path.dirname(images[0])) + "/out"
    codes = {"background": 0, "water": 1}
    summary = Tiler(input_dict=pairs, patch_size=(64, 64), split="tst", class_ids=codes, output_dir=out).create_tiles()
    counts = [0] * len(images)
    for path in glob.glob(f"{out}/**/*.tar", recursive=True):
        with tarfile.open(path) as archive:
            for member in archive:
                if member.name.endswith(".image_patch.npy"):
                    counts[int(np.load(io.BytesIO(archive.extractfile(member).read())).max()) - 100] += 1
    return counts, summary["successful"]


same = patches("same/2023/T31.tif", "same/2024/T31.tif")
other = patches("other/2023/T31.tif", "other/2024/T32.tif")
print("patches of 2023/T31.tif and 2024/T31.tif, how many were successful:", *same)
print("patches of 2023/T31.tif and 2024/T32.tif, how many were successful:", *other)
if same != ([16, 0], 2) or other != ([16, 16], 2):
    sys.exit("It is otherwise now.")
print("So it is still: the second year is left out.")
PY
