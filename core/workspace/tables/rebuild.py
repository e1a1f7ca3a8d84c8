"""A table that another program wrote in a form of its own, in our form again: no row is lost.

What others name their columns of geometry and ids, and which reference system and types they
write, depends on the program (geopandas, ogr2ogr and QGIS differ). Who gives a column another type
(QGIS and OGR can) leaves the values as they are: OGR reads 0 for a label then.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Optional

from osgeo import gdal, ogr, osr

from ...images.areas import ogr_polygons
from ..geopackage.database import Database, as_database_errors
from ..geopackage.sql import Name, Part, bind
from .schema import GEOMETRY, create_table, fields_of

_OURS = ("fid", "geom")
_TEXTS = {
    ogr.OFTString: "CAST(? AS TEXT)",
    # The digits of large numbers that pandas has made 3.0 of, too.
    ogr.OFTInteger64: "CASE typeof(?) WHEN 'real' THEN CAST(CAST(? AS INTEGER) AS TEXT) "
    "ELSE CAST(? AS TEXT) END",
}
"""What of a column is read, by the type that it has with us."""


class _Row(NamedTuple):
    """``own`` are the texts of our columns, ``others`` the values of the others."""

    fid: int
    shape: Optional[ogr.Geometry]
    own: Mapping[str, Optional[str]]
    others: Mapping[str, object]


def rebuild(database: Database, table: str, found: str) -> None:
    """Puts a table in our form in the place of the one that is ``found``, with its rows.

    Columns of others stay. Use it in a transaction, right after the database was opened.

    :raises WorkspaceError: where it can't be read or written.
    """
    with as_database_errors(database):
        layer = database.dataset.GetLayerByName(found)
        definition = layer.GetLayerDefn()
        fields = [definition.GetFieldDefn(at) for at in range(definition.GetFieldCount())]
        known = {name.lower() for name, _ in fields_of(table)}
        more = {
            at: ogr.FieldDefn(field.GetName(), field.GetType())
            for at, field in enumerate(fields)
            if field.GetName().lower() not in {*known, *_OURS}
        }
        to_degrees = _to_degrees(layer.GetSpatialRef())
        stored = _stored(database, table, found)
        rows = [
            _Row(
                row.GetFID(),
                _shape(row, table, to_degrees),
                stored[row.GetFID()],
                {one.GetName(): _value(row, at) for at, one in more.items()},
            )
            for row in layer
        ]
        del layer, definition, fields  # they end with the table
    database.drop_table(found)
    create_table(database, table)
    with as_database_errors(database):
        layer = database.dataset.GetLayerByName(table)
        for field in more.values():
            layer.CreateField(field)
        feature = ogr.Feature(layer.GetLayerDefn())
        for row in rows:
            feature.SetFID(row.fid)
            for name, value in [*row.own.items(), *row.others.items()]:
                _set(feature, feature.GetFieldIndex(name), value)
            if table in GEOMETRY:
                feature.SetGeometry(row.shape)
            gdal.ErrorReset()
            if layer.CreateFeature(feature) != ogr.OGRERR_NONE:
                raise RuntimeError(gdal.GetLastErrorMsg())


def _stored(
    database: Database, table: str, found: str
) -> Mapping[int, Mapping[str, Optional[str]]]:
    """What our columns hold, by row, whatever types they are said to have: those of types that OGR
    doesn't know (``VARCHAR(30)``) are no fields for it."""
    kinds = dict(fields_of(table))
    there = database.rows("SELECT name FROM pragma_table_info(?)", found)
    own = [name for row in there if (name := row.GetFieldAsString(0)).lower() in kinds]
    texts = [_text_of(Name(name), kinds[name.lower()]) for name in own]
    columns = Part(", ".join(["CAST(rowid AS TEXT)", *texts]))
    return {
        int(row.GetFieldAsString(0)): {
            name.lower(): row.GetFieldAsString(at) if row.IsFieldSetAndNotNull(at) else None
            for at, name in enumerate(own, 1)
        }
        for row in database.rows("SELECT ? FROM ?", columns, Name(found))
    }


def _text_of(column: Name, kind: int) -> str:
    """What of a column is read that has a type with us."""
    text = _TEXTS[kind]
    return bind(text, *[column] * text.count("?"))


def _value(row: ogr.Feature, at: int) -> object:
    return row.GetField(at) if row.IsFieldSetAndNotNull(at) else None


def _set(feature: ogr.Feature, index: int, value: object) -> None:
    if value is None:
        feature.SetFieldNull(index)
        return
    kind = feature.GetFieldDefnRef(index).GetType()
    if kind == ogr.OFTInteger64:  # numbers beside nulls come from pandas as 3.0
        try:
            feature.SetFieldInteger64(index, int(float(str(value))))
        except (OverflowError, ValueError):
            feature.SetFieldNull(index)
    elif kind == ogr.OFTString:
        feature.SetFieldString(index, str(value))
    else:
        feature.SetField(index, value)


def _shape(
    row: ogr.Feature, table: str, to_degrees: Optional[osr.CoordinateTransformation]
) -> Optional[ogr.Geometry]:
    """A row's shape in longitude, latitude; None where there is none, or it can't be there."""
    shape = row.GetGeometryRef()
    if shape is None or table not in GEOMETRY:
        return None
    shape = shape.Clone()
    polygons = ogr_polygons(shape)
    shape = shape if polygons.IsEmpty() else polygons
    if to_degrees is not None and not _transform(shape, to_degrees):
        return None
    kind = ogr.GT_Flatten(shape.GetGeometryType())
    if GEOMETRY[table] == ogr.wkbMultiPolygon and kind == ogr.wkbPolygon:
        return ogr.ForceToMultiPolygon(shape)
    if GEOMETRY[table] == ogr.wkbPolygon and kind == ogr.wkbMultiPolygon:
        return shape.GetGeometryRef(0).Clone() if shape.GetGeometryCount() == 1 else shape
    return shape


def _transform(shape: ogr.Geometry, to_degrees: osr.CoordinateTransformation) -> bool:
    try:
        return bool(shape.Transform(to_degrees) == ogr.OGRERR_NONE)
    except RuntimeError:  # GDAL raises where other plugins set it to
        return False


def _to_degrees(crs: Optional[osr.SpatialReference]) -> Optional[osr.CoordinateTransformation]:
    """None where there is nothing to do, or nothing known."""
    degrees = osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    if crs is None or not (crs.IsGeographic() or crs.IsProjected()):
        return None
    crs = crs.Clone()
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return None if crs.IsSame(degrees) else osr.CoordinateTransformation(crs, degrees)
