"""The colours and counts of the labels that layers give, and how spai.json lists them."""

import json
import re

import pytest
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsProperty,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
    QgsSymbolLayer,
)
from scaneo_bridge.core.base.colors import PALETTE
from scaneo_bridge.core.base.model import Label
from support.folders import write_files
from support.geojson import classification, collection, detection, spai
from support.sources import (
    CLASSIFICATION,
    DETECTION,
    SQUARE,
    check_folder,
    export,
    labels_of,
    layer_of,
    only,
    source,
    spai_of,
    written,
)
from support.subjects.layer_labels import (
    BLUE,
    GREEN,
    GREY,
    RED,
    categorized,
    kinds,
    rule,
    ruled,
    single,
    symbol,
)

# Colours


def test_the_categories_that_test_the_label(folder):
    layer = categorized(kinds("a", "b", "c"), ("a", RED, "alpha"), ("b", BLUE, ""))
    export(folder, source(layer, label="kind"))
    colors = spai_of(folder)
    assert (colors["a"], colors["b"]) == (RED, BLUE)
    assert colors["c"] == PALETTE[0]


@pytest.mark.parametrize("label", ['"kind"', "KIND", 'lower("Kind")'])
def test_however_the_field_is_spelt(folder, label):
    export(folder, source(categorized(kinds("a"), ("a", RED, "")), label=label))
    assert spai_of(folder) == {"a": RED}


def computed(layer, expression, renderer=QgsSingleSymbolRenderer, outline=False):
    """One symbol for all features, which paints each in its own colour."""
    made = symbol(GREY, style="no", outline_color=GREY) if outline else symbol(GREY)
    kind = QgsSymbolLayer.Property
    key = kind.PropertyStrokeColor if outline else kind.PropertyFillColor
    made.symbolLayer(0).setDataDefinedProperty(key, QgsProperty.fromExpression(expression))
    layer.setRenderer(renderer(made))
    return layer


def of_the_rest(made):
    return QgsCategorizedSymbolRenderer("kind", [QgsRendererCategory(None, made, "all")])


@pytest.mark.parametrize("renderer", [QgsSingleSymbolRenderer, of_the_rest])
@pytest.mark.parametrize("outline", [False, True])
def test_a_colour_that_is_computed_from_the_label(folder, renderer, outline):
    by_kind = f"CASE WHEN \"kind\" = 'a' THEN '{RED}' WHEN \"kind\" = 'b' THEN '{BLUE}' END"
    export(folder, source(computed(kinds("a", "b", "c"), by_kind, renderer, outline), label="kind"))
    assert spai_of(folder) == {"a": RED, "b": BLUE, "c": GREY}


def test_a_colour_that_is_computed_from_another_field_says_nothing(folder):
    by_size = f"CASE WHEN \"size\" = 1 THEN '{RED}' ELSE '{BLUE}' END"
    export(folder, source(computed(kinds("a", "b"), by_size), label="kind"))
    assert spai_of(folder) == {"a": PALETTE[0], "b": PALETTE[1]}


def test_the_rules_that_test_the_label(folder):
    layer = ruled(
        kinds("a", "b", "c", "d"),
        rule("", RED, "\"kind\" = 'a'"),
        rule("", GREY, "\"kind\" IN ('b', 'c')", [rule("", BLUE, "\"kind\" = 'b'")]),
        rule("", GREEN, '"size" = 4'),
    )
    export(folder, source(layer, label="kind"))
    colors = spai_of(folder)
    assert (colors["a"], colors["b"], colors["c"]) == (RED, BLUE, GREY)
    assert colors["d"] == PALETTE[0], "a rule that looks at something else says nothing of a label"


def test_a_rule_in_one_that_looks_at_something_else(folder):
    """Of two colours that a label has, neither is its own."""
    inner = [rule("", BLUE, "\"kind\" = 'a'")], [rule("", RED, "\"kind\" = 'a'")]
    layer = ruled(
        kinds("a", "a"),
        rule("", None, '"size" < 2', inner[0]),
        rule("", None, '"size" >= 2', inner[1]),
    )
    export(folder, source(layer, label="kind"))
    assert spai_of(folder) == {"a": PALETTE[0]}


def test_categories_of_another_field_say_nothing(folder):
    layer = categorized(kinds("a", "b"), ("1", RED, ""), ("2", BLUE, ""), field="size")
    export(folder, source(layer, label="kind"))
    assert list(spai_of(folder).values()) == list(PALETTE[:2])


def test_an_outline_gives_its_colour(folder):
    export(folder, source(single(kinds("a"), RED, style="no", outline_color=BLUE), label="kind"))
    assert spai_of(folder) == {"a": BLUE}


def test_the_symbology_comes_before_the_list_and_the_list_before_one_symbol(folder):
    write_files(folder, {"spai.json": spai(a=GREY, b=GREEN)})
    export(
        folder,
        source(categorized(kinds("a"), ("a", RED, "")), label="kind"),
        source(single(kinds("b"), BLUE), label="kind"),
        source(single(kinds("c"), BLUE), label="kind"),
    )
    assert spai_of(folder) == {"a": RED, "b": GREEN, "c": BLUE}


def test_one_symbol_is_no_colour_for_several_labels(folder):
    export(folder, source(single(kinds("a", "b"), BLUE), label="kind"))
    assert list(spai_of(folder).values()) == list(PALETTE[:2])


def test_colours_are_distinct_and_none_is_taken_twice(folder):
    write_files(folder, {"spai.json": spai(old=PALETTE[0])})
    export(folder, source(kinds(*map(str, range(40))), label="kind"))
    colors = list(spai_of(folder).values())
    assert len(colors) == len(set(colors)) == 41
    assert colors[:24] == list(PALETTE)
    assert all(re.fullmatch("#[0-9a-f]{6}", color) for color in colors)


# The user's choices


def test_renames_merges_and_colours(folder):
    chosen = {"a": Label("water", RED), "b": Label("water", RED), "c": Label("c", BLUE)}
    done = export(folder, source(kinds("a", "b", "c", "d"), label="kind"), labels=chosen)
    assert labels_of(folder) == ["water", "water", "c", "d"]
    assert spai_of(folder) == {"water": RED, "c": BLUE, "d": PALETTE[0]}
    uses = {use.name: (use.label, use.count) for use in done.labels}
    assert uses["a"] == uses["b"] == (Label("water", RED), 1)
    assert uses["d"] == (Label("d", PALETTE[0]), 1)


def test_labels_are_merged_into_one_that_is_listed(folder):
    write_files(folder, {"spai.json": spai(water=GREY)})
    export(folder, source(kinds("a"), label="kind"), labels={"a": Label("water", GREY)})
    assert spai_of(folder) == {"water": GREY}
    assert labels_of(folder) == ["water"]


@pytest.mark.parametrize("label", [Label("", RED), Label("a\0", RED)])
def test_a_choice_that_is_no_label_is_listed(folder, label):
    done = export(folder, source(kinds("a", "b"), label="kind"), labels={"a": label})
    assert len(done.problems) == 1
    assert list(spai_of(folder)) == ["b"]


def test_a_class_of_two_features_after_a_merge_is_written_once(folder):
    chosen = {"a": Label("water", RED), "b": Label("water", RED)}
    done = export(folder, source(kinds("a", "b"), CLASSIFICATION, label="kind"), labels=chosen)
    assert labels_of(folder) == ["water"]
    assert "label already" in only(done.problems)


# The count of each


def test_the_counts_are_of_annotations_that_are_in_the_folder(folder):
    write_files(folder, {"b.geojson": b"no json"})
    far = SQUARE.replace("2.", "12.")
    right = "Polygon((2.6 41.1, 2.7 41.1, 2.7 41.2, 2.6 41.2, 2.6 41.1))"
    layer = layer_of((SQUARE, "a"), (SQUARE, "a"), (far, "a"), (right, "a"), (right, "b"))
    done = export(folder, layer)
    assert {use.name: use.count for use in done.labels} == {"a": 2, "b": 0}
    assert list(spai_of(folder)) == ["a"]


def test_the_count_of_a_class_that_is_given_twice(folder):
    done = export(folder, source(kinds("a", "a"), CLASSIFICATION, label="kind"))
    assert [use.count for use in done.labels] == [1]


# spai.json


def test_the_list_keeps_its_order_and_its_members_and_grows_at_its_end(folder):
    listed = {
        "version": 1.50,
        "labels": [
            {"name": "z", "color": "#111111", "shortcut": "1"},
            {"color": "#222222", "name": "a"},
        ],
        "more": {"x": [1, 2]},
    }
    write_files(folder, {"spai.json": listed})
    export(folder, source(kinds("m", "a", "b"), label="kind"))
    now = json.loads((folder / "spai.json").read_bytes())
    assert [entry["name"] for entry in now["labels"]] == ["z", "a", "m", "b"]
    assert now["labels"][0] == listed["labels"][0]
    assert {**now, "labels": None} == {**listed, "labels": None}


def test_no_label_is_lost(folder):
    write_files(
        folder, {"spai.json": spai(z=RED, unused=BLUE), "a.geojson": collection(detection("z"))}
    )
    export(folder, source(kinds("m"), DETECTION, label="kind"), replaced=[DETECTION])
    assert list(spai_of(folder)) == ["z", "unused", "m"]


def test_labels_that_the_list_had_forgotten_are_listed_with_a_change(folder):
    files = {"spai.json": spai(z=RED), "a.geojson": collection(detection("forgotten"))}
    write_files(folder, files)
    export(folder, source(kinds("m"), label="kind"))
    assert set(spai_of(folder)) == {"z", "m", "forgotten"}


def test_labels_that_the_list_had_forgotten_are_listed_when_nothing_is_new(folder):
    files = {
        "spai.json": spai(z=RED),
        "a.geojson": collection(detection("z"), classification("forgotten")),
    }
    write_files(folder, files)
    export(folder, source(kinds("z"), DETECTION, label="kind"), replaced=[DETECTION])
    assert labels_of(folder) == ["forgotten", "z"]
    assert list(spai_of(folder)) == ["z", "forgotten"]


def test_what_is_wrong_with_the_list_is_said(folder):
    entries = [
        {"name": "a", "color": "#111111"},
        {"name": "a", "color": "#222222"},
        {"color": "#333333"},
        {"name": "b"},
        {"name": "c", "color": "red"},
    ]
    write_files(folder, {"spai.json": {"labels": entries}})
    done = export(folder, source(kinds("m"), label="kind"))
    assert [(note.path, note.location) for note in done.notes] == [
        ("spai.json", "label 2"),
        ("spai.json", "label 3"),
        ("spai.json", "label 4"),
    ]
    after = json.loads((folder / "spai.json").read_bytes())["labels"]
    assert after[:5] == entries and [one["name"] for one in after[5:]] == ["m"]


def test_that_there_is_no_list_yet_is_no_problem(folder):
    assert not export(folder, source(kinds("m"), label="kind")).notes


def test_the_folder_is_checked(folder):
    """The helper that every export goes through finds a label that is not listed."""
    write_files(folder, {"spai.json": spai(z=RED), "a.geojson": collection(detection("y"))})
    with pytest.raises(AssertionError):
        check_folder(folder, ["a.geojson"])
    assert written(folder)
