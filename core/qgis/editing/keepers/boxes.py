"""Keeps boxes rectangular, whichever tool of QGIS edits them."""

from __future__ import annotations

from qgis.core import QgsGeometry, QgsVectorLayer, QgsWkbTypes

from ...translation import tr
from ..history import History
from .layer_watch import ToolStep

_POLYGONS = (QgsWkbTypes.Type.Polygon, QgsWkbTypes.Type.MultiPolygon)


def keep_boxes(layer: QgsVectorLayer, history: History, step: ToolStep) -> None:
    """Replaces what a tool made of a box by its bounds, as part of the same undo step."""
    boxes = {}
    for fid in dict.fromkeys([*step.added, *step.redrawn]):
        geometry = layer.getGeometry(fid)
        if not geometry.isEmpty() and not is_box(geometry):
            boxes[fid] = QgsGeometry.fromRect(geometry.boundingBox())
    if boxes:
        text = tr("Keep boxes")
        with history.command(text, follows=True):
            for fid, box in boxes.items():
                layer.changeGeometry(fid, box)


def is_box(geometry: QgsGeometry) -> bool:
    """Whether a geometry is a polygon equal to its bounds."""
    if geometry.wkbType() not in _POLYGONS:
        return False  # QGIS 3.44 crashes when asked for the vertices of some types
    bounds = geometry.boundingBox()
    corners = {
        (x, y)
        for x in (bounds.xMinimum(), bounds.xMaximum())
        for y in (bounds.yMinimum(), bounds.yMaximum())
    }
    ring = [(point.x(), point.y()) for point in geometry.vertices()]
    straight = all(one[0] == two[0] or one[1] == two[1] for one, two in zip(ring, ring[1:]))
    return len(ring) == 5 and set(ring) == corners and straight
