"""Finds, repairs and reports what other programs did to the tables of a workspace.

Saving a layer over a table (QGIS's "Save Features As", ``ogr2ogr -overwrite``, geopandas) drops it
and creates another one, without the triggers that record edits: the table ``overwritten``, made on
demand, says which. Each has to be compared with the files, once completely (``is_new``), and
reported until it lacks nothing of the files. A table without the columns of annotations is left to
a person: values that vanished with a column were deleted by nobody.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Optional

from osgeo import ogr

from ...base.messages import joined, message
from ...base.model import Task
from ...base.names import joined_by_and
from ...formats.scaneo.labels import LABELS_FILE, read_labels
from ..geopackage.database import Database, WorkspaceError
from ..geopackage.inserter import Inserter
from ..geopackage.packing import unpack
from ..geopackage.sql import SqlName
from ..records.index_generations import start_generations
from .rebuild import rebuild
from .restore_lists import OwnLists
from .schema import COLUMN_TYPES, GEOMETRY, TablePart, create_table, fields_of, parts

_TASKS = tuple(task.value for task in Task)
_TABLES = (*_TASKS, "images", "labels")
_NEEDED = {"images": ("path",), "labels": ("name", "color")}
_ANNOTATION = ("image", "label")
_UPDATES = 4  # at least as many update triggers maintain a spatial index
_SHAPES = {ogr.wkbPolygon: "POLYGON", ogr.wkbMultiPolygon: "MULTIPOLYGON"}


class _ColumnInfo(NamedTuple):
    name: str
    kind: str
    is_key: bool


class _GeometryColumn(NamedTuple):
    column: str
    kind: str
    crs: int
    dimensions: int


@dataclass(frozen=True)
class _Table:
    """A table as it is: ``name`` as it is written, ``kind`` is "table" or "view"."""

    name: str
    kind: str
    columns: list[_ColumnInfo] = field(default_factory=list)
    shape: Optional[_GeometryColumn] = None

    def lacks(self, table: str) -> list[str]:
        """The essential columns that are missing."""
        names = {column.name.lower() for column in self.columns}
        found = [name for name in _NEEDED.get(table, _ANNOTATION) if name not in names]
        return [*found, "geom"] if table in GEOMETRY and self.shape is None else found

    def is_ours(self, table: str) -> bool:
        """Whether it is in our form; it may have further columns."""
        if self.name != table or _ColumnInfo("fid", "INTEGER", True) not in self.columns:
            return False
        there = {(column.name, column.kind) for column in self.columns}
        shape = None
        if table in GEOMETRY:
            shape = _GeometryColumn("geom", _SHAPES[GEOMETRY[table]], 4326, 0)
        wanted = {(name, COLUMN_TYPES[kind]) for name, kind in fields_of(table)}
        return wanted <= there and self.shape == shape


def restore_tables(database: Database) -> None:
    """Brings the tables into our form, with all indexes and triggers, and records what may have
    been missed.

    :raises WorkspaceError: where annotations can't be recognised any more, or it can't be written.
    """
    if is_whole(database):
        return
    with database.transaction():
        _mend(database, _TableState(database))  # another may have done it meanwhile


def is_whole(database: Database) -> bool:
    """Whether `restore_tables` has nothing to do.

    :raises WorkspaceError: where it can't be read.
    """
    return _TableState(database).is_whole


class _TableState:
    """The tables, indexes and triggers that exist."""

    def __init__(self, database: Database) -> None:
        self._path = database.path
        self.tables = _tables(database)
        rows = database.rows(
            "SELECT name, sql, tbl_name FROM sqlite_master WHERE name NOT LIKE 'gpkg%'"
        )
        there = {}
        kept: dict[str, set[str]] = {}
        for row in rows:
            name, table = row.GetFieldAsString(0), row.GetFieldAsString(2)
            there[name] = row.GetFieldAsString(1)
            kept.setdefault(table, set()).add(name)
        self.missing = [part for part in parts() if there.get(part.name) != part.sql]
        self.missed = [part for part in self.missing if there.get(part.name) != part.former]
        self.unindexed = [table for table in GEOMETRY if not _is_indexed(table, kept)]
        self.lists = OwnLists(database)
        self.has_marks = self.lists.have_marks

    def is_ours(self, table: str) -> bool:
        """Whether a table exists in our form."""
        return table in self.tables and self.tables[table].is_ours(table)

    @property
    def is_whole(self) -> bool:
        """Whether there is nothing to repair."""
        has_all = not self.missing and not self.unindexed and self.has_marks
        has_all = has_all and self.lists.is_whole
        return has_all and all(map(self.is_ours, _TABLES))

    def check(self) -> None:
        """:raises WorkspaceError: where a table has no readable annotations any more."""
        for name in _TASKS:
            table = self.tables.get(name)
            if table is None:
                raise WorkspaceError(_table_gone(self._path, name))
            if table.kind != "table":
                raise WorkspaceError(_view_there(self._path, name))
            lost = table.lacks(name)
            if lost:
                there = ", ".join(column.name for column in table.columns)
                raise WorkspaceError(_columns_gone(self._path, name, lost, there))


_UNWRITTEN = message(
    "upkeep.unwritten", "Nothing was written, and the annotation files are as they were."
)
_PUT_BACK = message(
    "upkeep.put-back",
    "Put a copy of the workspace in its place, if there is one; or move the workspace out of the "
    "folder and open the folder again: what was exported is in the annotation files; what was not "
    "is in that workspace alone, so don't delete it.",
)


def _table_gone(path: Path, name: str) -> str:
    what = message(
        "upkeep.table-gone",
        "The table “{name}” is gone from the workspace {path}: another program changed it.",
        name=name,
        path=path,
    )
    return joined(what, _UNWRITTEN, _PUT_BACK)


def _view_there(path: Path, name: str) -> str:
    what = message(
        "upkeep.view",
        "In the workspace {path}, a view is in place of the table “{name}”: another program "
        "changed it.",
        path=path,
        name=name,
    )
    mend = message("upkeep.drop-view", "Drop the view, and give the table its name back.")
    return joined(what, _UNWRITTEN, mend, _PUT_BACK)


def _columns_gone(path: Path, name: str, lost: Sequence[str], there: str) -> str:
    what = message(
        "upkeep.columns-gone",
        "The table “{name}” of the workspace {path} has no column {columns} any more (its columns "
        "are: {there}): another program changed it.",
        name=name,
        path=path,
        columns=joined_by_and([f"“{column}”" for column in lost]),
        there=there,
    )
    mend = message(
        "upkeep.rename-back",
        "If it was renamed, rename it back (in QGIS: layer properties, Fields). Else:",
    )
    return joined(what, _UNWRITTEN, mend, _PUT_BACK)


def _tables(database: Database) -> dict[str, _Table]:
    shapes = {
        row.GetFieldAsString(0).lower(): _GeometryColumn(
            row.GetFieldAsString(1),
            row.GetFieldAsString(2).upper(),
            row.GetFieldAsInteger(3),
            row.GetFieldAsInteger(4),
        )
        for row in database.rows(
            "SELECT table_name, column_name, geometry_type_name, srs_id, z + m AS more "
            "FROM gpkg_geometry_columns"
        )
    }
    found: dict[str, _Table] = {}
    for row in database.rows(
        "SELECT m.name AS found, m.type AS sort, p.name AS title, upper(p.type) AS kind, "
        "p.pk AS is_key FROM sqlite_master AS m "
        "JOIN pragma_table_info(m.name) AS p "
        "WHERE m.type IN ('table', 'view') AND lower(m.name) IN ?",
        _TABLES,
    ):
        name = row.GetFieldAsString(0)
        table = found.setdefault(
            name.lower(),
            _Table(name, row.GetFieldAsString(1), [], shapes.get(name.lower())),
        )
        texts = row.GetFieldAsString(2), row.GetFieldAsString(3)
        table.columns.append(_ColumnInfo(*texts, bool(row.GetFieldAsInteger(4))))
    return found


def _mend(database: Database, state: _TableState) -> None:
    state.check()
    state.lists.mend()
    for table in state.unindexed:  # GDAL lists the existing ones only once, when it makes the first
        _drop_index(database, table)
    anew = [table for table in _TABLES if not state.is_ours(table)]
    for table in anew:
        _restore(database, table, state.tables)
    missing = [part for part in parts() if part.table in anew]
    missing += [part for part in state.missing if part.table not in anew]
    for part in missing:
        part.drop(database)
        part.create(database)
    for table in state.unindexed:
        if table not in anew:  # a new table has an index
            database.execute("SELECT CreateSpatialIndex(?, 'geom')", table)
    if not state.has_marks:
        start_generations(database)
    unnoted = _unnoted(state.missed, state.has_marks, {*anew})
    if state.lists.lack_overwritten:
        unnoted = list(Task)
    if unnoted or state.lists.lack_edits:
        _note(database, unnoted)


def _is_indexed(table: str, kept: Mapping[str, Collection[str]]) -> bool:
    """Whether a table has its spatial index with all triggers that maintain it. Programs without
    GDAL's functions (Python's ``sqlite3``, the command line) must drop these before they can edit.

    The index is maintained by four or five update triggers, depending on the version of GDAL, and
    two others. They move along when a table is renamed. ``kept``: the names of each table's
    triggers.
    """
    name = f"rtree_{table}_geom"
    own = kept.get(table, ())
    updates = sum(each.startswith(f"{name}_update") for each in own)
    is_kept = {f"{name}_insert", f"{name}_delete"} <= {*own} and updates >= _UPDATES
    return is_kept and name in kept


def _drop_index(database: Database, table: str) -> None:
    """Drops what is left of a table's spatial index."""
    name = f"rtree_{table}_geom"
    database.execute("DROP TABLE IF EXISTS ?", SqlName(name))
    for event in ("insert", "delete", *(f"update{number}" for number in range(1, 8))):
        database.execute("DROP TRIGGER IF EXISTS ?", SqlName(f"{name}_{event}"))
    if database.has_table("gpkg_extensions"):
        forget = "DELETE FROM gpkg_extensions WHERE lower(table_name) = ? AND extension_name = ?"
        database.execute(forget, table, "gpkg_rtree_index")


def _unnoted(missed: Sequence[TablePart], has_marks: bool, anew: set[str]) -> list[Task]:
    """The tasks whose edits may have been missed; ``missed`` are parts that are in no version's
    form.

    ``has_marks``: this version had the workspace before; earlier ones had fewer triggers.
    """
    lost = {part.table for part in missed if has_marks or not part.is_new}
    return [task for task in Task if task.value in lost | anew]


def _restore(database: Database, table: str, found: Mapping[str, _Table]) -> None:
    """A table in our form in place of what exists, which may be nothing."""
    there = found.get(table)
    if there is not None and there.kind == "table" and not there.lacks(table):
        rebuild(database, table, there.name)
        return
    if there is not None:  # a list that can be made again: tables of annotations are checked before
        if there.kind == "table":
            database.drop_table(there.name)
        else:
            database.execute("DROP VIEW ?", SqlName(there.name))
    create_table(database, table)
    if table == "labels":
        _fill_labels(database)


def _fill_labels(database: Database) -> None:
    """Fills the table from spai.json; labels of annotations that it doesn't list are found as
    always."""
    insert = Inserter(database, "labels", ("name", "color"))
    rows = database.rows("SELECT content FROM files WHERE path = ?", LABELS_FILE)
    for packed in [row.GetFieldAsBinary(0) for row in rows]:
        with database.sound(f"content of {LABELS_FILE}"):
            data = unpack(packed)
        for label in read_labels(data).labels:
            insert.add(None, label.name, label.color)


def _note(database: Database, tasks: Sequence[Task]) -> None:
    """Marks all images for comparison; row ids mean nothing any more."""
    database.execute("INSERT OR REPLACE INTO changes (image) SELECT path FROM images")
    for table in map(SqlName, _TASKS):
        database.execute(
            "INSERT OR REPLACE INTO changes (image) SELECT coalesce(image, '') FROM ? "
            "UNION SELECT origin FROM ? WHERE origin IS NOT NULL",
            table,
            table,
        )
    for known in ("announced", "members"):
        if database.has_table(known):
            database.execute("DELETE FROM ?", SqlName(known))
    for task in tasks:
        note_overwritten(database, task)
        rows = database.rows("SELECT content FROM unsaved WHERE task = ?", task.value)
        for content in [row.GetFieldAsString(0) for row in rows]:
            update = "UPDATE unsaved SET content = ? WHERE task = ?"
            with database.sound("edits that were open"):
                left = _without_ids(content)
            database.execute(update, left, task.value)


def _without_ids(content: str) -> str:
    """Stored open edits (see `open_edits`) without those that refer to row ids."""
    return json.dumps({"added": json.loads(content)["added"], "changed": {}, "deleted": []})


def note_overwritten(database: Database, task: Task) -> None:
    """Records that a task's table was replaced, within a transaction."""
    database.execute(
        "CREATE TABLE IF NOT EXISTS overwritten (task TEXT PRIMARY KEY, is_new INTEGER NOT NULL)"
    )
    database.execute("INSERT OR REPLACE INTO overwritten (task, is_new) VALUES (?, 1)", task.value)


def overwritten_tasks(database: Database) -> dict[Task, bool]:
    """The recorded tasks, and whether each was not compared yet."""
    if not database.has_table("overwritten"):
        return {}
    rows = database.rows("SELECT task, is_new FROM overwritten")
    said = {row.GetFieldAsString(0): bool(row.GetFieldAsInteger(1)) for row in rows}
    return {task: said[task.value] for task in Task if task.value in said}


def note_compared(database: Database, task: Task) -> None:
    """Records that a task's table was compared, and still lacks something."""
    database.execute("UPDATE overwritten SET is_new = 0 WHERE task = ?", task.value)


def forget_overwritten(database: Database, task: Task) -> None:
    """A task's table lacks nothing of the files any more."""
    database.execute("DELETE FROM overwritten WHERE task = ?", task.value)
