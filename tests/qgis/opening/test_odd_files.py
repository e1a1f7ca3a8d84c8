"""Files that other programs wrote in their own way: told, shown where sound, never mixed."""

import json

import pytest
from scaneo_bridge.core.base.model import Severity
from scaneo_bridge.core.campaign.checking.check_campaign import check_folder
from scaneo_bridge.core.workspace.workspace import Workspace
from support.folders import snapshot
from support.geojson import LABELS, collection, detection
from support.sources import export, layer_of

NAN = float("nan")


def test_a_file_in_another_crs_is_told_and_nothing_is_added_to_it(
    campaign, opened, exported, feedback
):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32631"}}
    files = {"a.geojson": collection(detection("urban", (10, 20, 30, 40)), crs=crs),
             "spai.json": LABELS}  # fmt: skip
    folder = campaign(files, ["a.tif"])
    done = opened(folder)
    (problem,) = done.problems
    assert (done.annotation_count, problem.severity) == (0, Severity.ERROR)
    assert "EPSG::32631" in problem.what
    assert "file-elsewhere" in {one.rule.id for one in check_folder(folder, feedback).findings}
    before = snapshot(folder)
    with Workspace.open(done.workspace.path) as workspace, workspace.database.transaction():
        workspace.database.execute(
            "INSERT INTO classification (image, label) VALUES ('a.tif', 'water')"
        )
    export = exported(done.workspace.path)
    assert not export.files and "can't be added" in export.problems[0].what
    assert "1 annotation " in export.problems[0].what
    assert snapshot(folder) == before


def test_nan_hides_no_sound_annotation(campaign, opened, exported):
    base = collection(detection("urban", properties={"score": NAN}), detection(NAN))
    folder = campaign({"a.geojson": base, "spai.json": LABELS}, ["a.tif"])
    done = opened(folder)
    assert done.annotation_count == 1
    assert [one.severity for one in done.problems] == [Severity.WARNING, Severity.ERROR]
    with Workspace.open(done.workspace.path) as workspace, workspace.database.transaction():
        assert list(workspace.used_labels()) == ["urban"]
        workspace.database.execute("UPDATE detection SET label = 'field'")
    exported(done.workspace.path)
    text = (folder / "a.geojson").read_text()
    assert text == json.dumps(base).replace("urban", "field")


@pytest.mark.parametrize("image", ["a.tiff", "a.TIF"])
def test_a_folder_that_scaneo_would_not_import_is_told(campaign, opened, image):
    done = opened(campaign({}, [image]))
    assert done.image_count == 1
    (problem,) = done.problems
    assert problem.severity is Severity.WARNING
    assert ".tif" in problem.what and problem.mend
    assert not opened(campaign({}, ["b.tif"])).problems


def test_images_that_nobody_has_labelled_yet_are_no_problem(campaign, feedback):
    folder = campaign({"a.geojson": collection(detection("urban")), "spai.json": LABELS},
                      ["a.tif", "b.tif", "c.tif"])  # fmt: skip
    checked = check_folder(folder, feedback)
    assert {one.rule.id for one in checked.findings} == {"label-unused"}
    assert (checked.image_count, checked.bare_count) == (3, 2)


@pytest.mark.parametrize("value", [NAN, float("inf"), -float("inf")])
def test_no_feature_is_labelled_nan(campaign, value):
    folder = campaign({}, ["a.tif"])
    square = "POLYGON((2.1 41.5, 2.2 41.5, 2.2 41.6, 2.1 41.6, 2.1 41.5))"
    layer = layer_of((square, value), (square, 3.0), fields=("label:double",))
    done = export(folder, layer)
    assert [one.what for one in done.problems] == ["The label is not a text."]
    assert [use.name for use in done.labels] == ["3"]
