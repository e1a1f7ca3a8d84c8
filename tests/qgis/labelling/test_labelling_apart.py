"""QGIS's Avoid Overlap (snapping toolbar) is on while areas are drawn and erased."""

import pytest
from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.ui.label.modes import Mode

pytest_plugins = ["support.desk.fixtures"]

LEFT_SQUARE = (2.1, 41.6, 2.25, 41.75)  # west, south, east, north
RIGHT_SQUARE = (2.2, 41.65, 2.35, 41.8)  # overlaps it
BOTH = (2.18, 41.63, 2.27, 41.77)
INNER = (2.13, 41.63, 2.2, 41.7)
MODES = getattr(Qgis, "AvoidIntersectionsMode", None) or QgsProject.AvoidIntersectionsMode


def corners(square):
    west, south, east, north = square
    return (west, south), (east, south), (east, north), (west, north)


def draw(desk, *squares):
    for square in squares:
        desk.map.outline(*corners(square))


def hit(desk, square):
    """What comes of a drawn square: the pixels that the mouse hits."""
    ring = [QgsPointXY(*desk.map.hit(corner)) for corner in corners(square)]
    return QgsGeometry.fromPolygonXY([ring])


def assert_same(area, expected):
    assert area.isGeosValid()
    assert area.symDifference(expected).area() < 1e-6 * expected.area()


@pytest.fixture(params=["the current layer", "some layers"])
def avoid(labelling, request):
    """Switches it on, for the layer of areas in each of its two ways."""

    def switch_on():
        project = QgsProject.instance()
        if request.param == "some layers":
            project.setAvoidIntersectionsMode(MODES.AvoidIntersectionsLayers)
            project.setAvoidIntersectionsLayers([labelling.layer("segmentation")])
        else:
            project.setAvoidIntersectionsMode(MODES.AvoidIntersectionsCurrentLayer)

    labelling.dock.use(Mode.AREA)
    yield switch_on
    QgsProject.instance().setAvoidIntersectionsMode(MODES.AllowIntersections)


@pytest.mark.parametrize("label", ["1", "2"])
def test_areas_of_an_image_do_not_overlap(labelling, avoid, label):
    avoid()
    draw(labelling, LEFT_SQUARE)
    labelling.map.key(label)
    draw(labelling, RIGHT_SQUARE)
    one, other = labelling.areas
    assert_same(one, hit(labelling, LEFT_SQUARE))
    assert_same(other, hit(labelling, RIGHT_SQUARE).difference(one))


def test_what_is_covered_wholly_is_refused(labelling, avoid):
    avoid()
    draw(labelling, LEFT_SQUARE, INNER)
    assert len(labelling.areas) == 1
    assert labelling.bar.told("Avoid Overlap")


def test_joined_areas_are_one_and_others_are_cut_around(labelling, avoid):
    draw(labelling, LEFT_SQUARE)
    avoid()
    labelling.dock.option("Join areas")
    draw(labelling, RIGHT_SQUARE)
    (joined,) = labelling.areas
    assert_same(joined, hit(labelling, LEFT_SQUARE).combine(hit(labelling, RIGHT_SQUARE)))
    labelling.map.key("2")
    draw(labelling, (2.05, 41.55, 2.4, 41.85))
    assert labelling.areas[1].intersection(joined).area() < 1e-12


@pytest.mark.parametrize("square", [BOTH, INNER])
def test_the_eraser_takes_away_what_is_drawn(labelling, avoid, square):
    draw(labelling, LEFT_SQUARE)
    avoid()
    labelling.dock.use(Mode.ERASE)
    draw(labelling, square)
    (area,) = labelling.areas
    assert_same(area, hit(labelling, LEFT_SQUARE).difference(hit(labelling, square)))


def test_areas_of_another_image_of_the_place_cut_nothing(labelling, avoid):
    draw(labelling, LEFT_SQUARE)
    avoid()
    labelling.images.go_to("b.tif")
    draw(labelling, LEFT_SQUARE)
    assert labelling.owners("segmentation") == [("a.tif", "water"), ("b.tif", "water")]
    assert_same(labelling.areas[1], hit(labelling, LEFT_SQUARE))


def test_it_stays_on_and_nobody_hears_of_it(labelling, avoid, qtbot):
    avoid()
    project = QgsProject.instance()
    mode, layers = project.avoidIntersectionsMode(), project.avoidIntersectionsLayers()
    heard = []

    def hear():
        heard.append(1)

    project.avoidIntersectionsModeChanged.connect(hear)
    draw(labelling, LEFT_SQUARE)
    labelling.map.click(*corners(RIGHT_SQUARE)[:2])
    labelling.map.key(Qt.Key.Key_Escape)
    project.avoidIntersectionsModeChanged.disconnect(hear)  # the project outlives this test
    assert project.avoidIntersectionsMode() == mode
    assert project.avoidIntersectionsLayers() == layers
    assert not heard and not project.signalsBlocked()


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32631"])
def test_layers_of_the_user_are_avoided_too(labelling, crs):
    project = QgsProject.instance()
    labelling.dock.use(Mode.AREA)
    draw(labelling, LEFT_SQUARE)
    parcels = QgsVectorLayer(f"Polygon?crs={crs}", "parcels", "memory")
    parcel = QgsFeature()
    shape = hit(labelling, BOTH)
    if crs != "EPSG:4326":
        there = QgsCoordinateTransform(
            labelling.layer("segmentation").crs(), parcels.crs(), project
        )
        shape.transform(there)
    parcel.setGeometry(shape)
    parcels.dataProvider().addFeature(parcel)
    project.addMapLayer(parcels, False)
    project.setAvoidIntersectionsLayers([parcels])
    project.setAvoidIntersectionsMode(MODES.AvoidIntersectionsLayers)
    draw(labelling, RIGHT_SQUARE)
    project.setAvoidIntersectionsMode(MODES.AllowIntersections)
    area = labelling.areas[1]
    expected = hit(labelling, RIGHT_SQUARE).difference(hit(labelling, BOTH))
    assert area.symDifference(expected).area() < 1e-4 * expected.area()
