"""Which box, in longitude and latitude, people mean by what they drag over the screen.

Where north is up, or nearly, it is the one through the two corners of the drag. Where the image is
seen turned (over the poles, at the edge of a zone, on a map that is rotated), such a box may be as
thin as a line: there it is the bounds of what was dragged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import remainder

from qgis.core import QgsGeometry, QgsPointXY, QgsRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint

from ...common.text import tr
from .lonlat import box_on_globe, pixels_in_lonlat, to_lonlat, to_pixel

Snap = Callable[[QgsPointXY], QgsPointXY]

_NEAR = 2 / 3  # of what the box and the drag cover together, both do: then the box is like it
WIDEST = 180.0  # degrees: a box that is wider goes the other way round the earth, or around it


class NoBox(Exception):
    """Why what was dragged is no box: a sentence for the user."""


def crossing() -> str:
    """Why a box on both sides of 180 degrees is none."""
    return tr("A box can't cross the antimeridian: draw one on each side.")


def nowhere() -> str:
    """Why nothing can be drawn off the earth."""
    return tr("This place of the map has no longitude and latitude.")


def dragged_box(canvas: QgsMapCanvas, start: QgsPointXY, end: QPoint, snap: Snap) -> QgsRectangle:
    """The box in degrees that is dragged from a place in degrees to a pixel, with its corners
    snapped; it has no extent where they snap together.

    :raises NoBox: where there is none.
    """
    corner = to_lonlat(canvas, canvas.getCoordinateTransform().toMapCoordinates(end))
    first = to_pixel(canvas, start)
    if corner is None or first is None:
        raise NoBox(nowhere())
    area = pixels_in_lonlat(canvas, first, end)
    one, other = start, corner
    if area is not None:  # else one of its sides leaves the earth
        ring = _unrolled(start, area.asPolygon()[0])
        if abs(ring[-1].x() - start.x()) > WIDEST:
            raise NoBox(tr("A box can't hold a pole: draw an area there."))
        one, other = _meant(start, _beside(ring[len(ring) // 2], corner), ring[:-1])
    box = QgsRectangle(_beside(one, snap(one)), _beside(other, snap(other)))
    if box.width() > WIDEST or box_on_globe(box) is None:
        raise NoBox(crossing())
    return box


def _meant(
    one: QgsPointXY, other: QgsPointXY, ring: Sequence[QgsPointXY]
) -> tuple[QgsPointXY, QgsPointXY]:
    """Two opposite corners of the box that is meant by a ring, not closed, which was dragged from
    one to the other."""
    area = QgsGeometry.fromPolygonXY([[*ring, ring[0]]])
    box = QgsGeometry.fromRect(QgsRectangle(one, other))
    both = area.intersection(box).area()
    if both >= _NEAR * (area.area() + box.area() - both):
        return one, other
    bounds = area.boundingBox()
    return (
        QgsPointXY(bounds.xMinimum(), bounds.yMinimum()),
        QgsPointXY(bounds.xMaximum(), bounds.yMaximum()),
    )


def _unrolled(start: QgsPointXY, ring: Sequence[QgsPointXY]) -> list[QgsPointXY]:
    """A ring on the way that it goes, whatever turns its longitudes take: at 180 degrees they
    jump, and around a pole it ends a whole turn from where it began."""
    path = [start]
    for point in ring[1:]:
        path.append(_beside(path[-1], point))
    return path


def _beside(near: QgsPointXY, point: QgsPointXY) -> QgsPointXY:
    """A place by the longitude that is next to that of another one."""
    return QgsPointXY(near.x() + remainder(point.x() - near.x(), 360), point.y())
