"""A pixel on the map is where GDAL reads it, in whatever datum: QGIS is told the operation.

Coordinates are compared in pixels of the image, which are 1 m wide where nothing else is said.
"""

from math import hypot

import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsDatumTransform,
    QgsPointXY,
)
from scaneo_bridge.core.images.datum_operations import align, is_chosen_by_user
from support.desk.pixels import Pixels, spatial
from support.images import write_image

PLACES = {  # by the number of the CRS, a place in it
    23030: (440000, 4470000),
    23031: (430000, 4590000),
    23029: (530000, 4500000),
    27700: (530000, 180000),
    31370: (150000, 170000),
    31467: (3500000, 5500000),
    5514: (-740000, -1040000),
    3003: (1700000, 4800000),
    26717: (500000, 3500000),
    29193: (330000, 7390000),
    21897: (1000000, 1000000),
    21413: (13400000, 4400000),
    22033: (500000, 8800000),
    2154: (650000, 6860000),
    3035: (4321000, 3210000),
    32631: (430000, 4540000),
}
WGS84 = QgsCoordinateReferenceSystem("EPSG:4326")


def crs_of(code):
    return QgsCoordinateReferenceSystem(f"EPSG:{code}")


def off(project, path, crs, target):
    """How far a pixel of an image on the map is from where its annotation is, in pixels."""
    pixels = Pixels(path)
    context = project.transformContext()
    shows = QgsCoordinateTransform(crs, target, context)
    reads = QgsCoordinateTransform(WGS84, target, context)
    far = []
    for column, row in ((3, 4), (60, 7), (99, 95)):
        shown, beside, read = (
            shows.transform(QgsPointXY(*pixels.there(column, row))),
            shows.transform(QgsPointXY(*pixels.there(column + 1, row))),
            reads.transform(QgsPointXY(*pixels.degrees(column, row))),
        )
        far.append(shown.distance(read) / shown.distance(beside))
    return max(far)


@pytest.mark.parametrize("target", ["its own", 3857, 4326])
@pytest.mark.parametrize("code", PLACES)
def test_a_pixel_is_where_gdal_reads_it(tmp_path, qgis_new_project, code, target):
    x, y = PLACES[code]
    path = write_image(tmp_path / "a.tif", f"EPSG:{code}", (x, 1.0, 0.0, y, 0.0, -1.0), 100)
    crs = crs_of(code)
    onto = crs if target == "its own" else crs_of(target)
    assert align(qgis_new_project, path, crs, onto).refusal == ""
    assert off(qgis_new_project, path, crs, onto) < 0.01


@pytest.mark.parametrize("code", [5514, 23030, 3035])
def test_nothing_is_left_for_qgis_to_ask(tmp_path, qgis_new_project, code):
    x, y = PLACES[code]
    path = write_image(tmp_path / "a.tif", f"EPSG:{code}", (x, 1.0, 0.0, y, 0.0, -1.0), 100)
    align(qgis_new_project, path, crs_of(code), crs_of(3857))
    context = qgis_new_project.transformContext()
    for target in (WGS84, crs_of(3857)):
        assert context.hasTransform(crs_of(code), target)
        assert context.hasTransform(target, crs_of(code))


def test_where_there_is_no_choice_the_project_stays_as_it_is(tmp_path, qgis_new_project):
    path = write_image(tmp_path / "a.tif", "EPSG:32631", (4e5, 1.0, 0.0, 45e5, 0.0, -1.0), 100)
    qgis_new_project.setDirty(False)
    align(qgis_new_project, path, crs_of(32631), crs_of(32631))
    assert not qgis_new_project.transformContext().coordinateOperations()
    assert not qgis_new_project.isDirty()


def test_two_images_of_one_crs_can_need_two_operations(tmp_path, qgis_new_project):
    """ED50 in Galicia and in Cyprus."""
    grids = {
        "west.tif": (-8.0, 1e-5, 0.0, 42.5, 0.0, -1e-5),
        "east.tif": (33, 1e-5, 0, 35, 0, -1e-5),
    }
    crs, chosen = crs_of(4230), []
    for name, grid in grids.items():
        path = write_image(tmp_path / name, "EPSG:4230", grid, 100)
        assert align(qgis_new_project, path, crs, crs).refusal == ""
        assert off(qgis_new_project, path, crs, crs) < 0.01
        chosen.append(qgis_new_project.transformContext().calculateCoordinateOperation(crs, WGS84))
    assert chosen[0] != chosen[1]


def test_the_operation_of_a_user_that_puts_pixels_elsewhere_gives_way(tmp_path, qgis_new_project):
    x, y = PLACES[5514]
    path = write_image(tmp_path / "a.tif", "EPSG:5514", (x, 1.0, 0.0, y, 0.0, -1.0), 100)
    worst = QgsDatumTransform.operations(WGS84, crs_of(5514))[0]
    context = qgis_new_project.transformContext()
    context.addCoordinateOperation(WGS84, crs_of(5514), worst.proj)
    qgis_new_project.setTransformContext(context)
    assert off(qgis_new_project, path, crs_of(5514), crs_of(5514)) > 5
    align(qgis_new_project, path, crs_of(5514), crs_of(5514))
    assert off(qgis_new_project, path, crs_of(5514), crs_of(5514)) < 0.01


def large(path, code, west, north, size, step):
    """An image of many pixels that takes no room."""
    driver = gdal.GetDriverByName("GTiff")
    image = driver.Create(str(path), size, size, 1, options=["SPARSE_OK=TRUE", "TILED=YES"])
    image.SetProjection(spatial(f"EPSG:{code}").ExportToWkt())
    image.SetGeoTransform((west, step, 0.0, north, 0.0, -step))
    return path


def test_what_no_operation_brings_together_is_said_with_its_amount(tmp_path, qgis_new_project):
    """From Galicia to Cyprus GDAL takes several operations, and QGIS can have one."""
    path = large(tmp_path / "a.tif", 4230, -9.0, 60.0, 20000, 0.002)
    standing = align(qgis_new_project, path, crs_of(4230), crs_of(4230))
    assert "EPSG:4230" in standing.refusal and " m (" in standing.refusal
    assert "pixels) away" in standing.refusal and standing.can_warp


@pytest.mark.parametrize("code", [4230])
def test_a_users_own_choice_is_told_from_ours_and_that_of_qgis(tmp_path, qgis_new_project, code):
    project, crs = qgis_new_project, crs_of(code)
    assert not is_chosen_by_user(project, crs, WGS84)
    operations = [one for one in QgsDatumTransform.operations(crs, WGS84) if one.isAvailable]

    def choose(operation):
        context = project.transformContext()
        context.addCoordinateOperation(crs, WGS84, operation.proj)
        project.setTransformContext(context)

    choose(operations[0])  # QGIS does so by itself when a layer is added
    assert not is_chosen_by_user(project, crs, WGS84)
    choose(operations[1])
    assert is_chosen_by_user(project, crs, WGS84)
    x, y = PLACES.get(code, (5, 45))
    path = write_image(tmp_path / "a.tif", f"EPSG:{code}", (x, 1e-5, 0.0, y, 0.0, -1e-5), 100)
    align(project, path, crs, crs)
    assert not is_chosen_by_user(project, crs, WGS84)


def test_an_image_in_a_crs_of_its_own_is_met_too(tmp_path, qgis_new_project):
    own = "+proj=laea +lat_0=41 +lon_0=2 +ellps=intl +towgs84=-87,-98,-121 +units=m +no_defs"
    path = write_image(tmp_path / "a.tif", own, (100.0, 1.0, 0.0, 100.0, 0.0, -1.0), 100)
    crs = QgsCoordinateReferenceSystem.fromWkt(gdal.Open(str(path)).GetProjection())
    assert align(qgis_new_project, path, crs, crs).refusal == ""
    assert off(qgis_new_project, path, crs, crs) < 0.01
    assert hypot(*Pixels(path).of(2.0, 41.0)) < 500
