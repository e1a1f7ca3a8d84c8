"""Rows of a workspace that no version of the plugin wrote: told as damage, never a crash."""

import json

import pytest
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.base.model import ImageMark, ImageState
from scaneo_bridge.core.base.names import shown_text
from scaneo_bridge.core.store.regular_files import LARGEST, limit_size
from scaneo_bridge.core.workspace.geopackage.database import Database, WorkspaceError
from scaneo_bridge.core.workspace.geopackage.packing import pack, unpack
from scaneo_bridge.core.workspace.open_edits import recover_open_edits
from scaneo_bridge.core.workspace.workspace import Workspace
from support.campaign import features_of
from support.folders import contents
from support.layers import relabel

DEEP = "[" * 100_000
VALUES = {
    "nothing": "",
    "no JSON": "{",
    "deep": DEEP,
    "null": "null",
    "a number": "1e999",
    "a word": '"x"',
    "a list": "[1, [2], {}]",
    "lists": "[[[]], []]",
    "NaN": '[["detection", NaN, 0]]',
    "half a character": '[["detection", "\\ud800", null]]',
}
EDITS = {
    "no such task": ("points", {"added": [], "changed": {}, "deleted": []}),
    "no members": ("detection", {}),
    "a geometry that is none": ("detection", {"added": [["a.tif", "x", "zz"]], "changed": {},
                                              "deleted": []}),
    "an image that is none": ("detection", {"added": [[1, {}, ""]], "changed": {}, "deleted": []}),
    "a row out of range": ("detection", {"added": [], "changed": {}, "deleted": [2**70]}),
    "a row below all": ("detection", {"added": [], "changed": {"-1": {}}, "deleted": []}),
    "a row that is a word": ("detection", {"added": [], "changed": {"x": {}}, "deleted": []}),
    "a row that is a table": ("detection", {"added": [], "changed": {}, "deleted": [{"1": 2}]}),
    "a change that is none": ("detection", {"added": [], "changed": {"1": 3}, "deleted": []}),
    "a label that is none": ("labels", [["x"]]),
    "a label of numbers": ("labels", [[1, 2, [3]]]),
    "a mark that is none": ("marks", {"a.tif": 1}),
}  # fmt: skip
PLACES = {
    "no such task": [["points", 1, 0]],
    "a row out of range": [["detection", 2**80, 0]],
    "a place below all": [["detection", 1, -1]],
    "a place that is a word": [["detection", 1, "0"]],
    "a row that is true": [["detection", True, None]],
    "too few": [["detection", 1]],
}


def forge(workspace, sql, *values):
    with Database.open(workspace) as database:
        database.execute(sql, *values)


def damaged(deed):
    with pytest.raises(WorkspaceError, match="it is damaged"):
        deed()


@pytest.mark.parametrize("text", VALUES.values(), ids=VALUES)
@pytest.mark.parametrize("task", ["detection", "labels", "marks"])
def test_open_edits_that_can_not_be_read(folder, workspace, opened, task, text):
    before = contents(folder)
    forge(workspace, "INSERT INTO unsaved (task, content) VALUES (?, ?)", task, text)
    try:
        opened(folder)
    except ScaneoError as error:
        assert "it is damaged" in str(error)
    else:
        assert (task, text) == ("labels", "null")
    assert (
        contents(folder).items()
        >= {
            name: data for name, data in before.items() if not name.startswith("scaneo.gpkg")
        }.items()
    )


@pytest.mark.parametrize("name", EDITS)
def test_open_edits_that_nobody_made(workspace, name):
    task, content = EDITS[name]
    insert = "INSERT INTO unsaved (task, content) VALUES (?, ?)"
    forge(workspace, insert, task, json.dumps(content))
    with Workspace.open(workspace) as known:
        rows = known.annotation_count()
        with pytest.raises(WorkspaceError, match="it is damaged"), known.database.transaction():
            recover_open_edits(known)
        assert known.annotation_count() == rows


@pytest.mark.parametrize("text", [*VALUES.values(), *map(json.dumps, PLACES.values())],
                         ids=[*VALUES, *PLACES])  # fmt: skip
def test_what_was_announced_and_can_not_be_read(folder, workspace, opened, exported, text):
    relabel(workspace, "detection", "a.tif")
    exported(workspace)
    forge(workspace, "CREATE TABLE IF NOT EXISTS announced (path TEXT PRIMARY KEY, digest TEXT, "
                     "image TEXT NOT NULL, places TEXT NOT NULL, edit INTEGER)")  # fmt: skip
    insert = "INSERT INTO announced (path, digest, image, places) VALUES (?, ?, ?, ?)"
    forge(workspace, insert, "a.geojson", "x", "a.tif", text)
    damaged(lambda: opened(folder))


@pytest.mark.parametrize("packed", [b"", b"x", pack(b"{}")[:-1]],
                         ids=["empty", "other", "cut"])  # fmt: skip
def test_the_bytes_of_a_file_that_can_not_be_unpacked(workspace, exported, packed):
    relabel(workspace, "detection", "a.tif")
    forge(workspace, f"UPDATE files SET content = x'{packed.hex()}'")
    damaged(lambda: exported(workspace))


def test_what_is_packed_is_unpacked_and_no_more():
    assert unpack(pack(b"")) == b"" and unpack(pack(b"x" * 10**6)) == b"x" * 10**6
    assert unpack(pack(b"x" * 1000), 1000) == b"x" * 1000
    with pytest.raises(ValueError, match="no end"):
        unpack(pack(bytes(10**8)), 10**6)


def test_what_was_read_is_there_when_less_is_allowed(workspace, exported, tmp_path):
    limit_size(10)
    try:
        assert exported(workspace, tmp_path / "other").files
    finally:
        limit_size(LARGEST)


@pytest.mark.parametrize("text", VALUES.values(), ids=VALUES)
def test_former_names_that_can_not_be_read(workspace, exported, text):
    relabel(workspace, "detection", "a.tif")
    forge(
        workspace, "CREATE TABLE IF NOT EXISTS renamed (name TEXT PRIMARY KEY, was TEXT NOT NULL)"
    )
    forge(workspace, "INSERT INTO renamed (name, was) VALUES (?, ?)", "water", text)
    damaged(lambda: exported(workspace))


@pytest.mark.parametrize("place", [-1, -(2**62), 10**6, 2**62, "x", 1.5, None])
def test_a_place_that_is_in_no_file(folder, workspace, exported, place):
    forge(workspace, "DROP TRIGGER detection_place_kept")
    forge(workspace, "UPDATE detection SET label = 'water', place = ?", place)
    done = exported(workspace)
    assert done.files and all("Traceback" not in str(one) for one in done.problems)


@pytest.mark.parametrize("column", ["size", "time"])
@pytest.mark.parametrize("value", [-1, 2**62, "x", 1e300])
def test_a_stamp_out_of_range_stops_nothing(folder, workspace, opened, exported, column, value):
    forge(workspace, f"UPDATE files SET {column} = ?", value)
    assert opened(folder).image_count == 2
    relabel(workspace, "detection", "a.tif")
    assert exported(workspace).files


@pytest.mark.parametrize("severity", ["", "x", "fatal\n"])
def test_a_problem_of_no_severity_is_told(folder, workspace, opened, severity):
    insert = "INSERT INTO problems (path, what, severity) VALUES (?, ?, ?)"
    forge(workspace, insert, "a.geojson", "something", severity)
    assert "something" in [one.what for one in opened(folder).problems]


@pytest.mark.parametrize("name", ["../secret.geojson", "/etc/passwd", "C:\\x.geojson"])
def test_a_file_of_an_image_that_lies_outside_is_not_read(folder, workspace, exported, name):
    (folder.parent / "secret.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    forge(workspace, "UPDATE images SET geojson = ? WHERE path = 'a.tif'", name)
    relabel(workspace, "detection", "a.tif")
    relabel(workspace, "detection", "2024/b.tif")
    done = exported(workspace)
    assert any("no place in the folder" in one.what for one in done.problems)
    assert (folder.parent / "secret.geojson").read_text().endswith("[]}")
    assert any(file.path == "2024/b.geojson" for file in done.files)


@pytest.mark.parametrize("name", ["CAST(x'e92e746966' AS TEXT)", "x'e92e746966'", "x'ff'",
                                  "CAST(x'eda0bd' AS TEXT)"])  # fmt: skip
def test_a_name_that_is_no_text_is_told_and_the_others_are_exported(
    folder, workspace, opened, exported, name
):
    """As a program writes it that knows no UTF-8: bytes of Latin-1, half a character."""
    before = (folder / "a.geojson").read_bytes()
    forge(workspace, f"UPDATE detection SET image = {name} WHERE image = 'a.tif'")
    insert = f"INSERT INTO detection (geom, image, label) SELECT geom, {name}, label FROM detection"
    forge(workspace, insert)
    relabel(workspace, "detection", "2024/b.tif")
    for _ in range(2):
        done = exported(workspace)
        homeless = [one.what for one in done.problems if "There is no image" in one.what]
        with Workspace.open(workspace) as known:
            rows = sum(
                sum(counts.values())
                for image, counts in known.counts().items()
                if image >= "\udc00"
            )
        assert len(homeless) == rows > 1
        assert all(shown_text(one).encode() for one in homeless)
        assert (folder / "a.geojson").read_bytes() == before
        assert opened(folder).image_count == 2
    assert "water" in (folder / "2024/b.geojson").read_text()


@pytest.mark.parametrize("label", ["CAST(x'e9' AS TEXT)", "x'e9'"])
def test_a_label_that_is_no_text_is_told_and_the_others_are_exported(
    folder, workspace, opened, exported, label
):
    before = (folder / "a.geojson").read_bytes()
    forge(workspace, f"UPDATE detection SET label = {label} WHERE image = 'a.tif'")
    relabel(workspace, "detection", "2024/b.tif")
    done = exported(workspace)
    assert any("no file can keep" in one.what for one in done.problems)
    assert (folder / "a.geojson").read_bytes() == before
    assert [file.path for file in done.files] == ["2024/b.geojson"]
    assert opened(folder).image_count == 2


def test_a_task_that_there_is_not_was_not_overwritten(folder, workspace, opened, exported):
    forge(workspace, "CREATE TABLE overwritten (task TEXT PRIMARY KEY, is_new INTEGER NOT NULL)")
    forge(workspace, "INSERT INTO overwritten VALUES ('points', 1)")
    assert opened(folder).image_count == 2
    relabel(workspace, "detection", "a.tif")
    assert exported(workspace).files


NUL = "char(97, 46, 116, 105, 102, 0, 98)"  # a.tif, NUL, b
NAMED = {
    "an annotation's image": f"UPDATE detection SET image = {NUL} WHERE image = 'a.tif'",
    "an image": f"UPDATE images SET path = {NUL} WHERE path = 'a.tif'",
    "another image": f"INSERT INTO images (path) VALUES ({NUL})",
    "an image's file": "UPDATE images SET geojson = geojson || char(0) WHERE path = 'a.tif'",
    "a file": "UPDATE files SET path = path || char(0) WHERE path = 'a.geojson'",
    "an edited image": f"INSERT INTO changes (image) VALUES ({NUL})",
    "how one looked": f"INSERT INTO image_files VALUES ({NUL}, 1, 1, 1, 1, '')",
}


@pytest.mark.parametrize("opens", [False, True])
@pytest.mark.parametrize("sql", NAMED.values(), ids=NAMED)
def test_a_name_with_a_nul_is_what_everybody_reads_of_it(
    folder, workspace, opened, exported, sql, opens
):
    relabel(workspace, "detection", "a.tif", "mine", "urban")
    before = features_of(folder, "a.geojson")
    forge(workspace, sql)
    if opens:
        assert opened(folder).edited == ["a.tif"]
    assert [one.path for one in exported(workspace).files] == ["a.geojson", "spai.json"]
    for said in (one["properties"] for one in before):
        if (said["task"], said["label"]) == ("detection", "urban"):
            said["label"] = "mine"
    assert features_of(folder, "a.geojson") == before
    again = opened(folder)
    assert (again.edited, again.problems) == ([], [])
    with Workspace.open(workspace) as known, known.database.transaction():
        known.set_mark("a.tif", ImageMark(ImageState.DONE))
        assert known.state("a.tif") is ImageState.DONE
