"""Exporting layers through the dock: what can't be, what moves meanwhile, and odd names."""

import shutil

from qgis.core import QgsFeature, QgsGeometry, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.core.mapping.mapping import read_mapping
from support.desk.widgets import as_html, rows
from support.folders import snapshot, write_files
from support.geojson import spai
from support.subjects.layers_page import BARN, HOUSE, edits_copy, labels_of, polygons, written

pytest_plugins = ["support.desk.fixtures"]


def test_lines_and_points_are_for_classification_only(desk, page):
    roads = QgsVectorLayer("LineString?crs=EPSG:4326", "roads", "memory")
    desk.project.addMapLayer(roads)
    page.open()
    model = page.card(roads).task.model()
    assert [model.item(row).isEnabled() for row in range(4)] == [True, True, False, False]
    assert "Buffer" in as_html(model.item(2).toolTip())


def test_what_cannot_be_exported_is_said_and_the_page_stays(desk, page, folder, buildings):
    page.open()
    page.type_folder(folder)
    card = page.card(buildings)
    page.pick(card.label_from, "Fixed")
    desk.click(page.page.preview)
    desk.wait()
    assert "buildings" in page.page.error.text() and page.page.error.isVisible()
    desk.bot.keyClicks(card.fixed, "x")
    page.preview()
    desk.bot.keyClick(page.preview_page, Qt.Key.Key_Escape)
    assert page.page.isVisible() and not page.page.error.isVisible()
    desk.bot.keyClick(page.page, Qt.Key.Key_Escape)
    assert desk.dock.is_empty


def test_classes_that_become_one_are_listed_before_they_are_written(desk, page, folder):
    kinds = QgsVectorLayer("Point?crs=EPSG:4326&field=label:string", "kinds", "memory")
    for name in ("a", "b"):
        feature = QgsFeature(kinds.fields())
        feature.setAttributes([name])
        feature.setGeometry(QgsGeometry.fromWkt("Point(2.2 41.5)"))
        kinds.dataProvider().addFeature(feature)
    desk.project.addMapLayer(kinds)
    page.open()
    page.type_folder(folder)
    page.preview()
    page.select("a", "b")
    desk.click(page.preview_page.merge)
    assert "have changed" in page.preview_page.sum.text()
    page.preview_again()
    assert page.preview_page.sum.text() == "2 features = 1 written + 1 listed below"
    page.write()
    assert written(folder) == {"west": [("classification", "a")]}


def test_a_project_that_moves_takes_its_folder_along(desk, page, folder, buildings, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(folder, home / "images")
    desk.project.addMapLayer(edits_copy(buildings, home / "parcels.gpkg"))
    desk.project.removeMapLayer(buildings.id())
    page.open()
    page.type_folder(home / "images")
    page.preview()
    assert desk.project.write(str(home / "fields.qgz"))
    desk.project.clear()
    shutil.copytree(home, tmp_path / "moved")
    assert desk.project.read(str(tmp_path / "moved" / "fields.qgz"))
    assert read_mapping(desk.project).folder == str(tmp_path / "moved" / "images")
    assert desk.project.read(str(home / "fields.qgz")), "another one is not touched by that"
    assert read_mapping(desk.project).folder == str(home / "images")


def test_layers_that_come_and_go_are_shown(desk, page, folder, buildings):
    page.open()
    page.type_folder(folder)
    ponds = polygons("ponds", [("pond", HOUSE)])
    desk.project.addMapLayer(ponds)
    assert page.card(ponds).task.currentData() is None, "nobody has chosen it"
    desk.project.removeMapLayer(buildings.id())
    assert [card.layer_id for card in page.page.cards] == [ponds.id()]
    assert page.page.mapping().folder == str(folder), "what was typed stays"


def test_who_selects_features_later_meets_no_card_that_is_gone(desk, page, buildings):
    page.open()
    before = page.card(buildings)
    desk.bot.keyClick(page.page, Qt.Key.Key_Escape)
    page.open()
    desk.bot.waitUntil(lambda: sip.isdeleted(before))
    buildings.selectByIds([1])
    assert "(1)" in page.card(buildings).selected_only.text()


def test_an_empty_project_says_what_is_missing(desk, page):
    page.open()
    assert page.page.empty.isVisible() and not page.page.preview.isEnabled()
    desk.click(page.page.dismiss)
    assert desk.dock.is_empty


def test_colours_of_the_folder_and_names_that_look_like_html(desk, page, folder):
    odd = '<b>house</b> & "{}" %1'
    write_files(folder, {"spai.json": spai(**{odd: "#0a0b0c"})})
    desk.project.addMapLayer(polygons("<i>layer</i>", [(odd, HOUSE), (None, BARN)]))
    page.open()
    page.type_folder(folder)
    page.preview()
    ((shown, _),) = rows(page.preview_page.labels)
    assert shown == odd
    ((problem,),) = rows(page.preview_page.problems)
    assert problem.startswith("<i>layer</i>, feature 2")
    page.write()
    assert labels_of(folder) == {odd: "#0a0b0c"}


def test_a_cancelled_export_leaves_everything(desk, page, folder, buildings):
    page.open()
    page.type_folder(folder)
    page.preview()
    before = snapshot(folder)
    page.preview_page.write.click()
    desk.click(desk.dock.widget.progress_panel.cancel)
    desk.wait()
    assert any("Cancelled" in text for text in desk.bar.texts())
    assert snapshot(folder) == before


def test_where_the_images_are_follows_the_folder_until_somebody_chooses(
    desk, page, folder, buildings, tmp_path
):
    """The project shows one of the folder's two images: features on the other are not left out."""
    desk.project.addMapLayer(QgsRasterLayer(str(folder / "west.tif"), "west"))
    page.open()
    assert page.page.folder.filePath() == str(folder)
    assert page.page.images.currentText() == "in this folder"
    page.type_folder(tmp_path / "campaign")
    assert page.page.images.currentText() == "in another folder"
    assert page.page.images_folder.filePath() == str(folder)
    page.preview()
    assert page.preview_page.sum.text() == "3 features = 2 written + 1 listed below"
    desk.click(page.preview_page.dismiss)
    page.type_folder(folder)
    assert page.page.images.currentText() == "in this folder"
    page.pick(page.page.images, "the project's")
    page.type_folder(tmp_path / "campaign")
    assert page.page.images.currentText().startswith("the project's")


def test_the_field_that_names_images_is_one_of_the_folders(desk, page, folder, tmp_path):
    layer = QgsVectorLayer(
        "Polygon?crs=EPSG:4326&field=image:string&field=at:string&field=class:string",
        "parcels",
        "memory",
    )
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["elsewhere.tif", "west.tif", "wheat"])
    feature.setGeometry(QgsGeometry.fromWkt(HOUSE))
    layer.dataProvider().addFeature(feature)
    desk.project.addMapLayer(layer)
    page.open()
    card = page.card(layer)
    assert card.mapping().image_field == "image", "as long as no folder is chosen"
    page.type_folder(folder)
    assert card.mapping().image_field == "at"
    page.pick(card.image_field, "By the feature's place")
    page.type_folder(tmp_path)
    page.type_folder(folder)
    assert card.mapping().image_field == "", "what was chosen stays"
