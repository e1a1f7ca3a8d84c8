#!/usr/bin/env bash
# label-studio-sdk 2.1.2 (pillow 13.0.0), seen 2026-11-30. Its converter, with which Label Studio itself exports, is
# installed here with those of its requirements alone that it imports.
#
# Expected: a ship that was drawn in Label Studio as a turned rectangle has, as COCO, VOC and YOLO, the upright box
# around it.
# What happens: Label Studio keeps a rectangle in percent of the image, across in percent of its width and down in
# percent of its height. The COCO export turns it in percent, as if both were of one length. On a square image that is
# right; on one of 2,000 x 1,000 pixels a ship of 400 x 100 that was turned by 90 degrees gets a box of 200 x 200: half
# of it is beside the ship, and half of the ship is outside. VOC and YOLO leave the turning out, on square images, too:
# the box begins at the turned rectangle's first corner, and at 90 degrees all of it is beside the ship. Only "YOLO OBB"
# is right. No warning.
# Why it matters: scenes are seldom square, and ships, planes and vehicles are what people turn boxes for. Whoever tried
# the COCO export with square tiles, or any with a box that was not turned, found it right.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet httpx==0.28.1 pydantic==2.14.4 pyjwt==2.13.0 ijson==3.6.0 ujson==6.1.0 pillow==13.0.0 \
    lxml==6.1.3 nltk==3.10.4 numpy==2.2.6 requests==2.34.2 appdirs==1.4.4
venv/bin/pip install --quiet --no-deps label-studio-sdk==2.1.2
venv/bin/python - <<'PY'
import json
import math
import sys
from pathlib import Path
from xml.etree import ElementTree

from label_studio_sdk.converter.converter import Converter
from PIL import Image

CONFIG = """<View><Image name="image" value="$image"/><RectangleLabels name="label" toName="image">
<Label value="ship"/></RectangleLabels></View>"""
LENGTH, BREADTH, MIDDLE = 400, 100, 500  # of the ship, in pixels; its middle is at (500, 500)


def turned(across, down, degrees):
    """A point of the ship, from its middle, on the image: clockwise, as Label Studio turns."""
    angle = math.radians(degrees)
    x, y = across * math.cos(angle) - down * math.sin(angle), across * math.sin(angle) + down * math.cos(angle)
    return MIDDLE + x, MIDDLE + y


def exported(width, height, degrees):
    """The ship's box (left, top, right, bottom) as it is, and by the exports."""
    name = f"{width}x{height}_{degrees}"
    Image.new("RGB", (width, height)).save(f"{name}.png")
    corners = [turned(x * LENGTH / 2, y * BREADTH / 2, degrees) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    (x, y), shares = corners[0], (width / 100, height / 100)
    value = {"x": x / shares[0], "y": y / shares[1], "width": LENGTH / shares[0], "height": BREADTH / shares[1]}
    value |= {"rotation": degrees, "rectanglelabels": ["ship"]}
    result = {"id": "1", "type": "rectanglelabels", "from_name": "label", "to_name": "image", "value": value}
    result |= {"original_width": width, "original_height": height, "image_rotation": 0}
    task = {"id": 1, "data": {"image": str(Path(f"{name}.png").resolve())}}
    task["annotations"] = [{"id": 1, "completed_by": 1, "result": [result]}]
    Path("tasks.json").write_text(json.dumps([task]))
    converter = Converter(CONFIG, None, download_resources=False)
    converter.convert_to_coco("tasks.json", f"{name}/coco", is_dir=False)
    converter.convert_to_voc("tasks.json", f"{name}/voc", is_dir=False)
    converter.convert_to_yolo("tasks.json", f"{name}/yolo", is_dir=False)
    converter.convert_to_yolo("tasks.json", f"{name}/obb", is_dir=False, is_obb=True)
    (annotation,) = json.loads(Path(f"{name}/coco/result.json").read_text())["annotations"]
    left, top, across, down = annotation["bbox"]
    boxes = {"ship": around(corners), "COCO": (left, top, left + across, top + down)}
    root = ElementTree.parse(f"{name}/voc/Annotations/{name}.xml").getroot()
    boxes["VOC"] = tuple(float(root.find(f"object/bndbox/{key}").text) for key in ("xmin", "ymin", "xmax", "ymax"))
    centre_x, centre_y, across, down = numbers(f"{name}/yolo/labels/{name}.txt", width, height)
    boxes["YOLO"] = centre_x - across / 2, centre_y - down / 2, centre_x + across / 2, centre_y + down / 2
    points = numbers(f"{name}/obb/labels/{name}.txt", width, height)
    boxes["YOLO OBB"] = around(list(zip(points[::2], points[1::2])))
    return {key: [round(number) for number in box] for key, box in boxes.items()}


def numbers(path, width, height):
    shares = [float(text) for text in Path(path).read_text().split()[1:]]
    return [share * (height if place % 2 else width) for place, share in enumerate(shares)]


def around(points):
    xs, ys = zip(*points)
    return min(xs), min(ys), max(xs), max(ys)


seen = {}
for width, degrees in ((1000, 90), (2000, 0), (2000, 90), (2000, 45)):
    seen[width, degrees] = exported(width, 1000, degrees)
    print(f"image {width} x 1000, ship turned by {degrees}:", seen[width, degrees])
upright, square, wide, slant = seen[2000, 0], seen[1000, 90], seen[2000, 90], seen[2000, 45]
right = all(box == upright["ship"] for box in upright.values()) and square["COCO"] == square["ship"] == [450, 300, 550, 700]
right = right and all(each["YOLO OBB"] == each["ship"] for each in seen.values())
wrong = wide["ship"] == [450, 300, 550, 700] and wide["COCO"] == [350, 300, 550, 500]
wrong = wrong and wide["VOC"] == wide["YOLO"] == [550, 300, 950, 400]
wrong = wrong and slant["ship"] == [323, 323, 677, 677] and slant["COCO"] == [253, 323, 677, 535]
if not (right and wrong):
    sys.exit("It is otherwise now.")
print("So it is still: turned ships have boxes of another size, or beside them.")
PY
