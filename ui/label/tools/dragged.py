"""The box, in longitude and latitude, that a user means by a drag on the screen.

Where north is up, or nearly so, it is the box through the two corners of the drag. Where the image
appears rotated (near the poles, at the edge of a zone, on a rotated map), such a box might be as
thin as a line: there it is the bounds of the dragged rectangle.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import remainder

from qgis.core import QgsGeometry, QgsPointXY, QgsRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint

from ...common.text import tr
from .canvas_lonlat import box_on_globe, pixels_in_lonlat, to_lonlat, to_pixel

Snap = Callable[[QgsPointXY], QgsPointXY]

_NEAR = 2 / 3  # least IoU of box and dragged rectangle to count as similar
WIDEST = 180.0  # degrees: a wider box would be the other way round the earth, or all around it


class NoBox(Exception):
    """Why a drag gives no box: a sentence for the user."""


def crossing() -> str:
    """Why a box can't cross the antimeridian."""
    return tr("A box can't cross the antimeridian: draw one on each side.")


def nowhere() -> str:
    """Why nothing can be drawn beyond the earth."""
    return tr("This place of the map has no longitude and latitude.")


def dragged_box(canvas: QgsMapCanvas, start: QgsPointXY, end: QPoint, snap: Snap) -> QgsRectangle:
    """The box in degrees dragged from a point in degrees to a pixel, with its corners snapped;
    without an extent where both snap to one point.

    :raises NoBox: where there is none.
    """
    corner = to_lonlat(canvas, canvas.getCoordinateTransform().toMapCoordinates(end))
    first = to_pixel(canvas, start)
    if corner is None or first is None:
        raise NoBox(nowhere())
    area = pixels_in_lonlat(canvas, first, end)
    one, other = start, corner
    if area is not None:  # otherwise one of its sides leaves the earth
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
    """Two opposite corners of the box that is meant by a ring, not closed, dragged from one to the
    other."""
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
    """A ring with continuous longitudes: at the antimeridian they jump, and around a pole the ring
    ends a whole turn from where it began."""
    path = [start]
    for point in ring[1:]:
        path.append(_beside(path[-1], point))
    return path


def _beside(near: QgsPointXY, point: QgsPointXY) -> QgsPointXY:
    """A point with the longitude that is closest to that of another one."""
    return QgsPointXY(near.x() + remainder(point.x() - near.x(), 360), point.y())
