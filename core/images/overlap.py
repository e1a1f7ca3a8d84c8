"""Measures how much of a drawing lies on an image. A sliver counts as nothing.

All geometries are in EPSG:4326, and valid.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from math import hypot, sqrt
from typing import NamedTuple, Optional

from qgis.core import QgsGeometry, QgsGeometryEngine, QgsPointXY, QgsRectangle, QgsWkbTypes

from .areas import flat_polygons

PIXELS = 0.5
"""What is thinner, in pixels of the image, is no overlap: along a common border, a feature's edges
are straight in degrees where those of a footprint bend, and rounding leaves something, too."""

BEND = 2e-4
"""But no more than so much of the image's width, which is how far an edge of 10 km bends: the
pixels of an image may be large. Where nobody knows how large they are, this alone counts."""

THIN = 0.25
"""Nor more than so much of the feature's thickness: it may be thin itself."""

STRAIGHT = 1e-9
"""Degrees, 0.1 mm: a point of an edge that is nearer to it says nothing."""


class ImageFootprint:
    """Where an image lies.

    ``outline`` is its footprint, ``pixel`` the size of its pixels in degrees, None where that is
    not known. ``sliver``, in degrees: an overlap that is thinner does not count.
    """

    def __init__(self, image: str, outline: QgsGeometry, pixel: Optional[float] = None) -> None:
        self.image = image
        self.outline = outline
        bend = BEND * sqrt(flat_polygons(outline).polygons.area())
        self.sliver = bend if pixel is None else min(PIXELS * pixel, bend)

    def parts(self, is_asked_often: bool = False) -> list[FootprintPart]:
        """Its polygons; none where they are invalid, as in a workspace that another program wrote:
        with a coordinate that is no number, QGIS's ``simplify`` never returns. For a single query
        (not ``is_asked_often``), simplifying would take longer than it saves."""
        polygons = flat_polygons(self.outline).polygons
        if not polygons.isGeosValid():
            return []
        if is_asked_often:
            polygons = polygons.simplify(STRAIGHT)
        return [
            FootprintPart(self, part, part.boundingBox(), _engine(part))
            for part in polygons.asGeometryCollection()
        ]

    @cached_property
    def center(self) -> QgsPointXY:
        """Its centre, as `center` calculates it."""
        return center(self.outline)


class FootprintPart(NamedTuple):
    """One polygon of a footprint: across the antimeridian, an image has two."""

    whole: ImageFootprint
    outline: QgsGeometry
    bounds: QgsRectangle
    engine: QgsGeometryEngine


def overlap_by_image(
    parts: Sequence[FootprintPart], drawn: QgsGeometry
) -> dict[ImageFootprint, float]:
    """How much of a drawing lies on each image that it overlaps: area, length or number of points.
    ``parts`` must contain those whose bounds it meets. A common border is no overlap."""
    found: dict[ImageFootprint, float] = {}
    is_area = drawn.type() == QgsWkbTypes.GeometryType.PolygonGeometry
    for part in parts:
        if is_area:
            size = _covered(part, drawn, len(parts) == 1)
        else:
            size = _size(part.outline.intersection(drawn))
        if size > 0:
            found[part.whole] = found.get(part.whole, 0.0) + size
    return found


def pieces_by_image(parts: Iterable[FootprintPart], drawn: QgsGeometry) -> dict[str, QgsGeometry]:
    """The part of a polygon on each image that it overlaps, in the order of their names; the whole
    polygon where it lies inside."""
    found: dict[str, QgsGeometry] = {}
    for part in parts:
        inside = _inside(part, drawn)
        if inside is None or inside.isEmpty():
            continue
        other = found.get(part.whole.image)
        found[part.whole.image] = inside if other is None else other.combine(inside)
    return dict(sorted(found.items()))


def center(geometry: QgsGeometry) -> QgsPointXY:
    """Its centre; where it crosses the antimeridian, with a longitude above 180 degrees."""
    parts = geometry.asGeometryCollection()
    if len(parts) > 1 and geometry.boundingBox().width() > 180:
        for part in parts:
            if part.boundingBox().center().x() < 0:
                part.translate(360, 0)
        geometry = QgsGeometry.collectGeometry(parts)
    return geometry.centroid().asPoint()


def distance(one: QgsPointXY, other: QgsPointXY) -> float:
    """The distance of two centres in degrees, the short way around the globe."""
    east = abs(one.x() - other.x()) % 360
    return hypot(min(east, 360 - east), one.y() - other.y())


def _engine(outline: QgsGeometry) -> QgsGeometryEngine:
    engine = QgsGeometry.createGeometryEngine(outline.constGet())
    engine.prepareGeometry()
    return engine


def _covered(part: FootprintPart, drawn: QgsGeometry, only: bool) -> float:
    box = QgsGeometry.fromRect(drawn.boundingBox())
    if part.engine.contains(box.constGet()):
        return 1.0 if only else float(drawn.area())
    inside = _inside(part, drawn)
    return 0.0 if inside is None else float(inside.area())


def _inside(part: FootprintPart, drawn: QgsGeometry) -> Optional[QgsGeometry]:
    """The part of a polygon that lies in a part of a footprint."""
    shape = drawn.constGet()
    if not part.engine.intersects(shape):
        return None
    if part.engine.contains(shape):
        return drawn
    least = min(part.whole.sliver, THIN * _thickness(drawn))
    return _substantial(flat_polygons(part.outline.intersection(drawn)).polygons, least)


def _substantial(polygons: QgsGeometry, least: float) -> QgsGeometry:
    """The parts that are thicker than ``least``."""
    parts = [part for part in polygons.asGeometryCollection() if _thickness(part) > least]
    return QgsGeometry.collectGeometry(parts) if parts else QgsGeometry()


def _thickness(polygon: QgsGeometry) -> float:
    """The width of a strip with the same area and perimeter."""
    length = polygon.length()
    return 2 * polygon.area() / length if length > 0 else 0.0


def _size(geometry: QgsGeometry) -> float:
    if geometry.isNull() or geometry.isEmpty():
        return 0.0
    if geometry.type() == QgsWkbTypes.GeometryType.PointGeometry:
        return float(geometry.constGet().nCoordinates())
    return float(geometry.length())
