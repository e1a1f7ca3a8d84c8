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


def origin_of(database: Database, path: str) -> Optional[bytes]:
    """What a file held before our exports of it; None where there were none since it was read."""
    if not database.has_table("origins"):
        return None
    for row in database.rows("SELECT content FROM origins WHERE path = ?", path):
        return unpack(bytes.fromhex(row.GetFieldAsString(0)))
    return None


def note_origin(database: Database, path: str, data: bytes) -> None:
    """Notes what a file held before an export, unless an earlier export was noted."""
    database.execute(
        "CREATE TABLE IF NOT EXISTS origins (path TEXT PRIMARY KEY, content TEXT NOT NULL)"
    )
    insert = "INSERT OR IGNORE INTO origins (path, content) VALUES (?, ?)"
    database.execute(insert, path, pack(data).hex())


def forget_origin(database: Database, path: str) -> None:
    """Forgets it: the file was read, and what is in it is known."""
    if database.has_table("origins"):
        database.execute("DELETE FROM origins WHERE path = ?", path)


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
