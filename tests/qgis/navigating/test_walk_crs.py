"""Each image is upright on the map, also where a campaign lies in several UTM zones."""

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer
from support.images import write_image

pytest_plugins = ["support.desk.fixtures"]

GRID = (400000.0, 10.0, 0.0, 4600000.0, 0.0, -10.0)


@pytest.fixture
def zones(tmp_path):
    """A folder with an image in UTM's zone 28 and one in its zone 37, 54 degrees to the east."""
    folder = tmp_path / "zones"
    write_image(folder / "a.tif", "EPSG:32628", GRID, 100)
    write_image(folder / "b.tif", "EPSG:32637", GRID, 100)
    return folder


def test_the_map_takes_the_crs_of_the_next_image(desktop, zones):
    desktop.open(zones)
    assert desktop.project.crs().authid() == "EPSG:32628"

    desktop.images.go_to("b.tif")

    assert desktop.project.crs().authid() == "EPSG:32637"
    (raster,) = desktop.layers(QgsRasterLayer)
    place = desktop.map.canvas.mapSettings().layerExtentToOutputExtent(raster, raster.extent())
    middle, expected = desktop.map.canvas.extent().center(), place.center()
    assert (middle.x(), middle.y()) == pytest.approx((expected.x(), expected.y()))


def test_a_crs_that_the_user_chose_stays(desk, zones):
    desk.open(zones)
    desk.project.setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))

    desk.images.go_to("b.tif")

    assert desk.project.crs().authid() == "EPSG:3857"
