"""What files held before we exported them.

Who had read a file before writes it again without what our export added: SCANEO always does, for
it reads a folder once. With the older bytes at hand, what is missing then can be told from what
was deleted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Optional

from ...base.large_bytes import Data
from ...base.model import Annotation
from ...formats.scaneo.change import EMPTY_FILE
from ...formats.scaneo.merge.matching import Version
from ...formats.scaneo.merge.similarity import content_key
from ..geopackage.database import Database
from ..geopackage.packing import pack, unpack_large
from ..geopackage.sql import Name, Part, bind

# GDAL has none but texts of a column of texts; older versions kept the digits themselves.
_DIGITS = (
    "CASE typeof(content) WHEN 'blob' THEN hex(substr(content, ?, ?)) "
    "ELSE substr(content, 2 * ? - 1, 2 * ?) END"
)
_PIECE = 2**22  # bytes that are read at once: a column's text is copied several times
_MOST = 20  # versions of a file: further ones take the place of those between first and last


def versions_of(database: Database, path: str) -> list[Data]:
    """What a file held before each of our exports of it since it was read, the oldest first."""
    found = []
    for table, order in (("origins", "rowid"), ("exports", "number")):
        if database.has_table(table):
            query = "SELECT rowid AS number FROM ? WHERE path = ? ORDER BY ?"
            rows = database.rows(query, Name(table), path, Name(order))
            found += [(Name(table), row.GetFieldAsInteger64(0)) for row in rows]
    with database.sound(f"version of {path}"):
        return [unpack_large(_packed(database, *row)) for row in found]


def _packed(database: Database, table: Name, row: int) -> bytes:
    packed = bytearray()
    while True:
        at = len(packed) + 1
        piece = Part(bind(_DIGITS, at, _PIECE, at, _PIECE))
        rows = database.rows("SELECT ? AS digits FROM ? WHERE rowid = ?", piece, table, row)
        digits = next((one.GetFieldAsString(0) for one in rows), "")
        if not digits:
            return bytes(packed)
        packed += bytes.fromhex(digits)


def is_exported(database: Database, path: str) -> bool:
    """Whether we exported a file since it was read."""
    return database.has_table("origins") and any(
        True for _ in database.rows("SELECT path FROM origins WHERE path = ?", path)
    )


def note_version(database: Database, path: str, data: Data) -> None:
    """Notes what a file held before an export."""
    _make_tables(database)
    table = "exports" if is_exported(database, path) else "origins"
    insert = "INSERT INTO ? (path, content) VALUES (?, ?)"
    database.execute(insert, Name(table), path, pack(data))
    _drop_middle(database, [path])


def note_read(database: Database, paths: Sequence[str]) -> None:
    """As `note_version`, of what the workspace has as read of some files: SQLite has the bytes
    already."""
    if not paths:
        return
    _make_tables(database)
    # What fails is rolled back by the transaction: no need that SQLite keeps the pages twice.
    insert = (
        "INSERT OR FAIL INTO ? (path, content) SELECT path, content FROM files "
        "WHERE path IN ? AND path ? (SELECT path FROM origins)"
    )
    for table, is_known in (("exports", "IN"), ("origins", "NOT IN")):
        database.execute(insert, Name(table), tuple(paths), Part(is_known))
    _drop_middle(database, paths)


def note_new(database: Database, paths: Sequence[str]) -> None:
    """As `note_version`, of files that there were none of before an export."""
    for path in paths:
        note_version(database, path, EMPTY_FILE)


def _make_tables(database: Database) -> None:
    database.execute(
        "CREATE TABLE IF NOT EXISTS origins (path TEXT PRIMARY KEY, content TEXT NOT NULL)"
    )
    database.execute(
        "CREATE TABLE IF NOT EXISTS exports "
        "(number INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL, content TEXT NOT NULL)"
    )


def _drop_middle(database: Database, paths: Sequence[str]) -> None:
    """Of too many versions of a file, those between the first and the last ones go."""
    database.execute(
        "DELETE FROM exports WHERE number IN (SELECT number FROM (SELECT number, "
        "row_number() OVER (PARTITION BY path ORDER BY number DESC) AS age "
        "FROM exports WHERE path IN ?) WHERE age > ?)",
        tuple(paths),
        _MOST,
    )


def forget_versions(database: Database, path: str) -> None:
    """Forgets them: the file was read, and what is in it is known."""
    for table in ("origins", "exports"):
        if database.has_table(table):
            database.execute("DELETE FROM ? WHERE path = ?", Name(table), path)


def count_returned(earlier: Data, base: Data, added: Iterable[Annotation]) -> int:
    """How many of what is new after ``base`` looks like what our exports took out of ``earlier``.

    :raises Unreadable: where one of them is no document that can be edited.
    """
    before = Version(earlier)
    now = Version(base, before)
    gone = _looks(before.shown.values()) - _looks(now.shown.values())
    gone.pop(None, None)  # what looks like nothing is no other
    return sum((gone & _looks(added)).values())


def _looks(annotations: Iterable[Annotation]) -> Counter[Optional[Hashable]]:
    return Counter(map(content_key, annotations))
