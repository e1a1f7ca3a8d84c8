"""A layer's geometries in longitude and latitude."""

from __future__ import annotations

from math import floor, isnan
from typing import Optional

import shapely.wkb
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
)
from shapely.geometry import MultiPolygon
from shapely.ops import unary_union

from ...scaneo.geometry import BadAnnotation
from ..globe import area_on_globe

WGS84 = "EPSG:4326"
_STEPS = 200
"""Points around an outline: a straight edge of one reference system bends in another."""
_FINE_STEPS = 400
STRAIGHT = 1e-9
"""Degrees, 0.1 mm: a point of an edge that is nearer to it says nothing."""
_FAR = 720.0
"""Degrees: longitudes beyond are no place. Some count to 360, or on from an edge of the map."""
_WIDE = 90.0
"""Degrees: what is narrower can't have gone around the wrong side of the globe."""

Rings = list[list[list[QgsPointXY]]]


class Projector:
    """Transforms geometries of one coordinate reference system."""

    def __init__(
        self, crs: QgsCoordinateReferenceSystem, context: QgsCoordinateTransformContext
    ) -> None:
        wgs84 = QgsCoordinateReferenceSystem(WGS84)
        self._transform = QgsCoordinateTransform(crs, wgs84, context)

    def points(self, geometry: QgsGeometry) -> QgsGeometry:
        """Points or lines, vertex for vertex.

        :raises BadAnnotation: where the reference system has no place for one on the globe.
        """
        placed = self._transformed(geometry)
        bounds = placed.boundingBox()
        if bounds.xMinimum() < -180 or bounds.xMaximum() > 180:
            turns = (bounds.center().x() + 180) // 360
            placed.translate(-360 * turns, 0)
        return placed

    def area(self, geometry: QgsGeometry) -> QgsGeometry:
        """A polygon, vertex for vertex; where it crosses the antimeridian or holds a pole, a
        MultiPolygon that is cut there, with more points along its edges.

        :raises BadAnnotation: where the reference system has no place for it on the globe.
        """
        placed = self._transformed(geometry)
        if _is_narrow(placed.boundingBox()) or _is_narrow(_turned(placed).boundingBox()):
            return placed
        return self._around(geometry) or placed

    def bounds(self, geometry: QgsGeometry) -> QgsRectangle:
        """The bounds of a polygon's outline, which is straight in its own reference system.

        :raises BadAnnotation: as `area`, and where they would reach across the antimeridian.
        """
        outline = _turned(self._transformed(_densified(geometry, _STEPS)))
        bounds = outline.boundingBox()
        if _is_narrow(bounds):
            return bounds
        if _is_split(outline) or self._around(geometry) is not None:
            raise crossing()
        return bounds

    def _transformed(self, geometry: QgsGeometry) -> QgsGeometry:
        if isnan(geometry.length()):  # bounds pass over a position that is no number
            raise BadAnnotation(
                "One of its positions is no number.", "Draw it again, or delete it."
            )
        placed = QgsGeometry(geometry)
        try:
            placed.transform(self._transform)
        except QgsCsException:
            raise _nowhere() from None
        bounds = placed.boundingBox()
        if not (bounds.xMinimum() >= -_FAR and bounds.xMaximum() <= _FAR):
            raise _nowhere()
        if not (bounds.yMinimum() >= -90 and bounds.yMaximum() <= 90):
            raise _nowhere()
        return placed

    def _around(self, geometry: QgsGeometry) -> Optional[QgsGeometry]:
        """A polygon that is cut at the antimeridian; None where there is nothing to cut."""
        rings = _rings(_turned(self._transformed(_densified(geometry, _FINE_STEPS))))
        if not any(_jumps(ring) for polygon in rings for ring in polygon):
            return None
        area = unary_union([
            area_on_globe(_positions(outer)).difference(
                unary_union([area_on_globe(_positions(hole)) for hole in holes])
            )
            for outer, *holes in rings
        ])  # fmt: skip
        cut = QgsGeometry()
        cut.fromWkb(shapely.wkb.dumps(area if not area.is_empty else MultiPolygon()))
        return cut.simplify(STRAIGHT)


def crossing() -> BadAnnotation:
    """The error for what no box can hold."""
    return BadAnnotation(
        "It crosses the antimeridian (180 degrees) or holds a pole, and no box can.",
        "Split it there (QGIS: Split Features), or map its layer to segmentation.",
    )


def _nowhere() -> BadAnnotation:
    return BadAnnotation(
        "It lies where its layer's coordinate reference system has no longitude and latitude.",
        "Check that the layer has the right one, or move the feature.",
    )


def _turned(placed: QgsGeometry) -> QgsGeometry:
    """The geometry, moved from longitudes of 0 to 360 to those of -180 to 180, if that needs no
    cut."""
    bounds = placed.boundingBox()
    turns = floor((bounds.xMinimum() + 180) / 360)
    if turns and bounds.xMaximum() <= 360 * turns + 180:
        placed.translate(-360 * turns, 0)
    return placed


def _is_narrow(bounds: QgsRectangle) -> bool:
    return bounds.width() <= _WIDE and bounds.xMinimum() >= -180 and bounds.xMaximum() <= 180


def _is_split(placed: QgsGeometry) -> bool:
    """Whether parts on both sides of the antimeridian were one before somebody split it there."""
    bounds = placed.boundingBox()
    return (
        bounds.xMinimum() <= -180
        and bounds.xMaximum() >= 180
        and all(part.boundingBox().width() < 180 for part in placed.asGeometryCollection())
    )


def _densified(geometry: QgsGeometry, steps: int) -> QgsGeometry:
    length = geometry.length()
    return geometry.densifyByDistance(length / steps) if length > 0 else geometry


def _rings(geometry: QgsGeometry) -> Rings:
    return geometry.asMultiPolygon() if geometry.isMultipart() else [geometry.asPolygon()]


def _positions(ring: list[QgsPointXY]) -> list[tuple[float, float]]:
    return [(point.x(), point.y()) for point in ring]


def _jumps(ring: list[QgsPointXY]) -> bool:
    """Whether a ring leaves the map on one side, to come back on the other."""
    lons = [point.x() for point in ring]
    return (
        min(lons) < -180
        or max(lons) > 180
        or any(abs(after - before) > 180 for before, after in zip(lons, lons[1:]))
    )
