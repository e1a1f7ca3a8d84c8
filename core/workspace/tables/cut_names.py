"""Names in the tables that no query finds, though they look like those of images.

Careless programs write them as bytes. And of a text that has a NUL within, SQLite compares all,
while GDAL and all that reads through it know what stands before the NUL. The annotation of such a
row would be exported nowhere, and nobody be told.
"""

from __future__ import annotations

from ...base.model import Task
from ..geopackage.database import Database
from ..geopackage.sql import Name, Part, bind

_NAMES = (("images", "path"), ("images", "geojson"), ("image_files", "path"), ("files", "path"))


def straighten_names(database: Database) -> None:
    """Makes a text of each name, and leaves of it what everybody reads. Use it in a transaction."""
    for table in (*(task.value for task in Task), "changes"):
        update = "UPDATE OR REPLACE ? SET image = CAST(image AS TEXT) WHERE image >= x''"
        database.execute(update, Name(table))  # no text is as great; there is an index
    _cut_names(database)


def _cut_names(database: Database) -> None:
    for table, column in _NAMES:
        _cut(database, table, column)
    has_nul, cut = _has_nul(Name("image")), _up_to_nul(Name("image"))
    # Triggers note there whatever is written.
    if not list(database.rows("SELECT image FROM changes WHERE ?", has_nul)):
        return
    for task in Task:
        update = "UPDATE ? SET image = ? WHERE image IN (SELECT image FROM changes WHERE ?)"
        database.execute(update, Name(task.value), cut, has_nul)
    _cut(database, "changes", "image")


def _cut(database: Database, of: str, named: str) -> None:
    table, column = Name(of), Name(named)
    has_nul, cut = _has_nul(column), _up_to_nul(column)
    if not list(database.rows("SELECT 1 FROM ? WHERE ? LIMIT 1", table, has_nul)):
        return
    if named != "geojson":  # a row of the right name is the one that was meant
        delete = "DELETE FROM ? WHERE ? AND ? IN (SELECT ? FROM ? WHERE NOT ?)"
        database.execute(delete, table, has_nul, cut, column, table, has_nul)
    database.execute("UPDATE OR REPLACE ? SET ? = ? WHERE ?", table, column, cut, has_nul)


def _has_nul(column: Name) -> Part:
    return Part(bind("instr(CAST(? AS BLOB), x'00') > 0", column))


def _up_to_nul(column: Name) -> Part:
    return Part(bind("substr(?, 1, length(?))", column, column))  # whose length counts to the NUL
