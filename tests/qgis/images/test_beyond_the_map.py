"""Images that go on where a cylindrical map ends, 180 degrees from its middle.

PROJ takes what lies beyond for what lies on the map's other side: the footprint, what is drawn and
what is exported must be there, too, and nothing may go the other way around the world.
"""

import math

import pytest
import shapely.wkb
from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY
from scaneo_bridge.core.images.datum_operations import align
from scaneo_bridge.core.images.files.rasters import load_raster
from scaneo_bridge.core.images.footprints import FootprintReader
from scaneo_bridge.core.images.georeference import Georeference, world_width
from scaneo_bridge.core.images.grid import PixelGrid
from scaneo_bridge.ui.label.modes import Mode
from shapely.geometry import Point
from support import mouse
from support.desk.pixels import spatial
from support.folders import write_files
from support.geojson import LABELS
from support.images import write_image
from support.mouse import bands, on_map
from support.sources import (
    DETECTION,
    SEGMENTATION,
    areas,
    box_wkt,
    boxes,
    export,
    layer_of,
    source,
)

pytest_plugins = ["support.desk.fixtures"]

WORLD = 20037508.342789244
CYLINDERS = {  # half of the world's width, in units of the CRS
    "EPSG:3857": WORLD,
    "EPSG:3395": WORLD,
    "EPSG:32662": WORLD,
    "EPSG:4087": WORLD,
    "EPSG:3832": WORLD,
    "ESRI:54003": WORLD,
    "EPSG:6933": 17367530.445,
    "EPSG:4326": 180.0,
}
OTHERS = ("EPSG:32631", "EPSG:3035", "EPSG:3413", "ESRI:54009", "EPSG:5514", "EPSG:2056")
SHARED = ("EPSG:3857", "EPSG:3395", "EPSG:32662", "EPSG:4087")


def across(half=WORLD, size=100, pixel=10.0):
    """A geotransform: the middle of the image is where the map ends."""
    return half - size / 2 * pixel, pixel, 0.0, -1.8e6, 0.0, -pixel


def wkt(crs):
    return spatial(crs).ExportToWkt()


@pytest.mark.parametrize("crs", CYLINDERS)
def test_once_around_the_world(crs):
    if crs != "ESRI:54003":  # a sphere in one version of PROJ, an ellipsoid in another
        assert world_width(wkt(crs)) == pytest.approx(2 * CYLINDERS[crs], rel=1e-9)
    assert 0.98 < world_width(wkt(crs)) / (2 * CYLINDERS[crs]) < 1.02


@pytest.mark.parametrize("crs", OTHERS)
def test_other_maps_are_not_around_the_world(crs):
    assert math.isinf(world_width(wkt(crs)))


@pytest.mark.parametrize("crs", SHARED)
def test_the_footprint_goes_on_beyond(tmp_path, crs):
    path = write_image(tmp_path / "a.tif", crs, across(), 100)
    shape = shapely.wkb.loads(FootprintReader().read(path))
    image = Georeference(path)
    west, east = sorted(shape.geoms, key=lambda part: part.bounds[0])
    assert west.bounds[0] == -180 and east.bounds[2] == 180
    assert west.area == pytest.approx(east.area, rel=1e-6)
    for pixel in ((10.0, 20.0), (90.0, 80.0)):
        (position,) = image.sound_positions([pixel])
        assert shape.covers(Point(position))
        assert image.pixels_at([position])[0] == pytest.approx(pixel, abs=1e-3)


@pytest.mark.parametrize("crs", SHARED)
def test_the_whole_world_has_one_footprint(tmp_path, crs):
    grid = (-WORLD, WORLD / 50, 0.0, 0.0, 0.0, -WORLD / 1000)
    shape = shapely.wkb.loads(
        FootprintReader().read(write_image(tmp_path / "a.tif", crs, grid, 100))
    )
    assert len(shape.geoms) == 1
    assert shape.bounds[0] == pytest.approx(-180) and shape.bounds[2] == pytest.approx(180)


@pytest.mark.parametrize(
    ("crs", "half", "note"),
    [
        *((crs, WORLD, "beyond 180 degrees") for crs in SHARED),
        ("EPSG:3832", WORLD, "beyond the edge"),
        ("EPSG:3832", 3339584.7, ""),  # 180 degrees, in the middle of that map
        ("EPSG:3857", WORLD - 501.0, ""),
    ],
)
def test_it_is_said_that_it_reaches_beyond(tmp_path, qgis_new_project, crs, half, note):
    path = write_image(tmp_path / "a.tif", crs, across(half), 100)
    for target in (crs, "EPSG:4326", "EPSG:3857"):
        there = QgsCoordinateReferenceSystem(target)
        found = align(qgis_new_project, path, QgsCoordinateReferenceSystem(crs), there)
        assert found.refusal == ""
        assert note in found.note and bool(note) == bool(found.note)


def test_pixels_beyond_snap(tmp_path):
    write_image(tmp_path / "a.tif", "EPSG:3857", across(), 100)
    grid = PixelGrid(load_raster(tmp_path, "a.tif"))
    per_pixel = 10 * 180 / WORLD
    corner = grid.snap(QgsPointXY(-180 + 20.3 * per_pixel, -16.0))
    assert (corner.x() + 180) / per_pixel == pytest.approx(20, abs=1e-4)


@pytest.fixture
def label(desktop, tmp_path):
    """Opens a campaign of one image in a CRS, across the edge of its map."""

    def begin(crs, grid=None):
        folder = tmp_path / "images"
        write_image(folder / "a.tif", crs, grid or across(), 100)
        write_files(folder, {"spai.json": LABELS})
        return desktop.begin(folder)

    return begin


def there(desk, column, row):
    """A pixel on the map, and the longitude of what is hit there."""
    west, pixel, _, north, _, _ = across()
    at = west + column * pixel, north - row * pixel
    return at, (on_map(desk.map.canvas, at).x() / WORLD * 180 + 180) % 360 - 180


@pytest.mark.parametrize("crs", SHARED)
@pytest.mark.parametrize("ends", [((10, 20), (40, 60)), ((60, 20), (90, 60))])
def test_a_box_on_either_side(label, crs, ends):
    desk = label(crs)
    (one, west), (other, east) = (there(desk, *end) for end in ends)
    mouse.pull(desk.bot, desk.map.canvas, one, other)
    (band,) = bands(desk.map.canvas)
    seen = band.asGeometry().boundingBox()
    mouse.release(desk.bot, desk.map.canvas, other)
    desk.wait()
    assert desk.owners("detection") == [("a.tif", "water")]
    w, _, e, _ = desk.boxes[0]
    assert (w, e) == pytest.approx((west, east), abs=1e-6)
    hits = [on_map(desk.map.canvas, at).x() for at in (one, other)]
    assert (seen.xMinimum(), seen.xMaximum()) == pytest.approx(hits, abs=0.5)


@pytest.mark.parametrize("crs", SHARED)
def test_a_box_on_both_sides_is_refused(label, crs):
    desk = label(crs)
    mouse.drag(desk.bot, desk.map.canvas, *(there(desk, *at)[0] for at in ((30, 20), (70, 60))))
    desk.wait()
    assert desk.boxes == [] and desk.bar.told("A box can't cross the antimeridian")


@pytest.mark.parametrize("crs", SHARED)
def test_an_area_across_is_cut_and_erased(label, crs):
    desk = label(crs)

    def outline(*corners):
        spots = [there(desk, *corner)[0] for corner in corners]
        for at in spots:
            mouse.click(desk.bot, desk.map.canvas, at)
        mouse.click(desk.bot, desk.map.canvas, spots[0], mouse.RIGHT)
        desk.wait()

    desk.dock.use(Mode.AREA)
    outline((20, 20), (90, 20), (90, 60), (20, 60))
    outline((60, 70), (90, 70), (90, 90))
    assert desk.owners("segmentation") == [("a.tif", "water")] * 2
    whole, beyond = desk.areas
    per_pixel = 10 * 180 / WORLD
    parts = sorted(part.boundingBox().width() for part in whole.asGeometryCollection())
    assert parts == pytest.approx([30 * per_pixel, 40 * per_pixel], abs=per_pixel)
    assert beyond.boundingBox().width() == pytest.approx(30 * per_pixel, abs=per_pixel)
    before = whole.area()
    desk.dock.use(Mode.ERASE)
    outline((40, 10), (60, 10), (60, 65), (40, 65))
    assert desk.areas[0].area() == pytest.approx(before * 5 / 7, rel=0.05)


def test_an_area_across_half_of_a_map_of_the_world_stays_there(label):
    """It is wider than half the globe, and doesn't go the shorter way around it."""
    desk = label("EPSG:3857", (-WORLD, WORLD / 50, 0.0, WORLD, 0.0, -WORLD / 50))
    desk.dock.use(Mode.AREA)
    corners = [(x * WORLD / 180, y) for x, y in ((-100, 0), (100, 0), (100, 4e6), (-100, 4e6))]
    for at in corners:
        mouse.click(desk.bot, desk.map.canvas, at)
    mouse.click(desk.bot, desk.map.canvas, corners[0], mouse.RIGHT)
    desk.wait()
    (area,) = desk.areas
    bounds = area.boundingBox()
    assert bounds.width() == pytest.approx(200, abs=3) and area.contains(QgsPointXY(0, 10))


# What comes from other layers


@pytest.mark.parametrize("crs", SHARED)
def test_features_beyond_go_to_the_image(tmp_path, crs):
    folder = tmp_path / "campaign"
    write_image(folder / "a.tif", crs, across(), 100)
    west, pixel, _, north, _, _ = across()
    beyond = box_wkt(west + 60 * pixel, north - 40 * pixel, west + 90 * pixel, north - 20 * pixel)
    over = box_wkt(west + 20 * pixel, north - 90 * pixel, west + 70 * pixel, north - 60 * pixel)
    layer = layer_of((beyond, "x"), (over, "x"), crs=crs)
    done = export(folder, source(layer, DETECTION), source(layer, SEGMENTATION))
    (told,) = done.problems
    assert "antimeridian" in told.what
    per_pixel = 10 * 180 / WORLD
    (found,) = boxes(folder)
    assert (found[0] + 180, found[2] + 180) == pytest.approx((10 * per_pixel, 40 * per_pixel))
    wholes = sorted(round(area.area / (per_pixel * per_pixel)) for area in areas(folder))
    assert len(wholes) == 2 and max(wholes) < 2000
