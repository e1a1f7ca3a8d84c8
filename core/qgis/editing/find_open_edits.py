"""Collects the open edits of layers as plain data, which the workspace stores in case QGIS is
killed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

from qgis.core import QgsGeometry, QgsVectorLayer

from ...base.model import ImageMark, Label, Task
from ...workspace.open_edits import OpenEdits
from ...workspace.repository import LABELS, MARKS
from .edit_buffer import added, changed_values, deleted, text


def find_open_edits(
    layers: Mapping[Task, QgsVectorLayer],
    labels: Optional[tuple[Label, ...]],
    marks: Mapping[str, ImageMark],
) -> OpenEdits:
    """The open edits of layers, and marks; ``labels`` is None where they are as saved."""
    found: OpenEdits = {}
    for task, layer in layers.items():
        edits = _open_edits(layer) if layer.isModified() else {}
        if any(edits.values()):  # the step may have changed another layer only
            found[task.value] = edits
    if labels is not None:
        found[LABELS] = [[label.name, label.color, label.was] for label in labels]
    if marks:
        found[MARKS] = {image: [mark.state.value, mark.flagged] for image, mark in marks.items()}
    return found


def _open_edits(layer: QgsVectorLayer) -> dict[str, Any]:
    changes: dict[int, dict[str, Optional[str]]] = changed_values(layer)
    for fid, geometry in layer.editBuffer().changedGeometries().items():
        changes.setdefault(fid, {})["geom"] = _hex(geometry)
    return {
        "added": [
            [text(feature["image"]), text(feature["label"]), _hex(feature.geometry())]
            for feature in added(layer).values()
        ],
        "changed": changes,
        "deleted": sorted(deleted(layer)),
    }


def _hex(geometry: QgsGeometry) -> str:
    return bytes(geometry.asWkb()).hex()
