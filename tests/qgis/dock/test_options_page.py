"""Settings > Options > Scaneo Bridge: each setting says what it is for, holds, and can be reset."""

import pytest
from osgeo import gdal
from qgis.core import QgsSettings
from qgis.PyQt.QtWidgets import QLabel, QLineEdit, QPushButton, QSpinBox
from scaneo_bridge.core.images.files.allowed import apply, image_drivers
from scaneo_bridge.core.images.files.geotiff import NotAnImage, open_image
from scaneo_bridge.core.store.regular_files import LARGEST, TooLarge, read_whole
from scaneo_bridge.ui.shell.pages.options_page import OptionsFactory, OptionsPage, settings_table
from support.files.impostors import write_as

KEYS = ("scaneo_bridge/more_drivers", "scaneo_bridge/largest_file")


@pytest.fixture
def settings(qgis_app):
    settings = QgsSettings()
    yield settings
    for key in KEYS:
        settings.remove(key)
    apply(settings)


@pytest.fixture
def page(settings, qtbot):
    page = OptionsPage(settings)
    qtbot.addWidget(page)
    page.resize(600, 500)
    page.show()
    return page


def line(page):
    return page.findChild(QLineEdit, "more_drivers")


def box(page):
    return page.findChild(QSpinBox, "largest_file")


def test_what_holds_at_first_is_what_is_said(page):
    assert (line(page).text(), box(page).value()) == ("", 2048)
    texts = [label.text() for label in page.findChildren(QLabel)]
    for setting in settings_table():
        assert setting.title in texts and setting.help in texts
        assert setting.help.endswith(".")


def test_nothing_holds_before_the_dialog_is_accepted(page, settings, tmp_path):
    write_as(tmp_path / "a.tif", "PNG")
    (tmp_path / "b").write_bytes(bytes(2**20 + 1))
    line(page).setText("PNG")
    box(page).setValue(1)
    with pytest.raises(NotAnImage):
        open_image(tmp_path / "a.tif")
    read_whole(tmp_path / "b")
    page.apply()
    assert open_image(tmp_path / "a.tif").RasterXSize == 10
    with pytest.raises(TooLarge, match="larger than 1 MB"):
        read_whole(tmp_path / "b")


def test_what_was_chosen_is_there_again(page, settings, qtbot):
    line(page).setText(" png,VRT, no such,, VRT")
    box(page).setValue(4096)
    page.apply()
    again = OptionsFactory(settings, page.windowIcon()).createWidget()
    qtbot.addWidget(again)
    assert (line(again).text(), box(again).value()) == ("PNG, VRT", 4096)


def test_a_driver_that_is_none_is_told_as_it_is_typed(page):
    told = page.findChild(QLabel, "more_drivers_told")
    assert not told.isVisible()
    line(page).setText("PNG, <b>nope</b>, ESRI Shapefile")
    assert told.isVisible()
    assert "&lt;b&gt;nope&lt;/b&gt;, ESRI Shapefile" in told.text()
    line(page).setText("PNG")
    assert not told.isVisible()


def test_reset_leads_back_to_what_held_at_first(page, settings):
    line(page).setText("PNG")
    box(page).setValue(7)
    page.apply()
    page.findChild(QPushButton, "reset").click()
    assert (line(page).text(), box(page).value()) == ("", 2048)
    assert "PNG" in image_drivers(), "it holds until the dialog is accepted"
    page.apply()
    assert set(image_drivers()) <= {"GTiff", "COG", "LIBERTIFF"}


@pytest.mark.parametrize("word", ["", "x", "-1", "0", "1e9", "99999999999999999999", "٣"])
def test_a_size_that_is_none_is_passed_over(settings, word, tmp_path):
    settings.setValue("scaneo_bridge/largest_file", word)
    apply(settings)
    (tmp_path / "a").write_bytes(b"x" * 100)
    assert read_whole(tmp_path / "a")


def test_a_driver_that_this_gdal_has_not_is_passed_over(settings):
    settings.setValue("scaneo_bridge/more_drivers", "no such, GTiff, PNG")
    apply(settings)
    assert image_drivers()[-1] == "PNG" and gdal.GetDriverByName("PNG")
    assert LARGEST == 2 * 2**30
