"""SCANEO's rules for a folder, checked by few lines that share nothing with the plugin.

They are the table "What SCANEO does when it imports a folder" of the format's description.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TASKS = {"classification", "detection", "segmentation"}


def broken_rules(folder: Path) -> list[str]:
    """What of the folder SCANEO would stumble over; nothing for a sound one."""
    found = []
    listed: set[str] = set()
    labels = folder / "spai.json"
    if labels.exists():
        try:
            names = [entry["name"] for entry in _json(labels)["labels"] if entry["color"]]
        except (ValueError, KeyError, TypeError) as error:
            return [f"spai.json is broken: {error!r}"]
        found += [f"spai.json lists {name!r} twice" for name, n in Counter(names).items() if n > 1]
        listed.update(names)
    for path in sorted(folder.rglob("*.geojson")):
        name = path.relative_to(folder).as_posix()
        if not name.startswith("."):
            found += [f"{name}: {what}" for what in _faults(path, listed)]
    return found


def _json(path: Path) -> Any:
    return json.loads(path.read_bytes().decode("utf-8"))


def _faults(path: Path, listed: set[str]) -> Iterator[str]:
    try:
        features = _json(path)["features"]
    except (ValueError, KeyError, TypeError) as error:
        yield f"it is broken: {error!r}"
        return
    if not any(os.path.exists(path.with_suffix(suffix)) for suffix in (".tif", ".tiff")):
        yield "it has no image"
    for number, feature in enumerate(features):
        properties = feature.get("properties") or {}
        task, label = properties.get("task"), properties.get("label")
        if task not in TASKS or not isinstance(label, str):
            yield f"feature {number} has no task or no label"
        elif label not in listed:
            yield f"feature {number} has the label {label!r}, which spai.json does not list"
        elif task == "detection" and not _agree(properties.get("bbox"), feature["geometry"]):
            yield f"feature {number} has a bbox and a ring that disagree"


def _agree(bbox: Any, geometry: Any) -> bool:
    if not bbox:
        return False
    (south, east), (north, west) = bbox
    ring = {tuple(position) for position in geometry["coordinates"][0]}
    return ring == {(x, y) for x in (east, west) for y in (south, north)}
