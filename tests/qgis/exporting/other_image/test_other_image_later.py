"""An annotation that goes to another image: where it can't be written yet, and two workspaces."""

import json
import os
import shutil

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
from scaneo_bridge.core.store.folder import OWN_FOLDER
from scaneo_bridge.core.store.write.writing import Writing
from scaneo_bridge.core.workspace.workspace import Workspace
from support.folders import contents, write_files
from support.geojson import collection
from support.layers import add, delete, relabel
from support.rights import immutable, needs_root
from support.subjects.other_image import BOXES, FEATURES, FILE, OF, TASKS, ids, move, text

pytest_plugins = ["support.desk.fixtures"]


# What can't be written there yet


def kept(workspace):
    with Workspace.open(workspace, writable=False) as opened:
        if not opened.database.has_table("members"):
            return 0
        return sum(1 for _ in opened.database.rows("SELECT fid FROM members"))


@needs_root
@pytest.mark.parametrize("task", TASKS)
def test_a_file_that_is_locked_gets_it_all_later(folder, workspace, opened, exported, task):
    move(workspace, task)
    with immutable(folder / "b.geojson"):
        assert exported(workspace).problems
        assert OF[task] not in text(folder, "a") and ids(folder) == []
        assert exported(workspace).problems
        opened(folder)
    exported(workspace)
    assert OF[task] in text(folder)
    assert kept(workspace) == 0
    assert not opened(folder).edited


@needs_root
def test_nor_does_it_lose_anything_on_its_way_to_a_third_image(folder, workspace, exported):
    move(workspace, "detection")
    with immutable(folder / "b.geojson"):
        exported(workspace)
    move(workspace, "detection", "c.tif", "b.tif")
    exported(workspace)
    assert BOXES[0] in text(folder, "c") and ids(folder) == []


@needs_root
def test_or_back_to_the_first(folder, workspace, exported):
    move(workspace, "detection")
    with immutable(folder / "b.geojson"):
        exported(workspace)
    move(workspace, "detection", "a.tif", "b.tif")
    exported(workspace)
    assert BOXES[0] in text(folder, "a")


@needs_root
def test_what_is_deleted_then_leaves_nothing(folder, workspace, exported):
    move(workspace, "detection")
    with immutable(folder / "b.geojson"):
        exported(workspace)
    assert kept(workspace) == 1
    delete(workspace, "detection", "b.tif")
    relabel(workspace, "segmentation", "a.tif")
    exported(workspace)
    assert kept(workspace) == 0 and 1 not in ids(folder) + ids(folder, "a")


def killed_in_between(workspace, feedback, monkeypatch):
    """An export that is killed as soon as it has put one file in place."""

    class Killed(BaseException):
        pass

    real, commit, done = os.replace, Writing.commit, []

    def replace(source, target):
        if done:
            raise Killed
        if OWN_FOLDER not in str(target):
            done.append(target)
        return real(source, target)

    def run(writing, *counts):
        commit(writing, *counts)
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(os, "replace", replace)
        patch.setattr(Writing, "commit", run)
        export_campaign(workspace, None, feedback)


@pytest.mark.parametrize("old", ["a.tif", "b.tif"])
@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("then", ["exported", "opened", "previewed", "what was left tidied away"])
def test_a_kill_between_the_two_files(
    folder, workspace, opened, exported, feedback, previewed, monkeypatch, task, old, then
):
    """Whichever comes first."""
    if old == "b.tif":
        for name in ("a", "b"):
            data = FILE if name == "b" else json.dumps(collection()).encode()
            write_files(folder, {f"{name}.geojson": data})
        opened(folder)
    new = "a.tif" if old == "b.tif" else "b.tif"
    move(workspace, task, new, old)
    killed_in_between(workspace, feedback, monkeypatch)
    if then == "opened":
        opened(folder)
    elif then == "previewed":
        previewed(workspace)
    elif then != "exported":
        shutil.rmtree(folder / OWN_FOLDER)
    exported(workspace)
    assert OF[task] in text(folder, new[0]) and OF[task] not in text(folder, old[0])
    assert len(ids(folder, new[0])) == 1 and len(ids(folder, old[0])) == len(FEATURES) - 1
    assert kept(workspace) == 0 and not exported(workspace).files


# Two workspaces of one folder


@pytest.fixture
def other(folder, workspace):
    """A copy that somebody goes on with."""
    copy = folder / "scaneo (copy).gpkg"
    shutil.copy(workspace, copy)
    return copy


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("is_edited", [False, True], ids=["", "here it is edited too"])
def test_in_another_workspace(folder, workspace, other, opened, exported, task, is_edited):
    move(other, task)
    if is_edited:
        add(workspace, "detection", "b.tif", "field")
        add(workspace, "detection", "a.tif", "field")
    assert not opened(folder).problems[1:]
    exported(workspace)
    assert OF[task] in text(folder) and OF[task] not in text(folder, "a")
    assert text(folder).count("task") == 1 + is_edited
    before = contents(folder)
    assert not opened(folder).edited and not exported(workspace).files
    assert contents(folder) == before and kept(workspace) == 0


@pytest.mark.parametrize("task", TASKS)
def test_in_both_workspaces(folder, workspace, other, opened, exported, task):
    move(other, task)
    move(workspace, task)
    opened(folder)
    exported(workspace)
    assert OF[task] in text(folder) and len(ids(folder)) == 1
    assert OF[task] not in text(folder, "a")


def test_an_image_that_is_left_out_gives_all_along(folder, workspace):
    for task in TASKS:
        move(workspace, task)
    for _ in BOXES[1:]:
        move(workspace, "detection")
    export_campaign(workspace, None, QgsFeedback(), leave_out=True)
    assert not (folder / "a.geojson").exists()
    assert all(one in text(folder) for one in FEATURES)
