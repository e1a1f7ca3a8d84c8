"""NaN and Infinity, which JSON has not and many programs write: told, kept, and nobody's label."""

import json
from dataclasses import replace

import pytest
from scaneo_bridge.core.base.geometry import Box, box_wkb
from scaneo_bridge.core.base.model import Severity
from scaneo_bridge.core.formats.scaneo.change import change_file
from scaneo_bridge.core.formats.scaneo.content import read_annotations
from scaneo_bridge.core.formats.scaneo.merge.three_way import merge_file
from support.geojson import as_bytes, classification, collection, detection, segmentation

NAN = float("nan")
BASE = (
    b'{"type": "FeatureCollection", "features": [\n'
    + as_bytes(detection("ship", properties={"score": NAN, "far": [1, {"x": -float("inf")}]}))
    + b",\n"
    + as_bytes(segmentation("water", bbox=[NAN] * 4))
    + b",\n"
    + as_bytes(classification("sea", id=NAN))
    + b"\n]}"
)


def rules(data):
    return [(one.rule, one.severity) for one in read_annotations("a.geojson", data).problems]


def test_a_sound_annotation_is_shown_whatever_its_other_properties_say():
    content = read_annotations("a.geojson", BASE)
    assert [one.label for one in content.annotations] == ["ship", "water", "sea"]
    assert rules(BASE) == [("property-nan", Severity.WARNING)] * 3
    assert "strict" in content.problems[0].what
    assert change_file(BASE, content.annotations).data == BASE


@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_edit_keeps_it(place):
    annotations = list(read_annotations("a.geojson", BASE).annotations)
    annotations[place] = replace(annotations[place], label="x")
    change = change_file(BASE, annotations)
    assert (change.changed, list(change.faults)) == (1, [])
    old, new = BASE.splitlines(), change.data.splitlines()
    label = annotations[place].label
    assert [one for one in range(5) if old[one] != new[one]] == [place + 1]
    assert (
        json.dumps(json.loads(new[place + 1].rstrip(b","))["properties"]["label"]) == f'"{label}"'
    )
    for word in (b"NaN", b"-Infinity"):
        assert new[place + 1].count(word) == old[place + 1].count(word)


def test_a_box_that_is_moved_keeps_it_and_gets_none():
    annotations = list(read_annotations("a.geojson", BASE).annotations)
    annotations[0] = replace(annotations[0], wkb=box_wkb(Box(40, 1, 41, 2)))
    change = change_file(BASE, annotations)
    properties = json.loads(change.data)["features"][0]["properties"]
    assert str(properties["score"]) == "nan" and properties["bbox"] == [[40, 2], [41, 1]]
    annotations[0] = replace(annotations[0], wkb=box_wkb(Box(NAN, 1, 41, 2)))
    change = change_file(BASE, annotations)
    assert change.data == BASE and len(change.faults) == 1


@pytest.mark.parametrize("task", [detection, segmentation, classification])
@pytest.mark.parametrize("value", [NAN, float("inf"), -float("inf")])
def test_as_a_label_it_is_an_error(task, value):
    data = as_bytes(collection(task(value), task("nan")))
    content = read_annotations("a.geojson", data)
    assert [(one.label, one.feature_index) for one in content.annotations] == [("nan", 1)]
    assert rules(data) == [("label-broken", Severity.ERROR)]
    assert change_file(data, ()).data is not None
    assert json.dumps(value).encode() in change_file(data, ()).data


def test_where_it_is_interpreted_it_is_an_error():
    odd = [
        detection("a", properties={"bbox": [[NAN, 1], [2, 3]]}),
        detection("a", (41, NAN, 42, 3), properties={"bbox": [[41, 2], [42, 3]]}),
        segmentation("a", [[2, 41], [3, NAN], [3, 42], [2, 41]]),
        classification("a"),
    ]
    odd[3]["properties"]["task"] = NAN
    data = as_bytes(collection(*odd, NAN))
    assert not read_annotations("a.geojson", data).annotations
    assert rules(data) == [("feature-nan", Severity.ERROR)] * 5


def test_it_is_no_difference_between_two_versions():
    ours = read_annotations("a.geojson", BASE).annotations
    theirs = BASE.replace(b", ", b",")
    merge = merge_file(BASE, ours, theirs)
    assert not merge.conflicts and merge.change().data == theirs
