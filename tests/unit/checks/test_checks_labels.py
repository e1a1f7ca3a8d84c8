"""What the checks find in the labels of a campaign."""

import pytest
from scaneo_bridge.core.base.model import Image, Label, Problem
from scaneo_bridge.core.formats.scaneo.checks.alike_labels import (
    alike_groups,
    alike_labels,
    difference,
)
from scaneo_bridge.core.formats.scaneo.checks.campaign import CampaignCheck
from scaneo_bridge.core.formats.scaneo.checks.mend_labels import mend_label_file, mend_labels
from scaneo_bridge.core.formats.scaneo.labels import read_labels
from support.checks import IMAGE, broken, check, ids
from support.geojson import (
    LABELS,
    as_bytes,
    classification,
    collection,
    detection,
    feature,
    spai,
)

BOM = b"\xef\xbb\xbf"
NAMELESS = {"color": "#123456"}


def found(*names, labels=LABELS, without=()):
    """The rules that labels break, in a campaign whose image has these classes."""
    return broken(check(*map(classification, names), labels=labels), *without)


@pytest.mark.parametrize(
    ("labels", "rules"),
    [
        (LABELS, []),
        (None, ["labels-missing"]),
        (b"{", ["labels-broken"]),
        (b'{"labels": 5}', ["labels-broken"]),
        (BOM + as_bytes(LABELS), ["file-bom"]),
        ({"labels": [*LABELS["labels"], LABELS["labels"][0]]}, ["label-twice"]),
        ({"labels": [*LABELS["labels"], NAMELESS, None]}, ["label-nameless"] * 2),
        ({"labels": ["water"]}, ["label-bare"]),
        ({"labels": [{"name": "water"}]}, ["label-colorless"]),
        ({"labels": [{"name": "water", "color": "blue"}]}, []),
        ({"labels": [{"name": "water", "color": "bluish"}]}, ["label-color-unknown"]),
    ],
)
def test_what_is_wrong_with_the_list_is_found(labels, rules):
    assert found("water", labels=labels) == rules


def test_no_list_is_missed_where_no_label_is_in_use():
    assert broken(check(labels=None)) == []


def test_a_label_that_is_not_listed_is_found_once_with_all_that_have_it():
    findings = check(classification("lake"), detection("lake"), detection("urban"))
    (finding,) = [one for one in findings if one.rule.id == "label-unlisted"]
    assert "“lake” is not in spai.json" in finding.problem.what
    assert "2 annotations have it" in finding.problem.what
    assert (finding.label, finding.which, finding.problem.path) == ("lake", 0, "a.geojson")


def test_a_label_that_nobody_uses_is_noted():
    unused = [one.label for one in check(classification("water")) if one.rule.id == "label-unused"]
    assert unused == ["urban", "field"]


def test_a_label_of_what_can_not_be_shown_is_used():
    hidden = [
        feature("points", "urban", {"type": "Point", "coordinates": [2.1, 41.1]}),
        feature("detection", "field", None),
    ]
    found = [one.rule.id for one in check(classification("water"), *hidden, None, {}, {"a": 1})]
    assert "label-unused" not in found
    assert "geometry-broken" in found


@pytest.mark.parametrize(
    ("data", "rule"), [(b'{"features": [', "file-broken"), (None, "file-unreadable")]
)
def test_while_a_file_can_not_be_read_nobody_knows_which_labels_are_unused(data, rule):
    check = CampaignCheck(as_bytes(LABELS), ())
    check.check_image(IMAGE, as_bytes(collection(classification("water"))), None)
    problems = [] if data else [Problem("b.geojson", "It can't be read.", "Look.", rule=rule)]
    found = check.check_image(Image("b.tif", "b.geojson"), data, None, problems)
    assert ids(found) == [rule]
    assert ids(check.finish()) == []


def test_labels_that_wait_for_the_first_annotation_are_no_news():
    assert ids(check()) == []


@pytest.mark.parametrize(
    "other",
    ["Water", "WATER", " water", "wat er", "water\u00a0", "wa\u200bter", "water\t"],
)
def test_labels_that_differ_in_case_or_spaces_are_alike(other):
    assert alike_labels(["water", other], {"water": 2, other: 1}) == {other: "water"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("caf\u00e9", "cafe\u0301"), ("\u212b", "\u00c5"), ("Stra\u00dfe", "STRASSE")],
)
def test_labels_that_differ_in_how_letters_are_encoded_are_alike(one, other):
    assert alike_labels([one, other], {}) == {other: one}


@pytest.mark.parametrize("other", ["water2", "wáter", "watr", "m\u00b2"])
def test_other_names_are_not_alike(other):
    assert alike_labels(["water", "m2", other], {}) == {}


def test_names_of_nothing_but_spaces_are_names():
    assert alike_labels([" ", "  ", "\u200b"], {}) == {}


def test_names_that_read_alike_are_found_for_a_merge_just_as_for_a_check():
    names = ["Café", "lake", "cafe\u0301", "wa\u200bter", "water", "la ke", "sea"]
    assert alike_groups(names) == [
        ["Café", "cafe\u0301"], ["lake", "la ke"], ["wa\u200bter", "water"],
    ]  # fmt: skip


def test_of_labels_alike_the_listed_one_stays_then_the_most_used_then_the_first():
    assert alike_labels(["A"], {"a": 5, "A": 1}) == {"a": "A"}
    assert alike_labels(["A"], {"a": 5}) == {"a": "A"}
    assert alike_labels(["a", "A"], {"a": 1, "A": 2, " a": 5}) == {"a": "A", " a": "A"}
    assert alike_labels([], {"a": 1, "A": 2}) == {"a": "A"}
    assert alike_labels(["A", "a", "a "], {}) == {"a": "A", "a ": "A"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Water", "case"),
        ("wa ter", "spaces"),
        ("wa\u200bter", "characters that can't be seen"),
        (" WATER", "case and spaces"),
    ],
)
def test_it_is_said_which_label_one_is_alike_and_in_what_they_differ(name, said):
    findings = check(detection("water"), detection("water", (41, 2, 41.5, 2.25)), detection(name))
    (finding,) = [one for one in findings if one.rule.id == "label-alike"]
    assert finding.problem.what == (
        f"The label “{name}” reads like “water”: they differ in {said} only. "
        "1 annotation has it, 2 annotations have the other."
    )


def test_a_difference_that_nobody_sees_is_said():
    assert difference("caf\u00e9", "cafe\u0301") == "how a letter is encoded"
    assert difference("\u212a", "K") == "how a letter is encoded"
    assert difference("CAF\u00c9", "cafe\u0301") == "case and how a letter is encoded"


def test_an_unlisted_label_can_be_alike_a_listed_one():
    assert found("water", "Water") == ["label-unlisted", "label-alike"]


# Mends


WATER = Label("water", "#0048f0")


def mended(*names, labels, rule):
    """The list of labels with one rule mended, and which names change."""
    findings = check(*map(classification, names), labels=labels)
    some = [one for one in findings if one.rule.id == rule]
    read = read_labels(as_bytes(labels))
    counts = {name: names.count(name) for name in names}
    return mend_labels(read.labels, some, counts)


def test_an_unlisted_label_is_listed_in_a_colour_of_its_own():
    after, renamed, count = mended(
        "water", "lake", labels=spai(water="#e69f00"), rule="label-unlisted"
    )
    assert [label.name for label in after] == ["water", "lake"]
    assert len({label.color for label in after}) == 2
    assert (renamed, count) == ({}, 1)


def test_an_unused_label_goes():
    after, _, count = mended("water", labels=LABELS, rule="label-unused")
    assert (after, count) == ([WATER], 2)


def test_a_label_that_got_an_annotation_meanwhile_stays():
    findings = check(classification("water"))
    counts = {"water": 1, "urban": 1}
    after, _, count = mend_labels(read_labels(as_bytes(LABELS)).labels, findings, counts)
    assert [label.name for label in after] == ["water", "urban"]
    assert count == 1


def test_of_labels_alike_one_stays_with_its_place_and_colour():
    labels = spai(Water="#111111", field="#222222", water="#333333")
    after, renamed, count = mended("water", "water ", "water", labels=labels, rule="label-alike")
    assert [label.name for label in after] == ["field", "water"]
    assert renamed == {"Water": "water", "water ": "water"}
    assert count == 2


@pytest.mark.parametrize("rules", [{"label-alike"}, {"label-alike", "label-unlisted"}])
@pytest.mark.parametrize("other", ["Water", " water", "wa\u200bter"])
@pytest.mark.parametrize("before", [(), ("water",)])
def test_a_listed_label_keeps_name_colour_and_place_however_few_have_it(rules, other, before):
    labels = spai(water="#111111", field="#222222")
    names = (*before, other, other)
    findings = [one for one in check(*map(detection, names), labels=labels) if one.rule.id in rules]
    read = read_labels(as_bytes(labels))
    counts = {name: names.count(name) for name in names}
    after, renamed, count = mend_labels(read.labels, findings, counts)
    assert (list(after), renamed) == (list(read.labels), {other: "water"})
    assert count == len(rules)


def test_of_labels_alike_that_nobody_listed_one_is():
    names = ("Water", "water", "water")
    findings = check(*map(detection, names), labels=spai(field="#222222"))
    counts = {name: names.count(name) for name in names}
    some = [one for one in findings if one.rule.id in ("label-alike", "label-unlisted")]
    after, renamed, _ = mend_labels([Label("field", "#222222")], some, counts)
    assert ([label.name for label in after], renamed) == (["field", "water"], {"Water": "water"})


def test_what_stops_scaneo_is_gone_from_the_list_and_all_else_stays():
    labels = {
        "labels": [{**LABELS["labels"][0], "note": "deep"}, {"name": "urban"}, NAMELESS,
                   LABELS["labels"][0]],
        "more": 5,
    }  # fmt: skip
    base = as_bytes(labels)
    findings = check(classification("water"), labels=labels)
    first, last, count = mend_label_file(base, read_labels(base).labels, findings)
    assert first == last
    assert count == 3
    assert read_labels(last).problems == ()
    assert b'"note": "deep"' in last
    assert b'"more": 5' in last


def test_of_bare_words_none_is_lost():
    labels = {"labels": ["water", {"name": "urban", "color": "#8d99ae"}, "field", 7]}
    base = as_bytes(labels)
    read = read_labels(base)
    findings = [one for one in check(classification("water"), labels=labels) if one.rule.mend]
    after, renamed, _ = mend_labels(
        read.labels, [one for one in findings if not one.rule.by_hand], {"water": 1}
    )
    first, last, count = mend_label_file(base, after, findings)
    assert (first, renamed, count) == (last, {}, 3)
    mended = read_labels(last)
    assert [label.name for label in mended.labels] == ["water", "urban", "field", "7"]
    assert (mended.labels, mended.problems) == (read.labels, ())


def test_a_byte_order_mark_is_all_that_goes_with_it():
    base = BOM + b' {"labels" :[ ]}\n'
    findings = check(labels=base)
    assert mend_label_file(base, [], findings)[:2] == (base[3:], base[3:])


def test_a_label_goes_after_the_files_that_use_it():
    base = as_bytes(LABELS)
    first, last, _ = mend_label_file(base, [WATER], ())
    assert [label.name for label in read_labels(first).labels] == ["water", "urban", "field"]
    assert read_labels(last).labels == (WATER,)


def test_nothing_to_mend_is_nothing_to_write():
    base = as_bytes(LABELS, indent=5)
    assert mend_label_file(base, read_labels(base).labels, ()) == (None, None, 0)
