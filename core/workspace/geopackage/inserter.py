"""Adds rows to a table of a GeoPackage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional, Union

from osgeo import gdal, ogr

from ...images.files.gdal_errors import require
from .database import Database, geometry_of
from .packing import ToPack
from .sql import SqlName, Value


class Inserter:
    """Adds rows to one table, fast: one feature object is reused for all of them."""

    def __init__(self, database: Database, table: str, fields: Sequence[str]) -> None:
        self._database = database
        self._table = SqlName(table)
        self._layer = database.dataset.GetLayerByName(table)
        definition = self._layer.GetLayerDefn()
        self._feature = ogr.Feature(definition)
        self._spatial = definition.GetGeomFieldCount() > 0
        self._fields = [definition.GetFieldIndex(name) for name in fields]

    def add(self, wkb: Optional[bytes], *values: Union[Value, bytes, ToPack]) -> int:
        """Adds a row and returns its id.

        :raises WorkspaceError: where it can't be written.
        :raises ValueError: where the number of values is not that of the fields: the feature would
        still have those of the row before.
        """
        if len(values) != len(self._fields):
            raise ValueError(f"{len(self._fields)} fields and {len(values)} values")
        feature = self._feature
        feature.SetFID(-1)
        for field, value in zip(self._fields, values):
            if isinstance(value, str):
                feature.SetFieldString(field, value)
            elif isinstance(value, int):
                feature.SetFieldInteger64(field, value)
            elif value is None:
                feature.SetFieldNull(field)
            else:  # GDAL 3.6 takes bytes only as hexadecimal digits
                is_later = isinstance(value, ToPack) and value.is_large
                feature.SetFieldBinaryFromHexString(field, "" if is_later else value.hex())
        try:  # as `gdal_errors_as` does, but this runs for every row there is
            if self._spatial:
                feature.SetGeometryDirectly(geometry_of(wkb))
            gdal.ErrorReset()
            is_done = self._layer.CreateFeature(feature) == ogr.OGRERR_NONE
            # Where the disk is full, SQLite has rolled back by then, and GDAL may say it is done.
            require(is_done and gdal.GetLastErrorType() < gdal.CE_Failure)
        except RuntimeError as error:
            raise self._database.failure(str(error)) from error
        for field, value in zip(self._fields, values):
            if isinstance(value, ToPack) and value.is_large:
                self._append(feature.GetFID(), field, value)
        return int(feature.GetFID())

    def _append(self, fid: int, field: int, value: ToPack) -> None:
        """Writes a value in pieces: as one text of digits, it would take four times its memory."""
        column = SqlName(self._layer.GetLayerDefn().GetFieldDefn(field).GetName())
        update = "UPDATE ? SET ? = CAST(coalesce(?, x'') || ? AS BLOB) WHERE fid = ?"
        for piece in value.pieces():
            self._database.execute(update, self._table, column, column, piece, fid)
