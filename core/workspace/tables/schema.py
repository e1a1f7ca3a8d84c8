"""The tables of a workspace, with their indexes and triggers.

``classification``, ``detection``, ``segmentation``
    The annotations, which people edit: ``image`` (its path), ``label``; and, hidden from forms,
    ``origin`` and ``place``: the image in whose file the annotation was read and its index there.
``images``
    ``path``, ``geojson`` (its annotation file, null where another image has it), ``state`` (a word
    of `ImageState`; null is to do), ``flagged`` (1, or null) and footprint. An image that gets an
    annotation is verified empty no more: a trigger sees to it.
``labels``
    ``name`` and ``color`` in the user's order.
``files``
    What was read of each file of the campaign: its bytes (zlib), and how it looked on disk, by
    which a change is noticed without reading it again (see `Stamp`).
``image_files``
    How the file of each image looked, by which it is known again under another name (see
    `moved_images`).
``image_beside``
    What lay beside each image (see `replaced_images`). The opening of a campaign makes the table.
``origins``
    What files held that were exported since they were read (see `export_records`), in zlib; older
    versions kept its hexadecimal digits. Before further exports, in ``exports``. An export makes
    the tables.
``problem_messages``
    What it takes to say the texts of ``problems`` in another language (see `file_table`).
    The first message that is noted makes the table.
``renamed``
    The former names of labels (see `label_rows`). The first label that is renamed makes
    the table.
``announced``
    What the files of an export are to be, until they are known to be (see `export_records`). An
    export makes the table.
``marks``
    Which feature indexes are valid (see `index_generations`).
``overwritten``
    The tasks whose table another program wrote anew (see `upkeep`). The first makes it.
``problems``
    What was wrong with each file when it was read.
``changes``
    The images whose annotations were edited since the last import or export. Triggers fill it,
    whatever program edits. ``id`` grows with every edit, so that an export clears what it has
    seen and no more.
``steps``
    A random number for each moment in which something was edited (see `EditSteps`).
``unsaved``
    Edits that are still open in QGIS, by ``task`` (see `open_edits`), in case it is killed.
    Whoever saves edits of a task deletes them by a trigger, in the same transaction.
``members``
    What files said of annotations that went to other images and are in no file yet (see
    `feature_indexes`), by ``task`` and id. The export that leaves them out makes the table.
``unread``
    The images of which nothing was read yet (see `unread_images`): they have no footprint, no file
    and no annotations. The first opening of a large campaign in the dock makes the table.
``home``
    By what a workspace is told from its copies: a random name, and the device and the inode of its
    folder (see `identity`). The first opening makes the table.
``taken``, ``taken_images``
    What was merged from other workspaces of the campaign, and how these were then (see `taken`).
    The first merge makes the tables.
``campaign``
    One row: the version of these tables and the folder, relative where the workspace is in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from osgeo import ogr

from ...base.messages import message
from ...base.model import ImageState, Task
from ..geopackage.database import Database, WorkspaceError
from ..geopackage.sql import SqlName, bind
from ..records.identity import AT_EDIT, AT_OTHERS, STEPS_TABLE, begin_edit_steps
from ..records.index_generations import OWN_WRITES, start_generations
from .older import read_colors_anew

VERSION = 4
_UNSAVED = "CREATE TABLE unsaved (task TEXT PRIMARY KEY, content TEXT NOT NULL)"
_IMAGE_FILES = (
    "CREATE TABLE image_files (path TEXT PRIMARY KEY, size INTEGER NOT NULL, time INTEGER NOT NULL,"
    " inode INTEGER NOT NULL, device INTEGER NOT NULL, sample TEXT NOT NULL)"
)
_CHANGES = "CREATE TABLE changes (id INTEGER PRIMARY KEY AUTOINCREMENT, image TEXT UNIQUE NOT NULL)"
PLAIN = {
    "changes": _CHANGES,
    "unsaved": _UNSAVED,
    "image_files": _IMAGE_FILES,
    "steps": STEPS_TABLE,
}
"""The tables that are none of OGR's, and how each is made."""
COLUMN_TYPES = {ogr.OFTString: "TEXT", ogr.OFTInteger64: "INTEGER"}
_STAMP = ("changed", "inode", "device")  # version 3 had size and time alone

_ANNOTATION = (("image", ogr.OFTString), ("label", ogr.OFTString), ("origin", ogr.OFTString),
               ("place", ogr.OFTInteger64))  # fmt: skip
_TABLES = {
    "images": (("path", ogr.OFTString), ("geojson", ogr.OFTString), ("state", ogr.OFTString),
               ("flagged", ogr.OFTInteger64)),
    "labels": (("name", ogr.OFTString), ("color", ogr.OFTString)),
    # To read a column after a large content, SQLite reads all of that content.
    "files": (("path", ogr.OFTString), ("size", ogr.OFTInteger64), ("time", ogr.OFTInteger64),
              *((name, ogr.OFTInteger64) for name in _STAMP), ("content", ogr.OFTBinary)),
    "problems": (("path", ogr.OFTString), ("place", ogr.OFTString), ("what", ogr.OFTString),
                 ("mend", ogr.OFTString), ("severity", ogr.OFTString)),
    "campaign": (("version", ogr.OFTInteger), ("folder", ogr.OFTString)),
}  # fmt: skip
TABLES = (*(task.value for task in Task), *_TABLES)
"""Those of OGR's form."""
GEOMETRY = {
    "classification": ogr.wkbMultiPolygon,
    "detection": ogr.wkbPolygon,
    "segmentation": ogr.wkbMultiPolygon,
    "images": ogr.wkbMultiPolygon,
}


def create_tables(database: Database) -> None:
    """Creates the empty tables of a new workspace; their indexes come once they are filled.

    :raises WorkspaceError: where that fails.
    """
    for name in TABLES:
        create_table(database, name, is_indexed=False)
    start_generations(database)
    for made in PLAIN.values():
        database.execute(made)
    begin_edit_steps(database)


def create_indexes(database: Database) -> None:
    """Creates the indexes and the triggers, after most rows are inserted."""
    for name in GEOMETRY:
        database.index_geometry(name)
    for part in parts():
        part.create(database)


def bring_up_to_date(database: Database) -> None:
    """Adds what later versions of the plugin need to an older workspace.

    An older version of the plugin refuses the workspace from then on, and says to update.

    :raises WorkspaceError: where it can't be written.
    """
    if _version(database) == VERSION:
        return
    with database.transaction():
        version = _version(database)  # another process may have done it meanwhile
        if version < 2:
            database.execute("ALTER TABLE images ADD COLUMN state TEXT")
            database.execute(_UNSAVED)
            for part in state_parts():
                part.create(database)
        if version < 3:  # until version 2, a flag was one of the states
            database.execute("ALTER TABLE images ADD COLUMN flagged INTEGER")
            database.execute("UPDATE images SET flagged = 1, state = NULL WHERE state = 'flagged'")
            read_colors_anew(database)
        if version < 4:
            _bring_to_4(database)
        if version < VERSION:
            database.execute("UPDATE campaign SET version = ?", VERSION)


def _bring_to_4(database: Database) -> None:
    for name in _STAMP:  # empty ones prove nothing: each file is compared once
        database.execute("ALTER TABLE files ADD COLUMN ? INTEGER", SqlName(name))
    database.execute(_IMAGE_FILES)


def is_up_to_date(database: Database) -> bool:
    """Whether `bring_up_to_date` has nothing to do."""
    return _version(database) == VERSION


def is_workspace(database: Database) -> bool:
    """Whether it has the essential tables; `upkeep` restores the others, or reports them."""
    rows = database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = {row.GetFieldAsString(0) for row in rows}
    return "campaign" in tables and len(tables & {"files", "changes", "image_files"}) > 1


def check_version(database: Database) -> None:
    """:raises WorkspaceError: where the GeoPackage is no workspace that we can edit."""
    if not is_workspace(database):
        raise WorkspaceError(
            message(
                "schema.no-workspace",
                "{path} is a GeoPackage, but no workspace of Scaneo Bridge. Choose another file: "
                "it stays as it is.",
                path=database.path,
            )
        )
    version = _version(database)
    if not 1 <= version <= VERSION:
        raise WorkspaceError(
            message(
                "schema.other-version",
                "The workspace {path} was made by another version of Scaneo Bridge ({version}, "
                "not {known}). Update the plugin, or choose another file.",
                path=database.path,
                version=version,
                known=VERSION,
            )
        )


def stamp_columns(database: Database) -> Sequence[str]:
    """The columns of a `Stamp`: a workspace that is opened read-only may be of an older version."""
    return ("size", "time", *(_STAMP if _version(database) >= 4 else ()))


def _version(database: Database) -> int:
    rows = database.rows("SELECT version FROM campaign")
    return next((row.GetFieldAsInteger(0) for row in rows), 0)


def fields_of(name: str) -> tuple[tuple[str, int], ...]:
    """The columns of a table and their OGR types, without its id and its geometry."""
    return _TABLES.get(name, _ANNOTATION)


def create_table(database: Database, name: str, is_indexed: bool = True) -> None:
    """Creates one of the tables of features and lists; ``is_indexed``: with its R-tree.

    :raises WorkspaceError: where that fails.
    """
    layer = database.create_table(name, GEOMETRY.get(name, ogr.wkbNone), is_indexed)
    for field, kind in fields_of(name):
        layer.CreateField(ogr.FieldDefn(field, kind))


# Indexes and triggers, which record what is edited. SQLite stores their SQL as written here, so a
# missing or different one is found by comparing texts (see `upkeep`). Other programs drop them
# together with a table that they replace.

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
