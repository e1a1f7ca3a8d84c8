"""Restores the lists of a workspace, where another program dropped them or entries of them.

Entries in the GeoPackage's lists, ``gpkg_contents`` and ``gpkg_geometry_columns``, are restored
before anything else is read from it: GDAL and QGIS see only what is listed. A table that is not
listed any more is otherwise intact, with all its rows.

Each of the workspace's own lists can be made again. Fingerprints are read from disk; without the
list of edits, or of open edits, all images are compared with their files. Without the list of
files, all are read again: since the base of an edited one is not known, both its content and that
of the workspace are kept.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..geopackage.database import Database
from ..geopackage.sql import SqlName
from ..records.identity import begin_edit_steps
from .schema import COLUMN_TYPES, GEOMETRY, PLAIN, TABLES, create_table, fields_of

_COLUMNS: dict[str, tuple[str, ...]] = {  # the first column is the key
    "changes": ("id", "image"),
    "unsaved": ("task", "content"),
    "image_files": ("path", "size", "time", "inode", "device", "sample"),
    "steps": ("at", "mark", "number"),
}
_ADDED: dict[str, tuple[str, ...]] = {
    "files": ("size", "time", "changed", "inode", "device"),
    "problems": tuple(name for name, _ in fields_of("problems")),
}
_NEEDED: dict[str, tuple[str, ...]] = {"files": ("path", "content"), "problems": ()}
"""Without these a list is as good as gone."""
_ON_DEMAND: dict[str, tuple[tuple[str, ...], set[str]]] = {  # columns, and those that are the key
    "announced": (("path", "digest", "image", "places", "edit"), {"path"}),
    "exports": (("number", "path", "content"), {"number"}),
    "home": (("name", "device", "inode"), set()),
    "image_beside": (("path", "look"), {"path"}),
    "marks": (("image", "first", "mark"), {"image", "first"}),
    "members": (("task", "fid", "feature"), {"task", "fid"}),
    "origins": (("path", "content"), {"path"}),
    "overwritten": (("task", "is_new"), {"task"}),
    "problem_messages": (("text", "message"), {"text"}),
    "renamed": (("name", "was"), {"name"}),
    "taken": (("home", "step", "number", "looks", "labels", "marks"), {"home"}),
    "taken_images": (("home", "image", "content", "places"), {"home", "image"}),
}
"""Those that are made when there is something to be put into them: without one, all is as if that
had not been yet."""


@dataclass
class _ListState:
    """A list as it is: ``kind`` is "table" or "view"."""

    kind: str
    columns: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    demanding: set[str] = field(default_factory=set)
    """The columns that a new row must have."""

    def serves(self, columns: Iterable[str], keys: set[str]) -> bool:
        """Whether rows of these columns can be read and written."""
        wanted = {*columns}
        is_fit = wanted <= self.columns and self.demanding <= wanted
        return self.kind == "table" and is_fit and self.keys == keys


class OwnLists:
    """Which lists exist, and which have to be made again."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._there: dict[str, _ListState] = {}
        for row in database.rows(
            "SELECT m.name AS found, m.type AS sort, p.name AS title, p.pk AS is_key, "
            'p."notnull" AND p.dflt_value IS NULL AND NOT p.pk AS demands '
            "FROM sqlite_master AS m "
            "JOIN pragma_table_info(m.name) AS p WHERE m.type IN ('table', 'view') AND m.name IN ?",
            (*PLAIN, *_ADDED, *_ON_DEMAND),
        ):
            name, column = row.GetFieldAsString(0), row.GetFieldAsString(2)
            one = self._there.setdefault(name, _ListState(row.GetFieldAsString(1)))
            one.columns.add(column)
            if row.GetFieldAsInteger(3):
                one.keys.add(column)
            if row.GetFieldAsInteger(4):
                one.demanding.add(column)
        self._gone = [name for name, columns in _COLUMNS.items() if not self._serves(name, columns)]
        self._spoilt = [
            name
            for name, (columns, keys) in _ON_DEMAND.items()
            if name in self._there and not self._there[name].serves(columns, keys)
        ]
        self._lost = [
            name for name, columns in _NEEDED.items() if not self._has_columns(name, columns)
        ]
        self._lacking = [
            (name, column)
            for name, columns in _ADDED.items()
            for column in columns
            if name not in self._lost and column not in self._there[name].columns
        ]

    def _serves(self, name: str, columns: Sequence[str]) -> bool:
        return name in self._there and self._there[name].serves(columns, {columns[0]})

    def _has_columns(self, name: str, columns: Sequence[str]) -> bool:
        one = self._there.get(name)
        return one is not None and one.kind == "table" and {*columns} <= one.columns

    @property
    def is_whole(self) -> bool:
        """Whether all exist."""
        return not (self._gone or self._spoilt or self._lost or self._lacking)

    @property
    def lack_edits(self) -> bool:
        """Whether it is unknown which images were edited."""
        return "changes" in self._gone

    @property
    def lack_overwritten(self) -> bool:
        """Whether it is unknown which tables another program replaced."""
        return "overwritten" in self._spoilt

    @property
    def have_marks(self) -> bool:
        """Whether the generations of feature indexes are known."""
        return "marks" in self._there and "marks" not in self._spoilt

    def mend(self) -> None:
        """Makes them again. Use it in a transaction, before their indexes are made."""
        open_edits = self._open_edits()
        for name in (*self._gone, *self._spoilt):
            self._drop(name)
        for name in self._gone:
            self._database.execute(PLAIN[name])
        for task, content in open_edits:
            insert = "INSERT OR REPLACE INTO unsaved (task, content) VALUES (?, ?)"
            self._database.execute(insert, task, content)
        if "steps" in self._gone:  # earlier copies count as other workspaces from now on
            begin_edit_steps(self._database)
        # No edit may get the number of an earlier one, which others may have recorded.
        if self.lack_edits:
            first = "INSERT INTO changes (id, image) VALUES (?, '')"
            self._database.execute(first, int(time.time()))
            self._database.execute("DELETE FROM changes")
        for name in self._lost:
            self._make(name)
        for name, column in self._lacking:
            kind = COLUMN_TYPES[dict(fields_of(name))[column]]
            add = f"ALTER TABLE ? ADD COLUMN ? {kind}"
            self._database.execute(add, SqlName(name), SqlName(column))

    def _open_edits(self) -> list[tuple[str, str]]:
        """The content of a list of open edits that has to be made again."""
        if "unsaved" not in self._gone or not self._has_columns("unsaved", _COLUMNS["unsaved"]):
            return []
        rows = self._database.rows("SELECT task, content FROM unsaved WHERE content IS NOT NULL")
        return [(row.GetFieldAsString(0), row.GetFieldAsString(1)) for row in rows]

    def _drop(self, name: str) -> None:
        if name in self._there:
            self._database.execute(f"DROP {self._there[name].kind} ?", SqlName(name))

    def _make(self, name: str) -> None:
        """A list that GDAL knows. A new list of files is empty: those of images without edits are
        read again, others are merged with the folder."""
        if self._has_columns(name, ()):
            self._database.drop_table(name)
        else:
            self._drop(name)
        forget = "DELETE FROM gpkg_contents WHERE lower(table_name) = ?"
        self._database.execute(forget, name)
        create_table(self._database, name)


_SHAPES = {"detection": "POLYGON"}
_CRS = 4326


def list_again(database: Database) -> bool:
    """Lists our tables again. Returns whether the GeoPackage has to be reopened.

    :raises WorkspaceError: where it can't be read or written.
    """
    if not any(_unlisted(database)):
        return False
    with database.transaction():
        shapeless, unlisted = _unlisted(database)  # another process may have done it meanwhile
        for name in unlisted:
            kind = "features" if name in GEOMETRY and _has_shapes(database, name) else "attributes"
            insert = "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
            insert += "VALUES (?, ?, ?, ?)"
            database.execute(insert, name, kind, name, _CRS if kind == "features" else None)
        for name in shapeless:
            insert = "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)"
            database.execute(insert, name, _SHAPES.get(name, "MULTIPOLYGON"), _CRS)
            listed = "UPDATE gpkg_contents SET data_type = 'features', srs_id = ? "
            listed += "WHERE table_name = ? AND data_type = 'attributes'"
            database.execute(listed, _CRS, name)
    return True


def _unlisted(database: Database) -> tuple[list[str], list[str]]:
    """The tables whose geometry columns are not listed, and those that are not listed at all."""
    shapeless, unlisted = [], []
    for row in database.rows(
        "SELECT name, EXISTS (SELECT 1 FROM gpkg_contents WHERE table_name = name) AS is_listed, "
        "EXISTS (SELECT 1 FROM gpkg_geometry_columns WHERE table_name = name) AS has_shapes "
        "FROM sqlite_master WHERE type = 'table' AND name IN ?",
        TABLES,
    ):
        name = row.GetFieldAsString(0)
        if not row.GetFieldAsInteger(1):
            unlisted.append(name)
        if name in GEOMETRY and not row.GetFieldAsInteger(2):
            shapeless.append(name)
    return [name for name in shapeless if _has_shapes(database, name)], unlisted


def _has_shapes(database: Database, table: str) -> bool:
    found = "SELECT 1 FROM pragma_table_info(?) WHERE name = 'geom'"
    return any(True for _ in database.rows(found, table))
