#!/usr/bin/env bash
# globox 2.9.0 and pycocotools 2.0.11, seen 2026-11-30.
#
# Expected: predictions that equal the labels have an average precision of 1.
# What happens: it is 0.25. globox numbers the annotations of the COCO files that it writes from 0, and pycocotools marks a
# prediction by the number of the label that it matched, with 0 for "none": the first box of the whole set counts as missed,
# and its perfect prediction as false. Of few boxes of a class the score is far too low, of many hardly, so that rare
# classes look worse than they are.
# Why it matters: small test sets with few objects of a class are the rule for satellite images. Converted by globox, they
# can't be won; the tools around it don't warn, for all numbers are legal.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet globox==2.9.0 pycocotools==2.0.11
venv/bin/python - <<'PY'
import contextlib
import io
import json
import sys

from globox import Annotation, AnnotationSet, BoundingBox
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

ships = [
    Annotation(f"{name}.tif", (100, 100), [BoundingBox(label="ship", xmin=left, ymin=left, xmax=left + 30, ymax=left + 30)])
    for name, left in (("a", 10), ("b", 50))
]
AnnotationSet(ships).save_coco("ships.json", auto_ids=True)
with open("ships.json") as file:
    document = json.load(file)


def score(first):
    """Of perfect predictions; the annotations are numbered from `first`."""
    for number, one in enumerate(document["annotations"], first):
        one["id"] = number
    with open("numbered.json", "w") as file:
        json.dump(document, file)
    with contextlib.redirect_stdout(io.StringIO()):
        truth = COCO("numbered.json")
        own = ("image_id", "category_id", "bbox")
        found = [{**{key: one[key] for key in own}, "score": 0.9} for one in document["annotations"]]
        judge = COCOeval(truth, truth.loadRes(found), "bbox")
        judge.evaluate()
        judge.accumulate()
        judge.summarize()
    return round(float(judge.stats[0]), 2)


numbers = [one["id"] for one in document["annotations"]]
seen = score(numbers[0]), score(1)
print("numbers that globox gave:", numbers)
print(f"average precision of perfect predictions: {seen[0]}; with the numbers from 1: {seen[1]}")
if (numbers, seen) != ([0, 1], (0.25, 1.0)):
    sys.exit("It is otherwise now.")
print("So it is still: the first box is never found.")
PY
