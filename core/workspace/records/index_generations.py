"""Whose a place in a file is: what rows of other workspaces bring along counts for nothing here.

A row says in ``origin`` and ``place`` where in which image's file its annotation was read; by that
it keeps its ``id`` and its members. Who pastes a row pastes that, too: from another campaign, or
one that was copied before an export gave the place to another annotation. So a place is kept with
a mark, a random number. The table ``marks`` says, by ``image`` ("" for all) and ``first``, which
mark the places from that one on have: a new one each time that places get other annotations.
Only the last one counts.

Only an insertion brings a place along. What else is written into the two columns (attributes that
are pasted, joined or merged, SQL) is put back by a trigger: a feature has the place that it had.
While the row `OWN_WRITES` is there, they are ours to write; nobody else ever sees it.

A place and its mark are one number below 2**53: pandas and JavaScript keep it to the last digit.
"""

from __future__ import annotations

import secrets
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple, Optional

from ..geopackage.database import Database
from ..geopackage.sql import Name

_BITS = 26  # of a place; a file of as many annotations would have gigabytes
INDEX_BITS = (1 << _BITS) - 1
"""What of the number in the table is the place: the bits of this one."""
_MARKS = 1 << 27
OWN_WRITES = "/"
"""In place of an image's name, of which none is called so."""
_MOST = 50  # marks of one image; then all of its places get a new one


class Span(NamedTuple):
    """The places of an image from ``first`` on have a ``mark``, up to the next span."""

    first: int
    mark: int


class Numbering:
    """The marks of one image's places."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = spans
        self._firsts = [span.first for span in spans]

    def number(self, index: int) -> int:
        """What the table holds for a place."""
        return self._mark(index) << _BITS | index

    def feature_index(self, number: int) -> Optional[int]:
        """The place that a number of the table stands for; None where it counts for nothing."""
        index = number & INDEX_BITS
        return index if number == self.number(index) else None

    def _mark(self, index: int) -> int:
        return self._spans[bisect_right(self._firsts, index) - 1].mark


class IndexGenerations:
    """The marks of a workspace; read again with each transaction, for others may export."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._read_in: Optional[int] = None
        self._all = Span(0, 0)
        self._images: dict[str, list[Span]] = {}

    def numbering(self, image: str) -> Numbering:
        """How the places of an image's file are kept."""
        self._read()
        spans = self._images.get(image, [])
        return Numbering(spans if spans and not spans[0].first else [self._all, *spans])

    def renew(self, image: str, first: int = 0) -> int:
        """The places of an image's file from one on have other annotations: what is claimed of
        them counts no more. Answers from which on they have to be noted again: the ``first``, or 0.
        """
        self._read()
        before = [span for span in self._images.get(image, []) if span.first < first]
        if len(before) >= _MOST:
            before, first = [], 0
        delete = "DELETE FROM marks WHERE image = ? AND first >= ?"
        self._database.execute(delete, image, first)
        span = Span(first, _new_mark())
        insert = "INSERT INTO marks (image, first, mark) VALUES (?, ?, ?)"
        self._database.execute(insert, image, *span)
        self._images[image] = [*before, span]
        return first

    def hand_on(self, old: str, new: str) -> None:
        """An image has another name: its marks go along, and take the place of those there."""
        if not has_generations(self._database):
            return
        self._database.execute("DELETE FROM marks WHERE image = ?", new)
        self._database.execute("UPDATE marks SET image = ? WHERE image = ?", new, old)
        self._read_in = None

    def _read(self) -> None:
        if self._read_in == self._database.block_count:
            return
        self._read_in = self._database.block_count
        self._all, self._images = Span(0, 0), {}
        if not has_generations(self._database):  # it was made by an older version, and is only read
            return
        for row in self._database.rows("SELECT image, first, mark FROM marks ORDER BY first"):
            image = row.GetFieldAsString(0)
            span = Span(row.GetFieldAsInteger(1), row.GetFieldAsInteger(2))
            if image:
                self._images.setdefault(image, []).append(span)
            else:
                self._all = span


@contextmanager
def writing_indexes(database: Database) -> Iterator[None]:
    """Lets places be written in the block. Use it in a transaction."""
    insert = "INSERT OR REPLACE INTO marks (image, first, mark) VALUES (?, 0, 0)"
    database.execute(insert, OWN_WRITES)
    yield
    database.execute("DELETE FROM marks WHERE image = ?", OWN_WRITES)


def has_generations(database: Database) -> bool:
    """Whether a workspace has marks."""
    return database.has_table("marks")


def start_generations(database: Database) -> None:
    """Gives a workspace its first mark, and to the places that are noted: by an older version, or
    with marks that somebody has dropped."""
    database.execute(
        "CREATE TABLE marks (image TEXT NOT NULL, first INTEGER NOT NULL, mark INTEGER NOT NULL, "
        "PRIMARY KEY (image, first))"
    )
    mark = _new_mark()
    database.execute("INSERT INTO marks (image, first, mark) VALUES ('', 0, ?)", mark)
    with writing_indexes(database):
        for table in ("classification", "detection", "segmentation"):
            update = "UPDATE ? SET place = (place & ?) + ? WHERE place >= 0"
            database.execute(update, Name(table), INDEX_BITS, mark << _BITS)


def _new_mark() -> int:
    return 1 + secrets.randbelow(_MARKS - 1)
