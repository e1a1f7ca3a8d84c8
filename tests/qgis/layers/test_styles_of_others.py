"""A style is not an identity: whatever style a layer is given, it stays what its source is.

Each way of QGIS to change a style is taken by its own calls; a person goes on labelling after it.
"""

import pytest
from qgis.core import (
    NULL,
    QgsDefaultValue,
    QgsEditorWidgetSetup,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsRasterLayer,
    QgsReadWriteContext,
    QgsRectangle,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.PyQt.QtCore import Qt, QVariant
from qgis.PyQt.QtXml import QDomDocument
from scaneo_bridge.core.qgis.layers import (
    add_layers,
    current_image,
    find_layers,
    gather_layer,
    make_layer,
    style_layer,
)
from scaneo_bridge.core.workspace.layer_sources import KINDS, table_of, workspace_of
from support import mouse
from support.editing import saved
from support.folders import write_files
from support.geojson import spai

pytest_plugins = ["support.dock", "support.mouse", "support.labelling", "support.editing"]

N, B, A = Qt.Key.Key_N, Qt.Key.Key_B, Qt.Key.Key_A
IN_IMAGE = QgsRectangle(2.1, 41.4, 2.2, 41.5)
TASKS = ("detection", "segmentation", "classification")


def style_of(layer):
    document = QDomDocument()
    layer.exportNamedStyle(document, QgsReadWriteContext())
    return document


def paste(source, target):
    """What QGIS's *Paste Style* does."""
    done, error = target.importNamedStyle(style_of(source))
    assert done, error


def drawn(layer):
    """A feature as QGIS's own tools make it."""
    context = layer.createExpressionContext()
    return QgsVectorLayerUtils.createFeature(layer, QgsGeometry.fromRect(IN_IMAGE), {}, context)


def parcels():
    """Somebody else's layer, with a style, a form and rules of its own."""
    layer = QgsVectorLayer(
        "Polygon?crs=EPSG:4326&field=fid:integer&field=label:string&field=place:string",
        "parcels",
        "memory",
    )
    layer.setDefaultValueDefinition(1, QgsDefaultValue("'parcel'", True))
    layer.setDefaultValueDefinition(2, QgsDefaultValue("'Reus'"))
    layer.setEditorWidgetSetup(1, QgsEditorWidgetSetup("Hidden", {}))
    layer.setConstraintExpression(1, "length(label) > 99")
    layer.setReadOnly(True)
    layer.setDisplayExpression("'a parcel'")
    layer.geometryOptions().setGeometryPrecision(0.5)
    layer.geometryOptions().setRemoveDuplicateNodes(True)
    layer.setScaleBasedVisibility(True)
    layer.setMinimumScale(10)
    layer.addExpressionField("1 + 1", QgsField("two", QVariant.Int))
    return layer


def is_right(user, task, image="a.tif", label="water"):
    """A layer of a task does all that it is for."""
    layer = user.session.layer(task)
    made = drawn(layer)
    assert (made["image"], made["label"]) == (image, label)
    assert (made["origin"], made["place"]) == (NULL, NULL)
    index = layer.fields().indexOf("label")
    assert layer.editorWidgetSetup(index).type() == "ValueMap"
    choices = layer.editorWidgetSetup(index).config()["map"]
    assert [name for choice in choices for name in choice] == ["water", "urban", "field"]
    assert layer.displayExpression() == '"label"'
    assert layer.fields().at(index).constraints().constraintExpression() == ""
    assert [tab.name() for tab in layer.editFormConfig().tabs()] == ["label", "image"]
    assert not layer.readOnly() and layer.isEditable()
    assert not layer.hasScaleBasedVisibility()
    assert layer.geometryOptions().geometryPrecision() == 0
    assert not layer.geometryOptions().removeDuplicateNodes()
    assert shown_labels(layer) == ["water", "urban", "field"]
    return True


def shown_labels(layer):
    renderer = layer.renderer()
    assert renderer.type() == "categorizedSymbol" and renderer.classAttribute() == "label"
    return [category.value() for category in renderer.categories()][:-1]


def footprints_are_right(user):
    layer = user.session.layer("images")
    assert layer.readOnly() and not layer.startEditing()
    assert layer.displayExpression() == '"path"'
    symbol = layer.renderer().symbol().symbolLayer(0)
    assert symbol.fillColor().alpha() == 0
    return True


def settle(user):
    user.bot.wait(20)


@pytest.fixture
def user(walker, series):
    """On a.tif, one of three images of one place."""
    user = walker.open(series)
    user.press(user.navigator.all_images)  # off, as for a person: only this image's show
    user.canvas.setFocus()
    return user


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
def test_a_layer_stays_what_it_is_in_another_s_style(user, tmp_path, way, task):
    way(user.session.layer(task), tmp_path)
    assert drawn(user.session.layer(task))["image"] == "a.tif", "at once, too"
    settle(user)
    assert is_right(user, task)
    assert user.said().count("does not show each label") == 1
    user.key(N)
    assert user.current == "b.tif" and is_right(user, task, "b.tif")


@pytest.mark.parametrize("way", WAYS)
def test_footprints_stay_what_they_are(user, tmp_path, way):
    way(user.session.layer("images"), tmp_path)
    settle(user)
    assert user.session.layer("images").readOnly()
    assert user.session.layer("images").displayExpression() == '"path"'
    user.key(N)
    assert drawn(user.session.layer("detection"))["image"] == "b.tif"


def test_footprints_are_not_drawn_by_what_they_do_not_have(user):
    paste(user.session.layer("segmentation"), user.session.layer("images"))
    settle(user)
    assert footprints_are_right(user)
    paste(user.session.layer("images"), user.session.layer("detection"))
    settle(user)
    assert is_right(user, "detection")


@pytest.mark.parametrize("way", ["qml", "sld", "paste"])
def test_a_style_of_points_is_no_error(user, tmp_path, way):
    points = QgsVectorLayer("Point?crs=EPSG:4326&field=k:string", "points", "memory")
    layer = user.session.layer("detection")
    if way == "paste":
        layer.importNamedStyle(style_of(points))
    elif way == "qml":
        points.saveNamedStyle(str(tmp_path / "points.qml"))
        layer.loadNamedStyle(str(tmp_path / "points.qml"))
    else:
        points.saveSldStyle(str(tmp_path / "points.sld"))
        layer.loadSldStyle(str(tmp_path / "points.sld"))
    settle(user)
    assert is_right(user, "detection")
    user.key(N)
    user.box()
    user.key(N)
    assert ("detection", "b.tif", "water") in saved(user.session.controller.campaign.workspace)


def test_areas_stay_areas_in_the_style_of_boxes(user, series):
    paste(user.session.layer("detection"), user.session.layer("segmentation"))
    settle(user)
    assert "does not show" not in user.said(), "each label is a class of its own"
    user.key(A)
    corners = [user.at(*place) for place in ((0.3, 0.3), (0.6, 0.3), (0.4, 0.6))]
    for corner in corners:
        mouse.click(user.bot, user.canvas, corner)
    mouse.click(user.bot, user.canvas, corners[0], Qt.MouseButton.RightButton)
    user.session.wait()
    assert user.session.preview() == "1 file: 1 added, 0 changed, 0 deleted"
    user.press(user.session.pages.export.write)
    written = (series / "a.geojson").read_text()
    assert written.count('"segmentation"') == 2 and written.count('"detection"') == 1


def test_a_style_of_another_time_knows_another_image(user):
    layer = user.session.layer("detection")
    manager = layer.styleManager()
    assert manager.addStyleFromLayer("thin")
    user.key(N)
    assert manager.setCurrentStyle("thin")
    assert drawn(layer)["image"] == "b.tif"
    user.key(N)
    assert manager.setCurrentStyle("default")
    assert drawn(layer)["image"] == "c.tif"
    assert user.said().count("does not show") == 0


def test_no_style_lets_people_edit_what_is_read_again(user, tmp_path):
    layer, edits = user.session.layer("detection"), user.session.controller._edits
    user.session.click(user.session.dock.label)
    edits.hold(workspace_of(layer))
    paste(QgsVectorLayer("Polygon?field=label:string", "others", "memory"), layer)
    settle(user)
    assert layer.readOnly() and not layer.startEditing()
    edits.release()
    assert not layer.readOnly() and layer.customProperty("scaneo/held") is None
    paste(parcels(), layer)
    settle(user)
    assert not layer.readOnly() and layer.startEditing() and layer.rollBack()


def test_the_style_of_another_campaign_knows_another_place(user, tmp_path):
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
    layer = user.session.layer("detection")
    paste(foreign, layer)
    settle(user)
    assert is_right(user, "detection")
    assert layer.createExpressionContext().variable("mine") == "stays"


def test_what_the_user_takes_away_comes_again(user):
    layer = user.session.layer("detection")
    QgsExpressionContextUtils.setLayerVariables(layer, {})
    assert drawn(layer)["image"] == "a.tif"
    layer.setDefaultValueDefinition(layer.fields().indexOf("image"), QgsDefaultValue(""))
    assert drawn(layer)["image"] == "a.tif"
    layer.setRenderer(QgsSingleSymbolRenderer.defaultRenderer(layer.geometryType()))
    settle(user)
    assert is_right(user, "detection")
    user.session.layer("images").setReadOnly(False)
    assert footprints_are_right(user)


# What may change


def change_lines(layer):
    renderer = layer.renderer().clone()
    for index, category in enumerate(renderer.categories()):
        symbol = category.symbol().clone()
        symbol.symbolLayer(0).setStrokeWidth(2.5)
        renderer.updateCategorySymbol(index, symbol)
    layer.setRenderer(renderer)


def widths(layer):
    return {
        category.symbol().symbolLayer(0).strokeWidth() for category in layer.renderer().categories()
    }


def test_what_shows_each_label_as_a_class_of_its_own_stays(user):
    layer = user.session.layer("detection")
    change_lines(layer)
    layer.setOpacity(0.5)
    layer.setLabeling(user.session.layer("classification").labeling().clone())
    layer.setLabelsEnabled(True)
    settle(user)
    user.key(N)
    assert (widths(layer), layer.opacity(), layer.labelsEnabled()) == ({2.5}, 0.5, True)
    assert user.said().count("does not show") == 0


def test_a_class_that_is_not_looked_at_stays_hidden(user):
    layer = user.session.layer("detection")
    renderer = layer.renderer().clone()
    renderer.updateCategoryRenderState(1, False)
    layer.setRenderer(renderer)
    settle(user)
    assert not layer.renderer().categories()[1].renderState()


def test_nothing_is_drawn_in_a_class_that_is_hidden(user):
    layer = user.session.layer("detection")
    renderer = layer.renderer().clone()
    for index in range(len(renderer.categories())):
        renderer.updateCategoryRenderState(index, False)
    layer.setRenderer(renderer)
    settle(user)
    user.key(B)
    user.box()
    states = [category.renderState() for category in layer.renderer().categories()]
    assert states == [True, False, False, False], "water is drawn, and seen"
    layer.selectAll()
    user.key(Qt.Key.Key_2)
    states = [category.renderState() for category in layer.renderer().categories()]
    assert states == [True, True, False, False]


def test_another_label_leaves_the_lines_of_the_others(user):
    layer = user.session.layer("detection")
    change_lines(layer)
    settle(user)
    user.session.page.new_label.name.setFocus()
    user.bot.keyClicks(user.session.page.new_label.name, "lake")
    user.bot.keyClick(user.session.page.new_label.name, Qt.Key.Key_Return)
    user.session.wait()
    assert shown_labels(layer) == ["water", "urban", "field", "lake"]
    found = [one.symbol().symbolLayer(0).strokeWidth() for one in layer.renderer().categories()]
    assert found == [2.5, 2.5, 2.5, 0.5, 2.5]


def other_categories(layer):
    """Classes of another campaign."""
    renderer = layer.renderer().clone()
    renderer.updateCategoryValue(0, "forest")
    return renderer


def fewer_categories(layer):
    renderer = layer.renderer().clone()
    renderer.deleteCategory(1)
    return renderer


def merged_categories(layer):
    renderer = layer.renderer().clone()
    renderer.updateCategoryValue(0, ["water", "urban"])
    renderer.deleteCategory(1)
    return renderer


def by_another_field(layer):
    renderer = layer.renderer().clone()
    renderer.setClassAttribute("image")
    return renderer


def without_the_rest(layer):
    renderer = layer.renderer().clone()
    renderer.deleteCategory(len(renderer.categories()) - 1)
    return renderer


def rules(layer):
    return QgsRuleBasedRenderer.convertFromRenderer(layer.renderer())


@pytest.mark.parametrize(
    "make",
    [
        other_categories,
        fewer_categories,
        merged_categories,
        by_another_field,
        without_the_rest,
        rules,
    ],
)
def test_what_does_not_show_the_labels_gives_way(user, make):
    layer = user.session.layer("segmentation")
    layer.setRenderer(make(layer))
    settle(user)
    assert is_right(user, "segmentation")
    assert user.said().count("does not show each label") == 1


def test_two_layers_in_one_turn_are_told_once(user):
    for task in TASKS:
        paste(parcels(), user.session.layer(task))
    settle(user)
    assert user.said().count("does not show each label") == 1


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
    assert (table_of(layer), workspace_of(layer)) == (None, None)


def test_what_a_layer_is_needs_no_property(folder, opened, qgis_new_project):
    workspace = opened(folder).workspace
    for kind in KINDS:
        layer = QgsVectorLayer(f"{workspace}|layername={kind}|subset=fid > 0", "any", "ogr")
        assert layer.isValid() and not layer.customPropertyKeys()
        assert (table_of(layer), workspace_of(layer)) == (kind, workspace)
    layer = QgsVectorLayer(f"{workspace}|layername=labels", "labels", "ogr")
    assert layer.isValid() and table_of(layer) is None


def test_a_database_is_asked_once(folder, opened, qgis_new_project, monkeypatch):
    from scaneo_bridge.core.workspace import layer_sources as identity

    asked = []
    read = identity.read_folder
    monkeypatch.setattr(identity, "read_folder", lambda path: asked.append(path) or read(path))
    workspace = opened(folder).workspace
    layers = [make_layer(workspace, folder, kind) for kind in KINDS]
    add_layers(qgis_new_project, layers, "x")
    for _ in range(10):
        assert len(find_layers(qgis_new_project, workspace)) == 4
        assert current_image(qgis_new_project, workspace) is None
    assert asked == [workspace]
    qgis_new_project.clear()


# A default style that somebody saved


@pytest.mark.parametrize("where", ["file", "table"])
def test_no_default_style_is_read(folder, opened, qgis_new_project, where):
    workspace = opened(folder).workspace
    plain = QgsVectorLayer(f"{workspace}|layername=images", "x", "ogr")
    plain.setReadOnly(False)
    plain.setDisplayExpression("'default'")
    if where == "file":
        plain.saveNamedStyle(str(workspace.with_suffix(".qml")))
    else:
        assert plain.saveStyleToDatabase("parcels", "", True, "") == ""
    again = QgsVectorLayer(f"{workspace}|layername=images", "x", "ogr")
    assert again.displayExpression() == "'default'", "QGIS does read it"
    layer = make_layer(workspace, folder, "images")
    assert layer.displayExpression() != "'default'"
    style_layer(layer, [])
    assert layer.readOnly() and layer.displayExpression() == '"path"'


@pytest.mark.parametrize("where", ["file", "table"])
@pytest.mark.parametrize("kind", ["detection", "images"])
def test_a_campaign_with_a_default_style_opens_as_without(user, series, where, kind):
    layer = user.session.layer(kind)
    if where == "file":
        assert layer.saveNamedStyle(str(series / "scaneo.qml"))[1]
    else:
        assert layer.saveStyleToDatabase("mine", "", True, "") == ""
    user.session.click(user.session.dock.label)
    user.session.project.clear()
    user.session.open(series)
    user.begin()
    assert footprints_are_right(user)
    assert all(is_right(user, task) for task in TASKS)
    assert "does not show" not in user.said()


def test_names_of_labels_are_data_in_a_style_that_is_kept(user, walker, tmp_path):
    names = ("it's", '"label"', "@scaneo_image", "[% 1 + 1 %]", "null")
    folder = write_files(tmp_path / "odd", {"spai.json": spai(**dict.fromkeys(names, "#ff0000"))})
    (folder / "x.tif").write_bytes((user.session.controller.campaign.folder / "a.tif").read_bytes())
    user.session.open(folder)
    layer = user.session.controller.session.layers
    layer = next(one for task, one in layer.items() if task.value == "detection")
    paste(parcels(), layer)
    settle(user)
    assert shown_labels(layer) == list(names)
    feature = QgsFeature(drawn(layer))
    assert feature["label"] == names[0]
