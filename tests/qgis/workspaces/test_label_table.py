"""The table of labels, as people, models and programs edit it: SCANEO can read what comes of it."""

import json

import pytest
from scaneo_bridge.core.base.colors import read_color
from scaneo_bridge.core.workspace.workspace import Workspace
from support.folders import contents
from support.geojson import classification, collection, detection
from support.layers import editing, field, relabel, task_layer
from support.other_hands import sql

LABELS = {
    "labels": [
        {"name": "water", "color": "#0048f0", "note": "kept"},
        {"name": "urban", "color": "rgb(1, 2, 3)"},
        {"name": "field", "color": "#f2c14e"},
    ]
}
FILES = {
    "a.geojson": collection(classification("water"), detection("urban"), detection("field")),
    "spai.json": LABELS,
}


@pytest.fixture
def folder(campaign):
    return campaign(FILES, ["a.tif"])


@pytest.fixture
def workspace(folder, opened):
    return opened(folder).workspace.path


def listed(folder):
    """The list that was written, which SCANEO can read."""
    labels = json.loads((folder / "spai.json").read_text())["labels"]
    names = [label["name"] for label in labels]
    assert all(isinstance(name, str) and name for name in names)
    assert len({*names}) == len(names)
    assert all(read_color(label["color"]) for label in labels)
    return {label["name"]: label["color"] for label in labels}


INSERT = "INSERT INTO labels (name, color) VALUES"
DEEDS = {
    "a name twice": ([f"{INSERT} ('water', '#000000')"], {}, True),
    "a name three times": ([f"{INSERT} ('x', '#010203')"] * 3, {"x": "#010203"}, True),
    "no name": ([f"{INSERT} (NULL, '#000000')"], {}, True),
    "an empty name": ([f"{INSERT} ('', '#000000')"], {}, True),
    "a name of spaces": ([f"{INSERT} ('  ', '#000000')"], {}, True),
    "nothing at all": ([f"{INSERT} (NULL, NULL)"] * 2, {}, True),
    "no colour": ([f"{INSERT} ('x', NULL)"], {"x": None}, True),
    "an empty colour": ([f"{INSERT} ('x', '')"], {"x": None}, True),
    "a broken colour": ([f"{INSERT} ('x', '#12345')"], {"x": None}, True),
    "a word for a colour": ([f"{INSERT} ('x', 'red')"], {"x": "#ff0000"}, False),
    "a short colour": ([f"{INSERT} ('x', '#F00')"], {"x": "#ff0000"}, False),
    "a colour of QGIS": ([f"{INSERT} ('x', '255,0,0,255')"], {"x": None}, True),
    "numbers": ([f"{INSERT} (5, 255)"], {"5": None}, True),
    "bytes that are no text": ([f"{INSERT} (x'ff41', '#000000')"], {}, True),
    "bytes in a colour": ([f"{INSERT} ('x', x'ff41')"], {"x": None}, True),
    "a control character": ([f"{INSERT} ('a' || char(7) || 'b', '#010203')"],
                            {"a\x07b": "#010203"}, False),
    "another case": ([f"{INSERT} ('Water', '#010203')"], {"Water": "#010203"}, False),
    "a space more": ([f"{INSERT} ('water ', '#010203')"], {"water ": "#010203"}, False),
    "two become one": (["UPDATE labels SET name = 'water' WHERE name = 'urban'"], {}, True),
    "all colours gone": (["UPDATE labels SET color = NULL"], {}, True),
}  # fmt: skip


@pytest.mark.parametrize("opens", [True, False], ids=["opened", "exported at once"])
@pytest.mark.parametrize("is_edited", [True, False], ids=["with an edit", ""])
@pytest.mark.parametrize(("deeds", "new", "is_told"), DEEDS.values(), ids=DEEDS)
def test_what_is_written_can_be_read(
    folder, workspace, opened, exported, deeds, new, is_told, is_edited, opens
):
    before = listed(folder)
    sql(workspace, *deeds)
    if is_edited:
        relabel(workspace, "detection", "a.tif", "water", "field")
    told = list(opened(folder).problems) if opens else []
    told += exported(workspace).problems
    assert any(one.path == "spai.json" for one in told) == is_told
    after = listed(folder)
    assert {name: after[name] for name in before} == before
    assert {*after} == {*before, *new}
    for name, color in new.items():
        assert color is None or after[name] == color
    assert json.loads((folder / "spai.json").read_text())["labels"][0] == LABELS["labels"][0]
    assert not exported(workspace).files
    assert not any(one.path == "spai.json" for one in opened(folder).problems)


def test_a_name_that_is_there_many_times_is_told_once(folder, workspace, opened):
    sql(workspace, *[f"{INSERT} ('water', '#000000'), ('urban', '#000000')"] * 3)
    (line,) = [one for one in opened(folder).problems if "twice" in one.what]
    assert line.what.endswith("twice: “water”, “urban”.")


def test_a_new_label_without_a_colour_keeps_the_one_that_it_gets(folder, workspace, exported):
    sql(workspace, f"{INSERT} ('x', NULL), ('y', 'nothing')")
    exported(workspace)
    after = listed(folder)
    assert len({*after.values()}) == 5
    with Workspace.open(workspace) as known:
        assert {one.name: one.color for one in known.labels()}["x"] == after["x"]
    relabel(workspace, "detection", "a.tif", "x", "field")
    exported(workspace)
    assert listed(folder) == after


@pytest.mark.parametrize("value", ["NULL", "''", "x'ff41'", "CAST(x'ff41' AS TEXT)"])
def test_an_annotation_without_a_label_stays_in_its_file(folder, workspace, exported, value):
    before = contents(folder)
    sql(workspace, f"UPDATE detection SET label = {value} WHERE label = 'urban'")
    done = exported(workspace)
    assert [one.path for one in done.problems] == ["detection"]
    assert contents(folder)["a.geojson"] == before["a.geojson"]
    assert set(listed(folder)) == {"water", "urban", "field"}


def test_a_number_for_a_label_is_its_digits(folder, workspace, exported):
    sql(workspace, "UPDATE detection SET label = 7 WHERE label = 'urban'")
    exported(workspace)
    assert "7" in listed(folder)


def test_labels_typed_in_a_form_are_listed(folder, workspace, exported):
    with editing(workspace, "detection") as layer:
        for one, name in zip(task_layer(workspace, "detection").getFeatures(), ("x", "X ")):
            layer.changeAttributeValue(one.id(), field(layer, "label"), name)
    exported(workspace)
    assert {"x", "X "} <= listed(folder).keys()
