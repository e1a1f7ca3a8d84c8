"""Labels of two sides that began as the same list."""

import pytest
from scaneo_bridge.core.base.model import Label
from scaneo_bridge.core.formats.scaneo.merge.label_three_way import LabelConflict, merge_labels
from scaneo_bridge.core.formats.scaneo.merge.side import Side

RED, GREEN, BLUE = "#ff0000", "#00ff00", "#0000ff"


def labels(**colors):
    return [Label(name, color) for name, color in colors.items()]


BASE = labels(a=RED, b=RED, c=RED)


def merged(ours, theirs, **how):
    merge = merge_labels(BASE, ours, theirs, **how)
    assert not merge.conflicts
    return {label.name: label.color for label in merge.labels}


def test_what_one_side_did_is_taken():
    ours = labels(a=GREEN, b=RED, mine=BLUE)
    theirs = labels(a=RED, c=BLUE, b=RED, yours=BLUE)
    assert merged(labels(a=GREEN, b=RED, c=RED), theirs) == {
        "a": GREEN, "c": BLUE, "b": RED, "yours": BLUE
    }  # fmt: skip
    assert merged(ours, BASE) == {"a": GREEN, "b": RED, "mine": BLUE}


def test_what_both_did_alike_is_one():
    both = labels(a=BLUE, b=RED, d=GREEN)
    assert merged(both, both) == {"a": BLUE, "b": RED, "d": GREEN}


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (labels(a=GREEN), labels(a=BLUE), LabelConflict("a", Label("a", RED), Label("a", GREEN),
                                                        Label("a", BLUE))),
        (labels(), labels(a=BLUE), LabelConflict("a", Label("a", RED), None, Label("a", BLUE))),
        (labels(a=GREEN), labels(), LabelConflict("a", Label("a", RED), Label("a", GREEN), None)),
        (labels(a=RED, n=GREEN), labels(a=RED, n=BLUE),
         LabelConflict("n", None, Label("n", GREEN), Label("n", BLUE))),
    ],
)  # fmt: skip
def test_what_both_did_differently_is_a_conflict_until_it_is_picked(ours, theirs, expected):
    base = labels(a=RED)
    merge = merge_labels(base, ours, theirs)
    assert merge.conflicts == [expected]
    assert expected.name in {label.name for label in merge.labels}, "nothing is lost before that"
    for side, wanted in ((Side.OURS, expected.ours), (Side.THEIRS, expected.theirs)):
        picked = merge_labels(base, ours, theirs, (), {expected.name: side})
        assert not picked.conflicts
        found = {label.name: label for label in picked.labels}
        assert found.get(expected.name) == wanted


def test_a_label_that_is_used_stays_though_one_side_deleted_it():
    rest = labels(b=RED, c=RED)
    assert "a" not in merged(BASE, rest)
    assert merged(BASE, rest, used={"a"})["a"] == RED
    assert merged(rest, BASE, used={"a"})["a"] == RED
    assert merged(labels(a=GREEN, b=RED, c=RED), rest, used={"a"})["a"] == GREEN
    assert merged(rest, labels(a=BLUE, b=RED, c=RED), used={"a"})["a"] == BLUE


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("abc", "cba", "cba"),
        ("bca", "abc", "bca"),
        ("bca", "cba", "cba"),
        ("abxc", "abcy", "abxcy"),
        ("abcx", "cba", "cxba"),
        ("xabc", "abc", "xabc"),
        ("abc", "yabc", "yabc"),
        ("bca", "yabzc", "ybzca"),
    ],
)
def test_the_order_is_that_of_who_changed_it_theirs_where_both_did(ours, theirs, expected):
    one, other = (labels(**dict.fromkeys(names, RED)) for names in (ours, theirs))
    assert list(merged(one, other)) == list(expected)
