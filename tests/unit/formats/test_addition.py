"""New annotations in a file that may have some: none is written twice, the rest keeps its bytes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scaneo_bridge.core.base.geometry import BadAnnotation, Box
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.formats.geojson.reader import Unreadable
from scaneo_bridge.core.formats.scaneo.addition import NewFeature, add_to_file
from scaneo_bridge.core.formats.scaneo.content import read_annotations
from scaneo_bridge.core.formats.scaneo.feature_text import area_text, box_text, class_text
from support.geojson import (
    BOX,
    RING,
    as_bytes,
    classification,
    collection,
    detection,
    exact,
    exact_features,
    feature,
    one_of_each,
    segmentation,
)

CLASSIFICATION, DETECTION, SEGMENTATION = Task


def a_class(label="water"):
    return NewFeature(CLASSIFICATION, class_text(label))


def a_box(label="urban", box=BOX):
    return NewFeature(DETECTION, box_text(label, Box(*box)))


def an_area(label="water", ring=RING):
    return NewFeature(SEGMENTATION, area_text(label, [[ring]]))


def features(addition):
    return json.loads(addition.data)["features"]


def test_the_texts_are_what_scaneo_writes():
    assert json.loads(a_class().text) == classification()
    assert json.loads(a_box().text) == detection()
    assert json.loads(an_area().text) == segmentation()
    assert list(json.loads(a_box().text)["properties"]) == ["label", "bbox", "task"]


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_json_has_not(number):
    with pytest.raises(BadAnnotation):
        area_text("x", [[[[number, 1], [2, 2], [3, 1], [number, 1]]]])
    with pytest.raises(BadAnnotation):
        box_text("x", Box(1, 2, number, 4))


def test_no_file_and_nothing_to_add():
    addition = add_to_file(None, [], set())
    assert addition.data is None
    assert (addition.added, addition.kept, addition.deleted) == (0, 0, 0)


def test_a_new_file():
    addition = add_to_file(None, [a_class(), a_box(), an_area()], set())
    assert json.loads(addition.data) == collection(classification(), detection(), segmentation())
    assert (addition.added, addition.kept, set(addition.labels)) == (3, 0, set())


def test_what_is_there_is_not_written_again():
    base = as_bytes(collection(*one_of_each()))
    addition = add_to_file(base, [a_class(), a_box(), an_area()], set())
    assert addition.data is base
    assert (addition.added, addition.kept, addition.deleted) == (0, 3, 0)
    assert set(addition.labels) == {"water", "urban", "field"}


def test_a_twin_in_the_layers_is_written_as_often_as_it_is_there():
    base = as_bytes(collection(detection()))
    addition = add_to_file(base, [a_box(), a_box()], set())
    assert (addition.added, addition.kept) == (1, 1)
    again = add_to_file(addition.data, [a_box(), a_box()], set())
    assert (again.added, again.kept, again.data) == (0, 2, addition.data)


def test_a_class_is_written_once():
    addition = add_to_file(None, [a_class(), a_class("urban"), a_class()], set())
    assert addition.repeated == [2]
    assert features(addition) == [classification(), classification("urban")]
    addition = add_to_file(addition.data, [a_class(), a_class()], set())
    assert (addition.repeated, addition.added, addition.kept) == ([1], 0, 1)


def test_one_label_of_every_task_is_three_annotations():
    same = [a_class("x"), a_box("x"), an_area("x")]
    assert add_to_file(None, same, set()).added == 3


@pytest.mark.parametrize("task", list(Task))
def test_replace_deletes_the_rest_of_the_task(task):
    base = as_bytes(collection(*one_of_each(), feature("points", "x", None)))
    addition = add_to_file(base, [], {task})
    left = [one for one in json.loads(base)["features"] if one["properties"]["task"] != task.value]
    assert features(addition) == left
    assert addition.deleted == len(one_of_each()) + 1 - len(left)
    assert set(addition.deleted_tasks) == {task}
    assert set(addition.labels) == {one["properties"]["label"] for one in left} - {"x"}


def test_replace_keeps_what_is_the_same_in_place():
    other = detection("field", (41, 2, 41.5, 2.25))
    base = as_bytes(collection(detection(id=1, extra=[1.50]), other, classification()))
    addition = add_to_file(base, [a_box("new"), a_box()], {DETECTION})
    assert features(addition) == [detection(id=1, extra=[1.5]), classification(), detection("new")]
    assert (addition.added, addition.kept, addition.deleted) == (1, 1, 1)


def test_of_twins_that_replace_finds_the_first_stays():
    base = as_bytes(
        collection(detection(id=1), detection(id=2), classification(id=3), classification(id=4))
    )
    addition = add_to_file(base, [a_box(), a_class()], {DETECTION, CLASSIFICATION})
    assert features(addition) == [detection(id=1), classification(id=3)]


def test_replace_leaves_what_can_not_be_shown():
    broken = [
        detection(label=""),
        segmentation(ring=[[1, 2]]),
        {"type": "Feature", "properties": None},
        7,
    ]
    base = as_bytes(collection(*broken, detection()))
    addition = add_to_file(base, [], set(Task))
    assert features(addition) == broken


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b'{"type": "FeatureCollection"}'])
def test_what_is_no_document_is_left_alone(data):
    with pytest.raises(Unreadable):
        add_to_file(data, [a_box()], set())


labels = st.sampled_from(["water", "urban", 'a "b"', "ü"])
halves = st.integers(-160, 160).map(lambda number: number / 2)
members = st.dictionaries(st.sampled_from(["id", "bbox", "more"]), st.none() | halves, max_size=2)
spots = st.tuples(halves, halves.map(lambda number: number / 2))
rings = spots.map(lambda at: [[*at], [at[0] + 1, at[1]], [at[0], at[1] + 1], [*at]])
outlines = spots.map(lambda at: (at[1], at[0], at[1] + 1.1, at[0] + 0.1))
new_features = st.lists(
    st.builds(a_class, labels)
    | st.builds(a_box, labels, outlines)
    | st.builds(an_area, labels, rings),
    max_size=6,
)


@st.composite
def documents(draw):
    """Files of annotations and of what is none, of few labels and places, spelt in several ways."""
    one = st.one_of(
        st.builds(lambda label, more: classification(label, **more), labels, members),
        st.builds(
            lambda label, box, more: detection(label, box, **more), labels, outlines, members
        ),
        st.builds(
            lambda label, ring, more: segmentation(label, ring, **more), labels, rings, members
        ),
        st.builds(lambda label: feature("points", label, None), labels),
        st.sampled_from([None, 7, {}, {"properties": {"task": "detection"}}]),
    )
    content = collection(*draw(st.lists(one, max_size=8)), more=draw(halves))
    indent = draw(st.none() | st.integers(0, 3))
    return as_bytes(content, indent=indent, ensure_ascii=draw(st.booleans()))


@given(documents(), new_features)
def test_adding_keeps_every_character_of_the_others(data, new):
    addition = add_to_file(data, new, set())
    count = len(exact_features(data))
    assert exact_features(addition.data)[:count] == exact_features(data)
    added = [exact(one.text) for one in new]
    for one in exact_features(addition.data)[count:]:
        added.remove(one)
    assert len(added) == addition.kept + len(addition.repeated)


@given(documents(), new_features, st.sets(st.sampled_from(list(Task))))
def test_the_second_time_changes_nothing(data, new, replaced):
    first = add_to_file(data, new, replaced)
    again = add_to_file(first.data, new, replaced)
    assert again.data is first.data
    assert (again.added, again.deleted) == (0, 0)
    assert again.kept == first.added + first.kept


@given(documents(), new_features, st.sets(st.sampled_from(list(Task)), min_size=1))
def test_replace_leaves_the_other_tasks_and_what_is_not_shown(data, new, replaced):
    addition = add_to_file(data, new, replaced)
    before = read_annotations("", data).annotations
    gone = {one.feature_index for one in before if one.task in replaced}
    rest = [one for at, one in enumerate(exact_features(data)) if at not in gone]
    now = exact_features(addition.data)
    for one in rest:
        assert one in now
        now.remove(one)
    shown = [one for one in read_annotations("", addition.data).annotations if one.task in replaced]
    wanted = [one for one in new if one.task in replaced]
    repeated = [index for index in addition.repeated if new[index].task in replaced]
    assert len(shown) == len(wanted) - len(repeated)


@given(documents())
def test_nothing_new_changes_nothing(data):
    assert add_to_file(data, [], set()).data is data


def test_an_area_is_known_again_however_it_is_wound():
    """Of a sliver, whose area is lost in rounding, two libraries don't say alike how it is."""
    ring = [[2.5, 41.5], [2.5000000001, 41.5], [2.50000000005, 41.5], [2.5, 41.5]]
    for way in (ring, ring[::-1], RING, RING[::-1]):
        new = [an_area(ring=way), an_area(ring=way)]
        first = add_to_file(None, new, set())
        again = add_to_file(first.data, new, set())
        assert (again.added, again.kept, again.data) == (0, 2, first.data)
        again = add_to_file(first.data, new, {SEGMENTATION})
        assert (again.added, again.kept, again.deleted) == (0, 2, 0)
