"""Fixtures of the tests of a campaign's layers in a project."""

import pytest
from qgis.core import QgsRasterLayer
from scaneo_bridge.core.images.files.rasters import load_raster
from scaneo_bridge.core.qgis.layers import (
    add_layers,
    find_layers,
    make_layer,
    style_layer,
)
from scaneo_bridge.core.qgis.map_image import MapImage
from scaneo_bridge.core.workspace.workspace import Workspace
from scaneo_bridge.core.workspace.workspace_ref import KINDS, WorkspaceRef
from support.folders import write_files
from support.geojson import LABELS, collection, one_of_each
from support.images import write_image

EAST = (3.0, 0.05, 0.0, 42.0, 0.0, -0.1)  # an image beside the ones that write_image makes


class Layers:
    """A campaign's layers in a project."""

    def __init__(self, project, folder, workspace):
        self.project, self.folder, self.workspace = project, folder, workspace

    def __getitem__(self, kind):
        return find_layers(self.project, WorkspaceRef.at(self.workspace))[kind]

    @property
    def group(self):
        return self.project.layerTreeRoot().children()[0]

    def show(self, image):
        raster = load_raster(self.folder, image)
        return MapImage(self.project, WorkspaceRef.at(self.workspace)).show(
            self.folder, image, raster
        )

    def rasters(self):
        layers = self.project.mapLayers().values()
        return [layer for layer in layers if isinstance(layer, QgsRasterLayer)]


@pytest.fixture
def load(qgis_new_project, opened):
    """Opens a folder and adds its layers, as the dock does."""

    def load(folder):
        workspace = opened(folder).workspace.path
        with Workspace.open(workspace) as known:
            labels = known.labels()
        layers = [make_layer(WorkspaceRef.at(workspace), folder, kind) for kind in KINDS]
        for layer in layers:
            style_layer(layer, labels)
        add_layers(qgis_new_project, layers, folder.name)
        return Layers(qgis_new_project, folder, workspace)

    yield load
    qgis_new_project.clear()


@pytest.fixture
def folder(tmp_path):
    """Two images beside each other, the second without annotations."""
    folder = tmp_path / "two images"
    write_image(folder / "a.tif")
    write_image(folder / "b.tif", grid=EAST)
    return write_files(folder, {"spai.json": LABELS, "a.geojson": collection(*one_of_each())})


@pytest.fixture
def layers(load, folder):
    return load(folder)
