"""A GeoPackage through OGR.

Python's ``sqlite3`` is not used on purpose, but for a file that is being made (`new_file`): if it
brings a second copy of the SQLite library into the process, closing a file in one copy drops the
locks of the other (sqlite.org, "How To Corrupt An SQLite Database File", 2.2.1), and QGIS has the
same file open.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Optional

from osgeo import gdal, ogr, osr

from ...base.errors import ScaneoError
from ...images.files.gdal_errors import gdal_errors_as, quiet, require
from .faults import closed, not_made, not_read, odd_file, why_failed, why_not_opened
from .files import copy_files, has_more_beside
from .sql import Bound, SqlName, bind
from .turns import write_turn


class WorkspaceError(ScaneoError):
    """A workspace that can't be opened, read or written."""


class Database:
    """An open GeoPackage. Use it in the thread that opened it, and close it."""

    def __init__(self, dataset: gdal.Dataset, path: Path, is_writable: bool = True) -> None:
        self._dataset: Optional[gdal.Dataset] = dataset
        self._results: dict[int, ogr.Layer] = {}
        self._copied_to: Optional[TemporaryDirectory[str]] = None
        self._is_writable = is_writable
        self.path = path
        self.block_count = 0
        """How many transactions and snapshots began: what was read before may be out of date."""

    @classmethod
    def create(cls, path: Path) -> Database:
        """:raises WorkspaceError: where the file can't be made."""
        with gdal_errors_as(lambda reason: WorkspaceError(not_made(path), reason)):
            driver = gdal.GetDriverByName("GPKG")
            # Without counts that triggers keep: GDAL drops and makes these between our statements,
            # and where the disk is full then, it goes on after SQLite has rolled all back.
            options = ["ADD_GPKG_OGR_CONTENTS=NO"]
            dataset = driver.Create(str(path), 0, 0, 0, gdal.GDT_Unknown, options)
            require(dataset is not None)
        return cls(dataset, path)

    @classmethod
    def open(cls, path: Path, writable: bool = True) -> Database:
        """:raises WorkspaceError: where the file is no GeoPackage or can't be opened."""
        if odd := odd_file(path):
            raise WorkspaceError(odd)
        if not writable and has_more_beside(path):
            return cls.open_copy(path)
        flags = gdal.OF_VECTOR | (gdal.OF_UPDATE if writable else 0)
        with gdal_errors_as(
            lambda reason: WorkspaceError(why_not_opened(path, writable, reason), reason)
        ):
            dataset = gdal.OpenEx(str(path), flags, allowed_drivers=["GPKG"])
            require(dataset is not None)
        return cls(dataset, path, writable)

    @classmethod
    def open_copy(cls, path: Path) -> Database:
        """Opens a copy, with the files beside it: for a file that can't be read where it is, or not
        unchanged.

        :raises WorkspaceError: like `open`.
        """
        folder = TemporaryDirectory(prefix="scaneo_bridge-")
        copy = Path(folder.name) / path.name
        try:
            copy_files(path, copy)
            database = cls.open(copy)
        except (OSError, WorkspaceError) as error:
            folder.cleanup()
            raise WorkspaceError(not_read(path), str(error)) from error
        database._copied_to, database.path = folder, path
        return database

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @property
    def dataset(self) -> gdal.Dataset:
        """The open dataset. :raises WorkspaceError: after `close`."""
        if self._dataset is None:
            raise WorkspaceError(closed(self.path))
        return self._dataset

    def close(self) -> None:
        """Writes what is pending, such as the time of the last change, and closes the file."""
        with write_turn(self.path) if self._is_writable else nullcontext(), quiet():
            self._release_results()
            self._dataset = None  # GDAL closes a dataset with its last reference
        if self._copied_to is not None:
            self._copied_to.cleanup()

    def create_table(self, name: str, geometry: int, is_indexed: bool = True) -> ogr.Layer:
        """Creates a table with a geometry column of that type, in EPSG:4326; without one for
        wkbNone. ``is_indexed``: with an R-tree, which `index_geometry` makes otherwise.

        :raises WorkspaceError: where the disk refuses.
        """
        wgs84 = None
        if geometry != ogr.wkbNone:
            wgs84 = osr.SpatialReference()
            wgs84.ImportFromEPSG(4326)
        index = f"SPATIAL_INDEX={'YES' if is_indexed else 'NO'}"
        options = ["FID=fid", "GEOMETRY_NAME=geom", index]
        with gdal_errors_as(self.failure):
            layer = self.dataset.CreateLayer(name, wgs84, geometry, options)
            require(layer is not None)
        return layer

    def index_geometry(self, name: str) -> None:
        """Makes the R-tree of a table that has none.

        :raises WorkspaceError: where the disk refuses.
        """
        self.execute("SELECT CreateSpatialIndex(?, 'geom')", name)

    def drop_table(self, name: str) -> None:
        """Drops a table with its indexes and triggers. Its layer must not be open.

        :raises WorkspaceError: where it doesn't exist, or the disk refuses.
        """
        with gdal_errors_as(self.failure):
            dataset = self.dataset
            at = next(
                (
                    at
                    for at in range(dataset.GetLayerCount())
                    if dataset.GetLayer(at).GetName().lower() == name.lower()
                ),
                None,
            )
            require(at is not None and dataset.DeleteLayer(at) == ogr.OGRERR_NONE)

    def execute(self, sql: str, *values: Bound) -> None:
        """Runs a statement; each ``?`` stands for a value.

        :raises WorkspaceError: where SQLite refuses.
        """
        for _ in self.rows(sql, *values):
            pass

    def rows(self, sql: str, *values: Bound) -> Iterator[ogr.Feature]:
        """The features that a query returns, fetched a few at a time.

        :raises WorkspaceError: where SQLite refuses, or fails in the middle.
        """
        statement = bind(sql, *values)
        with gdal_errors_as(self.failure):
            layer = self.dataset.ExecuteSQL(statement)
            require(gdal.GetLastErrorType() < gdal.CE_Failure)
        if layer is None:
            return
        self._results[id(layer)] = layer
        count = 1  # many ask for one row, which may be large
        try:
            while id(layer) in self._results:
                some = self._next_rows(layer, count)
                yield from some
                if len(some) < count:
                    return
                count = _ROWS
            raise self.failure("the query was ended")
        finally:
            self._release(layer)

    def _next_rows(self, layer: ogr.Layer, count: int) -> list[ogr.Feature]:
        """The next rows of a query; fewer than ``count`` where these are the last ones."""
        found: list[ogr.Feature] = []
        # Nobody's handler is in place while others go on with a row.
        with gdal_errors_as(self.failure):
            while len(found) < count:
                feature = layer.GetNextFeature()
                if feature is None:  # a broken page must not look like the last row
                    require(gdal.GetLastErrorType() < gdal.CE_Failure)
                    break
                found.append(feature)
        return found

    def _release(self, layer: ogr.Layer) -> None:
        """Ends a query, once."""
        if self._results.pop(id(layer), None) is not None:
            self.dataset.ReleaseResultSet(layer)

    def _release_results(self) -> None:
        """Ends all queries: a traceback may keep some alive, and with them SQLite's lock."""
        for layer in list(self._results.values()):
            self._release(layer)

    def check_whole(self) -> None:
        """:raises WorkspaceError: where the file is damaged."""
        for row in self.rows("PRAGMA quick_check(1)"):
            if row.GetFieldAsString(0) != "ok":
                raise self.failure(f"malformed: {row.GetFieldAsString(0)}")

    def into_one_file(self) -> None:
        """Moves what SQLite has in files beside the GeoPackage into it.

        :raises WorkspaceError: where it is open elsewhere, or the disk refuses.
        """
        self.execute("PRAGMA journal_mode = delete")

    def has_table(self, name: str) -> bool:
        """Whether there is a table of that name."""
        found = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
        return any(True for _ in self.rows(found, name))

    def has_row(self, table: str, fid: int) -> bool:
        """Whether a table has a row with this id."""
        return any(True for _ in self.rows("SELECT 1 FROM ? WHERE fid = ?", SqlName(table), fid))

    def update(self, table: str, fid: int, wkb: Optional[bytes], **texts: Optional[str]) -> None:
        """Changes columns of a row, by name, and its geometry: empty removes it, None leaves it.

        :raises WorkspaceError: where the row was deleted or can't be written.
        """
        with gdal_errors_as(self.failure):
            layer = self.dataset.GetLayerByName(table)
            feature = layer.GetFeature(fid)
            require(feature is not None)
            for name, text in texts.items():
                feature.SetField(name, text)
            if wkb is not None:
                feature.SetGeometryDirectly(geometry_of(wkb))
            gdal.ErrorReset()
            is_done = layer.SetFeature(feature) == ogr.OGRERR_NONE
            require(is_done and gdal.GetLastErrorType() < gdal.CE_Failure)  # as in `Inserter.add`

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction: where the block raises, everything in it is rolled back.

        Waits for its write turn, and for other programs for some seconds.

        :raises WorkspaceError: where the file is locked or the disk refuses.
        """
        with write_turn(self.path), self._block(ASK_FOR_LOCK):
            yield

    def wait_briefly(self) -> None:
        """From now on, waits a moment only for other programs."""
        self.execute(f"PRAGMA busy_timeout = {_LOCK_WAIT}")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """A read transaction: all queries in the block see the same state. Nothing may be written
        in it.

        :raises WorkspaceError: where the file can't be read.
        """
        with self._block("SELECT count(*) FROM sqlite_master"):
            yield

    @contextmanager
    def _block(self, first: str) -> Iterator[None]:
        """A transaction, with its first statement."""
        with quiet():
            with gdal_errors_as(self.failure):
                require(self.dataset.StartTransaction() == ogr.OGRERR_NONE)
            self.block_count += 1
            try:
                self.execute(first)
                yield
                with gdal_errors_as(self.failure):
                    require(self.dataset.CommitTransaction() == ogr.OGRERR_NONE)
            except BaseException:
                self._release_results()
                with suppress(RuntimeError):  # the first error is the one to report
                    self.dataset.RollbackTransaction()
                raise

    @contextmanager
    def sound(self, what: str) -> Iterator[None]:
        """For reading what others may have written. :raises WorkspaceError: where it fails."""
        try:
            yield
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise self.failure(f"malformed {what}") from error

    def failure(self, reason: str) -> WorkspaceError:
        """The error for a message of GDAL."""
        return WorkspaceError(why_failed(self.path, reason), reason)


_LOCK_WAIT = 300  # ms: nobody notices
_ROWS = 16  # rows that are fetched at once: to set up and to look for errors takes longer than one

ASK_FOR_LOCK = "DELETE FROM gpkg_contents WHERE 0"
"""Asks for the lock and changes nothing. Who reads first and is overtaken by another who writes
could not write any more: SQLite refuses that at once, however long one would wait."""


def geometry_of(wkb: Optional[bytes]) -> Optional[ogr.Geometry]:
    """The geometry of these bytes; None and empty mean none.

    :raises RuntimeError: where they are no geometry.
    """
    geometry = ogr.CreateGeometryFromWkb(wkb) if wkb else None
    require(geometry is not None or not wkb)
    return geometry
