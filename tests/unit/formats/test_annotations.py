"""One feature to an annotation, and back."""

import json

import pytest
from scaneo_bridge.core.base.geometry import BadAnnotation, Box, area_wkb, box_wkb, wkb_box
from scaneo_bridge.core.base.model import Annotation, Severity, Task
from scaneo_bridge.core.formats.scaneo.annotations import read_annotation, same_shape
from scaneo_bridge.core.formats.scaneo.content import read_annotations
from scaneo_bridge.core.formats.scaneo.feature_text import feature_text
from support.geojson import (
    BOX,
    RING,
    classification,
    collection,
    corners_of,
    detection,
    exact,
    feature,
    ring_of,
    segmentation,
)

MOVED = (42.0, 3.0, 42.5, 3.5)
ELSEWHERE = [[3.0, 42.0], [3.5, 42.0], [3.5, 42.5], [3.0, 42.0]]
MOVED_BOX = Annotation(Task.DETECTION, "urban", box_wkb(Box(*MOVED)))
MOVED_AREA = Annotation(
    Task.SEGMENTATION, "water", area_wkb({"type": "Polygon", "coordinates": [ELSEWHERE[::-1]]})
)


def read(content, reported):
    return read_annotation(content, 7, reported)


def without(content, *names):
    """The feature without some of its properties."""
    kept = {name: value for name, value in content["properties"].items() if name not in names}
    return {**content, "properties": kept}


def with_properties(content, **properties):
    return {**content, "properties": {**content["properties"], **properties}}


@pytest.mark.parametrize(
    ("content", "task", "label"),
    [
        (classification(), Task.CLASSIFICATION, "water"),
        (detection(), Task.DETECTION, "urban"),
        (segmentation(), Task.SEGMENTATION, "water"),
    ],
)
def test_a_feature_of_each_task(content, task, label, reported):
    annotation = read(content, reported)
    assert (annotation.task, annotation.label, annotation.feature_index) == (task, label, 7)
    assert (annotation.wkb is None) == (task is Task.CLASSIFICATION)
    assert reported == []


@pytest.mark.parametrize("task", ["points", "Detection", "", 5, ["detection"], {}])
def test_an_unknown_task_is_not_shown_and_no_fault(task, reported):
    content = feature(task, "water", {"type": "Point", "coordinates": [2, 41]})
    assert read(content, reported) is None
    assert reported == []


BAD = {
    "no object": (5, "no properties"),
    "null": (None, "no properties"),
    "properties null": ({"type": "Feature", "properties": None}, "no properties"),
    "properties a list": ({"type": "Feature", "properties": []}, "no properties"),
    "no task": (without(detection(), "task"), "no task"),
    "task null": (with_properties(detection(), task=None), "no task"),
    "no label": (without(detection(), "label"), "no label"),
    "label empty": (segmentation(""), "no label"),
    "label a number": (classification(5), "label is not a text"),
    "label a list": (classification(["water"]), "label is not a text"),
    "label false": (classification(False), "label is not a text"),
    "label with a NUL": (classification("a\0b"), "no file can keep"),
    "label half a pair": (classification("\ud83d"), "no file can keep"),
    "area null": (feature("segmentation", "water", None), "not a Polygon"),
    "area empty": (segmentation(ring=[]), "no number"),
    "two points": (segmentation(ring=RING[:2]), "fewer than three"),
    "longitude": (segmentation(ring=[[200, 1], *RING]), "Longitude 200 is out of range"),
    "far west": (segmentation(ring=[[-181, 1], *RING]), "Longitude -181 is out of range"),
    "latitude": (segmentation(ring=[[20, 91], *RING]), "Latitude 91 is out of range"),
    "far south": (segmentation(ring=[[20, -91], *RING]), "Latitude -91 is out of range"),
    "metres": (segmentation(ring=[[4.2e5, 4.5e6]] * 4), "Longitude 420000.0 is out of range"),
    "no box at all": (without(feature("detection", "urban", None), "bbox"), "no ring"),
    "a box of two points": (
        feature("detection", "urban", {"type": "Polygon", "coordinates": [RING[:2]]}),
        "fewer than three",
    ),
}


@pytest.mark.parametrize(("content", "said"), BAD.values(), ids=BAD)
def test_what_can_not_be_shown_is_said(content, said, reported):
    assert read(content, reported) is None
    ((what, mend, rule),) = reported
    assert said in what
    assert mend.endswith("It stays in the file as it is.")
    assert rule.severity is Severity.ERROR


CORNERS = ring_of(BOX)


def with_ring(ring):
    """A detection whose ring is another; its bbox is that of `BOX`."""
    return {**detection(), "geometry": {"type": "Polygon", "coordinates": [ring]}}


BOXES = {
    "no bbox": (without(detection(), "bbox"), BOX, "has no bbox", "bbox-missing"),
    "bbox null": (with_properties(detection(), bbox=None), BOX, "has no bbox", "bbox-missing"),
    "bbox flat": (
        with_properties(detection(), bbox=[2, 41, 3, 42]),
        BOX,
        "not two corners",
        "bbox-broken",
    ),
    "bbox swapped": (
        with_properties(detection(), bbox=[[2.3, 141.1], [2.1, 241.2]]),
        BOX,
        "Longitude 241.2 is out of range",
        "bbox-broken",
    ),
    "bbox elsewhere": (
        with_properties(detection(), bbox=corners_of(MOVED)),
        MOVED,
        "disagree",
        "bbox-differs",
    ),
    "no ring": ({**detection(), "geometry": None}, BOX, "no ring", "ring-broken"),
    "a ring of three corners": (with_ring(CORNERS[:3]), BOX, "no rectangle", "ring-broken"),
    "a ring of six corners": (
        with_ring([*CORNERS[:4], [2.2, 41.1], [2.25, 41.15]]),
        BOX,
        "no rectangle",
        "ring-turned",
    ),
    "a ring that crosses itself": (
        with_ring([CORNERS[0], CORNERS[2], CORNERS[1], CORNERS[3]]),
        BOX,
        "no rectangle",
        "ring-broken",
    ),
    "two rings": (
        {**detection(), "geometry": {"type": "Polygon", "coordinates": [CORNERS, RING]}},
        BOX,
        "no rectangle",
        "ring-turned",
    ),
    "ring broken": (
        {**detection(), "geometry": {"type": "Polygon", "coordinates": [RING[:2]]}},
        BOX,
        "fewer than three",
        "ring-broken",
    ),
}


@pytest.mark.parametrize(("content", "box", "said", "broken"), BOXES.values(), ids=BOXES)
def test_a_box_with_a_fault_is_shown_as_scaneo_shows_it(content, box, said, broken, reported):
    assert wkb_box(read(content, reported).wkb) == box
    ((what, _, rule),) = reported
    assert said in what
    assert rule.id == broken


@pytest.mark.parametrize("start", range(4))
@pytest.mark.parametrize("step", [1, -1])
def test_a_ring_may_begin_at_any_corner_and_run_either_way(start, step, reported):
    corners = CORNERS[:4][::step]
    turned = corners[start:] + corners[:start]
    assert wkb_box(read(with_ring(turned), reported).wkb) == BOX
    near = [[x + 1e-10, y, 5] for x, y in turned]
    read(with_ring([*near, near[0]]), reported)
    assert reported == []


def test_last_digits_do_not_make_a_bbox_disagree(reported):
    shifted = tuple(number + 1e-10 for number in BOX)
    content = with_properties(detection(), bbox=corners_of(shifted))
    assert wkb_box(read(content, reported).wkb) == shifted
    assert reported == []


def test_places_are_counted_from_one_and_files_are_named():
    nan = b'{"properties": {"task": "points", "label": "a", "x": NaN}}'
    data = b'{"type": "FeatureCollection", "features": [{}, %s, 5], "x": Infinity}' % nan
    found = read_annotations("2024/a.geojson", b"\xef\xbb\xbf" + data)
    assert [str(problem) for problem in found.problems] == [
        "2024/a.geojson: It begins with a byte-order mark, on which SCANEO stops. "
        "Save it as plain UTF-8 JSON.",
        "2024/a.geojson: It holds NaN or Infinity, which JSON has not. "
        "Save it as plain UTF-8 JSON.",
        "2024/a.geojson, feature 1: The feature has no properties. "
        "Give it a task and a label. It stays in the file as it is.",
        "2024/a.geojson, feature 2: A property holds NaN or Infinity, which JSON has not: strict "
        "programs stop on it. Write a number or null. Until then it stays in the file as it is.",
        "2024/a.geojson, feature 3: The feature has no properties. "
        "Give it a task and a label. It stays in the file as it is.",
    ]


def test_a_class_that_an_image_has_twice_is_said():
    content = collection(classification("a"), detection("a"), classification("a"))
    (problem,) = read_annotations("a.geojson", json.dumps(content).encode()).problems
    assert (problem.location, problem.severity) == ("feature 3", Severity.WARNING)
    assert "“a” twice" in problem.what


def test_new_features_are_as_scaneo_writes_them():
    box = feature(
        "detection", "urban", {"type": "Polygon", "coordinates": [ring_of(MOVED)]},
        {"bbox": corners_of(MOVED)},
    )  # fmt: skip
    assert exact(feature_text(MOVED_BOX)) == exact(json.dumps(box))
    area = feature("segmentation", "water", {"type": "MultiPolygon", "coordinates": [[ELSEWHERE]]})
    assert exact(feature_text(MOVED_AREA)) == exact(json.dumps(area))
    label = Annotation(Task.CLASSIFICATION, "water", None)
    assert exact(feature_text(label)) == exact(json.dumps(classification()))


EXTRA = {"id": "a1", "when": {"at": [1, None]}}


def test_an_edited_box_gets_ring_and_bbox_anew_and_keeps_the_rest():
    base = detection(properties={"score": 0.5}, bbox=[2.1, 41.1, 0, 2.3, 41.2, 9], **EXTRA)
    expected = detection(box=MOVED, properties={"score": 0.5}, bbox=[3.0, 42.0, 3.5, 42.5], **EXTRA)
    assert exact(feature_text(MOVED_BOX, base)) == exact(json.dumps(expected))


def test_a_box_with_another_label_keeps_its_geometry():
    ring = [[*position, 5] for position in ring_of(BOX)[::-1]]
    base = with_properties(detection(**EXTRA), bbox=corners_of(BOX)[::-1])
    base["geometry"] = {"coordinates": [ring], "type": "Polygon"}
    same = Annotation(Task.DETECTION, "field", box_wkb(Box(*BOX)))
    expected = with_properties(base, label="field")
    assert exact(feature_text(same, base)) == exact(json.dumps(expected))


@pytest.mark.parametrize("fault", ["no bbox", "bbox elsewhere", "no ring"])
def test_a_box_with_a_fault_is_mended_with_any_edit(fault, reported):
    base, box, *_ = BOXES[fault]
    edited = Annotation(Task.DETECTION, "field", read(base, reported).wkb)
    written = json.loads(feature_text(edited, base))
    assert written["properties"]["bbox"] == corners_of(box)
    assert written["geometry"]["coordinates"] == [ring_of(box)]


def test_an_area_with_another_label_keeps_its_geometry():
    base = {**segmentation(**EXTRA), "geometry": {"type": "Polygon", "coordinates": [RING[:-1]]}}
    same = Annotation(Task.SEGMENTATION, "field", area_wkb(base["geometry"]))
    assert json.loads(feature_text(same, base)) == with_properties(base, label="field")


def test_shapes_are_the_same_when_they_would_be_written_alike():
    box = Annotation(Task.DETECTION, "a", box_wkb(Box(*BOX)))
    turned = {"type": "Polygon", "coordinates": [ring_of(BOX)[::-1]]}
    assert same_shape(box, Annotation(Task.DETECTION, "b", area_wkb(turned)))
    assert not same_shape(box, MOVED_BOX)


@pytest.mark.parametrize("task", [Task.DETECTION, Task.SEGMENTATION])
def test_no_geometry_is_never_written(task):
    with pytest.raises(BadAnnotation, match="no geometry"):
        feature_text(Annotation(task, "water", None))


@pytest.mark.parametrize("number", [1e999, -1e999])
def test_a_number_that_json_has_not_is_never_written(number):
    with pytest.raises(BadAnnotation, match="too large to be written"):
        feature_text(MOVED_BOX, detection(x=number))


def test_a_feature_too_deep_to_be_written():
    deep = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(BadAnnotation, match="nested too deep"):
        feature_text(MOVED_BOX, detection(x=deep))
