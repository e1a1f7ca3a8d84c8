"""Canvas items of the map tools: a box that is being drawn, and removing items in time."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsGeometry, QgsRectangle, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem, QgsRubberBand
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer
from qgis.PyQt.QtGui import QColor

from .canvas_lonlat import box_on_map

FILL_ALPHA = 40  # alpha, of 255, as in the layers
LINGER = 500  # ms


class CanvasItems:
    """Canvas items that are removed with their owner, whichever of owner and canvas is deleted
    first."""

    def __init__(self, owner: QObject) -> None:
        self._items: list[QgsMapCanvasItem] = []
        # a lambda keeps this object alive until the owner is deleted; a bound method would not
        owner.destroyed.connect(lambda: self.clear())

    def add(self, item: QgsMapCanvasItem) -> None:
        """Adds an item, which is on its canvas already."""
        self._items.append(item)

    def clear(self) -> None:
        """Removes all of them from the canvas."""
        for item in self._items:
            if not sip.isdeleted(item):
                sip.delete(item)
        self._items = []


class OutlineBand:
    """An outline with a translucent fill on the map."""

    def __init__(self, canvas: QgsMapCanvas, owner: QObject) -> None:
        self._canvas = canvas
        self._items = CanvasItems(owner)
        self._band: Optional[QgsRubberBand] = None

    def show(self, shape: QgsGeometry, color: QColor) -> None:
        """Shows the shape, in the map's CRS, in place of the previous one."""
        band = self._band
        if band is None or sip.isdeleted(band):
            band = QgsRubberBand(self._canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
            band.setWidth(2)
            self._items.add(band)
            self._band = band
        fill = QColor(color)
        fill.setAlpha(FILL_ALPHA)
        band.setStrokeColor(color)
        band.setFillColor(fill)
        band.setToGeometry(shape)

    def clear(self) -> None:
        """Removes it from the map."""
        self._items.clear()


class BoxPreview(QObject):
    """A box in degrees, shown on the map exactly where it will be added."""

    def __init__(self, canvas: QgsMapCanvas, tool: QObject) -> None:
        super().__init__(tool)
        self._canvas = canvas
        self._band = OutlineBand(canvas, tool)
        self._lingering = QTimer(self)
        self._lingering.setSingleShot(True)
        self._lingering.setInterval(LINGER)
        self._lingering.timeout.connect(self.clear)
        canvas.mapCanvasRefreshed.connect(self._map_drawn)

    def show(self, box: Optional[QgsRectangle], color: QColor) -> None:
        """Shows the box; nothing where it is None, or not on this map."""
        self._lingering.stop()
        shape = None if box is None else box_on_map(self._canvas, box)
        if shape is None:
            self._band.clear()
        else:
            self._band.show(shape, color)

    def linger(self) -> None:
        """Leaves the box until the map was rendered with the new annotation, so that it does not
        flicker."""
        self._lingering.start()

    def clear(self) -> None:
        """Removes the box from the map."""
        self._lingering.stop()
        self._band.clear()

    def _map_drawn(self) -> None:
        if self._lingering.isActive():
            self.clear()
