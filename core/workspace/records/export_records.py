"""Records of exports: what one is about to write, and what files contained before those that were.

Between the moment when a file is replaced and the moment when the workspace records it, another
QGIS may edit and open the campaign, or this one may be killed. The file would then seem to be
changed by somebody else: annotations deleted since would come back, and moved ones would appear
twice. So each pending write is recorded before.

A program that had read a file before the export writes it again without what the export added:
SCANEO always does, as it reads a folder once. The earlier content shows what was missing from the
start and what was deleted.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple, Optional, Union, overload

from ...base.large_bytes import Data
from ...base.model import Annotation, Task
from ...formats.scaneo.change import EMPTY_FILE
from ...formats.scaneo.merge.matching import Version
from ...formats.scaneo.merge.similarity import content_key
from ..geopackage.database import Database
from ..geopackage.packing import pack, unpack_large
from ..geopackage.sql import SqlName, SqlPart, bind, number, row_number

_TASKS = list(Task)
_NUMBERS = {task: index for index, task in enumerate(_TASKS)}
_NAMES = {task.value: index for task, index in _NUMBERS.items()}
_NOWHERE = -1


class WrittenFeature(NamedTuple):
    """The index that an annotation's feature gets in its image's file; None where it is in none."""

    task: Task
    fid: int
    feature_index: Optional[int]


class WrittenFeatures(Sequence[WrittenFeature]):
    """The written features of a file. In a large file, three numbers each take a tenth of an
    object's memory."""

    def __init__(self) -> None:
        self._tasks = bytearray()
        self._fids = array("q")
        self._indexes = array("q")  # _NOWHERE: in no file

    def add(self, task: Task, fid: int, index: Optional[int]) -> None:
        """Adds one at the end."""
        self._tasks.append(_NUMBERS[task])
        self._fids.append(fid)
        self._indexes.append(_NOWHERE if index is None else index)

    def of(self, task: Task) -> dict[int, Optional[int]]:
        """The feature indexes of a task's annotations, by feature id."""
        own = _NUMBERS[task]
        rows = zip(self._tasks, self._fids, self._indexes)
        return {
            fid: None if index == _NOWHERE else index for known, fid, index in rows if known == own
        }

    def as_json(self) -> str:
        """As JSON: a list of three numbers for each."""
        names = [f'["{task.value}", ' for task in Task]
        rows = zip(self._tasks, self._fids, self._indexes)
        return ", ".join(
            f"{names[task]}{fid}, {'null' if index == _NOWHERE else index}]"
            for task, fid, index in rows
        ).join("[]")

    @classmethod
    def of_json(cls, text: str) -> WrittenFeatures:
        """The inverse of `as_json`."""
        found = cls()
        for task, fid, index in json.loads(text):
            found._tasks.append(_NAMES[task])
            found._fids.append(row_number(fid))
            found._indexes.append(_NOWHERE if index is None else number(index))
        return found

    def __len__(self) -> int:
        return len(self._fids)

    @overload
    def __getitem__(self, index: int) -> WrittenFeature: ...

    @overload
    def __getitem__(self, index: slice) -> list[WrittenFeature]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[WrittenFeature, list[WrittenFeature]]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        feature_index = self._indexes[index]
        task = _TASKS[self._tasks[index]]
        return WrittenFeature(
            task, self._fids[index], None if feature_index == _NOWHERE else feature_index
        )


_NO_FEATURES = WrittenFeatures()


class PendingWrite(NamedTuple):
    """A file after the export, by its digest; None where there will be none.

    ``image`` is empty for a label file. ``features`` are those of all of its annotations. ``edit``
    is the number of the image's last edit that is included, None where a part of it could not be
    written.
    """

    path: str
    digest: Optional[str]
    image: str = ""
    features: WrittenFeatures = _NO_FEATURES
    edit: Optional[int] = None


def bytes_digest(data: Optional[bytes]) -> Optional[str]:
    """The digest of a file's bytes."""
    return None if data is None else sha256(data).hexdigest()


def note_pending_write(database: Database, files: Iterable[PendingWrite]) -> None:
    """Records what files will be, replacing earlier records of these."""
    database.execute(
        "CREATE TABLE IF NOT EXISTS announced "
        "(path TEXT PRIMARY KEY, digest TEXT, image TEXT NOT NULL, places TEXT NOT NULL, "
        "edit INTEGER)"
    )
    insert = "INSERT OR REPLACE INTO announced (path, digest, image, places, edit) VALUES "
    for file in files:
        values = file.path, file.digest, file.image, file.features.as_json(), file.edit
        database.execute(f"{insert}(?, ?, ?, ?, ?)", *values)


def pending_writes(database: Database) -> list[PendingWrite]:
    """The recorded writes that are not known to be done yet."""
    if not database.has_table("announced"):
        return []
    query = "SELECT path, digest, image, places, edit FROM announced ORDER BY path"
    rows = list(database.rows(query))
    with database.sound("note of what an export was to write"):
        return [
            PendingWrite(
                row.GetFieldAsString(0),
                row.GetFieldAsString(1) if row.IsFieldSetAndNotNull(1) else None,
                row.GetFieldAsString(2),
                WrittenFeatures.of_json(row.GetFieldAsString(3)),
                row.GetFieldAsInteger64(4) if row.IsFieldSetAndNotNull(4) else None,
            )
            for row in rows
        ]


def forget_pending_write(database: Database, paths: Sequence[str]) -> None:
    """Deletes the records: the files' content is known."""
    if paths and database.has_table("announced"):
        database.execute("DELETE FROM announced WHERE path IN ?", tuple(paths))


# What files contained before we exported them

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
