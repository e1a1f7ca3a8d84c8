"""spai.json: read whatever it holds, written so that SCANEO takes it."""

import json

import pytest
from scaneo_bridge.core.scaneo.colors import PALETTE
from scaneo_bridge.core.scaneo.document import Unreadable
from scaneo_bridge.core.scaneo.labels import read_labels, unlisted, write_labels
from scaneo_bridge.core.scaneo.model import Label, Severity
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
    assert problem.place == "label 4"
    assert "“water” is listed twice" in problem.what


@pytest.mark.parametrize("color", ["red", "#12", "", None, 5, {"r": 1}, float("nan"), ...])
def test_a_colour_that_is_none_gets_one_that_is_free(color):
    entry = {"name": "field"} if color is ... else {"name": "field", "color": color}
    read = read_labels(as_bytes({"labels": [{"name": "a", "color": PALETTE[0]}, entry]}))
    assert read.labels[1] == Label("field", PALETTE[1])
    (problem,) = read.problems
    assert problem.place == "label 2"
    assert "#rrggbb" in problem.mend


@pytest.mark.parametrize(
    "entry",
    [5, None, "water", [], {}, {"name": ""}, {"name": 5}, {"name": None}, {"name": "a\0b"},
     {"name": "\ud800"}],
)  # fmt: skip
def test_a_label_without_a_name(entry):
    read = read_labels(as_bytes({"labels": [entry, *LABELS["labels"]]}))
    assert names(read) == ["water", "urban", "field"]
    (problem,) = read.problems
    assert problem.place == "label 1"


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


def test_what_scaneo_stops_on_does_not_come_back():
    bad = [{"name": "water", "color": "red"}, {"name": "water"}, {"color": "#000000"}, 5]
    read = read_labels(as_bytes({"labels": bad}))
    data = write_labels(as_bytes({"labels": bad}), read.labels)
    assert json.loads(data) == {"labels": [{"name": "water", "color": read.labels[0].color}]}
    assert not read_labels(data).problems
