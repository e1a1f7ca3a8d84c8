"""A finding on the map: its image, the place to look at, and the annotation that it is about."""

from __future__ import annotations

from typing import Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsRectangle,
    QgsWkbTypes,
)
from qgis.gui import QgisInterface, QgsRubberBand
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtGui import QColor

from ...core.layers.editing.session import Editing
from ...core.scaneo.checks.finding import Finding
from ..labelling.walk import Walk

_POLYGON = QgsWkbTypes.GeometryType.PolygonGeometry
_MARGIN = 1.6  # times the size of the place
_LEAST = 40  # pixels of the image that are shown, so that one sees what lies around
_NARROW = 0.0002  # degrees, some 20 m: the same where there is no image


class Pointer(QObject):
    """Goes to findings, and marks the place of the last one until it is told to leave."""

    def __init__(self, iface: QgisInterface, walk: Walk) -> None:
        super().__init__()
        self._iface = iface
        self._canvas = canvas = iface.mapCanvas()
        self._walk = walk
        self._place: Optional[QgsGeometry] = None  # in longitude and latitude
        self._band = QgsRubberBand(canvas, _POLYGON)
        self._band.setStrokeColor(QColor("#ff00c8"))
        self._band.setSecondaryStrokeColor(QColor(255, 255, 255, 200))
        self._band.setFillColor(QColor(0, 0, 0, 0))
        self._band.setWidth(2)
        canvas.destinationCrsChanged.connect(self._mark)

    def unload(self) -> None:
        """Leaves the map."""
        self._canvas.destinationCrsChanged.disconnect(self._mark)
        self._canvas.scene().removeItem(self._band)

    def show(self, finding: Finding, editing: Editing) -> None:
        """Goes to a finding's image, zooms to its place, and selects its annotation and no other.

        One without a place, such as that of a label, leaves the map where it is.
        """
        self.leave()
        if finding.image and finding.image != self._walk.current:
            self._walk.go(finding.image)
        for task, layer in editing.layers.items():
            is_it = task is finding.task and finding.which is not None
            layer.selectByIds([finding.which] if is_it else [])
            if is_it:
                self._iface.setActiveLayer(layer)  # QGIS's tools, and Ctrl+Z, are for that
        if finding.wkb is not None:
            place = QgsGeometry()
            place.fromWkb(finding.wkb)
            self._place = place
            self._zoom(place)
            self._mark()

    def leave(self) -> None:
        """Takes the mark off the map; the selection stays."""
        self._place = None
        self._band.reset(_POLYGON)

    def _zoom(self, place: QgsGeometry) -> None:
        on_map = self._on_map(place)
        if on_map is None:
            return
        box = on_map.boundingBox()
        least = self._least(place)
        across = max(_MARGIN * box.width(), least)
        high = max(_MARGIN * box.height(), least)
        self._canvas.setExtent(QgsRectangle.fromCenterAndSize(box.center(), across, high))
        self._canvas.refresh()

    def _least(self, place: QgsGeometry) -> float:
        """How much of the map is shown at least, in its units."""
        raster = self._walk.raster
        if raster is not None and raster.width():
            extent = self._canvas.mapSettings().layerExtentToOutputExtent(raster, raster.extent())
            return float(min(_LEAST / raster.width(), 1) * extent.width())
        around = QgsGeometry.fromRect(place.boundingBox().buffered(_NARROW))
        on_map = self._on_map(around)
        return 0.0 if on_map is None else float(on_map.boundingBox().width())

    def _mark(self) -> None:
        self._band.reset(_POLYGON)
        on_map = None if self._place is None else self._on_map(self._place)
        if on_map is not None:
            self._band.setToGeometry(on_map, QgsCoordinateReferenceSystem())

    def _on_map(self, place: QgsGeometry) -> Optional[QgsGeometry]:
        """A place in the CRS of the map; None where the map has no such place."""
        settings = self._canvas.mapSettings()
        onto = QgsCoordinateTransform(
            QgsCoordinateReferenceSystem("EPSG:4326"),
            settings.destinationCrs(),
            settings.transformContext(),
        )
        moved = QgsGeometry(place)
        try:
            moved.transform(onto)
        except QgsCsException:
            return None
        return moved if moved.boundingBox().isFinite() else None
