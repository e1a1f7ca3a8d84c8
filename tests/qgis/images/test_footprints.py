"""Footprints hold just what the image shows, wherever on the globe it lies.

The outline is checked against points of the image that are brought to longitude and latitude one
by one: those within it must lie in the footprint, those just beyond its border must not.
"""

import math

import pytest
import shapely.wkb
from osgeo import gdal, osr
from scaneo_bridge.core.images.footprints import FootprintReader
from scaneo_bridge.core.images.georeference import Georeference, LonLatTransforms
from shapely.geometry import Point, box
from support.images import write_image

TURN = math.radians(30)
ROTATED = (5e5, 100 * math.cos(TURN), 100 * math.sin(TURN), 46e5,
           100 * math.sin(TURN), -100 * math.cos(TURN))  # fmt: skip
WORLD = 20037508.342789244

# CRS, GDAL's geotransform for 10 x 10 pixels, number of parts
PLACES = {
    "longitude and latitude": ("EPSG:4326", (2, 0.05, 0, 42, 0, -0.1), 1),
    "another datum": ("EPSG:4258", (2, 0.05, 0, 42, 0, -0.1), 1),
    "UTM": ("EPSG:32631", (4e5, 1e3, 0, 46e5, 0, -1e3), 1),
    "UTM, far from its meridian": ("EPSG:32631", (1e5, 2e4, 0, 70e5, 0, -2e4), 1),
    "UTM in the south": ("EPSG:32719", (4e5, 1e3, 0, 75e5, 0, -1e3), 1),
    "north up by a positive step": ("EPSG:32631", (4e5, 1e3, 0, 46e5, 0, 1e3), 1),
    "rotated": ("EPSG:32631", ROTATED, 1),
    "conic": ("EPSG:3035", (3e6, 2e5, 0, 4e6, 0, -2e5), 1),
    "Mercator": ("EPSG:3857", (2e5, 1e3, 0, 51e5, 0, -1e3), 1),
    "the world in Mercator": ("EPSG:3857", (-WORLD, WORLD / 5, 0, WORLD, 0, -WORLD / 5), 1),
    "the world": ("EPSG:4326", (-180, 36, 0, 90, 0, -18), 1),
    "the world from Greenwich": ("EPSG:4326", (0, 36, 0, 90, 0, -18), 1),
    "across the antimeridian": ("EPSG:32601", (1e5, 4e4, 0, 10e5, 0, -1e4), 2),
    "across it in degrees": ("EPSG:4326", (175, 1, 0, -10, 0, -1), 2),
    "across it from the west": ("EPSG:4326", (-185, 1, 0, -10, 0, -1), 2),
    "up to it": ("EPSG:4326", (170, 1, 0, -10, 0, -1), 1),
    "Fiji": ("EPSG:3460", (18e5, 5e4, 0, 42e5, 0, -5e4), 2),
    "around the South Pole": ("EPSG:3031", (-1e6, 2e5, 0, 1e6, 0, -2e5), 1),
    "around it, off centre": ("EPSG:3031", (-3e5, 2e5, 0, 18e5, 0, -2e5), 1),
    "around the North Pole": ("EPSG:3413", (-1e6, 2e5, 0, 1e6, 0, -2e5), 1),
    "beside the South Pole": ("EPSG:3031", (5e5, 1e5, 0, 5e5, 0, -1e5), 1),
    "across 180 in the Antarctic": ("EPSG:3031", (-5e5, 1e5, 0, -5e5, 0, -1e5), 2),
}


@pytest.fixture
def footprint(tmp_path):
    def read(crs, grid):
        path = write_image(tmp_path / "a.tif", crs, grid)
        return shapely.wkb.loads(FootprintReader().read(path))

    return read


def to_globe(crs, grid, pixels):
    """Pixels in longitude between -180 and 180, and latitude."""
    source, target = osr.SpatialReference(), osr.SpatialReference()
    source.SetFromUserInput(crs)
    target.ImportFromEPSG(4326)
    for reference in (source, target):
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    transform = osr.CoordinateTransformation(source, target)
    for x, y in pixels:
        at = grid[0] + x * grid[1] + y * grid[2], grid[3] + x * grid[4] + y * grid[5]
        lon, lat, _ = transform.TransformPoint(*at)
        yield (lon + 180) % 360 - 180, lat


STEPS = [0.05, 1.3, 3.7, 5, 6.1, 8.2, 9.95]
INSIDE = [(x, y) for x in STEPS for y in STEPS]
BESIDE = [(x, y) for step in STEPS for x, y in ((step, -0.1), (step, 10.1), (-0.1, step),
                                               (10.1, step))]  # fmt: skip


@pytest.mark.parametrize(("crs", "grid", "parts"), PLACES.values(), ids=PLACES)
def test_it_holds_what_the_image_shows(footprint, crs, grid, parts):
    area = footprint(crs, grid)
    assert area.geom_type == "MultiPolygon"
    assert len(area.geoms) == parts
    assert area.is_valid
    assert box(-180, -90, 180, 90).covers(area)
    for pixel, at in zip(INSIDE, to_globe(crs, grid, INSIDE)):
        assert area.covers(Point(at)), (pixel, at)


@pytest.mark.parametrize("place", [name for name in PLACES if not name.startswith("the world")])
def test_it_holds_nothing_else(footprint, place):
    crs, grid, _ = PLACES[place]
    area = footprint(crs, grid)
    for pixel, at in zip(BESIDE, to_globe(crs, grid, BESIDE)):
        assert not area.covers(Point(at)), (pixel, at)


def test_a_pole_is_where_it_should_be(footprint):
    """Polar stereographic needs no library: longitude is the angle around the pole."""
    area = footprint("EPSG:3031", (-1e6, 2e5, 0, 1e6, 0, -2e5))
    assert area.covers(box(-179.9, -90, 179.9, -81))  # 9 degrees: 980 km, within the square
    south, north = area.bounds[1], area.bounds[3]
    assert (south, round(north)) == (-90, -77)  # the corners, 1,414 km away
    corners = [x for x, y in area.geoms[0].exterior.coords if y > north - 1e-6]
    assert all(abs(abs(corner) % 90 - 45) < 1e-6 for corner in corners)
    assert corners


def test_both_sides_of_the_antimeridian_are_narrow(footprint):
    area = footprint("EPSG:4326", (175, 1, 0, -10, 0, -1))
    bounds = sorted(part.bounds for part in area.geoms)
    assert bounds == [(-180, -20, -175, -10), (175, -20, 180, -10)]


def test_the_edges_bend(footprint):
    """A straight edge in UTM that were straight in degrees would miss by kilometres."""
    area = footprint("EPSG:32631", (1e5, 2e4, 0, 70e5, 0, -2e4))
    (middle,) = to_globe("EPSG:32631", (1e5, 2e4, 0, 70e5, 0, -2e4), [(5, 0)])
    assert area.boundary.distance(Point(middle)) < 1e-4
    (left, right) = to_globe("EPSG:32631", (1e5, 2e4, 0, 70e5, 0, -2e4), [(0, 0), (10, 0)])
    straight = (left[1] + right[1]) / 2
    assert abs(straight - middle[1]) > 0.01


def test_transformations_are_made_once(tmp_path, monkeypatch):
    made = []
    real = osr.CreateCoordinateTransformation
    monkeypatch.setattr(
        osr, "CreateCoordinateTransformation", lambda *crs: (made.append(crs), real(*crs))[1]
    )
    reader = FootprintReader()
    for number in range(3):
        path = write_image(tmp_path / f"{number}.tif", "EPSG:32631", (4e5, 1e3, 0, 46e5, 0, -1e3))
        reader.read(path)
    assert len(made) == 2, "there, and back"


def test_pixels_are_where_gdal_has_them_to_the_last_bit(tmp_path):
    path = write_image(tmp_path / "a.tif", "EPSG:32631", ROTATED)
    image = Georeference(path, LonLatTransforms())
    pixels = [(column / 7, row / 3) for column in range(70) for row in range(30)]
    assert image.there(pixels) == [tuple(gdal.ApplyGeoTransform(ROTATED, *at)) for at in pixels]
