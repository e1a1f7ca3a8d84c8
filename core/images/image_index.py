"""Which images a feature belongs to, by its place or by a name that it gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import hypot, sqrt
from pathlib import PurePosixPath
from typing import NamedTuple, Optional

from qgis.core import (
    QgsGeometry,
    QgsGeometryEngine,
    QgsPointXY,
    QgsRectangle,
    QgsSpatialIndex,
    QgsWkbTypes,
)

from ..base.geometry import BadAnnotation
from ..base.model import Image
from .areas import flat_polygons

_EQUAL = 1 - 1e-9
"""Overlaps that differ by less are alike: those of a feature that lies in both images."""

_SLIVER = 0.5
"""What is thinner, in pixels of the image, is no overlap: along a common border, a feature's edges
are straight in degrees where those of a footprint bend, and rounding leaves something, too."""

_BEND = 2e-4
"""But no more than so much of the image's width, which is how far an edge of 10 km bends: the
pixels of an image may be large."""

_THIN = 0.25
"""Nor more than so much of the feature's thickness: it may be thin itself."""


class Located(NamedTuple):
    """An image and its footprint, a MultiPolygon in EPSG:4326 as WKB; None where it has none.
    ``pixel`` is the size of its pixels in degrees."""

    image: Image
    footprint: Optional[bytes]
    pixel: float = 0.0


class _Part(NamedTuple):
    """One polygon of a footprint: over the antimeridian, an image has two."""

    image: int
    outline: QgsGeometry
    engine: QgsGeometryEngine
    sliver: float
    """Degrees: what is thinner is no overlap."""


class ImageIndex:
    """The images of an export, found by place. All geometries are in EPSG:4326.

    Images are told by their index in the list that was given. Those without an annotation file of
    their own are never found.
    """

    def __init__(self, images: Sequence[Located]) -> None:
        self._index = QgsSpatialIndex()
        self._parts: list[_Part] = []
        self._centers: dict[int, QgsPointXY] = {}
        for number, (image, footprint, pixel) in enumerate(images):
            if footprint is None or image.geojson is None:
                continue
            whole = QgsGeometry()
            whole.fromWkb(footprint)
            self._centers[number] = _center(whole)
            sliver = min(_SLIVER * pixel, _BEND * sqrt(whole.area()))
            for outline in whole.simplify(STRAIGHT).asGeometryCollection():
                engine = QgsGeometry.createGeometryEngine(outline.constGet())
                engine.prepareGeometry()
                self._index.addFeature(len(self._parts), outline.boundingBox())
                self._parts.append(_Part(number, outline, engine, sliver))

    def largest(self, geometry: QgsGeometry) -> tuple[Optional[int], bool]:
        """The image that a geometry overlaps most, None where it overlaps none.

        Of images that it overlaps alike, the one whose centre is nearest, then the first. The
        second answer is whether even their centres are the same, as in a time series.
        """
        sizes = self._overlaps(geometry)
        if len(sizes) < 2:
            return next(iter(sizes), None), False
        most = max(sizes.values())
        alike = sorted(image for image, size in sizes.items() if size >= most * _EQUAL)
        if len(alike) == 1:
            return alike[0], False
        middle = _center(geometry)
        away = {image: _distance(middle, self._centers[image]) for image in alike}
        nearest = min(alike, key=lambda image: away[image])
        return nearest, sum(value <= away[nearest] + 1e-9 for value in away.values()) > 1

    def touched(self, geometry: QgsGeometry) -> list[int]:
        """All images that a geometry overlaps, in their order. A common border is no overlap."""
        return sorted(self._overlaps(geometry))

    def pieces(self, geometry: QgsGeometry) -> dict[int, QgsGeometry]:
        """What of a polygon lies in each image that it overlaps; all of it where it lies inside."""
        found: dict[int, QgsGeometry] = {}
        for part in self._near(geometry.boundingBox()):
            inside = self._inside(part, geometry)
            if inside is None or inside.isEmpty():
                continue
            other = found.get(part.image)
            found[part.image] = inside if other is None else other.combine(inside)
        return dict(sorted(found.items()))

    def _overlaps(self, geometry: QgsGeometry) -> dict[int, float]:
        """How much of a geometry lies in each image: area, length or points."""
        found: dict[int, float] = {}
        near = self._near(geometry.boundingBox())
        only = len(near) == 1
        for part in near:
            if geometry.type() == QgsWkbTypes.GeometryType.PolygonGeometry:
                size = self._covered(part, geometry, only)
            else:
                size = _size(part.outline.intersection(geometry))
            if size > 0:
                found[part.image] = found.get(part.image, 0.0) + size
        return found

    def _near(self, bounds: QgsRectangle) -> list[_Part]:
        return [self._parts[number] for number in self._index.intersects(bounds)]

    def _covered(self, part: _Part, geometry: QgsGeometry, only: bool) -> float:
        box = QgsGeometry.fromRect(geometry.boundingBox())
        if part.engine.contains(box.constGet()):
            return 1.0 if only else float(geometry.area())
        inside = self._inside(part, geometry)
        return 0.0 if inside is None else float(inside.area())

    def _inside(self, part: _Part, geometry: QgsGeometry) -> Optional[QgsGeometry]:
        """What of a polygon lies in a part of a footprint."""
        shape = geometry.constGet()
        if not part.engine.intersects(shape):
            return None
        if part.engine.contains(shape):
            return geometry
        least = min(part.sliver, _THIN * _thickness(geometry))
        return _substantial(flat_polygons(part.outline.intersection(geometry)).polygons, least)


def _substantial(polygons: QgsGeometry, least: float) -> QgsGeometry:
    """The parts that are more than the ``least`` thick."""
    parts = [part for part in polygons.asGeometryCollection() if _thickness(part) > least]
    return QgsGeometry.collectGeometry(parts) if parts else QgsGeometry()


def _thickness(polygon: QgsGeometry) -> float:
    """That of a strip of the same area and perimeter."""
    length = polygon.length()
    return 2 * polygon.area() / length if length > 0 else 0.0


def _center(geometry: QgsGeometry) -> QgsPointXY:
    """Its centre, east of 180 degrees where it lies on both sides of the antimeridian."""
    parts = geometry.asGeometryCollection()
    if len(parts) > 1 and geometry.boundingBox().width() > 180:
        for part in parts:
            if part.boundingBox().center().x() < 0:
                part.translate(360, 0)
        geometry = QgsGeometry.collectGeometry(parts)
    return geometry.centroid().asPoint()


def _distance(one: QgsPointXY, other: QgsPointXY) -> float:
    east = abs(one.x() - other.x()) % 360
    return hypot(min(east, 360 - east), one.y() - other.y())


def _size(geometry: QgsGeometry) -> float:
    if geometry.isNull() or geometry.isEmpty():
        return 0.0
    if geometry.type() == QgsWkbTypes.GeometryType.PointGeometry:
        return float(geometry.constGet().nCoordinates())
    return float(geometry.length())


class ImageNames:
    """The images of an export, found by what people write for them in a field."""

    def __init__(self, images: Sequence[Located]) -> None:
        self._images = images
        self._exact: dict[str, set[int]] = defaultdict(set)
        self._known: dict[str, set[int]] = defaultdict(set)
        for number, (image, *_) in enumerate(images):
            path = PurePosixPath(image.path)
            for name in (path, path.with_suffix("")):
                self._exact[str(name)].add(number)
                for start in range(len(name.parts)):
                    self._known["/".join(name.parts[start:])].add(number)

    def find(self, name: str) -> int:
        """The image whose path is the end of the name, or has the name as its end; each with or
        without its suffix. One that lies in another folder than the name says is not meant.

        :raises BadAnnotation: where there is none, or several.
        """
        if name not in self._known:  # or else a backslash is part of it, as Linux allows
            name = name.strip().replace("\\", "/")
        parts = [part for part in name.split("/") if part]
        for start in range(len(parts)):
            tail = "/".join(parts[start:])
            found = self._exact.get(tail) or (not start and self._known.get(tail))
            if not found:
                continue
            own = [number for number in found if self._images[number].image.geojson is not None]
            if len(own) == 1:
                return own[0]
            paths = ", ".join(sorted(self._images[number].image.path for number in found)[:3])
            if own:
                raise BadAnnotation(
                    f"“{name[:80]}” can be any of {paths}.", "Write the path below the folder."
                )
            raise BadAnnotation(f"{paths} has no annotation file of its own.", "Rename the image.")
        raise BadAnnotation(
            f"There is no image “{name[:80]}”.", "Name one of the images, or none: then its place "
            "decides."
        )  # fmt: skip


STRAIGHT = 1e-9
"""Degrees, 0.1 mm: a point of an edge that is nearer to it says nothing."""
