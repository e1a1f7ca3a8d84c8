"""Any QGIS layers exported as a campaign, and what SCANEO must show of it, to the centimetre."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

from interop.editor import Annotations
from interop.scaneo_server import ScaneoServer
from interop.shown import Shown, differences
from interop.trip import arrive
from qgis.core import QgsFeedback, QgsProject, QgsVectorLayer
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.mapping.export import LayerExport, export_layers
from scaneo_bridge.core.mapping.mapping import CampaignMapping, Existing, LabelSource, LayerMapping
from scaneo_bridge.core.mapping.plan import plan_export
from shapely.geometry import box as rectangle
from shapely.geometry import shape

_DIGITS = 7  # of a degree: a centimetre
_STRAIGHT = 3e-7  # degrees: an area that was cut has more points than corners


def mapped(layer: QgsVectorLayer, task: Task, image_field: str = "") -> LayerMapping:
    """A layer whose field `label` gives the label."""
    return LayerMapping(layer.id(), task, LabelSource(value='"label"'), image_field)


def export(folder: Path, *layers: LayerMapping, existing: Existing = Existing.ADD) -> LayerExport:
    """Exports layers of QGIS's project; what goes in comes out or is listed."""
    mapping = CampaignMapping(layers, folder=str(folder), existing=existing, copy_images=False)
    done = export_layers(plan_export(QgsProject.instance(), mapping), QgsFeedback())
    assert done.feature_count == done.written_count + len(done.problems)
    return done


def arrive_nearly(scaneo: ScaneoServer, folder: Path, wanted: Annotations) -> str:
    """Imports the folder into SCANEO, which must show what is wanted, to the centimetre.

    Images that are not named are to be there, and empty.
    """
    number = scaneo.import_folder(folder)
    shown = scaneo.snapshot(number)
    assert wanted.keys() <= shown.keys()
    due = {image: wanted.get(image, ()) for image in shown}
    assert differences(rounded(shown), rounded(due)) == {}
    arrive(scaneo, folder, shown)  # labels and rings, too
    return number


def rounded(annotations: Annotations) -> dict[str, list[Shown]]:
    """In a form in which annotations that look the same to the eye are equal.

    Rings keep their corners and the way that they run, and begin at the smallest position; parts
    are sorted.
    """
    return {image: [_rounded(one) for one in found] for image, found in annotations.items()}


def _rounded(annotation: Shown) -> Shown:
    if annotation.bbox is not None:
        south, west, north, east = (round(bound, _DIGITS) for bound in annotation.bbox)
        return replace(annotation, bbox=(south, west, north, east))
    if annotation.geometry is None:
        return annotation
    kind, coordinates = annotation.geometry["type"], annotation.geometry["coordinates"]
    parts = coordinates if kind == "MultiPolygon" else [coordinates]
    turned = sorted([_ring(outer), *sorted(map(_ring, holes))] for outer, *holes in parts)
    return replace(annotation, geometry={"type": kind, "coordinates": turned})


def _ring(ring: Any) -> list[list[float]]:
    line = [[round(number, _DIGITS) for number in position] for position in ring]
    line = [position for position, after in zip(line, line[1:]) if position != after]
    bends = [
        position
        for before, position, after in zip([line[-1], *line], line, [*line[1:], line[0]])
        if _off_the_line(before, position, after) > _STRAIGHT
    ]
    first = bends.index(min(bends))
    return [*bends[first:], *bends[:first], bends[first]]


def _off_the_line(before: list[float], position: list[float], after: list[float]) -> float:
    x, y = after[0] - before[0], after[1] - before[1]
    area = x * (position[1] - before[1]) - y * (position[0] - before[0])
    return abs(area) / max(math.hypot(x, y), 1e-300)


def together(*parts: Annotations) -> dict[str, list[Shown]]:
    """The annotations of several layers, by image."""
    images = {image for part in parts for image in part}
    return {image: [one for part in parts for one in part.get(image, ())] for image in images}


def rows_of(annotations: Annotations) -> list[tuple[str, str]]:
    """Boxes and areas as rows of `write_layer`."""
    return [(wkt_of(one), one.label) for found in annotations.values() for one in found]


def wkt_of(annotation: Shown) -> str:
    """A box's or an area's geometry."""
    if annotation.bbox is None:
        return str(shape(annotation.geometry).wkt)
    south, west, north, east = annotation.bbox
    return str(rectangle(west, south, east, north).wkt)
