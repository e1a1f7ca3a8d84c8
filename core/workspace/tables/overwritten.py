"""Which tables another program wrote anew: the table ``overwritten``, made on demand.

Each is to be compared with the files, all of it once (``is_new``), and told until nothing of the
files is missing in it.
"""

from __future__ import annotations

from ...base.model import Task
from ..geopackage.database import Database


def note_overwritten(database: Database, task: Task) -> None:
    """Notes that a task's table was written anew, within a transaction."""
    database.execute(
        "CREATE TABLE IF NOT EXISTS overwritten (task TEXT PRIMARY KEY, is_new INTEGER NOT NULL)"
    )
    database.execute("INSERT OR REPLACE INTO overwritten (task, is_new) VALUES (?, 1)", task.value)


def overwritten_tasks(database: Database) -> dict[Task, bool]:
    """Those that are noted, and whether nobody has compared them yet."""
    if not database.has_table("overwritten"):
        return {}
    rows = database.rows("SELECT task, is_new FROM overwritten")
    said = {row.GetFieldAsString(0): bool(row.GetFieldAsInteger(1)) for row in rows}
    return {task: said[task.value] for task in Task if task.value in said}


def note_compared(database: Database, task: Task) -> None:
    """Notes that a task's table has been compared, and lacks something still."""
    database.execute("UPDATE overwritten SET is_new = 0 WHERE task = ?", task.value)


def forget_overwritten(database: Database, task: Task) -> None:
    """A task's table lacks nothing more that the files have."""
    database.execute("DELETE FROM overwritten WHERE task = ?", task.value)
