"""An error that QGIS or Qt would swallow fails the test in which it happens.

What a slot or a virtual method raises is caught and raised again by pytest-qt. What QGIS catches
first, for example in an expression or in a plugin's start, it only writes to its message log: that
is watched here.
"""

import gc
import os
import sys

import pytest
from osgeo import gdal, ogr, osr
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsFeedback,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign, preview_export
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from support.campaign import FILES
from support.folders import write_files
from support.images import write_image


@pytest.fixture(autouse=True)
def logged_errors(qgis_app):
    """QGIS's log of errors; a test that provokes one looks at this list and clears it."""
    errors = []

    def watch(message, tag, level, *_):
        if level == Qgis.MessageLevel.Critical or tag == "Python error":
            errors.append(f"{tag}: {message}")

    received = QgsApplication.messageLog().messageReceived
    received.connect(watch)
    yield errors
    received.disconnect(watch)
    assert not errors, "QGIS logged errors:\n" + "\n".join(errors)


@pytest.fixture(scope="session", autouse=True)
def gdal_exceptions():
    """Lets GDAL raise for all tests, where SCANEO_GDAL_EXCEPTIONS is set: other plugins do so, and
    Processing of QGIS 3.44."""
    if os.environ.get("SCANEO_GDAL_EXCEPTIONS"):
        for part in (gdal, ogr, osr):
            part.UseExceptions()


@pytest.fixture(scope="session", autouse=True)
def nothing_outlives_qgis(qgis_app):
    """Layers in a cycle, such as that of an exception and its frames, go before QGIS does; those
    too that an object holds which Qt is to delete later. A project that something holds for ever
    would go after QGIS, and its layers crash."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    sys.last_type = sys.last_value = sys.last_traceback = None  # of a test that failed
    gc.collect()
    projects = [one for one in gc.get_objects() if type(one) is QgsProject]
    left = [one for one in projects if not sip.isdeleted(one) and one is not QgsProject.instance()]
    assert not any(one.mapLayers() for one in left)
    for one in gc.get_objects():
        is_layer = type(one) in (QgsVectorLayer, QgsRasterLayer) and not sip.isdeleted(one)
        if is_layer and sip.ispyowned(one):  # else PyQt deletes it when QGIS is gone
            sip.delete(one)


@pytest.fixture
def campaign(tmp_path):
    """Makes a campaign of files by their names, with an image beside each GeoJSON."""

    def make(files, images=("a.tif", "2024/b.tif")):
        folder = write_files(tmp_path / "campaign", files)
        for image in images:
            write_image(folder / image)
        return folder

    return make


@pytest.fixture
def feedback():
    """A feedback that nobody cancels."""
    return QgsFeedback()


@pytest.fixture
def opened(feedback):
    """Opens a folder as the dock and the algorithm do."""
    return lambda folder, workspace=None: open_campaign(folder, workspace, feedback)


@pytest.fixture
def exported(feedback):
    """Exports a workspace as the dock and the algorithm do."""
    return lambda workspace, folder=None: export_campaign(workspace, folder, feedback)


@pytest.fixture
def previewed(feedback):
    """Says what an export would write."""
    return lambda workspace, folder=None: preview_export(workspace, folder, feedback)


@pytest.fixture
def folder(campaign):
    """The folder of a campaign of two images, each with annotations of every task."""
    return campaign(FILES)


@pytest.fixture
def workspace(folder, opened):
    """The workspace of that folder, which was opened once."""
    return opened(folder).workspace.path
