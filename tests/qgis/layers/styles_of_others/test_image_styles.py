"""The image on the map, and two layers of one table, in other styles."""

import pytest
from qgis.core import NULL, QgsExpressionContextUtils, QgsRasterLayer, QgsSingleSymbolRenderer
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.core.qgis.layers import find_layers, gather_layer, make_layer
from scaneo_bridge.core.workspace.layer_sources import workspace_of
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

pytest_plugins = ["support.dock", "support.mouse", "support.labelling", "support.editing"]


# The image on the map


@pytest.fixture
def beside(user, series):
    """Another raster in the project, of the same folder, and one of elsewhere."""
    found = []
    for path in (series / "c.tif", series.parent / "elsewhere.tif"):
        if not path.exists():
            path.write_bytes((series / "c.tif").read_bytes())
        raster = QgsRasterLayer(str(path), path.stem)
        assert raster.isValid()
        user.session.project.addMapLayer(raster)
        found.append(raster)
    return found


def of_plugin(user):
    """What the plugin shows, by the layer's source."""
    return user.session.controller._labelling.navigation.raster.source().rsplit("/", 1)[-1]


@pytest.mark.parametrize("which", [0, 1])
def test_an_image_in_another_s_style_is_replaced_by_the_next(user, beside, which):
    shown = next(one for one in user.session.layers(QgsRasterLayer) if one.name() == "a.tif")
    paste(beside[which], shown)
    assert user.session.page.navigator.images.current == "a.tif"
    user.key(N)
    names = [one.name() for one in user.session.layers(QgsRasterLayer)]
    assert sorted(names) == ["b.tif", "c", "elsewhere"]
    user.key(B)
    user.box()
    user.key(N)
    assert of_plugin(user) == "c.tif"
    found = saved(user.session.controller.campaign.workspace)
    assert found.count(("detection", "b.tif", "water")) == 1


def test_another_raster_in_the_image_s_style_stays(user, beside):
    shown = next(one for one in user.session.layers(QgsRasterLayer) if one.name() == "a.tif")
    for raster in beside:
        paste(shown, raster)
    user.key(N)
    user.key(N)
    names = [one.name() for one in user.session.layers(QgsRasterLayer)]
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


def test_a_duplicate_of_the_image_stays(user, tmp_path):
    duplicate(user.session.project, user.raster)
    user.key(N)
    names = [one.name() for one in user.session.layers(QgsRasterLayer)]
    assert sorted(names) == ["a.tif copy", "b.tif"]
    assert user.current == "b.tif"
    reopen(user, tmp_path)
    user.key(N)
    names = [one.name() for one in user.session.layers(QgsRasterLayer)]
    assert sorted(names) == ["a.tif copy", "c.tif"]


def test_without_the_image_nothing_belongs_to_it(user):
    user.session.project.removeMapLayer(user.raster.id())
    assert drawn(user.session.layer("detection"))["image"] == NULL


def unwatch(user):
    """From here on, the plugin is as if it were not there, as where it is switched off."""
    user.session.click(user.session.dock.label)
    user.session.controller.session._styling.leave_all()


def reopen(user, tmp_path):
    file = str(tmp_path / "saved.qgz")
    assert user.session.project.write(file)
    user.session.project.clear()
    assert user.session.project.read(file)
    user.session.wait()
    user.session.click(user.session.dock.label)
    user.canvas.setFocus()
    settle(user)


def test_a_project_saved_in_another_s_style_works_on(user, tmp_path, beside):
    user.key(N)
    shown = next(one for one in user.session.layers(QgsRasterLayer) if one.name() == "b.tif")
    paste(beside[0], shown)
    manager = user.session.layer("detection").styleManager()
    manager.addStyleFromLayer("mine")
    unwatch(user)
    for task in TASKS:
        paste(parcels(), user.session.layer(task))
    paste(parcels(), user.session.layer("images"))
    reopen(user, tmp_path)
    assert user.current == "b.tif"
    assert all(is_right(user, task, "b.tif") for task in TASKS)
    assert footprints_are_right(user)
    user.key(N)
    names = [one.name() for one in user.session.layers(QgsRasterLayer)]
    assert sorted(names) == ["c", "c.tif", "elsewhere"]


# Two layers of one table


def test_a_duplicate_of_a_layer_is_left_alone(user, tmp_path):
    layer = user.session.layer("detection")
    copy = duplicate(user.session.project, layer)
    QgsExpressionContextUtils.setLayerVariables(copy, {})
    user.key(N)
    user.box()
    assert layer.isModified() and not copy.isEditable()
    assert copy.createExpressionContext().variable("scaneo_image") is None
    copy.setRenderer(QgsSingleSymbolRenderer.defaultRenderer(copy.geometryType()))
    settle(user)
    assert copy.renderer().type() == "singleSymbol"
    project, workspace = user.session.project, workspace_of(layer)
    reopen(user, tmp_path)
    assert find_layers(project, workspace)["detection"].name() == "detection"
    project.removeMapLayer(find_layers(project, workspace)["detection"].id())
    assert find_layers(project, workspace)["detection"].name() == "detection copy"


def test_layers_that_are_imported_once_more_are_not_edited(user, series):
    project = user.session.project
    layer = user.session.layer("detection")
    again = make_layer(workspace_of(layer), series, "detection")
    project.addMapLayer(again)
    gather_layer(project, again, "series")
    assert project.layerTreeRoot().findLayers()[0].layer() is again, "it is on top"
    user.box()
    assert layer.isModified() and not again.isEditable()


def test_a_project_of_version_0_1_0_works_on(user, tmp_path):
    """It told layers by their properties, and styled them for labels alone."""
    user.key(N)
    duplicate(user.session.project, user.raster)
    unwatch(user)
    user.session.project.removeEntry("scaneo_bridge", "")
    for task in TASKS:
        layer = user.session.layer(task)
        layer.setCustomProperty("scaneo/labels", '[["water", "#0048f0"]]')
        layer.setCustomProperty("variableNames", ["scaneo_image"] * 4000)
        layer.setCustomProperty("variableValues", ["a.tif"] * 4000)
    reopen(user, tmp_path)
    assert user.current == "b.tif" and all(is_right(user, task, "b.tif") for task in TASKS)
    assert len(user.session.layer("detection").customProperty("variableNames")) == 3
    user.key(N)
    names = [one.name() for one in user.session.layers(QgsRasterLayer)]
    assert sorted(names) == ["b.tif copy", "c.tif"]


def test_a_layer_that_reads_elsewhere_now_is_not_edited_any_more(user, tmp_path):
    layer = user.session.layer("detection")
    for task in TASKS:
        user.session.layer(task).rollBack()
    source = layer.source().replace("layername=detection", "layername=images")
    layer.setDataSource(source, "detection", "ogr", type(layer.dataProvider()).ProviderOptions())
    user.key(Qt.Key.Key_V)
    user.key(B)
    assert "is gone from the project" in user.said()
