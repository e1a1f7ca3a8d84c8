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

pytest_plugins = ["support.labelling"]

LEFT_SQUARE = (2.1, 41.6, 2.25, 41.75)  # west, south, east, north
RIGHT_SQUARE = (2.2, 41.65, 2.35, 41.8)  # overlaps it
BOTH = (2.18, 41.63, 2.27, 41.77)
INNER = (2.13, 41.63, 2.2, 41.7)
MODES = getattr(Qgis, "AvoidIntersectionsMode", None) or QgsProject.AvoidIntersectionsMode


def corners(square):
    west, south, east, north = square
    return (west, south), (east, south), (east, north), (west, north)


def draw(labeller, *squares):
    for square in squares:
        labeller.outline(*corners(square))


def hit(labeller, square):
    """What comes of a drawn square: the pixels that the mouse hits."""
    ring = [QgsPointXY(*labeller.hit(corner)) for corner in corners(square)]
    return QgsGeometry.fromPolygonXY([ring])


def assert_same(area, expected):
    assert area.isGeosValid()
    assert area.symDifference(expected).area() < 1e-6 * expected.area()


@pytest.fixture(params=["the current layer", "some layers"])
def avoid(labeller, request):
    """Switches it on, for the layer of areas in each of its two ways."""

    def switch_on():
        project = QgsProject.instance()
        if request.param == "some layers":
            project.setAvoidIntersectionsMode(MODES.AvoidIntersectionsLayers)
            project.setAvoidIntersectionsLayers([labeller.layer("segmentation")])
        else:
            project.setAvoidIntersectionsMode(MODES.AvoidIntersectionsCurrentLayer)

    labeller.use(Mode.AREA)
    yield switch_on
    QgsProject.instance().setAvoidIntersectionsMode(MODES.AllowIntersections)


@pytest.mark.parametrize("label", ["1", "2"])
def test_areas_of_an_image_do_not_overlap(labeller, avoid, label):
    avoid()
    draw(labeller, LEFT_SQUARE)
    labeller.key(label)
    draw(labeller, RIGHT_SQUARE)
    one, other = labeller.areas
    assert_same(one, hit(labeller, LEFT_SQUARE))
    assert_same(other, hit(labeller, RIGHT_SQUARE).difference(one))


def test_what_is_covered_wholly_is_refused(labeller, avoid):
    avoid()
    draw(labeller, LEFT_SQUARE, INNER)
    assert len(labeller.areas) == 1
    assert labeller.told("Avoid Overlap")


def test_joined_areas_are_one_and_others_are_cut_around(labeller, avoid):
    draw(labeller, LEFT_SQUARE)
    avoid()
    labeller.option("Join areas")
    draw(labeller, RIGHT_SQUARE)
    (joined,) = labeller.areas
    assert_same(joined, hit(labeller, LEFT_SQUARE).combine(hit(labeller, RIGHT_SQUARE)))
    labeller.key("2")
    draw(labeller, (2.05, 41.55, 2.4, 41.85))
    assert labeller.areas[1].intersection(joined).area() < 1e-12


@pytest.mark.parametrize("square", [BOTH, INNER])
def test_the_eraser_takes_away_what_is_drawn(labeller, avoid, square):
    draw(labeller, LEFT_SQUARE)
    avoid()
    labeller.use(Mode.ERASE)
    draw(labeller, square)
    (area,) = labeller.areas
    assert_same(area, hit(labeller, LEFT_SQUARE).difference(hit(labeller, square)))


def test_areas_of_another_image_of_the_place_cut_nothing(labeller, avoid):
    draw(labeller, LEFT_SQUARE)
    avoid()
    labeller.go_to("b.tif")
    draw(labeller, LEFT_SQUARE)
    assert labeller.owners("segmentation") == [("a.tif", "water"), ("b.tif", "water")]
    assert_same(labeller.areas[1], hit(labeller, LEFT_SQUARE))


def test_it_stays_on_and_nobody_hears_of_it(labeller, avoid, qtbot):
    avoid()
    project = QgsProject.instance()
    mode, layers = project.avoidIntersectionsMode(), project.avoidIntersectionsLayers()
    heard = []
    project.avoidIntersectionsModeChanged.connect(lambda: heard.append(1))
    draw(labeller, LEFT_SQUARE)
    labeller.click(*corners(RIGHT_SQUARE)[:2])
    labeller.key(Qt.Key.Key_Escape)
    assert project.avoidIntersectionsMode() == mode
    assert project.avoidIntersectionsLayers() == layers
    assert not heard and not project.signalsBlocked()


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32631"])
def test_layers_of_the_user_are_avoided_too(labeller, crs):
    project = QgsProject.instance()
    labeller.use(Mode.AREA)
    draw(labeller, LEFT_SQUARE)
    parcels = QgsVectorLayer(f"Polygon?crs={crs}", "parcels", "memory")
    parcel = QgsFeature()
    shape = hit(labeller, BOTH)
    if crs != "EPSG:4326":
        there = QgsCoordinateTransform(labeller.layer("segmentation").crs(), parcels.crs(), project)
        shape.transform(there)
    parcel.setGeometry(shape)
    parcels.dataProvider().addFeature(parcel)
    project.addMapLayer(parcels, False)
    project.setAvoidIntersectionsLayers([parcels])
    project.setAvoidIntersectionsMode(MODES.AvoidIntersectionsLayers)
    draw(labeller, RIGHT_SQUARE)
    project.setAvoidIntersectionsMode(MODES.AllowIntersections)
    area = labeller.areas[1]
    expected = hit(labeller, RIGHT_SQUARE).difference(hit(labeller, BOTH))
    assert area.symDifference(expected).area() < 1e-4 * expected.area()
