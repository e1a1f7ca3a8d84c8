"""A campaign whose images lie in several zones, labelled as people do: with pauses.

QGIS ends a thread that had nothing to do for half a minute, and takes the CRSs along that were
made there.
"""

import pytest
from qgis.core import QgsApplication, QgsGeometry, QgsPointXY, QgsRasterLayer
from qgis.PyQt.QtCore import QThreadPool
from scaneo_bridge.ui.label.modes import Mode
from support.desk.desk import Desk
from support.desk.pixels import Pixels
from support.folders import write_files
from support.geojson import LABELS
from support.images import write_image

pytest_plugins = ["support.desk.fixtures"]

ZONES = {
    "a.tif": ("EPSG:32631", 430000.0, 4540000.0),
    "b.tif": ("EPSG:32631", 450000.0, 4540000.0),
    "c.tif": ("EPSG:32630", 730000.0, 4540000.0),
    "d.tif": ("EPSG:32630", 750000.0, 4540000.0),
    "e.tif": ("EPSG:3035", 3600000.0, 2060000.0),
    "f.tif": ("EPSG:25831", 410000.0, 4540000.0),
}
SIZE = 64


def pause():
    """As long as a thread lives that has nothing to do."""
    manager = QgsApplication.taskManager()
    for pool in {QThreadPool.globalInstance(), getattr(manager, "threadPool", lambda: None)()}:
        if pool is not None:
            pool.waitForDone()  # it also ends those that wait for work


class Traveller(Desk):
    """Who labels through the zones, and takes a break after each step."""

    def wait(self):
        super().wait()
        self.prefetch()
        pause()

    @property
    def pixels(self):
        return Pixels(self.folder / self.map.image)

    def check_crs(self):
        """The map is in the CRS of the image, as QGIS should know it."""
        (raster,) = self.layers(QgsRasterLayer)
        crs = self.project.crs()
        assert crs.authid() == ZONES[self.map.image][0]
        assert crs.toWkt() and raster.crs().toWkt() == crs.toWkt()
        assert raster.dataProvider().crs().toWkt() == crs.toWkt()

    def draw(self, one=(20, 20), other=(40, 36)):
        """A box from pixel to pixel comes back on those."""
        before = len(self.boxes)
        hits = self.pixels.drag(self, one, other)
        assert len(self.boxes) == before + 1
        middle = [sum(sides) / 2 for sides in zip(*hits)]
        assert self.pixels.middle(self.boxes[-1]) == pytest.approx(middle, abs=0.1)

    def spot(self, column, row):
        return self.pixels.degrees(column, row)


@pytest.fixture
def traveller(make_desktop, tmp_path):
    folder = tmp_path / "zones"
    for name, (crs, west, north) in ZONES.items():
        write_image(folder / name, crs, (west, 10.0, 0.0, north, 0.0, -10.0), SIZE)
    write_files(folder, {"spai.json": LABELS})
    return make_desktop(Traveller).begin(folder)


@pytest.mark.parametrize("key", ["N", "D"])
def test_boxes_come_back_on_their_pixels(traveller, key):
    for image in ZONES:
        assert traveller.map.image == image
        traveller.check_crs()
        traveller.draw()
        traveller.draw((5, 44), (12, 60))
        traveller.map.key(key)
    images = [image for image, _ in traveller.owners("detection")]
    assert images == [image for image in ZONES for _ in range(2)]
    assert not any("antimeridian" in text for text in traveller.bar.texts())


@pytest.mark.parametrize("image", ["c.tif", "e.tif", "f.tif"])
def test_each_step_works_in_another_zone(traveller, image):
    while traveller.map.image != image:
        traveller.map.key("N")
    traveller.draw((30, 30), (50, 50))
    traveller.undo()
    assert traveller.boxes == []
    traveller.redo()
    traveller.dock.use(Mode.AREA)
    spot = traveller.spot
    traveller.map.outline(spot(4, 4), spot(24, 4), spot(24, 24), spot(4, 24))
    assert traveller.owners("segmentation") == [(image, "water")]
    assert traveller.areas[0].contains(_point(spot(10, 10)))
    traveller.dock.use(Mode.ERASE)
    traveller.map.outline(spot(8, 8), spot(16, 8), spot(16, 16), spot(8, 16))
    assert not traveller.areas[0].contains(_point(spot(10, 10)))
    traveller.dock.use(Mode.CLASSIFY)
    traveller.map.click(spot(20, 20))
    assert traveller.owners("classification") == [(image, "water")]
    traveller.dock.use(Mode.SELECT)
    traveller.map.click(spot(40, 40))
    traveller.map.key("2")
    assert [label for _, label in traveller.owners("detection")] == ["urban"]
    traveller.map.key("P", "N")
    assert traveller.map.image == image
    traveller.check_crs()
    written = traveller.dock.export()
    assert len(written[image.replace(".tif", ".geojson")]["features"]) == 3


def _point(place):
    return QgsGeometry.fromPointXY(QgsPointXY(*place))
