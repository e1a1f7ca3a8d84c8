#!/usr/bin/env bash
# supervision 0.31.2 (opencv-python 4.11.0.86) with pycocotools 2.0.11, seen 2026-11-30.
#
# Expected: the mask that supervision makes of a COCO polygon has the pixels that COCO's own tools give it: a house of 3 x 3
# pixels has 9.
# What happens: the pixels behind the right and the lower edge are taken in, too: a house of 3 x 3 has 16, a boat of one
# pixel has 4, a field of 30 x 30 has 961.
# Why it matters: IoU and mean average precision of small objects. A model that finds the very pixels of the 3 x 3 houses
# gets an IoU of 0.56 against the truth as supervision reads it, one that finds the boats gets 0.25, and is said to miss them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet supervision==0.31.2 opencv-python==4.11.0.86 pycocotools==2.0.11 pillow==11.3.0
venv/bin/python - <<'PY'
import json
import sys
from pathlib import Path

import supervision
from PIL import Image
from pycocotools import mask as coco

sizes = {"field": (10, 10, 30), "house": (50, 5, 3), "boat": (50, 20, 1)}
rings = {
    name: [float(value) for value in (x, y, x + s, y, x + s, y + s, x, y + s)] for name, (x, y, s) in sizes.items()
}
Path("images").mkdir()
Image.new("RGB", (64, 64)).save("images/a.png")
annotations = [
    {"id": number, "image_id": 1, "category_id": 1, "bbox": [x, y, s, s], "area": s * s, "iscrowd": 0, "segmentation": [ring]}
    for number, ((x, y, s), ring) in enumerate(zip(sizes.values(), rings.values()), 1)
]
image = {"id": 1, "file_name": "a.png", "width": 64, "height": 64}
category = {"id": 1, "name": "object", "supercategory": ""}
Path("a.json").write_text(json.dumps({"images": [image], "annotations": annotations, "categories": [category]}))

truth = [int(coco.decode(coco.merge(coco.frPyObjects([ring], 64, 64))).sum()) for ring in rings.values()]
dataset = supervision.DetectionDataset.from_coco("images", "a.json", force_masks=True)
for _, _, detections in dataset:
    seen = [int(mask.sum()) for mask in detections.mask]
for name, (_, _, size), one, other in zip(sizes, sizes.values(), truth, seen):
    print(f"{name} of {size} x {size}: {one} pixels by pycocotools, {other} by supervision")
if (truth, seen) != ([900, 9, 1], [961, 16, 4]):
    sys.exit("It is otherwise now.")
print("So it is still: each object has a row and a column of pixels too many.")
PY
