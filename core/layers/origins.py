"""What files held before we exported them.

Who had read a file before writes it again without what our export added: SCANEO always does, for
it reads a folder once. With the older bytes at hand, what is missing then can be told from what
was deleted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import Optional

from ..scaneo.merge.matching import Version
from ..scaneo.merge.shapes import look_key
from ..scaneo.model import Annotation
from .database import Database
from .packing import pack, unpack
from .sql import Name

_MOST = 20  # versions of a file: further ones take the place of those between first and last


def versions_of(database: Database, path: str) -> list[bytes]:
    """What a file held before each of our exports of it since it was read, the oldest first."""
    found = []
    if database.has_table("origins"):
        rows = database.rows("SELECT content FROM origins WHERE path = ?", path)
        found += [row.GetFieldAsString(0) for row in rows]
    if database.has_table("exports"):
        rows = database.rows("SELECT content FROM exports WHERE path = ? ORDER BY number", path)
        found += [row.GetFieldAsString(0) for row in rows]
    with database.sound(f"version of {path}"):
        return [unpack(bytes.fromhex(content)) for content in found]


def is_exported(database: Database, path: str) -> bool:
    """Whether we exported a file since it was read."""
    return database.has_table("origins") and any(
        True for _ in database.rows("SELECT path FROM origins WHERE path = ?", path)
    )


def note_version(database: Database, path: str, data: bytes) -> None:
    """Notes what a file held before an export."""
    content = pack(data).hex()
    _note(database, path, "INSERT INTO ? (path, content) VALUES (?, ?)", path, content)


def note_read(database: Database, path: str) -> None:
    """As `note_version`, of what the workspace has as read: SQLite has the bytes already."""
    insert = "INSERT INTO ? (path, content) SELECT path, hex(content) FROM files WHERE path = ?"
    _note(database, path, insert, path)


def _note(database: Database, path: str, insert: str, *values: str) -> None:
    database.execute(
        "CREATE TABLE IF NOT EXISTS origins (path TEXT PRIMARY KEY, content TEXT NOT NULL)"
    )
    database.execute(
        "CREATE TABLE IF NOT EXISTS exports "
        "(number INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL, content TEXT NOT NULL)"
    )
    table = "exports" if is_exported(database, path) else "origins"
    database.execute(insert, Name(table), *values)
    database.execute(
        "DELETE FROM exports WHERE path = ? AND number NOT IN "
        "(SELECT number FROM exports WHERE path = ? ORDER BY number DESC LIMIT ?)",
        path,
        path,
        _MOST,
    )


def forget_versions(database: Database, path: str) -> None:
    """Forgets them: the file was read, and what is in it is known."""
    for table in ("origins", "exports"):
        if database.has_table(table):
            database.execute("DELETE FROM ? WHERE path = ?", Name(table), path)


def count_returned(origin: bytes, base: bytes, added: Iterable[Annotation]) -> int:
    """How many of what is new after ``base`` looks like what our exports took out of ``origin``.

    :raises Unreadable: where one of them is no document that can be edited.
    """
    before = Version(origin)
    now = Version(base, before)
    gone = _looks(before.shown.values()) - _looks(now.shown.values())
    gone.pop(None, None)  # what looks like nothing is no other
    return sum((gone & _looks(added)).values())


def _looks(annotations: Iterable[Annotation]) -> Counter[Optional[Hashable]]:
    return Counter(map(look_key, annotations))
