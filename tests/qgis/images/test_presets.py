"""An image of many bands opens in its true colours, whoever made it, and radar is not black."""

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsMultiBandColorRenderer, QgsSingleBandGrayRenderer
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.core.images.files.rasters import load_raster
from support.folders import write_files
from support.geojson import LABELS
from support.images import NORTH_EAST_SPAIN

pytest_plugins = ["support.desk.fixtures"]

N = Qt.Key.Key_N
SPECTRUM = [f"{nm} nm" for nm in (865, 665, 560, 490)]


def write_raster(path, values, kind=gdal.GDT_UInt16, names=(), colours=(), nodata=None):
    """A GeoTIFF of these bands, each an array or one value."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = gdal.GetDriverByName("GTiff").Create(str(path), 32, 32, len(values), kind)
    image.SetGeoTransform(NORTH_EAST_SPAIN)
    for number, value in enumerate(values, 1):
        band = image.GetRasterBand(number)
        band.WriteArray(np.zeros((32, 32)) + value)
        if names:
            band.SetDescription(names[number - 1])
        if colours:
            band.SetColorInterpretation(colours[number - 1])
        if nodata is not None:
            band.SetNoDataValue(nodata)
    image.FlushCache()
    return path


def ramp(most):
    return np.linspace(0, most, 32 * 32).reshape(32, 32)


def ramps(count):
    """Each band has a range of its own, by which its stretch can be told."""
    return [ramp(100 * number) for number in range(1, count + 1)]


def opened(path):
    return load_raster(path.parent, path.name)


def bands(raster):
    renderer = raster.renderer()
    assert isinstance(renderer, QgsMultiBandColorRenderer)
    return renderer.redBand(), renderer.greenBand(), renderer.blueBand()


def stretches(raster):
    renderer = raster.renderer()
    return [
        each.maximumValue()
        for each in (
            renderer.redContrastEnhancement(),
            renderer.greenContrastEnhancement(),
            renderer.blueContrastEnhancement(),
        )
    ]


@pytest.mark.parametrize(
    ("count", "shown"),
    [(3, (1, 2, 3)), (4, (1, 2, 3)), (8, (5, 3, 2)), (12, (4, 3, 2)), (13, (4, 3, 2))],
)
def test_bands_by_their_number_each_with_its_own_stretch(tmp_path, count, shown):
    raster = opened(write_raster(tmp_path / "a.tif", ramps(count)))
    assert bands(raster) == shown
    assert stretches(raster) == pytest.approx([98 * band for band in shown], rel=0.02)


def test_bands_by_the_file_s_descriptions(tmp_path):
    raster = opened(write_raster(tmp_path / "a.tif", ramps(4), names=SPECTRUM))
    assert bands(raster) == (2, 3, 4)
    assert stretches(raster) == pytest.approx([196, 294, 392], rel=0.02)


MICROMETRES = (0.865, 0.665, 0.56, 0.49)


@pytest.mark.parametrize(
    ("items", "domain"),
    [
        ([{"CENTRAL_WAVELENGTH_UM": f"{um}"} for um in MICROMETRES], "IMAGERY"),
        ([{"wavelength": f"{um}", "wavelength_units": "Micrometers"} for um in MICROMETRES], ""),
        ([{"wavelength": f"{1000 * um}", "wavelength_units": "nm"} for um in MICROMETRES], ""),
        ([{"wavelength": f"{1000 * um}"} for um in MICROMETRES], ""),
    ],
)
def test_bands_by_wavelengths(tmp_path, items, domain):
    path = write_raster(tmp_path / "a.tif", ramps(4))
    image = gdal.Open(str(path), gdal.GA_Update)
    for number, item in enumerate(items, 1):
        image.GetRasterBand(number).SetMetadata(item, domain)
    image.FlushCache()
    del image
    assert bands(opened(path)) == (2, 3, 4)


def test_bands_by_colour_interpretation(tmp_path):
    colours = [gdal.GCI_BlueBand, gdal.GCI_GreenBand, gdal.GCI_RedBand, gdal.GCI_Undefined]
    raster = opened(write_raster(tmp_path / "a.tif", ramps(4), colours=colours))
    assert bands(raster) == (3, 2, 1)


def test_eight_bits_are_shown_as_they_are(tmp_path):
    raster = opened(write_raster(tmp_path / "a.tif", ramps(2) * 4, gdal.GDT_Byte))
    assert bands(raster) == (5, 3, 2)
    values = [10, 20, 30, 40, 50, 60, 70, 80]
    plain = opened(write_raster(tmp_path / "b.tif", values, gdal.GDT_Byte))
    image = plain.renderer().block(1, plain.extent(), 4, 4).image()
    assert image.pixelColor(1, 1).getRgb() == (50, 30, 20, 255)


def test_a_described_fourth_band_is_no_alpha(tmp_path):
    """GDAL takes it for alpha where four bands of 8 bits were written without more."""
    names = ["Red", "Green", "Blue", "NIR"]
    values = [90, 80, 70, 0]
    raster = opened(write_raster(tmp_path / "a.tif", values, gdal.GDT_Byte, names))
    assert bands(raster) == (1, 2, 3) and raster.renderer().alphaBand() == -1
    other = opened(write_raster(tmp_path / "b.tif", values, gdal.GDT_Byte))
    assert other.renderer().alphaBand() == 4, "a real one stays"


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("nodata", [-9999, float("nan")])
def test_radar_with_a_few_bright_pixels_is_not_black(tmp_path, count, nodata):
    values = ramp(1.0)
    values[:8] = nodata
    values[31, 31] = 5000
    raster = opened(
        write_raster(tmp_path / "a.tif", [values] * count, gdal.GDT_Float32, nodata=nodata)
    )
    renderer = raster.renderer()
    assert isinstance(renderer, QgsSingleBandGrayRenderer)
    stretch = renderer.contrastEnhancement()
    assert stretch.minimumValue() == pytest.approx(0.265, abs=0.01), "a quarter is nodata"
    assert stretch.maximumValue() == pytest.approx(0.985, abs=0.01)


@pytest.fixture
def desk(desktop, tmp_path):
    folder = write_files(tmp_path / "mixed", {"spai.json": LABELS})
    write_raster(folder / "a.tif", ramps(12))
    write_raster(folder / "b.tif", ramps(4), names=SPECTRUM)
    write_raster(folder / "c.tif", ramps(3), names=SPECTRUM)
    write_raster(folder / "d.tif", [ramp(200)], gdal.GDT_Byte)
    return desktop.begin(folder)


def test_each_kind_of_a_campaign_has_its_own(desk):
    assert desk.images.current == "a.tif" and bands(desk.map.raster) == (4, 3, 2)
    desk.map.key(N)
    assert desk.images.current == "b.tif" and bands(desk.map.raster) == (2, 3, 4)


def test_near_infrared_as_red_is_said_by_the_layer_s_name(desk):
    desk.map.key(N)
    assert desk.map.raster.name() == "b.tif"
    desk.map.key(N)
    assert bands(desk.map.raster) == (1, 2, 3)
    assert desk.map.raster.name() == "c.tif (near infrared is shown as red)"
    desk.map.key(N)
    assert desk.map.raster.name() == "d.tif"


def test_the_next_image_is_prefetched_with_its_bands(desk):
    desk.bot.wait(1000)
    desk.wait()
    desk.map.key(N)
    assert bands(desk.map.raster) == (2, 3, 4)


def test_a_style_that_the_user_saved_beside_the_image_comes_first(desk, tmp_path):
    raster = opened(tmp_path / "mixed" / "a.tif")
    raster.renderer().setRedBand(12)
    _, is_saved = raster.saveDefaultStyle()
    assert is_saved
    assert bands(opened(tmp_path / "mixed" / "a.tif")) == (12, 3, 2)
