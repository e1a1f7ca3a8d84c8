"""Shapes that were drawn before there was any label."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor


class UnlabelledShapes:
    """Shapes that stay on the map until a label is named, with an action for each."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
        self._band.setStrokeColor(QColor(120, 120, 120))
        self._band.setFillColor(QColor(120, 120, 120, 40))
        self._band.setLineStyle(Qt.PenStyle.DashLine)
        self._band.setWidth(2)
        self._actions: list[Callable[[str], None]] = []

    def add(self, shape: QgsGeometry, action: Callable[[str], None]) -> None:
        """Shows a shape, in longitude and latitude; ``action`` will be called with its label."""
        self._band.addGeometry(shape, QgsCoordinateReferenceSystem("EPSG:4326"))
        self._actions.append(action)

    def take(self) -> list[Callable[[str], None]]:
        """Returns the actions, and removes them."""
        taken, self._actions = self._actions, []
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        return taken

    def unload(self) -> None:
        """Removes everything from the map."""
        self._canvas.scene().removeItem(self._band)
