#!/usr/bin/env bash
# coco-assistant 0.4.0 (pycocotools 2.0.11, numpy 2.4.6, pillow 13.0.0), seen 2026-11-30. It asks for coco-ash, of which
# PyPI has no version, and imports pycocotools; it is installed here without its requirements.
#
# Expected: get_segmasks makes a mask of each image, in which a house's pixels have the code of houses and a ship's that
# of ships.
# What happens: it paints by size, the smallest on top, and keeps the class of an object under its area. Of two objects
# of one image that have the same area, the class of the later is the class of both: the house is a ship. Where no two
# areas are equal, all is right. No warning.
# Why it matters: small objects have few areas to choose from (4, 6, 9, 12 pixels), and labels that were made of points,
# as squares of one size, have one. On such images every class but the last is gone from the mask.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet pycocotools==2.0.11 numpy==2.4.6 pandas==3.1.1 seaborn==0.13.2 matplotlib==3.11.2 tqdm==4.70.1 \
    pillow==13.0.0
venv/bin/pip install --quiet --no-deps coco-assistant==0.4.0
venv/bin/python - 2>error.log <<'PY' || { cat error.log; exit 1; }
import contextlib
import io
import json
import sys
from pathlib import Path

import numpy as np
from coco_assistant import COCO_Assistant
from PIL import Image

HOUSE, SHIP = 1, 2


def codes(name, *objects):
    """The code in the middle of each object (class, left, top, width, height) of an image's mask."""
    Path(name, "images", "campaign").mkdir(parents=True)
    Path(name, "annotations").mkdir()
    Image.new("RGB", (40, 40)).save(f"{name}/images/campaign/image.png")
    annotations = []
    for number, (category, left, top, width, height) in enumerate(objects, 1):
        right, bottom = left + width, top + height
        ring = [left, top, right, top, right, bottom, left, bottom]
        annotation = {"id": number, "image_id": 1, "category_id": category, "segmentation": [ring], "iscrowd": 0}
        annotations.append(annotation | {"bbox": [left, top, width, height], "area": width * height})
    document = {"images": [{"id": 1, "file_name": "image.png", "width": 40, "height": 40}], "annotations": annotations}
    document["categories"] = [{"id": HOUSE, "name": "house"}, {"id": SHIP, "name": "ship"}]
    Path(name, "annotations", "campaign.json").write_text(json.dumps(document))
    with contextlib.redirect_stdout(io.StringIO()):
        COCO_Assistant(f"{name}/images", f"{name}/annotations").get_segmasks(palette=False)
    mask = np.array(Image.open(f"{name}/results/segmasks/campaign/image.png"))
    return [int(mask[top + height // 2, left + width // 2]) for _, left, top, width, height in objects]


seen = {
    "areas 16 and 20": codes("apart", (HOUSE, 2, 2, 4, 4), (SHIP, 20, 20, 5, 4)),
    "areas 16 and 16": codes("equal", (HOUSE, 2, 2, 4, 4), (SHIP, 20, 20, 8, 2)),
    "the other way round": codes("turned", (SHIP, 20, 20, 8, 2), (HOUSE, 2, 2, 4, 4)),
}
for case, found in seen.items():
    print(f"{case}: codes {found}")
if list(seen.values()) != [[HOUSE, SHIP], [SHIP, SHIP], [HOUSE, HOUSE]]:
    sys.exit("It is otherwise now.")
print("So it is still: what has the same area gets one class.")
PY
