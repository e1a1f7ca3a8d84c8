"""No label yet, no image, places outside, layers that go: nothing is lost, and it is told."""

import pytest
from qgis.core import QgsFeature, QgsRasterLayer
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.ui.label.modes import Mode
from scaneo_bridge.ui.work.options import Outside
from support.labelling import NORTH, WEST

pytest_plugins = ["support.labelling"]

ONE, TWO = ((2.1, 41.6), (2.2, 41.7)), ((2.3, 41.6), (2.4, 41.7))
AREA = ((2.1, 41.85), (2.2, 41.85), (2.2, 41.95), (2.1, 41.95))
BEYOND = ((1.92, 42.03), (1.96, 42.08))


# No label yet


def test_what_is_drawn_waits_for_the_first_label(bare):
    bare.drag(*ONE)
    assert bare.line.name.hasFocus() and bare.line.note.isVisible()
    assert "waits on the map" in bare.line.note.text()
    bare.use(Mode.AREA)
    bare.outline(*AREA)
    assert bare.owners("detection") == bare.owners("segmentation") == []
    assert len(bare.bands) == 1, "both are seen"
    bare.bot.keyClicks(bare.line.name, "water")
    bare.bot.keyClick(bare.line.name, Qt.Key.Key_Return)
    bare.settle()
    assert bare.owners("detection") == bare.owners("segmentation") == [("a.tif", "water")]
    assert bare.boxes == [bare.box(*ONE)]
    assert bare.bands == [] and bare.canvas.hasFocus() and bare.counts == {"water": 2}
    bare.undo()
    assert bare.counts == {"water": 1} and bare.owners("segmentation") == []
    bare.undo("segmentation")
    assert bare.counts == {} and bare.names == ["water"]
    bare.undo("classification")
    assert bare.names == []
    bare.redo(times=3)
    assert bare.counts == {"water": 2}


def test_a_name_that_can_not_be_leaves_it_waiting(bare):
    bare.drag(*ONE)
    bare.name_label("  ")
    bare.bot.waitUntil(lambda: len(bare.bands) == 1)  # the preview lingers
    assert bare.owners("detection") == []
    bare.line.name.clear()
    bare.name_label("water")
    assert bare.owners("detection") == [("a.tif", "water")]


def test_without_a_label_a_click_on_the_image_asks_for_one(bare):
    bare.use(Mode.CLASSIFY)
    bare.click((2.2, 41.7))
    assert bare.line.name.hasFocus() and "Name the first label" in bare.line.note.text()
    assert bare.owners("classification") == []


def test_what_waits_belongs_to_the_image_on_which_it_was_drawn(bare):
    bare.drag(*ONE)
    bare.go_to("b.tif")
    bare.name_label("water")
    bare.go_to("a.tif")
    assert bare.owners("detection") == [("a.tif", "water")]


# Outside


def to_the_corner(labeller):
    labeller.show(4326, (1.9, 41.4, 2.6, 42.1))
    return labeller


def test_outside_every_image_it_is_asked_once(labeller, settings):
    to_the_corner(labeller)
    labeller.drag(*BEYOND)
    labeller.drag((1.92, 41.42), (1.96, 41.46))
    assert labeller.owners("detection") == []
    assert sorted(labeller.question) == ["Draw nothing there", "Keep such things"]
    labeller.press(labeller.question["Keep such things"])
    assert labeller.owners("detection") == [(None, "water")] * 2
    assert labeller.question == {}
    assert settings.options().outside is Outside.KEEP
    labeller.drag((1.92, 41.42), (1.96, 41.46))
    assert len(labeller.boxes) == 3 and labeller.question == {}
    labeller.undo()
    assert len(labeller.boxes) == 2


def test_outside_every_image_nothing_may_be_drawn(labeller, settings):
    to_the_corner(labeller)
    labeller.drag(*BEYOND)
    labeller.press(labeller.question["Draw nothing there"])
    assert labeller.owners("detection") == [] and settings.options().outside is Outside.REFUSE
    labeller.drag(*BEYOND)
    assert labeller.owners("detection") == [] and labeller.question == {}
    assert labeller.told("It lies outside every image.")
    labeller.option("Ask me")
    labeller.drag(*BEYOND)
    assert labeller.question


def test_what_is_kept_outside_is_a_problem_of_the_export(labeller):
    labeller.option("Draw it, as a problem")
    to_the_corner(labeller)
    labeller.drag(*BEYOND)
    labeller.drag(*ONE)
    files = labeller.export()
    assert len(files["a.geojson"]["features"]) == 1
    assert labeller.page.problems.rowCount() == 1


@pytest.fixture
def neighbours(start):
    return start({"a.tif": (WEST, NORTH), "east.tif": (WEST + 0.5, NORTH)})


def test_on_a_neighbour_it_is_the_neighbours_and_told(neighbours):
    neighbours.show(4326, (2.0, 41.5, 3.0, 42.0))
    neighbours.drag((2.6, 41.6), (2.7, 41.7))
    assert neighbours.owners("detection") == [("east.tif", "water")]
    assert neighbours.told("It lies on east.tif, and belongs to that.")
    neighbours.drag((2.45, 41.6), (2.9, 41.7))  # a part of it on the current one
    assert neighbours.owners("detection")[1] == ("a.tif", "water")


# No image


def test_without_an_image_classes_are_refused_and_boxes_placed(labeller):
    (raster,) = labeller.session.layers(QgsRasterLayer)
    labeller.session.project.removeMapLayer(raster.id())
    labeller.settle()
    labeller.key("C", "1")
    assert labeller.owners("classification") == []
    assert labeller.told("Go to an image first: a class belongs to one.")
    labeller.use(Mode.BOX)
    labeller.drag(*ONE)
    ((image, label),) = labeller.owners("detection")
    assert image in ("a.tif", "b.tif") and label == "water"
    labeller.key("D")  # no image to mark
    assert {item.state.value for item in labeller.page.images.items} == {"todo"}
    labeller.go_to("b.tif")
    labeller.key("C", "1")
    assert labeller.owners("classification") == [("b.tif", "water")]


# Layers


def test_a_renamed_layer_is_found(labeller):
    labeller.layer("detection").setName("my boxes")
    labeller.drag(*ONE)
    (layer,) = labeller.session.project.mapLayersByName("my boxes")
    assert layer.featureCount() == 1
    layer.undoStack().undo()
    labeller.settle()
    assert layer.featureCount() == 0


def test_a_removed_layer_is_told_and_comes_back(labeller):
    labeller.drag(*ONE)
    labeller.session.project.removeMapLayer(labeller.layer("detection").id())
    labeller.settle()
    labeller.drag(*TWO)
    assert labeller.told("The layer “detection” is gone from the project.")
    labeller.use(Mode.AREA)
    labeller.session.open(labeller.folder)
    labeller.settle()
    assert labeller.owners("detection") == [("a.tif", "water")], "what was drawn before was saved"
    if not labeller.session.dock.label.isChecked():
        labeller.switch()
    labeller.use(Mode.BOX)
    labeller.drag(*TWO)
    assert labeller.owners("detection") == [("a.tif", "water")] * 2
    labeller.undo("segmentation")
    assert len(labeller.boxes) == 1


def test_a_layer_that_the_user_puts_back_is_taken_in(labeller):
    project = labeller.session.project
    layer = project.takeMapLayer(labeller.layer("detection"))
    project.addMapLayer(layer)
    labeller.settle()
    labeller.drag(*ONE)
    assert labeller.owners("detection") == [("a.tif", "water")]
    labeller.undo("segmentation")
    assert labeller.boxes == []


def test_without_the_layer_of_classes_boxes_are_drawn_still(labeller):
    labeller.key("C", "1", "B")
    labeller.session.project.removeMapLayer(labeller.layer("classification").id())
    labeller.settle()
    labeller.drag(*ONE)
    assert labeller.owners("detection")[-1] == ("a.tif", "water")
    labeller.use(Mode.CLASSIFY)
    assert labeller.told("The layer “classification” is gone from the project.")
    assert labeller.mode is Mode.BOX
    labeller.session.open(labeller.folder)
    labeller.settle()
    assert labeller.owners("classification") == [("a.tif", "water")]


def test_all_layers_may_go(labeller):
    labeller.drag(*ONE)
    labeller.session.project.removeAllMapLayers()
    labeller.settle()
    assert labeller.session.is_empty and not labeller.session.dock.label.isChecked()
    labeller.key("B", "1", "N", "D")
    labeller.session.open(labeller.folder)
    labeller.settle()
    assert labeller.owners("detection") == [("a.tif", "water")]


def test_a_class_that_is_not_listed_is_a_chip_too(labeller):
    layer = labeller.layer("classification")
    feature = QgsFeature(layer.fields())
    feature["image"], feature["label"] = "a.tif", "marsh"
    layer.addFeature(feature)
    labeller.settle()
    assert labeller.chips == [["marsh"]] * 2
