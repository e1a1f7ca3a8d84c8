"""Names in the tables that have a NUL within: SQLite compares all of such a text, GDAL and all that
reads through it know what stands before the NUL. So a row is seen under a name by which no query
finds it: its annotation would be exported nowhere, and nobody be told. No file has such a name."""

from __future__ import annotations

from ..scaneo.model import Task
from .database import Database
from .sql import Name

_NAMES = (("images", "path"), ("images", "geojson"), ("image_files", "path"), ("files", "path"))
_HAS_NUL = "instr(CAST(? AS BLOB), x'00') > 0"
_CUT = "substr(?, 1, length(?))"  # which counts to the NUL


def cut_names(database: Database) -> None:
    """Leaves of each name what everybody reads. Use it in a transaction."""
    for table, column in _NAMES:
        _cut(database, table, column)
    image = Name("image")
    has_nul = f"SELECT image FROM changes WHERE {_HAS_NUL}"  # triggers note whatever is written
    if not list(database.rows(has_nul, image)):
        return
    for task in Task:
        update = f"UPDATE ? SET image = {_CUT} WHERE image IN ({has_nul})"
        database.execute(update, Name(task.value), image, image, image)
    _cut(database, "changes", "image")


def _cut(database: Database, table: str, column: str) -> None:
    names = Name(table), Name(column)
    if not list(database.rows(f"SELECT 1 FROM ? WHERE {_HAS_NUL} LIMIT 1", *names)):
        return
    if column != "geojson":  # a row of the right name is the one that was meant
        database.execute(
            f"DELETE FROM ? WHERE {_HAS_NUL} AND {_CUT} IN (SELECT ? FROM ? WHERE NOT {_HAS_NUL})",
            *(*names, names[1], names[1], names[1], names[0], names[1]),
        )
    update = f"UPDATE OR REPLACE ? SET ? = {_CUT} WHERE {_HAS_NUL}"
    database.execute(update, *names, names[1], names[1], names[1])
