"""Whose a layer is, and default styles that somebody saved."""

import pytest
from qgis.core import QgsFeature, QgsVectorLayer
from scaneo_bridge.core.qgis.layers import (
    add_layers,
    find_layers,
    make_layer,
    style_layer,
)
from scaneo_bridge.core.qgis.map_image import MapImage
from scaneo_bridge.core.workspace.workspace_ref import KINDS, WorkspaceRef, table_of
from support.folders import write_files
from support.geojson import spai
from support.subjects.styles_of_others import (
    TASKS,
    drawn,
    footprints_are_right,
    is_right,
    parcels,
    paste,
    settle,
    shown_labels,
)

pytest_plugins = ["support.desk.fixtures"]


# Whose a layer is


def test_somebody_s_own_table_is_no_campaign_s(qgis_new_project, tmp_path, root):
    from qgis.core import QgsVectorFileWriter

    memory = QgsVectorLayer("Polygon?crs=EPSG:4326&field=label:string", "x", "memory")
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "detection"
    file = str(tmp_path / "mine.gpkg")
    QgsVectorFileWriter.writeAsVectorFormatV2(
        memory, file, qgis_new_project.transformContext(), options
    )
    layer = QgsVectorLayer(f"{file}|layername=detection", "detection", "ogr")
    assert layer.isValid()
    layer.setCustomProperty("scaneo/task", "detection")
    layer.setCustomProperty("scaneo/campaign", str(tmp_path))
    assert (table_of(layer), WorkspaceRef.of(layer)) == (None, None)


def test_what_a_layer_is_needs_no_property(folder, opened, qgis_new_project):
    workspace = opened(folder).workspace.path
    for kind in KINDS:
        layer = QgsVectorLayer(f"{workspace}|layername={kind}|subset=fid > 0", "any", "ogr")
        assert layer.isValid() and not layer.customPropertyKeys()
        assert (table_of(layer), WorkspaceRef.of(layer)) == (kind, WorkspaceRef(workspace))
    layer = QgsVectorLayer(f"{workspace}|layername=labels", "labels", "ogr")
    assert layer.isValid() and table_of(layer) is None


def test_a_database_is_asked_once(folder, opened, qgis_new_project, monkeypatch):
    from scaneo_bridge.core.workspace import workspace_ref as identity

    asked = []
    read = identity.read_folder
    monkeypatch.setattr(identity, "read_folder", lambda path: asked.append(path) or read(path))
    workspace = opened(folder).workspace.path
    layers = [make_layer(WorkspaceRef.at(workspace), folder, kind) for kind in KINDS]
    add_layers(qgis_new_project, layers, "x")
    for _ in range(10):
        assert len(find_layers(qgis_new_project, WorkspaceRef.at(workspace))) == 4
        assert MapImage(qgis_new_project, WorkspaceRef.at(workspace)).path is None
    assert asked == [workspace]
    qgis_new_project.clear()


# A default style that somebody saved


@pytest.mark.parametrize("where", ["file", "table"])
def test_no_default_style_is_read(folder, opened, qgis_new_project, where):
    workspace = opened(folder).workspace.path
    plain = QgsVectorLayer(f"{workspace}|layername=images", "x", "ogr")
    plain.setReadOnly(False)
    plain.setDisplayExpression("'default'")
    if where == "file":
        plain.saveNamedStyle(str(workspace.with_suffix(".qml")))
    else:
        assert plain.saveStyleToDatabase("parcels", "", True, "") == ""
    again = QgsVectorLayer(f"{workspace}|layername=images", "x", "ogr")
    assert again.displayExpression() == "'default'", "QGIS does read it"
    layer = make_layer(WorkspaceRef.at(workspace), folder, "images")
    assert layer.displayExpression() != "'default'"
    style_layer(layer, [])
    assert layer.readOnly() and layer.displayExpression() == '"path"'


@pytest.mark.parametrize("where", ["file", "table"])
@pytest.mark.parametrize("kind", ["detection", "images"])
def test_a_campaign_with_a_default_style_opens_as_without(desk, series, where, kind):
    layer = desk.layer(kind)
    if where == "file":
        assert layer.saveNamedStyle(str(series / "scaneo.qml"))[1]
    else:
        assert layer.saveStyleToDatabase("mine", "", True, "") == ""
    desk.click(desk.dock.widget.label)
    desk.project.clear()
    desk.open(series)
    desk.begin()
    assert footprints_are_right(desk)
    assert all(is_right(desk, task) for task in TASKS)
    assert "does not show" not in desk.bar.text()


def test_names_of_labels_are_data_in_a_style_that_is_kept(desk, desktop, tmp_path):
    names = ("it's", '"label"', "@scaneo_image", "[% 1 + 1 %]", "null")
    folder = write_files(tmp_path / "odd", {"spai.json": spai(**dict.fromkeys(names, "#ff0000"))})
    (folder / "x.tif").write_bytes((desk.controller.campaign.folder.path / "a.tif").read_bytes())
    desk.open(folder)
    layer = desk.controller.session.layers
    layer = next(one for task, one in layer.items() if task.value == "detection")
    paste(parcels(), layer)
    settle(desk)
    assert shown_labels(layer) == list(names)
    feature = QgsFeature(drawn(layer))
    assert feature["label"] == names[0]
