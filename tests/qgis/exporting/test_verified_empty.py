"""Images that were verified to have no annotation: written as empty lists, or left out."""

import json

import processing
import pytest
from qgis.core import QgsApplication, QgsFeedback
from qgis.PyQt.QtGui import QIcon
from scaneo_bridge.core.algorithms.provider import ScaneoProvider
from scaneo_bridge.core.base.model import ImageState
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign, preview_export
from scaneo_bridge.core.workspace.workspace import Workspace
from support.folders import contents, snapshot
from support.geojson import LABELS, collection, detection

EMPTY = collection()

pytest_plugins = ["support.desk.fixtures"]


@pytest.fixture
def folder(campaign):
    files = {"a.geojson": collection(detection("urban")), "old.geojson": EMPTY,
             "spai.json": LABELS}  # fmt: skip
    return campaign(files, ["a.tif", "b.tif", "old.tif"])


@pytest.fixture
def workspace(folder, opened):
    """b.tif is verified empty by now, and a.tif has lost its box."""
    path = opened(folder).workspace.path
    with Workspace.open(path) as known, known.database.transaction():
        known.database.execute("DELETE FROM detection")
        for image in ("a.tif", "b.tif"):
            known.set_state(image, ImageState.EMPTY)
            known.note_change(image)
    return path


def export(workspace, leave_out, folder=None):
    told = preview_export(workspace, folder, QgsFeedback(), leave_out=leave_out)
    done = export_campaign(workspace, folder, QgsFeedback(), leave_out=leave_out)
    assert [file.path for file in told.files] == [file.path for file in done.files]
    assert told.left_out == done.left_out
    return done


def lists(folder):
    return {name: json.loads(content)["features"] for name, content in contents(folder).items()
            if name.endswith(".geojson")}  # fmt: skip


def test_they_are_written_by_default(folder, workspace):
    done = export(workspace, False)
    assert not done.left_out
    assert lists(folder) == {"a.geojson": [], "b.geojson": [], "old.geojson": []}


def test_they_are_left_out_and_what_was_empty_before_stays(folder, workspace, opened):
    before = snapshot(folder)["old.geojson"]
    done = export(workspace, True)
    assert sorted(done.left_out) == ["a.tif", "b.tif"]
    assert [(file.path, file.deleted) for file in done.files] == [("a.geojson", 1)]
    assert lists(folder) == {"old.geojson": []}
    assert snapshot(folder)["old.geojson"] == before
    assert done.backup is not None
    again = opened(folder)
    assert (again.edited, again.conflicts, list(again.problems)) == ([], [], [])
    with Workspace.open(workspace) as known:
        assert known.state("b.tif") is ImageState.EMPTY and known.state("a.tif") is ImageState.EMPTY
    again = export(workspace, True)
    assert not again.files and sorted(again.left_out) == ["a.tif", "b.tif"]


def test_who_changes_their_mind_gets_them(folder, workspace):
    export(workspace, True)
    export(workspace, False)
    assert lists(folder) == {"a.geojson": [], "b.geojson": [], "old.geojson": []}
    before = snapshot(folder)
    assert not export(workspace, False).files
    assert snapshot(folder) == before


def test_another_folder_has_none_of_them(workspace, tmp_path):
    done = export(workspace, True, tmp_path / "out")
    assert sorted(done.left_out) == ["a.tif", "b.tif", "old.geojson"]
    assert lists(tmp_path / "out") == {}
    export(workspace, False, tmp_path / "all")
    assert set(lists(tmp_path / "all")) == {"a.geojson", "b.geojson", "old.geojson"}


def test_another_folder_loses_what_was_emptied_since_the_last_export(folder, opened, tmp_path):
    path, out = opened(folder).workspace.path, tmp_path / "out"
    export(path, True, out)
    assert set(lists(out)) == {"a.geojson"}
    with Workspace.open(path) as known, known.database.transaction():
        known.remove_annotations("a.tif")
    done = export(path, True, out)
    assert [(file.path, file.deleted) for file in done.files] == [("a.geojson", 1)]
    assert lists(out) == {} and done.backup is not None


def test_other_programs_features_are_no_empty_list(campaign, opened):
    point = {"type": "Feature", "geometry": None, "properties": {"task": "points", "label": "x"}}
    files = {"a.geojson": collection(point, detection("urban")), "spai.json": LABELS}
    folder = campaign(files, ["a.tif"])
    workspace = opened(folder).workspace.path
    with Workspace.open(workspace) as known, known.database.transaction():
        known.database.execute("DELETE FROM detection")
    assert not export(workspace, True).left_out
    assert lists(folder) == {"a.geojson": [point]}


@pytest.fixture
def provider(qgis_processing):
    provider = ScaneoProvider(QIcon())
    QgsApplication.processingRegistry().addProvider(provider)
    yield
    QgsApplication.processingRegistry().removeProvider(provider)


@pytest.mark.parametrize("empty, names", [(0, 3), (1, 1)])
def test_the_algorithm_has_a_parameter_for_it(provider, folder, workspace, empty, names):
    processing.run("scaneo:exportcampaign", {"WORKSPACE": str(workspace), "EMPTY": empty})
    assert len(lists(folder)) == names


def test_the_dock_offers_it_before_an_export_and_remembers(folder, workspace, desk):
    desk.open(folder)
    page = desk.dock.pages.export
    assert desk.dock.preview() is not None
    assert not page.leave_out.isChecked()
    assert {file.path for file in page.files.items} == {"a.geojson", "b.geojson"}
    desk.click(page.leave_out)
    desk.wait()
    assert page.isVisible()
    assert [file.path for file in page.files.items] == ["a.geojson"]
    assert "Left out, for they have no annotation: 2 images." in page.details.text()
    desk.click(page.write)
    desk.wait()
    assert lists(folder) == {"old.geojson": []}
    assert desk.dock.preview() is not None  # there is nothing to write, but a choice
    assert page.leave_out.isChecked() and not page.write.isEnabled()
    desk.click(page.leave_out)
    desk.wait()
    desk.click(page.write)
    desk.wait()
    assert lists(folder) == {"a.geojson": [], "b.geojson": [], "old.geojson": []}
