"""Layers that an import in Processing loads into the project."""

import shutil

import pytest
from qgis.core import QgsFeatureRequest, QgsProcessingContext
from scaneo_bridge.core.workspace.workspace_ref import campaign_of, table_of
from support import layers as edits
from support.folders import changed, snapshot
from support.processing import Log
from support.subjects.campaign_algorithms import EXPORT, IMPORT, algorithm

# Layers in the project


@pytest.fixture
def load(processing, qgis_new_project, qgis_canvas, monkeypatch):
    """Imports as the toolbox does, which loads the results into the project.

    No map draws them meanwhile, where a test before this one left it an extent: without a dock,
    which holds the workspace in WAL mode, QGIS 3.22 reads nothing for a moment ("unable to open
    database file") where one thread draws while another begins to edit.
    """
    qgis_canvas.freeze()
    # there is no window: what pytest-qgis puts in its place has no tree of layers to select in
    monkeypatch.setattr("processing.gui.Postprocessing.iface", None, raising=False)

    def load(folder, feedback=None, **parameters):
        context = QgsProcessingContext()
        context.setProject(qgis_new_project)
        feedback = feedback or Log()
        # Processing keeps no reference to the algorithm while it loads the results
        found = algorithm(IMPORT)
        results = processing.runAndLoadResults(
            found, {"FOLDER": str(folder), **parameters}, feedback=feedback, context=context
        )
        assert feedback.errors == []
        return results

    yield load
    qgis_new_project.clear()
    qgis_canvas.freeze(False)


def names(group):
    return [node.name() for node in group.findLayers()]


def test_loaded_layers_are_grouped_and_styled(load, folder, qgis_new_project):
    load(folder)
    (group,) = qgis_new_project.layerTreeRoot().children()
    assert group.name() == "coast"
    assert names(group) == ["detection", "segmentation", "classification", "images"]
    for node in group.findLayers():
        layer = node.layer()
        assert layer.isValid()
        assert table_of(layer) == layer.name()
        if layer.name() != "images":
            labels = [category.value() for category in layer.renderer().categories()]
            assert labels[:3] == ["water", "urban", "field"]
            setup = layer.editorWidgetSetup(edits.field(layer, "label"))
            assert setup.type() == "ValueMap"


def test_layers_are_loaded_in_no_default_style(load, folder, qgis_new_project):
    """QGIS reads a QML beside the workspace for each of its tables; Processing always does."""
    load(folder)
    (detection,) = qgis_new_project.mapLayersByName("detection")
    detection.setReadOnly(True)
    detection.geometryOptions().setGeometryPrecision(0.5)
    detection.saveNamedStyle(str(folder / "scaneo.qml"))
    qgis_new_project.clear()
    load(folder)
    for layer in qgis_new_project.mapLayers().values():
        assert layer.readOnly() is (layer.name() == "images")
        assert layer.geometryOptions().geometryPrecision() == 0
    (images,) = qgis_new_project.mapLayersByName("images")
    assert images.renderer().type() == "singleSymbol"
    assert images.displayExpression() == '"path"'


def test_two_campaigns_are_loaded_into_two_groups(load, folder, qgis_new_project):
    shutil.copytree(folder, folder.with_name("other"))
    load(folder)
    load(folder.with_name("other"))
    groups = qgis_new_project.layerTreeRoot().children()
    assert {group.name() for group in groups} == {"coast", "other"}
    assert all(len(names(group)) == 4 for group in groups)


def test_two_campaigns_of_one_name_are_loaded_into_two_groups(load, folder, qgis_new_project):
    twin = folder.parent / "elsewhere" / folder.name
    shutil.copytree(folder, twin)
    load(folder)
    load(twin)
    groups = qgis_new_project.layerTreeRoot().children()
    assert [group.name() for group in groups] == ["coast", "coast"]
    for group, place in zip(groups, (twin, folder)):
        campaigns = {campaign_of(node.layer()).path for node in group.findLayers()}
        assert (campaigns, len(names(group))) == ({place}, 4)


def test_layers_come_to_the_campaigns_group_whatever_it_is_called(load, folder, qgis_new_project):
    load(folder)
    (group,) = qgis_new_project.layerTreeRoot().children()
    group.setName("my bay")
    (layer,) = qgis_new_project.mapLayersByName("detection")
    qgis_new_project.removeMapLayer(layer)
    load(folder)
    (group,) = qgis_new_project.layerTreeRoot().children()
    assert group.name() == "my bay"


def test_what_is_loaded_can_be_edited_and_exported(load, processing, folder, qgis_new_project):
    results = load(folder)
    before = snapshot(folder)
    (layer,) = qgis_new_project.mapLayersByName("detection")
    assert layer.startEditing()
    request = QgsFeatureRequest().setFilterExpression("\"label\" = 'field'")
    (feature,) = layer.getFeatures(request)
    assert layer.changeAttributeValue(feature.id(), edits.field(layer, "label"), "water")
    assert layer.commitChanges(), layer.commitErrors()
    done = processing.run(EXPORT, {"WORKSPACE": results["WORKSPACE"]})
    assert done["FILES_WRITTEN"] == 1
    assert changed(before, snapshot(folder)) == {"a.geojson"}
