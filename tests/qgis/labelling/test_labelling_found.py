"""What people ran into who labelled, or read the code, for the first time."""

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsRectangle
from qgis.PyQt.QtCore import QCoreApplication, Qt
from scaneo_bridge.core.base.image_state import ImageState
from scaneo_bridge.ui.label.modes import Mode
from support.dock import LEFT, NONE
from support.editing import saved_states
from support.labelling import NORTH, WEST

pytest_plugins = ["support.labelling"]

ONE, TWO = ((2.1, 41.6), (2.2, 41.7)), ((2.3, 41.6), (2.4, 41.7))
CORNERS = ((2.1, 41.85), (2.2, 41.85), (2.2, 41.95))


@pytest.fixture
def series(start):
    """Two images at one place."""
    return start({"a.tif": (WEST, NORTH), "b.tif": (WEST, NORTH)})


def paste(layer, features):
    """As QGIS pastes: all fields as they were copied, in a step of that name."""
    layer.beginEditCommand(QCoreApplication.translate("QgisApp", "Features pasted"))
    for one in features:
        copy = QgsFeature(layer.fields())
        copy.setGeometry(one.geometry())
        copy["image"], copy["label"] = one["image"], one["label"]
        assert layer.addFeature(copy)
    layer.endEditCommand()


def test_what_is_pasted_on_the_next_date_belongs_to_it(series):
    series.drag(*ONE)
    copied = series.features("detection")
    series.key("N")
    layer = series.layer("detection")
    paste(layer, copied)
    series.settle()
    assert sorted(series.owners("detection")) == [("a.tif", "water"), ("b.tif", "water")]
    layer.undoStack().undo()
    assert series.owners("detection") == [("a.tif", "water")], "one step"


def test_what_is_pasted_beside_the_image_stays_as_it_was_copied(series):
    far = QgsFeature(series.layer("detection").fields())
    far.setGeometry(QgsGeometry.fromRect(QgsRectangle(50, 50, 51, 51)))
    far["image"], far["label"] = "b.tif", "water"
    paste(series.layer("detection"), [far])
    assert series.owners("detection") == [("b.tif", "water")]


def test_a_pencil_that_is_switched_off_gives_up_no_label(labeller):
    labeller.name_label("bridge")
    for task in ("detection", "segmentation", "classification"):
        assert labeller.layer(task).rollBack()  # QGIS does so with a layer that is not modified
    labeller.settle()
    assert "bridge" in labeller.names


def test_a_campaign_that_is_opened_again_is_labelled_on(labeller):
    labeller.session.open(labeller.folder)
    labeller.settle()
    assert labeller.mode is Mode.BOX and not labeller.told("refuses")
    labeller.drag(*ONE)
    assert labeller.owners("detection") == [("a.tif", "water")]


def test_a_question_that_was_closed_is_asked_again(labeller):
    labeller.show(4326, (1.9, 41.4, 2.6, 42.1))
    labeller.drag((1.92, 42.03), (1.96, 42.08))
    labeller.session.bar.currentItem().dismiss()
    labeller.bot.wait(50)
    assert labeller.question == {}
    labeller.drag((1.92, 41.42), (1.96, 41.46))
    labeller.press(labeller.question["Keep such things"])
    assert labeller.owners("detection") == [(None, "water")] * 2, "the first one, too"


def test_a_mode_is_not_left_in_mid_capture(labeller):
    labeller.use(Mode.AREA)
    labeller.click(*CORNERS)
    labeller.key("B")
    assert labeller.mode is Mode.AREA and labeller.told("Something is being drawn")
    labeller.click(CORNERS[0], button=Qt.MouseButton.RightButton)
    assert labeller.owners("segmentation") == [("a.tif", "water")]


@pytest.mark.parametrize("key", "DXK")
def test_an_image_is_not_finished_in_mid_capture(labeller, key):
    labeller.use(Mode.AREA)
    labeller.click(*CORNERS)
    labeller.bot.keyClick(labeller.canvas, getattr(Qt.Key, f"Key_{key}"))
    labeller.settle()
    assert labeller.page.images.items[0].state is ImageState.TODO


def test_a_flag_takes_no_undo_away(labeller):
    labeller.drag(*ONE)
    labeller.bot.keyClick(labeller.canvas, Qt.Key.Key_F)
    labeller.settle()
    assert labeller.layer("detection").undoStack().canUndo()


def test_a_state_that_is_on_its_way_outlives_the_plugin(labeller):
    labeller.bot.keyClick(labeller.canvas, Qt.Key.Key_F)
    labeller.session.project.removeAllMapLayers()
    labeller.settle()
    assert saved_states(labeller.folder / "scaneo.gpkg")["a.tif"] == "todo flagged"


def test_an_image_with_a_box_is_not_shown_as_empty(labeller):
    labeller.bot.keyClick(labeller.canvas, Qt.Key.Key_X)
    labeller.settle()
    labeller.bot.keyClick(labeller.canvas, Qt.Key.Key_P)
    labeller.settle()
    assert labeller.page.images.items[0].state is ImageState.EMPTY
    labeller.drag(*ONE)
    assert labeller.page.images.items[0].state is ImageState.TODO


def test_after_an_export_the_keys_are_the_maps(labeller):
    labeller.drag(*ONE)
    labeller.session.preview()
    labeller.session.click(labeller.session.pages.export.write)
    labeller.settle()
    assert labeller.canvas.hasFocus()


def test_after_a_label_was_made_the_field_is_free_for_the_next(labeller):
    labeller.name_label("bridge")
    labeller.settle()
    assert labeller.line.name.hasFocus() and labeller.line.name.text() == ""


def test_a_workspace_that_is_gone_is_told_before_more_is_lost(labeller):
    labeller.drag(*ONE)
    (labeller.folder / "scaneo.gpkg").rename(labeller.folder / "elsewhere.gpkg")
    labeller.key("N")
    assert labeller.image == "a.tif" and labeller.told("is gone: nothing can be saved in it")
    (labeller.folder / "elsewhere.gpkg").replace(labeller.folder / "scaneo.gpkg")
    labeller.key("N")
    assert labeller.image == "b.tif"


def test_what_is_done_on_other_images_is_told(labeller):
    labeller.drag(*ONE)
    labeller.key("N")
    labeller.show(4326)
    layer = labeller.layer("detection")
    layer.selectAll()  # as Ctrl+A in QGIS
    labeller.key("2")
    assert labeller.owners("detection") == [("a.tif", labeller.names[1])]
    assert labeller.told("1 annotation on 1 image")


@pytest.mark.parametrize("clicks, classes", [(1, ["water"]), (2, [])])
def test_a_double_click_renames_and_does_nothing_else(labeller, clicks, classes):
    labeller.use(Mode.CLASSIFY)
    view, index = labeller.page.labels_view, labeller.page.labels.index(0, 0)
    spot = view.visualRect(index).center()
    labeller.bot.mouseClick(view.viewport(), LEFT, NONE, spot)
    if clicks == 2:
        labeller.bot.mouseDClick(view.viewport(), LEFT, NONE, spot)
        assert view.is_editing
    labeller.settle()
    assert labeller.chips == [classes] * 2
