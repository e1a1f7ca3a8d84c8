"""A project and a workspace that version 0.1.0 saved: they open, and are worked on and exported.

tests/data/version_0_1_0 was made by the dock of 0.1.0 on QGIS 3.22: image a.tif on the map, the
first box relabelled from water to field and saved, the area relabelled to urban and open when QGIS
was killed, the project saved beside them, nothing exported. The folder has moved since: 0.1.0 knew
it by another path.
"""

import json

import pytest
from qgis.core import QgsProject
from scaneo_bridge.core.qgis.layers import find_layers, find_workspaces
from scaneo_bridge.core.qgis.map_image import MapImage
from scaneo_bridge.core.workspace.workspace_ref import WorkspaceRef
from support.folders import changed, snapshot

pytest_plugins = ["support.desk.fixtures"]


@pytest.fixture
def folder(campaign_copy):
    return campaign_copy("version_0_1_0")


@pytest.fixture
def session_of_the_project(folder, qgis_new_project, make_desk):
    """The desktop after that project is opened, and its campaign in the dock."""
    assert QgsProject.instance().read(str(folder / "coast.qgz"))
    desk = make_desk()
    desk.open(folder)
    return desk


def labels_of(layer):
    return [feature["label"] for feature in layer.getFeatures()]


def test_its_layers_are_those_of_the_campaign(session_of_the_project, folder):
    project = session_of_the_project.project
    (workspace,) = find_workspaces(project)
    assert workspace.path == folder / "scaneo.gpkg"
    layers = find_layers(project, WorkspaceRef.at(workspace))
    assert set(layers) == {"classification", "detection", "segmentation", "images"}
    assert len(project.mapLayers()) == 5, "each once, and the image"
    assert MapImage(project, WorkspaceRef.at(workspace)).path == "a.tif"


def test_what_was_saved_and_what_was_open_is_there(session_of_the_project):
    desk = session_of_the_project
    assert labels_of(desk.layer("detection")) == ["field", "field"]
    assert labels_of(desk.layer("segmentation")) == ["urban"], "recovered"
    assert any("ended unexpectedly is here again" in text for text in desk.bar.texts())


def test_it_goes_on_from_there_and_only_what_was_edited_is_written(session_of_the_project, folder):
    desk = session_of_the_project
    before = snapshot(folder)
    old = json.loads((folder / "a.geojson").read_bytes())
    desk.dock.preview()
    desk.click(desk.dock.pages.export.write)
    desk.wait()
    assert changed(before, snapshot(folder)) - {"scaneo.gpkg"} == {"a.geojson"}
    new = json.loads((folder / "a.geojson").read_bytes())
    relabelled = [
        number
        for number, (was, is_now) in enumerate(zip(old["features"], new["features"]))
        if was != is_now
    ]
    assert relabelled == [1, 2]
    for number in relabelled:
        assert old["features"][number]["geometry"] == new["features"][number]["geometry"]
