"""What SCANEO shows of an annotation, read from a folder without SCANEO and without this plugin.

Plain `json` on purpose: the plugin's own reader must not be the judge of what the plugin wrote.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Optional


@dataclass(frozen=True)
class Shown:
    """One annotation as SCANEO shows it.

    `bbox` is (south, west, north, east), of a detection only; `geometry` is GeoJSON, of a
    segmentation only. The hash leaves the geometry out, since a dict has none; equality does not.
    """

    task: str
    label: str
    bbox: Optional[tuple[float, float, float, float]] = None
    geometry: Optional[dict[str, Any]] = field(default=None, hash=False)


def corners(bb: Sequence[Sequence[float]]) -> tuple[float, float, float, float]:
    """(south, west, north, east) of any two opposite corners that are given latitude first."""
    (lat_a, lon_a), (lat_b, lon_b) = bb
    return min(lat_a, lat_b), min(lon_a, lon_b), max(lat_a, lat_b), max(lon_a, lon_b)


def shown_in(geojson: Path) -> list[Shown]:
    """What SCANEO shows of one file, in the file's order.

    It takes no notice of a task that it doesn't know, shows a classification once however often
    it is there, and believes a detection's `bbox`, not its ring.
    """
    found: list[Shown] = []
    for feature in json.loads(geojson.read_text(encoding="utf-8"))["features"]:
        properties = feature["properties"]
        task, label = properties["task"], properties["label"]
        if task == "detection":
            found.append(Shown(task, label, bbox=corners(properties["bbox"])))
        elif task == "segmentation":
            found.append(Shown(task, label, geometry=feature["geometry"]))
        elif task == "classification" and Shown(task, label) not in found:
            found.append(Shown(task, label))
    return found


def expected(folder: Path) -> dict[str, list[Shown]]:
    """What SCANEO shows on each image of a campaign folder: its `snapshot()` after an import must
    equal this.
    """
    result: dict[str, list[Shown]] = {}
    for image in sorted(folder.rglob("*.tif")):
        geojson = image.with_suffix(".geojson")
        result[image.relative_to(folder).as_posix()] = shown_in(geojson) if geojson.exists() else []
    return result


def unordered(shown: Mapping[str, Sequence[Shown]]) -> dict[str, Counter[Shown]]:
    """The same without the order, which flips at every trip through SCANEO. How often each is
    there still counts.
    """
    return {image: Counter(annotations) for image, annotations in shown.items()}


def differences(
    found: Mapping[str, Sequence[Shown]], wanted: Mapping[str, Sequence[Shown]]
) -> dict[str, str]:
    """What is missing and what is too many, by image, whatever the order; nothing where all is as
    it should be.
    """
    result: dict[str, str] = {}
    for image in sorted({*found, *wanted}):
        if image not in found or image not in wanted:
            result[image] = "no such image" if image not in found else "an image too many"
            continue
        there, due = Counter(found[image]), Counter(wanted[image])
        if there != due:
            missing, surplus = list((due - there).elements()), list((there - due).elements())
            result[image] = f"missing: {missing}; too many: {surplus}"
    return result
