#!/usr/bin/env bash
# GeoPatch 1.2.9 (terratiff 0.1.11, scikit-image 0.26.0, numpy 2.4.6), seen 2026-11-30. It imports scikit-image, which
# it does not ask for.
#
# Expected: generate_detection makes YOLO boxes of a mask with class codes: a ship (code 1) that lies at a pier (code 2)
# has a box of class 0, the pier one of class 1.
# What happens: what touches is one object, whatever its class, and has the highest code in it: one box around ship and
# pier, of the pier's class. The ship is not there. It is enough that corners touch. The mask that is saved beside it is
# right.
# Why it matters: ships at piers, cars on roads, houses in gardens: on a mask where every pixel has a class nearly
# everything touches. A class with a low code is found in the training set only where nothing is beside it, and who
# sorts the classes otherwise gets other boxes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet terratiff==0.1.11 scikit-image==0.26.0 matplotlib==3.11.2 numpy==2.4.6 tqdm==4.70.1
venv/bin/pip install --quiet --no-deps geopatch==1.2.9
venv/bin/python - 2>error.log <<'PY' || { cat error.log; exit 1; }
import contextlib
import io
import sys
from pathlib import Path

import numpy as np
from GeoPatch import TrainPatch

SHIP, PIER = 1, 2
SIDE = 64


def boxes(name, parts):
    """Class and box (left, top, width, height in pixels) of a mask's objects."""
    mask = np.zeros((SIDE, SIDE), np.uint8)
    for code, rows, columns in parts:
        mask[rows, columns] = code
    patches = TrainPatch(np.zeros((3, SIDE, SIDE), np.uint8), mask, SIDE, SIDE)
    plain = dict(V_flip=False, H_flip=False, Rotation=False, return_stacked=False, save_stack=False)
    with contextlib.redirect_stdout(io.StringIO()):
        patches.generate_detection(format="npy", folder_name=name, **plain)
    if not np.array_equal(np.load(f"{name}/label/1_lbl.npy"), mask):
        sys.exit("It is otherwise now: the mask is another one.")
    found = []
    for line in Path(name, "bbox/1_bbox.txt").read_text().splitlines():
        code, *shares = line.split()
        x, y, width, height = (float(share) * SIDE for share in shares)
        found.append((int(code), round(x - width / 2), round(y - height / 2), round(width), round(height)))
    return found


pier = (PIER, slice(10, 20), slice(10, 30))
seen = {
    "a row of water between": boxes("apart", [pier, (SHIP, slice(21, 25), slice(15, 27))]),
    "ship at the pier": boxes("beside", [pier, (SHIP, slice(20, 24), slice(15, 27))]),
    "corners touch": boxes("corner", [pier, (SHIP, slice(20, 24), slice(30, 42))]),
}
for case, found in seen.items():
    print(f"{case}: {found}")
if list(seen.values()) != [[(1, 10, 10, 20, 10), (0, 15, 21, 12, 4)], [(1, 10, 10, 20, 14)], [(1, 10, 10, 32, 14)]]:
    sys.exit("It is otherwise now.")
print("So it is still: a ship that touches the pier is a pier.")
PY
