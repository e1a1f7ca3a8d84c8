"""What the fuzzer begins with: files that SCANEO wrote, and those that the tests know to be bad."""

from __future__ import annotations

import json
from pathlib import Path

from support.files.bad_files import DEEP, FILES, SPAI, whole
from support.files.forged import OWN_FILES
from support.geojson import LABELS, as_bytes, collection, detection, spai

DATA = Path(__file__).resolve().parents[1] / "data"
LARGEST = 8192  # bytes; larger inputs cost more than they find
NESTED = "[" * 1100 + "]" * 1100  # deeper than Python follows, and small


def _one(**members: object) -> bytes:
    said = {"label": "urban", "bbox": [[40.4, 2.3], [41.2, 2.1]], "task": "detection"}
    return as_bytes(collection({"properties": said, **members}))


FOUND = {
    "a geometry without members": _one(geometry={}),
    "coordinates that are a number": _one(geometry={"type": "Polygon", "coordinates": 41.1}),
    "coordinates that are an object": _one(geometry={"type": "Polygon", "coordinates": {"a": 1}}),
    "a turned outline without a type": _one(
        geometry={"coordinates": [[[2.2, 40.4], [2.3, 41], [2.2, 41.2], [2.1, 41], [2.2, 40.4]]]}
    ),
    "a NaN of a class": b'{"type": "FeatureCollection", "features": [{"type": NaN, "properties": '
    b'{"label": "cloud", "task": "classification"}}]}',
    "half a character for a task": b'{"type": "FeatureCollection", "features": [{"properties": '
    b'{"label": "water", "task": "\\ud83d"}}]}',
    "half a character for a colour": b'{"labels": [{"name": "water", "color": "\\ud83d"}]}',
}
"""What broke a law once, when `make fuzz` found it."""


def seeds() -> dict[str, bytes]:
    """Inputs by names that can be file names."""
    found = {}
    for path in sorted(DATA.rglob("*.geojson")):
        content = json.loads(path.read_bytes())
        while len(as_bytes(content)) > LARGEST:
            content["features"] = content["features"][: len(content["features"]) // 2]
        found[path.stem] = as_bytes(content)
    for path in sorted(DATA.rglob("spai.json")):
        found[f"labels of {path.parent.name}"] = path.read_bytes()
    for name, (data, *_) in {
        **FILES,
        **{f"spai.json, {name}": one for name, one in SPAI.items()},
    }.items():
        found[name] = data.replace(DEEP.encode(), NESTED.encode())
    found["good"] = whole()
    found.update({f"own, {name}": as_bytes(content) for name, content in OWN_FILES.items()})
    found.update({f"found, {name}": data for name, data in FOUND.items()})
    found["two versions"] = b"\0".join((whole(), whole(detection("new"))))
    found["two lists of labels"] = b"\0".join((as_bytes(LABELS), as_bytes(spai(water="#000000"))))
    return {name.replace("#", ""): data for name, data in found.items()}
