"""Labelling is switched on and off; modes and keys; from nothing to the files."""

import pytest
from qgis.core import QgsSettings
from qgis.gui import QgsGui, QgsMapToolPan
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.ui.label.modes import Mode
from support.desk.desk import TASKS
from support.desk.widgets import as_html
from support.mouse import LEFT

pytest_plugins = ["support.desk.fixtures"]

BOX = ((2.1, 41.6), (2.3, 41.8))


def is_edited(desk):
    return [desk.layer(task).isEditable() for task in TASKS]


# On and off


def test_label_makes_all_layers_editable_and_begins_with_boxes(start):
    desk = start(label=False)
    assert is_edited(desk) == [False] * 3 and desk.dock.mode is None
    assert not desk.dock.page.modes.isVisible()
    desk.dock.switch()
    assert is_edited(desk) == [True] * 3 and desk.dock.mode is Mode.BOX
    assert desk.dock.page.modes.isVisible()
    assert desk.map.canvas.hasFocus() and desk.map.canvas.currentLayer().name() == "detection"


def test_label_again_saves_and_leaves_the_map_to_qgis(labelling):
    labelling.map.drag(*BOX)
    labelling.dock.switch()
    assert is_edited(labelling) == [False] * 3 and labelling.dock.mode is None
    assert labelling.map.canvas.mapTool() is None and not labelling.dock.page.modes.isVisible()
    assert all(fid > 0 for fid in labelling.layer("detection").allFeatureIds())
    assert labelling.palette.counts() == {"water": 1}
    labelling.map.key("2", "N", "B")
    assert labelling.dock.page.palette.current == "water" and labelling.dock.mode is None
    assert labelling.map.image == "a.tif"


def test_label_goes_on_with_the_mode_that_was_on(labelling):
    labelling.map.key("C")
    for _ in range(2):
        labelling.dock.switch()
    assert labelling.dock.mode is Mode.CLASSIFY


@pytest.mark.parametrize(
    ("mode", "key", "layer"),
    [
        (Mode.AREA, "A", "segmentation"),
        (Mode.ERASE, "E", "segmentation"),
        (Mode.CLASSIFY, "C", "classification"),
        (Mode.SELECT, "V", "detection"),
    ],
)
def test_a_mode_has_a_button_and_a_key(labelling, mode, key, layer):
    labelling.dock.use(mode)
    assert labelling.dock.mode is mode and labelling.map.canvas.currentLayer().name() == layer
    assert labelling.map.canvas.hasFocus()
    labelling.map.key("B")
    assert labelling.dock.mode is Mode.BOX
    assert labelling.map.canvas.currentLayer().name() == "detection"
    labelling.map.key(key)
    assert labelling.dock.mode is mode and is_edited(labelling) == [True] * 3
    assert as_html(labelling.dock.page.modes.buttons[mode].toolTip()).endswith(f"({key})")
    labelling.dock.use(mode)  # a click on the button that is down leaves it down
    assert labelling.dock.mode is mode


def test_the_dock_stays_narrow(labelling):
    assert labelling.dock.widget.minimumSizeHint().width() <= 300


# Keys


def test_keys_do_nothing_while_somebody_types(labelling):
    before = labelling.picture
    fields = [labelling.dock.page.navigator.search, labelling.palette.line.name]
    for field in fields:
        labelling.bot.mouseClick(field, LEFT)
        assert field.hasFocus()
        labelling.bot.keyClicks(field, "2cnxdb1n")
        labelling.wait()
        assert field.text() == "2cnxdb1n"
        field.clear()
    labelling.palette.rename("water", "2cnxdb1")
    assert labelling.palette.names == ["2cnxdb1", "urban", "field"]
    assert labelling.dock.mode is Mode.BOX and labelling.map.image == "a.tif"
    assert [item.state.value for item in labelling.dock.page.images.items] == ["todo", "todo"]
    labelling.undo()
    assert labelling.picture == before and labelling.dock.page.palette.current == "water"


def test_keys_of_qgis_stay_free(labelling):
    taken = [action.shortcut().toString() for action in labelling.map.canvas.actions()]
    assert not {"S", "T", "R"} & set(taken) and len(taken) == len(set(taken))


def test_another_tool_of_qgis_leaves_the_keys_on(labelling):
    pan = QgsMapToolPan(labelling.map.canvas)
    labelling.map.canvas.setMapTool(pan)
    assert labelling.dock.mode is None
    labelling.map.key("2")
    assert labelling.dock.page.palette.current == "urban"
    labelling.map.key("N")
    assert labelling.map.image == "b.tif" and labelling.map.canvas.mapTool() is pan
    labelling.map.key("B")
    assert labelling.dock.mode is Mode.BOX
    labelling.map.drag(*BOX)
    assert labelling.owners("detection") == [("b.tif", "urban")]


@pytest.fixture
def shortcuts():
    """QGIS's shortcut manager; what it has remembered is forgotten."""
    yield QgsGui.shortcutsManager()
    settings = QgsSettings()
    for key in settings.allKeys():
        if key.startswith("shortcuts/"):
            settings.remove(key)


def test_qgis_lists_the_keys_and_lets_the_user_change_them(labelling, shortcuts):
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
    labelling.map.key("C", "N", "2")
    assert labelling.dock.mode is Mode.BOX and labelling.dock.page.palette.current == "water"
    labelling.map.key(Qt.Key.Key_J, Qt.Key.Key_W, Qt.Key.Key_Q)
    assert labelling.dock.mode is Mode.CLASSIFY and labelling.dock.page.palette.current == "urban"
    assert labelling.map.image == "b.tif"
    tip = labelling.dock.page.modes.buttons[Mode.CLASSIFY].toolTip()
    assert as_html(tip).endswith("(Q)")
    role = Qt.ItemDataRole.ToolTipRole
    tip = labelling.dock.page.labels.data(labelling.dock.page.labels.index(1, 0), role)
    assert "Key: J" in as_html(tip)


def test_a_tenth_label_has_the_key_0(start):
    names = [f"label {number}" for number in range(1, 12)]
    desk = start(labels=dict.fromkeys(names, "#123456"))
    desk.map.key("0")
    assert desk.dock.page.palette.current == "label 10"
    desk.map.key("9")
    assert desk.dock.page.palette.current == "label 9"


def test_a_key_without_its_label_does_nothing(labelling):
    labelling.map.key("9")
    assert labelling.dock.page.palette.current == "water" and labelling.owners("detection") == []


def test_a_new_name_typed_anywhere_is_no_key(labelling):
    """What is typed goes into the field that has the focus, in every mode."""
    labelling.map.key("C")
    labelling.bot.mouseClick(labelling.palette.line.name, LEFT)
    labelling.bot.keyClicks(labelling.palette.line.name, "bac 123")
    labelling.wait()
    assert labelling.dock.mode is Mode.CLASSIFY and labelling.chips == [[], []]
    assert labelling.palette.line.name.text() == "bac 123"


# Classes


def test_a_key_gives_the_class_and_takes_it_away(labelling):
    labelling.map.key("C", "2")
    assert labelling.owners("classification") == [("a.tif", "urban")]
    assert labelling.chips == [["urban"], ["urban"]]
    labelling.map.key("1")
    assert labelling.chips == [["water", "urban"]] * 2 and labelling.palette.counts() == {
        "water": 1,
        "urban": 1,
    }
    labelling.map.key("2")
    assert labelling.chips == [["water"]] * 2
    labelling.undo()
    assert labelling.chips == [["water", "urban"]] * 2
    labelling.undo("segmentation", times=2)
    assert labelling.chips == [[], []] and labelling.palette.counts() == {}
    labelling.redo("classification", times=3)
    assert labelling.chips == [["water"]] * 2


def test_a_class_is_drawn_as_the_footprint(labelling):
    labelling.map.key("C", "1")
    (feature,) = labelling.features("classification")
    bounds = feature.geometry().boundingBox()
    assert (bounds.xMinimum(), bounds.yMinimum()) == pytest.approx((2.0, 41.5))
    assert (bounds.xMaximum(), bounds.yMaximum()) == pytest.approx((2.5, 42.0))


def test_clicks_on_map_and_palette_toggle_the_class(labelling):
    labelling.dock.use(Mode.CLASSIFY)
    labelling.map.click((2.2, 41.7))
    assert labelling.chips == [["water"]] * 2
    labelling.palette.choose("field")
    assert labelling.chips == [["water", "field"]] * 2
    labelling.map.click((2.4, 41.9))
    assert labelling.chips == [["water"]] * 2
    labelling.palette.choose("water")
    assert labelling.chips == [[], []] and labelling.map.canvas.hasFocus()


def test_a_cross_on_a_chip_takes_the_class_away(labelling):
    labelling.map.key("C", "1", "3")
    chip = [one for one in labelling.dock.page.class_tags.children() if one.objectName() == "chip"][
        -1
    ]
    labelling.press(chip.remove)
    assert labelling.chips == [["water"]] * 2
    labelling.undo()
    assert labelling.chips == [["water", "field"]] * 2


def test_chips_are_those_of_the_image(labelling):
    labelling.map.key("C", "1", "N")
    assert labelling.chips == [[], []]
    labelling.map.key("2")
    assert labelling.owners("classification") == [("a.tif", "water"), ("b.tif", "urban")]
    labelling.map.key("P")
    assert labelling.chips == [["water"]] * 2


def test_with_labelling_off_the_map_shows_chips_still(labelling):
    labelling.map.key("C", "1")
    labelling.dock.switch()
    assert labelling.chips == [[], ["water"]]


# All of it


def square(west, south, east, north):
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def test_from_nothing_to_the_files(bare):
    bare.dock.option("Snap to")
    bare.map.drag((2.11, 41.61), (2.29, 41.79))
    bare.palette.name_label("water")
    bare.map.key("C", "1", "A")
    bare.palette.name_label("urban")
    bare.map.outline((2.31, 41.81), (2.39, 41.81), (2.39, 41.89), (2.31, 41.89))
    bare.map.key("N", "X")
    files = bare.dock.export()
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
