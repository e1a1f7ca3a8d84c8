"""A style is not an identity: whatever style a layer is given, it stays what its source is."""

import pytest
from qgis.core import (
    QgsDefaultValue,
    QgsExpressionContextUtils,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.core.workspace.workspace_ref import WorkspaceRef
from support import mouse
from support.editing import saved
from support.subjects.styles_of_others import (
    TASKS,
    A,
    N,
    drawn,
    footprints_are_right,
    is_right,
    parcels,
    paste,
    settle,
    style_of,
)

pytest_plugins = ["support.desk.fixtures"]


# Each of QGIS's ways to give a layer another style


def paste_parcels(layer, tmp_path):
    paste(parcels(), layer)


def paste_parts(layer, tmp_path):
    """*Paste Style* has a menu of parts."""
    style = style_of(parcels())
    category = type(layer).StyleCategory
    for part in (category.Forms, category.Fields, category.CustomProperties, category.Symbology):
        assert layer.importNamedStyle(style, part)[0]


def load_qml(layer, tmp_path):
    parcels().saveNamedStyle(str(tmp_path / "parcels.qml"))
    assert layer.loadNamedStyle(str(tmp_path / "parcels.qml"))[1]


def load_sld(layer, tmp_path):
    parcels().saveSldStyle(str(tmp_path / "parcels.sld"))
    assert layer.loadSldStyle(str(tmp_path / "parcels.sld"))[1]


def switch(layer, tmp_path):
    manager = layer.styleManager()
    assert manager.addStyleFromLayer("mine")
    assert manager.setCurrentStyle("mine")
    paste(parcels(), layer)
    assert manager.renameStyle("mine", "parcels")
    assert manager.setCurrentStyle("default")
    assert manager.setCurrentStyle("parcels")


def read_default_of_file(layer, tmp_path):
    """*Restore Default*, from the QML that stands beside the workspace for all of its tables."""
    other = parcels()
    other.saveNamedStyle(layer.source().split("|")[0].replace(".gpkg", ".qml"))
    assert layer.loadDefaultStyle()[1]


def read_default_of_table(layer, tmp_path):
    """*Restore Default*, from the GeoPackage's table of styles."""
    before = style_of(layer)
    assert layer.importNamedStyle(style_of(parcels()))[0]
    assert layer.saveStyleToDatabase("parcels", "", True, "") == ""
    assert layer.importNamedStyle(before)[0]
    assert layer.loadDefaultStyle()[1]


WAYS = (
    paste_parcels,
    paste_parts,
    load_qml,
    load_sld,
    switch,
    read_default_of_file,
    read_default_of_table,
)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("task", TASKS)
def test_a_layer_stays_what_it_is_in_another_s_style(desk, tmp_path, way, task):
    way(desk.layer(task), tmp_path)
    assert drawn(desk.layer(task))["image"] == "a.tif", "at once, too"
    settle(desk)
    assert is_right(desk, task)
    assert desk.bar.text().count("does not show each label") == 1
    desk.map.key(N)
    assert desk.images.current == "b.tif" and is_right(desk, task, "b.tif")


@pytest.mark.parametrize("way", WAYS)
def test_footprints_stay_what_they_are(desk, tmp_path, way):
    way(desk.layer("images"), tmp_path)
    settle(desk)
    assert desk.layer("images").readOnly()
    assert desk.layer("images").displayExpression() == '"path"'
    desk.map.key(N)
    assert drawn(desk.layer("detection"))["image"] == "b.tif"


def test_footprints_are_not_drawn_by_what_they_do_not_have(desk):
    paste(desk.layer("segmentation"), desk.layer("images"))
    settle(desk)
    assert footprints_are_right(desk)
    paste(desk.layer("images"), desk.layer("detection"))
    settle(desk)
    assert is_right(desk, "detection")


@pytest.mark.parametrize("way", ["qml", "sld", "paste"])
def test_a_style_of_points_is_no_error(desk, tmp_path, way):
    points = QgsVectorLayer("Point?crs=EPSG:4326&field=k:string", "points", "memory")
    layer = desk.layer("detection")
    if way == "paste":
        layer.importNamedStyle(style_of(points))
    elif way == "qml":
        points.saveNamedStyle(str(tmp_path / "points.qml"))
        layer.loadNamedStyle(str(tmp_path / "points.qml"))
    else:
        points.saveSldStyle(str(tmp_path / "points.sld"))
        layer.loadSldStyle(str(tmp_path / "points.sld"))
    settle(desk)
    assert is_right(desk, "detection")
    desk.map.key(N)
    desk.map.box()
    desk.map.key(N)
    assert ("detection", "b.tif", "water") in saved(desk.controller.campaign.workspace.path)


def test_areas_stay_areas_in_the_style_of_boxes(desk, series):
    paste(desk.layer("detection"), desk.layer("segmentation"))
    settle(desk)
    assert "does not show" not in desk.bar.text(), "each label is a class of its own"
    desk.map.key(A)
    corners = [desk.map.at(*place) for place in ((0.3, 0.3), (0.6, 0.3), (0.4, 0.6))]
    for corner in corners:
        mouse.click(desk.bot, desk.map.canvas, corner)
    mouse.click(desk.bot, desk.map.canvas, corners[0], Qt.MouseButton.RightButton)
    desk.wait()
    assert desk.dock.preview() == "1 file: 1 added, 0 changed, 0 deleted"
    desk.press(desk.dock.pages.export.write)
    written = (series / "a.geojson").read_text()
    assert written.count('"segmentation"') == 2 and written.count('"detection"') == 1


def test_a_style_of_another_time_knows_another_image(desk):
    layer = desk.layer("detection")
    manager = layer.styleManager()
    assert manager.addStyleFromLayer("thin")
    desk.map.key(N)
    assert manager.setCurrentStyle("thin")
    assert drawn(layer)["image"] == "b.tif"
    desk.map.key(N)
    assert manager.setCurrentStyle("default")
    assert drawn(layer)["image"] == "c.tif"
    assert desk.bar.text().count("does not show") == 0


def test_no_style_lets_people_edit_what_is_read_again(desk, tmp_path):
    layer, read_only = desk.layer("detection"), desk.controller._read_only
    desk.click(desk.dock.widget.label)
    read_only.start(WorkspaceRef.of(layer), [layer])
    paste(QgsVectorLayer("Polygon?field=label:string", "others", "memory"), layer)
    settle(desk)
    assert layer.readOnly() and not layer.startEditing()
    read_only.release()
    assert not layer.readOnly() and layer.customProperty("scaneo/held") is None
    paste(parcels(), layer)
    settle(desk)
    assert not layer.readOnly() and layer.startEditing() and layer.rollBack()


def test_the_style_of_another_campaign_knows_another_place(desk, tmp_path):
    """Its image has the same name."""
    foreign = QgsVectorLayer("Polygon?crs=EPSG:4326&field=label:string", "other", "memory")
    QgsExpressionContextUtils.setLayerVariables(
        foreign,
        {
            "scaneo_image": "a.tif",
            "scaneo_label": "forest",
            "scaneo_footprint": "Polygon((9 9, 10 9, 10 10, 9 9))",
            "mine": "stays",
        },
    )
    layer = desk.layer("detection")
    paste(foreign, layer)
    settle(desk)
    assert is_right(desk, "detection")
    assert layer.createExpressionContext().variable("mine") == "stays"


def test_what_the_user_takes_away_comes_again(desk):
    layer = desk.layer("detection")
    QgsExpressionContextUtils.setLayerVariables(layer, {})
    assert drawn(layer)["image"] == "a.tif"
    layer.setDefaultValueDefinition(layer.fields().indexOf("image"), QgsDefaultValue(""))
    assert drawn(layer)["image"] == "a.tif"
    layer.setRenderer(QgsSingleSymbolRenderer.defaultRenderer(layer.geometryType()))
    settle(desk)
    assert is_right(desk, "detection")
    desk.layer("images").setReadOnly(False)
    assert footprints_are_right(desk)
