"""The dock, used as a person uses it: what a campaign holds, its images, and edits."""

import threading
import time

import pytest
from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsRasterLayer
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtGui import QColor
from scaneo_bridge.core.workspace.recount import read_recount
from scaneo_bridge.ui.shell import recounter
from support import layers as edits
from support.desk.widgets import rows
from support.folders import write_files
from support.images import write_image
from support.subjects.dock import seen, tips

pytest_plugins = ["support.desk.fixtures"]


# What a campaign holds


def test_labels_images_and_problems_are_counted(desk, coast):
    write_files(coast, {"2024/c.geojson": b'{"type": "FeatureCollection", "features": [{'})
    desk.open(coast)
    assert rows(desk.dock.page.labels) == [["water", "3"], ["urban", "2"], ["field", "1"]]
    found = {name.split()[0]: counts for name, *counts in rows(desk.dock.page.images)}
    assert {name: [count for count in counts if count.isdigit()] for name, counts in found.items()}
    assert found["a.tif"] == ["1", "2", "1"]
    assert found["b.tif"][1:] == ["1", "1"]
    assert not any(count.isdigit() and int(count) for count in found["2024/c.tif"])
    ((problem,),) = rows(desk.dock.page.problems)
    assert problem.startswith("2024/c.geojson")
    assert desk.dock.page.problems_view.isVisible()
    (message,) = desk.bar.texts(Qgis.MessageLevel.Warning)
    assert "1 problem" in message


def test_without_problems_their_list_takes_no_room(desk, coast):
    desk.open(coast)
    assert not desk.dock.page.problems_view.isVisible()


def test_labels_have_the_colours_of_spai_json(desk, coast):
    desk.open(coast)
    model = desk.dock.page.labels
    role = Qt.ItemDataRole.DecorationRole
    swatches = [model.data(model.index(row, 0), role) for row in range(model.rowCount())]
    colors = [icon.pixmap(16, 16).toImage().pixelColor(8, 8) for icon in swatches]
    for color, expected in zip(colors, ("#0048f0", "#8d99ae", "#f2c14e")):
        shown, listed = color.getRgb()[:3], QColor(expected).getRgb()[:3]
        assert max(abs(a - b) for a, b in zip(shown, listed)) < 4, "but for the rounding"


def test_a_campaign_that_was_edited_before_goes_on_and_says_so(desk, make_desk, coast):
    desk.open(coast)
    edits.delete(coast / "scaneo.gpkg", "segmentation", "b.tif")
    desk.project.clear()
    desk.bar.widget.clear_messages()

    desk.open(coast)
    (message,) = desk.bar.texts()
    assert "5 annotations" in message and "1 image " in message
    assert desk.palette.counts() == {"water": 2, "urban": 2, "field": 1}
    assert "1 image" in desk.dock.page.status.text()


# Images


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857"])
def test_a_double_click_on_an_image_shows_it_and_zooms_to_it(desk, tmp_path, crs):
    folder = tmp_path / "far apart"
    write_image(folder / "a.tif")
    write_image(folder / "b.tif", "EPSG:32633", (500000, 10, 0, 5000000, 0, -10))
    desk.open(folder)
    desk.map.canvas.setDestinationCrs(QgsCoordinateReferenceSystem(crs))
    desk.images.go_to("b.tif")

    (raster,) = desk.layers(QgsRasterLayer)
    assert raster.source() == str(folder / "b.tif")
    (group,) = desk.project.layerTreeRoot().children()
    assert [node.layer().id() for node in group.findLayers()][-1] == raster.id()
    assert len(group.findLayers()) == 5

    shown = desk.map.canvas.extent()
    place = desk.map.canvas.mapSettings().layerExtentToOutputExtent(raster, raster.extent())
    assert shown.contains(place)
    assert max(shown.width(), shown.height()) < 2 * max(place.width(), place.height())

    bold = Qt.ItemDataRole.FontRole
    model = desk.dock.page.images
    fonts = [model.data(model.index(row, 0), bold) for row in range(model.rowCount())]
    assert [font is not None and font.bold() for font in fonts] == [False, True]


def test_an_image_that_is_gone_is_told(desk, coast):
    desk.open(coast)
    (coast / "b.tif").unlink()
    desk.images.go_to("b.tif")
    (message,) = desk.bar.texts(Qgis.MessageLevel.Critical)
    assert "b.tif" in message
    assert desk.layers(QgsRasterLayer)[0].name() == "a.tif"


# Editing


def test_edits_are_counted_at_once(desk, coast):
    desk.open(coast)
    layer = desk.layer("detection")
    assert layer.startEditing()
    feature = edits.first(layer, "b.tif")
    assert layer.changeAttributeValue(feature.id(), edits.field(layer, "label"), "field")
    desk.wait()
    assert desk.palette.counts() == {"water": 3, "urban": 1, "field": 2}, "not saved yet"
    assert layer.commitChanges()
    desk.wait()
    assert desk.palette.counts() == {"water": 3, "urban": 1, "field": 2}
    (edited,) = [name for name, *_ in rows(desk.dock.page.images) if name.endswith("•")]
    assert edited.startswith("b.tif")


def test_a_new_label_is_listed(desk, coast):
    desk.open(coast)
    layer = desk.layer("detection")
    assert layer.startEditing()
    feature = edits.first(layer, "b.tif")
    assert layer.changeAttributeValue(feature.id(), edits.field(layer, "label"), "marsh")
    assert layer.commitChanges()
    desk.wait()
    assert desk.palette.counts()["marsh"] == 1
    assert "spai.json" in seen(tips(desk.dock.page.labels)[-1])


def test_layers_and_page_of_a_campaign_that_is_opened_again_take_a_turn_each(desk, coast):
    """Both in one would hold the window too long where there are thousands of images."""
    desk.open(coast)
    layer, seen = desk.layer("detection"), []

    def read():
        QTimer.singleShot(0, lambda: seen.append("another turn"))
        seen.append("layers")

    layer.dataProvider().dataChanged.connect(read)
    layer.readOnlyChanged.connect(lambda: seen.append("held" if layer.readOnly() else "page"))
    desk.open(coast)
    assert seen == ["held", "layers", "another turn", "page"]


def test_layers_can_be_read_while_the_campaign_is_opened_again(desk, coast):
    """QGIS 3.22 locks up where two threads have a GeoPackage's layers: then this never ends."""
    desk.open(coast)
    layer = desk.layer("detection")
    label = edits.field(layer, "label")
    for number in range(12):
        assert layer.startEditing()
        feature = edits.first(layer, "b.tif")
        assert layer.changeAttributeValue(feature.id(), label, f"label {number}")
        assert layer.commitChanges(bool(number % 2)), layer.commitErrors()
        desk.dock.widget.open_folder(str(coast))
        while desk.dock.widget.progress_panel.is_busy:
            assert edits.first(layer, "b.tif")["label"] == f"label {number}"
            desk.bot.wait(1)
        desk.wait()
    assert {feature["label"] for feature in layer.getFeatures()} == {"urban", "field", "label 11"}


def test_counts_that_come_late_do_not_replace_newer_ones(desk, coast, monkeypatch):
    desk.open(coast)
    layer = desk.layer("detection")
    feature, label = edits.first(layer, "b.tif"), edits.field(layer, "label")
    late = threading.Event()

    def slow(*of):
        found = read_recount(*of)
        if not late.is_set():
            late.set()
            time.sleep(0.5)
        return found

    def relabel(name):
        assert layer.startEditing()
        assert layer.changeAttributeValue(feature.id(), label, name)
        assert layer.commitChanges(), layer.commitErrors()

    monkeypatch.setattr(recounter, "read_recount", slow)
    relabel("older")
    desk.bot.waitUntil(late.is_set)
    relabel("newer")
    desk.wait()
    assert desk.palette.counts() == {"water": 3, "urban": 1, "field": 1, "newer": 1}
