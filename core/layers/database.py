"""A GeoPackage through OGR.

Python's ``sqlite3`` is left alone on purpose: where it brings a second copy of the SQLite library
into the process, closing one drops the locks of the other (sqlite.org, "How To Corrupt An SQLite
Database File", 2.2.1), and QGIS has the same file open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Optional, Union

from osgeo import gdal, ogr, osr

from ..scaneo.errors import ScaneoError

Value = Union[str, int, None]


class WorkspaceError(ScaneoError):
    """A workspace that can't be opened, read or written."""


class Database:
    """An open GeoPackage. Use it in the thread that opened it, and close it."""

    def __init__(self, dataset: gdal.Dataset, path: Path) -> None:
        self._dataset: Optional[gdal.Dataset] = dataset
        self.path = path

    @classmethod
    def create(cls, path: Path) -> Database:
        """:raises WorkspaceError: where the file can't be made."""
        with _quiet():
            driver = gdal.GetDriverByName("GPKG")
            dataset = _attempt(lambda: driver.Create(str(path), 0, 0, 0, gdal.GDT_Unknown))
            if dataset is None:
                raise WorkspaceError(
                    f"The workspace {path} can't be made. Choose another place for it.", _last()
                )
        return cls(dataset, path)

    @classmethod
    def open(cls, path: Path, writable: bool = True) -> Database:
        """:raises WorkspaceError: where the file is no GeoPackage or can't be opened."""
        flags = gdal.OF_VECTOR | (gdal.OF_UPDATE if writable else 0)
        with _quiet():
            dataset = _attempt(lambda: gdal.OpenEx(str(path), flags, allowed_drivers=["GPKG"]))
            if dataset is None:
                raise WorkspaceError(
                    f"The workspace {path} can't be opened. Close other programs that use it, or "
                    "choose another file.",
                    _last(),
                )
        return cls(dataset, path)

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @property
    def dataset(self) -> gdal.Dataset:
        """The open dataset. :raises WorkspaceError: after `close`."""
        if self._dataset is None:
            raise WorkspaceError(f"The workspace {self.path} is closed.")
        return self._dataset

    def close(self) -> None:
        """Writes what is pending and lets go of the file."""
        with _quiet():
            self._dataset = None  # GDAL closes a dataset with its last reference

    def create_table(self, name: str, geometry: int) -> ogr.Layer:
        """A table with a geometry column of that type, in EPSG:4326; without one for wkbNone.

        :raises WorkspaceError: where the disk refuses.
        """
        wgs84 = None
        if geometry != ogr.wkbNone:
            wgs84 = osr.SpatialReference()
            wgs84.ImportFromEPSG(4326)
        options = ["FID=fid", "GEOMETRY_NAME=geom"]
        with _quiet():
            layer = _attempt(lambda: self.dataset.CreateLayer(name, wgs84, geometry, options))
            if layer is None:
                raise self.failure()
        return layer

    def execute(self, sql: str, *values: Value) -> None:
        """Runs a statement; each ``?`` stands for a value.

        :raises WorkspaceError: where SQLite refuses.
        """
        for _ in self.rows(sql, *values):
            pass

    def rows(self, sql: str, *values: Value) -> Iterator[ogr.Feature]:
        """The features that a query gives, fetched as they are asked for.

        :raises WorkspaceError: where SQLite refuses, or stops in the middle.
        """
        statement = _bind(sql, values)
        with _quiet():
            gdal.ErrorReset()
            layer = _attempt(lambda: self.dataset.ExecuteSQL(statement))
            if gdal.GetLastErrorType() >= gdal.CE_Failure:
                raise self.failure()
        if layer is None:
            return
        try:
            while True:
                with _quiet():
                    gdal.ErrorReset()
                    feature = _attempt(layer.GetNextFeature)
                    if feature is None and gdal.GetLastErrorType() >= gdal.CE_Failure:
                        raise self.failure()  # or a broken page would look like the last row
                if feature is None:
                    return
                yield feature
        finally:
            self.dataset.ReleaseResultSet(layer)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: what fails or is cancelled inside is rolled back.

        :raises WorkspaceError: where the file is locked or the disk refuses.
        """
        with _quiet():
            if _attempt(lambda: self.dataset.StartTransaction()) != ogr.OGRERR_NONE:
                raise self.failure()
            try:
                yield
            except BaseException:
                self.dataset.RollbackTransaction()
                raise
            if _attempt(lambda: self.dataset.CommitTransaction()) != ogr.OGRERR_NONE:
                error = self.failure()
                self.dataset.RollbackTransaction()
                raise error

    def failure(self) -> WorkspaceError:
        """The error for what GDAL said last."""
        return WorkspaceError(
            f"The workspace {self.path} can't be written or read ({_last()}). "
            "Close other programs that use it, make room on the disk, and try again."
        )


class Inserter:
    """Adds rows to one table, fast: one feature object serves them all."""

    def __init__(self, database: Database, table: str, fields: Sequence[str]) -> None:
        self._database = database
        self._layer = database.dataset.GetLayerByName(table)
        definition = self._layer.GetLayerDefn()
        self._feature = ogr.Feature(definition)
        self._spatial = definition.GetGeomFieldCount() > 0
        self._fields = [definition.GetFieldIndex(name) for name in fields]

    def add(self, wkb: Optional[bytes], *values: Union[Value, bytes]) -> None:
        """:raises WorkspaceError: where the row can't be written."""
        feature = self._feature
        feature.SetFID(-1)
        for field, value in zip(self._fields, values):
            if isinstance(value, str):
                feature.SetFieldString(field, value)
            elif isinstance(value, int):
                feature.SetFieldInteger64(field, value)
            elif value is None:
                feature.SetFieldNull(field)
            else:  # GDAL 3.6 takes bytes in this form only
                feature.SetFieldBinaryFromHexString(field, value.hex())
        if self._spatial:
            feature.SetGeometryDirectly(None if wkb is None else ogr.CreateGeometryFromWkb(wkb))
        if _attempt(lambda: self._layer.CreateFeature(feature)) != ogr.OGRERR_NONE:
            raise self._database.failure()


def _bind(sql: str, values: Sequence[Value]) -> str:
    """The statement with its values as SQL literals: OGR's ExecuteSQL takes no parameters."""
    pieces = sql.split("?")
    literals = [_literal(value) for value in values]
    return "".join(piece + literal for piece, literal in zip(pieces, [*literals, ""]))


def _literal(value: Value) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(value)
    return "'" + value.replace("'", "''") + "'"


def _attempt(call: Any) -> Any:
    """The call's answer, or None where GDAL is set to raise (other plugins may) and does."""
    try:
        return call()
    except RuntimeError:
        return None


def _last() -> str:
    return gdal.GetLastErrorMsg() or "no reason given"


@contextmanager
def _quiet() -> Iterator[None]:
    """GDAL says on stderr what goes wrong; we say it to the user."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield
    finally:
        gdal.PopErrorHandler()
