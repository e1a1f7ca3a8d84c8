"""Of images that overlap, only the current one's annotations show and are picked."""

import pytest
from osgeo import gdal
from qgis.core import QgsFeature, QgsGeometry, QgsRectangle
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLineEdit
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.images.footprint_layer import overlaps_others
from scaneo_bridge.core.qgis.editing.edit_commands.label_commands import rename_label
from scaneo_bridge.core.qgis.layers import find_layers
from scaneo_bridge.core.qgis.map_image import focus_layers, is_focused
from support import mouse
from support.desk.places import ROW
from support.editing import open_editing, saved
from support.folders import write_files
from support.geojson import LABELS, RING, collection, detection, segmentation
from support.images import write_image
from support.raising import gdal_raises

pytest_plugins = ["support.desk.fixtures"]

N, P, V = Qt.Key.Key_N, Qt.Key.Key_P, Qt.Key.Key_V
A = [("detection", "a.tif", "urban"), ("segmentation", "a.tif", "water")]
B = [("detection", "b.tif", "field"), ("segmentation", "b.tif", "field")]
MIDDLE = (2.29, 41.11)  # of a box that both images have, and of no area
URBAN, FIELD = "#8d99ae", "#f2c14e"
ODD_NAMES = [
    "it's.tif",
    '"quoted".tif',
    "100%41.tif",
    "a|layername=images.tif",
    "a\\b.tif",
    "ü<b>.tif",
]


@pytest.fixture
def desk(desktop, series):
    """Somebody who labels a time series; the switch for all images is off, as it is at first."""
    desktop.begin(series)
    desktop.press(desktop.images.navigator.all_images)
    assert not desktop.images.navigator.all_images.isChecked()
    desktop.map.canvas.setFocus()
    return desktop


def colors(desk):
    """The colours on the map, of whole pixels."""
    desk.map.canvas.refresh()
    desk.bot.wait(100)
    desk.map.canvas.waitWhileRendering()
    image = desk.map.canvas.grab().toImage()
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height() // 3, image.height())
    }


class TestTheSwitch:
    def test_off_only_the_current_image_s_show(self, desk):
        assert desk.images.current == "a.tif" and desk.annotations() == A
        desk.map.key(N)
        assert desk.annotations() == B
        desk.map.key(N)
        assert desk.annotations() == []
        desk.map.key(P)
        assert desk.annotations() == B

    def test_on_all_show(self, desk):
        desk.press(desk.images.navigator.all_images)
        assert desk.annotations() == sorted(A + B)
        desk.map.canvas.setFocus()
        desk.map.key(N)
        assert desk.annotations() == sorted(A + B)
        desk.press(desk.images.navigator.all_images)
        assert desk.annotations() == B

    def test_the_map_draws_no_others(self, desk):
        drawn = colors(desk)
        assert URBAN in drawn and FIELD not in drawn
        desk.map.key(N)
        drawn = colors(desk)
        assert FIELD in drawn and URBAN not in drawn

    def test_the_mouse_picks_no_others(self, desk):
        desk.map.key(V)
        for image in ("a.tif", "b.tif"):
            layer = desk.layer("detection")
            mouse.click(desk.bot, desk.map.canvas, MIDDLE)
            (picked,) = layer.selectedFeatures()
            assert picked["image"] == desk.images.current == image
            desk.map.key(N)
        mouse.click(desk.bot, desk.map.canvas, MIDDLE)
        assert desk.layer("detection").selectedFeatureCount() == 0

    def test_counts_are_those_of_all(self, desk):
        assert desk.palette.counts() == {"urban": 1, "water": 1, "field": 2}
        desk.map.key(N)
        assert desk.palette.counts() == {"urban": 1, "water": 1, "field": 2}

    def test_it_works_without_labelling_too(self, desk):
        desk.click(desk.dock.widget.label)
        assert desk.annotations() == A
        desk.images.go_to("b.tif")
        assert desk.annotations() == B
        assert not desk.layer("detection").isEditable()

    def test_labelling_goes_on_with_its_tool(self, desk):
        tool = desk.map.canvas.mapTool()
        desk.map.box()
        desk.map.key(N)
        assert desk.map.canvas.mapTool() is tool
        assert all(desk.layer(task.value).isEditable() for task in Task)
        desk.map.box(0.6, 0.6)
        assert ("detection", "b.tif", "water") in desk.annotations()
        desk.map.key(P)
        assert ("detection", "a.tif", "water") in desk.annotations()
        assert len(desk.annotations()) == 3

    def test_what_has_no_image_shows_always(self, desk, series):
        layer = desk.layer("detection")
        for image in (None, ""):
            feature = QgsFeature(layer.fields())
            feature["image"], feature["label"] = image, "water"
            feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(9, 9, 10, 10)))
            assert layer.addFeature(feature)
        for _ in range(3):
            assert len([one for one in desk.annotations() if one[1] == ""]) == 2
            desk.map.key(N)

    def test_a_project_that_is_opened_again_shows_the_same(self, desk, tmp_path):
        desk.map.key(N)
        file = str(tmp_path / "series.qgz")
        assert desk.project.write(file)
        desk.project.clear()
        assert desk.project.read(file)
        desk.wait()
        assert desk.images.current == "b.tif" and desk.annotations() == B
        assert desk.palette.counts() == {"urban": 1, "water": 1, "field": 2}
        desk.begin()
        desk.map.key(P)
        assert desk.annotations() == A

    def test_a_label_that_is_renamed_is_so_on_hidden_ones(self, desk, series):
        view = desk.dock.page.labels_view
        view.setFocus()
        for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_F2):
            desk.bot.keyClick(view, key)
        (editor,) = [one for one in view.viewport().findChildren(QLineEdit) if one.isVisible()]
        editor.selectAll()
        desk.bot.keyClicks(editor, "meadow")
        desk.bot.keyClick(editor, Qt.Key.Key_Return)
        desk.wait()
        assert desk.annotations() == A
        assert desk.palette.counts() == {"urban": 1, "water": 1, "meadow": 2}
        desk.map.canvas.setFocus()
        desk.map.key(N)
        meadow = [(task, "b.tif", "meadow") for task in ("detection", "segmentation")]
        assert desk.annotations() == meadow
        assert saved(series / "scaneo.gpkg") == sorted(A + meadow)


def test_images_that_only_touch_hide_nothing(desktop, tiles):
    desk = desktop.begin(tiles)
    desk.press(desk.images.navigator.all_images)
    desk.map.canvas.setFocus()
    for _ in ROW:
        desk.map.box()
        desk.map.key(N)
    assert len(desk.annotations()) == 4
    assert desk.layer("detection").subsetString() == ""


@pytest.mark.parametrize(("share", "expected"), [(0.0, False), (0.005, False), (0.02, True)])
def test_overlaps_of_more_than_a_hundredth_count(tmp_path, opened, share, expected):
    folder = tmp_path / "pair"
    write_image(folder / "a.tif")
    write_image(folder / "b.tif", grid=(2.5 - 0.5 * share, 0.05, 0.0, 42.0, 0.0, -0.1))
    with open_editing(opened(folder).workspace.path) as editing:
        images = find_layers(editing.project, editing.workspace)["images"]
        assert overlaps_others(images, "a.tif") is expected
        assert overlaps_others(images, "nowhere.tif") is False


@pytest.mark.parametrize("name", ODD_NAMES)
def test_names_are_data(tmp_path, opened, name):
    folder = tmp_path / "odd"
    for image in (name, "other.tif"):
        write_image(folder / image)
        stem = image.removesuffix(".tif")
        write_files(folder, {f"{stem}.geojson": collection(detection(), segmentation(ring=RING))})
    write_files(folder, {"spai.json": LABELS})
    with open_editing(opened(folder).workspace.path) as editing:
        for layer in editing.layers.values():
            layer.rollBack()
        focus_layers(editing.layers, name)
        assert is_focused(editing.layers, name) and not is_focused(editing.layers, None)
        for task in (Task.DETECTION, Task.SEGMENTATION):
            images = [one["image"] for one in editing.layer(task).getFeatures()]
            assert images == [name]
        found = find_layers(editing.project, editing.workspace)
        assert set(found) >= {task.value for task in Task}, "they are still the campaign's"
        editing.begin()
        rename_label(editing, "urban", 'it\'s "new"')
        editing.save(stop=True)
        focus_layers(editing.layers, None)
        boxes = editing.layer(Task.DETECTION).getFeatures()
        assert [one["label"] for one in boxes] == ['it\'s "new"'] * 2


@pytest.fixture
def told():
    """What GDAL says aloud while it answers with codes."""
    said = []
    with gdal_raises(False):
        gdal.SetErrorHandler(lambda kind, number, text: said.append(text))
        gdal.OpenEx("/nowhere.gpkg", gdal.OF_VERBOSE_ERROR)
        assert said.pop()
        yield said
        gdal.SetErrorHandler("CPLDefaultErrorHandler")


def test_thirty_images_with_edits_and_no_word_from_gdal(desk, series, told):
    for number in range(30):
        desk.map.box(0.35 + 0.01 * number, 0.3, 0.05)
        if number % 3 == 2:
            desk.click(desk.dock.widget.label)
            desk.images.go_to("abc"[number % 2] + ".tif")
            desk.wait()
            desk.begin()
        desk.map.key(N if number // 2 % 2 == 0 else P)
    desk.click(desk.dock.widget.label)
    desk.wait()
    assert told == []
    assert len(saved(series / "scaneo.gpkg")) == 34
