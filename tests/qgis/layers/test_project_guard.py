"""A project that was saved is opened again: of a campaign's images, QGIS opens what is an image."""

from contextlib import suppress
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import QgsPathResolver, QgsProject, QgsRasterLayer
from scaneo_bridge.core.qgis.project_guard import ProjectGuard
from support.images import write_image
from support.raising import gdal_raises

LEADS_AWAY = (
    '<VRTDataset rasterXSize="9" rasterYSize="9"><VRTRasterBand dataType="Byte" band="1">'
    '<SimpleSource><SourceFilename relativeToVRT="1">../other.tif</SourceFilename></SimpleSource>'
    "</VRTRasterBand></VRTDataset>"
)


@pytest.fixture
def project():
    made = QgsProject()
    yield made
    made.clear()


@pytest.fixture
def guard(project):
    made = ProjectGuard(project)
    yield made
    made.unload()


@pytest.fixture(params=["relative", "absolute"])
def saved(request, folder, tmp_path):
    """A project with an image of the campaign and one of another folder, both no images by now."""
    write_image(tmp_path / "other.tif")
    write_image(tmp_path / "elsewhere" / "d.tif")
    write = QgsProject()
    write.writeEntry("Paths", "Absolute", request.param == "absolute")
    for file in (folder / "a.tif", folder / "2024" / "b.tif", tmp_path / "elsewhere" / "d.tif"):
        write.addMapLayer(QgsRasterLayer(str(file), file.stem, "gdal"))
    path = tmp_path / "saved.qgs"
    assert write.write(str(path))
    for file in (folder / "a.tif", tmp_path / "elsewhere" / "d.tif"):
        file.write_text(LEADS_AWAY)
    return path


def valid(project):
    return {layer.name(): layer.isValid() for layer in project.mapLayers().values()}


def sources(project):
    return sorted(
        line.strip() for line in Path(project.fileName()).read_text().splitlines()
        if "<datasource>" in line and ".tif" in line
    )  # fmt: skip


def test_what_is_no_image_by_now_is_not_opened(project, guard, saved, tmp_path):
    before = saved.read_text()
    project.read(str(saved))
    assert valid(project) == {"a": False, "b": True, "d": True}, "d is no campaign's"
    (layer,) = [one for one in project.mapLayers().values() if one.name() == "a"]
    assert not layer.isValid() and "other" not in layer.source()
    listed = [line.strip() for line in before.splitlines() if "<datasource>" in line]
    again = tmp_path / "again.qgs"
    assert project.write(str(again))
    assert sources(project) == sorted(one for one in listed if ".tif" in one), "it is kept"


def test_one_that_is_an_image_again_is_shown_again(project, guard, saved, folder):
    project.read(str(saved))
    write_image(folder / "a.tif")
    project.read(str(saved))
    assert valid(project)["a"]


def test_what_lies_beside_an_image_is_looked_at_too(project, guard, saved, folder):
    write_image(folder / "a.tif")
    (folder / "2024" / "b.tif.ovr").write_text(LEADS_AWAY)
    project.read(str(saved))
    assert valid(project)["a"] and not valid(project)["b"]


def test_paths_are_asked_for_only_while_a_project_is_read(project, guard, saved, qtbot):
    asked = []
    looked_at = guard._looked_at
    guard._looked_at = lambda path: asked.append(path) or looked_at(path)
    project.read(str(saved))
    assert asked
    asked.clear()
    assert QgsPathResolver(str(saved)).readPath("./campaign/a.tif").endswith("a.tif")
    project.clear()  # a new one
    qtbot.waitUntil(lambda: guard._id is None)
    QgsPathResolver(str(saved)).readPath("./campaign/a.tif")
    assert not asked


def test_nothing_is_in_the_way_once_it_is_unloaded(project, saved):
    guard = ProjectGuard(project)
    guard.unload()
    project.read(str(saved))
    assert valid(project)["a"], "by GDAL's VRT"


@pytest.mark.parametrize("raises", [False, True])
def test_no_driver_finds_a_file_in_the_name_that_stands_for_none(raises):
    with gdal_raises(raises), suppress(RuntimeError):
        assert gdal.OpenEx("GTIFF_DIR:0:") is None


@pytest.mark.parametrize("path", ["x" * 5000 + ".tif", "a\0.tif", "./.tif", ".tif", "~x/a.tif"])
def test_whatever_a_path_is_it_is_answered(guard, path):
    assert guard._looked_at(path) == path
