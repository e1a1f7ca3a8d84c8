"""Areas of QGIS's geometries: of straight lines, in two dimensions, and sound.

All that draws, erases, cuts, maps or assigns areas takes them from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Optional

import shapely.wkb
from osgeo import ogr
from qgis.core import (
    QgsAbstractGeometry,
    QgsCurvePolygon,
    QgsGeometry,
    QgsGeometryCollection,
    QgsMultiPolygon,
    QgsPolygon,
    QgsWkbTypes,
)
from shapely.errors import ShapelyError

from ..base.errors import ScaneoError
from ..base.geometry import as_wkb
from ..base.messages import message
from ..base.repair import repair_area


class BadArea(ScaneoError):
    """GEOS gives an area up."""


class Flat(NamedTuple):
    """The polygons of a geometry, and whether it held lines or points besides."""

    polygons: QgsGeometry
    has_left_over: bool


def flat_polygons(geometry: QgsGeometry) -> Flat:
    """The polygons that a geometry holds, however deep, without curves, Z and M; maybe empty.

    Ask this of each geometry first: with surfaces (`PolyhedralSurface`, `TIN`) or collections of
    them, QGIS 3.44 answers most questions wrongly, and some end it.
    """
    if _is_plain(geometry):
        return Flat(geometry, False)
    whole, has_left_over = QgsMultiPolygon(), False
    for polygon in _polygons(geometry.constGet()):
        if polygon is None:
            has_left_over = True
        else:
            polygon.dropZValue()
            polygon.dropMValue()
            whole.addGeometry(polygon)
    return Flat(QgsGeometry(whole), has_left_over)


def _is_plain(geometry: QgsGeometry) -> bool:
    """Whether a geometry is made of polygons already, none of them empty."""
    kind, shape = geometry.wkbType(), geometry.constGet()
    if kind == QgsWkbTypes.Type.Polygon:
        return not shape.isEmpty()
    return kind == QgsWkbTypes.Type.MultiPolygon and not any(
        shape.geometryN(number).isEmpty() for number in range(shape.numGeometries())
    )


def _polygons(shape: Optional[QgsAbstractGeometry]) -> Iterator[Optional[QgsPolygon]]:
    """The polygons of a shape, as copies; None for each line or point."""
    if shape is None or shape.isEmpty():
        return
    if isinstance(shape, QgsGeometryCollection):
        for number in range(shape.numGeometries()):
            yield from _polygons(shape.geometryN(number))
    elif hasattr(shape, "numPatches"):  # a surface, since QGIS 3.40
        for number in range(shape.numPatches()):
            yield from _polygons(shape.patchN(number))
    elif isinstance(shape, QgsCurvePolygon):
        yield shape.toPolygon()
    else:
        yield None


def ogr_polygons(geometry: ogr.Geometry) -> ogr.Geometry:
    """The polygons that a geometry of OGR's holds, however deep, in two dimensions; maybe empty."""
    kind = geometry.GetGeometryType()
    if kind in (ogr.wkbPolygon, ogr.wkbMultiPolygon):  # as nearly all are; each question takes time
        return geometry
    kind = ogr.GT_Flatten(kind)
    if geometry.HasCurveGeometry():
        geometry = geometry.GetLinearGeometry()
    if geometry.GetCoordinateDimension() != 2:
        geometry.FlattenTo2D()
    if kind in (ogr.wkbPolygon, ogr.wkbMultiPolygon):
        return geometry
    whole = ogr.Geometry(ogr.wkbMultiPolygon)
    _gather(ogr.ForceToMultiPolygon(geometry.Clone()), whole)
    return whole


def _gather(geometry: ogr.Geometry, whole: ogr.Geometry) -> None:
    kind = ogr.GT_Flatten(geometry.GetGeometryType())
    if kind == ogr.wkbPolygon:
        whole.AddGeometry(geometry)
    elif kind in (ogr.wkbMultiPolygon, ogr.wkbGeometryCollection):
        for number in range(geometry.GetGeometryCount()):
            part = geometry.GetGeometryRef(number)
            is_surface = ogr.GT_Flatten(part.GetGeometryType()) != ogr.wkbPolygon
            _gather(ogr.ForceToMultiPolygon(part.Clone()) if is_surface else part, whole)


class SoundArea(NamedTuple):
    """As `base.repair.Sound`, of QGIS's geometries."""

    area: QgsGeometry
    is_repaired: bool
    has_left_over: bool


def sound_area(geometry: QgsGeometry) -> SoundArea:
    """What a geometry covers, as a valid polygon or multi-polygon; empty where that is nothing.

    :raises BadArea: where GEOS gives up.
    """
    flat = flat_polygons(geometry)
    if flat.polygons.isGeosValid():
        return SoundArea(flat.polygons, False, flat.has_left_over)
    try:
        sound = repair_area(shapely.wkb.loads(bytes(flat.polygons.asWkb())))
    except (ShapelyError, ValueError) as error:
        why = message("areas.unrepaired", "It can't be repaired ({why}).", why=str(error))
        raise BadArea(why) from None
    area = QgsGeometry()
    area.fromWkb(as_wkb(sound.area))
    return SoundArea(area, sound.is_repaired, sound.has_left_over or flat.has_left_over)


def sound(geometry: QgsGeometry) -> QgsGeometry:
    """What a geometry covers. :raises BadArea: where GEOS gives up."""
    return sound_area(geometry).area


def united(geometries: Iterable[QgsGeometry]) -> QgsGeometry:
    """All that areas cover. :raises BadArea: where GEOS gives up."""
    return sound(_answer(QgsGeometry.unaryUnion([sound(one) for one in geometries])))


def without(area: QgsGeometry, other: QgsGeometry) -> QgsGeometry:
    """What another area leaves of one. :raises BadArea: where GEOS gives up."""
    return sound(_answer(sound(area).difference(sound(other))))


def within(area: QgsGeometry, other: QgsGeometry) -> QgsGeometry:
    """What of an area lies in another one. :raises BadArea: where GEOS gives up."""
    return sound(_answer(sound(area).intersection(sound(other))))


def _answer(geometry: QgsGeometry) -> QgsGeometry:
    """QGIS answers with no geometry where GEOS gives up: that is not the same as an empty one."""
    if geometry.isNull():
        raise BadArea(
            message("areas.geos", "GEOS gives up ({why}).", why=str(geometry.lastError()))
        )
    return geometry
