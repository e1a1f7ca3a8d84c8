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

pytest_plugins = ["support.dock", "support.mouse", "support.labelling", "support.editing"]

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
def user(walker, tmp_path):
    """Two images of four bands of 16 bits, one of one band of 8 bits, two of four bands again."""
    folder = write_files(tmp_path / "mixed", {"spai.json": LABELS})
    for number, name in enumerate(("a", "b", "c", "d", "e")):
        if name == "c":
            write_bands(folder / "c.tif", 2 + number, 200, 1, gdal.GDT_Byte)
        else:
            write_bands(folder / f"{name}.tif", 2 + number, 1000 * (number + 1))
    return walker.open(folder)


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


def test_qgis_s_own_look_is_each_image_s(user):
    first = stretch(user.raster)
    user.key(N)
    second = stretch(user.raster)
    assert second[1] == pytest.approx(2 * first[1], rel=0.05)
    user.key(P)
    assert stretch(user.raster) == first


def test_the_user_s_bands_and_stretch_go_along(user):
    choose_bands(user.raster, 4, 3, 2)
    user.key(N)
    assert user.raster.name() == "b.tif"
    assert bands(user.raster) == (4, 3, 2) and stretch(user.raster) == (7, 777)


def test_and_the_opacity(user):
    user.raster.setOpacity(0.5)
    user.key(N)
    assert user.raster.opacity() == 0.5


def test_they_come_back_after_an_image_of_another_kind(user):
    choose_bands(user.raster, 4, 3, 2)
    user.session.go_to("c.tif")
    assert isinstance(user.raster.renderer(), QgsSingleBandGrayRenderer)
    assert user.raster.renderer().contrastEnhancement().maximumValue() == pytest.approx(200, abs=9)
    user.canvas.setFocus()
    user.key(N)
    assert user.raster.name() == "d.tif" and bands(user.raster) == (4, 3, 2)


@pytest.mark.parametrize(
    "load", [load_raster, lambda folder, name: QgsRasterLayer(f"{folder}/{name}")]
)
def test_a_style_that_is_pasted_goes_along(user, load):
    """QGIS's own look of another image, too: it is not the one that it gave this image."""
    other = load(user.session.controller.campaign.folder, "e.tif")
    style = QDomDocument()
    other.exportNamedStyle(style)
    user.raster.importNamedStyle(style)
    user.key(N)
    assert user.raster.name() == "b.tif"
    assert stretch(user.raster) == stretch(other)


def test_each_kind_has_its_own(user):
    choose_bands(user.raster, 4, 3, 2)
    user.session.go_to("c.tif")
    user.raster.setOpacity(0.25)
    user.session.go_to("e.tif")
    assert bands(user.raster) == (4, 3, 2) and user.raster.opacity() == 1
    user.session.go_to("c.tif")
    assert user.raster.opacity() == 0.25


def test_a_second_choice_replaces_the_first(user):
    choose_bands(user.raster, 4, 3, 2)
    user.key(N)
    choose_bands(user.raster, 2, 2, 2, most=99)
    user.key(P)
    assert bands(user.raster) == (2, 2, 2) and stretch(user.raster) == (7, 99)


def test_one_that_was_loaded_ahead_of_time_has_them_too(user):
    user.bot.wait(1000)
    user.session.wait()
    choose_bands(user.raster, 4, 3, 2)
    user.key(N)
    assert bands(user.raster) == (4, 3, 2)


def reopen(user, tmp_path):
    file = str(tmp_path / "saved.qgz")
    assert user.session.project.write(file)
    user.session.project.clear()
    assert user.session.project.read(file)
    user.session.wait()
    user.begin()
    return user


def test_a_project_that_was_opened_again_goes_on_with_the_user_s(user, tmp_path):
    choose_bands(user.raster, 4, 3, 2)
    reopen(user, tmp_path)
    assert user.current == "a.tif" and bands(user.raster) == (4, 3, 2)
    user.key(N)
    assert bands(user.raster) == (4, 3, 2)


def test_a_project_that_was_opened_again_goes_on_with_qgis_s(user, tmp_path):
    first = stretch(user.raster)
    reopen(user, tmp_path)
    user.key(N)
    assert stretch(user.raster)[1] == pytest.approx(2 * first[1], rel=0.05)


def test_the_raster_on_the_map_is_the_only_one(user):
    for _ in range(4):
        user.key(N)
        (raster,) = user.session.layers(QgsRasterLayer)
        node = user.session.project.layerTreeRoot().findLayer(raster.id())
        assert node.parent().children()[-1] is node, "below the annotations"
