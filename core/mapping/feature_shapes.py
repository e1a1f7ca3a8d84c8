"""Converts features' geometries to what the format allows: boxes and areas."""

from __future__ import annotations

from qgis.core import QgsGeometry, QgsRectangle, QgsWkbTypes

from ..base.geometry import DRAW_OR_DELETE, BadAnnotation, Box
from ..base.messages import message
from ..images.areas import BadArea, RepairedGeometry, flat_polygons, repair_geometry
from .projector import Projector, crossing

NO_AREAS = message(
    "feature_shapes.no-areas",
    "Use QGIS's Buffer (Processing > Vector geometry) to make areas of its points or lines, or map "
    "it to classification.",
)
NO_GEOMETRY = message("feature_shapes.no-geometry", "It has no geometry.")
DRAW = message("feature_shapes.draw", "Draw it, or delete the feature.")
_POLYGON = QgsWkbTypes.GeometryType.PolygonGeometry
_UPRIGHT = 1e-6  # share of its bounds that a rectangle may leave uncovered
_HALF = 180.0  # degrees: half the globe


class Note:
    """What was changed in a geometry, which its author should know."""

    BOUNDS = message("feature_shapes.bounds", "It is no upright box: its bounds are exported.")
    REPAIRED = message("feature_shapes.repaired", "It was not valid and has been repaired.")
    WIDE = message(
        "feature_shapes.wide",
        "It is more than half the globe wide. Split it at the antimeridian (180 degrees) if it "
        "should cross that.",
    )
    LEFT_OVER = message(
        "feature_shapes.left-over",
        "Lines or points that were no part of an area have been left out.",
    )


def clean(geometry: QgsGeometry) -> tuple[QgsGeometry, list[str]]:
    """A two-dimensional geometry with straight edges, and what was changed in it.

    Of collections and surfaces, the polygons are kept.

    :raises BadAnnotation: where nothing is left.
    """
    if geometry.isNull() or geometry.isEmpty():
        raise BadAnnotation(NO_GEOMETRY, DRAW)
    flat = flat_polygons(geometry)
    if not flat.polygons.isEmpty():
        return flat.polygons, [Note.LEFT_OVER] * flat.has_left_over
    if geometry.type() == _POLYGON:
        raise BadAnnotation(
            message("feature_shapes.no-part", "It is an area without any part."), DRAW
        )
    geometry = QgsGeometry(geometry.constGet().segmentize())  # points and lines
    geometry.get().dropZValue()
    geometry.get().dropMValue()
    return geometry, []


def as_box(geometry: QgsGeometry, projector: Projector) -> tuple[Box, list[str]]:
    """The bounds of a polygon's outline in longitude and latitude.

    :raises BadAnnotation: where they can't be a box.
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
    """The bounds of the part of a box that lies in an image.

    :raises BadAnnotation: where it lies on both sides of the antimeridian, or has no extent.
    """
    bounds = piece.boundingBox()
    parts = piece.asGeometryCollection()
    if bounds.width() > _HALF and all(part.boundingBox().width() < _HALF for part in parts):
        raise crossing()
    return _box(bounds)


def _box(bounds: QgsRectangle) -> Box:
    if not (bounds.width() > 0 and bounds.height() > 0):
        what = message("feature_shapes.no-extent", "It has no extent.")
        mend = message("feature_shapes.draw-again", "Draw it again, or delete the feature.")
        raise BadAnnotation(what, mend)
    return Box(bounds.yMinimum(), bounds.xMinimum(), bounds.yMaximum(), bounds.xMaximum())


def as_area(geometry: QgsGeometry, projector: Projector) -> tuple[QgsGeometry, list[str]]:
    """A polygon as a valid MultiPolygon in longitude and latitude, wound as RFC 7946 demands.

    :raises BadAnnotation: where it has no area that can be written.
    """
    geometry, notes = clean(geometry)
    _check_polygon(geometry)
    sound = _valid(projector.area(geometry))
    notes += [Note.REPAIRED] * sound.is_repaired + [Note.LEFT_OVER] * sound.has_left_over
    return wound(sound.area), notes


def as_image_geometry(geometry: QgsGeometry, projector: Projector) -> QgsGeometry:
    """The position of a feature that gives an image a class: valid, in longitude and latitude.

    :raises BadAnnotation: where it has none.
    """
    geometry, _ = clean(geometry)
    if geometry.type() != _POLYGON:
        return projector.points(geometry)
    return _valid(projector.area(geometry)).area


def wound(area: QgsGeometry) -> QgsGeometry:
    """As a MultiPolygon, outer rings counter-clockwise, holes clockwise (RFC 7946, 3.1.6)."""
    area.convertToMultiType()
    # QGIS 3.22 can only wind the other way: mirror, wind, mirror back.
    area.get().swapXy()
    area = area.forceRHR()
    area.get().swapXy()
    return area


def _check_polygon(geometry: QgsGeometry) -> None:
    if geometry.type() != _POLYGON:
        raise BadAnnotation(message("feature_shapes.no-area", "It is no area."), NO_AREAS)


def _valid(area: QgsGeometry) -> RepairedGeometry:
    """:raises BadAnnotation: where nothing can be written."""
    try:
        sound = repair_geometry(area)
    except BadArea as error:
        mend = message("feature_shapes.anew", "Draw it again.")
        raise BadAnnotation(error.message, mend) from None
    if sound.area.isEmpty():
        what = message("feature_shapes.flat", "It has no area: its outline is a line or a point.")
        raise BadAnnotation(what, DRAW_OR_DELETE)
    return sound
