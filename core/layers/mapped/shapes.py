"""Features' geometries as what the format has: boxes and areas."""

from __future__ import annotations

from collections.abc import Iterator

import shapely.wkb
from qgis.core import QgsGeometry, QgsRectangle, QgsWkbTypes
from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon
from shapely.validation import make_valid

from ...scaneo.geometry import BadAnnotation, Box, polygons_of
from .lonlat import Projector, crossing

NO_AREAS = (
    "Use QGIS's Buffer (Processing > Vector geometry) to make areas of its points or lines, or map "
    "it to classification."
)
_POLYGON = QgsWkbTypes.GeometryType.PolygonGeometry
_UPRIGHT = 1e-6  # how much of its bounds an upright box may leave free
_HALF = 180.0  # degrees: half the globe


class Note:
    """What was done to a geometry that its owner should know of."""

    BOUNDS = "It is no upright box: its bounds are exported."
    REPAIRED = "It was not valid and has been repaired."
    WIDE = (
        "It is more than half the globe wide. Split it at the antimeridian (180 degrees) if it "
        "should cross that."
    )
    LEFT_OVER = "Lines or points that were no part of an area have been left out."


def clean(geometry: QgsGeometry) -> tuple[QgsGeometry, list[str]]:
    """A geometry of straight lines in two dimensions, and what was done to it.

    Of a collection, the polygons are left, where there are any.

    :raises BadAnnotation: where there is nothing.
    """
    if geometry.isNull() or geometry.isEmpty():
        raise BadAnnotation("It has no geometry.", "Draw it, or delete the feature.")
    kind = geometry.wkbType()
    is_collection = QgsWkbTypes.flatType(kind) == QgsWkbTypes.Type.GeometryCollection
    if is_collection or QgsWkbTypes.isCurvedType(kind):
        geometry = QgsGeometry(geometry.constGet().segmentize())
    if QgsWkbTypes.hasZ(kind) or QgsWkbTypes.hasM(kind):
        geometry = QgsGeometry(geometry)
        geometry.get().dropZValue()
        geometry.get().dropMValue()
    if not is_collection:
        return geometry, []
    parts = list(_parts(geometry))
    polygons = [part for part in parts if part.type() == _POLYGON]
    if not polygons:
        return geometry, []
    return QgsGeometry.collectGeometry(polygons), [Note.LEFT_OVER] * (len(polygons) < len(parts))


def _parts(collection: QgsGeometry) -> Iterator[QgsGeometry]:
    """What a collection holds, however deep; empty ones left out."""
    for part in collection.asGeometryCollection():
        if part.isMultipart():
            yield from _parts(part)
        elif not part.isEmpty():
            yield part


def as_box(geometry: QgsGeometry, projector: Projector) -> tuple[Box, list[str]]:
    """The bounds of a polygon's outline in longitude and latitude.

    :raises BadAnnotation: where it has none that can be a box.
    """
    geometry, notes = clean(geometry)
    _check_polygon(geometry)
    upright, area = geometry.boundingBox(), geometry.area()
    if abs(area - upright.area()) > _UPRIGHT * upright.area():
        notes.append(Note.BOUNDS)
    bounds = projector.bounds(geometry)
    if bounds.width() > _HALF:
        notes.append(Note.WIDE)
    return _box(bounds), notes


def piece_box(piece: QgsGeometry) -> Box:
    """The bounds of what of a box lies in an image.

    :raises BadAnnotation: where it lies on both sides of the antimeridian, or has no extent.
    """
    bounds = piece.boundingBox()
    parts = piece.asGeometryCollection()
    if bounds.width() > _HALF and all(part.boundingBox().width() < _HALF for part in parts):
        raise crossing()
    return _box(bounds)


def _box(bounds: QgsRectangle) -> Box:
    if not (bounds.width() > 0 and bounds.height() > 0):
        raise BadAnnotation("It has no extent.", "Draw it again, or delete the feature.")
    return Box(bounds.yMinimum(), bounds.xMinimum(), bounds.yMaximum(), bounds.xMaximum())


def as_area(geometry: QgsGeometry, projector: Projector) -> tuple[QgsGeometry, list[str]]:
    """A polygon as a valid MultiPolygon in longitude and latitude, wound as RFC 7946 wants.

    :raises BadAnnotation: where it has no area that can be written.
    """
    geometry, notes = clean(geometry)
    _check_polygon(geometry)
    area = projector.area(geometry)
    if not area.isGeosValid():
        area, left_over = _repaired(area)
        notes += [Note.REPAIRED, *[Note.LEFT_OVER] * left_over]
    return wound(area), notes


def as_place(geometry: QgsGeometry, projector: Projector) -> QgsGeometry:
    """Where a feature is that gives an image a class: valid, in longitude and latitude.

    :raises BadAnnotation: where that can't be told.
    """
    geometry, _ = clean(geometry)
    if geometry.type() != _POLYGON:
        return projector.points(geometry)
    area = projector.area(geometry)
    return area if area.isGeosValid() else _repaired(area)[0]


def wound(area: QgsGeometry) -> QgsGeometry:
    """As a MultiPolygon, outer rings counter-clockwise, holes clockwise (RFC 7946, 3.1.6)."""
    area.convertToMultiType()
    # QGIS 3.22 winds the other way only; in a mirror, that is this way
    area.get().swapXy()
    area = area.forceRHR()
    area.get().swapXy()
    return area


def polygons_in(geometry: QgsGeometry) -> QgsGeometry:
    """What is left of an overlap as a valid polygon; empty where that is nothing."""
    if geometry.type() != _POLYGON or geometry.wkbType() == QgsWkbTypes.Type.GeometryCollection:
        geometry = QgsGeometry(geometry)
        if not geometry.convertGeometryCollectionToSubclass(_POLYGON):
            return QgsGeometry()
    return geometry


def _check_polygon(geometry: QgsGeometry) -> None:
    if geometry.type() != _POLYGON:
        raise BadAnnotation("It is no area.", NO_AREAS)


def _repaired(area: QgsGeometry) -> tuple[QgsGeometry, bool]:
    """Shapely's repair, and whether it left lines or points over."""
    try:
        mended = make_valid(shapely.wkb.loads(bytes(area.asWkb())))
    except (ShapelyError, ValueError) as error:
        raise BadAnnotation(f"It can't be repaired ({error}).", "Draw it again.") from None
    polygons = polygons_of(mended)
    if not polygons:
        raise BadAnnotation(
            "It has no area: its outline is a line or a point.", "Draw it again, or delete it."
        )
    whole = MultiPolygon(polygons)
    repaired = QgsGeometry()
    repaired.fromWkb(shapely.wkb.dumps(whole))
    return repaired, mended.geom_type not in ("Polygon", "MultiPolygon")
