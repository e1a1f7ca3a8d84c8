#!/usr/bin/env bash
# geococo 0.7.0 (with pandas 2.3.3, geopandas 1.2.0, rasterio 1.4.4) and pycocotools 2.0.11, seen 2026-11-30.
#
# Expected: geococo makes COCO of an image and a vector file of its labels. A lake is one object, whether the file has it as
# a Polygon or as a MultiPolygon of one part, and a perfect prediction of it has an average precision of 1.
# What happens: each MultiPolygon is written with "iscrowd": 1, also one of a single part. pycocotools leaves crowds out of
# the count: with nothing else to find, the average precision of a perfect prediction is -1; among other objects, the
# lakes that a model misses cost it nothing.
# Why it matters: SCANEO and many others write every segmentation as a MultiPolygon. The annotations are there, and nothing
# is learnt or measured by them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet geococo==0.7.0 pandas==2.3.3 pandera==0.35.0 geopandas==1.2.0 rasterio==1.4.4 pycocotools==2.0.11
venv/bin/python -W ignore - 2>error.log <<'PY' || { cat error.log; exit 1; }
import contextlib
import io
import json
import pathlib
import sys

import geopandas
import numpy as np
import rasterio
from geococo import append_dataset, create_dataset, save_dataset
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval
from rasterio.transform import from_origin
from shapely.geometry import MultiPolygon, box

with rasterio.open(
    "image.tif", "w", driver="GTiff", width=128, height=128, count=3, dtype="uint8", crs="EPSG:32630",
    transform=from_origin(500000, 4600000, 10, 10),
) as image:
    image.write(np.full((3, 128, 128), 100, np.uint8))
lakes = [box(500200, 4599600, 500400, 4599800), box(500600, 4599200, 500800, 4599400)]


def written_and_scored(name, geometries):
    """Is each a crowd; the average precision of predictions that are the annotations themselves."""
    labels = geopandas.GeoDataFrame({"label": "water"}, geometry=geometries, index=range(2), crs="EPSG:32630")
    chips = pathlib.Path(f"chips_{name}")
    chips.mkdir()
    with rasterio.open("image.tif") as source:
        dataset = append_dataset(
            dataset=create_dataset("lakes", "nobody"), images_dir=chips, src=source, labels=labels,
            window_bounds=[(128, 128)], name_attribute="label",
        )
    save_dataset(dataset, pathlib.Path(f"{name}.json"))
    with contextlib.redirect_stdout(io.StringIO()):
        truth = COCO(f"{name}.json")
        own = ("image_id", "category_id", "segmentation")
        found = [{**{key: one[key] for key in own}, "score": 0.9} for one in truth.dataset["annotations"]]
        judge = COCOeval(truth, truth.loadRes(json.loads(json.dumps(found))), "segm")
        judge.evaluate()
        judge.accumulate()
        judge.summarize()
    return [one["iscrowd"] for one in truth.dataset["annotations"]], round(float(judge.stats[0]), 3)


single = written_and_scored("polygons", lakes)
multi = written_and_scored("multipolygons", [MultiPolygon([lake]) for lake in lakes])
print("two lakes as Polygons:      iscrowd, AP =", *single)
print("the same as MultiPolygons:  iscrowd, AP =", *multi)
if single != ([0, 0], 1.0) or multi != ([1, 1], -1.0):
    sys.exit("It is otherwise now.")
print("So it is still: MultiPolygons are crowds.")
PY
