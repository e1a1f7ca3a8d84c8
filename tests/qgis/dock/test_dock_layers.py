"""The dock when layers go, and the room that it takes."""

from qgis.core import QgsRasterLayer
from support import layers as edits
from support.folders import write_files
from support.geojson import spai
from support.images import write_image
from support.subjects.dock import edit_three, recent_buttons

pytest_plugins = ["support.desk.fixtures"]

TASKS = ("classification", "detection", "segmentation")


# Removing layers


def test_removing_the_layers_brings_the_start_page_back(desk, coast):
    desk.open(coast)
    desk.project.removeMapLayers([layer.id() for layer in desk.layers()])
    assert desk.dock.is_empty
    assert not desk.dock.widget.export.isEnabled()
    (recent,) = [button for button in recent_buttons(desk) if button.isVisible()]
    desk.click(recent)
    desk.wait()
    assert desk.dock.is_open
    assert len(desk.layers()) == 4
    assert len(desk.layers(QgsRasterLayer)) == 1


def test_a_new_project_brings_the_start_page_back(desk, coast):
    desk.open(coast)
    desk.project.clear()
    assert desk.dock.is_empty
    desk.wait()
    assert desk.project.mapLayers() == {}


def test_with_one_layer_removed_the_rest_goes_on(desk, coast):
    desk.open(coast)
    desk.project.removeMapLayer(desk.layer("segmentation").id())
    assert desk.dock.is_open
    layer = desk.layer("detection")
    assert layer.startEditing()
    assert layer.deleteFeature(edits.first(layer, "b.tif").id())
    assert desk.dock.preview() == "1 file: 0 added, 0 changed, 1 deleted"
    desk.click(desk.dock.pages.export.write)
    desk.wait()
    desk.open(coast)
    assert {layer.name() for layer in desk.layers()} == {*TASKS, "images"}
    assert len(desk.project.layerTreeRoot().children()) == 1


# Room


def test_the_dock_can_be_300_pixels_wide(desk, coast):
    write_files(coast, {"2024/c.geojson": b"{"})
    wide = desk.dock.widget.minimumSizeHint().width()
    assert wide <= 300, "without a campaign"
    desk.open(coast)
    assert desk.dock.widget.minimumSizeHint().width() <= 300, "with one"
    edit_three(desk)
    assert desk.dock.preview()
    assert desk.dock.widget.minimumSizeHint().width() <= 300, "before an export"


def test_long_names_do_not_widen_the_dock(desk, tmp_path):
    folder = tmp_path / ("long" * 40)
    image = "/".join(["image" * 20, "x" * 150])
    write_image(folder / f"{image}.tif")
    label = "label" * 100
    write_files(folder, {"spai.json": spai(**{label: "#ff0000"}), f"{image}.geojson": b"[" * 3000})
    desk.open(folder)
    assert desk.dock.is_open
    assert desk.dock.widget.minimumSizeHint().width() <= 300
    edits.add(folder / "scaneo.gpkg", "detection", f"{image}.tif", label)
    desk.dock.preview()
    assert desk.dock.widget.minimumSizeHint().width() <= 300
