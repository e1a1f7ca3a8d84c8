"""The tables of what was taken over from other workspaces of the campaign."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ..geopackage.database import Database

ANOTHERS = "note of what another workspace had"


CREATE = (
    "CREATE TABLE IF NOT EXISTS taken (home TEXT PRIMARY KEY, step TEXT NOT NULL, "
    "number INTEGER NOT NULL, looks TEXT NOT NULL, labels TEXT NOT NULL, marks TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS taken_images (home TEXT NOT NULL, image TEXT NOT NULL, "
    "content TEXT NOT NULL, places TEXT NOT NULL, PRIMARY KEY (home, image))",
)


def taken_digests(database: Database) -> set[str]:
    """How each of the other workspaces looked as it was taken over."""
    if not database.has_table("taken"):
        return set()
    rows = database.rows("SELECT looks FROM taken")
    return {row.GetFieldAsString(0) for row in rows}


def rename_marks(database: Database, moves: Mapping[str, str]) -> None:
    """Images have other names here: so have the marks of other workspaces that are noted."""
    if not database.has_table("taken"):
        return
    names = set(moves.values())
    for row in list(database.rows("SELECT home, marks FROM taken")):
        with database.sound(ANOTHERS):
            marks = json.loads(row.GetFieldAsString(1)).items()
            stay = [(name, mark) for name, mark in marks if name in moves or name not in names]
        kept = {moves.get(name, name): mark for name, mark in stay}
        update = "UPDATE taken SET marks = ? WHERE home = ?"
        database.execute(update, json.dumps(kept), row.GetFieldAsString(0))
