"""QGIS is killed in the middle: what was open is here again, once, all but the last moment."""

import os
import subprocess
import sys
import time
from collections import Counter

import pytest
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.workspace.editor_lock import EditorLock
from scaneo_bridge.core.workspace.geopackage.database import WorkspaceError
from scaneo_bridge.core.workspace.open_edits import store_open_edits
from scaneo_bridge.core.workspace.repository import MARKS
from scaneo_bridge.core.workspace.workspace import Workspace
from scaneo_bridge.core.workspace.workspace_ref import WorkspaceRef
from support.campaign import features_of
from support.desk.bulk import FILES as MANY
from support.desk.bulk import WATER
from support.editing import saved, saved_states, unsaved
from support.folders import write_files
from support.geojson import collection, detection, segmentation
from support.subjects.read_behind import name, unread, write_many

pytest_plugins = ["support.desk.fixtures"]

FIELD = (41.05, 2.3, 41.15, 2.4)
FILES = {"a.geojson": collection(detection(), detection("field", FIELD), segmentation())}
A_HAS = [
    ("detection", "a.tif", "field"),
    ("detection", "a.tif", "urban"),
    ("segmentation", "a.tif", "water"),
]
TOLD = "when QGIS ended unexpectedly"


@pytest.fixture
def start(root):
    """Starts one of the sessions of support/desk/killed.py, in a process of its own."""
    started = []

    def begin(name, folder):
        file = root / "tests" / "support" / "desk" / "killed.py"
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        named = [f"--override-ini=python_functions={name}", f"{file}::{name}"]
        environment = {**os.environ, "KILLED_FOLDER": str(folder), "QT_QPA_PLATFORM": "offscreen"}
        pipe = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        process = subprocess.Popen([*command, *named], cwd=root, env=environment, **pipe)
        started.append(process)
        return process

    yield begin
    for process in started:
        if process.poll() is None:
            process.kill()
            process.wait()


@pytest.fixture
def kill(start, tiles):
    """Runs such a session on the folder `tiles` to its end, which has to be a kill."""

    def run(name, files=FILES):
        write_files(tiles, files)
        process = start(name, tiles)
        output, _ = process.communicate(timeout=120)
        assert process.returncode == -9, output
        return tiles / "scaneo.gpkg"

    return run


def labels_of(workspace):
    with Workspace.open(workspace, writable=False) as opened:
        return [label.name for label in opened.labels()]


class TestEveryDeed:
    def after(self, workspace):
        return [(task, label) for task, _, label in saved(workspace)]

    def test_is_there_again_in_the_dock_and_in_the_files(self, kill, tiles, desk):
        workspace = kill("every_deed")
        assert saved(workspace) == A_HAS, "nothing of it is saved as an annotation before"
        desk.open(tiles)
        expected = [("detection", "town"), *[("detection", "water")] * 2, ("segmentation", "town")]
        assert self.after(workspace) == expected
        assert desk.palette.counts() == {"water": 2, "town": 2}
        assert labels_of(workspace) == ["water", "town", "field"]
        assert any(TOLD in text for text in desk.bar.texts())
        desk.dock.preview()
        desk.click(desk.dock.pages.export.write)
        desk.wait()
        written = [
            (one["properties"]["task"], one["properties"]["label"]) for one in features_of(tiles)
        ]
        assert sorted(written) == expected
        (town,) = [one for one in features_of(tiles) if "bbox" in one["properties"]][:1]
        assert town["properties"]["bbox"] == [[41.5, 2.2], [41.6, 2.1]]

    def test_is_there_again_once(self, kill, tiles, opened):
        workspace = kill("every_deed")
        first = opened(tiles)  # what scaneo:importcampaign does
        assert first.recovered >= 5 and first.edited == ["a.tif"]
        before = saved(workspace)
        assert len(before) == 4 and unsaved(workspace) == []
        assert opened(tiles).recovered == 0
        assert saved(workspace) == before


@pytest.mark.parametrize("event, table", [("UPDATE", "segmentation"), ("INSERT", "detection")])
def test_what_can_not_be_saved_stays_kept(kill, tiles, opened, event, table):
    workspace = kill("every_deed")
    kept = unsaved(workspace)
    refuse = f"CREATE TRIGGER refuse BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END"
    with Workspace.open(workspace) as known:
        known.database.execute(refuse)
    with pytest.raises(WorkspaceError):
        opened(tiles)
    assert (saved(workspace), unsaved(workspace)) == (A_HAS, kept)
    with Workspace.open(workspace) as known:
        known.database.execute("DROP TRIGGER refuse")
    assert opened(tiles).recovered >= 5 and unsaved(workspace) == []


def test_what_was_saved_is_not_there_twice(kill, tiles, opened):
    workspace = kill("saved_with_the_image", {})
    assert opened(tiles).recovered == 0
    assert saved(workspace) == [("detection", "a.tif", "water")]


def test_what_was_undone_stays_undone(kill, tiles, opened):
    workspace = kill("undone", {})
    assert opened(tiles).recovered == 1
    assert saved(workspace) == [("detection", "a.tif", "water")]


def test_what_the_user_has_discarded_stays_away(kill, tiles, opened):
    workspace = kill("discarded")
    assert unsaved(workspace) == []
    assert opened(tiles).recovered == 0
    assert saved(workspace) == A_HAS


def test_what_was_done_again_after_it_was_discarded(kill, tiles, opened):
    workspace = kill("done_again_after_it_was_discarded")
    assert opened(tiles).recovered == 1
    assert ("detection", "a.tif", "urban") not in saved(workspace)


def test_a_kill_between_the_commits_of_two_layers(kill, tiles, opened):
    workspace = kill("between_two_commits", {})
    once = ("classification", "a.tif", "urban")
    assert saved(workspace) == [once] and unsaved(workspace) == ["detection"]
    assert opened(tiles).recovered == 1
    assert saved(workspace) == [once, ("detection", "a.tif", "urban")]


def test_labels_that_were_saved_later_than_they_were_kept(kill, tiles, opened):
    workspace = kill("between_two_commits_with_a_new_label", {})
    opened(tiles)
    assert saved(workspace) == [
        ("classification", "a.tif", "street"),
        ("detection", "a.tif", "road"),
    ]
    assert labels_of(workspace) == ["water", "urban", "field", "road", "street"]


def test_labels_alone(kill, tiles, opened):
    workspace = kill("labels_alone", {})
    assert labels_of(workspace)[0] == "water"
    assert opened(tiles).recovered == 1
    assert labels_of(workspace) == ["lake", "urban", "field"]


def test_states_and_flags(kill, tiles, opened):
    workspace = kill("marked", {})
    before = {"a.tif": "todo flagged", "b.tif": "todo", "c.tif": "todo", "d.tif": "skipped"}
    assert saved_states(workspace) == before
    assert opened(tiles).recovered == 3 and unsaved(workspace) == []
    assert saved_states(workspace) == {**before, "b.tif": "empty", "c.tif": "empty"}
    assert saved(workspace) == [("detection", "a.tif", "water")]
    assert opened(tiles).recovered == 0


class TestBulkEdits:
    """Of a label that very many annotations have."""

    def counts(self, workspace):
        return Counter(label for _, _, label in saved(workspace))

    def test_a_kill_in_the_middle_leaves_all_as_it_was(self, kill, tiles, opened):
        workspace = kill("in_a_bulk_edit", MANY)
        assert self.counts(workspace) == {"water": WATER + 1, "urban": 4}, "what was open is saved"
        assert labels_of(workspace) == ["water", "urban", "field"] and unsaved(workspace) == []
        assert opened(tiles).edited == ["a.tif"]
        assert self.counts(workspace) == {"water": WATER + 1, "urban": 4}

    def test_a_kill_afterwards_leaves_what_was_done(self, kill, tiles, opened):
        """And nothing else: what was kept to undo it is no part of the workspace."""
        workspace = kill("after_bulk_edits", MANY)
        assert self.counts(workspace) == {"sea": WATER, "urban": 4}
        assert labels_of(workspace) == ["sea", "urban", "field"]
        assert opened(tiles).recovered == 0
        with Workspace.open(workspace, writable=False) as known:
            rows = known.database.rows("SELECT name FROM sqlite_master WHERE name LIKE '%kept%'")
            parts = {row.GetFieldAsString(0) for row in rows}
        assert parts == {f"{task.value}_place_kept" for task in Task}


def test_an_image_that_got_an_annotation_is_not_empty_after_a_kill(folder, workspace, opened):
    store_open_edits(
        WorkspaceRef.at(workspace), {MARKS: {"a.tif": ["empty", True], "gone.tif": ["done", False]}}
    )
    assert opened(folder).recovered == 2
    assert saved_states(workspace) == {"a.tif": "todo flagged", "2024/b.tif": "todo"}


def test_edits_of_a_qgis_that_lives_are_its_own(start, tiles, opened):
    process = start("alive", tiles)
    end = time.monotonic() + 300
    while not (tiles / "ready").exists():
        assert process.poll() is None and time.monotonic() < end, process.communicate()[0]
        time.sleep(0.1)
    workspace = tiles / "scaneo.gpkg"
    assert opened(tiles).recovered == 0
    assert saved(workspace) == [] and unsaved(workspace) == ["detection"]
    (tiles / "go").touch()
    process.wait(timeout=300)
    assert opened(tiles).recovered == 1
    assert saved(workspace) == [("detection", "a.tif", "water")]


def test_a_claim_is_for_one_at_a_time(tmp_path):
    workspace = tmp_path / "scaneo.gpkg"
    one, other = EditorLock(workspace), EditorLock(workspace)
    elsewhere = EditorLock(tmp_path / "other.gpkg")
    assert one.take() and one.take() and not other.take() and elsewhere.take()
    one.release()
    assert other.take() and not one.take()
    other.release()
    elsewhere.release()


def test_tasks_are_the_names_of_tables():
    """`unsaved` keeps edits by the value of their task, which the triggers know as a table."""
    assert {task.value for task in Task} == {"classification", "detection", "segmentation"}


def test_what_was_drawn_while_other_images_were_read(start, desk, tmp_path):
    many = write_many(tmp_path / "many")
    process = start("drawn_while_others_are_read", many)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == -9, output
    workspace = many / "scaneo.gpkg"
    assert unread(workspace), "it was in the middle"
    desk.open(many)
    assert unread(workspace) == []
    boxes = [image for task, image, _ in saved(workspace) if task == "detection"]
    assert boxes.count(name(0)) == 2 and boxes.count(name(20)) == 1
    assert any(TOLD in text for text in desk.bar.texts())
