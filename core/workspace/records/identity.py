"""By what a workspace and its copies are told apart: its name, its folder, and its edit history.

The name and the folder are in the table ``home``, made on demand. The history is a random number
for each moment of an edit: copies of a workspace have the same one up to the moment of copying, and
each its own from then on. The number of edits would not tell this: both copies count on. Triggers
record the steps, whatever program edits; one step stands for all edits within a millisecond.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Optional

from ...base.messages import message
from ...store.folder import CampaignFolder
from ..geopackage.database import Database, WorkspaceError


class Identity(NamedTuple):
    """A random name that a workspace shares with its copies only, and its folder, which stays the
    same when the workspace is moved."""

    name: str
    device: int = 0
    inode: int = 0


def identity_of(database: Database) -> Identity:
    """A workspace's identity; without a name where no version that gives one has opened it."""
    if database.has_table("home"):
        for row in database.rows("SELECT name, device, inode FROM home"):
            numbers = row.GetFieldAsString(1), row.GetFieldAsString(2)
            with suppress(ValueError):
                return Identity(row.GetFieldAsString(0), *map(int, numbers))
    return Identity("")


def note_identity(database: Database, folder: CampaignFolder) -> None:
    """Stores the identity, within a transaction.

    :raises WorkspaceError: where the folder is gone.
    """
    try:
        stat = folder.path.stat()
    except OSError as error:
        raise WorkspaceError(
            message(
                "identity.folder-gone",
                "The folder {folder} can't be looked at ({why}).",
                folder=str(folder),
                why=error.strerror,
            )
        ) from error
    known = identity_of(database)
    now = Identity(known.name or secrets.token_hex(8), stat.st_dev, stat.st_ino)
    if now == known:
        return
    # As texts: the numbers may be larger than SQLite's integers.
    database.execute("CREATE TABLE IF NOT EXISTS home (name TEXT, device TEXT, inode TEXT)")
    database.execute("DELETE FROM home")
    numbers = str(now.device), str(now.inode)
    database.execute("INSERT INTO home (name, device, inode) VALUES (?, ?, ?)", now.name, *numbers)


def forget_identity(database: Database) -> None:
    """Makes a copy a workspace of its own, within a transaction."""
    if database.has_table("home"):
        database.execute("DELETE FROM home")


STEPS_TABLE = (
    "CREATE TABLE steps (at INTEGER PRIMARY KEY, mark INTEGER NOT NULL, number INTEGER NOT NULL)"
)
_STEP = (
    "INSERT OR REPLACE INTO steps (at, mark, number) "
    "SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER), random(), {};"
)
_LAST = "coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0)"
AT_EDIT = _STEP.format("NEW.id")
"""What a trigger does when a row of ``changes`` is there."""
AT_OTHERS = _STEP.format(_LAST)
"""The same for what ``changes`` doesn't count: labels, and what people say of images."""
_MOST = 5000  # steps that are kept: older copies are then taken for another workspace


@dataclass(frozen=True)
class EditSteps:
    """The steps of a workspace, the last one last: ``marks`` are their random numbers, ``numbers``
    the last edit numbers (``changes``) at these moments."""

    marks: Sequence[int]
    numbers: Sequence[int]

    @property
    def last(self) -> Optional[int]:
        """The random number of the last step; None where there is none."""
        return self.marks[-1] if self.marks else None

    @cached_property
    def _positions(self) -> dict[int, int]:
        return {mark: index for index, mark in enumerate(self.marks)}

    def position(self, mark: Optional[int]) -> int:
        """The index of a step in this history; -1 where it is not in it."""
        return -1 if mark is None else self._positions.get(mark, -1)

    def goes_on_from(self, other: EditSteps) -> bool:
        """Whether this history begins with all of another one."""
        return self.position(other.last) >= 0

    def fork(self, other: EditSteps) -> Optional[int]:
        """The number of the last edit that two workspaces have in common; None for none."""
        common = max(map(self.position, other.marks), default=-1)
        return None if common < 0 else self.numbers[common]


def begin_edit_steps(database: Database) -> None:
    """Records the first step, in an empty table."""
    database.execute(AT_OTHERS)


def edit_steps_of(database: Database) -> EditSteps:
    """The steps of a workspace; none where no version that records them has opened it."""
    if not database.has_table("steps"):
        return EditSteps((), ())
    rows = database.rows("SELECT mark, number FROM steps ORDER BY number, at")
    found = [(row.GetFieldAsInteger64(0), row.GetFieldAsInteger64(1)) for row in rows]
    return EditSteps([mark for mark, _ in found], [number for _, number in found])


def prune_edit_steps(database: Database) -> None:
    """Deletes the oldest steps of a long history, within a transaction."""
    database.execute(
        "DELETE FROM steps WHERE at NOT IN "
        "(SELECT at FROM steps ORDER BY number DESC, at DESC LIMIT ?)",
        _MOST,
    )
