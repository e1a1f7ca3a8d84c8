"""Operations on areas as QGIS geometries: with straight edges, two-dimensional and valid.

Everything that draws, erases, cuts, maps or assigns areas uses these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Optional

import shapely.wkb
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
    """GEOS fails on an area."""


class FlatPolygons(NamedTuple):
    """The polygons of a geometry, and whether it also contained lines or points."""

    polygons: QgsGeometry
    has_left_over: bool


def flat_polygons(geometry: QgsGeometry) -> FlatPolygons:
    """All polygons in a geometry, also nested ones, without curves, Z and M; may be empty.

    Call this first for any geometry: with surfaces (`PolyhedralSurface`, `TIN`) or collections of
    them, most methods of QGIS 3.44 give wrong answers, and some crash.
    """
    if _is_plain(geometry):
        return FlatPolygons(geometry, False)
    whole, has_left_over = QgsMultiPolygon(), False
    for polygon in _polygons(geometry.constGet()):
        if polygon is None:
            has_left_over = True
        else:
            polygon.dropZValue()
            polygon.dropMValue()
            whole.addGeometry(polygon)
    return FlatPolygons(QgsGeometry(whole), has_left_over)


def _is_plain(geometry: QgsGeometry) -> bool:
    """Whether a geometry consists of polygons only, none of them empty."""
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


class RepairedGeometry(NamedTuple):
    """Like `base.repair.RepairedArea`, with QGIS geometries."""

    area: QgsGeometry
    is_repaired: bool
    has_left_over: bool


def repair_geometry(geometry: QgsGeometry) -> RepairedGeometry:
    """What a geometry covers, as a valid polygon or multi-polygon; empty where that is nothing.

    :raises BadArea: where GEOS fails.
    """
    flat = flat_polygons(geometry)
    if flat.polygons.isGeosValid():
        return RepairedGeometry(flat.polygons, False, flat.has_left_over)
    try:
        valid_area = repair_area(shapely.wkb.loads(bytes(flat.polygons.asWkb())))
    except (ShapelyError, ValueError) as error:
        why = message("areas.unrepaired", "It can't be repaired ({why}).", why=str(error))
        raise BadArea(why) from None
    area = QgsGeometry()
    area.fromWkb(as_wkb(valid_area.area))
    return RepairedGeometry(
        area, valid_area.is_repaired, valid_area.has_left_over or flat.has_left_over
    )


def valid_area(geometry: QgsGeometry) -> QgsGeometry:
    """What a geometry covers.

    :raises BadArea: where GEOS fails.
    """
    return repair_geometry(geometry).area


def union_of(geometries: Iterable[QgsGeometry]) -> QgsGeometry:
    """The union of areas.

    :raises BadArea: where GEOS fails.
    """
    return valid_area(_answer(QgsGeometry.unaryUnion([valid_area(one) for one in geometries])))


def difference(area: QgsGeometry, other: QgsGeometry) -> QgsGeometry:
    """An area without another one.

    :raises BadArea: where GEOS fails.
    """
    return valid_area(_answer(valid_area(area).difference(valid_area(other))))


def intersection(area: QgsGeometry, other: QgsGeometry) -> QgsGeometry:
    """The part of an area that lies in another one.

    :raises BadArea: where GEOS fails.
    """
    return valid_area(_answer(valid_area(area).intersection(valid_area(other))))


def _answer(geometry: QgsGeometry) -> QgsGeometry:
    """QGIS returns a null geometry where GEOS fails, which is not the same as an empty one."""
    if geometry.isNull():
        raise BadArea(
            message("areas.geos", "GEOS gives up ({why}).", why=str(geometry.lastError()))
        )
    return geometry
