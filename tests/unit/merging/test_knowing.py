"""Which of our versions somebody has read, by what their file still has of them."""

import pytest
from scaneo_bridge.core.formats.scaneo.merge.last_read import newest_known
from support.geojson import as_bytes, classification, collection, detection, segmentation

OLD = detection("old")
FIRST = [detection("a", (41.4, 2.1, 41.5, 2.2)), segmentation("b")]
SECOND = [detection("c", (41.6, 2.1, 41.7, 2.2)), classification("d")]
THEIRS = detection("theirs", (41.02, 2.31, 41.04, 2.33))
VERSIONS = [as_bytes(collection(*features)) for features in (
    [OLD], [OLD, *FIRST], [OLD, *FIRST, *SECOND])]  # fmt: skip


def relabelled(feature, label):
    return {**feature, "properties": {**feature["properties"], "label": label}}


@pytest.mark.parametrize(
    ("theirs", "newest"),
    [
        ([OLD], 0),
        ([], 0),
        ([THEIRS, OLD], 0),
        ([FIRST[0]], 1),
        ([THEIRS, FIRST[1]], 1),
        ([OLD, *FIRST], 1),
        ([SECOND[0]], 2),
        ([OLD, FIRST[0], SECOND[0]], 2),
        ([relabelled(SECOND[0], "x")], 2),
        ([OLD, SECOND[1]], 0),  # a class that they may have given themselves
        ([relabelled(OLD, "a")], 0),
    ],
)
def test_who_keeps_what_only_one_version_had_has_read_it(theirs, newest):
    data = as_bytes(collection(*theirs), indent=2)
    assert newest_known(VERSIONS, data) == newest


def test_what_was_there_before_proves_nothing_when_it_is_there_again():
    moved = detection("old", (41.15, 2.1, 41.25, 2.3))
    versions = [as_bytes(collection(one)) for one in (OLD, moved, OLD)]
    assert newest_known(versions, as_bytes(collection(OLD))) == 0
    assert newest_known(versions, as_bytes(collection(moved))) == 1


def test_a_corrected_label_may_be_corrected_by_two():
    versions = [as_bytes(collection(one)) for one in (OLD, relabelled(OLD, "new"))]
    assert newest_known(versions, as_bytes(collection(relabelled(OLD, "new")))) == 0
