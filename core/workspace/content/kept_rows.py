"""Rows of annotations that were removed, kept so that they can be put back as they were."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Optional
from weakref import finalize

from ...base.model import Task
from ..geopackage.database import Database
from ..geopackage.sql import SqlName, SqlPart
from ..records.feature_indexes import FeatureIndexes

_COPY = "kept"  # the name under which the file is attached to a workspace


class KeptRows:
    """A file of rows, all columns of which are copied by SQLite: geometry, source image and feature
    index stay what they were.

    It is no part of the workspace: whoever kills QGIS leaves nothing there. The file is deleted
    with this object.
    """

    def __init__(self) -> None:
        self._file: Optional[Path] = None
        self._counts: dict[Task, int] = {}
        self._in_files = 0

    def attach(self, database: Database) -> None:
        """Call it before the transaction in which rows are kept or put back, which SQLite wants.

        :raises WorkspaceError: where SQLite refuses.
        :raises OSError: where the disk for temporary files does.
        """
        if self._file is None:
            folder = Path(mkdtemp(prefix="scaneo_bridge-"))
            finalize(self, rmtree, folder, ignore_errors=True)
            self._file = folder / _COPY
            self._file.touch()  # SQLite attaches only what exists
        database.execute("ATTACH DATABASE ? AS ?", str(self._file), SqlName(_COPY))

    def count(self, task: Task) -> int:
        """How many rows of a task are kept."""
        return self._counts.get(task, 0)

    def keep(self, database: Database, task: Task, fids: Sequence[int]) -> None:
        """Moves rows of a task from the workspace into the file, in a transaction; at most as many
        as fit into a statement."""
        here, there = SqlName(task.value), _kept(task)
        if task not in self._counts:
            create = "CREATE TABLE ? AS SELECT * FROM main.? WHERE 0"
            database.execute(create, there, here)
            self._counts[task] = 0
        wanted = tuple(fids)
        database.execute("INSERT INTO ? SELECT * FROM main.? WHERE fid IN ?", there, here, wanted)
        database.execute("DELETE FROM main.? WHERE fid IN ?", here, wanted)
        self._counts[task] += len(wanted)

    def note_in_files(self, database: Database) -> None:
        """Call it when all rows are kept: notes how many have something in files."""
        self._in_files = self._count_in_files(database)

    def are_in_files(self, database: Database) -> bool:
        """Whether files still contain, or the workspace still stores, the members of all rows that
        had some: an export leaves removed annotations out."""
        return self._count_in_files(database) == self._in_files

    def _count_in_files(self, database: Database) -> int:
        numbering = FeatureIndexes(database).numbering
        count = 0
        for task in self._counts:
            rows = database.rows(
                "SELECT origin, group_concat(CAST(place AS INTEGER)) FROM ? "
                "WHERE origin IS NOT NULL AND place IS NOT NULL GROUP BY origin",
                _kept(task),
            )
            for row in rows:
                index_of = numbering(row.GetFieldAsString(0)).feature_index
                numbers = map(int, row.GetFieldAsString(1).split(","))
                count += sum(index_of(number) is not None for number in numbers)
            if database.has_table("members"):
                waiting = database.rows(
                    "SELECT count(*) FROM main.members WHERE task = ? "
                    "AND fid IN (SELECT fid FROM ? WHERE place IS NULL)",
                    task.value,
                    _kept(task),
                )
                count += sum(row.GetFieldAsInteger(0) for row in waiting)
        return count

    def put_back(self, database: Database, task: Task, start: int, count: int) -> None:
        """Puts rows of a task back into the workspace, in a transaction: so many, after the first
        ``start``. A row whose id another one has by now gets a new one."""
        here, there = SqlName(task.value), _kept(task)
        columns = [
            row.GetFieldAsString(0)
            for row in database.rows(
                "SELECT name FROM pragma_table_info(?, ?) WHERE name <> 'fid'", task.value, _COPY
            )
        ]
        others = SqlPart("".join(f", {_quoted(name)}" for name in columns))
        database.execute(
            "INSERT INTO main.? (fid?) "
            "SELECT CASE WHEN fid IN (SELECT fid FROM main.?) THEN NULL ELSE fid END? FROM ? "
            "WHERE rowid > ? AND rowid <= ? ORDER BY rowid",
            *(here, others, here, others, there, start, start + count),
        )


def _kept(task: Task) -> SqlPart:
    return SqlPart(f'{_COPY}."{task.value}"')


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
