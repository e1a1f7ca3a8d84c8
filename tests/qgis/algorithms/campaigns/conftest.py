"""Fixtures of the tests of import and export in Processing."""

import pytest
from qgis.core import QgsApplication
from scaneo_bridge import classFactory
from support.folders import write_files
from support.geojson import LABELS, collection, one_of_each
from support.images import write_image
from support.processing import Log


@pytest.fixture(scope="module", autouse=True)
def provider(qgis_processing):
    """The provider, as the plugin adds it where there is no window."""
    plugin = classFactory(None)
    plugin.initProcessing()
    yield QgsApplication.processingRegistry().providerById("scaneo")
    plugin.unload()


@pytest.fixture
def processing(provider):
    import processing

    return processing


@pytest.fixture
def log():
    return Log()


@pytest.fixture
def folder(tmp_path):
    """Two images, of which one has annotations of each task."""
    folder = tmp_path / "coast"
    write_image(folder / "a.tif")
    write_image(folder / "2024" / "b.tif")
    return write_files(folder, {"spai.json": LABELS, "a.geojson": collection(*one_of_each())})
