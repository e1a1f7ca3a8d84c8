#!/usr/bin/env bash
# pylabel 0.1.55 (pandas 2.3.3, numpy 2.4.6, opencv-python-headless 5.0.0.93), seen 2026-11-30. It reads no images here,
# so that OpenCV without a window stands in for the one that it asks for.
#
# Expected: COCO boxes in pixels, exported as YOLO, are the same boxes again: YOLO's shares of the image's size are
# decimal numbers with as many digits as one likes.
# What happens: they have four digits after the point, always. On a photo of 640 pixels nobody sees it. On a Sentinel-2
# tile of 10,980 pixels a step is 1.1 pixels: a boat of 3 x 3 pixels is moved and grown, and its IoU with itself is
# 0.58. On a scene of 40,000 pixels that of a car of 8 x 4 pixels is 0.49, and what is 1 x 1 has no width and no height.
# No warning.
# Why it matters: scenes are labelled whole and cut into tiles afterwards, or their labels converted for a tool that
# cuts. What is small and many on them, boats and cars, is learnt beside its place.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet pandas==2.3.3 numpy==2.4.6 opencv-python-headless==5.0.0.93 scikit-learn==1.9.1 \
    matplotlib==3.11.2 pyyaml==6.0.3 tqdm==4.70.1 jupyter-bbox-widget==0.7.0
venv/bin/pip install --quiet --no-deps pylabel==0.1.55 bbox-visualizer==1.0.1
venv/bin/python -W ignore - 2>error.log <<'PY' || { cat error.log; exit 1; }
import json
import sys

from pylabel import importer


def overlap(one, other):
    """IoU of two boxes of left, top, width, height."""
    sides = [min(one[at] + one[at + 2], other[at] + other[at + 2]) - max(one[at], other[at]) for at in (0, 1)]
    common = max(sides[0], 0) * max(sides[1], 0)
    return common / (one[2] * one[3] + other[2] * other[3] - common)


def exported(size, box):
    """The box of an image of size x size pixels after its way from COCO to YOLO."""
    document = {"images": [{"id": 1, "file_name": "scene.png", "width": size, "height": size}]}
    document["categories"] = [{"id": 0, "name": "boat"}]
    document["annotations"] = [{"id": 1, "image_id": 1, "category_id": 0, "bbox": list(box), "area": box[2] * box[3]}]
    with open("scene.json", "w") as file:
        json.dump(document, file)
    importer.ImportCoco("scene.json").export.ExportToYoloV5(output_path="yolo/labels")
    with open("yolo/labels/scene.txt") as file:
        text = file.read().strip()
    x, y, width, height = (float(share) * size for share in text.split()[1:])
    return text, (x - width / 2, y - height / 2, width, height)


seen = []
corner = (3003, 5007)
boxes = ((640, (100, 200, 30, 30)), (10980, (*corner, 3, 3)), (40000, (*corner, 8, 4)), (40000, (*corner, 1, 1)))
for size, box in boxes:
    text, again = exported(size, box)
    seen.append(round(overlap(box, again), 2))
    print(f"image of {size}: {box} is '{text}', {tuple(round(number, 1) for number in again)}, IoU {seen[-1]}")
if seen != [1.0, 0.58, 0.49, 0.0]:
    sys.exit(f"It is otherwise now: {seen}")
print("So it is still: boxes are rounded to the ten-thousandth of the image.")
PY
