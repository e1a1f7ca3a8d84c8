"""What a file becomes when its annotations are edited."""

import json
from dataclasses import replace

import pytest
from scaneo_bridge.core.base.geometry import Box, area_wkb, box_wkb
from scaneo_bridge.core.base.model import Annotation, Task
from scaneo_bridge.core.formats.geojson.reader import Unreadable
from scaneo_bridge.core.formats.scaneo.change import (
    EMPTY_FILE,
    FileAction,
    change_file,
    decide_action,
)
from scaneo_bridge.core.formats.scaneo.content import read_annotations
from support.geojson import (
    BOX,
    as_bytes,
    classification,
    collection,
    corners_of,
    detection,
    exact_features,
    feature,
    one_of_each,
    ring_of,
    segmentation,
)

POINTS = feature("points", "well", {"type": "Point", "coordinates": [2, 41]})
FEATURES = [POINTS, *one_of_each(), {"type": "Feature", "properties": None}]
BASE = as_bytes(collection(*FEATURES, crs={"x": [1e-7, -0.0]}), indent=3)
MOVED = box_wkb(Box(42, 3, 43, 4))
EMPTY_AREA = b"\x01\x06\x00\x00\x00\x00\x00\x00\x00"
NEW = [
    Annotation(Task.CLASSIFICATION, "field", None),
    Annotation(Task.DETECTION, "urban", MOVED),
    Annotation(Task.SEGMENTATION, "lake", area_wkb(segmentation()["geometry"])),
]


@pytest.fixture
def annotations():
    """The annotations of BASE: one of each task and a second box."""
    return list(read_annotations("a.geojson", BASE).annotations)


def counts(change):
    return change.added, change.changed, change.deleted


def features(change):
    return json.loads(change.data)["features"]


def others_are_as_before(change, *edited):
    """Whether all features but the edited ones stand to the letter, in their order."""
    before = [one for at, one in enumerate(exact_features(BASE)) if at not in edited]
    return [one for one in exact_features(change.data) if one in before] == before


def test_no_edit_no_byte(annotations):
    change = change_file(BASE, annotations)
    assert change.data is BASE
    assert change.indexes == [1, 2, 3, 4]
    assert counts(change) == (0, 0, 0)
    assert not change.faults


def test_the_order_of_the_rows_does_not_matter(annotations):
    assert change_file(BASE, annotations[::-1]).data is BASE


@pytest.mark.parametrize("new", NEW, ids=lambda new: new.task.value)
def test_a_new_annotation_comes_at_the_end(annotations, new):
    change = change_file(BASE, [new, *annotations])
    assert counts(change) == (1, 0, 0)
    assert change.indexes == [6, 1, 2, 3, 4]
    assert others_are_as_before(change)
    assert features(change)[6]["properties"]["task"] == new.task.value


def test_new_annotations_come_in_their_order(annotations):
    change = change_file(BASE, [*annotations, *NEW])
    assert [one["properties"]["task"] for one in features(change)[6:]] == [
        "classification",
        "detection",
        "segmentation",
    ]
    assert change.indexes[4:] == [6, 7, 8]


@pytest.mark.parametrize("which", range(4))
def test_a_label_is_changed_where_it_stands(annotations, which):
    annotations[which] = replace(annotations[which], label="new")
    change = change_file(BASE, annotations)
    assert counts(change) == (0, 1, 0)
    assert change.indexes == [1, 2, 3, 4]
    assert others_are_as_before(change, which + 1)
    expected = json.loads(BASE)["features"]
    expected[which + 1]["properties"]["label"] = "new"
    assert features(change) == expected


def test_a_box_is_moved_where_it_stands(annotations):
    annotations[1] = replace(annotations[1], wkb=MOVED)
    change = change_file(BASE, annotations)
    assert counts(change) == (0, 1, 0)
    assert others_are_as_before(change, 2)
    moved = features(change)[2]
    assert moved["properties"]["bbox"] == [[42, 4], [43, 3]]
    assert moved["geometry"]["coordinates"] == [ring_of((42, 3, 43, 4))]


@pytest.mark.parametrize("which", range(4))
def test_a_deleted_annotation_is_gone_and_the_others_move_up(annotations, which):
    del annotations[which]
    change = change_file(BASE, annotations)
    assert counts(change) == (0, 0, 1)
    assert others_are_as_before(change, which + 1)
    assert len(features(change)) == 5
    assert change.indexes == [1, 2, 3]


def test_what_is_not_shown_outlives_the_last_annotation():
    change = change_file(BASE, [])
    assert counts(change) == (0, 0, 4)
    assert features(change) == [FEATURES[0], FEATURES[-1]]
    assert json.loads(change.data)["crs"] == {"x": [1e-7, 0]}


def test_an_emptied_image_has_an_empty_list():
    base = as_bytes(collection(*one_of_each()))
    assert change_file(base, []).data == as_bytes(collection())


def test_a_copy_is_new_and_the_original_stays(annotations):
    copy = replace(annotations[1], label="copy")
    change = change_file(BASE, [*annotations, copy])
    assert counts(change) == (1, 0, 0)
    assert change.indexes == [1, 2, 3, 4, 6]
    assert others_are_as_before(change)
    assert features(change)[6]["properties"]["label"] == "copy"


def test_of_a_split_area_one_half_keeps_the_place(annotations):
    shapes = [[[2, 41], [2.1, 41], [2, 41.5], [2, 41]], [[2.5, 41], [3, 41], [3, 42], [2.5, 41]]]
    halves = [area_wkb({"type": "Polygon", "coordinates": [shape]}) for shape in shapes]
    annotations[2] = replace(annotations[2], wkb=halves[0])
    change = change_file(BASE, [*annotations, replace(annotations[2], wkb=halves[1])])
    assert counts(change) == (1, 1, 0)
    assert change.indexes == [1, 2, 3, 4, 6]
    assert others_are_as_before(change, 3)
    assert [features(change)[at]["geometry"]["coordinates"] for at in (3, 6)] == [
        [[shape]] for shape in shapes
    ]


@pytest.mark.parametrize("place", [0, 5, 6, 99, -1, -2])
def test_a_place_that_holds_no_annotation_of_ours_is_no_place(annotations, place):
    change = change_file(BASE, [*annotations, replace(NEW[1], feature_index=place)])
    assert counts(change) == (1, 0, 0)
    assert others_are_as_before(change)


def test_a_place_of_another_task_is_no_place(annotations):
    change = change_file(BASE, [*annotations[1:], replace(NEW[1], feature_index=1)])
    assert counts(change) == (1, 0, 1)
    assert others_are_as_before(change, 1)


def test_a_class_is_given_to_an_image_once(annotations):
    again = Annotation(Task.CLASSIFICATION, "water", None)
    change = change_file(BASE, [*annotations, again])
    assert change.data is BASE
    assert change.indexes[-1] is None
    ((which, what, mend, _),) = change.faults
    assert (which, what) == (4, "The image has this label already.")
    assert mend


def test_classes_that_trade_places_are_no_class_given_twice():
    base = as_bytes(collection(classification("a"), classification("b")))
    first, second = read_annotations("", base).annotations
    change = change_file(base, [replace(first, label="b"), replace(second, label="a")])
    assert not change.faults
    labels = [one["properties"]["label"] for one in features(change)]
    assert labels == ["b", "a"]


def test_a_class_that_takes_the_name_of_another_is_written_once():
    base = as_bytes(collection(classification("a"), classification("b")))
    first, second = read_annotations("", base).annotations
    change = change_file(base, [first, replace(second, label="a")])
    assert features(change) == [classification("a")]
    assert change.indexes == [0, None]


def test_a_class_that_the_file_has_twice_stays_so_without_an_edit():
    base = as_bytes(collection(classification("a"), classification("a")))
    change = change_file(base, read_annotations("", base).annotations)
    assert change.data is base
    assert not change.faults


@pytest.mark.parametrize("label", ["", None, "a\0", "\ud800"])
def test_a_label_that_can_not_be_written_leaves_the_old_one(annotations, label):
    bad = replace(annotations[1], label=label)
    change = change_file(
        BASE, [annotations[0], bad, *annotations[2:], replace(NEW[1], label=label)]
    )
    assert change.data is BASE
    assert [fault.which for fault in change.faults] == [1, 4]
    assert change.indexes == [1, 2, 3, 4, None]


@pytest.mark.parametrize("wkb", [None, b"", EMPTY_AREA, box_wkb(Box(91, 0, 92, 1))])
@pytest.mark.parametrize("which", [1, 2])
def test_a_shape_that_can_not_be_written_leaves_the_old_one(annotations, which, wkb):
    annotations[which] = replace(annotations[which], wkb=wkb)
    change = change_file(BASE, [*annotations, replace(annotations[which], feature_index=None)])
    assert change.data is BASE
    assert [fault.which for fault in change.faults] == [which, 4]
    assert change.indexes == [1, 2, 3, 4, None]


def test_one_that_can_not_be_written_does_not_hold_up_the_others(annotations):
    annotations[1] = replace(annotations[1], wkb=None)
    annotations[3] = replace(annotations[3], label="new")
    change = change_file(BASE, annotations)
    assert counts(change) == (0, 1, 0)
    assert others_are_as_before(change, 4)


def test_a_new_file_holds_the_new_annotations():
    change = change_file(None, NEW)
    assert change.indexes == [0, 1, 2]
    found = read_annotations("a.geojson", change.data)
    assert not found.problems
    assert [replace(one, feature_index=None) for one in found.annotations] == NEW


def test_nothing_new_makes_no_file():
    change = change_file(None, [])
    assert change.data is None
    assert json.loads(EMPTY_FILE) == collection()


def test_a_box_that_was_not_sound_is_left_alone_until_it_is_edited():
    base = as_bytes(collection(detection(properties={"bbox": corners_of((1, 1, 2, 2))})))
    (box,) = read_annotations("", base).annotations
    assert change_file(base, [box]).data is base
    moved = features(change_file(base, [replace(box, wkb=box_wkb(Box(*BOX)))]))
    assert moved == [detection()]


@pytest.mark.parametrize("base", [b"", b"{", b"[]", b"\xff"])
def test_a_file_that_can_not_be_read_can_not_be_changed(base):
    with pytest.raises(Unreadable):
        change_file(base, NEW)


@pytest.mark.parametrize(
    ("base", "new", "disk", "verdict"),
    [
        (b"1", b"1", b"1", FileAction.UNCHANGED),
        (None, None, None, FileAction.UNCHANGED),
        (b"1", b"2", b"1", FileAction.WRITE),
        (None, b"2", None, FileAction.WRITE),
        (b"1", b"2", b"2", FileAction.WRITTEN),
        (None, b"2", b"2", FileAction.WRITTEN),
        (b"1", b"2", b"3", FileAction.CONFLICT),
        (b"1", b"1", b"3", FileAction.CONFLICT),
        (b"1", b"2", None, FileAction.CONFLICT),
        (None, b"2", b"3", FileAction.CONFLICT),
    ],
)
def test_the_verdict(base, new, disk, verdict):
    assert decide_action(base, new, disk) is verdict


def test_two_classes_that_become_one_stay_where_the_file_says_more_of_each():
    one, other = classification("Water", id=1), classification("water", id=2)
    data = as_bytes(collection(one, other))
    first, second = read_annotations("", data).annotations
    change = change_file(data, [replace(first, label="water"), second])
    found = json.loads(change.data)["features"]
    assert [(x["id"], x["properties"]["label"]) for x in found] == [(1, "water"), (2, "water")]
    assert not change.faults and change.indexes == [0, 1]


def test_two_classes_that_become_one_are_one_where_the_other_says_as_much():
    one, other = classification("Water", id=1), classification("water", id=1, by="me")
    data = as_bytes(collection(one, other))
    first, second = read_annotations("", data).annotations
    change = change_file(data, [replace(first, label="water"), second])
    assert json.loads(change.data)["features"] == [other]
    assert len(change.faults) == 1 and change.indexes == [None, 0]


SOURCES = {
    Task.CLASSIFICATION: """{"type": "Feature", "id": 7, "geometry": {"type": "Polygon",
 "coordinates": []}, "properties": {"label": "field", "n": 1.50, "task": "classification"}}""",
    Task.DETECTION: """{"type": "Feature", "id": 12345678901234567890.10, "geometry": {"type":
 "Polygon", "coordinates": [[[4.0,42.0],[4,43],[3,43],[3,42],[4.0,42.0]]]}, "properties":
 {"label": "urban", "task": "detection", "bbox": [[42.00, 4.0], [43, 3]], "n": 1e400}}""",
    Task.SEGMENTATION: """{"geometry": {"type": "Polygon", "by": 1.50, "coordinates":
 [[[2.10,41.1],[2.3,41.10],[2.2,41.3],[2.10,41.1]]]}, "type": "Feature",
 "properties": {"label": "lake", "task": "segmentation"}, "z": {"a": -0.0}}""",
}


def of_another_file(annotations, new, **edit):
    """A change to which an annotation of another file comes, first of all."""
    return change_file(BASE, [replace(new, **edit), *annotations], sources={0: SOURCES[new.task]})


@pytest.mark.parametrize("new", NEW, ids=lambda new: new.task.value)
class TestWhatComesFromAnotherFile:
    def test_keeps_its_characters(self, annotations, new):
        change = of_another_file(annotations, new)
        assert SOURCES[new.task] in change.data.decode()
        assert (counts(change), change.indexes) == ((1, 0, 0), [6, 1, 2, 3, 4])
        assert others_are_as_before(change) and not change.faults

    def test_makes_a_file(self, new):
        change = change_file(None, [new], sources={0: SOURCES[new.task]})
        assert SOURCES[new.task] in change.data.decode() and change.indexes == [0]

    def test_has_another_label_only(self, annotations, new):
        change = of_another_file(annotations, new, label="rock")
        text = SOURCES[new.task].replace(json.dumps(new.label), '"rock"')
        assert text in change.data.decode()

    def test_has_no_label(self, annotations, new):
        change = of_another_file(annotations, new, label="")
        assert change.data is BASE and [fault.which for fault in change.faults] == [0]
        assert change.indexes[0] is None

    def test_is_not_edited_where_it_is_no_more(self, annotations, new):
        assert change_file(BASE, annotations, sources={9: SOURCES[new.task]}).data is BASE


def test_a_box_of_another_file_that_is_moved_keeps_the_rest(annotations):
    box = replace(NEW[1], wkb=box_wkb(Box(42, 3, 43.5, 4)))
    data = of_another_file(annotations, box).data.decode()
    assert '"id": 12345678901234567890.10' in data and '"n": 1e400' in data
    found = json.loads(data)["features"][-1]
    assert found["properties"]["bbox"] == corners_of((42, 3, 43.5, 4))
    assert found["geometry"]["coordinates"] == [ring_of((42, 3, 43.5, 4))]


class TestAClassOfAnotherFile:
    WATER = SOURCES[Task.CLASSIFICATION].replace("field", "water")
    NEW = Annotation(Task.CLASSIFICATION, "water", None)

    def test_that_the_image_has_with_all_that_is_said_of_it_is_written_once(self):
        base = as_bytes(collection(json.loads(self.WATER)))
        (own,) = read_annotations("", base).annotations
        change = change_file(base, [own, self.NEW], sources={1: self.WATER})
        assert change.data is base and [fault.which for fault in change.faults] == [1]

    def test_of_which_more_is_said_is_kept_beside_it(self, annotations):
        change = change_file(BASE, [*annotations, self.NEW], sources={4: self.WATER})
        assert self.WATER in change.data.decode() and not change.faults

    def test_that_comes_twice_is_written_once(self):
        change = change_file(None, [self.NEW] * 2, sources={0: self.WATER, 1: self.WATER})
        assert len(features(change)) == 1 and change.indexes == [0, None]

    def test_that_comes_with_a_new_one_says_all(self):
        """The other way round, the new one says nothing that the first does not."""
        change = change_file(None, [self.NEW] * 2, sources={1: self.WATER})
        assert [one.get("id") for one in features(change)] == [None, 7]
        change = change_file(None, [self.NEW] * 2, sources={0: self.WATER})
        assert [one.get("id") for one in features(change)] == [7]
