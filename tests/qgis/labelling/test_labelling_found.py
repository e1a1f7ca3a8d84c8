"""What people ran into who labelled, or read the code, for the first time."""

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsRectangle
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.core.base.model import ImageState
from scaneo_bridge.ui.label.modes import Mode
from support.desk.places import NORTH, WEST
from support.editing import saved_states
from support.mouse import LEFT, NONE
from support.pasting import paste

pytest_plugins = ["support.desk.fixtures"]

ONE, TWO = ((2.1, 41.6), (2.2, 41.7)), ((2.3, 41.6), (2.4, 41.7))
CORNERS = ((2.1, 41.85), (2.2, 41.85), (2.2, 41.95))


@pytest.fixture
def series(start):
    """Two images at one place."""
    return start({"a.tif": (WEST, NORTH), "b.tif": (WEST, NORTH)})


def test_what_is_pasted_on_the_next_date_belongs_to_it(series):
    series.map.drag(*ONE)
    copied = series.features("detection")
    series.map.key("N")
    layer = series.layer("detection")
    paste(layer, copied)
    series.wait()
    assert sorted(series.owners("detection")) == [("a.tif", "water"), ("b.tif", "water")]
    layer.undoStack().undo()
    assert series.owners("detection") == [("a.tif", "water")], "one step"


def test_what_is_pasted_beside_the_image_stays_as_it_was_copied(series):
    far = QgsFeature(series.layer("detection").fields())
    far.setGeometry(QgsGeometry.fromRect(QgsRectangle(50, 50, 51, 51)))
    far["image"], far["label"] = "b.tif", "water"
    paste(series.layer("detection"), [far])
    assert series.owners("detection") == [("b.tif", "water")]


def test_a_pencil_that_is_switched_off_gives_up_no_label(labelling):
    labelling.palette.name_label("bridge")
    for task in ("detection", "segmentation", "classification"):
        assert labelling.layer(task).rollBack()  # QGIS does so with a layer that is not modified
    labelling.wait()
    assert "bridge" in labelling.palette.names


def test_a_campaign_that_is_opened_again_is_labelled_on(labelling):
    labelling.open(labelling.folder)
    labelling.wait()
    assert labelling.dock.mode is Mode.BOX and not labelling.bar.told("refuses")
    labelling.map.drag(*ONE)
    assert labelling.owners("detection") == [("a.tif", "water")]


def test_a_question_that_was_closed_is_asked_again(labelling):
    labelling.map.show(4326, (1.9, 41.4, 2.6, 42.1))
    labelling.map.drag((1.92, 42.03), (1.96, 42.08))
    labelling.bar.widget.currentItem().dismiss()
    labelling.bot.wait(50)
    assert labelling.bar.question == {}
    labelling.map.drag((1.92, 41.42), (1.96, 41.46))
    labelling.press(labelling.bar.question["Keep such things"])
    assert labelling.owners("detection") == [(None, "water")] * 2, "the first one, too"


def test_a_mode_is_not_left_in_mid_capture(labelling):
    labelling.dock.use(Mode.AREA)
    labelling.map.click(*CORNERS)
    labelling.map.key("B")
    assert labelling.dock.mode is Mode.AREA and labelling.bar.told("Something is being drawn")
    labelling.map.click(CORNERS[0], button=Qt.MouseButton.RightButton)
    assert labelling.owners("segmentation") == [("a.tif", "water")]


@pytest.mark.parametrize("key", "DXK")
def test_an_image_is_not_finished_in_mid_capture(labelling, key):
    labelling.dock.use(Mode.AREA)
    labelling.map.click(*CORNERS)
    labelling.bot.keyClick(labelling.map.canvas, getattr(Qt.Key, f"Key_{key}"))
    labelling.wait()
    assert labelling.dock.page.images.items[0].state is ImageState.TODO


def test_a_flag_takes_no_undo_away(labelling):
    labelling.map.drag(*ONE)
    labelling.bot.keyClick(labelling.map.canvas, Qt.Key.Key_F)
    labelling.wait()
    assert labelling.layer("detection").undoStack().canUndo()


def test_a_state_that_is_on_its_way_outlives_the_plugin(labelling):
    labelling.bot.keyClick(labelling.map.canvas, Qt.Key.Key_F)
    labelling.project.removeAllMapLayers()
    labelling.wait()
    assert saved_states(labelling.folder / "scaneo.gpkg")["a.tif"] == "todo flagged"


def test_an_image_with_a_box_is_not_shown_as_empty(labelling):
    labelling.bot.keyClick(labelling.map.canvas, Qt.Key.Key_X)
    labelling.wait()
    labelling.bot.keyClick(labelling.map.canvas, Qt.Key.Key_P)
    labelling.wait()
    assert labelling.dock.page.images.items[0].state is ImageState.EMPTY
    labelling.map.drag(*ONE)
    assert labelling.dock.page.images.items[0].state is ImageState.TODO


def test_after_an_export_the_keys_are_the_maps(labelling):
    labelling.map.drag(*ONE)
    labelling.dock.preview()
    labelling.click(labelling.dock.pages.export.write)
    labelling.wait()
    assert labelling.map.canvas.hasFocus()


def test_after_a_label_was_made_the_field_is_free_for_the_next(labelling):
    labelling.palette.name_label("bridge")
    labelling.wait()
    assert labelling.palette.line.name.hasFocus() and labelling.palette.line.name.text() == ""


def test_a_workspace_that_is_gone_is_told_before_more_is_lost(labelling):
    labelling.map.drag(*ONE)
    (labelling.folder / "scaneo.gpkg").rename(labelling.folder / "elsewhere.gpkg")
    labelling.map.key("N")
    assert labelling.map.image == "a.tif" and labelling.bar.told(
        "is gone: nothing can be saved in it"
    )
    (labelling.folder / "elsewhere.gpkg").replace(labelling.folder / "scaneo.gpkg")
    labelling.map.key("N")
    assert labelling.map.image == "b.tif"


def test_what_is_done_on_other_images_is_told(labelling):
    labelling.map.drag(*ONE)
    labelling.map.key("N")
    labelling.map.show(4326)
    layer = labelling.layer("detection")
    layer.selectAll()  # as Ctrl+A in QGIS
    labelling.map.key("2")
    assert labelling.owners("detection") == [("a.tif", labelling.palette.names[1])]
    assert labelling.bar.told("1 annotation on 1 image")


@pytest.mark.parametrize("clicks, classes", [(1, ["water"]), (2, [])])
def test_a_double_click_renames_and_does_nothing_else(labelling, clicks, classes):
    labelling.dock.use(Mode.CLASSIFY)
    view, index = labelling.dock.page.labels_view, labelling.dock.page.labels.index(0, 0)
    spot = view.visualRect(index).center()
    labelling.bot.mouseClick(view.viewport(), LEFT, NONE, spot)
    if clicks == 2:
        labelling.bot.mouseDClick(view.viewport(), LEFT, NONE, spot)
        assert view.is_editing
    labelling.wait()
    assert labelling.chips == [classes] * 2
