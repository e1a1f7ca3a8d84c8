"""Only images are images: what is called one and is another thing is told, and not looked into."""

import sys

import pytest
from osgeo import gdal
from qgis.core import QgsSettings
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.campaign.checking.check_campaign import check_folder
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.images.files.allowed import allow_drivers, known_driver, more_drivers
from scaneo_bridge.core.images.files.erdas import named_overviews
from scaneo_bridge.core.images.files.geotiff import (
    NotAnImage,
    files_of_image,
    open_image,
    raster_layer,
)
from scaneo_bridge.core.images.files.rasters import load_raster, reopen_on_main_thread
from scaneo_bridge.core.images.footprints import FootprintReader
from scaneo_bridge.core.images.warping import warp_copy
from scaneo_bridge.core.store.folder import CampaignFolder
from support.files.impostors import OVERVIEWS, VRT, WCS, WMS, WMTS, loopback, write_as
from support.files.odd_files import make_odd
from support.folders import write_files
from support.geojson import spai
from support.images import write_image

no_pipes = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")


@pytest.fixture
def folder(tmp_path):
    write_image(tmp_path / "outside" / "secret.tif", value=200)
    folder = write_files(tmp_path / "campaign", {"spai.json": spai(car="#ff0000")})
    write_image(folder / "b.tif")
    return folder


@pytest.fixture
def server():
    with loopback() as server:
        yield server


@pytest.fixture
def chosen(qgis_app):
    yield lambda *names: allow_drivers(QgsSettings(), names)
    allow_drivers(QgsSettings(), ())


def filled(text, folder, server):
    return text.format(source=folder.parent / "outside" / "secret.tif", url=server.url).encode()


IMPOSTORS = {
    "VRT": (VRT, "a virtual raster"),
    "VRT with a declaration": ('<?xml version="1.0"?>\n' + VRT, "a virtual raster"),
    "VRT behind blanks": ("\n  " + VRT, "a virtual raster"),
    "WMS": (WMS, "a map server"),
    "WMTS": (WMTS, "a map server"),
    "WCS": (WCS, "a map server"),
    "page": ("<!DOCTYPE html><html></html>", "a web page"),
    "LFS": ("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "Git LFS"),
    "words": ("PG:dbname=x", "no GeoTIFF"),
}


@pytest.mark.parametrize("text", IMPOSTORS)
def test_an_impostor_is_told_and_asks_nobody(folder, server, feedback, text):
    content, what = IMPOSTORS[text]
    (folder / "a.tif").write_bytes(filled(content, folder, server))
    opened = open_campaign(folder, None, feedback)
    (told,) = [one for one in opened.problems if one.path == "a.tif"]
    assert what in told.what and "GeoTIFF" in told.what + told.mend
    assert opened.image_count == 2
    found = [one.problem for one in check_folder(folder, feedback).findings]
    assert [one.what for one in found if one.path == "a.tif"] == [told.what]
    for deed in (
        lambda: load_raster(folder, "a.tif"),
        lambda: warp_copy(CampaignFolder(folder), "a.tif", feedback),
    ):
        with pytest.raises(ScaneoError, match=r"a\.tif"):
            deed()
    assert files_of_image(folder / "a.tif") == [folder / "a.tif"]
    assert server.asked == []


@pytest.mark.parametrize("name", ["a.tif", "a.TIF", "a.tiff"])
@pytest.mark.parametrize("driver", ["PNG", "JPEG", "GPKG", "HFA", "netCDF", "JP2OpenJPEG", "PDF"])
def test_a_real_image_of_another_kind_is_no_geotiff(folder, name, driver):
    if gdal.GetDriverByName(driver) is None:
        pytest.skip("this GDAL has no such driver")
    path = write_as(folder / name, driver)
    with pytest.raises(NotAnImage, match=r"it is no GeoTIFF \(it is an? "):
        open_image(path)


@pytest.mark.parametrize("options", [[], ["BIGTIFF=YES"], ["ENDIANNESS=BIG"], ["COMPRESS=LZW"]])
def test_geotiffs_of_all_kinds_are_opened(folder, options):
    source = gdal.Open(str(folder / "b.tif"))
    gdal.GetDriverByName("GTiff").CreateCopy(str(folder / "c.tif"), source, options=options)
    assert open_image(folder / "c.tif").RasterXSize == 10
    assert load_raster(folder, "c.tif").isValid()


def test_what_lies_beside_an_image_still_counts(folder):
    """A world file, statistics, overviews and masks as GDAL and QGIS make them."""
    write_image(folder / "c.tif", grid=None)
    (folder / "c.tfw").write_text("0.05\n0\n0\n-0.1\n2.025\n41.95\n")
    dataset = gdal.Open(str(folder / "c.tif"))
    dataset.BuildOverviews("NEAREST", [2])
    dataset.GetRasterBand(1).ComputeStatistics(False)  # GDAL 3.10: not with a mask that hides all
    dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
    del dataset
    assert {f"c.tif{more}" for more in (".ovr", ".msk", ".aux.xml")} <= {
        path.name for path in folder.iterdir()
    }
    assert FootprintReader().read(folder / "c.tif") == FootprintReader().read(folder / "b.tif")
    assert load_raster(folder, "c.tif").isValid()
    assert len(files_of_image(folder / "c.tif")) == 5


BESIDE = {
    "overviews": ("b.tif.ovr", VRT),
    "overviews on a server": ("b.tif.ovr", WMS),
    "overviews in capitals": ("b.tif.OVR", WMS),
    "a mask": ("b.tif.msk", VRT),
    "a mask on a server": ("b.tif.msk", WMTS),
    "overviews by name": ("b.tif.aux.xml", OVERVIEWS.format(file="{source}")),
    "overviews by address": ("b.tif.aux.xml", OVERVIEWS.format(file="/vsicurl/{url}/x.tif")),
    "overviews by base": ("b.tif.aux.xml", OVERVIEWS.format(file=":::BASE:::../outside/x.tif")),
}


@pytest.mark.parametrize("what", BESIDE)
def test_what_lies_beside_an_image_and_leads_elsewhere_is_told(folder, server, feedback, what):
    name, text = BESIDE[what]
    (folder / name).write_bytes(filled(text, folder, server))
    opened = open_campaign(folder, None, feedback)
    (told,) = [one for one in opened.problems if one.path == "b.tif"]
    assert "is not opened" in told.what and told.mend
    with pytest.raises(ScaneoError, match="is not opened"):
        load_raster(folder, "b.tif")
    assert server.asked == []


def test_what_the_image_itself_names_for_its_overviews(folder, server):
    dataset = gdal.Open(str(folder / "b.tif"), gdal.GA_Update)
    dataset.SetMetadataItem("OVERVIEW_FILE", f"/vsicurl/{server.url}/x.tif", "OVERVIEWS")
    del dataset
    assert not (folder / "b.tif.aux.xml").exists()
    with pytest.raises(NotAnImage, match="in another file"):
        open_image(folder / "b.tif")
    assert server.asked == []


def test_overviews_that_have_overviews_elsewhere(folder, server):
    dataset = gdal.Open(str(folder / "b.tif"))
    dataset.BuildOverviews("NEAREST", [2])
    del dataset
    assert open_image(folder / "b.tif")
    other = OVERVIEWS.format(file=f"/vsicurl/{server.url}/x.tif")
    (folder / "b.tif.ovr.aux.xml").write_text(other)
    with pytest.raises(NotAnImage, match="in another file"):
        open_image(folder / "b.tif")
    assert server.asked == []


@no_pipes
def test_links_that_are_sentences(folder, server):
    """Where a link leads nowhere, GDAL takes what it says for the name of what is to be opened."""
    (folder / "a.tif").symlink_to(f"/vsicurl/{server.url}/x.tif")
    (folder / "b.tif.ovr").symlink_to(f"/vsicurl/{server.url}/y.tif")
    for name in ("a.tif", "b.tif"):
        with pytest.raises(NotAnImage):
            open_image(folder / name)
    assert server.asked == []


@no_pipes
@pytest.mark.parametrize("kind", ["pipe", "device", "socket", "link to a pipe"])
@pytest.mark.parametrize(
    "name",
    [
        "b.tif.aux.xml",
        "b.tfw",
        "b.TFW",
        "b.tif.ovr",
        "b.tif.msk",
        "b_rpc.txt",
        "DIM_b.XML",
        "b.aux",
    ],
)
def test_what_is_no_file_beside_an_image_is_told(folder, name, kind):
    assert open_image(folder / "b.tif")
    make_odd(folder / name, kind)
    with pytest.raises(NotAnImage, match="not a file"):
        open_image(folder / "b.tif")


@no_pipes
def test_what_is_no_file_and_no_business_of_the_image_is_not_told(folder):
    for name in ("a.tif", "o.geojson", "some.pipe"):
        make_odd(folder / name, "pipe")
    make_odd(folder / "b.tif.aux.xml", "folder")
    assert open_image(folder / "b.tif")
    with pytest.raises(NotAnImage, match="named pipe"):
        open_image(folder / "a.tif")


def test_a_text_without_an_end_beside_an_image(folder):
    with open(folder / "b.tif.aux.xml", "wb") as stream:
        stream.truncate(2**40)
    with pytest.raises(NotAnImage, match="larger than 64 MB"):
        open_image(folder / "b.tif")


def test_an_image_that_was_replaced_is_not_opened_again(folder, server):
    raster = load_raster(folder, "b.tif")
    (folder / "b.tif").unlink()
    (folder / "b.tif").write_bytes(filled(VRT, folder, server))
    with pytest.raises(ScaneoError, match="no GeoTIFF"):
        reopen_on_main_thread(raster)


def test_a_name_that_is_a_virtual_raster_itself(folder):
    name = "<VRTDataset rasterXSize='1' rasterYSize='1'>.tif"
    try:
        write_image(folder / "c.tif").rename(folder / name)
    except OSError:
        pytest.skip("the disk takes no such name")
    with pytest.raises(NotAnImage, match="its name"):
        raster_layer(folder / name, "x")


def test_what_a_person_allows_by_name_is_opened(folder, server, chosen):
    (folder / "a.tif").write_bytes(filled(VRT, folder, server))
    chosen("VRT")
    assert open_image(folder / "a.tif").ReadAsArray()[0, 0] == 200
    assert load_raster(folder, "a.tif").isValid()
    write_as(folder / "c.tif", "PNG")
    with pytest.raises(NotAnImage):
        open_image(folder / "c.tif")
    chosen("png", "VRT")
    assert open_image(folder / "c.tif")


def test_only_drivers_that_there_are_are_allowed(chosen):
    assert more_drivers(QgsSettings()) == ()
    chosen(" vrt ", "", "no such", "GeoJSON", "VRT")
    assert more_drivers(QgsSettings()) == ("VRT",)
    assert (known_driver("png"), known_driver("ESRI Shapefile")) == ("PNG", "")
    QgsSettings().setValue("scaneo_bridge/more_drivers", ["PNG", "VRT"])
    assert more_drivers(QgsSettings()) == ("PNG", "VRT")


# What ERDAS and ArcGIS leave beside an image


@pytest.fixture
def erdas(folder):
    """An image whose overviews are in an ``.aux``, as GDAL writes them for these programs."""
    gdal.SetConfigOption("USE_RRD", "YES")
    try:
        write_image(folder / "b.tif", size=64)
        image = gdal.Open(str(folder / "b.tif"))
        assert image.BuildOverviews("NEAREST", [2]) == 0
        del image
    finally:
        gdal.SetConfigOption("USE_RRD", None)
    return folder / "b.aux"


def patched(file, old, new):
    data = file.read_bytes()
    assert len(old) == len(new) and old in data
    file.write_bytes(data.replace(old, new))


def test_overviews_in_an_erdas_file_are_no_fault(erdas, folder):
    assert named_overviews(erdas) == {"b.aux"}
    image = open_image(folder / "b.tif")
    assert image.GetRasterBand(1).GetOverviewCount() == 1
    assert raster_layer(folder / "b.tif", "b").isValid()


def test_one_that_keeps_its_values_elsewhere_is_told(erdas, folder):
    patched(erdas, b"Eimg_DependentFile\0", b"ImgExternalRaster\0\0")
    with pytest.raises(NotAnImage, match=r"b\.aux beside it has its values in another file"):
        open_image(folder / "b.tif")


@no_pipes
def test_one_that_names_what_is_no_file_is_told(erdas, folder):
    patched(erdas, b"b.aux(:", b"p.aux(:")
    make_odd(folder / "p.aux", "pipe")
    with pytest.raises(NotAnImage, match=r"p\.aux beside it, but"):
        open_image(folder / "b.tif")


def test_names_that_lead_elsewhere_are_sought_beside_the_image(erdas):
    """As GDAL seeks them."""
    patched(erdas, b"b.aux(:", b"../pq(:")
    assert named_overviews(erdas) == {"pq"}


@pytest.mark.parametrize("cut", [16, 20, 40, 300])
def test_one_that_is_cut_off_is_told(erdas, folder, cut):
    erdas.write_bytes(erdas.read_bytes()[:cut])
    with pytest.raises(NotAnImage, match=r"b\.aux"):
        open_image(folder / "b.tif")


def test_another_programs_aux_is_passed_over(folder):
    (folder / "b.aux").write_text("\\relax")  # LaTeX's
    (folder / "b.tif.aux").write_bytes(b"")
    assert open_image(folder / "b.tif").RasterCount
