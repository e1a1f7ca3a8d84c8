#!/usr/bin/env bash
# sahi 0.12.8, seen 2026-11-30.
#
# Expected: slice_coco cuts large images and their COCO annotations into tiles. COCO has two forms of an area, rings and
# run lengths; a lake with an island needs run lengths, since rings are united. A tile that holds all of the lake holds
# its 2,000 pixels.
# What happens: the log says that the segmentation "is skipped since RLE segmentation format is not supported". It isn't: the
# annotation's box takes its place, and is written as a polygon, a rectangle of 3,600 pixels with island and shore in it.
# Why it matters: sahi is what people cut satellite images with. Just the areas that are hard to draw come out as boxes, and
# a model is taught that islands and shores are water.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet sahi==0.12.8 opencv-python-headless==5.0.0.93 pycocotools==2.0.11 pillow==13.0.0
venv/bin/python -W ignore - 2>error.log <<'PY' || { cat error.log; exit 1; }
import itertools
import json
import sys

import numpy as np
from PIL import Image
from pycocotools import mask as coco
from sahi.slicing import slice_coco

lake = np.zeros((200, 200), np.uint8)
lake[20:80, 20:80] = 1
lake[30:70, 30:70] = 0  # the island
counts = [len(list(run)) for _, run in itertools.groupby(lake.ravel(order="F"))]  # it begins with zeros, as it must
Image.fromarray(np.zeros((200, 200, 3), np.uint8)).save("image.png")
document = {
    "images": [{"id": 1, "file_name": "image.png", "width": 200, "height": 200}],
    "categories": [{"id": 1, "name": "water"}],
    "annotations": [
        {
            "id": 1, "image_id": 1, "category_id": 1, "iscrowd": 0, "bbox": [20, 20, 60, 60], "area": int(lake.sum()),
            "segmentation": {"counts": counts, "size": [200, 200]},
        }
    ],
}
with open("labels.json", "w") as file:
    json.dump(document, file)
given = int(coco.area(coco.frPyObjects({"counts": counts, "size": [200, 200]}, 200, 200)))
sliced, _ = slice_coco(
    "labels.json", ".", output_coco_annotation_file_name="tiles", output_dir="tiles", slice_height=100, slice_width=100,
    overlap_height_ratio=0, overlap_width_ratio=0, verbose=False,
)
(one,) = sliced["annotations"]
written = int(coco.area(coco.merge(coco.frPyObjects(one["segmentation"], 100, 100))))
print(f"the lake as given: {given} pixels by pycocotools; in its tile: {written} pixels, {one['segmentation']}")
if (given, written) != (2000, 3600):
    sys.exit("It is otherwise now.")
print("So it is still: a lake with an island is a rectangle.")
PY
