"""Transforms a layer's geometries to longitude and latitude."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor, isnan
from typing import Optional

from osgeo import ogr, osr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
)

from ..base.geometry import DRAW_OR_DELETE, BadAnnotation, as_wkb
from ..base.messages import message
from ..images.datum_operations import is_chosen_by_user
from ..images.files.gdal_errors import quiet
from ..images.footprints import leaves_map, polygons_on_globe
from ..images.georeference import LonLatTransforms, reference
from ..images.overlap import STRAIGHT

WGS84 = "EPSG:4326"
_STEPS = 200
"""Points around an outline: a straight edge of one reference system bends in another."""
_FINE_STEPS = 400
_FAR = 720.0
"""Degrees: longitudes beyond are no place. Some count to 360, or on from an edge of the map."""
_WIDE = 90.0
"""Degrees: what is narrower can't have gone around the wrong side of the globe."""


class Projector:
    """Transforms geometries of one CRS.

    Uses the best operation for each position, as GDAL does: images are read this way too, and
    QGIS's own choice may be metres off. Where the user has chosen an operation for the project,
    that one is used, unless an image in the same CRS is positioned by GDAL (`meet`).
    """

    def __init__(self, crs: QgsCoordinateReferenceSystem, project: QgsProject) -> None:
        wgs84 = QgsCoordinateReferenceSystem(WGS84)
        context = project.transformContext()
        self._qgis = QgsCoordinateTransform(crs, wgs84, context)
        self._is_chosen = is_chosen_by_user(project, crs, wgs84)
        self._system: Optional[osr.SpatialReference] = None
        self._gdal: Optional[osr.CoordinateTransformation] = None
        try:
            self._system = reference(crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT2_2019))
            self._gdal = LonLatTransforms().of(self._system)
        except ValueError:  # a CRS that only QGIS knows
            self._is_chosen = True

    def meet(self, systems: Iterable[osr.SpatialReference]) -> None:
        """Tells it the CRSs of the images that features are assigned to."""
        if self._system is not None and any(one.IsSame(self._system) for one in systems):
            self._is_chosen = False

    def points(self, geometry: QgsGeometry) -> QgsGeometry:
        """Points or lines, vertex by vertex.

        :raises BadAnnotation: where a vertex has no position on the globe.
        """
        projected = self._transformed(geometry)
        bounds = projected.boundingBox()
        if bounds.xMinimum() < -180 or bounds.xMaximum() > 180:
            turns = (bounds.center().x() + 180) // 360
            projected.translate(-360 * turns, 0)
        return projected

    def area(self, geometry: QgsGeometry) -> QgsGeometry:
        """A polygon, vertex by vertex. Where it crosses the antimeridian or contains a pole: a
        MultiPolygon that is cut there, with additional points along its edges.

        :raises BadAnnotation: where a vertex has no position on the globe.
        """
        projected = self._transformed(geometry)
        if _is_narrow(projected.boundingBox()) or _is_narrow(_turned(projected).boundingBox()):
            return projected
        return self._around(geometry) or projected

    def bounds(self, geometry: QgsGeometry) -> QgsRectangle:
        """The bounds of a polygon's outline, whose edges are straight in its own CRS.

        :raises BadAnnotation: like `area`, and where they would cross the antimeridian.
        """
        outline = _turned(self._transformed(_densified(geometry, _STEPS)))
        bounds = outline.boundingBox()
        if _is_narrow(bounds):
            return bounds
        if _is_split(outline) or self._around(geometry) is not None:
            raise crossing()
        return bounds

    def _transformed(self, geometry: QgsGeometry) -> QgsGeometry:
        if isnan(geometry.length()):  # bounds ignore coordinates that are NaN
            what = message("projector.no-number", "One of its positions is no number.")
            raise BadAnnotation(what, DRAW_OR_DELETE)
        projected = self._by_qgis(geometry) if self._is_chosen else self._by_gdal(geometry)
        bounds = projected.boundingBox()
        if not (bounds.xMinimum() >= -_FAR and bounds.xMaximum() <= _FAR):
            raise _nowhere()
        if not (bounds.yMinimum() >= -90 and bounds.yMaximum() <= 90):
            raise _nowhere()
        return projected

    def _by_qgis(self, geometry: QgsGeometry) -> QgsGeometry:
        projected = QgsGeometry(geometry)
        try:
            projected.transform(self._qgis)
        except QgsCsException:
            raise _nowhere() from None
        return projected

    def _by_gdal(self, geometry: QgsGeometry) -> QgsGeometry:
        with quiet():
            try:
                shape = ogr.CreateGeometryFromWkb(bytes(geometry.asWkb()))
                moved = None if self._gdal is None else shape.Transform(self._gdal)
            except RuntimeError:  # where another plugin lets GDAL raise
                moved = None
        if moved != 0:
            raise _nowhere()
        projected = QgsGeometry()
        projected.fromWkb(bytes(shape.ExportToWkb(ogr.wkbNDR)))
        return projected

    def _around(self, geometry: QgsGeometry) -> Optional[QgsGeometry]:
        """A polygon cut at the antimeridian; None where there is nothing to cut."""
        return cut_on_globe(_turned(self._transformed(_densified(geometry, _FINE_STEPS))))


def cut_on_globe(projected: QgsGeometry) -> Optional[QgsGeometry]:
    """A polygon in degrees, with close vertices, cut at the antimeridian; None where there is
    nothing to cut."""
    polygons = projected.asMultiPolygon() if projected.isMultipart() else [projected.asPolygon()]
    rings = [[[(point.x(), point.y()) for point in ring] for ring in one] for one in polygons]
    if not any(leaves_map(ring) for polygon in rings for ring in polygon):
        return None
    cut = QgsGeometry()
    cut.fromWkb(as_wkb(polygons_on_globe(rings)))
    return cut.simplify(STRAIGHT)


def crossing() -> BadAnnotation:
    """The error for a box that would cross the antimeridian."""
    return BadAnnotation(
        message(
            "projector.crossing",
            "It crosses the antimeridian (180 degrees) or holds a pole, and no box can.",
        ),
        message(
            "projector.split",
            "Split it there (QGIS: Split Features), or map its layer to segmentation.",
        ),
    )


def _nowhere() -> BadAnnotation:
    return BadAnnotation(
        message(
            "projector.nowhere",
            "It lies where its layer's coordinate reference system has no longitude and latitude.",
        ),
        message(
            "projector.check-crs", "Check that the layer has the right one, or move the feature."
        ),
    )


def _turned(projected: QgsGeometry) -> QgsGeometry:
    """The geometry with longitudes of 0 to 360 moved to -180 to 180, if that needs no cut."""
    bounds = projected.boundingBox()
    turns = floor((bounds.xMinimum() + 180) / 360)
    if turns and bounds.xMaximum() <= 360 * turns + 180:
        projected.translate(-360 * turns, 0)
    return projected


def _is_narrow(bounds: QgsRectangle) -> bool:
    return bounds.width() <= _WIDE and bounds.xMinimum() >= -180 and bounds.xMaximum() <= 180


def _is_split(projected: QgsGeometry) -> bool:
    """Whether parts on both sides of the antimeridian touch each other there."""
    bounds = projected.boundingBox()
    return (
        bounds.xMinimum() <= -180
        and bounds.xMaximum() >= 180
        and all(part.boundingBox().width() < 180 for part in projected.asGeometryCollection())
    )


def _densified(geometry: QgsGeometry, steps: int) -> QgsGeometry:
    length = geometry.length()
    return geometry.densifyByDistance(length / steps) if length > 0 else geometry
