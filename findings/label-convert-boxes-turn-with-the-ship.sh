#!/usr/bin/env bash
# label-convert 0.3.0 (opencv-python-headless 5.0.0.93, numpy 2.4.6), seen 2026-11-30.
#
# Expected: labelme_to_coco gives each polygon the COCO box around it: upright, x and y of its upper left corner, width,
# height.
# What happens: the box goes from one corner to the opposite one of the smallest turned rectangle around the polygon.
# Where the polygon is as upright as the image, that is the same. A ship of 60 x 10 pixels that lies at 80 degrees has a
# box that is 1 pixel wide instead of 20; at 30 degrees its bow and stern are outside; at -45 degrees the box's height
# is -35. No warning.
# Why it matters: houses and quays are seldom along the rows of a satellite image, ships never. Trainers drop boxes of
# no or negative size, and learn the thin ones as they are. What lies along the rows is right, so that a look at a few
# proves nothing.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet opencv-python-headless==5.0.0.93 numpy==2.4.6 tqdm==4.70.1 pyyaml==6.0.3
venv/bin/pip install --quiet --no-deps label-convert==0.3.0
venv/bin/python - 2>error.log <<'PY' || { cat error.log; exit 1; }
import json
import math
import sys
from pathlib import Path

import cv2
import numpy as np
from label_convert.labelme_to_coco import LabelmeToCOCO

ANGLES = (0, 30, -45, 80)


def ship(x, y, degrees):
    """The corners of a ship of 60 x 10 pixels with its middle at (x, y)."""
    along = np.array([math.cos(math.radians(degrees)), math.sin(math.radians(degrees))])
    across = np.array([-along[1], along[0]])
    ends = ((-30, -5), (30, -5), (30, 5), (-30, 5))
    return [[round(float(value), 1) for value in (x, y) + length * along + breadth * across] for length, breadth in ends]


ships = [ship(x, y, angle) for (x, y), angle in zip(((50, 50), (50, 130), (140, 50), (140, 140)), ANGLES)]
Path("labels").mkdir()
cv2.imwrite("labels/image.png", np.zeros((200, 200, 3), np.uint8))
shapes = [{"label": "ship", "points": each, "shape_type": "polygon", "group_id": None, "flags": {}} for each in ships]
document = {"version": "5.5.0", "flags": {}, "shapes": shapes, "imagePath": "image.png", "imageData": None}
Path("labels/image.json").write_text(json.dumps(document | {"imageHeight": 200, "imageWidth": 200}))
LabelmeToCOCO("labels", val_ratio=0)()
written = json.loads(Path("labels_coco/annotations/instances_train2017.json").read_text())["annotations"]
sizes = []
for angle, points, annotation in zip(ANGLES, ships, written):
    left, top = np.min(points, axis=0)
    width, height = np.max(points, axis=0) - (left, top)
    print(f"ship at {angle} degrees: around it {left:.0f}, {top:.0f}, {width:.0f} x {height:.0f}; bbox {annotation['bbox']}")
    sizes.append(annotation["bbox"][2:])
if sizes != [[60, 10], [47, 41], [49, -35], [1, 61]] or [one["segmentation"] for one in written] != ships:
    sys.exit("It is otherwise now.")
print("So it is still: boxes of turned ships go from corner to corner.")
PY
