"""The image on the map, and two layers of one table, in other styles."""

import pytest
from qgis.core import NULL, QgsExpressionContextUtils, QgsRasterLayer, QgsSingleSymbolRenderer
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.core.qgis.layers import find_layers, gather_layer, make_layer
from scaneo_bridge.core.workspace.workspace_ref import WorkspaceRef
from support.editing import saved
from support.subjects.styles_of_others import (
    TASKS,
    B,
    N,
    drawn,
    footprints_are_right,
    is_right,
    parcels,
    paste,
    settle,
)

pytest_plugins = ["support.desk.fixtures"]


# The image on the map


@pytest.fixture
def beside(desk, series):
    """Another raster in the project, of the same folder, and one of elsewhere."""
    found = []
    for path in (series / "c.tif", series.parent / "elsewhere.tif"):
        if not path.exists():
            path.write_bytes((series / "c.tif").read_bytes())
        raster = QgsRasterLayer(str(path), path.stem)
        assert raster.isValid()
        desk.project.addMapLayer(raster)
        found.append(raster)
    return found


def of_plugin(desk):
    """What the plugin shows, by the layer's source."""
    return desk.controller._labelling.navigation.raster.source().rsplit("/", 1)[-1]


@pytest.mark.parametrize("which", [0, 1])
def test_an_image_in_another_s_style_is_replaced_by_the_next(desk, beside, which):
    shown = next(one for one in desk.layers(QgsRasterLayer) if one.name() == "a.tif")
    paste(beside[which], shown)
    assert desk.dock.page.navigator.images.current == "a.tif"
    desk.map.key(N)
    names = [one.name() for one in desk.layers(QgsRasterLayer)]
    assert sorted(names) == ["b.tif", "c", "elsewhere"]
    desk.map.key(B)
    desk.map.box()
    desk.map.key(N)
    assert of_plugin(desk) == "c.tif"
    found = saved(desk.controller.campaign.workspace.path)
    assert found.count(("detection", "b.tif", "water")) == 1


def test_another_raster_in_the_image_s_style_stays(desk, beside):
    shown = next(one for one in desk.layers(QgsRasterLayer) if one.name() == "a.tif")
    for raster in beside:
        paste(shown, raster)
    desk.map.key(N)
    desk.map.key(N)
    names = [one.name() for one in desk.layers(QgsRasterLayer)]
    assert sorted(names) == ["c", "c.tif", "elsewhere"]


def duplicate(project, layer):
    """What QGIS's *Duplicate Layer* does."""
    copy = layer.clone()
    copy.setName(f"{layer.name()} copy")
    project.addMapLayer(copy, False)
    node = project.layerTreeRoot().findLayer(layer.id())
    parent = node.parent()
    parent.insertLayer(parent.children().index(node) + 1, copy)
    return copy


def test_a_duplicate_of_the_image_stays(desk, tmp_path):
    duplicate(desk.project, desk.map.raster)
    desk.map.key(N)
    names = [one.name() for one in desk.layers(QgsRasterLayer)]
    assert sorted(names) == ["a.tif copy", "b.tif"]
    assert desk.images.current == "b.tif"
    reopen(desk, tmp_path)
    desk.map.key(N)
    names = [one.name() for one in desk.layers(QgsRasterLayer)]
    assert sorted(names) == ["a.tif copy", "c.tif"]


def test_without_the_image_nothing_belongs_to_it(desk):
    desk.project.removeMapLayer(desk.map.raster.id())
    assert drawn(desk.layer("detection"))["image"] == NULL


def unwatch(desk):
    """From here on, the plugin is as if it were not there, as where it is switched off."""
    desk.click(desk.dock.widget.label)
    desk.controller.session._styling.leave_all()


def reopen(desk, tmp_path):
    file = str(tmp_path / "saved.qgz")
    assert desk.project.write(file)
    desk.project.clear()
    assert desk.project.read(file)
    desk.wait()
    desk.click(desk.dock.widget.label)
    desk.map.canvas.setFocus()
    settle(desk)


def test_a_project_saved_in_another_s_style_works_on(desk, tmp_path, beside):
    desk.map.key(N)
    shown = next(one for one in desk.layers(QgsRasterLayer) if one.name() == "b.tif")
    paste(beside[0], shown)
    manager = desk.layer("detection").styleManager()
    manager.addStyleFromLayer("mine")
    unwatch(desk)
    for task in TASKS:
        paste(parcels(), desk.layer(task))
    paste(parcels(), desk.layer("images"))
    reopen(desk, tmp_path)
    assert desk.images.current == "b.tif"
    assert all(is_right(desk, task, "b.tif") for task in TASKS)
    assert footprints_are_right(desk)
    desk.map.key(N)
    names = [one.name() for one in desk.layers(QgsRasterLayer)]
    assert sorted(names) == ["c", "c.tif", "elsewhere"]


# Two layers of one table


def test_a_duplicate_of_a_layer_is_left_alone(desk, tmp_path):
    layer = desk.layer("detection")
    copy = duplicate(desk.project, layer)
    QgsExpressionContextUtils.setLayerVariables(copy, {})
    desk.map.key(N)
    desk.map.box()
    assert layer.isModified() and not copy.isEditable()
    assert copy.createExpressionContext().variable("scaneo_image") is None
    copy.setRenderer(QgsSingleSymbolRenderer.defaultRenderer(copy.geometryType()))
    settle(desk)
    assert copy.renderer().type() == "singleSymbol"
    project, workspace = desk.project, WorkspaceRef.of(layer)
    reopen(desk, tmp_path)
    assert find_layers(project, WorkspaceRef.at(workspace))["detection"].name() == "detection"
    project.removeMapLayer(find_layers(project, WorkspaceRef.at(workspace))["detection"].id())
    assert find_layers(project, WorkspaceRef.at(workspace))["detection"].name() == "detection copy"


def test_layers_that_are_imported_once_more_are_not_edited(desk, series):
    project = desk.project
    layer = desk.layer("detection")
    again = make_layer(WorkspaceRef.of(layer), series, "detection")
    project.addMapLayer(again)
    gather_layer(project, again, "series")
    assert project.layerTreeRoot().findLayers()[0].layer() is again, "it is on top"
    desk.map.box()
    assert layer.isModified() and not again.isEditable()


def test_a_project_of_version_0_1_0_works_on(desk, tmp_path):
    """It told layers by their properties, and styled them for labels alone."""
    desk.map.key(N)
    duplicate(desk.project, desk.map.raster)
    unwatch(desk)
    desk.project.removeEntry("scaneo_bridge", "")
    for task in TASKS:
        layer = desk.layer(task)
        layer.setCustomProperty("scaneo/labels", '[["water", "#0048f0"]]')
        layer.setCustomProperty("variableNames", ["scaneo_image"] * 4000)
        layer.setCustomProperty("variableValues", ["a.tif"] * 4000)
    reopen(desk, tmp_path)
    assert desk.images.current == "b.tif" and all(is_right(desk, task, "b.tif") for task in TASKS)
    assert len(desk.layer("detection").customProperty("variableNames")) == 3
    desk.map.key(N)
    names = [one.name() for one in desk.layers(QgsRasterLayer)]
    assert sorted(names) == ["b.tif copy", "c.tif"]


def test_a_layer_that_reads_elsewhere_now_is_not_edited_any_more(desk, tmp_path):
    layer = desk.layer("detection")
    for task in TASKS:
        desk.layer(task).rollBack()
    source = layer.source().replace("layername=detection", "layername=images")
    layer.setDataSource(source, "detection", "ogr", type(layer.dataProvider()).ProviderOptions())
    desk.map.key(Qt.Key.Key_V)
    desk.map.key(B)
    assert "is gone from the project" in desk.bar.text()
