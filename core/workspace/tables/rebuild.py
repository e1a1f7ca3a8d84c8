"""Converts a table that another program wrote in its own form back to ours: no row is lost.

How the columns of geometry and ids are called, and which CRS and types are written, depends on the
program (geopandas, ogr2ogr and QGIS differ). Changing a column's type (QGIS and OGR can) does not
convert its values: OGR then reads a label as 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Optional

from osgeo import gdal, ogr, osr

from ...images.files.gdal_errors import gdal_errors_as
from ..geopackage.database import Database
from ..geopackage.sql import SqlName, SqlPart, bind, ogr_polygons
from .schema import GEOMETRY, create_table, fields_of

_OURS = ("fid", "geom")
_TEXTS = {
    ogr.OFTString: "CAST(? AS TEXT)",
    # Also the digits of large integers that pandas has turned into 3.0.
    ogr.OFTInteger64: "CASE typeof(?) WHEN 'real' THEN CAST(CAST(? AS INTEGER) AS TEXT) "
    "ELSE CAST(? AS TEXT) END",
}
"""What of a column is read, by the type that it has with us."""


class _Row(NamedTuple):
    """``own`` are the texts of our columns, ``others`` the values of all other columns."""

    fid: int
    shape: Optional[ogr.Geometry]
    own: Mapping[str, Optional[str]]
    others: Mapping[str, object]


def rebuild(database: Database, table: str, found: str) -> None:
    """Replaces a table by one in our form, with the rows of the one that was ``found``.

    Columns of others stay. Use it in a transaction, right after the database was opened.

    :raises WorkspaceError: where it can't be read or written.
    """
    with gdal_errors_as(database.failure):
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
        del layer, definition, fields  # these become invalid with the table
    database.drop_table(found)
    create_table(database, table)
    with gdal_errors_as(database.failure):
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
    """The values of our columns, by row, whatever type they are declared as: OGR has no field for a
    column of a type that it doesn't know (``VARCHAR(30)``)."""
    kinds = dict(fields_of(table))
    there = database.rows("SELECT name FROM pragma_table_info(?)", found)
    own = [name for row in there if (name := row.GetFieldAsString(0)).lower() in kinds]
    texts = [_text_of(SqlName(name), kinds[name.lower()]) for name in own]
    columns = SqlPart(", ".join(["CAST(rowid AS TEXT)", *texts]))
    return {
        int(row.GetFieldAsString(0)): {
            name.lower(): row.GetFieldAsString(at) if row.IsFieldSetAndNotNull(at) else None
            for at, name in enumerate(own, 1)
        }
        for row in database.rows("SELECT ? FROM ?", columns, SqlName(found))
    }


def _text_of(column: SqlName, kind: int) -> str:
    """The expression by which a column of ours is read."""
    text = _TEXTS[kind]
    return bind(text, *[column] * text.count("?"))


def _value(row: ogr.Feature, at: int) -> object:
    return row.GetField(at) if row.IsFieldSetAndNotNull(at) else None


def _set(feature: ogr.Feature, index: int, value: object) -> None:
    if value is None:
        feature.SetFieldNull(index)
        return
    kind = feature.GetFieldDefnRef(index).GetType()
    if kind == ogr.OFTInteger64:  # pandas writes integers in a column with nulls as 3.0
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
    """A row's geometry in longitude and latitude; None where there is none, or it can't be
    transformed."""
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
    except RuntimeError:  # where another plugin lets GDAL raise
        return False


def _to_degrees(crs: Optional[osr.SpatialReference]) -> Optional[osr.CoordinateTransformation]:
    """None where there is nothing to transform, or the CRS is not known."""
    degrees = osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    if crs is None or not (crs.IsGeographic() or crs.IsProjected()):
        return None
    crs = crs.Clone()
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return None if crs.IsSame(degrees) else osr.CoordinateTransformation(crs, degrees)
