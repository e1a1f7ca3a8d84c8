"""The status of a campaign: what it says, in qgis_process too, and that nothing changes."""

import json
import os
import shutil
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException
from scaneo_bridge.core.base.model import ImageMark, ImageState, Label
from scaneo_bridge.core.workspace.editor_lock import EditorLock
from scaneo_bridge.core.workspace.geopackage.database import Database
from scaneo_bridge.core.workspace.workspace import Workspace
from support import layers as edits
from support.files.older import make_version_3
from support.folders import write_files
from support.geojson import LABELS, collection, detection
from support.headless import results
from support.subjects.campaign_algorithms import EXPORT, IMPORT

pytest_plugins = ["support.headless"]

STATUS = "scaneo:campaignstatus"


def everything(folder):
    """Every file below a folder with its bytes and times, the workspace and the hidden included."""
    seen = {}
    for parent, folders, names in os.walk(folder):
        for name in (*folders, *names):
            path = Path(parent, name)
            stat = path.lstat()
            content = path.read_bytes() if path.is_file() else None
            seen[str(path)] = content, stat.st_ino, stat.st_mtime_ns, stat.st_mode
    return seen


@pytest.fixture
def ask(processing, tmp_path, log):
    """Asks for the status, and sees to it that nothing below the test's folder changes."""

    def ask(campaign):
        before = everything(tmp_path)
        found = processing.run(STATUS, {"CAMPAIGN": str(campaign)}, feedback=log)
        assert everything(tmp_path) == before
        assert json.loads(json.dumps(found)) == found, "plain values"
        return found, json.loads(found["JSON"])

    return ask


@pytest.fixture
def opened(processing, folder):
    """The folder with its workspace."""
    processing.run(IMPORT, {"FOLDER": str(folder)})
    return folder


def steps(status):
    return [step["do"] for step in status["next"]]


def test_a_folder_without_a_workspace_is_read_as_it_lies(ask, folder, log):
    found, status = ask(folder)
    assert found == {
        "FOLDER": str(folder), "WORKSPACE": "", "IMAGE_COUNT": 2, "TODO_COUNT": 2,
        "EDITED_COUNT": 0, "ANNOTATION_COUNT": 4, "PROBLEM_COUNT": 0, "CONFLICT_COUNT": 0,
        "NEXT": "open", "JSON": found["JSON"],
    }  # fmt: skip
    assert status == {
        "folder": str(folder), "workspace": None, "images": 2, "unread": 0,
        "annotations": 4,
        "tasks": {"classification": 1, "detection": 2, "segmentation": 1},
        "labels": {"water": 2, "urban": 1, "field": 1},
        "states": {"todo": 2, "done": 0, "empty": 0, "skipped": 0},
        "flagged": 0, "edited": [], "labels_edited": False, "changed": [], "problems": [],
        "conflicts": [], "next": status["next"],
    }  # fmt: skip
    assert steps(status) == ["open", "label"]
    assert "2 images, 4 annotations, 0 problems, 0 conflicts" in log.infos
    assert [step["text"] for step in status["next"] if step["text"] not in log.infos] == []


def test_a_workspace_says_the_same_by_its_own_path(ask, opened):
    by_folder, status = ask(opened)
    assert ask(opened / "scaneo.gpkg") == (by_folder, status)
    assert by_folder["WORKSPACE"] == str(opened / "scaneo.gpkg")
    assert steps(status) == ["label"]


def test_edits_and_marks_are_told(ask, opened):
    workspace = opened / "scaneo.gpkg"
    edits.add(workspace, "detection", "2024/b.tif")
    with Workspace.open(workspace) as known, known.transaction():
        known.set_mark("a.tif", ImageMark(ImageState.DONE, True))
    found, status = ask(opened)
    assert (found["EDITED_COUNT"], found["TODO_COUNT"], found["NEXT"]) == (1, 1, "export")
    assert status["edited"] == ["2024/b.tif"] and not status["labels_edited"]
    assert status["tasks"]["detection"] == 3
    assert status["states"] == {"todo": 1, "done": 1, "empty": 0, "skipped": 0}
    assert status["flagged"] == 1


def test_edits_of_labels_wait_too(ask, opened):
    edits.set_labels(opened / "scaneo.gpkg", Label("water", "#0048f0"), Label("new", "#102030"))
    _, status = ask(opened)
    assert status["labels_edited"] and status["edited"] == []
    assert steps(status)[0] == "export"
    assert status["labels"] == {"water": 2, "new": 0, "urban": 1, "field": 1}


def test_when_all_is_done_there_is_nothing_to_do(ask, opened, processing):
    with Workspace.open(opened / "scaneo.gpkg") as known, known.transaction():
        for image in ("a.tif", "2024/b.tif"):
            known.set_mark(image, ImageMark(ImageState.DONE))
    processing.run(EXPORT, {"WORKSPACE": str(opened / "scaneo.gpkg")})
    found, status = ask(opened)
    assert found["NEXT"] == "nothing" and steps(status) == ["nothing"]


def test_what_changed_in_the_folder_is_told(ask, opened):
    write_files(opened, {"2024/b.geojson": collection(detection("urban"))})
    shutil.copyfile(opened / "a.tif", opened / "c.tif")
    _, status = ask(opened)
    assert status["changed"] == ["2024/b.geojson", "c.tif"]
    assert steps(status) == ["open", "label"]
    assert status["annotations"] == 4, "as it was read"


def test_conflicts_are_told_and_left(ask, opened):
    edits.relabel(opened / "scaneo.gpkg", "detection", "a.tif", "water")
    content = json.loads((opened / "a.geojson").read_bytes())
    content["features"][1]["properties"]["label"] = "field"
    write_files(opened, {"a.geojson": content})
    found, status = ask(opened)
    assert (found["CONFLICT_COUNT"], status["conflicts"]) == (1, ["a.geojson"])
    assert steps(status) == ["open", "resolve", "export", "label"]


def test_problems_are_those_of_an_opening(ask, folder, processing, log):
    write_files(folder, {"2024/b.geojson": b"{", "lost.geojson": collection(detection("new"))})
    write_files(folder, {"a.geojson": collection(detection("not listed"))})
    parameters = {"FOLDER": str(folder), "WORKSPACE": str(folder / "x.gpkg")}
    imported = processing.run(IMPORT, parameters, feedback=log)
    for campaign in (folder / "x.gpkg", folder):
        found, status = ask(campaign)
        assert found["PROBLEM_COUNT"] == imported["PROBLEM_COUNT"] == 3
        paths = [one["path"] for one in status["problems"]]
        assert sorted(paths) == ["2024/b.geojson", "a.geojson", "lost.geojson"]
        assert "check" in steps(status)
        assert all(one["what"] and one["mend"] for one in status["problems"])


def test_edits_of_a_killed_qgis_are_no_part_of_it_yet(ask, opened):
    workspace = opened / "scaneo.gpkg"
    with Workspace.open(workspace) as known, known.transaction():
        known.keep_open_edits("marks", json.dumps({"a.tif": ["done", True]}))
    _, status = ask(opened)
    assert steps(status) == ["open", "label"] and status["states"]["done"] == 0


def test_who_has_it_open_is_to_save_first(ask, opened, tmp_path):
    lock = EditorLock(opened / "scaneo.gpkg")
    assert lock.take()
    try:
        _, status = ask(opened)
    finally:
        lock.release()
    assert steps(status) == ["save", "label"]


def test_what_a_killed_program_left_beside_it_stays(ask, opened):
    """It is counted all the same."""
    workspace = opened / "scaneo.gpkg"
    aside = opened.parent / "aside"
    with Database.open(workspace) as database:
        database.execute("PRAGMA journal_mode = wal")
        database.execute("UPDATE images SET state = 'done' WHERE path = 'a.tif'")
        shutil.copytree(opened, aside)
    assert (aside / "scaneo.gpkg-wal").stat().st_size
    (aside / "scaneo.gpkg-shm").unlink(missing_ok=True)
    _, status = ask(aside)
    assert status["states"]["done"] == 1


def test_an_older_workspace_stays_as_old(ask, opened):
    make_version_3(opened / "scaneo.gpkg")
    _, status = ask(opened)
    assert status["annotations"] == 4


def test_another_workspace_with_edits_is_told(ask, opened, processing):
    copy = opened / "copy.gpkg"
    shutil.copyfile(opened / "scaneo.gpkg", copy)
    edits.add(copy, "detection", "2024/b.tif")
    _, status = ask(opened)
    assert steps(status)[0] == "open"
    assert [str(copy) in one["what"] for one in status["problems"]] == [True]


@pytest.mark.parametrize("name", ["nowhere", "empty", "text.gpkg", "other.gpkg"])
def test_what_is_no_campaign_is_refused_in_words(ask, tmp_path, name):
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.gpkg").write_text("no database")
    Database.create(tmp_path / "other.gpkg").close()
    before = everything(tmp_path)
    with pytest.raises(QgsProcessingException, match=name):
        ask(tmp_path / name)
    assert everything(tmp_path) == before


def test_a_workspace_of_another_campaign_is_refused(ask, opened, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(opened, other, ignore=shutil.ignore_patterns("scaneo.gpkg", ".scaneo*"))
    with Workspace.open(opened / "scaneo.gpkg") as known, known.transaction():
        known.database.execute("UPDATE campaign SET folder = ?", str(opened))
    shutil.copyfile(opened / "scaneo.gpkg", other / "scaneo.gpkg")
    with pytest.raises(QgsProcessingException, match="belongs to"):
        ask(other)


@pytest.mark.slow
def test_qgis_process_gives_json_that_scripts_read(qgis_process, folder):
    before = everything(folder)
    found = results(qgis_process("--json", "run", STATUS, "--", f"CAMPAIGN={folder}"))
    assert everything(folder) == before
    assert (found["ANNOTATION_COUNT"], found["NEXT"]) == (4, "open")
    status = json.loads(found["JSON"])
    assert status["labels"] == {"water": 2, "urban": 1, "field": 1}
    assert list(status["labels"]) == [label["name"] for label in LABELS["labels"]]
