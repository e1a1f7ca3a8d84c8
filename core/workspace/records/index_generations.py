"""Generations of feature indexes: which indexes in rows are valid in this workspace.

A row has in ``origin`` and ``place`` the source image of its annotation and its feature index
there; by that it keeps its ``id`` and its other members in the file. Pasting a row pastes these,
too: from another campaign, or from a copy made before an export gave the index to another
annotation. So an index is stored together with a random number, its generation. The table ``marks``
says, by ``image`` ("" for all) and ``first``, which generation the indexes from ``first`` on have:
a new one whenever indexes get other annotations. Only the last one is valid.

Only an insertion sets the two columns. Any other program's later change of them (attributes that
are pasted, joined or merged, SQL) is undone by a trigger: a feature keeps its index. While the row
`OWN_WRITES` is there, the plugin may write them; the row is never committed.

Index and generation are stored as one number below 2**53: pandas and JavaScript keep it exactly.
"""

from __future__ import annotations

import secrets
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple, Optional

from ..geopackage.database import Database
from ..geopackage.sql import SqlName

_BITS = 26  # bits of an index: a file with as many annotations would have gigabytes
INDEX_BITS = (1 << _BITS) - 1
"""Mask of the feature index in a stored number; the bits above are the generation."""
_MARKS = 1 << 27
OWN_WRITES = "/"
"""Stands in the table ``marks`` for an image's name; no image has this one."""
_MOST = 50  # generations of one image: beyond that, all of its indexes get a new one


class GenerationSpan(NamedTuple):
    """The indexes of an image from ``first`` on have the generation ``mark``, up to the next
    span."""

    first: int
    mark: int


class IndexNumbering:
    """The generations of one image's indexes."""

    def __init__(self, spans: list[GenerationSpan]) -> None:
        self._spans = spans
        self._firsts = [span.first for span in spans]

    def number(self, index: int) -> int:
        """The number that is stored for an index."""
        return self._mark(index) << _BITS | index

    def feature_index(self, number: int) -> Optional[int]:
        """The index of a stored number; None where that is not valid."""
        index = number & INDEX_BITS
        return index if number == self.number(index) else None

    def _mark(self, index: int) -> int:
        return self._spans[bisect_right(self._firsts, index) - 1].mark


class IndexGenerations:
    """The generations of a workspace; read again in each transaction, as others may export."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._read_in: Optional[int] = None
        self._all = GenerationSpan(0, 0)
        self._images: dict[str, list[GenerationSpan]] = {}

    def numbering(self, image: str) -> IndexNumbering:
        """The numbering of an image's file."""
        self._read()
        spans = self._images.get(image, [])
        return IndexNumbering(spans if spans and not spans[0].first else [self._all, *spans])

    def renew(self, image: str, first: int = 0) -> int:
        """The indexes of an image's file from ``first`` on have other annotations now: stored ones
        are not valid any more. Returns the index from which on they have to be stored again:
        ``first``, or 0."""
        self._read()
        before = [span for span in self._images.get(image, []) if span.first < first]
        if len(before) >= _MOST:
            before, first = [], 0
        delete = "DELETE FROM marks WHERE image = ? AND first >= ?"
        self._database.execute(delete, image, first)
        span = GenerationSpan(first, _new_generation())
        insert = "INSERT INTO marks (image, first, mark) VALUES (?, ?, ?)"
        self._database.execute(insert, image, *span)
        self._images[image] = [*before, span]
        return first

    def rename_generations(self, old: str, new: str) -> None:
        """Renames an image; its generations replace those that the new name has."""
        if not has_generations(self._database):
            return
        self._database.execute("DELETE FROM marks WHERE image = ?", new)
        self._database.execute("UPDATE marks SET image = ? WHERE image = ?", new, old)
        self._read_in = None

    def _read(self) -> None:
        if self._read_in == self._database.block_count:
            return
        self._read_in = self._database.block_count
        self._all, self._images = GenerationSpan(0, 0), {}
        if not has_generations(self._database):  # made by an older version, and opened read-only
            return
        for row in self._database.rows("SELECT image, first, mark FROM marks ORDER BY first"):
            image = row.GetFieldAsString(0)
            span = GenerationSpan(row.GetFieldAsInteger(1), row.GetFieldAsInteger(2))
            if image:
                self._images.setdefault(image, []).append(span)
            else:
                self._all = span


@contextmanager
def writing_indexes(database: Database) -> Iterator[None]:
    """Allows writing indexes in the block. Use it in a transaction."""
    insert = "INSERT OR REPLACE INTO marks (image, first, mark) VALUES (?, 0, 0)"
    database.execute(insert, OWN_WRITES)
    yield
    database.execute("DELETE FROM marks WHERE image = ?", OWN_WRITES)


def has_generations(database: Database) -> bool:
    """Whether a workspace has generations."""
    return database.has_table("marks")


def start_generations(database: Database) -> None:
    """Gives a workspace its first generation, also to the indexes in it: they come from an older
    version, or somebody has dropped the table of generations."""
    database.execute(
        "CREATE TABLE marks (image TEXT NOT NULL, first INTEGER NOT NULL, mark INTEGER NOT NULL, "
        "PRIMARY KEY (image, first))"
    )
    mark = _new_generation()
    database.execute("INSERT INTO marks (image, first, mark) VALUES ('', 0, ?)", mark)
    with writing_indexes(database):
        for table in ("classification", "detection", "segmentation"):
            update = "UPDATE ? SET place = (place & ?) + ? WHERE place >= 0"
            database.execute(update, SqlName(table), INDEX_BITS, mark << _BITS)


def _new_generation() -> int:
    return 1 + secrets.randbelow(_MARKS - 1)
