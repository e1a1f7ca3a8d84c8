"""What of an edited annotation is not edited keeps its characters: numbers that no double holds,
escapes, white space, the order of members, and what is there twice."""

import json
from dataclasses import replace

import pytest
from scaneo_bridge.core.base.geometry import Box, box_wkb
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.formats.scaneo.change import change_file
from scaneo_bridge.core.formats.scaneo.content import read_annotations
from scaneo_bridge.core.formats.scaneo.feature_text import splice
from scaneo_bridge.core.formats.scaneo.merge.three_way import merge_file
from support.geojson import classification

NUMBERS = [
    "12345678901234567890.123",
    "1e400",
    "-1E+999",
    "0.1000000000000000055",
    "-0",
    "-0.0",
    "1E5",
    "9007199254740993",
    "1" * 400,
    "1.0",
    "NaN",
    "-Infinity",
]
MEMBERS = [
    *NUMBERS,
    r'"\u00e9\/\ud83d\ude00 é"',
    "[ 1.50 ,\t2.0e0,{}]",
    r'{ "\u0061" : {"a": 1.0, "a": 2.50} }',
]

DETECTION = """{ "score" : MEMBER,"type":"Feature", "id": MEMBER,
   "geometry":{"coordinates":[[[2.50,41.0],[2.50,41.5],[2.0,41.5],[2.0,41.0],[2.50,41.0]]],
   "by": MEMBER, "type":"Polygon"},
  "properties": {"task" :"detection", "was": MEMBER, "l\\u0061bel":"c\\u0061r",
  "bbox":[[41.0,2.50],[41.5,2.0]] , "x":MEMBER }
}"""
SEGMENTATION = """{"type":"Feature",
 "geometry":{"type":"Polygon" ,"coordinates":[[[2.0,41.0],[3.0,41.0],[3.0,42.00],[2.0,41.0]]]},
 "properties":{"label":"c\\u0061r", "x":MEMBER,"task":"segmentation"}, "y": MEMBER}"""
CLASSIFICATION = """{"properties":{"x":MEMBER,"label":"c\\u0061r","task":"classification"},
 "geometry":{"type":"Polygon","coordinates":[ ]},"y":MEMBER}"""
FEATURES = {
    Task.DETECTION: DETECTION,
    Task.SEGMENTATION: SEGMENTATION,
    Task.CLASSIFICATION: CLASSIFICATION,
}
OTHER = json.dumps(classification("z"))


def with_member(feature, member):
    """The feature with it in all its places; a geometry that holds NaN is not shown."""
    if "N" in member or "Inf" in member:
        feature = feature.replace('"by": MEMBER', '"by": 0')
    return feature.replace("MEMBER", member)


def file_of(*features):
    text = '{"type":"FeatureCollection", "features":[\n ' + " ,\n ".join(features) + "\n]}"
    return text.encode()


@pytest.mark.parametrize("member", MEMBERS)
@pytest.mark.parametrize("task", Task)
def test_another_label_changes_the_characters_of_the_label_alone(task, member):
    feature = with_member(FEATURES[task], member)
    data = file_of(OTHER, feature)
    first, annotation = read_annotations("a.geojson", data).annotations
    change = change_file(data, [first, replace(annotation, label="bus")])
    assert change.changed == 1 and not change.faults
    assert change.data == file_of(OTHER, feature.replace('"c\\u0061r"', '"bus"'))


@pytest.mark.parametrize("member", MEMBERS)
def test_a_box_that_is_moved_keeps_all_else(member):
    feature = with_member(DETECTION, member)
    data = file_of(feature, OTHER)
    annotation, other = read_annotations("a.geojson", data).annotations
    moved = replace(annotation, wkb=box_wkb(Box(41, 3, 41.5, 3.25)))
    change = change_file(data, [moved, other])
    ring = "[[[3.25, 41.0], [3.25, 41.5], [3.0, 41.5], [3.0, 41.0], [3.25, 41.0]]]"
    old_ring = "[[[2.50,41.0],[2.50,41.5],[2.0,41.5],[2.0,41.0],[2.50,41.0]]]"
    expected = feature.replace(old_ring, ring)
    expected = expected.replace("[[41.0,2.50],[41.5,2.0]]", "[[41.0, 3.25], [41.5, 3.0]]")
    assert change.data == file_of(expected, OTHER)


def test_an_area_that_is_reshaped_keeps_all_else():
    feature = SEGMENTATION.replace("MEMBER", "1e400")
    other = SEGMENTATION.replace("3.0", "3.5")
    (annotation,) = read_annotations("a", file_of(feature)).annotations
    (shape,) = read_annotations("a", file_of(other.replace("MEMBER", "0"))).annotations
    change = change_file(file_of(feature), [replace(annotation, wkb=shape.wkb)])
    ring = "[[[[2.0, 41.0], [3.5, 41.0], [3.5, 42.0], [2.0, 41.0]]]]"
    expected = feature.replace("[[[2.0,41.0],[3.0,41.0],[3.0,42.00],[2.0,41.0]]]", ring)
    expected = expected.replace('"type":"Polygon" ,', '"type":"MultiPolygon" ,')
    assert change.data == file_of(expected)


def test_of_members_of_one_name_the_last_counts_and_is_edited():
    feature = (
        '{"properties":{"label":"first","task":"classification"},"type":"Feature",'
        '"properties":{"label":"a","label":"b", "task":"classification","label": "car" },'
        '"geometry":{"type":"Polygon","coordinates":[]}}'
    )
    (annotation,) = read_annotations("a", file_of(feature)).annotations
    assert annotation.label == "car"
    change = change_file(file_of(feature), [replace(annotation, label="bus")])
    assert change.data == file_of(feature.replace('"car"', '"bus"'))


def test_a_box_without_a_bbox_gets_one_and_keeps_all_else():
    feature = DETECTION.replace("MEMBER", "1e400").replace(
        ',\n  "bbox":[[41.0,2.50],[41.5,2.0]]', ""
    )
    (annotation,) = read_annotations("a", file_of(feature)).annotations
    change = change_file(file_of(feature), [replace(annotation, label="bus")])
    text = change.data.decode()
    assert text.count("1e400") == feature.count("1e400")
    assert '"x":1e400, "bbox": [[41.0, 2.5], [41.5, 2.0]] }' in text
    (again,) = read_annotations("a", change.data).annotations
    assert (again.label, again.wkb) == ("bus", annotation.wkb)


def test_a_bbox_of_the_geometry_is_renewed_with_it():
    feature = DETECTION.replace("MEMBER", "1e400").replace(
        '"type":"Polygon"', '"bbox": [2, 41, 2.5, 41.5], "type":"Polygon"'
    )
    (annotation,) = read_annotations("a", file_of(feature)).annotations
    moved = replace(annotation, wkb=box_wkb(Box(41, 3, 41.5, 3.25)))
    text = change_file(file_of(feature), [moved]).data.decode()
    assert '"bbox": [3.0, 41.0, 3.25, 41.5], "type":"Polygon"' in text


@pytest.mark.parametrize("member", MEMBERS)
def test_a_merge_keeps_theirs(member):
    """Others changed another annotation; ours is put into their file."""
    feature = SEGMENTATION.replace("MEMBER", member)
    base, theirs = file_of(feature, OTHER), file_of(feature, OTHER.replace('"z"', '"y"'))
    first, other = read_annotations("a", base).annotations
    merge = merge_file(base, [replace(first, label="bus"), other], theirs)
    assert not merge.conflicts
    expected = theirs.replace(rb'"c\u0061r"', b'"bus"')
    assert merge.change().data == expected


def test_values_are_put_where_they_belong():
    text = ' { "a" : {"b":1 , "c":[{"b":2}]}, "b":3 ,"d":{ } } '
    values = {("a", "b"): "10", ("b",): "30", ("d", "e"): "5", ("a", "f"): "6", ("g",): "7"}
    new = splice(text, values)
    assert new == (' { "a" : {"b":10 , "c":[{"b":2}], "f": 6}, "b":30 ,"d":{"e": 5 }, "g": 7 } ')
    assert json.loads(new)["d"] == {"e": 5}
    assert splice("{}", {("a",): "1"}) == '{"a": 1}'
    assert splice(text, {}) == text
