"""Repairs image names in the tables that no query would find, although they look right.

Some programs write them as bytes. In a text with a NUL, SQLite compares all characters, while GDAL
and all that read through it see only those before the NUL. An annotation in such a row would not be
exported, and nobody would be told.
"""

from __future__ import annotations

from ...base.model import Task
from ..geopackage.database import Database
from ..geopackage.sql import SqlName, SqlPart, bind

_NAMES = (("images", "path"), ("images", "geojson"), ("image_files", "path"), ("files", "path"))


def straighten_names(database: Database) -> None:
    """Converts each name to text, cut before a NUL. Use it in a transaction."""
    for table in (*(task.value for task in Task), "changes"):
        update = "UPDATE OR REPLACE ? SET image = CAST(image AS TEXT) WHERE image >= x''"
        # Blobs are greater than any text, and there is an index.
        database.execute(update, SqlName(table))
    _cut_names(database)


def _cut_names(database: Database) -> None:
    for table, column in _NAMES:
        _cut(database, table, column)
    has_nul, cut = _has_nul(SqlName("image")), _up_to_nul(SqlName("image"))
    # Triggers write whatever name a row has to this table.
    if not list(database.rows("SELECT image FROM changes WHERE ?", has_nul)):
        return
    for task in Task:
        update = "UPDATE ? SET image = ? WHERE image IN (SELECT image FROM changes WHERE ?)"
        database.execute(update, SqlName(task.value), cut, has_nul)
    _cut(database, "changes", "image")


def _cut(database: Database, of: str, named: str) -> None:
    table, column = SqlName(of), SqlName(named)
    has_nul, cut = _has_nul(column), _up_to_nul(column)
    if not list(database.rows("SELECT 1 FROM ? WHERE ? LIMIT 1", table, has_nul)):
        return
    if named != "geojson":  # if a row of the right name exists, it is the one that was meant
        delete = "DELETE FROM ? WHERE ? AND ? IN (SELECT ? FROM ? WHERE NOT ?)"
        database.execute(delete, table, has_nul, cut, column, table, has_nul)
    database.execute("UPDATE OR REPLACE ? SET ? = ? WHERE ?", table, column, cut, has_nul)


def _has_nul(column: SqlName) -> SqlPart:
    return SqlPart(bind("instr(CAST(? AS BLOB), x'00') > 0", column))


def _up_to_nul(column: SqlName) -> SqlPart:
    return SqlPart(bind("substr(?, 1, length(?))", column, column))  # length() counts up to the NUL
