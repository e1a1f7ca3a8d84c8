#!/usr/bin/env bash
# imantics 0.1.12 (numpy 1.26.4, opencv-python-headless 4.10.0.84) with pycocotools 2.0.11, seen 2026-11-30.
#
# Expected: an object of 30 x 30 pixels of a mask has a COCO box that is 30 pixels wide, and a polygon that COCO's own tools
# turn into the same 900 pixels again.
# What happens: polygon and box run through the middle of the border pixels and are a pixel short on each axis: the box is
# 29 x 29, the polygon is decoded to 841 pixels. "area" says 900 all the same. A boat of one pixel has a box of 0 x 0, a
# pier of 1 x 10 one of 9 x 0.
# Why it matters: on satellite images many objects are a few pixels large. Trainers drop boxes of no width, or stop on them;
# the rest is learnt too small, a house of 4 x 4 pixels by 44 percent of its area.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet imantics==0.1.12 numpy==1.26.4 opencv-python-headless==4.10.0.84 pycocotools==2.0.11
venv/bin/python - <<'PY'
import sys

import numpy as np
from imantics import Category, Image, Mask
from pycocotools import mask as coco

objects = {"house": (slice(10, 40), slice(10, 40)), "boat": (slice(50, 51), slice(5, 6)), "pier": (slice(55, 56), slice(5, 15))}
image = Image(np.zeros((64, 64, 3), np.uint8), path="image.png", id=1)
for number, (name, place) in enumerate(objects.items(), 1):
    mask = np.zeros((64, 64), bool)
    mask[place] = True
    image.add(Mask(mask), Category(name, id=number))
boxes, areas, polygons = {}, {}, {}
for name, annotation in zip(objects, image.coco()["annotations"]):
    boxes[name] = [int(value) for value in annotation["bbox"]]
    areas[name] = int(annotation["area"])
    polygons[name] = [[float(value) for value in ring] for ring in annotation["segmentation"]]
    print(f"{name}: area {areas[name]}, bbox {boxes[name]}")
decoded = int(coco.decode(coco.merge(coco.frPyObjects(polygons["house"], 64, 64))).sum())
print(f"the house's polygon is {decoded} pixels for pycocotools, 900 were drawn")
seen = ([box[2:] for box in boxes.values()], list(areas.values()), decoded)
if seen != ([[29, 29], [0, 0], [9, 0]], [900, 1, 10], 841):
    sys.exit("It is otherwise now.")
print("So it is still: boxes and polygons are a pixel short, and the boat has none.")
PY
