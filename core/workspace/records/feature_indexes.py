"""The feature index of each annotation: where in its image's file it was read, and is now; and the
members of features there, for annotations that moved to other images.

An annotation that was read in the file of one image and now belongs to another one is written there
with all its members. Of several with the same index (copies), the first gets them; none, where the
first image still has it, or its file keeps it.

Once its old file is written without it, the members are known no more. Where they can't be written
at the same time (a file that is locked, an export that is killed in between), they wait in the
table ``members``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Callable, NamedTuple, Optional

from ...base.model import Task
from ...formats.geojson.document import Document, read_document
from ...formats.geojson.reader import Unreadable
from ...formats.scaneo.annotations import read_annotation
from ..geopackage.database import Database
from ..geopackage.packing import unpack_large
from ..geopackage.sql import SqlName, SqlPart, bind
from .export_records import WrittenFeatures
from .image_rows import Row
from .index_generations import IndexGenerations, IndexNumbering, writing_indexes

_CREATE = (
    "CREATE TABLE IF NOT EXISTS members (task TEXT NOT NULL, fid INTEGER NOT NULL, "
    "feature TEXT NOT NULL, PRIMARY KEY (task, fid))"
)
_ROWS = 200  # rows in one statement: SQLite searches each among all others
_NONE: Mapping[int, str] = {}

Spots = Collection[tuple[str, Task, int]]
"""Annotations, each by the image in whose file it is, its task and its feature index there."""
Numbers = Callable[[str], IndexNumbering]
"""Gives the numbering of an image's file: as what its feature indexes are stored."""


class FeatureIndexes(IndexGenerations):
    """The feature indexes that are valid here (see `index_generations`); those of rows pasted from
    other workspaces are not."""

    def indexes_by_fid(self, images: Collection[str], task: Task) -> dict[str, dict[int, int]]:
        """The feature index in the image's file that each feature has, or was copied with, by image
        and feature id."""
        rows = self._database.rows(  # two indexes contain all of it: no row is read
            "SELECT image, group_concat(fid), group_concat(CAST(place AS INTEGER)) FROM ? "
            "WHERE image IN ? AND place IS NOT NULL "
            "AND fid NOT IN (SELECT fid FROM ? WHERE image IS NOT origin) GROUP BY image",
            SqlName(task.value),
            tuple(images),
            SqlName(task.value),
        )
        found: dict[str, dict[int, int]] = {}
        # One query for each image takes a tenth of the time of one for each feature.
        for row in rows:
            image = row.GetFieldAsString(0)
            fids, marked = (row.GetFieldAsString(column).split(",") for column in (1, 2))
            index_of = self.numbering(image).feature_index
            numbers = sorted(zip(map(int, filter(None, fids)), map(int, filter(None, marked))))
            own = ((fid, index_of(index)) for fid, index in numbers)
            found[image] = {fid: index for fid, index in own if index is not None}
        return found

    def fids_with_source(self, image: str, task: Task) -> set[int]:
        """The features of an image that have a source image, whether or not it is valid."""
        rows = self._database.rows(
            "SELECT fid FROM ? WHERE image = ? AND origin IS NOT NULL AND place IS NOT NULL",
            SqlName(task.value),
            image,
        )
        return {row.GetFID() for row in rows}

    def in_file(self, image: str, task: Task) -> set[int]:
        """The feature indexes in an image's file that features have, whichever image they belong to
        now."""
        index = self.numbering(image).feature_index
        rows = self._database.rows(
            "SELECT place FROM ? WHERE image = ? AND origin = image AND place IS NOT NULL "
            "UNION ALL "  # each half uses an index of its own
            "SELECT place FROM ? WHERE origin = ? AND image IS NOT origin AND place IS NOT NULL",
            SqlName(task.value),
            image,
            SqlName(task.value),
            image,
        )
        found = (index(row.GetFieldAsInteger64(0)) for row in rows)
        return {one for one in found if one is not None}

    def indexes_of_moved(self, image: str, task: Task) -> dict[int, int]:
        """The feature index in the image's file of each feature that left the image."""
        index = self.numbering(image).feature_index
        rows = self._database.rows(
            "SELECT fid, place FROM ? WHERE origin = ? AND image IS NOT origin "
            "AND place IS NOT NULL",
            SqlName(task.value),
            image,
        )
        found = {row.GetFID(): index(row.GetFieldAsInteger64(0)) for row in rows}
        return {fid: one for fid, one in found.items() if one is not None}

    def fids_by_index(self, image: str, task: Task) -> dict[int, int]:
        """The features of an image by feature index; of several with the same, the oldest."""
        indexes = self.indexes_by_fid([image], task).get(image, {})
        return {index: fid for fid, index in reversed(indexes.items())}

    def note(self, task: Task, image: str, indexes: Mapping[int, Optional[int]]) -> None:
        """Records the feature indexes that annotations now have in their image's file, by feature
        id; None: in no file."""
        if not indexes:
            return
        table = SqlName(task.value)
        number = self.numbering(image).number
        numbers = [(fid, number(index)) for fid, index in indexes.items() if index is not None]
        new = tuple(fid for fid, index in indexes.items() if index is None)
        with writing_indexes(self._database):
            while numbers:
                part, numbers = dict(numbers[:_ROWS]), numbers[_ROWS:]
                update = "UPDATE ? SET origin = ?, place = CASE fid ? END WHERE fid IN ?"
                self._database.execute(update, table, image, part, tuple(part))
            if new:
                update = "UPDATE ? SET origin = NULL, place = NULL WHERE fid IN ?"
                self._database.execute(update, table, new)

    def forget(self, images: Collection[str], written: Iterable[WrittenFeatures] = ()) -> None:
        """Annotations that left these images have no index in their files any more: the files were
        written. The other members of those that were not ``written`` elsewhere are stored."""
        if not images:
            return
        keep_members(self._database, self.numbering, images, written)
        update = (
            "UPDATE ? SET origin = NULL, place = NULL WHERE origin IN ? AND image IS NOT origin"
        )
        with writing_indexes(self._database):
            for task in Task:
                self._database.execute(update, SqlName(task.value), tuple(images))

    def rename(self, old: str, new: str) -> None:
        """Renames the source image of everything that was read in an image's file."""
        self.rename_generations(old, new)
        with writing_indexes(self._database):
            for task in Task:
                update = "UPDATE ? SET origin = ? WHERE origin = ?"
                self._database.execute(update, SqlName(task.value), new, old)


class MovedFeature(NamedTuple):
    """A feature that moved to an image, and its characters in the file in which it was read."""

    task: Task
    fid: int
    image: str
    text: str


class MovedMembers:
    """The annotations of a workspace that are to be written to another file than they came from."""

    def __init__(self, database: Database, numbering: Numbers, kept: Spots = ()) -> None:
        """``kept`` stay in the files in which they were read. Valid until something is written to
        the workspace."""
        self._texts: dict[str, dict[tuple[Task, int], str]] = {}
        for one in (*_waiting(database), *_moved(database, numbering, kept)):
            self._texts.setdefault(one.image, {})[one.task, one.fid] = one.text

    def of(self, image: str, rows: Sequence[Row]) -> Mapping[int, str]:
        """The characters of those on an image, by their indexes among its rows."""
        texts = self._texts.get(image)
        if texts is None:
            return _NONE
        each = ((one.annotation.task, one.fid) for one in rows)
        return {index: texts[key] for index, key in enumerate(each) if key in texts}


def keep_members(
    database: Database,
    numbering: Numbers,
    images: Collection[str],
    written: Iterable[WrittenFeatures],
) -> None:
    """Stores the members of annotations that left these images, in a transaction and before the
    files are written without them; not of those that were ``written`` elsewhere."""
    found = _moved(database, numbering, images=images)
    if not found:
        return
    done = {
        (one.task, one.fid) for all_of in written for one in all_of if one.feature_index is not None
    }
    note_members(database, [one for one in found if (one.task, one.fid) not in done])


def note_members(database: Database, found: Sequence[MovedFeature]) -> None:
    """Stores the members of annotations that are in no file now, in a transaction."""
    if found:
        database.execute(_CREATE)
    insert = "INSERT OR REPLACE INTO members (task, fid, feature) VALUES ?"
    for start in range(0, len(found), _ROWS):
        end = start + _ROWS
        each = (bind("(?, ?, ?)", one.task.value, one.fid, one.text) for one in found[start:end])
        database.execute(insert, SqlPart(", ".join(each)))


def forget_members(database: Database) -> None:
    """Deletes what is stored for annotations that are in a file again, or were deleted."""
    if not database.has_table("members"):
        return
    for task in Task:
        database.execute(
            "DELETE FROM members WHERE task = ? AND NOT EXISTS "
            "(SELECT 1 FROM ? AS found WHERE found.fid = members.fid AND found.place IS NULL)",
            task.value,
            SqlName(task.value),
        )


def _waiting(database: Database) -> list[MovedFeature]:
    """Those whose old file was written without them already."""
    if not database.has_table("members"):
        return []
    return [
        MovedFeature(task, row.GetFID(), row.GetFieldAsString(0), row.GetFieldAsString(1))
        for task in Task
        for row in database.rows(
            "SELECT found.fid AS fid, found.image AS image, members.feature AS feature "
            "FROM members JOIN ? AS found ON found.fid = members.fid "
            "WHERE members.task = ? AND found.place IS NULL",
            SqlName(task.value),
            task.value,
        )
    ]


class _IndexInFile(NamedTuple):
    task: Task
    number: int


class _Feature(NamedTuple):
    fid: int
    image: str


def _moved(
    database: Database,
    numbering: Numbers,
    kept: Spots = (),
    images: Optional[Collection[str]] = None,
) -> list[MovedFeature]:
    """The features that left their source image; ``images`` are these images, None for all."""
    found: dict[str, dict[_IndexInFile, _Feature]] = {}
    for task in Task:
        some = "" if images is None else bind("AND origin IN ? ", tuple(images))
        rows = database.rows(  # the plus makes SQLite use the index of these few rows, not scan all
            "SELECT fid, image, origin, place FROM ? WHERE image IS NOT origin "
            "AND origin IS NOT NULL AND place IS NOT NULL ?ORDER BY +fid",
            SqlName(task.value),
            SqlPart(some),
        )
        for row in rows:
            image, origin = row.GetFieldAsString(0), row.GetFieldAsString(1)
            features = found.setdefault(origin, {})
            key = _IndexInFile(task, row.GetFieldAsInteger64(2))  # with its generation
            features.setdefault(key, _Feature(row.GetFID(), image))
    moved: list[MovedFeature] = []
    for origin, features in found.items():
        for shared in _shared_indexes(database, origin):
            features.pop(shared, None)
        index_of = numbering(origin).feature_index
        indexes = {
            _IndexInFile(task, at): feature
            for (task, number), feature in features.items()
            if (at := index_of(number)) is not None and (origin, task, at) not in kept
        }
        document = _file_of(database, origin) if indexes else None
        if document is not None:
            moved += _texts(document, indexes)
    return moved


def _shared_indexes(database: Database, image: str) -> list[_IndexInFile]:
    """The indexes of an image, with generation, that both a feature that left it and one that
    stayed have."""
    query = (
        "SELECT place FROM ? WHERE image = ? AND origin = image AND place IN "
        "(SELECT place FROM ? WHERE origin = ? AND image IS NOT origin)"
    )
    return [
        _IndexInFile(task, row.GetFieldAsInteger64(0))
        for task in Task
        for row in database.rows(query, SqlName(task.value), image, SqlName(task.value), image)
    ]


def _file_of(database: Database, image: str) -> Optional[Document]:
    """The document that was read of an image's file; None where it can't be read any more."""
    query = "SELECT content FROM files WHERE path = (SELECT geojson FROM images WHERE path = ?)"
    for packed in [row.GetFieldAsBinary(0) for row in database.rows(query, image)]:
        try:
            return read_document(unpack_large(packed))
        except (Unreadable, ValueError):
            return None
    return None


def _texts(document: Document, indexes: Mapping[_IndexInFile, _Feature]) -> Sequence[MovedFeature]:
    found = []
    for (task, index), (fid, image) in indexes.items():
        if index >= len(document.features):
            continue
        shown = read_annotation(document.features[index].value, index, lambda *_: None)
        if shown is not None and shown.task is task:
            found.append(MovedFeature(task, fid, image, document.text_of(index)))
    return found
