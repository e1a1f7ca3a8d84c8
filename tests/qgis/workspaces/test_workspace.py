"""A workspace that is broken says so; what was drawn finds its image, or is left without one."""

import pytest
from osgeo import ogr
from scaneo_bridge.core.campaign.assign_images import assign_images
from scaneo_bridge.core.workspace.geopackage.database import WorkspaceError
from scaneo_bridge.core.workspace.geopackage.inserter import Inserter
from scaneo_bridge.core.workspace.workspace import Workspace
from support.geojson import LABELS, collection, segmentation
from support.images import NORTH_EAST_SPAIN, write_image
from support.raising import gdal_raises

PAGE = 4096


def test_rows_that_end_in_an_error_are_no_rows(campaign, opened):
    many = collection(*(segmentation() for _ in range(3000)))
    workspace = opened(
        campaign({"a.geojson": many, "spai.json": LABELS}, ("a.tif",))
    ).workspace.path
    with Workspace.open(workspace) as whole:
        assert len(whole.annotations("a.tif")) == 3000
    data = bytearray(workspace.read_bytes())
    middle = data.index(b"water", len(data) // 3) // PAGE * PAGE
    data[middle : middle + PAGE] = b"\xff" * PAGE
    workspace.write_bytes(data)
    with Workspace.open(workspace) as broken, pytest.raises(WorkspaceError, match="can't be"):
        broken.annotations("a.tif")


@pytest.fixture(params=[False, True], ids=["codes", "exceptions"])
def raising(request):
    """GDAL set to answer with codes, and set to raise, as other plugins may."""
    with gdal_raises(request.param):
        yield


def assigned(workspace, wkt):
    """The image that an area gets which was drawn without one."""
    return assigned_wkb(workspace, bytes(ogr.CreateGeometryFromWkt(wkt).ExportToWkb(ogr.wkbNDR)))


def assigned_wkb(workspace, wkb):
    with Workspace.open(workspace) as known:
        Inserter(known.database, "segmentation", ("label",)).add(wkb, "water")
    with Workspace.open(workspace) as known, known.database.transaction():
        assign_images(known)
        rows = known.database.rows("SELECT image FROM segmentation ORDER BY fid DESC LIMIT 1")
        (image,) = [row.GetFieldAsString(0) for row in rows]
        return image


BROKEN = {
    "an unclosed ring": "MULTIPOLYGON(((2 41.1,2.1 41.1,2.1 41.2,2 41.2,2.05 41.15)))",
    "two corners": "MULTIPOLYGON(((2 41.1,2.1 41.1,2 41.1)))",
    "empty": "MULTIPOLYGON EMPTY",
}


@pytest.mark.parametrize("wkt", BROKEN.values(), ids=BROKEN)
def test_a_broken_area_stays_without_an_image(campaign, opened, raising, wkt):
    workspace = opened(campaign({}, ("a.tif",))).workspace.path
    assigned(workspace, wkt)
    assert assigned(workspace, "MULTIPOLYGON(((2.1 41.1,2.2 41.1,2.2 41.2,2.1 41.1)))") == "a.tif"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # GDAL, at closing
@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_an_area_without_bounds_stays_without_an_image(campaign, opened, raising, number):
    workspace = opened(campaign({}, ("a.tif",))).workspace.path
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for x, y in ((number, number), (2.1, 41.1), (2.2, 41.2), (number, number)):
        ring.AddPoint_2D(x, y)
    polygon = ogr.Geometry(ogr.wkbPolygon)
    polygon.AddGeometry(ring)
    area = ogr.Geometry(ogr.wkbMultiPolygon)
    area.AddGeometry(polygon)
    assert assigned_wkb(workspace, bytes(area.ExportToWkb(ogr.wkbNDR))) == ""


def test_images_of_one_place_are_not_guessed_between(campaign, opened):
    folder = campaign({}, ("2023.tif", "2024.tif"))
    west, *rest = NORTH_EAST_SPAIN
    write_image(folder / "east.tif", grid=(west + 0.25, *rest))  # half a picture further
    workspace = opened(folder).workspace.path
    assert assigned(workspace, "MULTIPOLYGON(((2.1 41.1,2.2 41.1,2.2 41.2,2.1 41.1)))") == ""
    assert (
        assigned(workspace, "MULTIPOLYGON(((2.4 41.1,2.7 41.1,2.7 41.2,2.4 41.1)))") == "east.tif"
    )
