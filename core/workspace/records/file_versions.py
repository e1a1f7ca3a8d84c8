"""The content of files before we exported them.

A program that had read a file before the export writes it again without what the export added:
SCANEO always does, as it reads a folder once. The earlier content shows what was missing from the
start and what was deleted.
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
from ..geopackage.sql import SqlName, SqlPart, bind

# GDAL returns a text column's values as text only; older versions stored the digits themselves.
_DIGITS = (
    "CASE typeof(content) WHEN 'blob' THEN hex(substr(content, ?, ?)) "
    "ELSE substr(content, 2 * ? - 1, 2 * ?) END"
)
_PIECE = 2**22  # bytes that are read at once: GDAL copies a column's text several times
_MOST = 20  # versions of a file: beyond that, those between the first and the last ones are deleted


def versions_of(database: Database, path: str) -> list[Data]:
    """The content of a file before each of our exports since it was last read, the oldest first."""
    found = []
    for table, order in (("origins", "rowid"), ("exports", "number")):
        if database.has_table(table):
            query = "SELECT rowid AS number FROM ? WHERE path = ? ORDER BY ?"
            rows = database.rows(query, SqlName(table), path, SqlName(order))
            found += [(SqlName(table), row.GetFieldAsInteger64(0)) for row in rows]
    with database.sound(f"version of {path}"):
        return [unpack_large(_packed(database, *row)) for row in found]


def _packed(database: Database, table: SqlName, row: int) -> bytes:
    packed = bytearray()
    while True:
        at = len(packed) + 1
        piece = SqlPart(bind(_DIGITS, at, _PIECE, at, _PIECE))
        rows = database.rows("SELECT ? AS digits FROM ? WHERE rowid = ?", piece, table, row)
        digits = next((one.GetFieldAsString(0) for one in rows), "")
        if not digits:
            return bytes(packed)
        packed += bytes.fromhex(digits)


def is_exported(database: Database, path: str) -> bool:
    """Whether we exported a file since it was last read."""
    return database.has_table("origins") and any(
        True for _ in database.rows("SELECT path FROM origins WHERE path = ?", path)
    )


def note_version(database: Database, path: str, data: Data) -> None:
    """Stores the content of a file before an export."""
    _make_tables(database)
    table = "exports" if is_exported(database, path) else "origins"
    insert = "INSERT INTO ? (path, content) VALUES (?, ?)"
    database.execute(insert, SqlName(table), path, pack(data))
    _drop_middle(database, [path])


def note_read(database: Database, paths: Sequence[str]) -> None:
    """Like `note_version`, with the content that the workspace has of these files: SQLite copies
    it."""
    if not paths:
        return
    _make_tables(database)
    # An outer transaction rolls errors back: SQLite need not keep the pages for this statement as
    # well.
    insert = (
        "INSERT OR FAIL INTO ? (path, content) SELECT path, content FROM files "
        "WHERE path IN ? AND path ? (SELECT path FROM origins)"
    )
    for table, is_known in (("exports", "IN"), ("origins", "NOT IN")):
        database.execute(insert, SqlName(table), tuple(paths), SqlPart(is_known))
    _drop_middle(database, paths)


def note_new(database: Database, paths: Sequence[str]) -> None:
    """Like `note_version`, for files that did not exist before an export."""
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
    """Deletes the versions between the first and the last ones, where a file has too many."""
    database.execute(
        "DELETE FROM exports WHERE number IN (SELECT number FROM (SELECT number, "
        "row_number() OVER (PARTITION BY path ORDER BY number DESC) AS age "
        "FROM exports WHERE path IN ?) WHERE age > ?)",
        tuple(paths),
        _MOST,
    )


def forget_versions(database: Database, path: str) -> None:
    """Deletes the versions: the file was read, so its content is known."""
    for table in ("origins", "exports"):
        if database.has_table(table):
            database.execute("DELETE FROM ? WHERE path = ?", SqlName(table), path)


def count_returned(earlier: Data, base: Data, added: Iterable[Annotation]) -> int:
    """How many of the annotations that are new after ``base`` equal one that our exports removed
    from ``earlier``.

    :raises Unreadable: where one of them is no document that can be edited.
    """
    before = Version(earlier)
    now = Version(base, before)
    gone = _content_keys(before.shown.values()) - _content_keys(now.shown.values())
    gone.pop(None, None)  # without a content key, it equals no other
    return sum((gone & _content_keys(added)).values())


def _content_keys(annotations: Iterable[Annotation]) -> Counter[Optional[Hashable]]:
    return Counter(map(content_key, annotations))
