"""spai.json: read whatever it holds, written so that SCANEO takes it."""

import json

import pytest
from scaneo_bridge.core.base.colors import PALETTE
from scaneo_bridge.core.base.model import Label, Severity
from scaneo_bridge.core.base.rules import (
    LABEL_BARE,
    LABEL_COLORLESS,
    LABEL_DUPLICATE,
    LABEL_NAMELESS,
)
from scaneo_bridge.core.formats.geojson.reader import Unreadable
from scaneo_bridge.core.formats.scaneo.labels import read_labels, reindexed, unlisted, write_labels
from support.geojson import LABELS, as_bytes, spai

UNREADABLE = {
    "cut off": (b'{"labels": [{"name": "wat', "cut off"),
    "empty": (b"", "cut off"),
    "not UTF-8": (b'{"labels": [{"name": "caf\xe9"}]}', "not UTF-8"),
    "more behind": (b'{"labels": []} {}', "not JSON"),
    "a list": (b"[]", "no list of labels"),
    "no labels": (b'{"label": []}', "no list of labels"),
    "labels by name": (b'{"labels": {"water": "#0048f0"}}', "no list of labels"),
    "deep": (b"[" * 100_000, "nested too deep"),
}


def names(read):
    return [label.name for label in read.labels]


def test_labels_come_in_the_users_order():
    read = read_labels(as_bytes(LABELS))
    assert read.labels == (
        Label("water", "#0048f0"),
        Label("urban", "#8d99ae"),
        Label("field", "#f2c14e"),
    )
    assert not read.problems


def test_a_byte_order_mark_is_no_obstacle_for_us_and_one_for_scaneo():
    read = read_labels(b"\xef\xbb\xbf" + as_bytes(LABELS))
    assert names(read) == ["water", "urban", "field"]
    (problem,) = read.problems
    assert (problem.severity, problem.rule) == (Severity.ERROR, "file-bom")
    assert "byte-order mark" in str(problem)


def test_no_file():
    read = read_labels(None)
    assert (read.labels, read.found) == ((), False)
    assert "There is no spai.json" in str(read.problems[0])


@pytest.mark.parametrize(("data", "said"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_is_no_list_of_labels(data, said):
    read = read_labels(data)
    assert (read.labels, read.found) == ((), False)
    (problem,) = read.problems
    assert problem.path == "spai.json"
    assert said in problem.what
    assert problem.mend
    with pytest.raises(Unreadable):
        write_labels(data, [Label("water", "#0048f0")])


def test_of_two_labels_of_one_name_the_first_is_taken():
    data = as_bytes({"labels": [*LABELS["labels"], {"name": "water", "color": "#ffffff"}]})
    read = read_labels(data)
    assert read.labels[0] == Label("water", "#0048f0")
    assert len(read.labels) == 3
    (problem,) = read.problems
    assert problem.location == "label 4"
    assert "“water” is listed twice" in problem.what


@pytest.mark.parametrize("color", ["", " ", None, 5, {"r": 1}, float("nan"), ...])
def test_a_colour_that_is_none_gets_one_that_is_free(color):
    entry = {"name": "field"} if color is ... else {"name": "field", "color": color}
    read = read_labels(as_bytes({"labels": [{"name": "a", "color": PALETTE[0]}, entry]}))
    assert read.labels[1] == Label("field", PALETTE[1])
    (problem,) = read.problems
    assert (problem.location, problem.rule) == ("label 2", "label-colorless")
    assert "#rrggbb" in problem.mend


@pytest.mark.parametrize(
    ("color", "shown"),
    [("#fff", "#ffffff"), ("#0048f080", "#0048f0"), ("rgb(120, 80, 20)", "#785014"),
     ("red", "#ff0000"), ("#00FF7B", "#00ff7b"), ("hsl(120 100% 50%)", "#00ff00")],
)  # fmt: skip
def test_any_colour_of_a_web_page_is_shown(color, shown):
    read = read_labels(as_bytes({"labels": [{"name": "a", "color": color}]}))
    assert (list(read.labels), list(read.problems)) == ([Label("a", shown)], [])


def test_a_colour_that_only_the_page_knows_is_told_and_may_stay():
    data = as_bytes({"labels": [{"name": "a", "color": "var(--water)"}]})
    read = read_labels(data)
    assert read.labels == (Label("a", PALETTE[0]),)
    (problem,) = read.problems
    assert (problem.rule, problem.severity) == ("label-color-unknown", Severity.WARNING)
    assert write_labels(data, read.labels) == data


@pytest.mark.parametrize(
    "entry",
    [None, True, "", [], {}, ["sea"], {"name": ""}, {"name": 5}, {"name": None}, {"name": "a\0b"},
     {"name": "\ud800"}, "\ud800", float("nan"), float("inf")],
)  # fmt: skip
def test_a_label_without_a_name(entry):
    read = read_labels(as_bytes({"labels": [entry, *LABELS["labels"]]}))
    assert names(read) == ["water", "urban", "field"]
    (problem,) = read.problems
    assert problem.location == "label 1"


@pytest.mark.parametrize(
    ("entry", "name", "kind"),
    [("sea", "sea", "word"), (" ", " ", "word"), ("5", "5", "word"), (5, "5", "number"),
     (1.50, "1.5", "number"), (-0.0, "-0.0", "number")],
)  # fmt: skip
def test_a_bare_word_or_number_is_a_labels_name(entry, name, kind):
    base = as_bytes({"labels": [LABELS["labels"][0], entry, LABELS["labels"][1]]})
    read = read_labels(base)
    assert names(read) == ["water", name, "urban"]
    assert len({label.color for label in read.labels}) == 3
    (problem,) = read.problems
    assert (problem.rule, problem.location) == ("label-bare", "label 2")
    assert problem.what.startswith(f"The label “{name}” is a bare {kind}: SCANEO stops on it.")
    assert write_labels(base, read.labels) == base
    mended = json.loads(write_labels(base, read.labels, [LABEL_BARE]))["labels"]
    assert mended == [{"name": label.name, "color": label.color} for label in read.labels]


def test_a_number_is_a_labels_name_as_it_is_written():
    assert names(read_labels(b'{"labels": [1.50, 7e0, 1.5]}')) == ["1.50", "7e0", "1.5"]


def test_of_bare_words_only_the_one_that_is_edited_changes():
    base = b'{"labels":["sea","lake"]}'
    sea, lake = read_labels(base).labels
    red = write_labels(base, [sea, Label("lake", "#ff0000")])
    assert red == b'{"labels":["sea",{"name": "lake", "color": "#ff0000"}]}'
    renamed = write_labels(base, [Label("ocean", sea.color, was=("sea",)), lake])
    assert json.loads(renamed)["labels"] == [{"name": "ocean", "color": sea.color}, "lake"]
    assert write_labels(base, [lake, sea]) == b'{"labels":["lake","sea"]}'
    assert write_labels(base, [lake]) == b'{"labels":["lake"]}'


@pytest.mark.parametrize("is_first", [True, False])
def test_of_a_bare_word_and_a_label_of_that_name_the_label_counts(is_first):
    water = {"name": "water", "color": "#0048f0", "id": 7}
    entries = ["water", water] if is_first else [water, "water"]
    base = as_bytes({"labels": entries})
    read = read_labels(base)
    assert read.labels == (Label("water", "#0048f0"),)
    assert [problem.rule for problem in read.problems] == ["label-twice"]
    assert json.loads(write_labels(base, read.labels, [LABEL_DUPLICATE])) == {"labels": [water]}


def test_a_bare_word_goes_into_no_other_list():
    (sea,) = read_labels(b'{"labels": ["sea"]}').labels
    new = write_labels(None, [sea], others=[b'{"labels": ["sea"]}'])
    assert json.loads(new)["labels"] == [{"name": "sea", "color": sea.color}]


def test_names_that_no_label_has_get_colours_that_are_free():
    listed = [Label("water", PALETTE[0])]
    assert unlisted(listed, ["x", "water", "y", "x"]) == [
        Label("x", PALETTE[1]),
        Label("y", PALETTE[2]),
    ]


def test_what_is_written_is_read_again():
    labels = [Label("urbà · città", "#8d99ae"), Label('"<b>x</b>"', "#0048f0")]
    data = write_labels(None, labels)
    assert list(read_labels(data).labels) == labels
    assert json.loads(data) == spai(**{label.name: label.color for label in labels})


def test_members_that_we_do_not_know_are_kept():
    base = {"version": 2, "labels": [{"id": 7, "name": "water", "color": "#0048f0"}], "by": {}}
    data = write_labels(as_bytes(base), [Label("new", "#ffffff"), Label("water", "#000000")])
    assert json.loads(data) == {
        "version": 2,
        "labels": [
            {"name": "new", "color": "#ffffff"},
            {"id": 7, "name": "water", "color": "#000000"},
        ],
        "by": {},
    }


BY_HAND = b"""{
\t"version": 1.0,
\t"labels": [
\t\t{"name": "snow", "color": "#fff"},
\t\t{"color": "rgb(120, 80, 20)", "name": "mud", "id": 7e0},
\t\t"water",
\t\t{"name": "caf\xc3\xa9", "color": "RED", "note": {"a": [1.50]}},
\t\tnull,
\t\t{"name": "mud", "color": "blue"},
\t\t{"name": "var", "color": "var(--x)"}
\t],
\t"by": "hand"
}
""".replace(b"\n", b"\r\n")


def edited(base, edit, *mended):
    labels = list(read_labels(base).labels)
    edit(labels)
    return write_labels(base, labels, mended)


def test_the_same_labels_are_the_same_bytes():
    assert edited(BY_HAND, lambda labels: None) == BY_HAND


def test_adding_a_label_changes_nothing_else():
    new = edited(BY_HAND, lambda labels: labels.append(Label("boat", "#0048f0")))
    line = b',\r\n\t\t{"name": "boat", "color": "#0048f0"}\r\n\t],'
    assert new == BY_HAND.replace(b"\r\n\t],", line)


def test_recolouring_a_label_changes_its_colour_alone():
    def recolor(labels):
        labels[1] = Label("mud", "#000000")

    assert edited(BY_HAND, recolor) == BY_HAND.replace(b"rgb(120, 80, 20)", b"#000000")


def test_renaming_a_label_changes_its_name_alone():
    def rename(labels):
        labels[3] = Label("tea", "#ff0000", was=("coffee", "caf\u00e9"))

    assert edited(BY_HAND, rename) == BY_HAND.replace("caf\u00e9".encode(), b"tea")


def test_a_new_label_does_not_take_over_what_is_said_of_one_that_had_its_colour():
    def exchange(labels):
        labels[1:2] = [Label("clay", "#785014")]

    entries = json.loads(edited(BY_HAND, exchange))["labels"]
    assert {"name": "clay", "color": "#785014"} in entries
    assert not [entry for entry in entries if isinstance(entry, dict) and entry["name"] == "mud"]


def test_labels_that_are_put_in_another_order_keep_their_words():
    new = edited(BY_HAND, lambda labels: labels.insert(0, labels.pop()))
    assert json.loads(new)["labels"] == [
        {"name": "var", "color": "var(--x)"},
        *json.loads(BY_HAND)["labels"][:-1],
    ]
    assert new.count(b"\r\n\t\t") == BY_HAND.count(b"\r\n\t\t")


def test_deleting_a_label_deletes_its_copies_too():
    new = edited(BY_HAND, lambda labels: labels.pop(1))
    names = [one.get("name") if isinstance(one, dict) else one for one in json.loads(new)["labels"]]
    assert names == ["snow", "water", "caf\u00e9", None, "var"]


def test_what_a_mend_names_goes_and_nothing_else():
    assert edited(BY_HAND, lambda labels: None, LABEL_DUPLICATE) == BY_HAND.replace(
        b'\r\n\t\t{"name": "mud", "color": "blue"},', b""
    )
    new = edited(BY_HAND, lambda labels: None, LABEL_NAMELESS)
    assert new == BY_HAND.replace(b"\r\n\t\tnull,", b"")


@pytest.mark.parametrize(
    ("base", "after"),
    [
        (b'{"labels": []}', b'{"labels": [{"name": "a", "color": "#000000"}]}'),
        (b'{"labels":[],"x":1}', b'{"labels":[{"name": "a", "color": "#000000"}],"x":1}'),
        (
            b'{"labels": [\n  {\n    "name": "b",\n    "color": "red"\n  }\n]}',
            b'{"labels": [\n  {\n    "name": "b",\n    "color": "red"\n  },\n'
            b'  {\n    "name": "a",\n    "color": "#000000"\n  }\n]}',
        ),
        (
            b'{"labels":[{"name":"b","color":"red"}]}',
            b'{"labels":[{"name":"b","color":"red"}, {"name":"a","color":"#000000"}]}',
        ),
        (
            b'{"labels": [{"name": "c"}], "labels": [{"name": "b", "color": "red"}]}',
            b'{"labels": [{"name": "c"}], "labels": [{"name": "b", "color": "red"}, '
            b'{"name": "a", "color": "#000000"}]}',
        ),
    ],
)
def test_a_new_label_is_set_out_as_the_others_are(base, after):
    assert edited(base, lambda labels: labels.append(Label("a", "#000000"))) == after


def test_of_a_member_twice_the_last_counts_and_is_changed():
    base = b'{"labels": [{"name": "x", "name": "a", "color": "red", "color": "blue"}]}'
    assert read_labels(base).labels == (Label("a", "#0000ff"),)
    new = write_labels(base, [Label("a", "#000000")])
    assert new == base.replace(b"blue", b"#000000")


def test_a_label_without_a_colour_gets_one_when_it_is_mended_or_recoloured():
    base = b'{"labels": [{"name": "a"}, {"name": "b", "color": null}, {"name": "c"}]}'
    shown = read_labels(base).labels
    assert write_labels(base, shown) == base
    mended = json.loads(write_labels(base, shown, [LABEL_COLORLESS]))["labels"]
    assert mended == [{"name": label.name, "color": label.color} for label in shown]
    recolored = json.loads(write_labels(base, [Label("a", "#000000"), *shown[1:]]))["labels"]
    assert recolored == [{"name": "a", "color": "#000000"}, {"name": "b", "color": None},
                         {"name": "c"}]  # fmt: skip


def test_a_label_of_another_list_brings_its_words_along():
    other = b'{"labels": [{"name": "a", "color": "#f00", "id": 7}, {"name": "b", "color": "#0f0"}]}'
    wanted = [Label("x", "#000000"), Label("a", "#ff0000"), Label("b", "#ffffff")]
    new = write_labels(None, wanted, others=[b"broken", other])
    assert json.loads(new)["labels"] == [
        {"name": "x", "color": "#000000"},
        {"name": "a", "color": "#f00", "id": 7},
        {"name": "b", "color": "#ffffff"},
    ]


@pytest.mark.parametrize(
    ("after", "moved"),
    [
        (["a", "b", "c", "d"], []),
        (["a", "b"], []),
        (["a", "c"], ["c"]),
        (["b", "a", "c"], ["a", "b"]),
        (["new", "a", "b", "c"], ["a", "b", "c"]),
        ([], []),
    ],
)
def test_labels_that_get_another_place(after, moved):
    before = [Label(name, "#000000") for name in "abc"]
    assert reindexed(before, [Label(name, "#ffffff") for name in after]) == moved


def test_a_label_that_is_renamed_keeps_its_place():
    before = [Label(name, "#000000") for name in "abc"]
    assert reindexed(before, [before[0], Label("x", "#000000", was=("y", "b")), before[2]]) == []
    assert reindexed(before, [before[0], before[2], Label("x", "#000000", ("b",))]) == ["b", "c"]


def test_what_scaneo_stops_on_goes_where_it_is_mended():
    bad = [{"name": "water", "color": "red"}, {"name": "water"}, {"color": "#000000"}, None,
           {"name": "b"}, "c"]  # fmt: skip
    base = as_bytes({"labels": bad})
    read = read_labels(base)
    rules = (LABEL_NAMELESS, LABEL_BARE, LABEL_DUPLICATE, LABEL_COLORLESS)
    data = write_labels(base, read.labels, rules)
    new = [{"name": label.name, "color": label.color} for label in read.labels[1:]]
    assert json.loads(data) == {"labels": [bad[0], *new]} and len(new) == 2
    assert not read_labels(data).problems
