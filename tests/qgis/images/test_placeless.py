"""Images without a place: which case it is, what helps, and what becomes of boxes on them."""

import json

import pytest
from osgeo import gdal
from qgis.core import QgsGeometry, QgsPointXY
from qgis.PyQt.QtWidgets import QLabel
from scaneo_bridge.core.campaign.checking.check_campaign import check_folder, check_workspace
from scaneo_bridge.core.images.files.rasters import load_raster
from scaneo_bridge.core.images.footprints import FootprintReader
from scaneo_bridge.core.images.georeference import NoFootprint
from scaneo_bridge.core.images.grid import PixelGrid
from support import layers as edits
from support.desk.pixels import Pixels, spatial
from support.folders import write_files
from support.geojson import LABELS, classification, collection, detection, segmentation
from support.images import write_image
from support.raising import gdal_raises

pytest_plugins = ["support.desk.fixtures"]

GEOS = (
    "+proj=geos +h=35786023 +lon_0={} +sweep=x +a=6378137 +b=6356752.31414 +units=m +no_defs",
    (-5434894.0, 108697.88, 0.0, 5434894.0, 0.0, -108697.88),
)
RPC = {
    **{f"{kind}_OFF": "50" for kind in ("LINE", "SAMP")},
    **{f"{kind}_SCALE": "50" for kind in ("LINE", "SAMP")},
    **{"LAT_OFF": "41.0", "LONG_OFF": "2.0", "HEIGHT_OFF": "0", "HEIGHT_SCALE": "100"},
    **{"LAT_SCALE": "0.05", "LONG_SCALE": "0.05"},
    "LINE_NUM_COEFF": "0 0 -1" + " 0" * 17,
    "SAMP_NUM_COEFF": "0 1" + " 0" * 18,
    **{f"{kind}_DEN_COEFF": "1" + " 0" * 19 for kind in ("LINE", "SAMP")},
}


def odd(path, crs=None, grid=None, then=None):
    """An image of 100 x 100 pixels, changed by a function of its dataset."""
    write_image(path, crs, grid, 100)
    if then is not None:
        image = gdal.Open(str(path), gdal.GA_Update)
        then(image)
        image.FlushCache()
    return path


def points(*places, crs="EPSG:4326"):
    """Gives an image ground control points: longitude, latitude, column, row."""

    def give(image):
        found = [gdal.GCP(lon, lat, 0, column, row) for lon, lat, column, row in places]
        image.SetGCPs(found, spatial(crs).ExportToWkt() if crs else "")

    return give


FOUR = ((2.0, 41.0, 0, 0), (2.1, 41.01, 100, 0), (2.0, 40.9, 0, 100), (2.1, 40.91, 100, 100))
CASES = {
    "nothing": ({}, "no georeference", "Georeferencer"),
    "no grid": ({"crs": "EPSG:32631"}, "no georeference", "Georeferencer"),
    "no CRS": ({"grid": (2, 1, 0, 42, 0, -1)}, "no coordinate reference", "Assign Projection"),
    "a local CRS": (
        {"crs": 'LOCAL_CS["site grid",UNIT["metre",1]]', "grid": (0, 1, 0, 9, 0, -1)},
        "“site grid”) is a local one",
        "Georeferencer",
    ),
    "points without CRS": (
        {"then": points(*FOUR, crs=None)},
        "control points without a coordinate reference",
        "Georeferencer",
    ),
    "one tie point": ({"then": points(FOUR[0])}, "don't say where it lies", "too few"),
    "points on a line": (
        {"then": points(*((2 + n / 10, 41 + n / 10, n, n) for n in range(0, 90, 30)))},
        "don't say where it lies",
        "on one line",
    ),
    "a grid of garbage": (
        {"crs": "EPSG:4326", "grid": (1e300, 1e290, 0, 42, 0, -0.1)},
        "no longitude and latitude",
        "right one",
    ),
}


@pytest.fixture(params=[False, True], ids=["GDAL is quiet", "GDAL raises"])
def mood(request):
    """Another plugin may have told GDAL to raise."""
    with gdal_raises(request.param):
        yield


@pytest.mark.parametrize(("made", "what", "mend"), CASES.values(), ids=CASES)
def test_it_is_said_which_case_it_is(tmp_path, mood, made, what, mend):
    path = odd(tmp_path / "a.tif", **made)
    with pytest.raises(NoFootprint) as caught:
        FootprintReader().measure(path)
    assert what in str(caught.value) and mend in caught.value.mend
    assert "\n" not in str(caught.value) and "ERROR" not in str(caught.value)


def corners(wkb):
    bounds = QgsGeometry()
    bounds.fromWkb(wkb)
    box = bounds.boundingBox()
    return box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()


def test_points_and_rpcs_place_an_image(tmp_path, mood):
    by_points = odd(tmp_path / "a.tif", then=points(*FOUR))
    assert corners(FootprintReader().read(by_points)) == pytest.approx((2.0, 40.9, 2.1, 41.01))
    by_rpc = odd(tmp_path / "b.tif", then=lambda image: image.SetMetadata(RPC, "RPC"))
    measured = FootprintReader().measure(by_rpc)
    assert corners(measured.wkb) == pytest.approx((1.95, 40.95, 2.05, 41.05), abs=1e-3)
    assert measured.pixel == pytest.approx(0.001, rel=0.01)


def test_a_check_says_that_scaneo_sees_no_place_in_them(tmp_path, feedback):
    odd(tmp_path / "a.tif", then=points(*FOUR))
    odd(tmp_path / "b.tif", then=lambda image: image.SetMetadata(RPC, "RPC"))
    write_image(tmp_path / "c.tif")
    found = check_folder(tmp_path, feedback).findings
    said = [one.problem for one in found if one.rule.id == "image-unrectified"]
    assert [problem.path for problem in said] == ["a.tif", "b.tif"]
    assert "ground control points" in said[0].what and "RPC" in said[1].what


@pytest.mark.parametrize(("middle", "parts"), [(-75, 1), (0, 1), (-170, 2)])
def test_of_a_full_disk_the_footprint_is_the_disk(tmp_path, mood, middle, parts):
    path = odd(tmp_path / "a.tif", GEOS[0].format(middle), GEOS[1])
    whole = QgsGeometry()
    whole.fromWkb(FootprintReader().read(path))
    assert len(whole.asGeometryCollection()) == parts and whole.isGeosValid()
    assert whole.contains(QgsGeometry.fromPointXY(QgsPointXY(middle, 0)))
    assert whole.contains(QgsGeometry.fromPointXY(QgsPointXY(middle + 5, 80)))
    assert not whole.contains(QgsGeometry.fromPointXY(QgsPointXY(middle + 100, 0)))
    assert 0.34 < whole.area() / (360 * 180) < 0.38


@pytest.mark.parametrize(
    ("crs", "grid"),
    [
        ("ESRI:54009", (-18100000.0, 362000.0, 0.0, 9100000.0, 0.0, -182000.0)),
        ("+proj=sinu +R=6371007.181 +units=m", (-20015109.0, 400302.2, 0, 10007554, 0, -200151.1)),
    ],
)
def test_of_a_map_of_the_world_it_is_nearly_the_world(tmp_path, crs, grid):
    whole = QgsGeometry()
    whole.fromWkb(FootprintReader().read(odd(tmp_path / "a.tif", crs, grid)))
    assert 0.75 < whole.area() / (360 * 180) <= 1
    assert whole.contains(QgsGeometry.fromPointXY(QgsPointXY(2, 41)))


@pytest.mark.parametrize("kind", ["plain", "south up", "turned", "mirrored", "points"])
def test_pixels_snap_to_the_grid_of_the_file(tmp_path, kind):
    grids = {
        "plain": (430000, 10, 0, 4540000, 0, -10),
        "south up": (430000, 10, 0, 4540000, 0, 10),
        "turned": (430000, 8.8, 4.8, 4540000, 4.8, -8.8),
        "mirrored": (430000, -10, 0, 4540000, 0, -10),
    }
    place = {"crs": "EPSG:32631", "grid": grids[kind]} if kind in grids else {}
    odd(tmp_path / "a.tif", **place, then=None if place else points(*FOUR))
    snap = PixelGrid(load_raster(tmp_path, "a.tif")).snap
    for column, row in ((10.2, 20.1), (31.9, 3.1), (50.4, 60.6)):
        if place:
            pixels = Pixels(tmp_path / "a.tif")
            spot = snap(QgsPointXY(*pixels.degrees(column, row)))
            found = pixels.of(spot.x(), spot.y())
        else:  # the points lie on a plane: 0.1 degrees are 100 pixels
            lon, lat = 2 + column / 1000, 41 + column / 10000 - row / 1000
            spot = snap(QgsPointXY(lon, lat))
            column_there = (spot.x() - 2) * 1000
            found = column_there, (41 + column_there / 10000 - spot.y()) * 1000
        assert found == pytest.approx((round(column), round(row)), abs=0.01)


# What such images have


@pytest.fixture
def folder(tmp_path):
    """One image without a place, and one with: each with a box, an area and a class."""
    folder = tmp_path / "campaign"
    odd(folder / "a.tif")
    write_image(folder / "b.tif")
    files = collection(classification("water"), detection("urban"), segmentation("water"))
    return write_files(folder, {"spai.json": LABELS, "a.geojson": files, "b.geojson": files})


def placeless(findings):
    return [(one.image, one.task.value) for one in findings if one.rule.id == "placeless"]


def test_a_check_lists_boxes_and_areas_without_a_place(folder, opened, feedback):
    listed = [("a.tif", "detection"), ("a.tif", "segmentation")]
    assert placeless(check_folder(folder, feedback).findings) == listed
    assert placeless(check_workspace(opened(folder).workspace.path, feedback).findings) == listed


def test_an_export_lists_them_and_loses_none(folder, opened, exported):
    before = (folder / "a.geojson").read_bytes()
    done = exported(opened(folder).workspace.path)
    (told,) = [problem for problem in done.problems if problem.rule == "placeless"]
    assert told.path == "a.tif" and "2 boxes and areas" in told.what
    assert (folder / "a.geojson").read_bytes() == before


def test_before_an_export_nothing_is_called_unwritten_that_is_written(folder, opened, desk):
    edits.add(opened(folder).workspace.path, "classification", "a.tif", "urban")
    desk.open(folder)
    assert desk.dock.preview() is not None
    titles = [label.text() for label in desk.dock.pages.export.findChildren(QLabel)]
    assert any("Problems" in title for title in titles)
    assert not any("Not written" in title for title in titles)


def test_with_a_place_it_is_said_what_became_of_them(folder, opened):
    opened(folder)
    write_image(folder / "a.tif", grid=(2.0, 0.05, 0.0, 42.0, 0.0, -0.1))
    (told,) = [one for one in opened(folder).problems if one.rule == "placeless"]
    assert told.path == "a.tif" and "2 of 2 lie on it" in told.what
    assert not [one for one in opened(folder).problems if one.rule == "placeless"], (
        "it is said once"
    )


def test_what_does_not_lie_on_it_is_counted(folder, opened):
    opened(folder)
    write_image(folder / "a.tif", grid=(50.0, 0.05, 0.0, 42.0, 0.0, -0.1))
    (told,) = [one for one in opened(folder).problems if one.rule == "placeless"]
    assert "0 of 2 lie on it" in told.what
    assert len(json.loads((folder / "a.geojson").read_bytes())["features"]) == 3
