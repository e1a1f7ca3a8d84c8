"""Folders of images, and campaigns that the real SCANEO makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from interop.editor import Annotations, area, box, whole
from interop.scaneo_server import ScaneoServer
from interop.shown import Shown
from support.images import write_image

# In longitude and latitude, overlapping by a tenth of a degree; and one in metres, far from them.
WEST, EAST, UTM = "west.tif", "2024/east.tif", "2024/june/metres.v2.tif"
PLACES = {
    WEST: ("EPSG:4326", (2.0, 0.05, 0.0, 42.0, 0.0, -0.1)),  # 2.0 to 2.5, 41 to 42
    EAST: ("EPSG:4326", (2.4, 0.05, 0.0, 42.0, 0.0, -0.1)),  # 2.4 to 2.9, 41 to 42
    UTM: ("EPSG:32631", (420000.0, 1000.0, 0.0, 4510000.0, 0.0, -1000.0)),
}
EMPTY = "2024/empty.tif"
LABELS = {"water": "#0048f0", "urban": "#8d99ae", "field": "#f2c14e", "unused": "#123456"}

HOLED = area(
    "water",
    [
        [[2.1, 41.1], [2.2, 41.1], [2.2, 41.2], [2.1, 41.2], [2.1, 41.1]],
        [[2.12, 41.12], [2.12, 41.18], [2.18, 41.18], [2.12, 41.12]],
    ],
    [[[2.3, 41.1], [2.35, 41.1], [2.3, 41.15], [2.3, 41.1]]],
)
"""An area of two parts, one of them with a hole, on the western image."""


def write_images(folder: Path, *more: str) -> Path:
    """The three images, and `more` in the place of the eastern one."""
    for image in (*PLACES, *more):
        crs, grid = PLACES.get(image, PLACES[EAST])
        write_image(folder / image, crs, grid)
    return folder


def make_in_scaneo(
    scaneo: ScaneoServer, folder: Path, labels: Mapping[str, str], annotations: Annotations
) -> str:
    """Lets SCANEO make a campaign of a folder of images, annotate it, and export it there."""
    campaign = scaneo.import_folder(folder, labels=labels)
    numbers = {image["path"]: image["id"] for image in scaneo.images(campaign)}
    for image, found in annotations.items():
        for annotation in found:
            add_in_scaneo(scaneo, numbers[image], annotation)
    scaneo.export(campaign)
    return campaign


def add_in_scaneo(scaneo: ScaneoServer, image: int, annotation: Shown) -> None:
    """Adds an annotation as SCANEO's page does; `image` is its number there."""
    bb = layer_data = None
    if annotation.bbox is not None:
        south, west, north, east = annotation.bbox
        bb = [[south, east], [north, west]]  # as its drawing tool sends them
    if annotation.geometry is not None:
        layer_data = {"type": "Feature", "properties": {}, "geometry": annotation.geometry}
    scaneo.add(image, annotation.task, annotation.label, bb, layer_data)


def annotated() -> dict[str, list[Shown]]:
    """Annotations of all tasks on all images but one; some are twice the same."""
    triangle = [[2.5, 41.5], [2.6, 41.5], [2.6, 41.6123456789012345], [2.5, 41.5]]
    brushed = {"type": "Polygon", "coordinates": [triangle]}
    field = area("field", [[[2.07, 40.65], [2.09, 40.65], [2.09, 40.7], [2.07, 40.65]]])
    return {
        WEST: [
            whole("water"),
            whole("urban"),
            box("urban", 41.1, 2.1, 41.2, 2.3),
            box("urban", 41.1, 2.1, 41.2, 2.3),
            box("water", 41.7, 2 + 0.1 / 3, 41.9, 2.4),
            HOLED,
            Shown("segmentation", "field", geometry=brushed),
        ],
        EAST: [
            Shown("segmentation", "urban", geometry=brushed),
            area("urban", [[[2.7, 41.1], [2.8, 41.1], [2.8, 41.2], [2.7, 41.1]]]),
            whole("field"),
            whole("water"),
            box("field", 41.3, 2.5, 41.4, 2.6),
            box("water", 41.3, 2.7, 41.4, 2.8),
        ],
        UTM: [box("water", 40.66, 2.06, 40.7, 2.1), field, field, whole("water")],
        EMPTY: [],
    }
