"""Former names of labels: by these, spai.json's members of a renamed label are found.

The table ``renamed`` is made when the first label is renamed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ...base.model import Label
from ..geopackage.database import Database

_CREATE = "CREATE TABLE IF NOT EXISTS renamed (name TEXT PRIMARY KEY, was TEXT NOT NULL)"


def former_names(database: Database) -> dict[str, tuple[str, ...]]:
    """The former names of labels, the last one first, by their present names."""
    if not database.has_table("renamed"):
        return {}
    rows = database.rows("SELECT name, was FROM renamed")
    found = [(row.GetFieldAsString(0), row.GetFieldAsString(1)) for row in rows]
    with database.sound("former names of a label"):
        return {name: _names(json.loads(was)) for name, was in found}


def _names(was: Any) -> tuple[str, ...]:
    if not (isinstance(was, list) and all(isinstance(name, str) for name in was)):
        raise TypeError(was)
    return tuple(was)


def note_former_names(database: Database, labels: Iterable[Label]) -> None:
    """Stores those of all labels."""
    renamed = [label for label in labels if label.was]
    if database.has_table("renamed"):
        database.execute("DELETE FROM renamed")
    elif renamed:
        database.execute(_CREATE)
    for label in renamed:
        insert = "INSERT INTO renamed (name, was) VALUES (?, ?)"
        database.execute(insert, label.name, json.dumps(label.was))
