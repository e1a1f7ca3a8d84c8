"""What other programs did to the tables of a workspace is found, mended where it can be, and told.

Who saves a layer over a table (QGIS's "Save Features As", ``ogr2ogr -overwrite``, geopandas) drops
it and makes another, without the triggers that note edits: all images are compared then (see
`overwritten`). A table without what annotations consist of is left to a person: what vanished with
a column was deleted by nobody.
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
from ...base.shown import joined_by_and
from ...formats.scaneo.labels import LABELS_FILE, read_labels
from ..geopackage.database import Database, Inserter, WorkspaceError
from ..geopackage.packing import unpack
from ..geopackage.sql import Name
from ..records.index_generations import start_generations
from .overwritten import note_overwritten
from .own_lists import OwnLists
from .rebuild import rebuild
from .schema import COLUMN_TYPES, GEOMETRY, create_table, fields_of
from .triggers import TablePart, parts

_TASKS = tuple(task.value for task in Task)
_TABLES = (*_TASKS, "images", "labels")
_NEEDED = {"images": ("path",), "labels": ("name", "color")}
_ANNOTATION = ("image", "label")
_UPDATES = 4  # triggers for updates that keep an index of shapes, at least
_SHAPES = {ogr.wkbPolygon: "POLYGON", ogr.wkbMultiPolygon: "MULTIPOLYGON"}


class _Column(NamedTuple):
    name: str
    kind: str
    is_key: bool


class _Shape(NamedTuple):
    column: str
    kind: str
    crs: int
    dimensions: int


@dataclass(frozen=True)
class _Table:
    """A table as it is: ``name`` as it is written, ``kind`` is "table" or "view"."""

    name: str
    kind: str
    columns: list[_Column] = field(default_factory=list)
    shape: Optional[_Shape] = None

    def lacks(self, table: str) -> list[str]:
        """What can't be done without, and is not there."""
        names = {column.name.lower() for column in self.columns}
        found = [name for name in _NEEDED.get(table, _ANNOTATION) if name not in names]
        return [*found, "geom"] if table in GEOMETRY and self.shape is None else found

    def is_ours(self, table: str) -> bool:
        """Whether it is in our form; columns of others may be there besides."""
        if self.name != table or _Column("fid", "INTEGER", True) not in self.columns:
            return False
        there = {(column.name, column.kind) for column in self.columns}
        shape = None
        if table in GEOMETRY:
            shape = _Shape("geom", _SHAPES[GEOMETRY[table]], 4326, 0)
        wanted = {(name, COLUMN_TYPES[kind]) for name, kind in fields_of(table)}
        return wanted <= there and self.shape == shape


def put_back(database: Database) -> None:
    """Brings the tables into our form, with all indexes and triggers, and notes what was missed.

    :raises WorkspaceError: where annotations can't be made out any more, or it can't be written.
    """
    if is_whole(database):
        return
    with database.transaction():
        _mend(database, _Look(database))  # another may have done it meanwhile


def is_whole(database: Database) -> bool:
    """Whether `put_back` has nothing to do. :raises WorkspaceError: where it can't be read."""
    return _Look(database).is_whole


class _Look:
    """What is there of the tables, and of their indexes and triggers."""

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
        """Whether a table is there in our form."""
        return table in self.tables and self.tables[table].is_ours(table)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is to be mended."""
        has_all = not self.missing and not self.unindexed and self.has_marks
        has_all = has_all and self.lists.is_whole
        return has_all and all(map(self.is_ours, _TABLES))

    def check(self) -> None:
        """:raises WorkspaceError: where a table has no annotations any more that can be read."""
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
        row.GetFieldAsString(0).lower(): _Shape(
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
        table.columns.append(_Column(*texts, bool(row.GetFieldAsInteger(4))))
    return found


def _mend(database: Database, look: _Look) -> None:
    look.check()
    look.lists.mend()
    for table in look.unindexed:  # GDAL looks once which there are, with the first that it makes
        _drop_index(database, table)
    anew = [table for table in _TABLES if not look.is_ours(table)]
    for table in anew:
        _restore(database, table, look.tables)
    missing = [part for part in parts() if part.table in anew]
    missing += [part for part in look.missing if part.table not in anew]
    for part in missing:
        part.drop(database)
        part.create(database)
    for table in look.unindexed:
        if table not in anew:  # the new one has an index
            database.execute("SELECT CreateSpatialIndex(?, 'geom')", table)
    if not look.has_marks:
        start_generations(database)
    unnoted = _unnoted(look.missed, look.has_marks, {*anew})
    if look.lists.lack_overwritten:
        unnoted = list(Task)
    if unnoted or look.lists.lack_edits:
        _note(database, unnoted)


def _is_indexed(table: str, kept: Mapping[str, Collection[str]]) -> bool:
    """Whether a table has the index of its shapes, with all that keeps it: those without GDAL's
    functions (Python's ``sqlite3``, the command line) can't edit before they drop that.

    It is kept by four or five triggers for updates, by the version of GDAL, and two others. They
    go along with a table that is renamed. ``kept``: the names of what each table has.
    """
    name = f"rtree_{table}_geom"
    own = kept.get(table, ())
    updates = sum(each.startswith(f"{name}_update") for each in own)
    is_kept = {f"{name}_insert", f"{name}_delete"} <= {*own} and updates >= _UPDATES
    return is_kept and name in kept


def _drop_index(database: Database, table: str) -> None:
    """Drops whatever is left of the index of a table's shapes."""
    name = f"rtree_{table}_geom"
    database.execute("DROP TABLE IF EXISTS ?", Name(name))
    for event in ("insert", "delete", *(f"update{number}" for number in range(1, 8))):
        database.execute("DROP TRIGGER IF EXISTS ?", Name(f"{name}_{event}"))
    if database.has_table("gpkg_extensions"):
        forget = "DELETE FROM gpkg_extensions WHERE lower(table_name) = ? AND extension_name = ?"
        database.execute(forget, table, "gpkg_rtree_index")


def _unnoted(missed: Sequence[TablePart], has_marks: bool, anew: set[str]) -> list[Task]:
    """The tasks whose edits may have gone unnoticed; ``missed`` is in no version's form.

    ``has_marks``: whether this version had the workspace before; others had fewer triggers.
    """
    lost = {part.table for part in missed if has_marks or not part.is_new}
    return [task for task in Task if task.value in lost | anew]


def _restore(database: Database, table: str, found: Mapping[str, _Table]) -> None:
    """A table in our form in place of what is there, which may be nothing."""
    there = found.get(table)
    if there is not None and there.kind == "table" and not there.lacks(table):
        rebuild(database, table, there.name)
        return
    if there is not None:  # a list that can be made anew: annotations are checked before
        if there.kind == "table":
            database.drop_table(there.name)
        else:
            database.execute("DROP VIEW ?", Name(there.name))
    create_table(database, table)
    if table == "labels":
        _fill_labels(database)


def _fill_labels(database: Database) -> None:
    """As spai.json has them; those of annotations that use others are found as ever."""
    insert = Inserter(database, "labels", ("name", "color"))
    rows = database.rows("SELECT content FROM files WHERE path = ?", LABELS_FILE)
    for packed in [row.GetFieldAsBinary(0) for row in rows]:
        with database.sound(f"content of {LABELS_FILE}"):
            data = unpack(packed)
        for label in read_labels(data).labels:
            insert.add(None, label.name, label.color)


def _note(database: Database, tasks: Sequence[Task]) -> None:
    """All images are to be compared, and nothing is known by the ids of rows any more."""
    database.execute("INSERT OR REPLACE INTO changes (image) SELECT path FROM images")
    for table in map(Name, _TASKS):
        database.execute(
            "INSERT OR REPLACE INTO changes (image) SELECT coalesce(image, '') FROM ? "
            "UNION SELECT origin FROM ? WHERE origin IS NOT NULL",
            table,
            table,
        )
    for known in ("announced", "members"):
        if database.has_table(known):
            database.execute("DELETE FROM ?", Name(known))
    for task in tasks:
        note_overwritten(database, task)
        rows = database.rows("SELECT content FROM unsaved WHERE task = ?", task.value)
        for content in [row.GetFieldAsString(0) for row in rows]:
            update = "UPDATE unsaved SET content = ? WHERE task = ?"
            with database.sound("edits that were open"):
                left = _without_ids(content)
            database.execute(update, left, task.value)


def _without_ids(content: str) -> str:
    """Open edits of a QGIS that was killed (see `open_edits`), but those by ids of rows."""
    return json.dumps({"added": json.loads(content)["added"], "changed": {}, "deleted": []})
