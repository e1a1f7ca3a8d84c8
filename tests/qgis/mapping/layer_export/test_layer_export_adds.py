"""An export of layers: a new campaign, what is added, and what is replaced."""

import json

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.mapping.export import export_layers, preview_layers
from scaneo_bridge.core.mapping.mapping import Assign
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
from support.layers import delete, relabel
from support.sources import (
    CLASSIFICATION,
    DETECTION,
    SEGMENTATION,
    SQUARE,
    all_of,
    box_wkt,
    boxes,
    export,
    labels_of,
    layer_of,
    plan_of,
    source,
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
    workspace = opened(folder).workspace.path
    relabel(workspace, "detection", "a.tif", "field")
    before = snapshot(folder)
    plan = plan_of(folder, layer_of(), workspace=workspace, replaced=[SEGMENTATION])
    with pytest.raises(ScaneoError, match="would be deleted"):
        export_layers(plan, QgsFeedback())
    assert snapshot(folder) == before
    assert opened(folder).edited == ["a.tif"]


def test_the_annotations_that_leave_are_counted_without_the_campaigns_edits(folder, layer, opened):
    write_files(folder, {"a.geojson": collection(*one_of_each()), "spai.json": LABELS})
    workspace = opened(folder).workspace.path
    delete(workspace, "detection", "a.tif")
    plan = plan_of(folder, layer, workspace=workspace, replaced=[SEGMENTATION])
    done = export_layers(plan, QgsFeedback())
    assert done.campaign.files[0].deleted > 0
    assert done.deleted_count == 1
