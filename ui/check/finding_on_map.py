"""Shows a finding on the map: its image, its position, and its annotation."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsWkbTypes
from qgis.gui import QgisInterface, QgsRubberBand
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtGui import QColor

from ...core.formats.scaneo.checks.finding import Finding
from ...core.qgis.editing.session import EditSession
from ..common.map_view import on_map, zoom_to
from ..common.translucent_selection import TranslucentSelection
from ..label.image_navigation import ImageNavigation

_POLYGON = QgsWkbTypes.GeometryType.PolygonGeometry


class FindingOnMap(QObject):
    """Goes to findings, and marks the position of the last one until `leave`."""

    def __init__(
        self, iface: QgisInterface, navigation: ImageNavigation, selection: TranslucentSelection
    ) -> None:
        super().__init__()
        self._iface = iface
        self._canvas = canvas = iface.mapCanvas()
        self._navigation = navigation
        self._selection = selection
        self._geometry: Optional[QgsGeometry] = None  # in longitude and latitude
        self._band = QgsRubberBand(canvas, _POLYGON)
        self._band.setStrokeColor(QColor("#ff00c8"))
        self._band.setSecondaryStrokeColor(QColor(255, 255, 255, 200))
        self._band.setFillColor(QColor(0, 0, 0, 0))
        self._band.setWidth(2)
        canvas.destinationCrsChanged.connect(self._mark)

    def unload(self) -> None:
        """Removes everything from the map."""
        self.leave()
        self._canvas.destinationCrsChanged.disconnect(self._mark)
        self._canvas.scene().removeItem(self._band)

    def show(self, finding: Finding, session: EditSession) -> None:
        """Goes to a finding's image, zooms to its position, and selects only its annotation.

        A finding without a position, such as that of a label, does not move the map.
        """
        self.leave()
        if finding.image and finding.image != self._navigation.current:
            self._navigation.go(finding.image)
        for task, layer in session.layers.items():
            is_it = task is finding.task and finding.which is not None
            layer.selectByIds([finding.which] if is_it else [])
            if is_it:
                self._iface.setActiveLayer(layer)  # so that QGIS's tools, and Ctrl+Z, act on it
        self._selection.want(self, True)
        if finding.wkb is not None:
            geometry = QgsGeometry()
            geometry.fromWkb(finding.wkb)
            self._geometry = geometry
            zoom_to(self._canvas, geometry, self._navigation.raster)
            self._mark()

    def leave(self) -> None:
        """Removes the mark from the map; the selection stays."""
        self._geometry = None
        self._band.reset(_POLYGON)
        self._selection.want(self, False)

    def _mark(self) -> None:
        self._band.reset(_POLYGON)
        geometry = None if self._geometry is None else on_map(self._canvas, self._geometry)
        if geometry is not None:
            self._band.setToGeometry(geometry, QgsCoordinateReferenceSystem())
