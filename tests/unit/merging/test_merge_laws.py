"""What holds of every three-way merge, whatever the files hold and whoever edited what."""

import json
from collections import Counter
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st
from scaneo_bridge.core.base.geometry import Box, box_wkb
from scaneo_bridge.core.base.model import Annotation, Label, Task
from scaneo_bridge.core.formats.scaneo.change import change_file
from scaneo_bridge.core.formats.scaneo.content import read_annotations
from scaneo_bridge.core.formats.scaneo.merge.label_three_way import merge_labels
from scaneo_bridge.core.formats.scaneo.merge.side import Side
from scaneo_bridge.core.formats.scaneo.merge.similarity import content_key
from scaneo_bridge.core.formats.scaneo.merge.three_way import merge_file
from support.files.any_document import documents
from support.geojson import as_bytes, classification, collection, detection, segmentation

NAMES = ("water", "urban", "field")
names = st.sampled_from(NAMES)


def box_at(cell, shift=0.0):
    """One of a row of boxes that don't touch; a small shift leaves most of it where it was."""
    return (41.0 + shift, 2.0 + cell, 41.5 + shift, 2.5 + cell)


def ring_at(cell, shift=0.0):
    south, west, north, east = box_at(cell, shift)
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


@st.composite
def campaign_files(draw):
    """A file as people label: boxes and areas in places of their own, classes each once."""
    found = [classification(name) for name in draw(st.sets(names))]
    for cell in range(draw(st.integers(0, 5))):
        make, shape = draw(
            st.sampled_from(((detection, box_at(cell)), (segmentation, ring_at(cell))))
        )
        found.append(
            make(draw(names), shape, properties={"by": draw(st.integers(0, 3))})
            if make is detection
            else make(draw(names), shape, id=draw(st.none() | st.just(cell)))
        )
    return as_bytes(collection(*draw(st.permutations(found))))


def read(data):
    return list(read_annotations("", data).annotations) if data is not None else []


def moved(annotation, shift):
    """The annotation a little further north."""
    if annotation.task is Task.CLASSIFICATION:
        return annotation
    place = replace(annotation, feature_index=None)
    data = change_file(None, [place]).data
    feature = json.loads(data)["features"][0]
    geometry = feature["geometry"]

    def shifted(node):
        if isinstance(node[0], list):
            return [shifted(inner) for inner in node]
        return [node[0], node[1] + shift]

    geometry["coordinates"] = shifted(geometry["coordinates"])
    if "bbox" in feature["properties"]:
        feature["properties"]["bbox"] = [
            [lat + shift, lon] for lat, lon in feature["properties"]["bbox"]
        ]
    return replace(read(as_bytes(collection(feature)))[0], feature_index=annotation.feature_index)


@st.composite
def edits(draw, data):
    """What a person makes of a file: relabelled, moved, deleted and new annotations."""
    rows = []
    for annotation in read(data):
        deed = draw(st.sampled_from(("keep", "keep", "label", "move", "delete")))
        if deed == "label":
            annotation = replace(annotation, label=draw(names))
        elif deed == "move":
            annotation = moved(annotation, draw(st.sampled_from((0.01, 0.02))))
        if deed != "delete":
            rows.append(annotation)
    for cell in draw(st.sets(st.integers(10, 13), max_size=2)):
        new = Annotation(Task.DETECTION, draw(names), box_wkb(Box(*box_at(cell))))
        rows.append(new)
    classes = Counter(row.label for row in rows if row.task is Task.CLASSIFICATION)
    assume(not classes or max(classes.values()) == 1)
    return rows


@st.composite
def cases(draw):
    """A file, what we made of it (rows and bytes), and the same for them."""
    base = draw(campaign_files())
    ours, theirs = draw(edits(base)), draw(edits(base))
    return base, ours, change_file(base, ours).data, theirs, change_file(base, theirs).data


def written(theirs, merge):
    change = change_file(theirs, [one.annotation for one in merge.annotations])
    return change.data


def looks(annotations):
    return Counter(content_key(one) for one in annotations)


def flipped(data, **how):
    """A file as SCANEO gives it back: the features in reverse, spelt anew."""
    content = json.loads(data)
    return json.dumps({**content, "features": content["features"][::-1]}, **how).encode()


@given(documents(), documents())
def test_what_only_they_changed_is_theirs_to_the_byte(base, theirs):
    merge = merge_file(base, read(base), theirs)
    assert not merge.conflicts
    assert written(theirs, merge) == theirs


@given(documents())
def test_a_file_that_is_new_on_their_side_is_theirs_to_the_byte(theirs):
    merge = merge_file(None, (), theirs)
    assert not merge.conflicts
    assert written(theirs, merge) == theirs


@given(cases())
def test_what_only_we_changed_is_what_an_export_writes(case):
    base, ours, our_file, _, _ = case
    merge = merge_file(base, ours, base)
    assert not merge.conflicts and not merge.removed
    assert written(base, merge) == our_file


@given(cases())
def test_what_only_we_changed_is_kept_when_they_flip_the_order(case):
    base, ours, our_file, _, _ = case
    disk = flipped(base, indent=1)
    merge = merge_file(base, ours, disk)
    assert not merge.conflicts and not merge.removed
    assert looks(read(written(disk, merge))) == looks(read(our_file))


@given(cases())
def test_the_same_edit_on_both_sides_is_one(case):
    base, ours, our_file, _, _ = case
    merge = merge_file(base, ours, our_file)
    assert not merge.conflicts and not merge.removed
    assert written(our_file, merge) == our_file
    disk = flipped(our_file)
    merge = merge_file(base, ours, disk)
    assert not merge.conflicts and not merge.removed
    assert looks(read(written(disk, merge))) == looks(read(our_file))


@given(documents(), st.data())
def test_the_same_edit_of_any_file_on_both_sides_is_one(base, draw):
    rows = read(base)
    kept = draw.draw(st.lists(st.sampled_from(rows), unique=True)) if rows else []
    ours = [
        replace(one, label=draw.draw(names)) if draw.draw(st.booleans()) else one for one in kept
    ]
    disk = change_file(base, ours).data
    merge = merge_file(base, ours, disk)
    assert not merge.conflicts and not merge.removed
    assert written(disk, merge) == disk


@given(cases())
def test_merging_the_result_again_changes_nothing(case):
    base, ours, _, _, disk = case
    merge = merge_file(base, ours, disk)
    assume(not merge.conflicts)
    result = written(disk, merge)
    again = merge_file(disk, [one.annotation for one in merge.annotations], result)
    assert not again.conflicts and not again.removed
    assert written(result, again) == result
    ours_again = merge_file(base, ours, result)
    assert not ours_again.conflicts
    assert written(result, ours_again) == result


@given(cases())
def test_it_does_not_matter_who_is_ours(case):
    base, ours, our_file, theirs, their_file = case
    one, other = merge_file(base, ours, their_file), merge_file(base, theirs, our_file)
    assume(not one.conflicts and not other.conflicts)
    mine, yours = read(written(their_file, one)), read(written(our_file, other))
    assert looks(mine) == looks(yours)


@given(cases())
def test_nothing_is_lost_that_no_side_deleted_or_changed(case):
    base, ours, _, theirs, disk = case
    merge = merge_file(base, ours, disk)
    found = looks(read(written(disk, merge)))
    for conflict in merge.conflicts:
        found += looks(one for one in (conflict.ours, conflict.theirs) if one is not None)
    for mine, others in ((ours, theirs), (theirs, ours)):
        given_up = looks(read(base)) - looks(others)
        assert looks(mine).keys() - given_up.keys() <= found.keys()


@given(cases(), st.data())
def test_a_pick_settles_its_conflict_and_touches_nothing_else(case, draw):
    base, ours, _, _, disk = case
    merge = merge_file(base, ours, disk)
    assume(merge.conflicts)
    before = looks(read(written(disk, merge)))
    picks = {conflict.key: draw.draw(st.sampled_from(Side)) for conflict in merge.conflicts}
    settled = merge_file(base, ours, disk, picks)
    assert not settled.conflicts
    expected = before
    for conflict in merge.conflicts:
        shown = conflict.ours or conflict.theirs
        picked = conflict.ours if picks[conflict.key] is Side.OURS else conflict.theirs
        expected = expected - looks([shown]) + looks([] if picked is None else [picked])
    assert looks(read(written(disk, settled))) == expected


@given(cases())
def test_each_of_ours_is_kept_or_removed_and_no_place_is_claimed_twice(case):
    base, ours, _, _, disk = case
    merge = merge_file(base, ours, disk)
    indices = [one.index for one in merge.annotations if one.index is not None]
    assert sorted([*indices, *merge.removed]) == list(range(len(ours)))
    places = [one.annotation.feature_index for one in merge.annotations]
    taken = [place for place in places if place is not None]
    assert len(set(taken)) == len(taken)


colors = st.sampled_from(("#000000", "#ff0000", "#00ff00"))
lists = st.dictionaries(names, colors).map(
    lambda found: [Label(name, color) for name, color in found.items()]
)
label_lists = lists.flatmap(st.permutations)


@given(label_lists, label_lists)
def test_labels_that_one_side_changed_are_taken(base, edited):
    assert merge_labels(base, base, edited).labels == edited
    assert merge_labels(base, edited, base).labels == edited
    merge = merge_labels(base, edited, edited)
    assert (merge.labels, merge.conflicts) == (edited, [])


@given(label_lists, label_lists, label_lists)
def test_labels_merge_alike_from_both_sides(base, one, other):
    mine, yours = merge_labels(base, one, other), merge_labels(base, other, one)
    contested = {conflict.name for conflict in mine.conflicts}
    assert contested == {conflict.name for conflict in yours.conflicts}
    settled = [
        {label for label in merge.labels if label.name not in contested} for merge in (mine, yours)
    ]
    assert settled[0] == settled[1]
    assert len({label.name for label in mine.labels}) == len(mine.labels)


@given(label_lists, label_lists, label_lists, st.sampled_from(Side))
def test_a_pick_of_labels_is_what_the_picked_side_has(base, ours, theirs, side):
    picks = {conflict.name: side for conflict in merge_labels(base, ours, theirs).conflicts}
    merge = merge_labels(base, ours, theirs, (), picks)
    assert not merge.conflicts
    picked = {label.name: label for label in (ours if side is Side.OURS else theirs)}
    found = {label.name: label for label in merge.labels}
    assert all(found.get(name) == picked.get(name) for name in picks)
