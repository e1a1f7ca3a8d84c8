"""The dock when layers go, and the room that it takes."""

from qgis.core import QgsRasterLayer
from support import layers as edits
from support.folders import write_files
from support.geojson import spai
from support.images import write_image
from support.subjects.dock import edit_three, recent_buttons

pytest_plugins = ["support.dock"]

TASKS = ("classification", "detection", "segmentation")


# Removing layers


def test_removing_the_layers_brings_the_start_page_back(session, coast):
    session.open(coast)
    session.project.removeMapLayers([layer.id() for layer in session.layers()])
    assert session.is_empty
    assert not session.dock.export.isEnabled()
    (recent,) = [button for button in recent_buttons(session) if button.isVisible()]
    session.click(recent)
    session.wait()
    assert session.is_open
    assert len(session.layers()) == 4
    assert len(session.layers(QgsRasterLayer)) == 1


def test_a_new_project_brings_the_start_page_back(session, coast):
    session.open(coast)
    session.project.clear()
    assert session.is_empty
    session.wait()
    assert session.project.mapLayers() == {}


def test_with_one_layer_removed_the_rest_goes_on(session, coast):
    session.open(coast)
    session.project.removeMapLayer(session.layer("segmentation").id())
    assert session.is_open
    layer = session.layer("detection")
    assert layer.startEditing()
    assert layer.deleteFeature(edits.first(layer, "b.tif").id())
    assert session.preview() == "1 file: 0 added, 0 changed, 1 deleted"
    session.click(session.pages.export.write)
    session.wait()
    session.open(coast)
    assert {layer.name() for layer in session.layers()} == {*TASKS, "images"}
    assert len(session.project.layerTreeRoot().children()) == 1


# Room


def test_the_dock_can_be_300_pixels_wide(session, coast):
    write_files(coast, {"2024/c.geojson": b"{"})
    wide = session.dock.minimumSizeHint().width()
    assert wide <= 300, "without a campaign"
    session.open(coast)
    assert session.dock.minimumSizeHint().width() <= 300, "with one"
    edit_three(session)
    assert session.preview()
    assert session.dock.minimumSizeHint().width() <= 300, "before an export"


def test_long_names_do_not_widen_the_dock(session, tmp_path):
    folder = tmp_path / ("long" * 40)
    image = "/".join(["image" * 20, "x" * 150])
    write_image(folder / f"{image}.tif")
    label = "label" * 100
    write_files(folder, {"spai.json": spai(**{label: "#ff0000"}), f"{image}.geojson": b"[" * 3000})
    session.open(folder)
    assert session.is_open
    assert session.dock.minimumSizeHint().width() <= 300
    edits.add(folder / "scaneo.gpkg", "detection", f"{image}.tif", label)
    session.preview()
    assert session.dock.minimumSizeHint().width() <= 300
