"""Exporting the project's own layers through the dock: choose, mend labels, write."""

import json

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QColorDialog
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.mapping.mapping import read_mapping
from support.desk.widgets import rows
from support.folders import contents, snapshot, write_files
from support.geojson import collection, detection, segmentation
from support.mouse import LEFT, NONE
from support.subjects.layers_page import HOUSE, edits_copy, labels_of, polygons, written

pytest_plugins = ["support.desk.fixtures"]

BOX = "Polygon((2.1 41.1, 2.2 41.1, 2.2 41.2, 2.1 41.2, 2.1 41.1))"


def test_layers_become_a_campaign_with_what_is_filled_in(desk, page, folder, buildings):
    for image in ("west", "east"):
        desk.project.addMapLayer(QgsRasterLayer(str(folder / f"{image}.tif"), image))
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
    (said,) = desk.bar.texts()
    assert "2 annotations on 2 images" in said and "Not written: 1 feature" in said
    after = snapshot(folder)
    assert {name: after[name] for name in before} == before, "the images are as they were"
    assert page.preview_page.sum.text() == "3 features = 2 written + 1 listed below"
    assert len(page.preview_page.problems.items) == 1, "what was not written is still there"
    desk.click(page.preview_page.open)
    desk.wait()
    assert desk.dock.is_open and desk.palette.counts() == {"house": 1, "barn": 1}


def test_guesses_come_from_names_fields_and_geometry(desk, page):
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
    desk.project.addMapLayers(layers)
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


def test_every_choice_reaches_the_files(desk, page, folder, buildings):
    across = "Polygon((2.4 41.1, 2.6 41.1, 2.6 41.2, 2.4 41.2, 2.4 41.1))"
    boats = polygons("boats", [("x", across), ("y", HOUSE)])
    desk.project.addMapLayer(boats)
    write_files(folder, {"west.geojson": collection(detection("old"), segmentation("kept"))})
    boats.selectByIds([1])
    page.open()
    page.pick(page.card(buildings).task, "not")
    card = page.card(boats)
    page.pick(card.task, "det")
    page.pick(card.label_from, "Fixed")
    desk.bot.keyClicks(card.fixed, "boat")
    desk.bot.mouseClick(card.selected_only, LEFT, NONE, QPoint(8, 8))
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


def test_labels_are_renamed_merged_and_recoloured(desk, page, folder, buildings):
    page.open()
    page.type_folder(folder)
    page.preview()
    page.rename("house", "home")
    assert not page.preview_page.write.isVisible(), "what would be written is another thing now"
    assert ["home  ←  house", "1"] in rows(page.preview_page.labels)
    page.select("house", "barn")
    desk.click(page.preview_page.merge)
    assert [use.label.name for use in page.preview_page.labels.items] == ["home", "home"]
    page.select("barn")
    desk.click(page.preview_page.recolor)
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


def test_a_label_with_the_name_of_another_has_its_colour(desk, page, folder, buildings):
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


def test_an_empty_name_is_no_label(desk, page, folder, buildings):
    page.open()
    page.type_folder(folder)
    page.preview()
    page.rename("house", " ")
    assert [use.label.name for use in page.preview_page.labels.items] == ["house", "barn"]


def test_a_mapping_survives_closing_the_project(desk, page, folder, buildings, tmp_path):
    parcels = tmp_path / "parcels.gpkg"
    (tmp_path / "project").mkdir()
    copy = edits_copy(buildings, parcels)
    desk.project.removeMapLayer(buildings.id())
    desk.project.addMapLayer(copy)
    page.open()
    page.type_folder(folder)
    page.pick(page.page.existing, "replace")
    page.preview()
    page.rename("barn", "shed")
    page.preview_again()
    file = str(tmp_path / "project" / "fields.qgz")
    assert desk.project.isDirty() and desk.project.write(file)
    chosen = read_mapping(desk.project)
    desk.project.clear()
    assert not desk.dock.widget.export.isEnabled()
    assert desk.project.read(file)
    assert read_mapping(desk.project) == chosen
    assert chosen.folder == str(folder) and chosen.labels["barn"].name == "shed"
    desk.click(desk.dock.widget.export)  # the one click
    desk.wait()
    assert page.preview_page.isVisible()
    page.write()
    assert set(labels_of(folder)) == {"house", "shed"}
    assert len(written(folder)["west"]) == 1
    desk.click(page.preview_page.dismiss)
    page.choose_in_menu("Export the same layers again")
    desk.wait()
    assert not page.preview_page.write.isEnabled(), "all of it is there"
    assert "holds all of it" in page.preview_page.details.text()
