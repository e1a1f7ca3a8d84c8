"""Workspaces and folders of others, moved ones, copies, and names of every kind."""

import os
import shutil

import pytest
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.workspace.workspace import Workspace
from support.campaign import FILES, features_of
from support.folders import changed, contents, snapshot
from support.geojson import (
    LABELS,
    classification,
    collection,
    detection,
    segmentation,
)
from support.images import write_image
from support.layers import add, relabel
from support.other_hands import sql


def test_the_workspace_of_another_folder_is_refused(campaign, workspace, opened, tmp_path):
    write_image(tmp_path / "other" / "a.tif")
    before = snapshot(tmp_path), workspace.read_bytes()
    with pytest.raises(ScaneoError, match=r"belongs to .*campaign, not to .*other\. Choose"):
        opened(tmp_path / "other", workspace)
    assert (snapshot(tmp_path), workspace.read_bytes()) == before


@pytest.fixture(params=["another GeoPackage", "a text", "an empty file", "another database"])
def no_workspace(request, tmp_path):
    """A file of somebody else's."""
    from osgeo import ogr

    path = tmp_path / "theirs.gpkg"
    if request.param == "a text":
        path.write_bytes(b"a diary")
    elif request.param == "an empty file":
        path.write_bytes(b"")
    else:
        driver = "GPKG" if request.param == "another GeoPackage" else "SQLite"
        dataset = ogr.GetDriverByName(driver).CreateDataSource(str(path))
        dataset.CreateLayer("campaign")
        del dataset
    return path


def test_a_file_that_is_no_workspace_is_refused(folder, opened, exported, no_workspace):
    before = snapshot(no_workspace.parent)
    with pytest.raises(ScaneoError, match=r"theirs\.gpkg.* ([cC]hoose another file|move it out)"):
        opened(folder, no_workspace)
    with pytest.raises(ScaneoError, match=r"theirs\.gpkg"):
        exported(no_workspace)
    assert snapshot(no_workspace.parent) == before


def test_a_workspace_of_another_version_is_refused(folder, workspace, opened):
    with Workspace.open(workspace) as known:
        known.database.execute("UPDATE campaign SET version = 99")
    before = workspace.read_bytes()
    with pytest.raises(ScaneoError, match=r"another version .*99, not 4.*Update the plugin"):
        opened(folder)
    assert workspace.read_bytes() == before


def test_a_workspace_that_is_not_there(exported, tmp_path):
    with pytest.raises(ScaneoError, match=r"no workspace .*w\.gpkg\. Import the campaign first"):
        exported(tmp_path / "w.gpkg")
    assert list(tmp_path.iterdir()) == []


def test_the_workspace_of_a_folder_that_we_may_not_look_at_stops_nothing(
    folder, workspace, opened, exported, tmp_path
):
    """As that of somebody whose home is closed to us: nobody knows that their folder is gone."""
    theirs = shutil.copy(workspace, folder / "theirs.gpkg")
    relabel(theirs, "detection", "a.tif")
    hidden = tmp_path / (300 * "x") / "campaign"
    sql(theirs, f"UPDATE campaign SET folder = '{hidden}'")
    again = opened(folder)
    assert (again.edited, again.taken, list(again.problems)) == ([], [], [])
    with pytest.raises(ScaneoError, match=r"theirs\.gpkg belongs to .*campaign, not to"):
        opened(folder, theirs)


def test_a_moved_folder_works_on(folder, workspace, opened, exported):
    relabel(workspace, "detection", "a.tif")
    moved = folder.rename(folder.parent / "moved")
    again = opened(moved)
    assert again.workspace.path == moved / "scaneo.gpkg"
    assert (again.edited, again.annotation_count) == (["a.tif"], 8)
    assert not again.problems
    exported(again.workspace.path)
    assert features_of(moved)[1]["properties"]["label"] == "field"
    assert not folder.exists()


def test_a_copy_of_a_folder_is_a_campaign_of_its_own(folder, workspace, opened, exported):
    before = snapshot(folder)
    copy = folder.parent / "copy"
    shutil.copytree(folder, copy)
    again = opened(copy).workspace.path
    relabel(again, "detection", "a.tif")
    exported(again)
    assert snapshot(folder) == before
    assert opened(folder).edited == []


def test_a_moved_folder_whose_workspace_lies_elsewhere_works_on(folder, opened, exported, tmp_path):
    workspace = opened(folder, tmp_path / "elsewhere" / "w.gpkg").workspace.path
    relabel(workspace, "detection", "a.tif")
    moved = folder.rename(folder.parent / "moved")
    with pytest.raises(ScaneoError, match=r"campaign is gone\. Choose a folder"):
        exported(workspace)
    assert opened(moved, workspace).edited == ["a.tif"]
    exported(workspace)
    assert features_of(moved)[1]["properties"]["label"] == "field"


def test_a_folder_that_is_reached_through_a_link_is_the_same(folder, workspace, opened):
    link = folder.parent / "link"
    link.symlink_to(folder)
    assert opened(link, workspace).annotation_count == 8


def test_another_folder_gets_every_file_of_the_campaign(campaign, opened, exported, tmp_path):
    files = {**FILES, "bad.geojson": b"{", "orphan.geojson": b"\xff"}
    folder = campaign(files, ["a.tif", "2024/b.tif", "bad.tif"])
    workspace = opened(folder).workspace.path
    other = tmp_path / "new" / "other"
    export = exported(workspace, other)
    assert contents(other) == files == contents(folder)
    assert not list(other.rglob("*.tif"))
    assert {file.path for file in export.files} == set(files)
    assert list(exported(workspace, other).files) == []


def test_another_folder_gets_the_edits_and_the_own_still_waits(
    folder, workspace, opened, exported, tmp_path
):
    before = snapshot(folder)
    relabel(workspace, "detection", "a.tif")
    exported(workspace, tmp_path / "other")
    assert snapshot(folder) == before
    assert opened(folder).edited == ["a.tif"]
    exported(workspace)
    assert contents(tmp_path / "other") == contents(folder)


def test_the_own_folder_by_its_name_is_the_own_folder(folder, workspace, opened, exported):
    relabel(workspace, "detection", "a.tif")
    (file,) = exported(workspace, folder.parent / "campaign" / ".").files
    assert file.path == "a.geojson"
    assert opened(folder).edited == []


NAMES = ["it's.tif", 'q"uote.tif', "a;DROP TABLE images;--.tif", "%s %(x)s {y}.tif", "?.tif",
         "$HOME `x`.tif", "<b>bold</b>.tif".replace("/", "∕"), "urbà · città 🛰.tif", " .tif",
         "a\nb.tif", "sub folder/-rf.tif"]  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="Windows has fewer names")
@pytest.mark.parametrize("image", NAMES)
def test_any_name_of_an_image_works(campaign, opened, exported, image):
    geojson = image[: -len(".tif")] + ".geojson"
    label = image + "'\"?</b>"
    features = [classification(label), detection(label), segmentation(label)]
    folder = campaign({geojson: collection(*features), "spai.json": LABELS}, [image])
    before = snapshot(folder)
    workspace = opened(folder).workspace.path
    exported(workspace)
    assert snapshot(folder) == before
    for task in ("detection", "segmentation"):
        add(workspace, task, image, label)
    exported(workspace)
    assert changed(before, snapshot(folder)) == {geojson, "spai.json"}
    assert features_of(folder, geojson)[:3] == features
    again = opened(folder)
    assert (again.annotation_count, again.edited, list(again.problems)) == (5, [], [])
