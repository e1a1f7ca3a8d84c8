"""Labelling is switched on and off; modes and keys; from nothing to the files."""

import pytest
from qgis.core import QgsSettings
from qgis.gui import QgsGui, QgsMapToolPan
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.ui.label.modes import Mode
from support.dock import LEFT, as_html
from support.labelling import TASKS

pytest_plugins = ["support.labelling"]

BOX = ((2.1, 41.6), (2.3, 41.8))


def is_edited(labeller):
    return [labeller.layer(task).isEditable() for task in TASKS]


# On and off


def test_label_makes_all_layers_editable_and_begins_with_boxes(start):
    labeller = start(label=False)
    assert is_edited(labeller) == [False] * 3 and labeller.mode is None
    assert not labeller.page.modes.isVisible()
    labeller.switch()
    assert is_edited(labeller) == [True] * 3 and labeller.mode is Mode.BOX
    assert labeller.page.modes.isVisible()
    assert labeller.canvas.hasFocus() and labeller.canvas.currentLayer().name() == "detection"


def test_label_again_saves_and_leaves_the_map_to_qgis(labeller):
    labeller.drag(*BOX)
    labeller.switch()
    assert is_edited(labeller) == [False] * 3 and labeller.mode is None
    assert labeller.canvas.mapTool() is None and not labeller.page.modes.isVisible()
    assert all(fid > 0 for fid in labeller.layer("detection").allFeatureIds())
    assert labeller.counts == {"water": 1}
    labeller.key("2", "N", "B")
    assert labeller.page.palette.current == "water" and labeller.mode is None
    assert labeller.image == "a.tif"


def test_label_goes_on_with_the_mode_that_was_on(labeller):
    labeller.key("C")
    for _ in range(2):
        labeller.switch()
    assert labeller.mode is Mode.CLASSIFY


@pytest.mark.parametrize(
    ("mode", "key", "layer"),
    [
        (Mode.AREA, "A", "segmentation"),
        (Mode.ERASE, "E", "segmentation"),
        (Mode.CLASSIFY, "C", "classification"),
        (Mode.SELECT, "V", "detection"),
    ],
)
def test_a_mode_has_a_button_and_a_key(labeller, mode, key, layer):
    labeller.use(mode)
    assert labeller.mode is mode and labeller.canvas.currentLayer().name() == layer
    assert labeller.canvas.hasFocus()
    labeller.key("B")
    assert labeller.mode is Mode.BOX
    assert labeller.canvas.currentLayer().name() == "detection"
    labeller.key(key)
    assert labeller.mode is mode and is_edited(labeller) == [True] * 3
    assert as_html(labeller.page.modes.buttons[mode].toolTip()).endswith(f"({key})")
    labeller.use(mode)  # a click on the button that is down leaves it down
    assert labeller.mode is mode


def test_the_dock_stays_narrow(labeller):
    assert labeller.session.dock.minimumSizeHint().width() <= 300


# Keys


def test_keys_do_nothing_while_somebody_types(labeller):
    before = labeller.picture
    fields = [labeller.page.navigator.search, labeller.line.name]
    for field in fields:
        labeller.bot.mouseClick(field, LEFT)
        assert field.hasFocus()
        labeller.bot.keyClicks(field, "2cnxdb1n")
        labeller.settle()
        assert field.text() == "2cnxdb1n"
        field.clear()
    labeller.rename("water", "2cnxdb1")
    assert labeller.names == ["2cnxdb1", "urban", "field"]
    assert labeller.mode is Mode.BOX and labeller.image == "a.tif"
    assert [item.state.value for item in labeller.page.images.items] == ["todo", "todo"]
    labeller.undo()
    assert labeller.picture == before and labeller.page.palette.current == "water"


def test_keys_of_qgis_stay_free(labeller):
    taken = [action.shortcut().toString() for action in labeller.canvas.actions()]
    assert not {"S", "T", "R"} & set(taken) and len(taken) == len(set(taken))


def test_another_tool_of_qgis_leaves_the_keys_on(labeller):
    pan = QgsMapToolPan(labeller.canvas)
    labeller.canvas.setMapTool(pan)
    assert labeller.mode is None
    labeller.key("2")
    assert labeller.page.palette.current == "urban"
    labeller.key("N")
    assert labeller.image == "b.tif" and labeller.canvas.mapTool() is pan
    labeller.key("B")
    assert labeller.mode is Mode.BOX
    labeller.drag(*BOX)
    assert labeller.owners("detection") == [("b.tif", "urban")]


@pytest.fixture
def shortcuts():
    """QGIS's shortcut manager; what it has remembered is forgotten."""
    yield QgsGui.shortcutsManager()
    settings = QgsSettings()
    for key in settings.allKeys():
        if key.startswith("shortcuts/"):
            settings.remove(key)


def test_qgis_lists_the_keys_and_lets_the_user_change_them(labeller, shortcuts):
    ours = {
        action.text(): action
        for action in shortcuts.listActions()
        if action.objectName().startswith("ScaneoBridge")
    }
    assert len(ours) == 23 and all(text.startswith("Label: ") for text in ours)
    assert not QgsSettings().contains("shortcuts/Label: classes")
    assert shortcuts.setKeySequence(ours["Label: classes"], "Q")
    assert shortcuts.setKeySequence(ours["Label: next image"], "W")
    assert shortcuts.setKeySequence(ours["Label: label 2"], "J")
    labeller.key("C", "N", "2")
    assert labeller.mode is Mode.BOX and labeller.page.palette.current == "water"
    labeller.key(Qt.Key.Key_J, Qt.Key.Key_W, Qt.Key.Key_Q)
    assert labeller.mode is Mode.CLASSIFY and labeller.page.palette.current == "urban"
    assert labeller.image == "b.tif"
    tip = labeller.page.modes.buttons[Mode.CLASSIFY].toolTip()
    assert as_html(tip).endswith("(Q)")
    role = Qt.ItemDataRole.ToolTipRole
    tip = labeller.page.labels.data(labeller.page.labels.index(1, 0), role)
    assert "Key: J" in as_html(tip)


def test_a_tenth_label_has_the_key_0(start):
    names = [f"label {number}" for number in range(1, 12)]
    labeller = start(labels=dict.fromkeys(names, "#123456"))
    labeller.key("0")
    assert labeller.page.palette.current == "label 10"
    labeller.key("9")
    assert labeller.page.palette.current == "label 9"


def test_a_key_without_its_label_does_nothing(labeller):
    labeller.key("9")
    assert labeller.page.palette.current == "water" and labeller.owners("detection") == []


def test_a_new_name_typed_anywhere_is_no_key(labeller):
    """What is typed goes into the field that has the focus, in every mode."""
    labeller.key("C")
    labeller.bot.mouseClick(labeller.line.name, LEFT)
    labeller.bot.keyClicks(labeller.line.name, "bac 123")
    labeller.settle()
    assert labeller.mode is Mode.CLASSIFY and labeller.chips == [[], []]
    assert labeller.line.name.text() == "bac 123"


# Classes


def test_a_key_gives_the_class_and_takes_it_away(labeller):
    labeller.key("C", "2")
    assert labeller.owners("classification") == [("a.tif", "urban")]
    assert labeller.chips == [["urban"], ["urban"]]
    labeller.key("1")
    assert labeller.chips == [["water", "urban"]] * 2 and labeller.counts == {
        "water": 1,
        "urban": 1,
    }
    labeller.key("2")
    assert labeller.chips == [["water"]] * 2
    labeller.undo()
    assert labeller.chips == [["water", "urban"]] * 2
    labeller.undo("segmentation", times=2)
    assert labeller.chips == [[], []] and labeller.counts == {}
    labeller.redo("classification", times=3)
    assert labeller.chips == [["water"]] * 2


def test_a_class_is_drawn_as_the_footprint(labeller):
    labeller.key("C", "1")
    (feature,) = labeller.features("classification")
    bounds = feature.geometry().boundingBox()
    assert (bounds.xMinimum(), bounds.yMinimum()) == pytest.approx((2.0, 41.5))
    assert (bounds.xMaximum(), bounds.yMaximum()) == pytest.approx((2.5, 42.0))


def test_clicks_on_map_and_palette_toggle_the_class(labeller):
    labeller.use(Mode.CLASSIFY)
    labeller.click((2.2, 41.7))
    assert labeller.chips == [["water"]] * 2
    labeller.choose("field")
    assert labeller.chips == [["water", "field"]] * 2
    labeller.click((2.4, 41.9))
    assert labeller.chips == [["water"]] * 2
    labeller.choose("water")
    assert labeller.chips == [[], []] and labeller.canvas.hasFocus()


def test_a_cross_on_a_chip_takes_the_class_away(labeller):
    labeller.key("C", "1", "3")
    chip = [one for one in labeller.page.class_tags.children() if one.objectName() == "chip"][-1]
    labeller.press(chip.remove)
    assert labeller.chips == [["water"]] * 2
    labeller.undo()
    assert labeller.chips == [["water", "field"]] * 2


def test_chips_are_those_of_the_image(labeller):
    labeller.key("C", "1", "N")
    assert labeller.chips == [[], []]
    labeller.key("2")
    assert labeller.owners("classification") == [("a.tif", "water"), ("b.tif", "urban")]
    labeller.key("P")
    assert labeller.chips == [["water"]] * 2


def test_with_labelling_off_the_map_shows_chips_still(labeller):
    labeller.key("C", "1")
    labeller.switch()
    assert labeller.chips == [[], ["water"]]


# All of it


def square(west, south, east, north):
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def test_from_nothing_to_the_files(bare):
    bare.option("Snap to")
    bare.drag((2.11, 41.61), (2.29, 41.79))
    bare.name_label("water")
    bare.key("C", "1", "A")
    bare.name_label("urban")
    bare.outline((2.31, 41.81), (2.39, 41.81), (2.39, 41.89), (2.31, 41.89))
    bare.key("N", "X")
    files = bare.export()
    properties = {"label": "water", "task": "detection"}
    assert set(files) == {"a.geojson", "b.geojson", "spai.json"}
    assert files["b.geojson"] == {"type": "FeatureCollection", "features": []}
    assert [one["name"] for one in files["spai.json"]["labels"]] == ["water", "urban"]
    image, box, area = files["a.geojson"]["features"]
    assert image == {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": []},
        "properties": {"label": "water", "task": "classification"},
    }
    (south, east), (north, west) = box["properties"].pop("bbox")
    assert (west, south, east, north) == pytest.approx((2.1, 41.6, 2.3, 41.8), abs=1e-9)
    assert box == {
        "type": "Feature",
        "geometry": {
            "type": "Polygon",
            "coordinates": [
                [[east, south], [east, north], [west, north], [west, south], [east, south]]
            ],
        },
        "properties": properties,
    }
    ((ring,),) = area["geometry"].pop("coordinates")
    assert sorted(ring[:4]) == [
        pytest.approx(corner) for corner in sorted(square(2.3, 41.8, 2.4, 41.9)[:4])
    ]
    assert area == {
        "type": "Feature",
        "geometry": {"type": "MultiPolygon"},
        "properties": {"label": "urban", "task": "segmentation"},
    }
