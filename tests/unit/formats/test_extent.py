"""A collection's bbox once its features have changed: west, south, east, north (RFC 7946)."""

import json
from dataclasses import replace

import pytest
from scaneo_bridge.core.base.geometry import Box, box_wkb
from scaneo_bridge.core.base.model import Annotation, Task
from scaneo_bridge.core.formats.scaneo.change import change_file
from scaneo_bridge.core.formats.scaneo.content import read_annotations
from support.geojson import as_bytes, classification, collection, detection, segmentation

ONE, OTHER = (41.1, 2.1, 41.2, 2.3), (41.3, 2.5, 41.4, 2.6)  # south, west, north, east
EXACT = [2.1, 41.1, 2.6, 41.4]
FAR = Annotation(Task.DETECTION, "a", box_wkb(Box(40.0, 1.0, 40.5, 1.5)))


def file_of(bbox, first=False, **how):
    features = (detection("a", ONE), detection("b", OTHER), classification())
    content = collection(*features, bbox=bbox, name="x")
    if first:
        content = {"bbox": content.pop("bbox"), **content}
    return as_bytes(content, **how)


def edited(data, edit):
    annotations = list(read_annotations("a.geojson", data).annotations)
    edit(annotations)
    return change_file(data, annotations).data


@pytest.mark.parametrize("first", [False, True])
@pytest.mark.parametrize(
    ("bbox", "edit", "after"),
    [
        (EXACT, lambda rows: rows.append(FAR), [1.0, 40.0, 2.6, 41.4]),
        (EXACT, lambda rows: rows.pop(1), [2.1, 41.1, 2.3, 41.2]),
        (EXACT, lambda rows: rows.__setitem__(0, replace(rows[0], label="z")), EXACT),
        ([0, 40, 3, 42], lambda rows: rows.append(FAR), [0, 40, 3, 42]),
        ([2, 41, 3, 42], lambda rows: rows.append(FAR), [1.0, 40.0, 2.6, 41.4]),
        ([41, 2, 42, 3], lambda rows: rows.pop(2), EXACT),  # latitude first: it held nothing
        ([2.1, 41.1, 5, 2.6, 41.4, 9], lambda rows: rows.append(FAR),
         [1.0, 40.0, 5, 2.6, 41.4, 9]),
        ([170, 41, -170, 42], lambda rows: rows.append(FAR), [1.0, 40.0, 2.6, 41.4]),
    ],
)  # fmt: skip
def test_it_holds_what_is_there(bbox, edit, after, first):
    data = file_of(bbox, first, indent=1)
    new = edited(data, edit)
    assert new != data
    assert json.loads(new)["bbox"] == after
    rest = {name: value for name, value in json.loads(new).items() if name != "bbox"}
    assert list(rest) == ["type", "features", "name"] and rest["name"] == "x"
    if after == bbox:  # to the letter
        start = data.index(b'\n "bbox": [\n')
        assert data[start : data.index(b"]", start)] in new


@pytest.mark.parametrize("first", [False, True])
@pytest.mark.parametrize("bbox", [EXACT, ["x"], {}, [1, 2, 3], [float("nan"), 1, 2, 3]])
def test_one_that_can_hold_nothing_goes(bbox, first):
    data = file_of(bbox, first)
    new = edited(data, lambda rows: rows.__delitem__(slice(0, 2)))
    assert json.loads(new) == collection(classification(), name="x")
    assert b", ," not in new and b"{," not in new and b",}" not in new


def test_without_an_edit_it_stays_as_wrong_as_it_is():
    data = file_of([0, 0, 1, 1])
    assert edited(data, lambda rows: None) == data


def test_all_shapes_count_those_too_that_are_not_shown():
    line = {"type": "LineString", "coordinates": [[-10, 50, 7], [12, 60, 7]]}
    odd = {"type": "Feature", "properties": {"task": "trace"},
           "geometry": {"type": "GeometryCollection", "geometries": [line]}}  # fmt: skip
    data = as_bytes(collection(odd, segmentation(), bbox=[0, 0, 1, 1]))
    new = edited(data, lambda rows: rows.pop())
    assert json.loads(new)["bbox"] == [-10, 50, 12, 60]


def test_the_bbox_of_a_feature_is_that_of_its_box():
    data = as_bytes(collection(detection("a", ONE, bbox=[2.1, 41.1, 2.3, 41.2])))
    new = edited(data, lambda rows: rows.__setitem__(0, replace(FAR, feature_index=0)))
    assert json.loads(new)["features"][0]["bbox"] == [1.0, 40.0, 1.5, 40.5]
