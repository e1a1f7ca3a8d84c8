"""Whatever a file holds, what is not edited stays."""

import json
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st
from scaneo_bridge.core.base.geometry import Box, box_wkb
from scaneo_bridge.core.base.model import Annotation, Task
from scaneo_bridge.core.formats.geojson.document import read_document
from scaneo_bridge.core.formats.scaneo.change import change_file
from scaneo_bridge.core.formats.scaneo.content import read_annotations
from scaneo_bridge.core.formats.scaneo.merge.matching import Version
from support.files.any_document import boxes, documents, labels, values
from support.geojson import (
    exact,
    exact_features,
)


@st.composite
def edited(draw):
    """A file that has an annotation, its annotations, and the index of one of them."""
    data = draw(documents())
    annotations = list(read_annotations("", data).annotations)
    assume(annotations)
    return data, annotations, draw(st.integers(0, len(annotations) - 1))


def rest(data, *places):
    return [one for at, one in enumerate(exact_features(data)) if at not in places]


def other_members(data):
    _, pairs = exact(data)
    return [pair for pair in pairs if pair[0] != "features"]


@given(documents())
def test_no_edit_changes_no_byte(data):
    change = change_file(data, read_annotations("", data).annotations)
    assert change.data is data
    assert not change.faults


@given(edited(), labels)
def test_after_a_new_label_all_others_are_equal(case, label):
    data, annotations, which = case
    place = annotations[which].feature_index
    annotations[which] = replace(annotations[which], label=label)
    change = change_file(data, annotations)
    if change.faults:  # the image has this class already
        assert rest(change.data) == rest(data, place)
        return
    assert rest(change.data, place) == rest(data, place)
    assert json.loads(change.data)["features"][place]["properties"]["label"] == label
    assert other_members(change.data) == other_members(data)


@given(edited(), boxes)
def test_after_a_new_shape_all_others_are_equal(case, box):
    data, annotations, which = case
    chosen = annotations[which]
    assume(chosen.task is not Task.CLASSIFICATION)
    annotations[which] = replace(chosen, wkb=box_wkb(Box(*box)))
    change = change_file(data, annotations)
    assert not change.faults
    assert rest(change.data, chosen.feature_index) == rest(data, chosen.feature_index)
    assert other_members(change.data) == other_members(data)


@given(edited())
def test_after_one_is_deleted_all_others_are_equal(case):
    data, annotations, which = case
    place = annotations.pop(which).feature_index
    change = change_file(data, annotations)
    assert rest(change.data) == rest(data, place)
    assert other_members(change.data) == other_members(data)


@given(documents(), boxes, labels)
def test_after_one_is_added_all_others_are_equal(data, box, label):
    annotations = list(read_annotations("", data).annotations)
    new = Annotation(Task.DETECTION, label, box_wkb(Box(*box)))
    change = change_file(data, [new, *annotations])
    count = len(exact_features(data))
    assert rest(change.data, count) == rest(data)
    assert other_members(change.data) == other_members(data)
    assert change.indexes[0] == count


@given(edited(), st.data())
def test_what_was_written_is_what_the_workspace_holds(case, draw):
    """The places that an export notes are those that the next import finds."""
    data, annotations, _ = case
    kept = draw.draw(st.lists(st.sampled_from(annotations), unique=True))
    new = Annotation(Task.DETECTION, "new", box_wkb(Box(1, 2, 3, 4)))
    change = change_file(data, [*kept, new])
    again = {one.feature_index: one for one in read_annotations("", change.data).annotations}
    noted = {place: one for place, one in zip(change.indexes, [*kept, new]) if place is not None}
    assert again.keys() == noted.keys()
    for place, one in noted.items():
        assert again[place] == replace(one, feature_index=place)
    noted_rows = [replace(one, feature_index=place) for place, one in noted.items()]
    assert change_file(change.data, noted_rows).data is change.data


@given(documents(), documents(), st.data())
def test_a_version_is_read_alike_whatever_is_known_of_another(data, other, draw):
    before = read_document(data)
    order = draw.draw(st.permutations(range(len(before.features))))
    news = [read_document(other).text_of(at) for at in range(len(read_document(other).features))]
    texts = {place: before.text_of(at) for place, at in enumerate(order)}
    changed = before.rewrite(texts, news)
    alone = Version(changed)
    known = Version(changed, Version(data))
    assert exact_features(changed)[: len(order)] == [exact_features(data)[at] for at in order]
    assert read_document(changed, before).features == read_document(changed).features
    assert known.shown == alone.shown
    assert known.content("a") == alone.content("a") == read_annotations("a", changed)


@given(
    documents(),
    st.dictionaries(st.integers(0, 5), st.none() | values, max_size=4),
    st.lists(values, max_size=3),
)
def test_a_rewrite_has_exactly_the_features_it_was_given(data, replaced, added):
    document = read_document(data)
    texts = {place: None if new is None else json.dumps(new) for place, new in replaced.items()}
    rewritten = document.rewrite(texts, [json.dumps(new) for new in added])
    expected = [
        exact(texts[place]) if place in texts else one
        for place, one in enumerate(exact_features(data))
        if texts.get(place, "") is not None
    ]
    assert exact_features(rewritten) == [*expected, *(exact(json.dumps(new)) for new in added)]
    assert other_members(rewritten) == other_members(data)
