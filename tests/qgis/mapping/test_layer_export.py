"""What an export of layers does to the folder: what was there stays, what is new is there once."""

import json
import os
import sys
from pathlib import Path, PureWindowsPath

import pytest
from osgeo import gdal
from qgis.core import QgsFeedback, QgsRasterLayer
from scaneo_bridge.core.base.errors import Cancelled, ScaneoError
from scaneo_bridge.core.mapping.export import export_layers, preview_layers
from scaneo_bridge.core.mapping.images import ImageFiles, project_images
from scaneo_bridge.core.mapping.mapping import (
    Assign,
    CampaignMapping,
    Existing,
    ImagesFrom,
    LabelSource,
    LayerMapping,
)
from scaneo_bridge.core.mapping.plan import plan_export
from support.folders import changed, contents, snapshot, write_files
from support.geojson import (
    LABELS,
    classification,
    collection,
    detection,
    exact_features,
    feature,
    one_of_each,
    segmentation,
)
from support.images import write_image
from support.layers import delete, relabel, task_layer
from support.raising import gdal_raises
from support.rights import no_right, public_folder
from support.sources import (
    CLASSIFICATION,
    DETECTION,
    SEGMENTATION,
    SQUARE,
    box_wkt,
    boxes,
    export,
    export_plan,
    labels_of,
    layer_of,
    only,
    plan_of,
    source,
    spai_of,
    two_images,
    written,
)

ODD_FILE = b"""{ "type":"FeatureCollection", "name": "mine", "crs": {"x": 1.50},
  "features": [
    {"id": 7, "type": "Feature",
     "properties": {"task": "segmentation", "label": "water", "by": "me"},
     "geometry": {"type": "Polygon", "coordinates":
       [[[2.10, 41.1, 5], [2.3, 41.1, 5], [2.2, 41.30, 5], [2.10, 41.1, 5]]]}},
    {"type": "Feature", "properties": {"task": "points", "label": "old"}, "geometry": null},
    {"type": "Feature", "properties": {}, "geometry": null}
  ], "more": [1e3, {"\\u00e9": "\xc3\xa9"}]
}
"""


@pytest.fixture
def folder(tmp_path):
    return two_images(tmp_path / "campaign")


@pytest.fixture
def layer():
    return layer_of((SQUARE, "water"), (box_wkt(2.6, 41.1, 2.7, 41.2), "urban"))


def all_of(layer):
    return [source(layer, task) for task in (CLASSIFICATION, DETECTION, SEGMENTATION)]


# A new campaign


def test_every_task_into_an_empty_folder(folder, layer):
    before = snapshot(folder)
    done = export(folder, *all_of(layer))
    assert contents(folder).keys() == {"a.geojson", "b.geojson", "spai.json"}
    assert changed(before, snapshot(folder)) == contents(folder).keys()
    ring = [[2.1, 41.1], [2.2, 41.1], [2.2, 41.2], [2.1, 41.2], [2.1, 41.1]]
    assert json.loads((folder / "a.geojson").read_bytes()) == collection(
        classification("water"),
        detection("water", (41.1, 2.1, 41.2, 2.2)),
        segmentation("water", ring),
    )
    assert labels_of(folder, "b.geojson") == ["urban"] * 3
    assert (done.feature_count, done.annotation_count, done.image_count) == (6, 6, 2)
    assert done.backup is None
    assert {file.path: file.added for file in done.files} == {
        "a.geojson": 3,
        "b.geojson": 3,
        "spai.json": 0,
    }


def test_a_preview_writes_nothing(folder, layer):
    before = snapshot(folder)
    preview_layers(plan_of(folder, *all_of(layer)), QgsFeedback())
    preview_layers(plan_of(folder / "new" / "one", layer, images=folder), QgsFeedback())
    assert snapshot(folder) == before
    assert not (folder / "new").exists()


def test_an_image_without_annotations_has_no_file(folder):
    export(folder, layer_of((SQUARE, "water")))
    assert not (folder / "b.geojson").exists()


# Add


def test_what_is_added_leaves_every_byte_of_the_rest(folder, layer):
    write_files(folder, {"a.geojson": ODD_FILE})
    done = export(folder, *all_of(layer))
    now = (folder / "a.geojson").read_bytes()
    at = ODD_FILE.index(b"\n  ], ")
    assert now.startswith(ODD_FILE[:at]) and now.endswith(ODD_FILE[at:])
    assert len(exact_features(now)) == 6
    assert (done.backup / "a.geojson").read_bytes() == ODD_FILE


@pytest.mark.parametrize("replaced", [(), (CLASSIFICATION, DETECTION, SEGMENTATION)])
def test_the_same_again_writes_nothing(folder, replaced):
    layer = layer_of(
        (SQUARE, "water"),
        (SQUARE, "urban"),
        (box_wkt(2.1000000000001, 41.123456789012345, 2.3, 41.7), "water"),
        ("Polygon((2.1 41.1, 2.15 41.3, 2.4 41.2, 2.1 41.1),"
         " (2.15 41.15, 2.2 41.2, 2.3 41.19, 2.15 41.15))", "x"),
        ("MultiPolygon(((2.1 41.1, 2.2 41.1, 2.2 41.2, 2.1 41.1)),"
         " ((2.6 41.1, 2.7 41.1, 2.7 41.2, 2.6 41.1)))", "x"),
        ("Polygon((2.1 41.1, 2.3 41.3, 2.3 41.1, 2.1 41.3, 2.1 41.1))", "bow tie"),
        (SQUARE, "water"),
        kind="MultiPolygon",
    )  # fmt: skip
    first = export(folder, *all_of(layer), replaced=replaced)
    before = snapshot(folder)
    again = export(folder, *all_of(layer), replaced=replaced)
    assert not again.files and again.backup is None
    assert snapshot(folder) == before
    assert again.annotation_count == again.kept_count == first.annotation_count
    assert [problem.what for problem in again.problems] == [
        problem.what for problem in first.problems
    ]


def test_the_same_from_metres_again_writes_nothing(tmp_path):
    folder = tmp_path / "campaign"
    write_image(folder / "a.tif", "EPSG:32631", (4e5, 1e3, 0, 46e5, 0, -1e3))
    rows = [(box_wkt(400000 + 777 * n, 4592000 + 333 * n, 400500 + 777 * n, 4593000 + 333 * n), "x")
            for n in range(10)]  # fmt: skip
    layer = layer_of(*rows, crs="EPSG:32631")
    for assign in Assign:
        export(folder, *all_of(layer), assign=assign)
        before = snapshot(folder)
        assert not export(folder, *all_of(layer), assign=assign).files
        assert snapshot(folder) == before


def test_only_what_is_new_is_added(folder, layer):
    export(folder, layer_of((SQUARE, "water")))
    done = export(folder, layer)
    assert (done.kept_count, done.annotation_count) == (1, 2)
    assert labels_of(folder) == ["water"]
    assert labels_of(folder, "b.geojson") == ["urban"]


def test_what_scaneo_wrote_is_known_again(folder):
    """A class with more members, a box with its corners the other way: they are there already."""
    odd = detection("water", (41.1, 2.1, 41.2, 2.2))
    odd["properties"]["bbox"].reverse()
    files = {"a.geojson": collection(classification("water", id=3), odd), "spai.json": LABELS}
    write_files(folder, files)
    before = snapshot(folder)
    layer = layer_of((SQUARE, "water"))
    done = export(folder, source(layer, CLASSIFICATION), source(layer, DETECTION))
    assert not done.files and done.kept_count == 2
    assert snapshot(folder) == before


# Replace


def test_replace_deletes_only_what_is_mapped(folder, layer):
    old = [*one_of_each(), feature("points", "old", None), {"type": "Feature", "properties": None}]
    files = {"a.geojson": collection(*old), "spai.json": LABELS,
             "b.geojson": collection(segmentation("field"), classification("field"))}  # fmt: skip
    write_files(folder, files)
    done = export(folder, source(layer_of((SQUARE, "water")), DETECTION), replaced=[DETECTION])
    kept = [one for one in old if not one["properties"] or one["properties"]["task"] != "detection"]
    assert written(folder)[:-1] == kept
    assert boxes(folder) == [(2.1, 41.1, 2.2, 41.2)]
    assert (folder / "b.geojson").read_bytes() == json.dumps(files["b.geojson"]).encode()
    (file,) = done.files
    assert (file.path, file.added, file.changed, file.deleted) == ("a.geojson", 1, 0, 2)


def test_replace_empties_images_that_have_nothing_any_more(folder):
    files = {"b.geojson": collection(detection(), id=5), "spai.json": LABELS}
    write_files(folder, files)
    export(folder, source(layer_of((SQUARE, "water")), DETECTION), replaced=[DETECTION])
    assert json.loads((folder / "b.geojson").read_bytes()) == {**collection(), "id": 5}


def test_replace_keeps_what_is_the_same_in_its_place(folder):
    write_files(folder, {"a.geojson": ODD_FILE})
    layer = layer_of(("Polygon((2.10 41.1, 2.3 41.1, 2.2 41.30, 2.10 41.1))", "water"))
    done = export(folder, layer, replaced=[SEGMENTATION])
    assert (folder / "a.geojson").read_bytes() == ODD_FILE
    assert done.kept_count == 1


FAR = box_wkt(50, 41, 51, 42)
NO_ROOM = r"annotations of detection and segmentation \(3\) would be deleted\. Nothing was written"


@pytest.mark.parametrize("rows", [(), ((FAR, "x"),)])
def test_annotations_make_no_room_for_nothing(folder, rows):
    write_files(folder, {"a.geojson": collection(*one_of_each()), "spai.json": LABELS})
    before = snapshot(folder)
    layer = layer_of(*rows)
    plan = plan_of(folder, source(layer, DETECTION), layer, replaced=[DETECTION, SEGMENTATION])
    for run in (preview_layers, export_layers):
        with pytest.raises(ScaneoError, match=NO_ROOM) as error:
            run(plan, QgsFeedback())
        assert ("It lies outside every image." in str(error.value)) is bool(rows)
        assert error.value.details.count("\n") == max(2 * len(rows) - 1, 0)
    assert snapshot(folder) == before


def test_annotations_make_no_room_where_files_can_not_be_read(folder):
    files = {"a.geojson": collection(*one_of_each()), "spai.json": LABELS, "b.geojson": b"{"}
    write_files(folder, files)
    layer = layer_of((box_wkt(2.6, 41.1, 2.7, 41.2), "x"))
    before = snapshot(folder)
    with pytest.raises(ScaneoError, match=r"b\.geojson.* of segmentation \(1\) would be deleted"):
        export_layers(plan_of(folder, layer, replaced=[SEGMENTATION]), QgsFeedback())
    assert snapshot(folder) == before


def test_nothing_is_refused_where_nothing_would_be_deleted(folder):
    write_files(folder, {"a.geojson": collection(classification()), "spai.json": LABELS})
    done = export(folder, layer_of((FAR, "x")), replaced=[SEGMENTATION])
    assert (done.written_count, done.deleted_count) == (0, 0)


def test_where_replacing_is_refused_the_campaigns_own_edits_wait_on(folder, opened):
    write_files(folder, {"a.geojson": collection(*one_of_each()), "spai.json": LABELS})
    workspace = opened(folder).workspace
    relabel(workspace, "detection", "a.tif", "field")
    before = snapshot(folder)
    plan = plan_of(folder, layer_of(), workspace=workspace, replaced=[SEGMENTATION])
    with pytest.raises(ScaneoError, match="would be deleted"):
        export_layers(plan, QgsFeedback())
    assert snapshot(folder) == before
    assert opened(folder).edited == ["a.tif"]


def test_the_annotations_that_leave_are_counted_without_the_campaigns_edits(folder, layer, opened):
    write_files(folder, {"a.geojson": collection(*one_of_each()), "spai.json": LABELS})
    workspace = opened(folder).workspace
    delete(workspace, "detection", "a.tif")
    plan = plan_of(folder, layer, workspace=workspace, replaced=[SEGMENTATION])
    done = export_layers(plan, QgsFeedback())
    assert done.campaign.files[0].deleted > 0
    assert done.deleted_count == 1


# Disks


@pytest.mark.parametrize("root", [Path("/"), PureWindowsPath("C:\\")])
def test_no_campaign_is_a_whole_disk(layer, root):
    with pytest.raises(ScaneoError, match="root of a disk"):
        plan_of(root, layer)


def test_the_dock_makes_no_campaign_of_a_whole_disk(layer, qgis_new_project):
    qgis_new_project.addMapLayer(layer)
    entry = LayerMapping(layer.id(), DETECTION, LabelSource(value="label"))
    with pytest.raises(ScaneoError, match="root of a disk"):
        plan_export(qgis_new_project, CampaignMapping((entry,), folder=os.path.abspath(os.sep)))
    qgis_new_project.clear()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
@pytest.mark.parametrize("count", [1, 1000])
def test_a_full_disk_for_temporary_files_is_a_sentence(folder, monkeypatch, count):
    rows = [(SQUARE, f"{number}") for number in range(count)]
    monkeypatch.setattr(
        "scaneo_bridge.core.mapping.spool.tempfile.TemporaryFile",
        lambda: open("/dev/full", "w+b"),  # noqa: SIM115 - the spool closes it
    )
    before = snapshot(folder)
    with pytest.raises(ScaneoError, match=r"temporary files .*can't be written"):
        export_layers(plan_of(folder, layer_of(*rows)), QgsFeedback())
    assert snapshot(folder) == before


# Files that can't be read


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe", b'{"type": "FeatureCollection"}'])
@pytest.mark.parametrize("replaced", [(), (SEGMENTATION,)])
def test_a_file_that_can_not_be_read_stays_and_its_features_are_listed(
    folder, layer, data, replaced
):
    write_files(folder, {"a.geojson": data})
    done = export(folder, layer, replaced=replaced)
    assert (folder / "a.geojson").read_bytes() == data
    assert labels_of(folder, "b.geojson") == ["urban"]
    (problem,) = done.problems
    assert "a.geojson" in problem.what and problem.fid == 1


def test_a_feature_on_two_images_of_which_one_can_not_be_read(folder):
    write_files(folder, {"a.geojson": b"{"})
    layer = layer_of((box_wkt(2.4, 41.1, 2.6, 41.2), "x"))
    done = export(folder, layer, assign=Assign.TOUCHED)
    assert (done.written_count, done.annotation_count, len(done.problems)) == (1, 1, 0)
    (note,) = done.notes
    assert "a.geojson" in note.what
    write_files(folder, {"b.geojson": b"{"})
    done = export(folder, layer, assign=Assign.TOUCHED)
    assert (done.written_count, done.annotation_count, len(done.problems)) == (0, 0, 1)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"label": []}', b"\xff"])
def test_a_list_of_labels_that_can_not_be_read_stops_all(folder, layer, data):
    write_files(folder, {"spai.json": data})
    before = snapshot(folder)
    for run in (preview_layers, export_layers):
        with pytest.raises(ScaneoError, match=r"spai\.json can't be read.*Nothing was written"):
            run(plan_of(folder, layer), QgsFeedback())
    assert snapshot(folder) == before


# The folder's workspace


def test_edits_that_wait_in_the_workspace_are_not_overrun(folder, layer, opened, exported):
    write_files(folder, {"a.geojson": collection(*one_of_each()), "spai.json": LABELS})
    workspace = opened(folder).workspace
    relabel(workspace, "detection", "a.tif")
    before = snapshot(folder)
    for run in (preview_layers, export_layers):
        with pytest.raises(ScaneoError, match=r"a\.tif has edits in the campaign's workspace"):
            run(plan_of(folder, layer), QgsFeedback())
    assert snapshot(folder) == before
    other = layer_of((box_wkt(2.6, 41.1, 2.7, 41.2), "urban"))
    assert export(folder, other).files, "another image is free"
    exported(workspace)
    assert export(folder, layer).annotation_count == 2
    assert not opened(folder).edited


def test_the_workspace_takes_over_what_was_exported(folder, layer, opened, exported):
    write_files(folder, {"a.geojson": collection(*one_of_each()), "spai.json": LABELS})
    workspace = opened(folder).workspace
    export(folder, *all_of(layer))
    again = opened(folder)
    assert again.annotation_count == 4 + 5  # the image had the class already
    assert not again.problems and not again.edited
    assert not exported(workspace).files


def test_an_own_campaign_goes_along(folder, layer, opened):
    write_files(folder, {"a.geojson": collection(*one_of_each()), "spai.json": LABELS})
    workspace = opened(folder).workspace
    relabel(workspace, "detection", "a.tif", "field")
    export_layers(plan_of(folder, layer, workspace=workspace), QgsFeedback())
    assert labels_of(folder) == ["water", "field", "water", "field", "water"]
    assert not opened(folder).edited


@pytest.mark.parametrize("run", [preview_layers, export_layers])
def test_the_rows_of_an_own_campaign_stay_under_layers_that_may_be_open(folder, layer, opened, run):
    """What others changed is taken over before, while nobody can edit."""
    files = write_files(folder, {"a.geojson": collection(*one_of_each()), "spai.json": LABELS})
    workspace = opened(files).workspace
    relabel(workspace, "detection", "a.tif", "field")
    write_files(folder, {"a.geojson": collection(*one_of_each()[:2], detection("theirs"))})
    boxes = task_layer(workspace, "detection")
    before = contents(folder)["a.geojson"], [one.attributes() for one in boxes.getFeatures()]
    with pytest.raises(ScaneoError, match=r"Changed on disk since they were read: a\.geojson"):
        run(plan_of(folder, layer, workspace=workspace), QgsFeedback())
    after = contents(folder)["a.geojson"], [one.attributes() for one in boxes.getFeatures()]
    assert after == before


class CancelledAt(QgsFeedback):
    """Cancels when the progress has come so far."""

    def __init__(self, percent):
        super().__init__()
        self.progressChanged.connect(lambda now: self.cancel() if now >= percent else None)


@pytest.fixture
def many(tmp_path):
    """Images, and a layer with a feature for each; progress is told every thousand features."""
    folder = tmp_path / "campaign"
    rows = []
    for number in range(20):
        grid = (2 + number / 10, 0.01, 0.0, 42.0, 0.0, -0.1)
        write_image(folder / f"{number:02}.tif", grid=grid)
        rows += [(box_wkt(2 + number / 10, 41, 2.01 + number / 10, 41.1), "x")] * 100
    write_files(folder, {"00.geojson": collection(*one_of_each()), "spai.json": LABELS})
    return folder, layer_of(*rows)


@pytest.mark.parametrize("percent", [0, 40, 80, 95])
def test_a_cancelled_export_leaves_the_folder_as_it_was(many, percent):
    folder, layer = many
    before = snapshot(folder)
    feedback = CancelledAt(percent)
    if percent == 0:
        feedback.cancel()
    with pytest.raises(Cancelled):
        export_layers(plan_of(folder, layer), feedback)
    assert snapshot(folder) == before
    target = folder.parent / "new" / "one"
    with pytest.raises(Cancelled):
        feedback = CancelledAt(percent)
        if percent == 0:
            feedback.cancel()
        export_layers(plan_of(target, layer, images=folder, copy_images=True), feedback)
    assert not target.parent.exists()


def test_a_cancelled_export_leaves_the_edits_of_the_campaign_where_they_were(many, opened):
    folder, layer = many
    workspace = opened(folder).workspace
    relabel(workspace, "detection", "00.tif", "field")
    before = snapshot(folder)
    with pytest.raises(Cancelled):
        export_layers(plan_of(folder, layer, workspace=workspace), CancelledAt(40))
    assert snapshot(folder) == before
    assert opened(folder).edited == ["00.tif"]


def test_once_the_edits_of_the_campaign_are_written_an_export_goes_on_to_the_end(many, opened):
    folder, layer = many
    workspace = opened(folder).workspace
    relabel(workspace, "detection", "00.tif", "field")
    done = export_layers(plan_of(folder, layer, workspace=workspace), CancelledAt(99))
    assert [file.path for file in done.campaign.files] == ["00.geojson"]
    assert done.written_count == done.feature_count == 2000
    assert len(written(folder, "19.geojson")) == 100
    assert opened(folder).edited == []


@pytest.mark.parametrize("name", ["00.geojson", "spai.json", "01.geojson"])
def test_a_file_that_somebody_changes_meanwhile_is_not_overrun(many, name):
    folder, layer = many
    feedback = QgsFeedback()
    before = snapshot(folder)

    def change(percent):
        if percent >= 94:
            (folder / name).write_bytes(b'{"labels": []}')

    feedback.progressChanged.connect(change)
    with pytest.raises(
        ScaneoError, match=f"{name} was changed by somebody else.*Nothing was written"
    ):
        export_layers(plan_of(folder, layer), feedback)
    assert changed(before, snapshot(folder)) == {name}


# Rights and places


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_folder_that_can_not_be_written(layer):
    with public_folder() as place:
        folder = two_images(place / "campaign")
        before = snapshot(folder)
        with no_right(folder, 0o555):
            for target in (folder, folder / "new"):
                plan = plan_of(target, layer, images=folder)
                for run in (preview_layers, export_layers):
                    with pytest.raises(ScaneoError, match="can't be written"):
                        run(plan, QgsFeedback())
        assert snapshot(folder) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_file_that_we_may_not_read(layer):
    with public_folder() as place:
        folder = two_images(place / "campaign")
        write_files(folder, {"a.geojson": collection(*one_of_each())})
        folder.chmod(0o777)
        with no_right(folder / "a.geojson", 0o000):
            done = export_layers(plan_of(folder, layer), QgsFeedback())
        assert "a.geojson" in only(done.problems)
        assert done.feature_count == done.written_count + 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_nothing_behind_a_link_is_written(tmp_path, layer):
    outside = tmp_path / "outside"
    outside.mkdir()
    images = two_images(tmp_path / "images" / "sub").parent
    folder = tmp_path / "campaign"
    folder.mkdir()
    (folder / "sub").symlink_to(outside, target_is_directory=True)
    with pytest.raises(ScaneoError, match="nothing is written there"):
        export_layers(plan_of(folder, layer, images=images), QgsFeedback())
    assert not list(outside.iterdir()) and [path.name for path in folder.iterdir()] == ["sub"]


def test_a_folder_that_is_a_file(folder, layer):
    plan = plan_of(folder / "a.tif", layer, images=folder)
    for run in (preview_layers, export_layers):
        with pytest.raises(ScaneoError):
            run(plan, QgsFeedback())


def test_a_folder_without_images(tmp_path, layer):
    for place in (tmp_path, tmp_path / "none"):
        with pytest.raises(ScaneoError, match="Choose the folder that holds the images"):
            export_layers(plan_of(place, layer), QgsFeedback())
    assert not list(tmp_path.iterdir())


# Images elsewhere


@pytest.mark.parametrize("copy", [False, True])
def test_images_in_a_folder_of_the_campaign_get_their_files_beside_them(tmp_path, layer, copy):
    folder = tmp_path / "campaign"
    two_images(folder / "images" / "2024")
    write_image(folder / "images" / "odd.tif", crs=None)
    done = export(folder, layer, images=folder / "images", copy_images=copy)
    names = {"images/2024/a.geojson", "images/2024/b.geojson", "spai.json"}
    assert contents(folder).keys() == names
    assert not done.copied
    assert [note.path for note in done.notes] == ["images/odd.tif"]


@pytest.mark.parametrize("copy", [False, True])
def test_a_campaign_in_the_folder_of_the_images(tmp_path, layer, copy):
    images = two_images(tmp_path / "images")
    folder = images / "campaign"
    export(folder, layer, images=images, copy_images=copy)
    assert contents(folder).keys() == {"a.geojson", "b.geojson", "spai.json"}
    again = export(folder, layer, images=images, copy_images=copy)
    assert not again.files and not again.copied and not again.notes


def with_company(path):
    """An image with its overviews and its statistics beside it."""
    write_image(path, size=600)
    dataset = gdal.Open(str(path))
    dataset.BuildOverviews("NEAREST", [2])
    dataset.GetRasterBand(1).ComputeStatistics(False)
    del dataset
    found = {one.name for one in path.parent.glob(path.name + ".*")}
    assert found == {path.name + ".ovr", path.name + ".aux.xml"}
    return path


def test_images_stay_where_they_are(tmp_path, layer):
    images = two_images(tmp_path / "images" / "2024").parent
    before = snapshot(images)
    folder = tmp_path / "campaign"
    done = export(folder, layer, images=images)
    assert contents(folder).keys() == {"2024/a.geojson", "2024/b.geojson", "spai.json"}
    assert snapshot(images) == before and not done.copied
    assert not list(folder.rglob("*.tif"))


def test_images_are_copied_with_what_belongs_to_them(tmp_path):
    images = tmp_path / "images"
    for name in ("a.tif", "sub/b.tif"):
        (images / name).parent.mkdir(parents=True, exist_ok=True)
        with_company(images / name)
    write_files(images, {"notes.txt": b"mine", "a.geojson": b"{}", "spai.json": b"{}"})
    before = snapshot(images)
    folder = tmp_path / "campaign"
    fields = ("label:string", "image:string")
    layer = layer_of((SQUARE, "x", "a"), (SQUARE, "x", "b"), fields=fields)
    done = export(folder, source(layer, image_field="image"), images=images, copy_images=True)
    assert sorted(done.copied) == ["a.tif", "sub/b.tif"]
    copies = {name for name in snapshot(folder) if not name.endswith("json")}
    assert copies == {
        f"{name}{end}" for name in ("a.tif", "sub/b.tif") for end in ("", ".ovr", ".aux.xml")
    }
    for name in copies:
        assert (folder / name).read_bytes() == (images / name).read_bytes()
    assert snapshot(images) == before
    now = snapshot(folder)
    again = export(folder, source(layer, image_field="image"), images=images, copy_images=True)
    assert not again.copied and not again.files
    assert snapshot(folder) == now


@pytest.mark.parametrize("raises", [False, True])
def test_an_image_that_is_none_is_copied_as_it_is(tmp_path, layer, raises):
    images = write_files(two_images(tmp_path / "images"), {"odd.tif": b"no image"})
    with gdal_raises(raises):
        done = export(tmp_path / "campaign", layer, images=images, copy_images=True)
    assert sorted(done.copied) == ["a.tif", "b.tif", "odd.tif"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_an_image_that_we_may_not_read_is_not_copied_in_part(layer):
    with public_folder() as place:
        images = two_images(place / "images")
        target = place / "campaign"
        target.mkdir()
        target.chmod(0o777)
        with (
            no_right(images / "a.tif", 0o000),
            pytest.raises(ScaneoError, match=r"a\.tif can't be read.*Nothing was written"),
        ):
            plan = plan_of(target, layer, images=images, copy_images=True)
            export_layers(plan, QgsFeedback())
        assert not list(target.iterdir())


def test_an_image_that_is_there_is_not_overrun(tmp_path, layer):
    images = two_images(tmp_path / "images")
    folder = tmp_path / "campaign"
    write_image(folder / "a.tif", size=20, grid=(2.0, 0.025, 0.0, 42.0, 0.0, -0.05))
    before = snapshot(folder)
    done = export(folder, layer, images=images, copy_images=True)
    assert done.copied == ["b.tif"]
    assert snapshot(folder)["a.tif"] == before["a.tif"]


def raster(path, project):
    layer = QgsRasterLayer(str(path), path.stem)
    assert layer.isValid()
    project.addMapLayer(layer)
    return layer


def test_the_rasters_of_the_project(tmp_path, layer, qgis_new_project):
    places = {"a.tif": tmp_path / "one" / "a.tif", "b.tif": tmp_path / "two" / "b.tif"}
    two_images(tmp_path / "made")
    for name, path in places.items():
        path.parent.mkdir()
        os.rename(tmp_path / "made" / name, path)
        raster(path, qgis_new_project)
        raster(path, qgis_new_project)
    qgis_new_project.addMapLayer(layer)
    assert project_images(qgis_new_project) == sorted(places.values())
    mapping = CampaignMapping(
        (LayerMapping(layer.id(), SEGMENTATION, LabelSource(value="label")),),
        ImagesFrom.RASTERS,
        folder=str(tmp_path / "campaign"),
    )
    done = export_plan(plan_export(qgis_new_project, mapping))
    assert sorted(done.copied) == ["a.tif", "b.tif"]
    assert labels_of(tmp_path / "campaign") == ["water"]
    assert not export_plan(plan_export(qgis_new_project, mapping)).files
    qgis_new_project.clear()


def test_rasters_of_one_name_get_as_many_folders_as_tell_them_apart(tmp_path):
    files = [tmp_path / place / "a.tif" for place in ("2023/x", "2024/x")]
    for file, west in zip(files, (2.0, 2.5)):
        write_image(file, grid=(west, 0.05, 0.0, 42.0, 0.0, -0.1))
    folder = tmp_path / "campaign"
    layer = layer_of((SQUARE, "x"), (box_wkt(2.6, 41.1, 2.7, 41.2), "y"))
    export(folder, layer, images=ImageFiles(folder, files), copy_images=True)
    assert labels_of(folder, "2023/x/a.geojson") == ["x"]
    assert labels_of(folder, "2024/x/a.geojson") == ["y"]


def test_rasters_of_the_campaigns_folder_keep_their_place(tmp_path):
    folder = tmp_path / "campaign"
    inside = write_image(folder / "2024" / "a.tif")
    outside = write_image(tmp_path / "b.tif", grid=(2.5, 0.05, 0.0, 42.0, 0.0, -0.1))
    layer = layer_of((SQUARE, "x"), (box_wkt(2.6, 41.1, 2.7, 41.2), "y"))
    export(folder, layer, images=ImageFiles(folder, [inside, outside]), copy_images=True)
    assert contents(folder).keys() == {"2024/a.geojson", "b.geojson", "spai.json"}
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.tif")} == {
        "2024/a.tif",
        "b.tif",
    }


def test_a_folder_that_is_written_otherwise_is_the_same(tmp_path, qgis_new_project):
    folder = tmp_path / "campaign"
    raster(write_image(folder / "2024" / "a.tif"), qgis_new_project)
    (tmp_path / "x").mkdir()
    layer = layer_of((SQUARE, "x"))
    qgis_new_project.addMapLayer(layer)
    mapping = CampaignMapping(
        (LayerMapping(layer.id(), SEGMENTATION, LabelSource(value="label")),),
        ImagesFrom.RASTERS,
        folder=f"{tmp_path}/x/../campaign",
    )
    assert plan_export(qgis_new_project, mapping).folder == folder
    export_plan(plan_export(qgis_new_project, mapping))
    assert contents(folder).keys() == {"2024/a.geojson", "spai.json"}
    qgis_new_project.clear()


def test_an_image_of_the_same_name_is_not_taken_for_another(tmp_path):
    """The folder has an a.tif of another place: the project's a.tif is not that one."""
    folder = tmp_path / "campaign"
    write_image(folder / "a.tif", grid=(50, 0.05, 0.0, 42.0, 0.0, -0.1))
    write_files(folder, {"a.geojson": collection(*one_of_each()), "spai.json": LABELS})
    outside = write_image(tmp_path / "elsewhere" / "a.tif")
    before = contents(folder)
    layer = layer_of((SQUARE, "x"))
    for copy in (True, False):
        plan = plan_of(folder, layer, images=ImageFiles(folder, [outside]), copy_images=copy)
        with pytest.raises(ScaneoError, match=r"a\.tif"):
            export_layers(plan, QgsFeedback())
        assert contents(folder) == before


def test_mapped_with_the_choices_of_the_user(folder, layer, qgis_new_project):
    write_files(folder, {"a.geojson": collection(*one_of_each()), "spai.json": LABELS})
    qgis_new_project.addMapLayer(layer)
    mapping = CampaignMapping(
        (LayerMapping(layer.id(), DETECTION, LabelSource(value="label")),),
        folder=f"  {folder} ",
        existing=Existing.REPLACE,
    )
    done = export_plan(plan_export(qgis_new_project, mapping))
    assert boxes(folder) == [(2.1, 41.1, 2.2, 41.2)]
    assert len(written(folder)) == 3
    assert list(spai_of(folder)) == ["water", "urban", "field"]
    assert done.image_count == 2
    for wrong, said in (
        (CampaignMapping(folder=str(folder)), "No layer is mapped"),
        (CampaignMapping(mapping.layers), "No folder is chosen"),
        (
            CampaignMapping(mapping.layers, ImagesFrom.RASTERS, folder=str(folder)),
            "no local GeoTIFF",
        ),
    ):
        with pytest.raises(ScaneoError, match=said):
            plan_export(qgis_new_project, wrong)
    qgis_new_project.clear()
    with pytest.raises(ScaneoError, match="gone from the project"):
        plan_export(qgis_new_project, mapping)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_folder_behind_a_link_is_the_same(tmp_path):
    folder = tmp_path / "campaign"
    image = write_image(folder / "2024" / "a.tif")
    (tmp_path / "link").symlink_to(folder, target_is_directory=True)
    layer = layer_of((SQUARE, "x"))
    for place in (folder, tmp_path / "link"):
        for file in (image, tmp_path / "link" / "2024" / "a.tif"):
            export(place, layer, images=ImageFiles(place, [file]), copy_images=True)
    assert contents(folder).keys() == {"2024/a.geojson", "spai.json"}
    assert len(written(folder, "2024/a.geojson")) == 1


def test_a_campaigns_own_layers_are_known_in_its_folder(campaign_copy, opened):
    """What SCANEO wrote comes back from QGIS as it was; an area that is not valid is repaired."""
    folder = campaign_copy("scaneo_export")
    workspace = opened(folder).workspace
    sources = [
        source(task_layer(workspace, task.value), task, image_field="image")
        for task in (CLASSIFICATION, DETECTION, SEGMENTATION)
    ]
    done = export(folder, *sources)
    (note,) = (note for note in done.notes if "repaired" in note.what)
    assert note.location.startswith("feature ")
    assert done.feature_count - done.kept_count == sum(file.added for file in done.files) == 1
    assert not done.problems
    before = snapshot(folder)
    assert not export(folder, *sources).files
    assert snapshot(folder) == before
