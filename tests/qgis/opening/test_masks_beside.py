"""Masks beside images, as training modules write them, in a campaign."""

import json

from qgis.core import QgsFeedback
from scaneo_bridge.core.campaign.annotators.merge_campaigns import merge_campaigns
from scaneo_bridge.core.campaign.annotators.merge_plan import MergePlan
from scaneo_bridge.core.campaign.checking.check_campaign import check_folder
from scaneo_bridge.core.formats.scaneo.union.disagreements import Keep
from scaneo_bridge.core.workspace.workspace import Workspace
from support.geojson import LABELS, collection, detection

pytest_plugins = ["support.desk.fixtures"]

FILES = {"a.geojson": collection(detection("urban")), "spai.json": LABELS}


def images_of(workspace):
    with Workspace.open(workspace, writable=False) as known:
        return [image.path for image in known.images()]


def test_they_are_no_images_and_are_told_once(campaign, opened, exported, feedback):
    folder = campaign(FILES, ["a.tif", "a_mask.tif", "b.tif", "b_mask.tif"])
    done = opened(folder)
    assert images_of(done.workspace.path) == ["a.tif", "b.tif"]
    assert [one.what for one in done.problems] == ["2 masks beside images, left alone."]
    assert done.problem_count == 0  # it may well be meant
    assert not exported(done.workspace.path).files
    checked = check_folder(folder, feedback)
    assert checked.image_count == 2 and "masks" in {one.rule.id for one in checked.findings}


def test_in_the_dock_they_are_a_note_and_no_problem(campaign, desk):
    desk.open(campaign(FILES, ["a.tif", "a_mask.tif"]))
    assert desk.dock.page.tray.problems.text() == "1 note"
    desk.open(campaign({**FILES, "gone.geojson": collection()}, ["a.tif", "a_mask.tif"]))
    assert desk.dock.page.tray.problems.text() == "1 problem, 1 note"


def test_one_that_was_labelled_stays(campaign, opened):
    folder = campaign({**FILES, "a_mask.geojson": FILES["a.geojson"]}, ["a.tif", "a_mask.tif"])
    done = opened(folder)
    assert images_of(done.workspace.path) == ["a.tif", "a_mask.tif"]
    assert (done.annotation_count, len(done.problems)) == (2, 1)


def test_one_that_has_edits_in_the_workspace_stays_until_they_are_written(
    campaign, opened, exported
):
    """It was an image for an earlier version, or before the image came that it is a mask of."""
    folder = campaign(FILES, ["b_mask.tif", "a.tif"])
    workspace = opened(folder).workspace.path
    with Workspace.open(workspace) as known, known.database.transaction():
        known.database.execute(
            "INSERT INTO classification (image, label) VALUES ('b_mask.tif', 'water')"
        )
    campaign(FILES, ["b.tif"])
    done = opened(folder)
    assert images_of(workspace) == ["a.tif", "b.tif", "b_mask.tif"]
    assert any("looks like the mask" in one.what for one in done.problems)
    exported(workspace)
    (feature,) = json.loads((folder / "b_mask.geojson").read_bytes())["features"]
    assert feature["properties"]["label"] == "water"
    assert opened(folder).annotation_count == 2


def test_a_merge_copies_none(campaign, tmp_path):
    folder = campaign(FILES, ["a.tif", "a_mask.tif"])
    done = merge_campaigns(MergePlan([folder], tmp_path / "out", keep=Keep.BOTH), QgsFeedback())
    assert done.copied == ["a.tif"]
    assert not (tmp_path / "out" / "a_mask.tif").exists()
