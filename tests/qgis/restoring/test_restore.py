"""Restore: folder, workspace and map as before a write, by Processing too."""

import os
import signal

import processing
import pytest
from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback
from scaneo_bridge import classFactory
from scaneo_bridge.core.base.errors import Cancelled, ScaneoError
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.campaign.restoring.restore_campaign import preview_restore, restore_campaign
from scaneo_bridge.core.qgis.layers import make_layer
from scaneo_bridge.core.store.write.backups import list_backups
from scaneo_bridge.core.store.write.journal import Journal
from scaneo_bridge.core.workspace.workspace import Workspace
from scaneo_bridge.core.workspace.workspace_ref import WorkspaceRef
from support import layers as edits
from support.children import forked
from support.folders import contents, snapshot

pytest_plugins = ["support.desk.fixtures"]


@pytest.fixture
def provider(qgis_processing):
    """The provider, as the plugin adds it where there is no window."""
    plugin = classFactory(None)
    plugin.initProcessing()
    yield
    plugin.unload()


@pytest.fixture
def exported_once(coast, feedback):
    """A folder that was exported: what it held before, what it holds now."""
    before = contents(coast)
    opened = open_campaign(coast, None, feedback)
    edits.relabel(opened.workspace.path, "detection", "a.tif", "new")
    edits.delete(opened.workspace.path, "segmentation", "b.tif")
    edits.add(opened.workspace.path, "segmentation", "2024/c.tif")
    export_campaign(opened.workspace.path, None, feedback)
    return before, contents(coast)


def test_a_restore_brings_folder_and_workspace_back(coast, exported_once, feedback):
    before, after = exported_once
    preview = preview_restore(coast, "", feedback)
    assert contents(coast) == after
    assert {(one.path, one.added, one.changed, one.deleted) for one in preview.files} == {
        ("a.geojson", 0, 1, 0),
        ("b.geojson", 1, 0, 0),
        ("2024/c.geojson", 0, 0, 1),
        ("spai.json", 0, 0, 0),
    }
    done = restore_campaign(coast, "", feedback)
    assert (done.files, done.problems) == (preview.files, preview.problems)
    assert contents(coast) == before
    opened = open_campaign(coast, None, feedback)
    assert (opened.edited, opened.problems) == ([], [])
    assert opened.annotation_count == 6
    assert not export_campaign(opened.workspace.path, None, feedback).files
    restore_campaign(coast, "", feedback)
    assert contents(coast) == after


def test_a_folder_whose_images_are_elsewhere_is_restored(coast, exported_once, feedback):
    before, _ = exported_once
    images = {path: path.read_bytes() for path in coast.rglob("*.tif")}
    for path in images:
        path.unlink()
    restore_campaign(coast, "", feedback)
    for path, data in images.items():
        path.write_bytes(data)
    assert contents(coast) == before


def test_edits_that_wait_are_kept_by_a_restore(coast, exported_once, feedback):
    before, _ = exported_once
    workspace = coast / "scaneo.gpkg"
    edits.add(workspace, "detection", "2024/c.tif")
    restore_campaign(coast, "", feedback)
    assert contents(coast) == before
    assert "2024/c.tif" in open_campaign(coast, None, feedback).edited
    export_campaign(workspace, None, feedback)
    assert (coast / "2024/c.geojson").exists()


def test_a_cancelled_restore_changes_nothing(coast, exported_once, feedback):
    before = snapshot(coast)
    feedback.cancel()
    for call in (preview_restore, restore_campaign):
        with pytest.raises(Cancelled):
            call(coast, "", feedback)
    assert snapshot(coast) == before


def read_rows(folder):
    with Workspace.open(folder / "scaneo.gpkg", writable=False) as workspace:
        # When a file was changed proves something only some moments later, and is noted then.
        stamps = {
            path: stamp and stamp._replace(changed=None)
            for path, stamp in workspace.stamps().items()
        }
        return workspace.counts(), workspace.states(), stamps, workspace.changes()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_restore_that_is_killed_is_whole_after_the_next_opening(
    coast, exported_once, feedback, monkeypatch, moment
):
    before, after = exported_once
    real = Journal.finish

    def finish(journal):
        if moment == "after":
            real(journal)
        os.kill(os.getpid(), signal.SIGKILL)

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "finish" if moment == "after" else "begin", finish)
        assert forked(lambda: restore_campaign(coast, "", feedback))
    opened = open_campaign(coast, None, feedback)
    assert (opened.edited, opened.problems, opened.annotation_count) == ([], [], 6)
    assert contents(coast) == (before if moment == "after" else after)


def test_a_restore_that_fails_leaves_the_workspace_as_it_was(
    coast, exported_once, feedback, monkeypatch
):
    def fail(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(ScaneoError, match="No space left"):
        patch.setattr(os, "link", fail)
        patch.setattr("scaneo_bridge.core.store.write.backups.copy", fail)
        restore_campaign(coast, "", feedback)
    assert contents(coast) == exported_once[1]
    held = read_rows(coast)
    opened = open_campaign(coast, None, feedback)
    assert (opened.edited, opened.problems, opened.annotation_count) == ([], [], 6)
    assert held == read_rows(coast), "there was nothing to read again"


# Processing


def test_the_algorithm_restores(coast, exported_once, provider):
    before, after = exported_once
    (backup,) = list_backups(coast)
    name = "scaneo:restorecampaign"
    result = processing.run(name, {"FOLDER": str(coast)})
    assert contents(coast) == before
    assert result["BACKUP"] == backup.name
    assert (result["FILES_WRITTEN"], result["PROBLEM_COUNT"]) == (4, 0)
    processing.run(name, {"FOLDER": str(coast)})
    assert contents(coast) == after
    processing.run(name, {"FOLDER": str(coast), "BACKUP": backup.name})
    assert contents(coast) == before


def test_the_algorithm_says_that_there_is_no_such_backup(coast, provider):
    with pytest.raises(QgsProcessingException, match="There is no backup in"):
        processing.run("scaneo:restorecampaign", {"FOLDER": str(coast)})


def test_the_algorithm_refuses_while_edits_of_the_campaign_are_not_saved(
    coast, exported_once, provider, qgis_new_project, logged_errors
):
    """What is open when its rows go can't be saved any more."""
    before = contents(coast)
    layer = make_layer(WorkspaceRef.at(coast / "scaneo.gpkg"), coast, "detection")
    qgis_new_project.addMapLayer(layer)
    context = QgsProcessingContext()
    context.setProject(qgis_new_project)
    feedback = QgsProcessingFeedback(False)
    errors = []
    feedback.reportError = lambda error, fatalError=False: errors.append(error)
    name, parameters = "scaneo:restorecampaign", {"FOLDER": str(coast)}
    assert layer.startEditing()
    feature = edits.first(layer, "a.tif")
    assert layer.changeAttributeValue(feature.id(), edits.field(layer, "label"), "mine")
    with pytest.raises(QgsProcessingException):
        processing.run(name, parameters, feedback=feedback, context=context)
    assert "detection" in errors[0] and "Save or discard" in errors[0]
    assert contents(coast) == before
    assert layer.rollBack()
    processing.run(name, parameters, context=context)
    assert contents(coast) == exported_once[0]
    qgis_new_project.clear()
    logged_errors.clear()


def test_the_algorithm_takes_a_path_as_people_write_it(coast, exported_once, provider, monkeypatch):
    before, after = exported_once
    monkeypatch.setenv("HOME", str(coast.parent))
    said = []
    feedback = QgsProcessingFeedback(False)
    feedback.pushInfo = said.append
    path = f"~/{coast.name}"
    result = processing.run("scaneo:restorecampaign", {"FOLDER": path}, feedback=feedback)
    assert contents(coast) == before
    assert result["FOLDER"] == str(coast)
    assert any(line.endswith(": export, 4 files") for line in said)
    monkeypatch.chdir(coast)
    assert processing.run("scaneo:restorecampaign", {"FOLDER": "."})["FOLDER"] == str(coast)
    assert contents(coast) == after
