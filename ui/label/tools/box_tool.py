"""The map tool that draws boxes: press, drag, release."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsPointXY, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool
from qgis.PyQt.QtCore import QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent

from .box_preview import BoxPreview
from .canvas_lonlat import to_lonlat, to_pixel
from .dragged import NoBox, Snap, dragged_box, nowhere

CLICK = 3  # pixels: a thinner drag is no box


def as_it_is(point: QgsPointXY) -> QgsPointXY:
    """Does not snap."""
    return point


class BoxTool(QgsMapTool):
    """Draws boxes whose sides are parallel to longitude and latitude, whatever the map's CRS."""

    drawn = pyqtSignal(QgsRectangle)  # degrees
    refused = pyqtSignal(str)  # a sentence for the user

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.color = QColor(Qt.GlobalColor.red)
        self.snap: Snap = as_it_is  # degrees to degrees
        self._canvas = canvas
        self._start: Optional[QgsPointXY] = None  # degrees: the map may be zoomed during a drag
        self._preview = BoxPreview(canvas, self)
        self.setCursor(Qt.CursorShape.CrossCursor)
        canvas.keyPressed.connect(self._key_pressed)

    @property
    def is_drawing(self) -> bool:
        """Whether a box is being dragged."""
        return self._start is not None

    def cancel(self) -> None:
        """Discards the box that is being drawn."""
        self._start = None
        self._preview.clear()

    def unload(self) -> None:
        """Removes the tool from the canvas."""
        self.cancel()
        self._canvas.unsetMapTool(self)

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.cancel()
        self._start = to_lonlat(self._canvas, self._point(event))
        if self._start is None:
            self.refused.emit(nowhere())

    def canvasDoubleClickEvent(self, event: QgsMapMouseEvent) -> None:
        self.canvasPressEvent(event)  # Qt's event for the second of two presses at one point

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        if self._start is None:
            return
        try:
            box = self._box(self._start, event.pixelPoint())
        except NoBox:  # reported at the release
            self._preview.clear()
        else:
            self._preview.show(box, self.color)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._start is None:
            return
        start, end = self._start, event.pixelPoint()
        self.cancel()
        if self._is_thin(start, end):
            return
        try:
            box = self._box(start, end)
        except NoBox as error:
            self.refused.emit(str(error))
            return
        if not box.isEmpty():
            self._preview.show(box, self.color)
            self._preview.linger()
            self.drawn.emit(box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_drawing:
            self.cancel()
            event.ignore()  # for QGIS, this means that the tool has handled it

    def deactivate(self) -> None:
        self.cancel()
        super().deactivate()

    def _key_pressed(self, event: QKeyEvent) -> None:
        """While a mouse button is down, the canvas reports keys only by this signal."""
        if event.key() == Qt.Key.Key_Escape and self.is_drawing:
            self.cancel()

    def _point(self, event: QgsMapMouseEvent) -> QgsPointXY:
        return self.toMapCoordinates(event.pixelPoint())

    def _box(self, start: QgsPointXY, end: QPoint) -> QgsRectangle:
        """:raises NoBox: where there is none."""
        return dragged_box(self._canvas, start, end, self.snap)

    def _is_thin(self, start: QgsPointXY, end: QPoint) -> bool:
        pixel = to_pixel(self._canvas, start)
        if pixel is None:
            return False  # the reason is told
        return bool(min(abs(end.x() - pixel.x()), abs(end.y() - pixel.y())) < CLICK)
