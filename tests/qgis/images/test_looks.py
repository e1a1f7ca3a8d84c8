"""How the user lets rasters look is kept for images of the same kind."""

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import (
    QgsContrastEnhancement,
    QgsMultiBandColorRenderer,
    QgsRasterLayer,
    QgsSingleBandGrayRenderer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtXml import QDomDocument
from scaneo_bridge.core.images.files.rasters import load_raster
from support.folders import write_files
from support.geojson import LABELS

pytest_plugins = ["support.desk.fixtures"]

N, P = Qt.Key.Key_N, Qt.Key.Key_P


def write_bands(path, west, most, count=4, kind=gdal.GDT_UInt16):
    """A GeoTIFF whose values run from 0 to `most`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = gdal.GetDriverByName("GTiff").Create(str(path), 32, 32, count, kind)
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    image.SetProjection(reference.ExportToWkt())
    image.SetGeoTransform((west, 0.01, 0.0, 42.0, 0.0, -0.01))
    for band in range(1, count + 1):
        values = np.linspace(0, most, 32 * 32).reshape(32, 32)
        image.GetRasterBand(band).WriteArray(values)
    image.FlushCache()
    del image


@pytest.fixture
def desk(desktop, tmp_path):
    """Two images of four bands of 16 bits, one of one band of 8 bits, two of four bands again."""
    folder = write_files(tmp_path / "mixed", {"spai.json": LABELS})
    for number, name in enumerate(("a", "b", "c", "d", "e")):
        if name == "c":
            write_bands(folder / "c.tif", 2 + number, 200, 1, gdal.GDT_Byte)
        else:
            write_bands(folder / f"{name}.tif", 2 + number, 1000 * (number + 1))
    return desktop.begin(folder)


def bands(raster):
    renderer = raster.renderer()
    return renderer.redBand(), renderer.greenBand(), renderer.blueBand()


def stretch(raster):
    red = raster.renderer().redContrastEnhancement()
    return red.minimumValue(), red.maximumValue()


def choose_bands(raster, *chosen, most=None):
    """What the panel for layer styling does."""
    renderer = QgsMultiBandColorRenderer(raster.dataProvider(), *chosen)
    for setter in ("setRedContrastEnhancement", "setGreenContrastEnhancement",
                   "setBlueContrastEnhancement"):  # fmt: skip
        enhancement = QgsContrastEnhancement(raster.dataProvider().dataType(1))
        enhancement.setContrastEnhancementAlgorithm(
            QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
        )
        enhancement.setMinimumValue(7)
        enhancement.setMaximumValue(most or 777)
        getattr(renderer, setter)(enhancement)
    raster.setRenderer(renderer)


def test_qgis_s_own_look_is_each_image_s(desk):
    first = stretch(desk.map.raster)
    desk.map.key(N)
    second = stretch(desk.map.raster)
    assert second[1] == pytest.approx(2 * first[1], rel=0.05)
    desk.map.key(P)
    assert stretch(desk.map.raster) == first


def test_the_user_s_bands_and_stretch_go_along(desk):
    choose_bands(desk.map.raster, 4, 3, 2)
    desk.map.key(N)
    assert desk.map.raster.name() == "b.tif"
    assert bands(desk.map.raster) == (4, 3, 2) and stretch(desk.map.raster) == (7, 777)


def test_and_the_opacity(desk):
    desk.map.raster.setOpacity(0.5)
    desk.map.key(N)
    assert desk.map.raster.opacity() == 0.5


def test_they_come_back_after_an_image_of_another_kind(desk):
    choose_bands(desk.map.raster, 4, 3, 2)
    desk.images.go_to("c.tif")
    assert isinstance(desk.map.raster.renderer(), QgsSingleBandGrayRenderer)
    assert desk.map.raster.renderer().contrastEnhancement().maximumValue() == pytest.approx(
        200, abs=9
    )
    desk.map.canvas.setFocus()
    desk.map.key(N)
    assert desk.map.raster.name() == "d.tif" and bands(desk.map.raster) == (4, 3, 2)


@pytest.mark.parametrize(
    "load", [load_raster, lambda folder, name: QgsRasterLayer(f"{folder}/{name}")]
)
def test_a_style_that_is_pasted_goes_along(desk, load):
    """QGIS's own look of another image, too: it is not the one that it gave this image."""
    other = load(desk.controller.campaign.folder, "e.tif")
    style = QDomDocument()
    other.exportNamedStyle(style)
    desk.map.raster.importNamedStyle(style)
    desk.map.key(N)
    assert desk.map.raster.name() == "b.tif"
    assert stretch(desk.map.raster) == stretch(other)


def test_each_kind_has_its_own(desk):
    choose_bands(desk.map.raster, 4, 3, 2)
    desk.images.go_to("c.tif")
    desk.map.raster.setOpacity(0.25)
    desk.images.go_to("e.tif")
    assert bands(desk.map.raster) == (4, 3, 2) and desk.map.raster.opacity() == 1
    desk.images.go_to("c.tif")
    assert desk.map.raster.opacity() == 0.25


def test_a_second_choice_replaces_the_first(desk):
    choose_bands(desk.map.raster, 4, 3, 2)
    desk.map.key(N)
    choose_bands(desk.map.raster, 2, 2, 2, most=99)
    desk.map.key(P)
    assert bands(desk.map.raster) == (2, 2, 2) and stretch(desk.map.raster) == (7, 99)


def test_one_that_was_loaded_ahead_of_time_has_them_too(desk):
    desk.bot.wait(1000)
    desk.wait()
    choose_bands(desk.map.raster, 4, 3, 2)
    desk.map.key(N)
    assert bands(desk.map.raster) == (4, 3, 2)


def reopen(desk, tmp_path):
    file = str(tmp_path / "saved.qgz")
    assert desk.project.write(file)
    desk.project.clear()
    assert desk.project.read(file)
    desk.wait()
    desk.begin()
    return desk


def test_a_project_that_was_opened_again_goes_on_with_the_user_s(desk, tmp_path):
    choose_bands(desk.map.raster, 4, 3, 2)
    reopen(desk, tmp_path)
    assert desk.images.current == "a.tif" and bands(desk.map.raster) == (4, 3, 2)
    desk.map.key(N)
    assert bands(desk.map.raster) == (4, 3, 2)


def test_a_project_that_was_opened_again_goes_on_with_qgis_s(desk, tmp_path):
    first = stretch(desk.map.raster)
    reopen(desk, tmp_path)
    desk.map.key(N)
    assert stretch(desk.map.raster)[1] == pytest.approx(2 * first[1], rel=0.05)


def test_the_raster_on_the_map_is_the_only_one(desk):
    for _ in range(4):
        desk.map.key(N)
        (raster,) = desk.layers(QgsRasterLayer)
        node = desk.project.layerTreeRoot().findLayer(raster.id())
        assert node.parent().children()[-1] is node, "below the annotations"
