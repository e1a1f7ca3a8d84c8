"""The way of a campaign through the real SCANEO and back, looked at on both ends."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from interop.editor import Annotations, Editor
from interop.scaneo_server import ScaneoServer
from interop.shown import corners, differences


def labels_of(scaneo: ScaneoServer, campaign: str) -> dict[str, str]:
    """The campaign's labels with their colours, oldest first: the order of spai.json."""
    return {label["name"]: label["color"] for label in reversed(scaneo.labels(campaign))}


def arrive(scaneo: ScaneoServer, folder: Path, wanted: Annotations) -> str:
    """Imports the folder into SCANEO, which must show what is wanted and none more."""
    campaign = scaneo.import_folder(folder)
    assert differences(scaneo.snapshot(campaign), wanted) == {}
    # A label that SCANEO doesn't know breaks its page.
    used = {annotation.label for annotations in wanted.values() for annotation in annotations}
    assert used <= labels_of(scaneo, campaign).keys()
    _check_rings(folder)
    return campaign


def come_back(scaneo: ScaneoServer, campaign: str, folder: Path, wanted: Annotations) -> Editor:
    """Lets SCANEO export into the campaign's own folder, and opens that as if never seen."""
    labels = labels_of(scaneo, campaign)
    scaneo.export(campaign)
    fresh = Editor(folder, wanted, folder.with_name(f"{campaign}.gpkg"))
    assert fresh.opened.problems == []
    spai = json.loads((folder / "spai.json").read_text(encoding="utf-8"))
    assert {label["name"]: label["color"] for label in spai["labels"]} == labels
    return fresh


def go_round(scaneo: ScaneoServer, editor: Editor) -> str:
    """Exports, imports into SCANEO, lets SCANEO export, and opens the folder anew."""
    editor.export()
    campaign = arrive(scaneo, editor.folder, editor.wanted)
    come_back(scaneo, campaign, editor.folder, editor.wanted)
    return campaign


def features_in(geojson: Path) -> list[dict[str, Any]]:
    """The raw features of a file."""
    found: list[dict[str, Any]] = json.loads(geojson.read_text(encoding="utf-8"))["features"]
    return found


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a campaign but the images, the workspace and the backups."""
    files = (file for file in folder.rglob("*") if file.suffix in (".json", ".geojson"))
    found = {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
    return {name: data for name, data in found.items() if not name.startswith(".")}


def copy_images(folder: Path, other: Path) -> None:
    """SCANEO imports a folder with its images only."""
    for image in folder.rglob("*.tif"):
        target = other / image.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(image, target)


def _check_rings(folder: Path) -> None:
    """SCANEO looks at the `bbox` only; others look at the ring."""
    for geojson in folder.rglob("*.geojson"):
        for feature in features_in(geojson):
            if feature["properties"]["task"] == "detection":
                (ring,) = feature["geometry"]["coordinates"]
                lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
                bounds = (min(lats), min(lons), max(lats), max(lons))
                assert bounds == corners(feature["properties"]["bbox"]), geojson
                assert len(ring) == 5
