"""Boxes stay boxes, whatever tool of QGIS edits them."""

from __future__ import annotations

from qgis.core import QgsGeometry, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QObject

from ...translation import tr
from ..history import History

_POLYGONS = (QgsWkbTypes.Type.Polygon, QgsWkbTypes.Type.MultiPolygon)


class BoxKeeper(QObject):
    """Gives what a tool made of a box its bounds, as a part of the same undo step."""

    def __init__(self, layer: QgsVectorLayer, history: History) -> None:
        super().__init__()
        self._layer = layer
        self._history = history
        self._touched: set[int] = set()
        layer.geometryChanged.connect(self._touch)
        layer.featureAdded.connect(self._touch)
        layer.editCommandEnded.connect(self._mend)
        layer.editCommandDestroyed.connect(self._forget)

    def leave(self) -> None:
        """Lets go of the layer."""
        self._layer.geometryChanged.disconnect(self._touch)
        self._layer.featureAdded.disconnect(self._touch)
        self._layer.editCommandEnded.disconnect(self._mend)
        self._layer.editCommandDestroyed.disconnect(self._forget)

    def _touch(self, fid: int, *_: object) -> None:
        """Only what is done in a named step can be mended in it; the export mends the rest."""
        if self._layer.isEditCommandActive() and not self._history.is_busy:
            self._touched.add(fid)

    def _forget(self) -> None:
        self._touched.clear()

    def _mend(self) -> None:
        touched, self._touched = self._touched, set()
        if not touched or self._history.is_busy:
            return
        boxes = {}
        for fid in touched:
            geometry = self._layer.getGeometry(fid)
            if not geometry.isEmpty() and not is_box(geometry):
                boxes[fid] = QgsGeometry.fromRect(geometry.boundingBox())
        if boxes:
            text = tr("Keep boxes")
            with self._history.command(text, follows=True):
                for fid, box in boxes.items():
                    self._layer.changeGeometry(fid, box)


def is_box(geometry: QgsGeometry) -> bool:
    """Whether a geometry is a polygon that is its own bounds."""
    if geometry.wkbType() not in _POLYGONS:
        return False  # QGIS 3.44 ends where the vertices of some kinds are asked for
    bounds = geometry.boundingBox()
    corners = {
        (x, y)
        for x in (bounds.xMinimum(), bounds.xMaximum())
        for y in (bounds.yMinimum(), bounds.yMaximum())
    }
    ring = [(point.x(), point.y()) for point in geometry.vertices()]
    straight = all(one[0] == two[0] or one[1] == two[1] for one, two in zip(ring, ring[1:]))
    return len(ring) == 5 and set(ring) == corners and straight
