"""What was merged from other workspaces of the campaign, and how these were at that time.

The other workspace at that time is the base of the next merge with it. Without it, an annotation
that was deleted here would count as new over there, and come back.

``taken`` has a row for each other workspace, by the key by which it is known here, ``taken_images``
one for each of its edited images: the file as it would have been exported, and the index in it of
each of its features. Both are made on demand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Optional

from osgeo import ogr

from ...base.model import ImageMark, ImageState, Label
from ..geopackage.database import Database
from ..geopackage.packing import pack, unpack
from ..geopackage.sql import SqlName, SqlPart
from .identity import EditSteps

_CREATE = (
    "CREATE TABLE IF NOT EXISTS taken (home TEXT PRIMARY KEY, step TEXT NOT NULL, "
    "number INTEGER NOT NULL, looks TEXT NOT NULL, labels TEXT NOT NULL, marks TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS taken_images (home TEXT NOT NULL, image TEXT NOT NULL, "
    "content TEXT NOT NULL, places TEXT NOT NULL, PRIMARY KEY (home, image))",
)
_INTEGER = re.compile("-?[0-9]{1,19}")
_NEW, _ASIDE = "\t", "\n"  # prefixes of a key during renaming, and of one that was set aside


def _sound(database: Database) -> AbstractContextManager[None]:
    return database.sound("note of what another workspace had")


class ImageSnapshot(NamedTuple):
    """An image as another workspace had it: the bytes of its file, and the index in it of its
    features, by task and id; None for one that is in no file."""

    content: bytes
    indexes: Mapping[tuple[str, int], Optional[int]]


class TakenRecord:
    """What a workspace has recorded about another one that it merged, wherever that was, or about
    their common origin."""

    def __init__(self, database: Database, key: str, steps: EditSteps) -> None:
        """``steps`` are those of the other workspace as it is now."""
        self.number, self.digest = 0, ""
        self.labels: Optional[list[Label]] = None
        """Its labels then; None where nothing is known."""
        self.marks: dict[str, ImageMark] = {}
        """Its marks then."""
        self.key = ""
        """The key under which it is noted."""
        found = _best(database, key, steps)
        if found is None:
            return
        self.key = found.GetFieldAsString(0)
        self.number, self.digest = found.GetFieldAsInteger64(2), found.GetFieldAsString(3)
        with _sound(database):
            self.labels = _labels(json.loads(found.GetFieldAsString(4)))
            self.marks = _marks(json.loads(found.GetFieldAsString(5)))

    @property
    def is_there(self) -> bool:
        """Whether there is a record at all."""
        return self.number > 0

    def snapshot(self, database: Database, image: str) -> Optional[ImageSnapshot]:
        """The image as the other workspace had it; None where that is not known. ``database`` is
        the same one, or a copy of it."""
        if not self.is_there:
            return None
        for row in database.rows(
            "SELECT content, places FROM taken_images WHERE home = ? AND image = ?",
            self.key,
            image,
        ):
            with _sound(database):
                indexes = json.loads(row.GetFieldAsString(1))
                return ImageSnapshot(
                    unpack(bytes.fromhex(row.GetFieldAsString(0))),
                    {(task, fid): index for task, fid, index in indexes},
                )
        return None

    def images(self, database: Database) -> list[str]:
        """The images of which a snapshot is known in this database."""
        if not self.number:
            return []
        rows = database.rows("SELECT image FROM taken_images WHERE home = ?", self.key)
        return [row.GetFieldAsString(0) for row in rows]


def taken_digests(database: Database) -> set[str]:
    """The digest of each of the other workspaces when it was merged."""
    if not database.has_table("taken"):
        return set()
    rows = database.rows("SELECT looks FROM taken")
    return {row.GetFieldAsString(0) for row in rows}


def note_taken(
    database: Database,
    key: str,
    steps: EditSteps,
    digest: str,
    labels: Optional[Sequence[Label]],
    marks: Mapping[str, ImageMark],
    number: int,
) -> None:
    """Records that another workspace was merged, within a transaction.

    ``steps`` are its own; ``digest`` is empty where not all of it was merged, ``labels`` None where
    its labels were not; ``number`` grows with every record in either of the two.
    """
    _make_tables(database)
    database.execute(
        "INSERT OR REPLACE INTO taken (home, step, number, looks, labels, marks) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        key,
        str(steps.last),
        number,
        digest,
        json.dumps(labels and [[one.name, one.color, one.was] for one in labels]),
        json.dumps({path: [mark.state.value, mark.flagged] for path, mark in marks.items()}),
    )


def note_taken_image(database: Database, key: str, image: str, snapshot: ImageSnapshot) -> None:
    """Records how another workspace had an image, within a transaction."""
    _make_tables(database)
    indexes = [[*feature, index] for feature, index in snapshot.indexes.items()]
    database.execute(
        "INSERT OR REPLACE INTO taken_images (home, image, content, places) VALUES (?, ?, ?, ?)",
        key,
        image,
        pack(snapshot.content).hex(),
        json.dumps(indexes),
    )


def rename_taken(database: Database, moves: Mapping[str, str]) -> None:
    """Moves records to the present keys of workspaces, within a transaction; ``moves`` maps these
    to the former ones, "" where nothing is known. Workspaces may have changed places: a record
    under a key that now belongs to another one is set aside, since its workspace may be found
    again."""
    if not database.has_table("taken"):
        return
    columns = {
        SqlName("taken"): SqlPart("step, number, looks, labels, marks"),
        SqlName("taken_images"): SqlPart("image, content, places"),
    }
    copy = "INSERT INTO ? (home, ?) SELECT ?, ? FROM ? WHERE home = ?"
    rename = "UPDATE ? SET home = ? WHERE home = ?"
    for table, others in columns.items():
        for new, old in moves.items():
            database.execute(copy, table, others, _NEW + new, others, table, old)
        for new in moves:
            database.execute("DELETE FROM ? WHERE home = ?", table, _ASIDE + new)
            database.execute(rename, table, _ASIDE + new, new)
            database.execute(rename, table, new, _NEW + new)


def rename_marks(database: Database, moves: Mapping[str, str]) -> None:
    """Renames images in the recorded marks of other workspaces."""
    if not database.has_table("taken"):
        return
    names = set(moves.values())
    for row in list(database.rows("SELECT home, marks FROM taken")):
        with _sound(database):
            marks = json.loads(row.GetFieldAsString(1)).items()
            stay = [(name, mark) for name, mark in marks if name in moves or name not in names]
        kept = {moves.get(name, name): mark for name, mark in stay}
        update = "UPDATE taken SET marks = ? WHERE home = ?"
        database.execute(update, json.dumps(kept), row.GetFieldAsString(0))


def _make_tables(database: Database) -> None:
    for statement in _CREATE:
        database.execute(statement)


def _best(database: Database, key: str, steps: EditSteps) -> Optional[ogr.Feature]:
    """The record of the latest step of a history. What is recorded under a workspace's own key may
    be about another one, which was there before."""
    if not database.has_table("taken"):
        return None
    best, found = (-1, False, 0), None
    query = "SELECT home, step, number, looks, labels, marks FROM taken ORDER BY home"
    for row in database.rows(query):
        step = row.GetFieldAsString(1)
        index = steps.position(int(step)) if _INTEGER.fullmatch(step) else -1
        rank = index, row.GetFieldAsString(0) == key, row.GetFieldAsInteger64(2)
        if index >= 0 and rank > best:
            best, found = rank, row
    return found


def _labels(kept: Any) -> Optional[list[Label]]:
    return None if kept is None else [Label(name, color, tuple(was)) for name, color, was in kept]


def _marks(kept: Any) -> dict[str, ImageMark]:
    return {path: ImageMark(ImageState.of(word), bool(flag)) for path, (word, flag) in kept.items()}
