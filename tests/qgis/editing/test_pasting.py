"""What QGIS pastes belongs to the image on the map, in whatever language QGIS speaks."""

from collections import Counter

import pytest
from qgis.core import QgsApplication, QgsFeature, QgsGeometry, QgsPointXY, QgsRectangle
from qgis.PyQt.QtCore import QCoreApplication, QTranslator
from support.desk.places import NORTH, WEST
from support.pasting import copy_of, paste

pytest_plugins = ["support.desk.fixtures"]

ONE = ((2.1, 41.6), (2.2, 41.7))
NAMES = ["Features pasted", "Objekte eingefügt", "貼り付けられた地物", ""]


@pytest.fixture
def series(start):
    """Two images at one place, the second on the map, and a box of the first."""
    desk = start({"a.tif": (WEST, NORTH), "b.tif": (WEST, NORTH)})
    desk.map.drag(*ONE)
    desk.copied = desk.features("detection")
    desk.map.key("N")
    assert desk.map.image == "b.tif"
    return desk


@pytest.fixture
def german(qgis_app):
    """QGIS's own German."""
    translator = QTranslator()
    assert translator.load("qgis_de", QgsApplication.i18nPath())
    assert QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def owners(series):
    return sorted(image for image, _ in series.owners("detection"))


@pytest.mark.parametrize("name", NAMES)
def test_it_belongs_to_the_image_on_the_map(series, name):
    layer = series.layer("detection")
    paste(layer, series.copied, name)
    series.wait()
    assert owners(series) == ["a.tif", "b.tif"]
    layer.undoStack().undo()
    assert owners(series) == ["a.tif"], "one step"


def test_in_qgis_s_german_too(german, series):
    name = QCoreApplication.translate("QgisApp", "Features pasted")
    assert name == "Objekte eingefügt"
    paste(series.layer("detection"), series.copied, name)
    assert owners(series) == ["a.tif", "b.tif"]


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_that_a_tool_makes_is_of_its_image(series, name):
    """It selects nothing, as the tool that moves a copy does (seen in QGIS 3.22 and 3.44)."""
    layer = series.layer("detection")
    layer.selectAll()
    layer.beginEditCommand(name)
    assert layer.addFeature(copy_of(series.copied[0], layer))
    layer.endEditCommand()
    assert owners(series) == ["a.tif", "a.tif"]


@pytest.mark.parametrize("name", NAMES)
def test_so_are_the_parts_of_what_is_split(series, name):
    layer = series.layer("detection")
    layer.selectAll()
    layer.beginEditCommand(name)
    assert not layer.splitFeatures([QgsPointXY(2.0, 41.65), QgsPointXY(2.3, 41.65)], False)
    layer.endEditCommand()
    assert owners(series) == ["a.tif", "a.tif"]


def test_an_outline_among_boxes_is_a_box_of_the_image_on_the_map(series):
    """Two keepers have to do with it, and all of it is one step."""
    layer = series.layer("detection")
    drawn = QgsFeature(layer.fields())
    drawn.setGeometry(QgsGeometry.fromWkt("Polygon((2.1 41.8, 2.3 41.8, 2.2 41.9, 2.1 41.8))"))
    drawn["image"], drawn["label"] = "a.tif", "water"
    (fid,) = paste(layer, [drawn])
    pasted = layer.getFeature(fid)
    box = QgsGeometry.fromRect(QgsRectangle(2.1, 41.8, 2.3, 41.9))
    assert pasted["image"] == "b.tif"
    assert pasted.geometry().isGeosEqual(box)
    layer.undoStack().undo()
    assert owners(series) == ["a.tif"]
    layer.undoStack().redo()
    assert Counter(owners(series)) == {"a.tif": 1, "b.tif": 1}
