"""Converts between the canvas and longitude and latitude, the coordinates of annotations
(EPSG:4326).

An image may lie beyond ±180 degrees, where the map shows it; annotations never do (RFC 7946): what
is drawn there is moved by `on_globe`. Points that can't be converted are None.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, isfinite, isinf, remainder
from typing import Optional, Union

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint

from ....core.images.georeference import world_width
from ....core.mapping.projector import cut_on_globe

Pixel = Union[QPoint, QgsPointXY]  # of the canvas, from its upper left corner

_FINE = 400  # points along the outline of an area
SEGMENTS = 16  # of each side: a straight line in degrees is curved on most maps, and vice versa


def to_lonlat(canvas: QgsMapCanvas, point: QgsPointXY) -> Optional[QgsPointXY]:
    """A point of the map in degrees."""
    return _transformed(_from_map(canvas), point)


def to_map(canvas: QgsMapCanvas, point: QgsPointXY) -> Optional[QgsPointXY]:
    """A point in degrees on the map."""
    moved = _transformed(_onto_map(canvas), point)
    return None if moved is None else QgsPointXY(*_seen(canvas, [moved.x()]), moved.y())


def to_pixel(canvas: QgsMapCanvas, point: QgsPointXY) -> Optional[QgsPointXY]:
    """A point in degrees in pixels of the canvas."""
    on_map = to_map(canvas, point)
    return None if on_map is None else canvas.getCoordinateTransform().transform(on_map)


def box_on_map(canvas: QgsMapCanvas, box: QgsRectangle) -> Optional[QgsGeometry]:
    """A box in degrees as the map shows it: rotated and curved depending on the map's CRS."""
    transform = _onto_map(canvas)
    ring = _ring(
        QgsPointXY(box.xMinimum(), box.yMinimum()), QgsPointXY(box.xMaximum(), box.yMaximum())
    )
    shape = _polygon([_transformed(transform, point) for point in ring])
    return None if shape is None else _in_view(canvas, shape)


def pixels_on_map(canvas: QgsMapCanvas, one: Pixel, other: Pixel) -> QgsGeometry:
    """The rectangle on the screen between two pixels, on the map, which may be rotated."""
    pixels = canvas.getCoordinateTransform()
    ring = _ring(QgsPointXY(one), QgsPointXY(other))
    return QgsGeometry.fromPolygonXY([[pixels.toMapCoordinatesF(p.x(), p.y()) for p in ring]])


def pixels_in_lonlat(canvas: QgsMapCanvas, one: Pixel, other: Pixel) -> Optional[QgsGeometry]:
    """The rectangle on the screen between two pixels, in degrees."""
    transform = _from_map(canvas)
    ring = pixels_on_map(canvas, one, other).asPolygon()[0]
    return _polygon([_transformed(transform, point) for point in ring])


def box_on_globe(box: QgsRectangle) -> Optional[QgsRectangle]:
    """A box in degrees moved to -180 to 180; None where it crosses the antimeridian."""
    turn = 360 * floor((box.xMinimum() + 180) / 360)
    if box.xMaximum() - turn > 180:
        return None
    return QgsRectangle(
        box.xMinimum() - turn, box.yMinimum(), box.xMaximum() - turn, box.yMaximum()
    )


def on_globe(canvas: QgsMapCanvas, area: QgsGeometry) -> QgsGeometry:
    """An area in degrees moved to -180 to 180, split where it crosses the antimeridian."""
    if area.isEmpty():  # in newer QGIS, its bounds are NaN
        return area
    if box_on_globe(area.boundingBox()) == area.boundingBox() and not _is_wide(area):
        return area
    onto, back = _onto_map(canvas), _from_map(canvas)
    dense = QgsGeometry(area)
    try:  # in map coordinates: sides are straight there, while longitudes may jump from 180 to -180
        dense.transform(onto)
        dense = _in_view(canvas, dense)
        dense = dense.densifyByDistance(max(dense.length(), 1e-9) / _FINE)
        dense.transform(back)
    except QgsCsException:
        return area
    cut = cut_on_globe(dense)
    return area if cut is None else cut


def _in_view(canvas: QgsMapCanvas, shape: QgsGeometry) -> QgsGeometry:
    """A shape on the map with all of its points where they are visible, see `_seen`."""
    points = [QgsPointXY(point) for point in shape.vertices()]
    xs = [point.x() for point in points]
    moved = QgsGeometry(shape)
    for number, (point, x) in enumerate(zip(points, _seen(canvas, xs))):
        if x != point.x():
            moved.moveVertex(x, point.y(), number)
    return moved


def _seen(canvas: QgsMapCanvas, xs: Sequence[float]) -> Sequence[float]:
    """The eastings at which the map shows a position.

    Beyond 180 degrees from the centre of a cylindrical map, an image continues; transformed
    longitudes appear on the map's other side, one world width away.
    """
    settings = canvas.mapSettings()
    crs, view = settings.destinationCrs(), settings.visibleExtent()
    if crs.isGeographic() or all(view.xMinimum() <= x <= view.xMaximum() for x in xs):
        return xs
    turn = world_width(crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT2_2019))
    middle = view.center().x()
    return xs if isinf(turn) else [middle + remainder(x - middle, turn) for x in xs]


def _is_wide(area: QgsGeometry) -> bool:
    return bool(area.boundingBox().width() > 180)


def _ring(one: QgsPointXY, other: QgsPointXY) -> list[QgsPointXY]:
    """The rectangle between two points, each side in segments, closed."""
    x0, y0, x1, y1 = one.x(), one.y(), other.x(), other.y()
    steps = [step / SEGMENTS for step in range(SEGMENTS)]
    ring = [QgsPointXY(x0 + (x1 - x0) * step, y0) for step in steps]
    ring += [QgsPointXY(x1, y0 + (y1 - y0) * step) for step in steps]
    ring += [QgsPointXY(x1 + (x0 - x1) * step, y1) for step in steps]
    ring += [QgsPointXY(x0, y1 + (y0 - y1) * step) for step in steps]
    return [*ring, ring[0]]


def _polygon(ring: Sequence[Optional[QgsPointXY]]) -> Optional[QgsGeometry]:
    points = [point for point in ring if point is not None]
    return QgsGeometry.fromPolygonXY([points]) if len(points) == len(ring) else None


def _from_map(canvas: QgsMapCanvas) -> QgsCoordinateTransform:
    return _transform(canvas, canvas.mapSettings().destinationCrs(), _degrees())


def _onto_map(canvas: QgsMapCanvas) -> QgsCoordinateTransform:
    return _transform(canvas, _degrees(), canvas.mapSettings().destinationCrs())


def _transform(
    canvas: QgsMapCanvas,
    source: QgsCoordinateReferenceSystem,
    destination: QgsCoordinateReferenceSystem,
) -> QgsCoordinateTransform:
    context = canvas.mapSettings().transformContext()
    transform = QgsCoordinateTransform(source, destination, context)
    transform.setBallparkTransformsAreAppropriate(True)  # the map uses them, too
    return transform


def _degrees() -> QgsCoordinateReferenceSystem:
    return QgsCoordinateReferenceSystem("EPSG:4326")


def _transformed(transform: QgsCoordinateTransform, point: QgsPointXY) -> Optional[QgsPointXY]:
    try:
        moved = transform.transform(point)
    except QgsCsException:
        return None
    return moved if isfinite(moved.x()) and isfinite(moved.y()) else None
