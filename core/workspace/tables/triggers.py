"""The indexes and triggers of a workspace, which record what is edited.

SQLite stores their SQL as written here, so a missing or different one is found by comparing texts
(see `upkeep`). Other programs drop them together with a table that they replace.
"""

from __future__ import annotations

from typing import NamedTuple

from ...base.image_state import ImageState
from ...base.model import Task
from ..geopackage.database import Database
from ..geopackage.sql import SqlName, bind
from ..records.edit_steps import AT_EDIT, AT_OTHERS
from ..records.index_generations import OWN_WRITES

EDITED = ("image", "label", "geom")
_LISTS = ("images", "files", "problems")


class TablePart(NamedTuple):
    """An index or a trigger: ``kind`` is the SQL word for it.

    ``former`` is its SQL in earlier versions, where that recorded the same edits.
    """

    kind: str
    name: str
    table: str
    sql: str
    former: str = ""

    @property
    def is_new(self) -> bool:
        """Whether workspaces of earlier versions did not have it, or had another one of its
        name."""
        return self.name.endswith(("_replace_noted", "_place_kept"))

    def create(self, database: Database) -> None:
        """:raises WorkspaceError: where it can't be created, or exists already."""
        database.execute(self.sql)

    def drop(self, database: Database) -> None:
        """Drops whatever has its name."""
        database.execute(f"DROP {self.kind} IF EXISTS {self.name}")


def parts() -> list[TablePart]:
    """All of them, in the order in which they are created."""
    tasks = [part for task in Task for part in (*_counting(task), *_noting(task), *_marking(task))]
    lists = [
        TablePart("INDEX", f"{table}_path", table, f"CREATE INDEX {table}_path ON {table} (path)")
        for table in _LISTS
    ]
    return [*tasks, *lists, *_stepping()]


def state_parts() -> list[TablePart]:
    """Those that were added in version 2, with the states of images and the open edits."""
    return [part for task in Task for part in _marking(task)]


def _counting(task: Task) -> list[TablePart]:
    table = task.value
    counts, strays = f"{table}_counts", f"{table}_strays"
    return [
        TablePart(
            "INDEX", counts, table, f"CREATE INDEX {counts} ON {table} (image, label, place)"
        ),
        # Annotations that left their source image: few, and queried at each export.
        TablePart(
            "INDEX",
            strays,
            table,
            f"CREATE INDEX {strays} ON {table} (origin) WHERE image IS NOT origin",
        ),
    ]


def _noting(task: Task) -> list[TablePart]:
    table = task.value
    touch = "INSERT OR REPLACE INTO changes (image) VALUES (coalesce({}.image, ''));"
    new, old = touch.format("NEW"), touch.format("OLD")
    # Most edits don't change the image: recording it twice would take most of a save's time.
    left = (
        "INSERT OR REPLACE INTO changes (image) "
        "SELECT coalesce(OLD.image, '') WHERE OLD.image IS NOT NEW.image;"
    )
    edited = f"UPDATE OF {', '.join(EDITED)}"
    found = [
        _trigger(table, "noted", "INSERT", new),
        _trigger(table, "noted", edited, left + new, former=old + new),
        _trigger(table, "noted", "DELETE", old),
    ]
    # REPLACE removes a row without firing DELETE triggers.
    name = f"{table}_replace_noted"
    replaced = bind(
        "CREATE TRIGGER ? BEFORE INSERT ON ? BEGIN "
        "INSERT OR REPLACE INTO changes (image) "
        "SELECT coalesce(image, '') FROM ? WHERE fid = NEW.fid; END",
        *(SqlName(name), SqlName(table), SqlName(table)),
    )
    found.append(TablePart("TRIGGER", name, table, replaced))
    # QGIS's "Merge Attributes" empties hidden fields, its "Paste Attributes" copies them from
    # another feature; but the annotation is still the same one.
    name = f"{table}_place_kept"
    kept = bind(
        "CREATE TRIGGER ? AFTER UPDATE OF origin, place ON ? "
        "WHEN (NEW.origin IS NOT OLD.origin OR NEW.place IS NOT OLD.place) "
        "AND NOT EXISTS (SELECT 1 FROM marks WHERE image = ?) "
        "BEGIN INSERT INTO marks (image, first, mark) VALUES (?, 0, 0); "  # triggers may recur
        "UPDATE ? SET origin = OLD.origin, place = OLD.place WHERE fid = NEW.fid; "
        "DELETE FROM marks WHERE image = ?; END",
        *(SqlName(name), SqlName(table), OWN_WRITES, OWN_WRITES, SqlName(table), OWN_WRITES),
    )
    return [*found, TablePart("TRIGGER", name, table, kept)]


def _marking(task: Task) -> list[TablePart]:
    table = task.value
    fill = bind(
        "UPDATE images SET state = NULL WHERE path = NEW.image AND state = ?;",
        ImageState.EMPTY.value,
    )
    save = bind("DELETE FROM unsaved WHERE task = ?;", table)
    fills = [_trigger(table, "fills", event, fill) for event in ("INSERT", "UPDATE OF image")]
    saves = [
        _trigger(table, "saved", event, save)
        for event in ("INSERT", f"UPDATE OF {', '.join(EDITED)}", "DELETE")
    ]
    return [*fills, *saves]


def _stepping() -> list[TablePart]:
    labels = [
        _trigger("labels", "stepped", event, AT_OTHERS)
        for event in ("INSERT", "UPDATE OF name, color", "DELETE")
    ]
    said = _trigger("images", "stepped", "UPDATE OF state, flagged", AT_OTHERS)
    return [_trigger("changes", "stepped", "INSERT", AT_EDIT), *labels, said]


def _trigger(table: str, what: str, event: str, verb: str, former: str = "") -> TablePart:
    name = f"{table}_{event.split()[0].lower()}_{what}"

    def sql(verb: str) -> str:
        return f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {verb} END"

    return TablePart("TRIGGER", name, table, sql(verb), sql(former) if former else "")
