"""The files of a campaign as the workspace has read them, and their problems."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Optional, Union

from osgeo import ogr

from ...base.large_bytes import Data
from ...base.messages import Message, from_data
from ...base.model import Problem, Severity
from ...formats.scaneo.content import feature_location
from ...store.folder import Stamp
from ..geopackage.database import Database
from ..geopackage.inserter import Inserter
from ..geopackage.packing import ToPack, packs, unpack, unpack_large
from ..geopackage.sql import SqlName, SqlPart, TakesSql, bind
from ..records.export_records import (
    PendingWrite,
    forget_pending_write,
    forget_versions,
    is_exported,
    note_new,
    note_pending_write,
    note_read,
    note_version,
    pending_writes,
    versions_of,
)
from ..tables.schema import stamp_columns

# The messages of problems, so that they can be translated for whoever opens the workspace next.
# The table ``problems`` contains them in English, as all versions read it. Another table maps these
# texts to messages: a text that is not in it is shown as it is, and an entry that is not needed any
# more does no harm.

_CREATE = (
    "CREATE TABLE IF NOT EXISTS problem_messages (text TEXT PRIMARY KEY, message TEXT NOT NULL)"
)
_ROWS = 500  # rows in one statement
_FEATURE = feature_location(0).template.id


class ProblemMessages:
    """Stores messages, each once, within a transaction."""

    def __init__(self, database: TakesSql) -> None:
        self._database = database
        self._noted: set[str] = set()

    def note(self, problems: Iterable[Problem]) -> None:
        """Stores the messages of problems, except locations of features, of which there are
        many."""
        new = {
            str(text): json.dumps(text.as_data())
            for problem in problems
            for text in (problem.what, problem.mend, problem.location)
            if isinstance(text, Message) and text.template.id != _FEATURE
            if text not in self._noted
        }
        if not new:
            return
        if not self._noted:
            self._database.execute(_CREATE)
        self._noted.update(new)
        insert = "INSERT OR REPLACE INTO problem_messages (text, message) VALUES ?"
        rows = [bind("(?, ?)", *row) for row in new.items()]
        for start in range(0, len(rows), _ROWS):
            self._database.execute(insert, SqlPart(", ".join(rows[start:][:_ROWS])))


def read_messages(database: Database) -> Mapping[str, Message]:
    """The stored messages by their English texts; what other programs wrote is ignored."""
    if not database.has_table("problem_messages"):
        return {}
    rows = database.rows("SELECT text, message FROM problem_messages")
    found = ((row.GetFieldAsString(0), _read_message(row.GetFieldAsString(1))) for row in rows)
    return {
        text: stored for text, stored in found if isinstance(stored, Message) and stored == text
    }


def location_message(text: str) -> str:
    """A location as a message, if it is that of a feature."""
    number = text.rpartition(" ")[2]
    if number.isdecimal() and len(number) < 19:
        found = feature_location(int(number) - 1)
        return found if found == text else text
    return text


def _read_message(data: str) -> object:
    try:
        return from_data(json.loads(data))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


class FileTable:
    """The part of `Workspace` about files."""

    database: Database

    def content(self, path: str) -> Optional[bytes]:
        """The bytes of a file as it was last read or exported; None where there was none."""
        for row in self.database.rows("SELECT content FROM files WHERE path = ?", path):
            with self.database.sound(f"content of {path}"):
                return unpack(row.GetFieldAsBinary(0))
        return None

    def file_data(self, path: str) -> Optional[Data]:
        """Like `content`, but a large file is not kept in memory."""
        for row in self.database.rows("SELECT content FROM files WHERE path = ?", path):
            with self.database.sound(f"content of {path}"):
                return unpack_large(row.GetFieldAsBinary(0))
        return None

    def has_content(self, path: str, data: Optional[Data]) -> bool:
        """Whether `content` equals these bytes, without reading it into memory."""
        return self.content_test(path)(data)

    def content_test(self, path: str) -> Callable[[Optional[Data]], bool]:
        """`has_content` of a file as it is now, as a function that any thread may call."""
        for row in self.database.rows("SELECT content FROM files WHERE path = ?", path):
            packed = row.GetFieldAsBinary(0)
            return lambda data: data is not None and packs(packed, data)
        return lambda data: data is None

    def sizes(self, paths: Sequence[str]) -> dict[str, Optional[int]]:
        """The sizes of those files that have a `content`; None where the size is not known."""
        query = "SELECT path, size FROM files WHERE path IN ?"
        return {
            row.GetFieldAsString(0): (
                row.GetFieldAsInteger64(1) if row.IsFieldSetAndNotNull(1) else None
            )
            for row in self.database.rows(query, tuple(paths))
        }

    def set_content(self, path: str, data: Data, stamp: Stamp) -> None:
        """Stores the present content of a file."""
        self.set_contents({path: (ToPack(data), stamp)})
        forget_pending_write(self.database, [path])

    def set_contents(self, files: Mapping[str, tuple[Union[bytes, ToPack], Stamp]]) -> None:
        """Stores the present content of files, packed, with their stamps."""
        self.database.execute("DELETE FROM files WHERE path IN ?", tuple(files))
        insert = Inserter(self.database, "files", ("path", "content", *Stamp._fields))
        for path, (packed, stamp) in files.items():
            insert.add(None, path, packed, *stamp)

    def set_stamp(self, path: str, stamp: Optional[Stamp]) -> None:
        """Stores the present stamp of a file; None for one that was deleted."""
        values = stamp or (None,) * len(Stamp._fields)
        self.database.execute(
            "UPDATE files SET size = ?, time = ?, changed = ?, inode = ?, device = ? "
            "WHERE path = ?",
            *(*values, path),
        )

    def forget(self, path: str) -> None:
        """Removes a file and its problems."""
        for table in ("files", "problems"):
            self.database.execute("DELETE FROM ? WHERE path = ?", SqlName(table), path)
        forget_versions(self.database, path)
        forget_pending_write(self.database, [path])

    def file_names(self) -> Iterator[str]:
        """The paths of the files that were read."""
        for row in self.database.rows("SELECT path FROM files"):
            yield row.GetFieldAsString(0)

    def names_read(self, most: int) -> list[str]:
        """The paths of the first ``most`` files that existed when they were read."""
        query = "SELECT path FROM files WHERE size IS NOT NULL ORDER BY path LIMIT ?"
        return [row.GetFieldAsString(0) for row in self.database.rows(query, most)]

    def stamps(self) -> dict[str, Optional[Stamp]]:
        """The stamp of each file of the campaign when it was read; None for one that was
        deleted."""
        # As one text: fetching each value by itself takes longer.
        columns = [SqlName(name) for name in stamp_columns(self.database)]
        missing = [None] * (len(Stamp._fields) - len(columns))
        rows = self.database.rows(
            "SELECT path, coalesce(?, '-') || ' ' || coalesce(?, '-') || ' ' || coalesce(?, '-') "
            "|| ' ' || coalesce(?, '-') || ' ' || coalesce(?, '-') FROM files ORDER BY path",
            *(*columns, *missing),
        )
        return {row.GetFieldAsString(0): _stamp(row) for row in rows}

    def problems(self) -> list[Problem]:
        """The problems of the files, in the order in which they were read."""
        rows = self.database.rows(
            "SELECT path, what, mend, place, severity FROM problems ORDER BY path, fid"
        )
        known = read_messages(self.database)

        def message_of(text: str) -> str:
            return known.get(text, text)

        return [
            Problem(
                row.GetFieldAsString(0),
                message_of(row.GetFieldAsString(1)),
                message_of(row.GetFieldAsString(2)),
                location_message(message_of(row.GetFieldAsString(3))),
                _severity(row.GetFieldAsString(4)),
            )
            for row in rows
        ]

    def paths_with_problems(self) -> set[str]:
        """The paths of files and images that have a problem."""
        return {row.GetFieldAsString(0) for row in self.database.rows("SELECT path FROM problems")}

    def forget_problems(self, path: str) -> None:
        """Removes the problems of a file."""
        self.database.execute("DELETE FROM problems WHERE path = ?", path)

    # File versions and pending writes

    def versions(self, path: str) -> list[Data]:
        """The content of a file before each of our exports since it was last read, the oldest
        first."""
        return versions_of(self.database, path)

    def is_exported(self, path: str) -> bool:
        """Whether we exported a file since it was last read."""
        return is_exported(self.database, path)

    def note_version(self, path: str, data: Data) -> None:
        """Stores the content of a file before an export."""
        note_version(self.database, path, data)

    def note_read(self, paths: Sequence[str]) -> None:
        """Like `note_version`, with the `content` of these files."""
        note_read(self.database, paths)

    def note_new(self, paths: Sequence[str]) -> None:
        """Like `note_version`, for files that did not exist before an export."""
        note_new(self.database, paths)

    def pending_writes(self) -> list[PendingWrite]:
        """The recorded writes that are not known to be done yet."""
        return pending_writes(self.database)

    def note_pending_writes(self, files: Iterable[PendingWrite]) -> None:
        """Records what files will be, replacing earlier records of these."""
        note_pending_write(self.database, files)

    def forget_pending_writes(self, paths: Sequence[str]) -> None:
        """Deletes the records: the files' content is known."""
        forget_pending_write(self.database, paths)


def _severity(word: str) -> Severity:
    return next((severity for severity in Severity if severity.value == word), Severity.ERROR)


def _stamp(row: ogr.Feature) -> Optional[Stamp]:
    """The stamp in the second column; None where it has no size."""
    size, time, changed, inode, device, *_ = map(_whole, row.GetFieldAsString(1).split(" "))
    return None if size is None else Stamp(size, time, changed, inode, device)


def _whole(text: str) -> Optional[int]:
    """An integer; for anything else, a number that no file has, so that contents are compared."""
    try:
        return None if text == "-" else int(text)
    except ValueError:
        return -1
