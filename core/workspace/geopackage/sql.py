"""Puts values into SQL statements, since OGR's ExecuteSQL takes no parameters; and reads values of
rows, and of the JSON in them, which other programs may have written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional, Protocol, Union

from osgeo import ogr


class SqlName(str):
    """The name of a table or trigger for a ``?``: quoted as SQL quotes names."""


class SqlPart(str):
    """A part of a statement for a ``?``, inserted as it is: never text from a file or a person."""


Value = Union[str, int, None]
Bound = Union[Value, bytes, float, tuple[Union[str, int], ...], Mapping[int, int]]
"""What a ``?`` can stand for; a tuple is the list of ``IN``, a mapping the cases of ``CASE``."""


class TakesSql(Protocol):
    """What runs statements, such as a `Database`."""

    def execute(self, sql: str, *values: Bound) -> None: ...


def bind(sql: str, *values: Bound) -> str:
    """The statement with a value in place of each ``?``.

    :raises ValueError: where the numbers of values and of ``?`` differ: another statement than
    intended would be run.
    """
    first, *pieces = sql.split("?")
    if len(pieces) != len(values):
        raise ValueError(f"{len(pieces)} marks and {len(values)} values: {sql}")
    return first + "".join(_literal(value) + piece for value, piece in zip(values, pieces))


def _literal(value: Bound) -> str:
    if isinstance(value, SqlPart):
        return value
    if value is None:
        return "NULL"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    if isinstance(value, Mapping):
        return " ".join(f"WHEN {_literal(key)} THEN {_literal(of)}" for key, of in value.items())
    if isinstance(value, tuple):
        return f"({', '.join(map(_literal, value))})"
    if not isinstance(value, SqlName) and not is_unicode(value):
        return f"CAST(x'{_as_read(value).hex()}' AS TEXT)"
    quote = '"' if isinstance(value, SqlName) else "'"
    return quote + value.replace(quote, 2 * quote) + quote


def is_unicode(text: str) -> bool:
    """Whether a text can be encoded as UTF-8: not if it was decoded from invalid bytes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _as_read(text: str) -> bytes:
    """The original bytes of a text that is no UTF-8, as another program wrote it: GDAL turns each
    invalid byte into a lone surrogate."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def text_of(row: ogr.Feature, column: int) -> Optional[str]:
    """The text in a column; None where it is empty."""
    return row.GetFieldAsString(column) if row.IsFieldSetAndNotNull(column) else None


def flat_wkb(geometry: ogr.Geometry) -> bytes:
    """Two-dimensional little-endian WKB of the polygons in a geometry, whatever type another
    program wrote."""
    return bytes(ogr_polygons(geometry).ExportToWkb(ogr.wkbNDR))


def ogr_polygons(geometry: ogr.Geometry) -> ogr.Geometry:
    """All polygons in an OGR geometry, also nested ones, in two dimensions; may be empty."""
    kind = geometry.GetGeometryType()
    # Nearly all are; each further call takes time.
    if kind in (ogr.wkbPolygon, ogr.wkbMultiPolygon):
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


def polygons_of(row: ogr.Feature) -> bytes:
    """The polygons of a row's geometry, as `flat_wkb`; empty where it has none, or GDAL can't
    tell."""
    geometry = row.GetGeometryRef()
    try:
        return b"" if geometry is None or geometry.IsEmpty() else flat_wkb(geometry)
    except RuntimeError:  # GDAL raises where other plugins set it to
        return b""


def number(value: Any) -> int:
    """A feature index, or the id of a row that we made: neither is negative.

    :raises ValueError: where it is none.
    """
    if type(value) is not int or not 0 <= value < 2**63:
        raise ValueError(value)
    return value


def row_number(value: Any) -> int:
    """A row id, which may be negative in other programs.

    :raises ValueError: where it is none.
    """
    if type(value) is not int or not -(2**63) <= value < 2**63:
        raise ValueError(value)
    return value


def word(value: Any) -> Optional[str]:
    """A name, or None.

    :raises TypeError: where it is something else.
    """
    if not isinstance(value, (str, type(None))):
        raise TypeError(value)
    return value
