"""What the fuzzer begins with: files that SCANEO wrote, and those that the tests know to be bad."""

from __future__ import annotations

import json
from pathlib import Path

from support.bad_files import DEEP, FILES, SPAI, whole
from support.forged import OWN_FILES
from support.geojson import LABELS, as_bytes, detection, spai

DATA = Path(__file__).resolve().parents[1] / "data"
LARGEST = 8192  # bytes; larger inputs cost more than they find
NESTED = "[" * 1100 + "]" * 1100  # deeper than Python follows, and small


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
    found["two versions"] = b"\0".join((whole(), whole(detection("new"))))
    found["two lists of labels"] = b"\0".join((as_bytes(LABELS), as_bytes(spai(water="#000000"))))
    return {name.replace("#", ""): data for name, data in found.items()}
