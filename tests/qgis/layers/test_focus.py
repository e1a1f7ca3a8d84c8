"""Of images that overlap, only the current one's annotations show and are picked."""

import pytest
from osgeo import gdal
from qgis.core import QgsFeature, QgsGeometry, QgsRectangle
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLineEdit
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.images.footprint_layer import overlaps_others
from scaneo_bridge.core.qgis.editing.edit_commands.labels import rename_label
from scaneo_bridge.core.qgis.editing.focus import focus_layers, is_focused
from scaneo_bridge.core.qgis.layers import find_layers
from support import mouse
from support.editing import ROW, open_editing, saved
from support.folders import write_files
from support.geojson import LABELS, RING, collection, detection, segmentation
from support.images import write_image
from support.raising import gdal_raises

pytest_plugins = ["support.dock", "support.mouse", "support.labelling", "support.editing"]

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
def user(walker, series):
    """Somebody who labels a time series; the switch for all images is off, as it is at first."""
    walker.open(series)
    walker.press(walker.navigator.all_images)
    assert not walker.navigator.all_images.isChecked()
    walker.canvas.setFocus()
    return walker


def colors(user):
    """The colours on the map, of whole pixels."""
    user.canvas.refresh()
    user.bot.wait(100)
    user.canvas.waitWhileRendering()
    image = user.canvas.grab().toImage()
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height() // 3, image.height())
    }


class TestTheSwitch:
    def test_off_only_the_current_image_s_show(self, user):
        assert user.current == "a.tif" and user.shown() == A
        user.key(N)
        assert user.shown() == B
        user.key(N)
        assert user.shown() == []
        user.key(P)
        assert user.shown() == B

    def test_on_all_show(self, user):
        user.press(user.navigator.all_images)
        assert user.shown() == sorted(A + B)
        user.canvas.setFocus()
        user.key(N)
        assert user.shown() == sorted(A + B)
        user.press(user.navigator.all_images)
        assert user.shown() == B

    def test_the_map_draws_no_others(self, user):
        drawn = colors(user)
        assert URBAN in drawn and FIELD not in drawn
        user.key(N)
        drawn = colors(user)
        assert FIELD in drawn and URBAN not in drawn

    def test_the_mouse_picks_no_others(self, user):
        user.key(V)
        for image in ("a.tif", "b.tif"):
            layer = user.session.layer("detection")
            mouse.click(user.bot, user.canvas, MIDDLE)
            (picked,) = layer.selectedFeatures()
            assert picked["image"] == user.current == image
            user.key(N)
        mouse.click(user.bot, user.canvas, MIDDLE)
        assert user.session.layer("detection").selectedFeatureCount() == 0

    def test_counts_are_those_of_all(self, user):
        assert user.session.counts() == {"urban": 1, "water": 1, "field": 2}
        user.key(N)
        assert user.session.counts() == {"urban": 1, "water": 1, "field": 2}

    def test_it_works_without_labelling_too(self, user):
        user.session.click(user.session.dock.label)
        assert user.shown() == A
        user.session.go_to("b.tif")
        assert user.shown() == B
        assert not user.session.layer("detection").isEditable()

    def test_labelling_goes_on_with_its_tool(self, user):
        tool = user.canvas.mapTool()
        user.box()
        user.key(N)
        assert user.canvas.mapTool() is tool
        assert all(user.session.layer(task.value).isEditable() for task in Task)
        user.box(0.6, 0.6)
        assert ("detection", "b.tif", "water") in user.shown()
        user.key(P)
        assert ("detection", "a.tif", "water") in user.shown()
        assert len(user.shown()) == 3

    def test_what_has_no_image_shows_always(self, user, series):
        layer = user.session.layer("detection")
        for image in (None, ""):
            feature = QgsFeature(layer.fields())
            feature["image"], feature["label"] = image, "water"
            feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(9, 9, 10, 10)))
            assert layer.addFeature(feature)
        for _ in range(3):
            assert len([one for one in user.shown() if one[1] == ""]) == 2
            user.key(N)

    def test_a_project_that_is_opened_again_shows_the_same(self, user, tmp_path):
        user.key(N)
        file = str(tmp_path / "series.qgz")
        assert user.session.project.write(file)
        user.session.project.clear()
        assert user.session.project.read(file)
        user.session.wait()
        assert user.current == "b.tif" and user.shown() == B
        assert user.session.counts() == {"urban": 1, "water": 1, "field": 2}
        user.begin()
        user.key(P)
        assert user.shown() == A

    def test_a_label_that_is_renamed_is_so_on_hidden_ones(self, user, series):
        view = user.session.page.labels_view
        view.setFocus()
        for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_F2):
            user.bot.keyClick(view, key)
        (editor,) = [one for one in view.viewport().findChildren(QLineEdit) if one.isVisible()]
        editor.selectAll()
        user.bot.keyClicks(editor, "meadow")
        user.bot.keyClick(editor, Qt.Key.Key_Return)
        user.session.wait()
        assert user.shown() == A
        assert user.session.counts() == {"urban": 1, "water": 1, "meadow": 2}
        user.canvas.setFocus()
        user.key(N)
        meadow = [(task, "b.tif", "meadow") for task in ("detection", "segmentation")]
        assert user.shown() == meadow
        assert saved(series / "scaneo.gpkg") == sorted(A + meadow)


def test_images_that_only_touch_hide_nothing(walker, tiles):
    user = walker.open(tiles)
    user.press(user.navigator.all_images)
    user.canvas.setFocus()
    for _ in ROW:
        user.box()
        user.key(N)
    assert len(user.shown()) == 4
    assert user.session.layer("detection").subsetString() == ""


@pytest.mark.parametrize(("share", "expected"), [(0.0, False), (0.005, False), (0.02, True)])
def test_overlaps_of_more_than_a_hundredth_count(tmp_path, opened, share, expected):
    folder = tmp_path / "pair"
    write_image(folder / "a.tif")
    write_image(folder / "b.tif", grid=(2.5 - 0.5 * share, 0.05, 0.0, 42.0, 0.0, -0.1))
    with open_editing(opened(folder).workspace) as editing:
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
    with open_editing(opened(folder).workspace) as editing:
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


def test_thirty_images_with_edits_and_no_word_from_gdal(user, series, told):
    for number in range(30):
        user.box(0.35 + 0.01 * number, 0.3, 0.05)
        if number % 3 == 2:
            user.session.click(user.session.dock.label)
            user.session.go_to("abc"[number % 2] + ".tif")
            user.session.wait()
            user.begin()
        user.key(N if number // 2 % 2 == 0 else P)
    user.session.click(user.session.dock.label)
    user.session.wait()
    assert told == []
    assert len(saved(series / "scaneo.gpkg")) == 34
