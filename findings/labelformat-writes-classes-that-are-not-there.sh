#!/usr/bin/env bash
# labelformat 0.1.17, seen 2026-11-30.
#
# Expected: COCO to YOLO numbers the classes anew from 0, as YOLO wants it: COCO's ids start at 1 in most files, and have
# gaps once a class was deleted.
# What happens: the ids are written as they are. With the two classes 3 and 7, data.yaml says "nc: 2" with names for 3 and 7,
# and the label files have lines of class 3 and 7, which do not exist where there are two. No warning.
# Why it matters: with COCO's usual ids 1 to n every class is one too high, and the last one is beyond the number of
# classes that data.yaml states.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet labelformat==0.1.17 pyyaml==6.0.2
venv/bin/python - <<'PY'
import json
import sys
from pathlib import Path

import yaml
from labelformat.formats import COCOObjectDetectionInput, YOLOv8ObjectDetectionOutput

classes = [{"id": 3, "name": "lake", "supercategory": ""}, {"id": 7, "name": "ship", "supercategory": ""}]
boxes = [
    {"id": one["id"], "image_id": 1, "category_id": one["id"], "bbox": [8, 8, 16, 16], "area": 256, "iscrowd": 0}
    for one in classes
]
image = {"id": 1, "file_name": "a.tif", "width": 64, "height": 64}
Path("a.json").write_text(json.dumps({"images": [image], "annotations": boxes, "categories": classes}))
YOLOv8ObjectDetectionOutput(Path("yolo/data.yaml"), "train").save(COCOObjectDetectionInput(Path("a.json")))
data = yaml.safe_load(Path("yolo/data.yaml").read_text())
used = sorted(int(line.split()[0]) for line in Path("yolo/labels/a.txt").read_text().splitlines())
print("data.yaml: nc", data["nc"], "names", data["names"])
print("classes in the label file:", used)
if (data["nc"], data["names"], used) != (2, {3: "lake", 7: "ship"}, [3, 7]):
    sys.exit("It is otherwise now.")
print("So it is still: there are two classes, and the boxes have the numbers 3 and 7.")
PY
