"""Exporting the project's own layers through the dock: choose, preview, mend labels, write."""

import json
import shutil

import pytest
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QColorDialog, QLineEdit
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.mapping.mapping import read_mapping
from support import layers as edits
from support.dock import LEFT, NONE, as_html, rows
from support.folders import contents, snapshot, write_files
from support.geojson import collection, detection, segmentation, spai
from support.images import write_image

pytest_plugins = ["support.dock"]

EAST = (2.5, 0.05, 0.0, 42.0, 0.0, -0.1)  # beside NORTH_EAST_SPAIN, which is 2.0 to 2.5
HOUSE = "Polygon((2.1 41.1, 2.2 41.1, 2.2 41.2, 2.15 41.2, 2.1 41.15, 2.1 41.1))"
BARN = "Polygon((2.6 41.1, 2.7 41.1, 2.7 41.2, 2.65 41.2, 2.6 41.15, 2.6 41.1))"
BOX = "Polygon((2.1 41.1, 2.2 41.1, 2.2 41.2, 2.1 41.2, 2.1 41.1))"
FAR = "Polygon((12 41, 13 41, 13 42, 12 42, 12 41))"


def polygons(name, rows, field="type"):
    """A memory layer with one field; `rows` are the field's values with their outlines."""
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:4326&field={field}:string", name, "memory")
    features = []
    for value, wkt in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes([value])
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


@pytest.fixture
def folder(tmp_path):
    """A folder with two images side by side and nothing else."""
    path = tmp_path / "fields"
    write_image(path / "west.tif")
    write_image(path / "east.tif", grid=EAST)
    return path


@pytest.fixture
def buildings(session):
    layer = polygons("buildings", [("house", HOUSE), ("barn", BARN), ("house", FAR)])
    session.project.addMapLayer(layer)
    return layer


class Page:
    """What a person does on the pages of an export of layers."""

    def __init__(self, session):
        self.session = session
        self.page = session.pages.layers
        self.preview_page = session.pages.layers_preview

    def open(self):
        if self.session.is_empty:
            self.session.click(self.session.pages.start.layers)
        else:
            self.choose_in_menu("Export layers…")
        assert self.page.isVisible()
        return self

    def choose_in_menu(self, text):
        menu = self.session.dock.export.menu()
        menu.popup(QPoint(0, 0))
        (action,) = [one for one in menu.actions() if one.text() == text]
        assert action.isEnabled()
        self.session.bot.mouseClick(menu, LEFT, NONE, menu.actionGeometry(action).center())

    def card(self, layer):
        (card,) = [card for card in self.page.cards if card.layer_id == layer.id()]
        return card

    def pick(self, combo, text):
        """Chooses the entry of a combo box that begins so, with the arrow keys."""
        assert combo.isVisible() and combo.isEnabled()
        combo.setFocus()
        self.session.bot.keyClick(combo, Qt.Key.Key_Home)
        while not combo.currentText().startswith(text):
            before = combo.currentIndex()
            self.session.bot.keyClick(combo, Qt.Key.Key_Down)
            assert combo.currentIndex() > before, f"there is no “{text}…”"

    def type_folder(self, folder):
        field = self.page.folder.lineEdit()
        field.selectAll()
        self.session.bot.keyClicks(field, str(folder))

    def preview(self):
        self.session.click(self.page.preview)
        self.session.wait()
        assert self.preview_page.isVisible()
        return self

    def preview_again(self):
        self.session.click(self.preview_page.again)
        self.session.wait()

    def write(self):
        self.session.click(self.preview_page.write)
        self.session.wait()

    def label_row(self, label, column=0):
        model = self.preview_page.labels
        row = [use.name for use in model.items].index(label)
        return self.preview_page.labels_view.visualRect(model.index(row, column)).center()

    def select(self, *labels):
        view = self.preview_page.labels_view.viewport()
        for number, label in enumerate(labels):
            key = Qt.KeyboardModifier.ControlModifier if number else NONE
            self.session.bot.mouseClick(view, LEFT, key, self.label_row(label))

    def rename(self, label, name):
        """Double-clicks a label, types another name and presses Enter."""
        view = self.preview_page.labels_view
        spot = self.label_row(label)
        self.session.bot.mouseClick(view.viewport(), LEFT, NONE, spot)
        self.session.bot.mouseDClick(view.viewport(), LEFT, NONE, spot)
        (editor,) = view.viewport().findChildren(QLineEdit)
        self.session.bot.keyClicks(editor, name)
        self.session.bot.keyClick(editor, Qt.Key.Key_Return)
        self.session.bot.wait(20)  # Qt takes the name a turn of the event loop later


@pytest.fixture
def page(session):
    return Page(session)


def labels_of(folder):
    return {
        one["name"]: one["color"]
        for one in json.loads((folder / "spai.json").read_text())["labels"]
    }


def written(folder):
    """For each file, its annotations: task and label."""
    found = {}
    for path in folder.glob("*.geojson"):
        features = json.loads(path.read_text())["features"]
        found[path.stem] = [
            (one["properties"]["task"], one["properties"]["label"]) for one in features
        ]
    return found


def test_layers_become_a_campaign_with_what_is_filled_in(session, page, folder, buildings):
    for image in ("west", "east"):
        session.project.addMapLayer(QgsRasterLayer(str(folder / f"{image}.tif"), image))
    before = snapshot(folder)
    page.open().preview()
    assert page.preview_page.sum.text() == "3 features = 2 written + 1 listed below"
    assert rows(page.preview_page.labels) == [["house", "1"], ["barn", "1"]]
    assert rows(page.preview_page.files) == [
        ["east.geojson", "1", "–", "–"],
        ["spai.json", "–", "–", "–"],
        ["west.geojson", "1", "–", "–"],
    ]
    (problem,) = [text for (text,) in rows(page.preview_page.problems)]
    assert "buildings, feature 3" in problem and "outside every image" in problem
    assert contents(folder) == {}, "a preview writes nothing"
    page.write()
    assert written(folder) == {
        "west": [("segmentation", "house")],
        "east": [("segmentation", "barn")],
    }
    assert set(labels_of(folder)) == {"house", "barn"}
    (said,) = session.messages()
    assert "2 annotations on 2 images" in said and "Not written: 1 feature" in said
    after = snapshot(folder)
    assert {name: after[name] for name in before} == before, "the images are as they were"
    assert page.preview_page.sum.text() == "3 features = 2 written + 1 listed below"
    assert len(page.preview_page.problems.items) == 1, "what was not written is still there"
    session.click(page.preview_page.open)
    session.wait()
    assert session.is_open and session.counts() == {"house": 1, "barn": 1}


def test_guesses_come_from_names_fields_and_geometry(session, page):
    boats = polygons("boat_boxes", [("boat", HOUSE)], field="Class")
    cars = polygons("cars", [("car", BOX)])
    ponds = polygons("ponds", [("", HOUSE)], field="id")
    scenes = QgsVectorLayer("NoGeometry?field=image:string&field=label:string", "scenes", "memory")
    scenes.dataProvider().addFeature(QgsFeature(scenes.fields()))
    chips = QgsVectorLayer("Point?crs=EPSG:4326&field=cls:string", "chips", "memory")
    roads = QgsVectorLayer("LineString?crs=EPSG:4326", "roads", "memory")
    placeless = QgsVectorLayer("Polygon?field=label:string", "placeless", "memory")
    placeless.setCrs(QgsCoordinateReferenceSystem())
    layers = [boats, cars, ponds, scenes, chips, roads, placeless]
    session.project.addMapLayers(layers)
    page.open()
    assert {layer.name(): page.card(layer).task.currentData() for layer in layers} == {
        "boat_boxes": Task.DETECTION,
        "cars": Task.DETECTION,
        "ponds": Task.SEGMENTATION,
        "scenes": Task.CLASSIFICATION,
        "chips": Task.CLASSIFICATION,
        "roads": None,
        "placeless": None,
    }
    assert page.card(boats).mapping().label.value == '"Class"'
    assert page.card(scenes).mapping().image_field == "image"
    assert page.card(ponds).fixed.text() == "ponds"
    assert not page.page.preview.isEnabled(), "no folder is chosen yet"


def test_every_choice_reaches_the_files(session, page, folder, buildings):
    across = "Polygon((2.4 41.1, 2.6 41.1, 2.6 41.2, 2.4 41.2, 2.4 41.1))"
    boats = polygons("boats", [("x", across), ("y", HOUSE)])
    session.project.addMapLayer(boats)
    write_files(folder, {"west.geojson": collection(detection("old"), segmentation("kept"))})
    boats.selectByIds([1])
    page.open()
    page.pick(page.card(buildings).task, "not")
    card = page.card(boats)
    page.pick(card.task, "det")
    page.pick(card.label_from, "Fixed")
    session.bot.keyClicks(card.fixed, "boat")
    session.bot.mouseClick(card.selected_only, LEFT, NONE, QPoint(8, 8))
    assert "1" in card.selected_only.text() and card.selected_only.isChecked()
    page.type_folder(folder)
    page.pick(page.page.assign, "every image, cut")
    page.pick(page.page.existing, "replace")
    page.preview()
    assert page.preview_page.sum.text() == (
        "1 feature = 1 written + 0 listed below\n1 annotation deleted from the folder"
    )
    assert rows(page.preview_page.files) == [
        ["east.geojson", "1", "–", "–"],
        ["spai.json", "–", "–", "–"],
        ["west.geojson", "1", "–", "1"],
    ]
    page.write()
    assert written(folder) == {
        "west": [("segmentation", "kept"), ("detection", "boat")],
        "east": [("detection", "boat")],
    }
    (box,) = json.loads((folder / "east.geojson").read_text())["features"]
    (south, east), (north, west) = box["properties"]["bbox"]
    assert (south, north, west, east) == pytest.approx((41.1, 41.2, 2.5, 2.6))


def test_labels_are_renamed_merged_and_recoloured(session, page, folder, buildings):
    page.open()
    page.type_folder(folder)
    page.preview()
    page.rename("house", "home")
    assert not page.preview_page.write.isVisible(), "what would be written is another thing now"
    assert ["home  ←  house", "1"] in rows(page.preview_page.labels)
    page.select("house", "barn")
    session.click(page.preview_page.merge)
    assert [use.label.name for use in page.preview_page.labels.items] == ["home", "home"]
    page.select("barn")
    session.click(page.preview_page.recolor)
    (dialog,) = page.preview_page.findChildren(QColorDialog)
    dialog.setCurrentColor(QColor("#123456"))
    dialog.accept()
    assert contents(folder) == {}
    page.preview_again()
    page.write()
    assert labels_of(folder) == {"home": "#123456"}
    assert written(folder) == {
        "west": [("segmentation", "home")],
        "east": [("segmentation", "home")],
    }


def test_a_label_with_the_name_of_another_has_its_colour(session, page, folder, buildings):
    page.open()
    page.type_folder(folder)
    page.preview()
    house, barn = (use.label for use in page.preview_page.labels.items)
    page.rename("house", "barn")
    assert house.color != barn.color
    assert [use.label for use in page.preview_page.labels.items] == [barn, barn]
    page.preview_again()
    page.write()
    assert labels_of(folder) == {"barn": barn.color}


def test_an_empty_name_is_no_label(session, page, folder, buildings):
    page.open()
    page.type_folder(folder)
    page.preview()
    page.rename("house", " ")
    assert [use.label.name for use in page.preview_page.labels.items] == ["house", "barn"]


def test_a_mapping_survives_closing_the_project(session, page, folder, buildings, tmp_path):
    parcels = tmp_path / "parcels.gpkg"
    (tmp_path / "project").mkdir()
    copy = edits_copy(buildings, parcels)
    session.project.removeMapLayer(buildings.id())
    session.project.addMapLayer(copy)
    page.open()
    page.type_folder(folder)
    page.pick(page.page.existing, "replace")
    page.preview()
    page.rename("barn", "shed")
    page.preview_again()
    file = str(tmp_path / "project" / "fields.qgz")
    assert session.project.isDirty() and session.project.write(file)
    chosen = read_mapping(session.project)
    session.project.clear()
    assert not session.dock.export.isEnabled()
    assert session.project.read(file)
    assert read_mapping(session.project) == chosen
    assert chosen.folder == str(folder) and chosen.labels["barn"].name == "shed"
    session.click(session.dock.export)  # the one click
    session.wait()
    assert page.preview_page.isVisible()
    page.write()
    assert set(labels_of(folder)) == {"house", "shed"}
    assert len(written(folder)["west"]) == 1
    session.click(page.preview_page.dismiss)
    page.choose_in_menu("Export the same layers again")
    session.wait()
    assert not page.preview_page.write.isEnabled(), "all of it is there"
    assert "holds all of it" in page.preview_page.details.text()


def edits_copy(layer, path):
    """The layer's features in a file, which a project can find again."""
    from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter

    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, str(path), QgsCoordinateTransformContext(), options
    )
    return QgsVectorLayer(str(path), layer.name(), "ogr")


def test_a_campaigns_own_layers_are_mapped_and_their_edits_go_along(session, page, coast):
    session.open(coast)
    workspace = coast / "scaneo.gpkg"
    ponds = polygons("ponds", [("pond", HOUSE)])
    session.project.addMapLayer(ponds)
    layer = session.layer("detection")
    layer.startEditing()
    box = next(layer.getFeatures("image = 'a.tif'"))
    layer.changeAttributeValue(box.id(), edits.field(layer, "label"), "water")
    page.open()
    mapped = {entry.layer: entry.task.value for entry in page.page.mapping().layers}
    own = {task: session.layer(task).id() for task in ("classification", "detection")}
    assert mapped[own["detection"]] == "detection" and mapped[ponds.id()] == "segmentation"
    assert mapped[own["classification"]] == "classification"
    assert page.page.mapping().folder == str(coast)
    before = contents(coast)
    page.preview()
    files = {name: counts for name, *counts in rows(page.preview_page.files)}
    assert files["a.geojson"][1] == "1", "the edited box"
    assert sum(int(added) for added, *_ in files.values() if added != "–") == 1, "the pond"
    assert contents(coast) == before
    page.write()
    assert session.is_open, "the campaign is read again"
    assert edits.count(workspace, "segmentation") == 3
    assert session.counts()["pond"] == 1
    assert any("Exported to coast" in text for text in session.messages())
    page.open()
    session.click(page.page.dismiss)
    assert session.is_open


def somebody_adds(folder, label):
    kept = json.loads((folder / "a.geojson").read_bytes())["features"]
    theirs = detection(label, box=(41.6, 2.3, 41.7, 2.4))
    write_files(folder, {"a.geojson": collection(*kept, theirs)})


@pytest.mark.parametrize("way", ["page", "again"])
def test_what_others_changed_in_an_own_campaign_is_shown_before_the_preview(
    session, page, coast, way
):
    session.open(coast)
    session.project.addMapLayer(polygons("ponds", [("pond", HOUSE)]))
    if way == "again":
        page.open().preview()
        session.click(page.preview_page.dismiss)
        session.click(page.page.dismiss)
    else:
        page.open()
    layer = session.layer("detection")
    layer.startEditing()
    box = edits.first(layer, "a.tif")
    layer.changeAttributeValue(box.id(), edits.field(layer, "label"), "water")
    somebody_adds(coast, "theirs")
    if way == "again":
        page.choose_in_menu("Export the same layers again")
        session.wait()
        assert page.preview_page.isVisible()
    else:
        page.preview()
    assert session.counts()["theirs"] == 1, "the dock shows them, too"
    assert "taken over: a.geojson" in page.preview_page.details.text()
    boxes = [one["label"] for one in layer.getFeatures("image = 'a.tif'")]
    assert sorted(boxes) == ["field", "theirs", "water"]
    page.write()
    assert ("detection", "theirs") in written(coast)["a"]
    assert ("detection", "water") in written(coast)["a"]
    assert not session.messages(Qgis.MessageLevel.Critical)


def test_conflicts_of_an_own_campaign_are_settled_before_the_preview(session, page, coast):
    session.open(coast)
    session.project.addMapLayer(polygons("ponds", [("pond", HOUSE)]))
    layer = session.layer("detection")
    layer.startEditing()
    box = edits.first(layer, "a.tif")
    layer.changeAttributeValue(box.id(), edits.field(layer, "label"), "water")
    kept = json.loads((coast / "a.geojson").read_bytes())["features"]
    del kept[edits.place_of(box)]
    write_files(coast, {"a.geojson": collection(*kept)})
    before = {path: path.read_bytes() for path in coast.rglob("*json")}
    session.bar.clear_messages()
    page.open()
    session.click(page.page.preview)
    session.wait()
    assert session.pages.conflicts.isVisible() and not page.preview_page.isVisible()
    assert {path: path.read_bytes() for path in coast.rglob("*json")} == before
    (message,) = session.messages(Qgis.MessageLevel.Warning)
    assert "a.geojson" in message and "Choose first" in message
    assert not session.messages(Qgis.MessageLevel.Critical), "it is no failure"


def test_replacing_spares_what_the_campaigns_own_layers_hold(session, page, coast):
    session.open(coast)
    session.project.addMapLayer(polygons("ponds", [("pond", HOUSE)]))
    before = sum(edits.count(coast / "scaneo.gpkg", task.value) for task in Task)
    page.open()
    page.pick(page.page.existing, "replace")
    page.preview()
    page.write()
    assert sum(edits.count(coast / "scaneo.gpkg", task.value) for task in Task) == before + 1


def test_a_campaign_that_is_opened_later_goes_along(session, page, coast):
    """Its layers were not there when the mapping was made."""
    session.project.addMapLayer(polygons("ponds", [("pond", HOUSE)]))
    page.open()
    page.type_folder(coast)
    page.preview()
    session.click(page.preview_page.dismiss)
    session.click(page.page.dismiss)
    session.open(coast)
    edits.relabel(coast / "scaneo.gpkg", "detection", "a.tif")
    page.choose_in_menu("Export the same layers again")
    session.wait()
    files = {name: counts for name, *counts in rows(page.preview_page.files)}
    assert files["a.geojson"][1] == "1" and "edits of the open" in page.preview_page.details.text()
    session.click(page.preview_page.dismiss)
    assert not page.card(session.layer("detection")).isVisible() and page.page.campaign.isVisible()


def test_edits_that_wait_in_a_workspace_stop_an_export(session, page, coast, opened):
    edits.add(opened(coast).workspace, "classification", "2024/c.tif")  # where the pond goes, too
    session.project.addMapLayer(polygons("ponds", [("pond", HOUSE)]))
    page.open()
    page.type_folder(coast)
    before = snapshot(coast)
    session.click(page.page.preview)
    session.wait()
    assert any("has edits in the campaign's workspace" in text for text in session.messages())
    assert page.page.isVisible() and snapshot(coast) == before


def test_lines_and_points_are_for_classification_only(session, page):
    roads = QgsVectorLayer("LineString?crs=EPSG:4326", "roads", "memory")
    session.project.addMapLayer(roads)
    page.open()
    model = page.card(roads).task.model()
    assert [model.item(row).isEnabled() for row in range(4)] == [True, True, False, False]
    assert "Buffer" in as_html(model.item(2).toolTip())


def test_what_cannot_be_exported_is_said_and_the_page_stays(session, page, folder, buildings):
    page.open()
    page.type_folder(folder)
    card = page.card(buildings)
    page.pick(card.label_from, "Fixed")
    session.click(page.page.preview)
    session.wait()
    assert "buildings" in page.page.error.text() and page.page.error.isVisible()
    session.bot.keyClicks(card.fixed, "x")
    page.preview()
    session.bot.keyClick(page.preview_page, Qt.Key.Key_Escape)
    assert page.page.isVisible() and not page.page.error.isVisible()
    session.bot.keyClick(page.page, Qt.Key.Key_Escape)
    assert session.is_empty


def test_classes_that_become_one_are_listed_before_they_are_written(session, page, folder):
    kinds = QgsVectorLayer("Point?crs=EPSG:4326&field=label:string", "kinds", "memory")
    for name in ("a", "b"):
        feature = QgsFeature(kinds.fields())
        feature.setAttributes([name])
        feature.setGeometry(QgsGeometry.fromWkt("Point(2.2 41.5)"))
        kinds.dataProvider().addFeature(feature)
    session.project.addMapLayer(kinds)
    page.open()
    page.type_folder(folder)
    page.preview()
    page.select("a", "b")
    session.click(page.preview_page.merge)
    assert "have changed" in page.preview_page.sum.text()
    page.preview_again()
    assert page.preview_page.sum.text() == "2 features = 1 written + 1 listed below"
    page.write()
    assert written(folder) == {"west": [("classification", "a")]}


def test_a_project_that_moves_takes_its_folder_along(session, page, folder, buildings, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(folder, home / "images")
    session.project.addMapLayer(edits_copy(buildings, home / "parcels.gpkg"))
    session.project.removeMapLayer(buildings.id())
    page.open()
    page.type_folder(home / "images")
    page.preview()
    assert session.project.write(str(home / "fields.qgz"))
    session.project.clear()
    shutil.copytree(home, tmp_path / "moved")
    assert session.project.read(str(tmp_path / "moved" / "fields.qgz"))
    assert read_mapping(session.project).folder == str(tmp_path / "moved" / "images")
    assert session.project.read(str(home / "fields.qgz")), "another one is not touched by that"
    assert read_mapping(session.project).folder == str(home / "images")


def test_layers_that_come_and_go_are_shown(session, page, folder, buildings):
    page.open()
    page.type_folder(folder)
    ponds = polygons("ponds", [("pond", HOUSE)])
    session.project.addMapLayer(ponds)
    assert page.card(ponds).task.currentData() is None, "nobody has chosen it"
    session.project.removeMapLayer(buildings.id())
    assert [card.layer_id for card in page.page.cards] == [ponds.id()]
    assert page.page.mapping().folder == str(folder), "what was typed stays"


def test_an_empty_project_says_what_is_missing(session, page):
    page.open()
    assert page.page.empty.isVisible() and not page.page.preview.isEnabled()
    session.click(page.page.dismiss)
    assert session.is_empty


def test_colours_of_the_folder_and_names_that_look_like_html(session, page, folder):
    odd = '<b>house</b> & "{}" %1'
    write_files(folder, {"spai.json": spai(**{odd: "#0a0b0c"})})
    session.project.addMapLayer(polygons("<i>layer</i>", [(odd, HOUSE), (None, BARN)]))
    page.open()
    page.type_folder(folder)
    page.preview()
    ((shown, _),) = rows(page.preview_page.labels)
    assert shown == odd
    ((problem,),) = rows(page.preview_page.problems)
    assert problem.startswith("<i>layer</i>, feature 2")
    page.write()
    assert labels_of(folder) == {odd: "#0a0b0c"}


def test_a_cancelled_export_leaves_everything(session, page, folder, buildings):
    page.open()
    page.type_folder(folder)
    page.preview()
    before = snapshot(folder)
    page.preview_page.write.click()
    session.click(session.dock.progress_panel.cancel)
    session.wait()
    assert any("Cancelled" in text for text in session.messages())
    assert snapshot(folder) == before


def test_where_the_images_are_follows_the_folder_until_somebody_chooses(
    session, page, folder, buildings, tmp_path
):
    """The project shows one of the folder's two images: features on the other are not left out."""
    session.project.addMapLayer(QgsRasterLayer(str(folder / "west.tif"), "west"))
    page.open()
    assert page.page.folder.filePath() == str(folder)
    assert page.page.images.currentText() == "in this folder"
    page.type_folder(tmp_path / "campaign")
    assert page.page.images.currentText() == "in another folder"
    assert page.page.images_folder.filePath() == str(folder)
    page.preview()
    assert page.preview_page.sum.text() == "3 features = 2 written + 1 listed below"
    session.click(page.preview_page.dismiss)
    page.type_folder(folder)
    assert page.page.images.currentText() == "in this folder"
    page.pick(page.page.images, "the project's")
    page.type_folder(tmp_path / "campaign")
    assert page.page.images.currentText().startswith("the project's")


def test_the_field_that_names_images_is_one_of_the_folders(session, page, folder, tmp_path):
    layer = QgsVectorLayer(
        "Polygon?crs=EPSG:4326&field=image:string&field=at:string&field=class:string",
        "parcels",
        "memory",
    )
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["elsewhere.tif", "west.tif", "wheat"])
    feature.setGeometry(QgsGeometry.fromWkt(HOUSE))
    layer.dataProvider().addFeature(feature)
    session.project.addMapLayer(layer)
    page.open()
    card = page.card(layer)
    assert card.mapping().image_field == "image", "as long as no folder is chosen"
    page.type_folder(folder)
    assert card.mapping().image_field == "at"
    page.pick(card.image_field, "By the feature's place")
    page.type_folder(tmp_path)
    page.type_folder(folder)
    assert card.mapping().image_field == "", "what was chosen stays"
