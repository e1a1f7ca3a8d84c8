"""What is wrong is said with file, place and way out; it stays on disk, and all the rest opens."""

import json
import shutil

import pytest
from scaneo_bridge.core.base.colors import PALETTE
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.base.model import Severity
from scaneo_bridge.core.workspace.workspace import Workspace
from support.files.bad_files import FILES, GOOD, SPAI, less, whole
from support.folders import changed, contents, snapshot
from support.geojson import (
    LABELS,
    as_bytes,
    collection,
    corners_of,
    detection,
    feature,
    ring_of,
)
from support.images import write_image
from support.layers import add, relabel, task_layer
from support.raising import gdal_raises

UNREADABLE = [name for name, (*_, shown) in FILES.items() if not shown]


@pytest.fixture
def bad(campaign):
    """A campaign with a bad file beside a good one."""
    return lambda data: campaign(
        {"bad.geojson": data, "sub/good.geojson": collection(*GOOD), "spai.json": LABELS},
        ["bad.tif", "sub/good.tif"],
    )


def only(problems, path):
    """The one problem of a file; each says what to do."""
    assert all(problem.mend for problem in problems)
    (problem,) = (problem for problem in problems if problem.path == path)
    return problem


@pytest.mark.parametrize(("data", "place", "said", "shown"), FILES.values(), ids=FILES)
def test_a_bad_file(bad, opened, exported, data, place, said, shown):
    folder = bad(data)
    before = snapshot(folder)
    campaign = opened(folder)
    problem = only(campaign.problems, "bad.geojson")
    assert problem.location.startswith(place)
    assert said in problem.what
    assert (campaign.image_count, campaign.annotation_count) == (2, 4 + shown)
    assert snapshot(folder) == before

    assert opened(folder).problems == campaign.problems  # still known the second time
    relabel(campaign.workspace.path, "detection", "sub/good.tif")
    exported(campaign.workspace.path)
    assert changed(before, snapshot(folder)) == {"sub/good.geojson"}


@pytest.mark.parametrize("name", [name for name in FILES if name not in UNREADABLE])
def test_a_bad_feature_outlives_an_edit_of_another(bad, opened, exported, name):
    data = FILES[name][0]
    folder = bad(data)
    workspace = opened(folder).workspace.path
    add(workspace, "detection", "bad.tif")
    exported(workspace)
    after = json.loads((folder / "bad.geojson").read_bytes())["features"]
    assert as_bytes(after[:-1]) == as_bytes(json.loads(data.decode("utf-8-sig"))["features"])


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_drawn_on_the_image_of_an_unreadable_file_is_not_lost(bad, opened, exported, name):
    data = FILES[name][0]
    folder = bad(data)
    workspace = opened(folder).workspace.path
    add(workspace, "detection", "bad.tif")
    relabel(workspace, "detection", "sub/good.tif")
    before = snapshot(folder)
    export = exported(workspace)
    assert changed(before, snapshot(folder)) == {"sub/good.geojson"}
    assert "1 annotation can't be added to it" in only(export.problems, "bad.geojson").what
    assert opened(folder).edited == ["bad.tif"]


def test_an_unreadable_file_goes_to_another_folder_as_it_is(bad, opened, exported, tmp_path):
    folder = bad(b"{")
    workspace = opened(folder).workspace.path
    add(workspace, "detection", "bad.tif")
    exported(workspace, tmp_path / "other")
    assert contents(tmp_path / "other") == contents(folder)


BOXES = {
    "no bbox": (less(detection(), "bbox"), (41.10, 2.10, 41.20, 2.30)),
    "another bbox": (detection(properties={"bbox": corners_of((1, 2, 3, 4))}), (1, 2, 3, 4)),
}


@pytest.mark.parametrize(("content", "box"), BOXES.values(), ids=BOXES)
def test_an_edit_makes_bbox_and_ring_agree(campaign, opened, exported, content, box):
    folder = campaign({"a.geojson": collection(content), "spai.json": LABELS}, ["a.tif"])
    workspace = opened(folder).workspace.path
    (shown,) = task_layer(workspace, "detection").getFeatures()
    south, west, north, east = box
    bounds = shown.geometry().boundingBox()
    assert (bounds.yMinimum(), bounds.xMinimum()) == (south, west)
    assert (bounds.yMaximum(), bounds.xMaximum()) == (north, east)
    relabel(workspace, "detection", "a.tif")
    exported(workspace)
    (written,) = json.loads((folder / "a.geojson").read_bytes())["features"]
    assert written["properties"]["bbox"] == corners_of(box)
    assert written["geometry"]["coordinates"] == [ring_of(box)]


def test_no_such_folder(opened, tmp_path):
    with pytest.raises(ScaneoError, match=r"There is no folder .*nowhere\. Choose the folder"):
        opened(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_no_image(opened, campaign):
    folder = campaign({"a.geojson": collection(), "spai.json": LABELS}, [])
    before = snapshot(folder)
    with pytest.raises(ScaneoError, match=r"no GeoTIFF .* in .*campaign\. Choose the folder"):
        opened(folder)
    assert snapshot(folder) == before
    assert not (folder / "scaneo.gpkg").exists()


def labels_of(campaign):
    with Workspace.open(campaign.workspace.path) as workspace:
        return {label.name: label.color for label in workspace.labels()}


def test_no_spai(opened, exported, campaign):
    folder = campaign({"a.geojson": collection(*GOOD, detection("é"))}, ["a.tif"])
    before = snapshot(folder)
    first = opened(folder)
    assert "There is no spai.json" in only(first.problems, "spai.json").what
    assert labels_of(first) == dict(zip(["field", "urban", "water", "é"], PALETTE))
    assert first.annotation_count == 5
    exported(first.workspace.path)
    assert snapshot(folder) == before
    relabel(first.workspace.path, "detection", "a.tif", "new")
    exported(first.workspace.path)
    listed = json.loads((folder / "spai.json").read_bytes())["labels"]
    assert {label["name"] for label in listed} == {"field", "urban", "water", "é", "new"}
    assert len({label["color"] for label in listed}) == 5


@pytest.mark.parametrize(("data", "place", "said"), SPAI.values(), ids=SPAI)
def test_a_bad_spai(campaign, opened, exported, data, place, said):
    folder = campaign({"a.geojson": collection(*GOOD), "spai.json": data}, ["a.tif", "b.tif"])
    before = snapshot(folder)
    first = opened(folder)
    problem = only(first.problems, "spai.json")
    assert problem.location.startswith(place)
    assert said in problem.what
    assert (first.image_count, first.annotation_count) == (2, 4)
    colors = labels_of(first)
    assert len(set(colors.values())) == len(colors)
    exported(first.workspace.path)
    assert snapshot(folder) == before


@pytest.mark.parametrize("name", ["cut off", "not UTF-8", "no list", "deep"])
def test_a_spai_that_can_not_be_read_is_never_replaced(campaign, opened, exported, name):
    folder = campaign({"a.geojson": collection(*GOOD), "spai.json": SPAI[name][0]}, ["a.tif"])
    before = snapshot(folder)
    workspace = opened(folder).workspace.path
    relabel(workspace, "detection", "a.tif", "new")
    export = exported(workspace)
    assert changed(before, snapshot(folder)) == {"a.geojson"}
    assert only(export.problems, "spai.json").mend


def test_a_label_that_spai_does_not_list(campaign, opened):
    folder = campaign({"a.geojson": whole(detection("new")), "spai.json": LABELS}, ["a.tif"])
    problem = only(opened(folder).problems, "a.geojson")
    assert problem.location == "feature 3"
    assert "“new” is not in spai.json" in problem.what


IMAGES = {
    "no CRS": (lambda path: write_image(path, crs=None), "no coordinate reference system"),
    "no place": (lambda path: write_image(path, grid=None), "no georeference"),
    "a local CRS": (
        lambda path: write_image(path, crs='LOCAL_CS["site",UNIT["metre",1]]'),
        "no longitude and latitude",
    ),
    "the Moon": (
        lambda path: write_image(
            path,
            crs='GEOGCS["Moon",DATUM["Moon",SPHEROID["Moon",1737400,0]],'
            'PRIMEM["Reference",0],UNIT["degree",0.0174532925199433]]',
        ),
        "no longitude and latitude",
    ),
    "no extent": (
        lambda path: write_image(path, grid=(2, 0.05, 0, 42, 0, 0)),
        "covers no area",
    ),
    "out of its zone": (
        lambda path: write_image(path, "EPSG:32631", (1e9, 10, 0, 0, 0, -10)),
        "no longitude and latitude",
    ),
    "cut off": (
        lambda path: path.write_bytes(write_image(path).read_bytes()[:100]),
        "can't be read",
    ),
    "no image": (lambda path: path.write_bytes(b"not a TIFF"), "can't be read"),
    "empty": (lambda path: path.write_bytes(b""), "can't be read"),
}


@pytest.fixture(params=[False, True], ids=["GDAL is quiet", "GDAL raises"])
def gdal_mood(request):
    """Another plugin may have told GDAL to raise."""
    with gdal_raises(request.param):
        yield request.param


@pytest.mark.parametrize(("make", "said"), IMAGES.values(), ids=IMAGES)
def test_a_bad_image(bad, opened, exported, gdal_mood, make, said):
    folder = bad(collection(*GOOD))
    make(folder / "bad.tif")
    before = snapshot(folder)
    campaign = opened(folder)
    problem = only(campaign.problems, "bad.tif")
    assert gdal_mood or said in problem.what
    assert (campaign.image_count, campaign.annotation_count) == (2, 8)
    exported(campaign.workspace.path)
    assert snapshot(folder) == before
    relabel(campaign.workspace.path, "classification", "bad.tif")
    exported(campaign.workspace.path)
    assert changed(before, snapshot(folder)) == {"bad.geojson"}


def test_two_images_of_one_file(campaign, opened, exported):
    folder = campaign({"a.geojson": collection(*GOOD), "spai.json": LABELS}, ["a.tif", "a.tiff"])
    before = snapshot(folder)
    first = opened(folder)
    assert "annotation file of a.tif" in only(first.problems, "a.tiff").what
    add(first.workspace.path, "detection", "a.tiff")
    export = exported(first.workspace.path)
    assert "no annotation file of its own" in export.problems[0].what
    assert snapshot(folder) == before


def test_a_folder_in_the_place_of_a_file(campaign, opened, exported):
    folder = campaign(
        {"a.geojson/x": b"x", "b.geojson": collection(*GOOD), "spai.json": LABELS},
        ["a.tif", "b.tif"],
    )
    before = snapshot(folder)
    first = opened(folder)
    assert "can't be read" in only(first.problems, "a.geojson").what
    assert first.annotation_count == 4
    add(first.workspace.path, "detection", "a.tif")
    done = exported(first.workspace.path)
    assert "can't be read" in only(done.problems, "a.geojson").what
    assert (done.files, snapshot(folder)) == ([], before)


DRAWN = {
    "on no image": ("", "MultiPolygon(((50 50, 51 50, 51 51, 50 50)))", "outside every image"),
    "on an image that is not there": ("x.tif", None, "no image “x.tif”"),
    "without area": ("a.tif", "MultiPolygon EMPTY", "no area"),
    "out of range": ("a.tif", "MultiPolygon(((200 50, 201 50, 201 51, 200 50)))", "out of range"),
}


@pytest.mark.parametrize(("image", "wkt", "said"), DRAWN.values(), ids=DRAWN)
def test_what_is_drawn_and_can_not_be_written_is_said(bad, opened, exported, image, wkt, said):
    folder = bad(collection(*GOOD))
    workspace = opened(folder).workspace.path
    before = snapshot(folder)
    add(workspace, "segmentation", image.replace("a.tif", "bad.tif") or None, wkt=wkt)
    export = exported(workspace)
    assert snapshot(folder) == before
    (problem,) = export.problems
    assert problem.path == "segmentation"
    assert problem.location.startswith("feature ")
    assert said in problem.what
    assert problem.mend
    assert export.annotation_count == 8


@pytest.mark.parametrize("label", ["", None])
def test_an_annotation_without_a_label_is_not_written(bad, opened, exported, label):
    folder = bad(collection(*GOOD))
    workspace = opened(folder).workspace.path
    before = snapshot(folder)
    relabel(workspace, "detection", "bad.tif", label)
    assert "no label" in exported(workspace).problems[0].what
    assert snapshot(folder) == before


def test_a_file_that_changed_since_it_was_read(bad, opened, exported):
    folder = bad(collection(*GOOD))
    workspace = opened(folder).workspace.path
    relabel(workspace, "detection", "sub/good.tif")
    (folder / "bad.geojson").write_bytes(whole())
    shutil.copy(folder / "bad.geojson", folder / "sub" / "good.geojson")
    with open(folder / "sub" / "good.geojson", "ab") as stream:
        stream.write(b"\n")
    done = exported(workspace)
    assert [file.path for file in done.files if file.changed] == ["sub/good.geojson"]
    assert (folder / "sub" / "good.geojson").read_bytes().endswith(b"\n")
    assert (folder / "bad.geojson").read_bytes() == whole()


def test_a_misspelt_task_counts_as_a_problem_and_one_of_others_does_not(campaign, opened):
    odd = detection()
    odd["properties"]["task"] = "Detection"
    files = {
        "a.geojson": collection(odd),
        "2024/b.geojson": collection(feature("points", "x", None)),
        "spai.json": LABELS,
    }
    done = opened(campaign(files))
    assert (done.annotation_count, done.problem_count) == (0, 1)
    (problem,) = [one for one in done.problems if one.path == "a.geojson"]
    assert "Its task is “Detection”, so it is not shown." in problem.what
    assert (problem.mend, problem.severity) == ("Write “detection”.", Severity.WARNING)
