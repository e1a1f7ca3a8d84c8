"""Many files in a folder: what lies beside an image counts as GDAL itself counts it.

GDAL lists the folder of each image that it opens, and gives that up behind a thousand files, to ask
for each name by itself. We let it begin with that there.
"""

import pytest
from osgeo import gdal
from scaneo_bridge.core.images.files.geotiff import open_image
from support.images import write_image

LIMIT, UNLISTED = "GDAL_READDIR_LIMIT_ON_OPEN", "GDAL_DISABLE_READDIR_ON_OPEN"
WORLD = "0.5\n0\n0\n-0.5\n7\n8\n"
METADATA = "<PAMDataset><Metadata><MDI key='hello'>x</MDI></Metadata></PAMDataset>"


@pytest.fixture
def folder(tmp_path):
    write_image(tmp_path / "a.tif", grid=None)
    for number in range(5):
        write_image(tmp_path / f"b{number}.tif")
    return tmp_path


@pytest.fixture
def limit():
    """As if these were thousands."""
    gdal.SetConfigOption(LIMIT, "3")
    yield
    gdal.SetConfigOption(LIMIT, None)


def seen(dataset):
    return (
        dataset.GetGeoTransform(),
        dataset.GetRasterBand(1).GetOverviewCount(),
        dataset.GetMetadata_Dict().get("hello"),
        sorted(dataset.GetFileList()),
    )


@pytest.mark.parametrize("name", [
    "a.tfw", "a.TFW", "A.tfw", "a.wld", "a.tif.aux.xml", "a.TIF.AUX.XML", "a.tif.ovr", "a.ovr",
])  # fmt: skip
def test_what_lies_beside_an_image_counts_as_for_gdal(folder, limit, name):
    beside = folder / name
    if name.endswith(".ovr"):
        write_image(beside, None, None, size=5)
    else:
        beside.write_text(METADATA if name.lower().endswith("xml") else WORLD)
    plain = gdal.OpenEx(str(folder / "a.tif"), gdal.OF_RASTER, allowed_drivers=["GTiff"])
    assert seen(open_image(folder / "a.tif")) == seen(plain)


def given_up(folder, path):
    """Whether GDAL lists the folder, and gives that up, when an image is opened."""
    told = []
    gdal.SetConfigOption("CPL_DEBUG", "GTiff")
    gdal.PushErrorHandler(lambda kind, number, text: told.append(text))
    try:
        seen(open_image(path))
    finally:
        gdal.PopErrorHandler()
        gdal.SetConfigOption("CPL_DEBUG", None)
    return any(LIMIT in text for text in told)


def test_a_long_folder_is_not_listed_for_each_image(folder, limit):
    assert not given_up(folder, folder / "a.tif")
    assert gdal.GetConfigOption(UNLISTED) is None


def test_what_a_person_has_set_stays(folder, limit):
    gdal.SetConfigOption(UNLISTED, "FALSE")
    try:
        assert given_up(folder, folder / "a.tif")
        assert gdal.GetConfigOption(UNLISTED) == "FALSE"
    finally:
        gdal.SetConfigOption(UNLISTED, None)
