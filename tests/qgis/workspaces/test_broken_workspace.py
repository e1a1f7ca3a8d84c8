"""A scaneo.gpkg that is no GeoPackage any more: what it is, and what is safe to do, is said."""

import shutil

import pytest
from osgeo import gdal, ogr
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.workspace.geopackage.database import Database, WorkspaceError
from scaneo_bridge.core.workspace.workspace import Workspace
from support.campaign import features_of
from support.folders import write_files
from support.geojson import as_bytes, collection, detection
from support.layers import relabel
from support.raising import gdal_raises


@pytest.fixture(params=[False, True], ids=["codes", "exceptions"], autouse=True)
def raising(request):
    """GDAL set to answer with codes, and set to raise."""
    with gdal_raises(request.param):
        yield


def other_database(path):
    """A SQLite file of another program, written by no GeoPackage's driver."""
    made = ogr.GetDriverByName("SQLite").CreateDataSource(str(path))
    made.CreateLayer("bookmarks", None, ogr.wkbNone)


def cut(path):
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def cut_in_the_header(path):
    path.write_bytes(path.read_bytes()[:50])


def spoil(path):
    data = path.read_bytes()
    path.write_bytes(data[:100] + b"\xff" * (len(data) - 100))


def replace_by_database(path):
    path.unlink()
    other = path.with_name("other.sqlite")
    other_database(other)
    other.rename(path)


BROKEN = {
    "empty": (lambda path: path.write_bytes(b""), "it is empty", "are not in it any more"),
    "a placeholder": (
        lambda path: path.write_bytes(b"version https://sync.example/1\nsize 225280\n"),
        "begins with “version https://sync.example/1”",
        "Let it download",
    ),
    "binary": (lambda path: path.write_bytes(b"\x01\x02PK" * 99), "it is no database", "Let it"),
    "zeros": (lambda path: path.write_bytes(bytes(9999)), "nothing but zeros", "Let it download"),
    "cut": (cut, "it is cut off: ", "may still be in it"),
    "cut in the header": (cut_in_the_header, "it is cut off: ", "may still be in it"),
    "spoilt": (spoil, "it is damaged", "may still be in it"),
    "another program's": (replace_by_database, "another program's database", "stays as it is"),
}


@pytest.mark.parametrize("make, what, mend", BROKEN.values(), ids=BROKEN)
def test_a_broken_workspace_says_what_it_is(folder, workspace, opened, make, what, mend):
    make(workspace)
    before = workspace.read_bytes()
    with pytest.raises(ScaneoError) as caught:
        opened(folder)
    said = str(caught.value)
    assert str(workspace) in said and what in said and mend in said
    assert "Close other programs" not in said
    assert "no reason given" not in said + caught.value.details
    assert workspace.read_bytes() == before, "nothing is deleted or written"
    moved = folder.parent / "moved away.gpkg"
    workspace.rename(moved)
    assert opened(folder).annotation_count == 8, "what the message advises works"
    assert moved.read_bytes() == before


def test_what_lies_beside_an_empty_one_stays(folder, workspace, opened):
    """SQLite itself deletes the -wal of an empty file."""
    beside = workspace.with_name(workspace.name + "-wal")
    workspace.write_bytes(b"")
    beside.write_bytes(b"edits")
    with pytest.raises(ScaneoError, match="may still be in the files beside it"):
        opened(folder)
    assert beside.read_bytes() == b"edits"


def test_what_was_never_its_own_beside_it_does_no_harm(folder, workspace, opened):
    workspace.with_name(workspace.name + "-wal").write_bytes(b"\x07" * 5000)
    workspace.with_name(workspace.name + "-shm").write_bytes(b"\x07" * 500)
    assert opened(folder).annotation_count == 8


def test_a_damage_that_shows_later_is_none_of_other_programs(folder, workspace, opened):
    relabel(workspace, "detection", "a.tif")
    data = bytearray(workspace.read_bytes())
    middle = data.index(b"urban") // 4096 * 4096
    data[middle : middle + 4096] = b"\xff" * 4096
    workspace.write_bytes(data)
    with (
        pytest.raises(ScaneoError, match="it is damaged") as caught,
        Database.open(workspace) as one,
    ):
        list(one.rows("SELECT * FROM detection"))
    assert "Close other programs" not in str(caught.value)


def test_one_that_is_locked_is_said_to_be_in_use(workspace):
    other = gdal.OpenEx(str(workspace), gdal.OF_VECTOR | gdal.OF_UPDATE)
    for sql in ("PRAGMA locking_mode = exclusive", "BEGIN EXCLUSIVE"):
        other.ExecuteSQL(sql)
    with (
        pytest.raises(WorkspaceError, match="Close other programs"),
        Database.open(workspace) as database,
    ):
        database.execute("DELETE FROM labels WHERE 0")
    other.ExecuteSQL("ROLLBACK")
    del other


def test_a_copy_of_the_folder_with_a_whole_one_is_the_way_back(folder, workspace, opened, tmp_path):
    relabel(workspace, "detection", "a.tif")
    shutil.copyfile(workspace, tmp_path / "backup.gpkg")
    cut(workspace)
    with pytest.raises(ScaneoError, match="Put a whole copy in its place"):
        opened(folder)
    shutil.copyfile(tmp_path / "backup.gpkg", workspace)
    assert opened(folder).edited == ["a.tif"]


def test_a_folder_of_its_name_is_said_to_be_one(folder, workspace, opened):
    workspace.unlink()
    workspace.mkdir()
    with pytest.raises(ScaneoError) as caught:
        opened(folder)
    assert f"{workspace} is a folder" in str(caught.value)
    assert "Rename the folder" in str(caught.value)
    assert "Import the campaign first" not in str(caught.value)
    workspace.rename(workspace.with_name("mine"))
    assert opened(folder).annotation_count == 8, "what the message advises works"


DROPPED = {
    "how images look": "DROP TABLE image_files",
    "open edits": "DROP TABLE unsaved",
    "edits": "DROP TABLE changes",
    "problems": "DROP TABLE problems",
    "what a problem is": "ALTER TABLE problems DROP COLUMN mend",
    "which file": "ALTER TABLE files DROP COLUMN inode",
    "its time": "ALTER TABLE files DROP COLUMN time",
    "a key": "DROP TABLE changes;CREATE TABLE changes (id INTEGER, image TEXT)",
    "a view": "DROP TABLE changes;CREATE VIEW changes AS SELECT 1 AS id, 'a.tif' AS image",
    "more columns": "ALTER TABLE image_files ADD COLUMN who TEXT NOT NULL DEFAULT 'x'",
    "what must be said": "DROP TABLE unsaved;"
    "CREATE TABLE unsaved (task TEXT PRIMARY KEY, content TEXT, who TEXT NOT NULL)",
    "steps": "DROP TABLE steps",
    "a step's number": "ALTER TABLE steps DROP COLUMN number",
    "what is to be written": "CREATE TABLE announced (path TEXT, what TEXT)",
    "what was written": "CREATE TABLE origins (path TEXT)",
    "earlier exports": "CREATE TABLE exports (path TEXT PRIMARY KEY)",
    "overwritten tables": "CREATE TABLE overwritten (task TEXT)",
    "a view of them": "CREATE VIEW overwritten AS SELECT 'detection' AS task, 1 AS is_new",
    "former names": "CREATE TABLE renamed (label TEXT)",
    "other homes": "CREATE TABLE taken (home TEXT);CREATE TABLE taken_images (home TEXT)",
    "its name": "DROP TABLE home;CREATE TABLE home (name TEXT, who TEXT NOT NULL)",
    "beside images": "DROP TABLE image_beside;CREATE TABLE image_beside (path TEXT)",
    "marks": "DROP TABLE marks;CREATE TABLE marks (image TEXT, first INTEGER)",
}


@pytest.mark.parametrize("sql", DROPPED.values(), ids=DROPPED)
def test_a_list_that_was_dropped_is_made_again(folder, workspace, opened, exported, sql):
    relabel(workspace, "detection", "a.tif")
    before = (folder / "a.geojson").read_bytes()
    with Database.open(workspace) as database:
        for statement in sql.split(";"):
            database.execute(statement)
    assert "a.tif" in opened(folder).edited
    assert [file.path for file in exported(workspace).files] == ["a.geojson"]
    assert (folder / "a.geojson").read_bytes() != before
    relabel(workspace, "detection", "2024/b.tif")
    assert opened(folder).edited == ["2024/b.tif"]
    assert [file.path for file in exported(workspace).files] == ["2024/b.geojson"]


FILES_GONE = {
    "dropped": "DROP TABLE files",
    "without a name": "ALTER TABLE files RENAME COLUMN path TO name",
    "without content": "ALTER TABLE files RENAME COLUMN content TO bytes",
    "a view": "DROP TABLE files;CREATE VIEW files AS SELECT 'a.geojson' AS path, NULL AS content",
}


@pytest.mark.parametrize("opens", [True, False], ids=["opened", "exported"])
@pytest.mark.parametrize("sql", FILES_GONE.values(), ids=FILES_GONE)
def test_without_the_list_of_files_all_are_read_again(
    folder, workspace, opened, exported, sql, opens
):
    """What an edited one held is not known: what it has, and what is here, are both kept."""
    relabel(workspace, "detection", "a.tif", "mine", "urban")
    write_files(folder, {"2024/b.geojson": as_bytes(collection(detection("theirs")))})
    before = [one["properties"]["label"] for one in features_of(folder, "a.geojson")]
    with Database.open(workspace) as database:
        for statement in sql.split(";"):
            database.execute(statement)
    if opens:
        assert opened(folder).edited == ["a.tif"]
    exported(workspace)
    after = [one["properties"]["label"] for one in features_of(folder, "a.geojson")]
    assert sorted(after) == sorted([*before, "mine"]) and "urban" in after
    assert [one["properties"]["label"] for one in features_of(folder, "2024/b.geojson")] == [
        "theirs"
    ]
    again = opened(folder)
    assert again.edited == [] and not exported(workspace).files
    assert not again.conflicts


def test_open_edits_outlive_the_list_that_was_spoilt(workspace):
    with Workspace.open(workspace) as known:
        for statement in (
            "DROP TABLE unsaved",
            "CREATE TABLE unsaved (task TEXT, content TEXT)",
            "INSERT INTO unsaved (task, content) VALUES ('detection', '{}')",
        ):
            known.database.execute(statement)
    with Workspace.open(workspace) as known:
        rows = known.database.rows("SELECT task, content FROM unsaved")
        assert [(row.GetFieldAsString(0), row.GetFieldAsString(1)) for row in rows] == [
            ("detection", "{}")
        ]


def test_edits_after_their_list_was_dropped_have_numbers_of_their_own(workspace):
    relabel(workspace, "detection", "a.tif")
    with Workspace.open(workspace) as known:
        before = known.changes()
        known.database.execute("DROP TABLE changes")
    with Workspace.open(workspace) as known:
        after = known.changes()
    assert after.keys() == {"a.tif", "2024/b.tif"} and min(after.values()) > max(before.values())


@pytest.mark.parametrize("kind", ["in a transaction", "by itself"])
def test_an_error_over_a_query_leaves_no_lock(folder, workspace, opened, kind):
    """The error is kept, as Python's debuggers and logs keep it, and with it the query."""

    def read(database):
        rows = database.rows("SELECT fid FROM detection")
        for row in rows:
            raise ValueError(row.GetFID())

    database = Database.open(workspace)
    with pytest.raises(ValueError) as kept, database:
        if kind == "by itself":
            read(database)
        with database.transaction():
            read(database)
    with Database.open(workspace) as other:
        other.execute("UPDATE detection SET label = 'water'")
        other.execute("DROP INDEX detection_counts")
    assert opened(folder).annotation_count == 8
    assert kept.value.args


def test_a_query_that_was_ended_gives_no_more_rows(workspace):
    with Database.open(workspace) as database:
        rows = database.rows("SELECT fid FROM detection")
        next(rows)
        with pytest.raises(ZeroDivisionError), database.transaction():
            raise ZeroDivisionError
        with pytest.raises(WorkspaceError):
            next(rows)
        rows = database.rows("SELECT fid FROM detection")
        next(rows)
    with pytest.raises(WorkspaceError):
        next(rows)
