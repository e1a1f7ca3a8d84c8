"""The lists of a workspace that nobody edits, made again where another program dropped them.

None of them holds what can't be had anew: how files look is looked up, and without the list of
edits, or those that were open, all images are compared with their files.
"""

from __future__ import annotations

import time

from .database import Database
from .schema import COLUMN_TYPES, PLAIN, create_table, fields_of
from .sql import Name
from .steps import begin_way

_COLUMNS: dict[str, tuple[str, ...]] = {  # the first is the key
    "changes": ("id", "image"),
    "unsaved": ("task", "content"),
    "image_files": ("path", "size", "time", "inode", "device", "sample"),
    "steps": ("at", "mark", "number"),
}
_ADDED: dict[str, tuple[str, ...]] = {
    "files": ("size", "time", "changed", "inode", "device"),
    "problems": tuple(name for name, _ in fields_of("problems")),
}


class OwnLists:
    """What there is of them, and what is to be made again."""

    def __init__(self, database: Database) -> None:
        self._database = database
        there: dict[str, set[str]] = {}
        keys: dict[str, set[str]] = {}
        for row in database.rows(
            "SELECT m.name AS found, p.name AS title, p.pk AS is_key FROM sqlite_master AS m "
            "JOIN pragma_table_info(m.name) AS p WHERE m.type = 'table' AND m.name IN ?",
            (*PLAIN, *_ADDED),
        ):
            name, column = row.GetFieldAsString(0), row.GetFieldAsString(1)
            there.setdefault(name, set()).add(column)
            if row.GetFieldAsInteger(2):
                keys.setdefault(name, set()).add(column)
        self._gone = [
            name
            for name, columns in _COLUMNS.items()
            if not {*columns} <= there.get(name, set()) or keys.get(name) != {columns[0]}
        ]
        self._has_problems = "problems" in there
        self._lacking = [
            (name, column)
            for name, columns in _ADDED.items()
            for column in columns
            if name in there and column not in there[name]
        ]

    @property
    def is_whole(self) -> bool:
        """Whether all are there."""
        return self._has_problems and not (self._gone or self._lacking)

    @property
    def lack_edits(self) -> bool:
        """Whether nobody knows which images were edited."""
        return "changes" in self._gone

    def mend(self) -> None:
        """Makes them again. Use it in a transaction, before their indexes are made."""
        for name in self._gone:
            self._database.execute("DROP TABLE IF EXISTS ?", Name(name))
            self._database.execute(PLAIN[name])
        if "steps" in self._gone:  # copies that were made before are others from here on
            begin_way(self._database)
        if self.lack_edits:  # no edit has the number of an earlier one, which others have noted
            first = "INSERT INTO changes (id, image) VALUES (?, '')"
            self._database.execute(first, int(time.time()))
            self._database.execute("DELETE FROM changes")
        if not self._has_problems:
            forget = "DELETE FROM gpkg_contents WHERE lower(table_name) = 'problems'"
            self._database.execute(forget)
            create_table(self._database, "problems")
        for name, column in self._lacking:
            kind = COLUMN_TYPES[dict(fields_of(name))[column]]
            add = f"ALTER TABLE ? ADD COLUMN ? {kind}"
            self._database.execute(add, Name(name), Name(column))
