"""The way that a workspace has gone: a random number for each moment in which it was edited.

Copies of a workspace have one way up to where they were copied, and each its own from there on. How
often they were edited says nothing of that: both count on. Triggers note the steps, whatever
program edits; a step holds all that is edited within a millisecond.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Optional

from ..geopackage.database import Database

TABLE = (
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
_MOST = 5000  # that are kept; a workspace whose way is longer counts as another one to old copies


@dataclass(frozen=True)
class EditSteps:
    """The steps of a workspace, the last one last: ``marks`` are their random numbers, ``numbers``
    those of the edits (``changes``) that were the last ones then."""

    marks: Sequence[int]
    numbers: Sequence[int]

    @property
    def last(self) -> Optional[int]:
        """The mark of the last step; None where there is none."""
        return self.marks[-1] if self.marks else None

    @cached_property
    def _positions(self) -> dict[int, int]:
        return {mark: index for index, mark in enumerate(self.marks)}

    def position(self, mark: Optional[int]) -> int:
        """Where on the way a step is; -1 where it is none of this way."""
        return -1 if mark is None else self._positions.get(mark, -1)

    def goes_on_from(self, other: EditSteps) -> bool:
        """Whether all of another way is the beginning of this one."""
        return self.position(other.last) >= 0

    def fork(self, other: EditSteps) -> Optional[int]:
        """The number of the last edit that two workspaces have in common; None for none."""
        common = max(map(self.position, other.marks), default=-1)
        return None if common < 0 else self.numbers[common]


def begin_edit_steps(database: Database) -> None:
    """Makes the first step, in a table without any."""
    database.execute(AT_OTHERS)


def edit_steps_of(database: Database) -> EditSteps:
    """The steps of a workspace; none where no version that notes them has opened it."""
    if not database.has_table("steps"):
        return EditSteps((), ())
    rows = database.rows("SELECT mark, number FROM steps ORDER BY number, at")
    found = [(row.GetFieldAsInteger64(0), row.GetFieldAsInteger64(1)) for row in rows]
    return EditSteps([mark for mark, _ in found], [number for _, number in found])


def prune_edit_steps(database: Database) -> None:
    """Forgets the first steps of a long way, within a transaction."""
    database.execute(
        "DELETE FROM steps WHERE at NOT IN "
        "(SELECT at FROM steps ORDER BY number DESC, at DESC LIMIT ?)",
        _MOST,
    )
