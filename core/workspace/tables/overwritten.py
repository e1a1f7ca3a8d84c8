"""Which tables another program has replaced: the table ``overwritten``, made on demand.

Each has to be compared with the files, once completely (``is_new``), and reported until it lacks
nothing of the files.
"""

from __future__ import annotations

from ...base.model import Task
from ..geopackage.database import Database


def note_overwritten(database: Database, task: Task) -> None:
    """Records that a task's table was replaced, within a transaction."""
    database.execute(
        "CREATE TABLE IF NOT EXISTS overwritten (task TEXT PRIMARY KEY, is_new INTEGER NOT NULL)"
    )
    database.execute("INSERT OR REPLACE INTO overwritten (task, is_new) VALUES (?, 1)", task.value)


def overwritten_tasks(database: Database) -> dict[Task, bool]:
    """The recorded tasks, and whether each was not compared yet."""
    if not database.has_table("overwritten"):
        return {}
    rows = database.rows("SELECT task, is_new FROM overwritten")
    said = {row.GetFieldAsString(0): bool(row.GetFieldAsInteger(1)) for row in rows}
    return {task: said[task.value] for task in Task if task.value in said}


def note_compared(database: Database, task: Task) -> None:
    """Records that a task's table was compared, and still lacks something."""
    database.execute("UPDATE overwritten SET is_new = 0 WHERE task = ?", task.value)


def forget_overwritten(database: Database, task: Task) -> None:
    """A task's table lacks nothing of the files any more."""
    database.execute("DELETE FROM overwritten WHERE task = ?", task.value)
