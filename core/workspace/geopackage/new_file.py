"""Rows of a GeoPackage that was just made, by Python's ``sqlite3``: in a tenth of OGR's time.

Only while nobody else has the file open: if ``sqlite3`` brings a second copy of the SQLite library
into the process, closing the file in one copy drops the locks of the other (sqlite.org, "How To
Corrupt An SQLite Database File", 2.2.1).
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Union

from .database import WorkspaceError
from .faults import why_failed
from .packing import ToPack
from .sql import Bound, SqlName, Value, bind

_WGS84 = 4326
_HEAD = struct.Struct("<2sBBi4d")
_LITTLE_ENDIAN, _HAS_BOUNDS = 0b1, 0b10
Extent = tuple[float, float, float, float]
"""West, south, east and north."""


def geometry_blob(wkb: bytes, bounds: Extent) -> bytes:
    """A geometry in EPSG:4326 as a GeoPackage stores it, byte for byte as GDAL writes it
    (GeoPackage 1.3, 2.1.3: a header with bounds, and WKB)."""
    west, south, east, north = bounds
    flags = _LITTLE_ENDIAN | _HAS_BOUNDS
    return _HEAD.pack(b"GP", 0, flags, _WGS84, west, east, south, north) + wkb


class NewFile:
    """A GeoPackage whose tables are there, and empty. Its triggers and R-trees come later."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    @contextmanager
    def filling(cls, file: Path, path: Path) -> Iterator[NewFile]:
        """Open for the block. Where that raises, the file is of no use any more; ``path`` is what
        errors call it.

        :raises WorkspaceError: where SQLite refuses.
        """
        try:
            with closing(sqlite3.connect(file, isolation_level=None)) as connection:
                for pragma in ("journal_mode = OFF", "synchronous = OFF"):
                    connection.execute(f"PRAGMA {pragma}")
                connection.execute("BEGIN")
                yield cls(connection, path)
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise WorkspaceError(why_failed(path, str(error)), str(error)) from error

    def execute(self, sql: str, *values: Bound) -> None:
        """As `Database.execute`."""
        self._connection.execute(bind(sql, *values))

    def insert(
        self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Union[Value, bytes]]]
    ) -> None:
        """Adds rows; each has a value for each column."""
        named = ", ".join(map(bind, "?" * len(columns), map(SqlName, columns)))
        marks = ", ".join("?" * len(columns))
        statement = f"{bind('INSERT INTO ?', SqlName(table))} ({named}) VALUES ({marks})"
        self._connection.executemany(statement, rows)

    def append(self, table: str, column: str, value: ToPack) -> None:
        """Writes a value in pieces into the row that was added last."""
        name = SqlName(column)
        update = bind("UPDATE ? SET ? = CAST(coalesce(?, x'') || ", SqlName(table), name, name)
        for piece in value.pieces():
            self._connection.execute(
                f"{update}? AS BLOB) WHERE rowid = last_insert_rowid()", (piece,)
            )

    def set_extent(self, table: str, extent: Extent) -> None:
        """Records the bounds of a table's rows, from which QGIS takes a layer's."""
        west, south, east, north = extent
        update = (
            "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? "
            "WHERE table_name = ?"
        )
        self.execute(update, west, south, east, north, table)
