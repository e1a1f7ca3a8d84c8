"""The handles of a selected box: where they are, what they change, and their look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from qgis.core import QgsPointXY, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsVertexMarker
from qgis.PyQt.QtCore import QObject, QPoint, Qt
from qgis.PyQt.QtGui import QColor

from .box_preview import CanvasItems
from .canvas_lonlat import to_lonlat, to_map, to_pixel

SIZE = 9  # pixels
# Pixels: a shorter side has handles at its ends only, so that its inside can be clicked.
ROOM = 4 * SIZE
REACH = 6  # pixels around a handle's centre in which a press grips it


@dataclass(frozen=True)
class Grip:
    """The part of a box that is gripped: -1 the west (south), 1 the east (north) side, 0 neither;
    0, 0: the whole box."""

    x: int
    y: int

    @property
    def is_whole(self) -> bool:
        return self.x == 0 and self.y == 0

    @property
    def cursor(self) -> Qt.CursorShape:
        """The mouse cursor over it, on a map with north up."""
        if self.is_whole:
            return Qt.CursorShape.SizeAllCursor
        if self.y == 0:
            return Qt.CursorShape.SizeHorCursor
        if self.x == 0:
            return Qt.CursorShape.SizeVerCursor
        rises = self.x == self.y
        return Qt.CursorShape.SizeBDiagCursor if rises else Qt.CursorShape.SizeFDiagCursor

    def of(self, box: QgsRectangle) -> QgsPointXY:
        """Its position; the whole box is gripped at its north-west corner."""
        if self.is_whole:
            return QgsPointXY(box.xMinimum(), box.yMaximum())
        x = (box.xMinimum(), box.center().x(), box.xMaximum())[self.x + 1]
        y = (box.yMinimum(), box.center().y(), box.yMaximum())[self.y + 1]
        return QgsPointXY(x, y)

    def moved(self, box: QgsRectangle, to: QgsPointXY) -> QgsRectangle:
        """The box with this part moved; a side that crosses the opposite one swaps with it."""
        if self.is_whole:
            by = to - self.of(box)
            corner = QgsPointXY(box.xMaximum(), box.yMinimum()) + by
            return QgsRectangle(to, corner)
        one = QgsPointXY(
            to.x() if self.x < 0 else box.xMinimum(), to.y() if self.y < 0 else box.yMinimum()
        )
        other = QgsPointXY(
            to.x() if self.x > 0 else box.xMaximum(), to.y() if self.y > 0 else box.yMaximum()
        )
        return QgsRectangle(one, other)


WHOLE = Grip(0, 0)
CORNERS = (Grip(-1, -1), Grip(1, -1), Grip(1, 1), Grip(-1, 1))
SIDES = (Grip(0, -1), Grip(1, 0), Grip(0, 1), Grip(-1, 0))  # each between its corner and the next


class BoxHandles:
    """Small squares on the map at the corners and the middles of the sides of a box."""

    def __init__(self, canvas: QgsMapCanvas, tool: QObject) -> None:
        self._canvas = canvas
        self._items = CanvasItems(tool)

    def show(self, box: QgsRectangle, color: QColor) -> None:
        """Shows the handles of a box, in place of earlier ones."""
        self.clear()
        for handle, _ in self._offered(box):
            point = to_map(self._canvas, handle.of(box))
            if point is not None:
                self._items.add(self._marker(point, color))

    def clear(self) -> None:
        """Removes them from the map."""
        self._items.clear()

    def grip_at(self, box: QgsRectangle, pixel: QPoint) -> Optional[Grip]:
        """The part of the box that a press at the pixel grips."""
        for handle, at in self._offered(box):
            if max(abs(at.x() - pixel.x()), abs(at.y() - pixel.y())) <= REACH:
                return handle
        point = to_lonlat(
            self._canvas, self._canvas.getCoordinateTransform().toMapCoordinates(pixel)
        )
        return WHOLE if point is not None and box.contains(point) else None

    def _offered(self, box: QgsRectangle) -> list[tuple[Grip, QgsPointXY]]:
        """The handles for which there is room, and their pixels, the corners first."""
        at = {grip: to_pixel(self._canvas, grip.of(box)) for grip in CORNERS + SIDES}
        offered = list(CORNERS)
        for side, one, other in zip(SIDES, CORNERS, CORNERS[1:] + CORNERS[:1]):
            start, end = at[one], at[other]
            if start is not None and end is not None and start.distance(end) >= ROOM:
                offered.append(side)
        return [(grip, point) for grip in offered for point in [at[grip]] if point is not None]

    def _marker(self, point: QgsPointXY, color: QColor) -> QgsVertexMarker:
        marker = QgsVertexMarker(self._canvas)
        marker.setIconType(QgsVertexMarker.IconType.ICON_BOX)
        marker.setIconSize(SIZE)
        marker.setPenWidth(2)
        marker.setColor(color)
        marker.setFillColor(QColor(Qt.GlobalColor.white))
        marker.setCenter(point)
        return marker
