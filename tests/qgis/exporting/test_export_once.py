"""What an export reads and notes it does once, and for many files together; nothing of what it
promises is given up for it."""

import json

import pytest
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.store.folder import Stamp
from scaneo_bridge.core.workspace.campaign_folder import campaign_folder
from scaneo_bridge.core.workspace.geopackage import database as databases
from scaneo_bridge.core.workspace.geopackage.packing import pack
from scaneo_bridge.core.workspace.records.export_records import note_version, versions_of
from scaneo_bridge.core.workspace.workspace import Workspace
from support.campaign import NEWS, features_of
from support.files.stamps import settle
from support.geojson import as_bytes, collection, detection, spai
from support.layers import relabel

LABELS = spai(water="#0000ff", field="#00ff00", urban="#808080")
BOXES = as_bytes(collection(detection("water"), detection("water", (41.0, 2.3, 41.2, 2.4))))
MOST = 8
"""Statements for each image: what it has of three tasks and of its file, and what it is to be."""


@pytest.fixture
def statements(monkeypatch):
    """The statements that are given to SQLite from now on."""
    given = []
    bind = databases.bind

    def noted(sql, *values):
        given.append(sql)
        return bind(sql, *values)

    monkeypatch.setattr(databases, "bind", noted)
    return given


def many(campaign, count):
    names = [f"{number:02d}" for number in range(count)]
    files = {f"{name}.geojson": BOXES for name in names}
    return campaign({**files, "spai.json": LABELS}, [f"{name}.tif" for name in names])


def edit(workspace, label, most=100):
    """Gives the first annotation of each image another label, or of as many as are wanted."""
    with Workspace.open(workspace) as known:
        update = "UPDATE detection SET label = ? WHERE fid IN (SELECT min(fid) FROM detection "
        known.database.execute(f"{update} GROUP BY image LIMIT ?)", label, most)


def test_statements_for_each_image_are_few(campaign, opened, exported, statements):
    folder, counts = many(campaign, 12), []
    for label, count in (("field", 12), ("urban", 12), ("field", 2)):
        settle(folder)  # a file that may have changed since it was read takes a statement more
        workspace = opened(folder).workspace.path
        edit(workspace, label, count)
        statements.clear()
        assert len(exported(workspace).files) == count
        counts.append(len(statements))
    first, again, few = counts
    assert first - few <= 10 * MOST
    assert again - few <= 10 * MOST  # there is a version that we wrote before it


def test_what_is_noted_of_many_files_is_that_of_each(campaign, opened, exported):
    folder = many(campaign, 5)
    workspace = opened(folder).workspace.path
    edit(workspace, "field")
    (folder / "03.geojson").write_bytes(BOXES.replace(b"41.0", b"41.1"))
    export = exported(workspace)
    assert len(export.files) == 5 and export.merged == ["03.geojson"]
    with Workspace.open(workspace) as known:
        assert known.changes() == {}
        for name in (f"{number:02d}.geojson" for number in range(5)):
            data = (folder / name).read_bytes()
            assert known.content(name) == data
            assert known.stamps()[name].size == len(data)
            before = BOXES.replace(b"41.0", b"41.1") if name == "03.geojson" else BOXES
            assert versions_of(known.database, name) == [before]
            places = known.feature_indexes.indexes_by_fid(
                [name.replace("geojson", "tif")], Task.DETECTION
            )
            assert [*places.popitem()[1].values()] == [0, 1]


def forge(workspace, folder, name):
    """Lets the disk say that a file is as it was read."""
    with Workspace.open(workspace) as known:
        known.set_stamp(name, campaign_folder(folder).stamp(name))


@pytest.fixture
def lied_to(folder, workspace, monkeypatch):
    """A workspace with an edit of an image whose file changed, though the disk proves that it
    did not; and with a label that is there twice."""
    relabel(workspace, "detection", "a.tif", "water")
    with Workspace.open(workspace) as known:
        known.database.execute("INSERT INTO labels (name, color) VALUES ('water', '#123456')")
    (folder / "a.geojson").write_bytes(NEWS)
    monkeypatch.setattr(Stamp, "proves", lambda self, known: True)
    forge(workspace, folder, "a.geojson")
    return workspace


def test_a_disk_that_lies_is_found_out(lied_to, folder, exported):
    export = exported(lied_to)
    assert export.merged == ["a.geojson"]
    expected = json.loads(NEWS)["features"]
    expected[1]["properties"]["label"] = "water"
    assert features_of(folder) == expected


def test_a_preview_finds_it_out_too(lied_to, previewed):
    assert previewed(lied_to).merged == ["a.geojson"]


@pytest.mark.parametrize("deed", ["exported", "previewed"])
def test_what_was_told_before_that_is_told(lied_to, deed, request):
    told = request.getfixturevalue(deed)(lied_to).problems
    assert [one for one in told if "water" in one.what]
    assert len(told) == len(set(told))


def test_versions_of_older_workspaces_are_read(workspace):
    with Workspace.open(workspace) as known, known.database.transaction():
        note_version(known.database, "a.geojson", b"first")
        insert = "INSERT INTO exports (path, content) VALUES ('a.geojson', ?)"
        known.database.execute(insert, pack(b"second").hex())
        note_version(known.database, "a.geojson", b"third")
        assert versions_of(known.database, "a.geojson") == [b"first", b"second", b"third"]


def test_how_files_look_is_read_without_what_they_hold(workspace):
    with Workspace.open(workspace) as known:
        rows = known.database.rows("SELECT name FROM pragma_table_info('files') ORDER BY cid")
        assert [row.GetFieldAsString(0) for row in rows][-1] == "content"


def test_a_row_without_a_place_hides_none_of_others(workspace):
    """GDAL takes the type of what is computed from the first row."""
    with Workspace.open(workspace) as known:
        before = known.annotations("a.tif")
        with known.database.transaction():
            for row in {row.annotation.task: row for row in reversed(before)}.values():
                known.feature_indexes.note(row.annotation.task, "a.tif", {row.fid: None})
        places = [row.annotation.feature_index for row in known.annotations("a.tif")]
    assert places.count(None) == len(Task)
    assert {*places} - {None} <= {row.annotation.feature_index for row in before}
    assert len(places) > len(Task)
