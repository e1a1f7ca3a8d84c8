"""The map tool that draws boxes: press, drag, release."""

from __future__ import annotations

from typing import Callable, Optional

from qgis.core import QgsPointXY, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool
from qgis.PyQt.QtCore import QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent

from ..text import tr
from .box_preview import BoxPreview
from .lonlat import to_lonlat, to_pixel

Snap = Callable[[QgsPointXY], QgsPointXY]

CLICK = 3  # pixels: what is drawn thinner is no box
WIDEST = 180.0  # degrees: a box that is wider goes the other way round the earth


def as_it_is(point: QgsPointXY) -> QgsPointXY:
    """Snaps to nothing."""
    return point


def crossing() -> str:
    """Why a box on both sides of 180 degrees is none."""
    return tr("A box can't cross the antimeridian: draw one on each side.")


class BoxTool(QgsMapTool):
    """Draws boxes whose sides follow longitude and latitude, whatever the map's CRS."""

    drawn = pyqtSignal(QgsRectangle)  # degrees
    refused = pyqtSignal(str)  # a sentence for the user

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.color = QColor(Qt.GlobalColor.red)
        self.snap: Snap = as_it_is  # degrees to degrees
        self._canvas = canvas
        self._start: Optional[QgsPointXY] = None  # degrees: the map may be zoomed in mid-drag
        self._preview = BoxPreview(canvas, self)
        self.setCursor(Qt.CursorShape.CrossCursor)
        canvas.keyPressed.connect(self._key_pressed)

    @property
    def is_drawing(self) -> bool:
        """Whether a box is being dragged."""
        return self._start is not None

    def cancel(self) -> None:
        """Forgets the box under way."""
        self._start = None
        self._preview.clear()

    def unload(self) -> None:
        """Leaves the canvas as if this tool had never been there."""
        self.cancel()
        self._canvas.unsetMapTool(self)

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.cancel()
        self._start = to_lonlat(self._canvas, self._point(event))
        if self._start is None:
            self._refuse_place()

    def canvasDoubleClickEvent(self, event: QgsMapMouseEvent) -> None:
        self.canvasPressEvent(event)  # what Qt calls the second press of two in one place

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        if self._start is None:
            return
        corner = to_lonlat(self._canvas, self._point(event))
        box = None if corner is None else self._box(self._start, corner)
        self._preview.show(box if box is not None and box.width() <= WIDEST else None, self.color)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._start is None:
            return
        start = self._start
        corner = to_lonlat(self._canvas, self._point(event))
        self.cancel()
        if corner is None:
            self._refuse_place()
            return
        box = self._box(start, corner)
        if self._is_thin(start, event.pixelPoint()) or box.isEmpty():
            return
        if box.width() > WIDEST:
            self.refused.emit(crossing())
            return
        self._preview.show(box, self.color)
        self._preview.linger()
        self.drawn.emit(box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_drawing:
            self.cancel()
            event.ignore()  # QGIS's word for: this was ours

    def deactivate(self) -> None:
        self.cancel()
        super().deactivate()

    def _key_pressed(self, event: QKeyEvent) -> None:
        """While a button is down, the canvas tells keys by this signal only."""
        if event.key() == Qt.Key.Key_Escape and self.is_drawing:
            self.cancel()

    def _point(self, event: QgsMapMouseEvent) -> QgsPointXY:
        return self.toMapCoordinates(event.pixelPoint())

    def _box(self, one: QgsPointXY, other: QgsPointXY) -> QgsRectangle:
        return QgsRectangle(self.snap(one), self.snap(other))

    def _is_thin(self, start: QgsPointXY, end: QPoint) -> bool:
        pixel = to_pixel(self._canvas, start)
        return pixel is None or min(abs(end.x() - pixel.x()), abs(end.y() - pixel.y())) < CLICK

    def _refuse_place(self) -> None:
        self.refused.emit(tr("This place of the map has no longitude and latitude."))
