"""No label yet, no image, places outside, layers that go: nothing is lost, and it is told."""

import pytest
from qgis.core import QgsFeature, QgsRasterLayer
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.ui.label.modes import Mode
from scaneo_bridge.ui.work.options import Outside
from support.desk.places import NORTH, WEST

pytest_plugins = ["support.desk.fixtures"]

ONE, TWO = ((2.1, 41.6), (2.2, 41.7)), ((2.3, 41.6), (2.4, 41.7))
AREA = ((2.1, 41.85), (2.2, 41.85), (2.2, 41.95), (2.1, 41.95))
BEYOND = ((1.92, 42.03), (1.96, 42.08))


# No label yet


def test_what_is_drawn_waits_for_the_first_label(bare):
    bare.map.drag(*ONE)
    assert bare.palette.line.name.hasFocus() and bare.palette.line.note.isVisible()
    assert "waits on the map" in bare.palette.line.note.text()
    bare.dock.use(Mode.AREA)
    bare.map.outline(*AREA)
    assert bare.owners("detection") == bare.owners("segmentation") == []
    assert len(bare.map.bands) == 1, "both are seen"
    bare.bot.keyClicks(bare.palette.line.name, "water")
    bare.bot.keyClick(bare.palette.line.name, Qt.Key.Key_Return)
    bare.wait()
    assert bare.owners("detection") == bare.owners("segmentation") == [("a.tif", "water")]
    assert bare.boxes == [bare.map.sides(*ONE)]
    assert (
        bare.map.bands == []
        and bare.map.canvas.hasFocus()
        and bare.palette.counts() == {"water": 2}
    )
    bare.undo()
    assert bare.palette.counts() == {"water": 1} and bare.owners("segmentation") == []
    bare.undo("segmentation")
    assert bare.palette.counts() == {} and bare.palette.names == ["water"]
    bare.undo("classification")
    assert bare.palette.names == []
    bare.redo(times=3)
    assert bare.palette.counts() == {"water": 2}


def test_a_name_that_can_not_be_leaves_it_waiting(bare):
    bare.map.drag(*ONE)
    bare.palette.name_label("  ")
    bare.bot.waitUntil(lambda: len(bare.map.bands) == 1)  # the preview lingers
    assert bare.owners("detection") == []
    bare.palette.line.name.clear()
    bare.palette.name_label("water")
    assert bare.owners("detection") == [("a.tif", "water")]


def test_without_a_label_a_click_on_the_image_asks_for_one(bare):
    bare.dock.use(Mode.CLASSIFY)
    bare.map.click((2.2, 41.7))
    assert (
        bare.palette.line.name.hasFocus()
        and "Name the first label" in bare.palette.line.note.text()
    )
    assert bare.owners("classification") == []


def test_what_waits_belongs_to_the_image_on_which_it_was_drawn(bare):
    bare.map.drag(*ONE)
    bare.images.go_to("b.tif")
    bare.palette.name_label("water")
    bare.images.go_to("a.tif")
    assert bare.owners("detection") == [("a.tif", "water")]


# Outside


def to_the_corner(desk):
    desk.map.show(4326, (1.9, 41.4, 2.6, 42.1))
    return desk


def test_outside_every_image_it_is_asked_once(labelling, settings):
    to_the_corner(labelling)
    labelling.map.drag(*BEYOND)
    labelling.map.drag((1.92, 41.42), (1.96, 41.46))
    assert labelling.owners("detection") == []
    assert sorted(labelling.bar.question) == ["Draw nothing there", "Keep such things"]
    labelling.press(labelling.bar.question["Keep such things"])
    assert labelling.owners("detection") == [(None, "water")] * 2
    assert labelling.bar.question == {}
    assert settings.options().outside is Outside.KEEP
    labelling.map.drag((1.92, 41.42), (1.96, 41.46))
    assert len(labelling.boxes) == 3 and labelling.bar.question == {}
    labelling.undo()
    assert len(labelling.boxes) == 2


def test_what_waits_for_an_answer_is_not_lost_without_a_word(labelling):
    to_the_corner(labelling)
    labelling.map.drag(*BEYOND)
    labelling.map.drag((1.92, 41.42), (1.96, 41.46))
    labelling.project.clear()
    assert labelling.bar.question == {}
    assert labelling.bar.told("2 outside every image could not be kept.")


def test_outside_every_image_nothing_may_be_drawn(labelling, settings):
    to_the_corner(labelling)
    labelling.map.drag(*BEYOND)
    labelling.press(labelling.bar.question["Draw nothing there"])
    assert labelling.owners("detection") == [] and settings.options().outside is Outside.REFUSE
    labelling.map.drag(*BEYOND)
    assert labelling.owners("detection") == [] and labelling.bar.question == {}
    assert labelling.bar.told("It lies outside every image.")
    labelling.dock.option("Ask me")
    labelling.map.drag(*BEYOND)
    assert labelling.bar.question


def test_what_is_kept_outside_is_a_problem_of_the_export(labelling):
    labelling.dock.option("Draw it, as a problem")
    to_the_corner(labelling)
    labelling.map.drag(*BEYOND)
    labelling.map.drag(*ONE)
    files = labelling.dock.export()
    assert len(files["a.geojson"]["features"]) == 1
    assert labelling.dock.page.problems.rowCount() == 1


@pytest.fixture
def neighbours(start):
    return start({"a.tif": (WEST, NORTH), "east.tif": (WEST + 0.5, NORTH)})


def test_on_a_neighbour_it_is_the_neighbours_and_told(neighbours):
    neighbours.map.show(4326, (2.0, 41.5, 3.0, 42.0))
    neighbours.map.drag((2.6, 41.6), (2.7, 41.7))
    assert neighbours.owners("detection") == [("east.tif", "water")]
    assert neighbours.bar.told("It lies on east.tif, and belongs to that.")
    neighbours.map.drag((2.45, 41.6), (2.9, 41.7))  # a part of it on the current one
    assert neighbours.owners("detection")[1] == ("a.tif", "water")


# No image


def test_without_an_image_classes_are_refused_and_boxes_placed(labelling):
    (raster,) = labelling.layers(QgsRasterLayer)
    labelling.project.removeMapLayer(raster.id())
    labelling.wait()
    labelling.map.key("C", "1")
    assert labelling.owners("classification") == []
    assert labelling.bar.told("Go to an image first: a class belongs to one.")
    labelling.dock.use(Mode.BOX)
    labelling.map.drag(*ONE)
    ((image, label),) = labelling.owners("detection")
    assert image in ("a.tif", "b.tif") and label == "water"
    labelling.map.key("D")  # no image to mark
    assert {item.state.value for item in labelling.dock.page.images.items} == {"todo"}
    labelling.images.go_to("b.tif")
    labelling.map.key("C", "1")
    assert labelling.owners("classification") == [("b.tif", "water")]


# Layers


def test_a_renamed_layer_is_found(labelling):
    labelling.layer("detection").setName("my boxes")
    labelling.map.drag(*ONE)
    (layer,) = labelling.project.mapLayersByName("my boxes")
    assert layer.featureCount() == 1
    layer.undoStack().undo()
    labelling.wait()
    assert layer.featureCount() == 0


def test_a_removed_layer_is_told_and_comes_back(labelling):
    labelling.map.drag(*ONE)
    labelling.project.removeMapLayer(labelling.layer("detection").id())
    labelling.wait()
    labelling.map.drag(*TWO)
    assert labelling.bar.told("The layer “detection” is gone from the project.")
    labelling.dock.use(Mode.AREA)
    labelling.open(labelling.folder)
    labelling.wait()
    assert labelling.owners("detection") == [("a.tif", "water")], "what was drawn before was saved"
    if not labelling.dock.widget.label.isChecked():
        labelling.dock.switch()
    labelling.dock.use(Mode.BOX)
    labelling.map.drag(*TWO)
    assert labelling.owners("detection") == [("a.tif", "water")] * 2
    labelling.undo("segmentation")
    assert len(labelling.boxes) == 1


def test_a_layer_that_the_user_puts_back_is_taken_in(labelling):
    project = labelling.project
    layer = project.takeMapLayer(labelling.layer("detection"))
    project.addMapLayer(layer)
    labelling.wait()
    labelling.map.drag(*ONE)
    assert labelling.owners("detection") == [("a.tif", "water")]
    labelling.undo("segmentation")
    assert labelling.boxes == []


def test_without_the_layer_of_classes_boxes_are_drawn_still(labelling):
    labelling.map.key("C", "1", "B")
    labelling.project.removeMapLayer(labelling.layer("classification").id())
    labelling.wait()
    labelling.map.drag(*ONE)
    assert labelling.owners("detection")[-1] == ("a.tif", "water")
    labelling.dock.use(Mode.CLASSIFY)
    assert labelling.bar.told("The layer “classification” is gone from the project.")
    assert labelling.dock.mode is Mode.BOX
    labelling.open(labelling.folder)
    labelling.wait()
    assert labelling.owners("classification") == [("a.tif", "water")]


def test_all_layers_may_go(labelling):
    labelling.map.drag(*ONE)
    labelling.project.removeAllMapLayers()
    labelling.wait()
    assert labelling.dock.is_empty and not labelling.dock.widget.label.isChecked()
    labelling.map.key("B", "1", "N", "D")
    labelling.open(labelling.folder)
    labelling.wait()
    assert labelling.owners("detection") == [("a.tif", "water")]


def test_a_class_that_is_not_listed_is_a_chip_too(labelling):
    layer = labelling.layer("classification")
    feature = QgsFeature(layer.fields())
    feature["image"], feature["label"] = "a.tif", "marsh"
    layer.addFeature(feature)
    labelling.wait()
    assert labelling.chips == [["marsh"]] * 2
