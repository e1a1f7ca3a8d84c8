"""Areas that cross or overlap themselves are drawn, joined, cut away and erased without a loss."""

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY
from scaneo_bridge.core.images.areas import valid_area
from scaneo_bridge.ui.label.modes import Mode

pytest_plugins = ["support.desk.fixtures"]

STROKE = (
    (2.1, 41.6), (2.35, 41.6), (2.35, 41.75), (2.2, 41.75), (2.2, 41.65), (2.25, 41.65),
    (2.25, 41.8), (2.1, 41.8),
)  # fmt: skip
"""Goes around the spot from 2.2 to 2.25 east and from 41.65 to 41.75 north twice."""
SPOT = (2.205, 41.66, 2.245, 41.74)
WHOLE = 0.25 * 0.15 + 0.15 * 0.05
BAR = ((2.05, 41.68), (2.4, 41.68), (2.4, 41.7), (2.05, 41.7))
BOW_TIE = "MultiPolygon(((2.1 41.6, 2.3 41.8, 2.3 41.6, 2.1 41.8, 2.1 41.6)))"
OVERLAPPING = (
    "MultiPolygon(((2.1 41.6, 2.3 41.6, 2.3 41.8, 2.1 41.8, 2.1 41.6)),"
    " ((2.2 41.7, 2.4 41.7, 2.4 41.9, 2.2 41.9, 2.2 41.7)))"
)


@pytest.fixture
def painter(labelling):
    labelling.dock.use(Mode.AREA)
    return labelling


def hit(desk, corners):
    """What comes of drawn corners: the pixels that the mouse hits."""
    return QgsGeometry.fromPolygonXY([[QgsPointXY(*desk.map.hit(corner)) for corner in corners]])


def spot():
    west, south, east, north = SPOT
    ring = [(west, south), (east, south), (east, north), (west, north)]
    return QgsGeometry.fromPolygonXY([[QgsPointXY(*corner) for corner in ring]])


def given(desk, wkt):
    """An area of water that others drew: QGIS's own tools, SCANEO's brush."""
    layer = desk.layer("segmentation")
    feature = QgsFeature(layer.fields())
    feature["image"], feature["label"] = "a.tif", "water"
    feature.setGeometry(QgsGeometry.fromWkt(wkt))
    assert layer.addFeature(feature)
    desk.wait()


def assert_same(area, expected):
    assert area.isGeosValid()
    assert area.symDifference(expected).area() < 1e-6 * expected.area()


def test_what_is_drawn_over_itself_stays(painter):
    painter.map.outline(*STROKE)
    (area,) = painter.areas
    assert area.isGeosValid() and area.contains(spot())
    assert area.area() == pytest.approx(WHOLE, rel=0.05)


def test_joined_to_what_crosses_itself_all_stays(painter):
    given(painter, OVERLAPPING)
    painter.dock.option("Join areas")
    painter.map.outline(*BAR)
    (area,) = painter.areas
    assert_same(area, valid_area(QgsGeometry.fromWkt(OVERLAPPING)).combine(hit(painter, BAR)))


def test_what_crosses_itself_is_cut_away_whole(painter):
    given(painter, OVERLAPPING)
    painter.dock.option("Cut away")
    painter.map.key("2")
    painter.map.outline(*BAR)
    whole = valid_area(QgsGeometry.fromWkt(OVERLAPPING))
    assert_same(painter.areas[1], hit(painter, BAR).difference(whole))


@pytest.mark.parametrize("wkt", [BOW_TIE, OVERLAPPING])
def test_of_what_crosses_itself_only_what_is_erased_goes(painter, wkt):
    """On 0.1.0 all of it went: GEOS answered with nothing, and nothing was left."""
    given(painter, wkt)
    painter.dock.use(Mode.ERASE)
    painter.map.outline(*BAR)
    (area,) = painter.areas
    assert_same(area, valid_area(QgsGeometry.fromWkt(wkt)).difference(hit(painter, BAR)))
    painter.undo()
    assert painter.areas[0].equals(QgsGeometry.fromWkt(wkt))


def test_the_eraser_takes_away_all_that_its_stroke_covers(painter):
    painter.map.outline((2.05, 41.55), (2.45, 41.55), (2.45, 41.9), (2.05, 41.9))
    painter.dock.use(Mode.ERASE)
    painter.map.outline(*STROKE)
    (area,) = painter.areas
    assert not area.intersects(spot())


def test_what_snaps_to_pixels_keeps_what_it_covers(painter):
    painter.dock.option("Snap to")
    painter.map.outline((2.05, 41.55), (2.45, 41.55), (2.45, 41.85), (2.15, 41.85), (2.15, 41.65),
                    (2.35, 41.65), (2.35, 41.95), (2.05, 41.95))  # fmt: skip
    (area,) = painter.areas
    assert area.isGeosValid()
    assert area.contains(QgsGeometry.fromPointXY(QgsPointXY(2.25, 41.75)))
