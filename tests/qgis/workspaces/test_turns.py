"""All that writes to a workspace takes turns: one waits for the other, without an error."""

import os
import threading
import time
from contextlib import contextmanager

import pytest
from qgis.core import QgsFeedback, QgsGeometry, QgsProject, QgsRectangle, QgsVectorLayer
from scaneo_bridge.core.base.model import ImageMark, ImageState, Label, Task
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign, preview_export
from scaneo_bridge.core.qgis.editing.edit_commands import annotation_commands as deeds
from scaneo_bridge.core.qgis.editing.edit_commands import label_commands as label_deeds
from scaneo_bridge.core.qgis.editing.edit_commands import mark_commands as mark_deeds
from scaneo_bridge.core.qgis.editing.session import EditSession
from scaneo_bridge.core.workspace.geopackage.database import WorkspaceError
from scaneo_bridge.core.workspace.geopackage.turns import write_turn
from scaneo_bridge.core.workspace.summary import read_counts
from scaneo_bridge.core.workspace.workspace import Workspace
from scaneo_bridge.core.workspace.workspace_ref import WorkspaceRef
from scaneo_bridge.ui.label.autosave import Autosave
from support import layers as edits
from support.editing import locked, open_editing, saved, saved_states, set_marks, unsaved

pytest_plugins = ["support.desk.fixtures"]

WHILE = 0.8  # s that somebody writes: longer than another program's lock is waited for


@pytest.fixture
def editing(workspace):
    with open_editing(workspace) as editing:
        yield editing


@contextmanager
def writing(workspace):
    """A thread that begins to write before the block, and goes on for a while within it."""
    begun, errors = threading.Event(), []

    def write():
        try:
            with Workspace.open(workspace) as opened, opened.database.transaction():
                labels = opened.labels()
                begun.set()
                time.sleep(WHILE)
                opened.set_labels([*labels, Label("by the thread", "#123456")])
        except WorkspaceError as error:
            errors.append(error)
            begun.set()

    thread = threading.Thread(target=write)
    thread.start()
    assert begun.wait(30)
    yield
    thread.join()
    assert errors == []
    with Workspace.open(workspace, writable=False) as opened:
        assert opened.labels()[-1].name == "by the thread"


def draw(editing):
    box = QgsGeometry.fromRect(QgsRectangle(2.1, 41.1, 2.2, 41.2))
    deeds.add_annotation(editing, Task.DETECTION, box, "water", "a.tif")


def count(workspace):
    return len(saved(workspace))


def test_a_save_waits_for_a_thread_that_writes(editing, workspace):
    before = count(workspace)
    draw(editing)
    mark_deeds.flag_images(editing, ["a.tif"])
    with writing(workspace):
        editing.save()
        assert not editing.is_modified
    assert count(workspace) == before + 1 and saved_states(workspace)["a.tif"] == "todo flagged"


@pytest.mark.parametrize("table, field", [("detection", "label"), ("images", "flagged")])
@pytest.mark.parametrize("is_there", [True, False])
def test_so_does_a_save_of_a_layer_of_the_project(workspace, table, field, is_there):
    """One that was there before the campaign was opened; or came later, as from QGIS's browser."""
    project, ref = QgsProject(), WorkspaceRef.at(workspace)
    layer = QgsVectorLayer(f"{workspace}|layername={table}", "mine", "ogr")
    if is_there:
        project.addMapLayer(layer)
    session = EditSession(project, ref, read_counts(ref), None)
    if not is_there:
        project.addMapLayer(layer)
    layer.startEditing()
    layer.changeAttributeValue(1, layer.fields().indexOf(field), 1)
    with writing(workspace):
        assert layer.commitChanges(), layer.commitErrors()
    session.unload()
    project.clear()


def test_so_does_a_save_of_qgis_itself(editing, workspace, qtbot):
    before = count(workspace)
    draw(editing)
    with writing(workspace):
        assert editing.layer(Task.DETECTION).commitChanges(False)
    assert count(workspace) == before + 1
    with writing(workspace):
        pass  # the turn was given up again


def test_a_save_of_qgis_that_fails_gives_its_turn_up(editing, workspace, qtbot):
    with Workspace.open(workspace) as opened:
        opened.database.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON detection BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    draw(editing)
    assert not editing.layer(Task.DETECTION).commitChanges(False)
    qtbot.wait(1)
    with writing(workspace):
        pass


def test_marks_wait_for_a_thread_without_holding_anybody_up(editing, workspace, qtbot):
    told = []
    editing.failed.connect(told.append)
    with writing(workspace):
        mark_deeds.mark_images(editing, ["a.tif"], ImageState.DONE)
        editing.save(waits=False)
        qtbot.wait(1)
        assert editing.marks.is_modified, "it is not saved yet, and nobody waits for that"
        (shown,) = [one.state for one in editing.summary().images if one.path == "a.tif"]
        assert shown is ImageState.DONE
        qtbot.waitUntil(lambda: not editing.marks.is_modified)
    assert saved_states(workspace)["a.tif"] == "done" and told == []


def test_labels_wait_for_a_thread_without_holding_anybody_up(editing, workspace):
    with writing(workspace):
        label_deeds.recolor_label(editing, "water", "#123456")
        editing.save(waits=False)
        assert editing.palette.is_modified, "it is not saved yet, and nobody waits for that"
    editing.save(waits=False)
    assert not editing.palette.is_modified
    with Workspace.open(workspace, writable=False) as opened:
        assert next(one.color for one in opened.labels() if one.name == "water") == "#123456"


def test_so_does_what_is_kept_in_case_of_a_kill(editing, workspace, qtbot):
    told = []
    autosave = Autosave(3600)
    autosave.failed.connect(told.append)
    autosave.serve(editing)
    draw(editing)
    with writing(workspace):
        autosave.set_seconds(1)
        qtbot.waitUntil(lambda: unsaved(workspace) == ["detection"])
    autosave.unload()
    assert told == []


def test_many_threads_that_read_and_then_write(workspace):
    """SQLite refuses at once who has read before another wrote."""
    errors = []

    def add(name):
        try:
            for number in range(10):
                with Workspace.open(workspace) as opened, opened.database.transaction():
                    labels = opened.labels()
                    opened.set_labels([*labels, Label(f"{name} {number}", "#123456")])
        except WorkspaceError as error:
            errors.append(error)

    with Workspace.open(workspace) as opened:
        opened.database.execute("PRAGMA journal_mode = wal")
        before = len(opened.labels())
    threads = [threading.Thread(target=add, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with Workspace.open(workspace, writable=False) as opened:
        assert len(opened.labels()) == before + 40


@pytest.mark.parametrize("export", [preview_export, export_campaign])
def test_people_may_save_while_an_export_compares(editing, folder, workspace, export):
    edits.relabel(workspace, "detection", "a.tif")
    edits.relabel(workspace, "detection", "2024/b.tif")
    feedback, told = QgsFeedback(), []

    def save(percent):
        if not told:
            told.append(percent)
            set_marks(workspace, a=ImageMark(ImageState.DONE, True))
            draw(editing)
            editing.save()

    feedback.progressChanged.connect(save)
    export(workspace, folder, feedback, merge=False)
    assert told and saved_states(workspace)["a.tif"] == "done flagged"
    done = export_campaign(workspace, folder, QgsFeedback())
    assert "a.geojson" in [file.path for file in done.files], "what was saved then is an edit still"


def test_another_program_that_writes_is_blamed_for_it(editing, workspace):
    draw(editing)
    with locked(workspace), pytest.raises(WorkspaceError) as told:
        editing.save()
    assert "another program is writing to it" in str(told.value)
    assert "disk" not in str(told.value)
    editing.save()
    assert not editing.is_modified


def test_a_workspace_has_one_turn_by_whatever_path(workspace, tmp_path):
    link = tmp_path / "link"
    os.symlink(workspace.parent, link)
    assert write_turn(link / workspace.name) is write_turn(workspace)
    assert write_turn(workspace.with_name("other.gpkg")) is not write_turn(workspace)
