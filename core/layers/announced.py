"""What an export is about to write, noted in the workspace before it does.

Between a file's renaming and the note of it, another QGIS may edit and open the campaign, or this
one be killed. What the file gained would look like somebody else's then: what was deleted since
would come back, and what was moved be there twice.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple, Optional

from ..scaneo.model import Task
from .database import Database
from .kept import number


class Placed(NamedTuple):
    """Where in its image's file the annotation of a feature is to stand; None where in none."""

    task: Task
    fid: int
    place: Optional[int]


class Announced(NamedTuple):
    """A file as it is to be, by its digest; None where there is to be none.

    ``image`` is empty for a file of labels. ``places`` are those of all of its annotations.
    ``edit`` is the last edit of the image that was seen, None where some of it could not be
    written.
    """

    path: str
    digest: Optional[str]
    image: str = ""
    places: Sequence[Placed] = ()
    edit: Optional[int] = None


def digest_of(data: Optional[bytes]) -> Optional[str]:
    """What tells a file's bytes from others."""
    return None if data is None else sha256(data).hexdigest()


def announce(database: Database, file: Announced) -> None:
    """Notes what a file is to be, in place of what was announced of it before."""
    database.execute(
        "CREATE TABLE IF NOT EXISTS announced "
        "(path TEXT PRIMARY KEY, digest TEXT, image TEXT NOT NULL, places TEXT NOT NULL, "
        "edit INTEGER)"
    )
    database.execute(
        "INSERT OR REPLACE INTO announced (path, digest, image, places, edit) "
        "VALUES (?, ?, ?, ?, ?)",
        file.path,
        file.digest,
        file.image,
        json.dumps([[task.value, fid, place] for task, fid, place in file.places]),
        file.edit,
    )


def announcements(database: Database) -> list[Announced]:
    """What was announced and is not known to be written yet."""
    if not database.has_table("announced"):
        return []
    query = "SELECT path, digest, image, places, edit FROM announced ORDER BY path"
    rows = list(database.rows(query))
    with database.sound("note of what an export was to write"):
        return [
            Announced(
                row.GetFieldAsString(0),
                row.GetFieldAsString(1) if row.IsFieldSetAndNotNull(1) else None,
                row.GetFieldAsString(2),
                _places(row.GetFieldAsString(3)),
                row.GetFieldAsInteger64(4) if row.IsFieldSetAndNotNull(4) else None,
            )
            for row in rows
        ]


def _places(text: str) -> list[Placed]:
    return [
        Placed(Task(task), number(fid), None if place is None else number(place))
        for task, fid, place in json.loads(text)
    ]


def forget_announced(database: Database, path: str) -> None:
    """Forgets it: what the file holds is known."""
    if database.has_table("announced"):
        database.execute("DELETE FROM announced WHERE path = ?", path)
