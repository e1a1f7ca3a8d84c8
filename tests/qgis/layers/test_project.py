"""A campaign's layers in a project: where they stand, how they look, what their forms show."""

import shutil

import pytest
from qgis.core import (
    NULL,
    QgsFeature,
    QgsGeometry,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsRenderContext,
    QgsSettings,
    QgsSymbolLayerUtils,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.PyQt.QtCore import QSettings, QSize, Qt
from qgis.PyQt.QtGui import QColor
from scaneo_bridge.core.images.files.rasters import load_raster
from scaneo_bridge.core.qgis.layers import (
    add_layers,
    current_image,
    find_layers,
    find_workspaces,
    make_layer,
    show_image,
    style_layer,
)
from scaneo_bridge.core.workspace.layer_sources import KINDS, table_of
from scaneo_bridge.core.workspace.workspace import Workspace
from scaneo_bridge.ui.shell.controller import Controller
from scaneo_bridge.ui.work.settings import Settings
from support import layers as edits
from support.folders import changed, snapshot, write_files
from support.geojson import (
    LABELS,
    classification,
    collection,
    detection,
    one_of_each,
    segmentation,
    spai,
)
from support.images import write_image
from support.pages import Pages

TASKS = ("classification", "detection", "segmentation")
HOSTILE = ("it's", "<b>x</b>", '"label"', "@scaneo_image", "{0} %1", "[% 1 + 1 %]", "città · 1e3")
EAST = (3.0, 0.05, 0.0, 42.0, 0.0, -0.1)  # an image beside the ones that write_image makes
IN_A = QgsRectangle(2.1, 41.1, 2.2, 41.2)
IN_B = QgsRectangle(3.1, 41.1, 3.2, 41.2)
NOWHERE = QgsRectangle(50, 50, 51, 51)


class Layers:
    """A campaign's layers in a project."""

    def __init__(self, project, folder, workspace):
        self.project, self.folder, self.workspace = project, folder, workspace

    def __getitem__(self, kind):
        return find_layers(self.project, self.workspace)[kind]

    @property
    def group(self):
        return self.project.layerTreeRoot().children()[0]

    def show(self, image):
        raster = load_raster(self.folder, image)
        return show_image(self.project, self.workspace, self.folder, image, raster)

    def rasters(self):
        layers = self.project.mapLayers().values()
        return [layer for layer in layers if isinstance(layer, QgsRasterLayer)]


@pytest.fixture
def load(qgis_new_project, opened):
    """Opens a folder and adds its layers, as the dock does."""

    def load(folder):
        workspace = opened(folder).workspace
        with Workspace.open(workspace) as known:
            labels = known.labels()
        layers = [make_layer(workspace, folder, kind) for kind in KINDS]
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


# Where the layers stand


def test_layers_are_in_a_group_named_after_the_campaign(layers):
    assert layers.group.name() == "two images"
    kinds = [table_of(node.layer()) for node in layers.group.findLayers()]
    assert kinds == ["detection", "segmentation", "classification", "images"]
    assert [node.name() for node in layers.group.findLayers()] == kinds
    assert all(node.isVisible() for node in layers.group.findLayers())


def test_the_group_comes_above_what_the_project_has(load, folder, qgis_new_project):
    other = QgsVectorLayer("Polygon?crs=EPSG:4326", "other", "memory")
    qgis_new_project.addMapLayer(other)
    layers = load(folder)
    assert [node.name() for node in qgis_new_project.layerTreeRoot().children()] == [
        "two images",
        "other",
    ]
    assert table_of(other) is None
    assert find_workspaces(qgis_new_project) == [layers.workspace]


def test_the_image_lies_below_the_layers(layers):
    layers.show("a.tif")
    layers.show("b.tif")
    (raster,) = layers.rasters()
    assert raster.source() == str(layers.folder / "b.tif")
    assert layers.group.findLayers()[-1].layer() is raster
    assert current_image(layers.project, layers.workspace) == "b.tif"


def test_layers_that_the_user_moved_get_their_image_where_they_are(layers):
    root = layers.project.layerTreeRoot()
    mine = root.addGroup("mine")
    for node in layers.group.findLayers():
        mine.addChildNode(node.clone())
    root.removeChildNode(layers.group)
    layers["detection"].setName("boxes of mine")
    layers.show("a.tif")
    assert [node.name() for node in root.children()] == ["mine"]
    assert mine.findLayers()[-1].name() == "a.tif"


def test_two_campaigns_keep_to_themselves(load, folder):
    one = load(folder)
    shutil.copytree(folder, folder.with_name("other"), ignore=shutil.ignore_patterns("*.gpkg*"))
    two = load(folder.with_name("other"))
    one.show("a.tif")
    two.show("b.tif")
    assert current_image(one.project, one.workspace) == "a.tif"
    assert current_image(two.project, two.workspace) == "b.tif"
    assert len(one.rasters()) == 2
    groups = one.project.layerTreeRoot().children()
    assert [group.findLayers()[-1].name() for group in groups] == ["b.tif", "a.tif"]


# How they look


def looks(layer):
    """The renderer's categories: value, fill, outline, its pen."""
    found = []
    for category in layer.renderer().categories():
        assert category.renderState(), "it is drawn"
        (symbol,) = category.symbol().symbolLayers()
        no_fill = layer.name() == "classification"
        brush = Qt.BrushStyle.NoBrush if no_fill else Qt.BrushStyle.SolidPattern
        assert symbol.brushStyle() == brush
        found.append((category.value(), symbol.fillColor(), symbol.strokeColor(), symbol))
    return found


@pytest.mark.parametrize("task", TASKS)
def test_labels_have_the_colours_and_the_order_of_spai_json(layers, task):
    renderer = layers[task].renderer()
    assert renderer.classAttribute() == "label"
    *listed, _ = looks(layers[task])
    assert [(name, line.name()) for name, _, line, _ in listed] == [
        ("water", "#0048f0"),
        ("urban", "#8d99ae"),
        ("field", "#f2c14e"),
    ]
    for _, fill, line, symbol in listed:
        if task != "classification":
            assert fill.name() == line.name()
            assert 0 < fill.alpha() < 128, "the image shows through"
        assert line.alpha() == 255
        assert symbol.strokeStyle() == Qt.PenStyle.SolidLine


def symbol_of(layer, label):
    """The symbol with which a label is drawn; None if it isn't."""
    feature = QgsFeature(layer.fields())
    feature["label"] = label
    renderer, context = layer.renderer().clone(), QgsRenderContext()
    renderer.startRender(context, layer.fields())
    symbol = renderer.symbolForFeature(feature, context)
    found = None if symbol is None else symbol.clone()
    renderer.stopRender(context)
    return found


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("label", ["not listed", "", NULL, "Water", "water "])
def test_a_label_that_is_not_listed_is_drawn_too(layers, task, label):
    symbol = symbol_of(layers[task], label)
    assert symbol is not None
    color = symbol.symbolLayer(0).strokeColor()
    assert color.alpha() == 255
    assert color.name() not in ("#0048f0", "#8d99ae", "#f2c14e")


@pytest.mark.parametrize("label", HOSTILE)
def test_a_label_is_a_value_and_no_expression(load, folder, label):
    write_files(folder, {"spai.json": spai(**{label: "#ff0000", "other": "#00ff00"})})
    layer = load(folder)["detection"]
    assert symbol_of(layer, label).symbolLayer(0).strokeColor().name() == "#ff0000"


def picture_of(layers, west=2.0, south=41.0, size=1.0):
    """How the map draws layers on white, 200 pixels on a side."""
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(layers[0].crs())
    settings.setExtent(QgsRectangle(west, south, west + size, south + size))
    settings.setOutputSize(QSize(200, 200))
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def colors_in(picture, columns, rows):
    return {picture.pixelColor(x, y).name() for x in columns for y in rows}


@pytest.fixture
def classes(load, folder):
    """Two images side by side, 0.5 degrees wide each, both classified."""
    write_files(folder, {"b.geojson": collection(classification("urban"))})
    write_image(folder / "b.tif", grid=(2.5, 0.05, 0.0, 42.0, 0.0, -0.1))
    return load(folder)


def test_a_class_is_an_outline_of_the_image_on_the_map_and_nothing_else(classes):
    """Its neighbours are as they are, and so are all colours within."""
    for image, own, other in (("a.tif", range(5, 95), range(105, 195)),
                              ("b.tif", range(105, 195), range(5, 95))):  # fmt: skip
        classes.show(image)
        picture = picture_of([classes["classification"]])
        rows = range(5, 195)
        assert colors_in(picture, own, rows) == {"#ffffff"}, "no fill, no text"
        assert colors_in(picture, other, range(200)) == {"#ffffff"}, "nothing at all"
        edge = colors_in(picture, [own[0] - 5, own[-1] + 5], rows)
        assert {"#0048f0" if image == "a.tif" else "#8d99ae"} <= edge


def test_without_an_image_on_the_map_classes_are_seen_as_outlines_and_text(classes):
    picture = picture_of([classes["classification"]])
    seen = colors_in(picture, range(200), range(200))
    assert {"#0048f0", "#8d99ae"} <= seen, "outlines"
    assert len(colors_in(picture, range(105, 195), range(50, 150))) > 5, "letters"
    assert picture.pixelColor(20, 20).name() == "#ffffff", "no fill"


def test_a_class_that_no_fill_shows_is_found_and_selected_all_the_same(classes):
    classes.show("a.tif")
    layer = classes["classification"]
    renderer, context = layer.renderer().clone(), QgsRenderContext()
    renderer.startRender(context, layer.fields())
    assert all(renderer.willRenderFeature(one, context) for one in layer.getFeatures())
    renderer.stopRender(context)
    layer.selectAll()
    picture = picture_of([layer])
    assert picture.pixelColor(150, 100).name() != "#ffffff", "its selection is seen"


def test_the_legend_shows_the_lines_of_classes(classes):
    classes.show("a.tif")
    layer = classes["classification"]
    item = layer.renderer().legendSymbolItems()[0]
    context = QgsRenderContext()
    context.setExpressionContext(layer.createExpressionContext())
    size = QSize(40, 40)
    image = QgsSymbolLayerUtils.symbolPreviewPixmap(item.symbol(), size, 0, context).toImage()
    assert "#0048f0" in colors_in(image, range(40), range(40))


def test_the_image_shows_through_the_areas(load, tmp_path):
    """Drawn as the map is: an area's inside is between its colour and white."""
    write_image(tmp_path / "c" / "a.tif")
    ring = [[2.1, 41.2], [2.4, 41.2], [2.4, 41.8], [2.1, 41.8], [2.1, 41.2]]
    files = {"spai.json": LABELS, "a.geojson": collection(segmentation(ring=ring))}
    layers = load(write_files(tmp_path / "c", files))
    picture = picture_of([layers["segmentation"]])
    inside, outside = picture.pixelColor(50, 100), picture.pixelColor(150, 100)
    assert outside == QColor("white")
    assert inside.hue() == pytest.approx(QColor("#0048f0").hue(), abs=3)
    assert 30 < inside.red() < 225
    edge = [picture.pixelColor(column, 100) for column in range(15, 25)]
    assert min(color.red() for color in edge) < inside.red() - 50, "the outline is solid"


def test_classifications_show_their_label_on_the_map(layers):
    layer = layers["classification"]
    assert layer.labelsEnabled()
    (feature,) = layer.getFeatures()
    context = layer.createExpressionContext()
    for label, seen in (("water", "water"), ("two\nlines", "two·lines"), ("x" * 99, "x" * 60)):
        feature["label"] = label
        context.setFeature(feature)
        settings = layer.labeling().settings()
        assert settings.getLabelExpression().evaluate(context) == seen
    assert not layers["detection"].labelsEnabled()
    assert not layers["segmentation"].labelsEnabled()


def test_a_classification_covers_its_image(layers):
    (feature,) = layers["classification"].getFeatures()
    assert feature.geometry().boundingBox() == QgsRectangle(2, 41, 2.5, 42)


# What their forms show


@pytest.mark.parametrize("task", TASKS)
def test_the_label_is_chosen_from_the_campaigns(layers, task):
    layer = layers[task]
    setup = layer.editorWidgetSetup(edits.field(layer, "label"))
    assert setup.type() == "ValueMap"
    assert setup.config()["map"] == [{"water": "water"}, {"urban": "urban"}, {"field": "field"}]


def test_names_are_offered_as_they_are(load, folder):
    write_files(folder, {"spai.json": spai(**dict.fromkeys(HOSTILE, "#ff0000"))})
    layer = load(folder)["detection"]
    choices = layer.editorWidgetSetup(edits.field(layer, "label")).config()["map"]
    assert choices == [{name: name} for name in HOSTILE]


@pytest.mark.parametrize("task", TASKS)
def test_internal_fields_are_hidden(layers, task):
    layer = layers[task]
    columns = [column for column in layer.attributeTableConfig().columns() if column.name]
    hidden = {column.name for column in columns if column.hidden}
    assert hidden == {"fid", "origin", "place"}
    form = layer.editFormConfig()
    assert [field.name() for field in form.tabs()] == ["label", "image"]
    # QGIS 3.22 loses what it merges where the widget of fid is hidden.
    kinds = {layer.editorWidgetSetup(index).type() for index in layer.attributeList()}
    assert "Hidden" not in kinds


def test_footprints_are_not_edited(layers):
    layer = layers["images"]
    assert layer.readOnly()
    assert not layer.startEditing()
    assert "fid" in {c.name for c in layer.attributeTableConfig().columns() if c.hidden}


# Drawing on the current image


def draw(layer, place):
    """A feature as QGIS's own tools make it."""
    context = layer.createExpressionContext()
    return QgsVectorLayerUtils.createFeature(layer, QgsGeometry.fromRect(place), {}, context)


@pytest.mark.parametrize("task", TASKS)
def test_what_is_drawn_belongs_to_the_current_image(layers, task):
    layer = layers[task]
    assert draw(layer, IN_A)["image"] == NULL, "no image is shown yet"
    layers.show("a.tif")
    assert draw(layer, IN_A)["image"] == "a.tif"
    assert draw(layer, IN_B)["image"] == NULL, "not what lies beside it"
    assert draw(layer, NOWHERE)["image"] == NULL
    layers.show("b.tif")
    assert draw(layer, IN_B)["image"] == "b.tif"
    assert draw(layer, IN_A)["image"] == NULL


def test_an_image_is_a_value_and_no_expression(load, tmp_path):
    name = 'it\'s [% 1 %] "x" @scaneo_image.tif'
    write_image(tmp_path / "c" / name)
    layers = load(tmp_path / "c")
    layers.show(name)
    assert draw(layers["detection"], IN_A)["image"] == name


def test_what_is_drawn_goes_to_the_image_that_is_shown_even_where_two_overlap(
    load, folder, exported
):
    write_image(folder / "over a.tif")
    layers = load(folder)
    for image in ("a.tif", "over a.tif"):
        layers.show(image)
        layer = layers["detection"]
        assert layer.startEditing()
        feature = draw(layer, IN_A)
        feature["label"] = "water"
        assert layer.addFeature(feature)
        assert layer.commitChanges(), layer.commitErrors()
    done = exported(layers.workspace)
    assert {file.path: file.added for file in done.files} == {"a.geojson": 1, "over a.geojson": 1}


def names_and_values(layer):
    return [list(layer.customProperty(key)) for key in ("variableNames", "variableValues")]


def test_variables_do_not_pile_up(layers):
    """QGIS 3.22 adds one more of the same name each time that one is set."""
    for _ in range(20):
        layers.show("a.tif")
        layers.show("b.tif")
    for task in TASKS:
        names, values = names_and_values(layers[task])
        assert sorted(names) == ["scaneo_footprint", "scaneo_image"]
        assert dict(zip(names, values))["scaneo_image"] == "b.tif"


def test_variables_that_piled_up_are_cleared_and_the_user_s_own_stay(layers):
    layer = layers["detection"]
    layer.setCustomProperty("variableNames", ["mine", *["scaneo_image", "scaneo_footprint"] * 2000])
    layer.setCustomProperty("variableValues", ["stays", *["old.tif", "Polygon EMPTY"] * 2000])
    layers.show("a.tif")
    names, values = names_and_values(layer)
    assert sorted(names) == ["mine", "scaneo_footprint", "scaneo_image"]
    assert dict(zip(names, values))["mine"] == "stays"
    assert draw(layer, IN_A)["image"] == "a.tif"


# A project that was saved


@pytest.fixture
def dock(qgis_iface, qgis_new_project, root, tmp_path, qtbot):
    """The dock of the project."""
    settings = QgsSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    icon = root / "ui" / "icons" / "icon.svg"
    controller = Controller(qgis_iface, qgis_new_project, Settings(settings), icon)
    window = qgis_iface.mainWindow()
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, controller.dock)
    window.show()
    controller.dock.show()
    yield controller.dock
    window.removeDockWidget(controller.dock)
    controller.unload()
    window.hide()
    qgis_new_project.clear()


@pytest.fixture
def idle(dock, qgis_app, qtbot):
    """Waits until the dock has done what it was asked for."""

    def wait():
        tasks = qgis_app.taskManager()
        busy = dock.progress_panel
        qtbot.waitUntil(lambda: not busy.is_busy and not tasks.activeTasks(), timeout=30000)
        qtbot.wait(20)

    return wait


@pytest.fixture
def save(dock, idle, folder, qgis_new_project, tmp_path):
    """Opens the campaign in the dock and saves the project; answers the project's file."""

    def save(file="work.qgz"):
        dock.open_folder(str(folder))
        idle()
        path = tmp_path / file
        assert qgis_new_project.write(str(path))
        qgis_new_project.clear()
        assert Pages(dock).start.isVisible()
        return path

    return save


def is_in_order(project, dock, folder):
    """The dock shows the campaign, and the project has its layers, once."""
    kinds = sorted(str(table_of(layer)) for layer in project.mapLayers().values())
    assert kinds == ["None", "classification", "detection", "images", "segmentation"]
    assert all(layer.isValid() for layer in project.mapLayers().values())
    assert len(project.layerTreeRoot().children()) == 1
    assert Pages(dock).campaign.isVisible()
    assert dock.folder.currentText() == str(folder)
    return True


@pytest.mark.parametrize("file", ["work.qgz", "work.qgs", "two images/work.qgz"])
def test_a_saved_project_works_on(dock, idle, save, folder, qgis_new_project, qtbot, file):
    path = save(file)
    before = snapshot(folder)
    assert qgis_new_project.read(str(path))
    idle()
    assert is_in_order(qgis_new_project, dock, folder)
    assert snapshot(folder) == before

    (layer,) = qgis_new_project.mapLayersByName("detection")
    assert draw(layer, IN_A)["image"] == "a.tif", "a.tif is still the current image"
    assert layer.startEditing()
    assert layer.deleteFeature(edits.first(layer, "a.tif").id())
    feature = draw(layer, IN_A)
    feature["label"] = "urban"
    assert layer.addFeature(feature)
    qtbot.mouseClick(dock.export, Qt.MouseButton.LeftButton)
    idle()
    assert Pages(dock).export.summary.text() == "1 file: 1 added, 0 changed, 1 deleted"
    qtbot.mouseClick(Pages(dock).export.write, Qt.MouseButton.LeftButton)
    idle()
    assert changed(before, snapshot(folder)) == {"a.geojson"}

    Pages(dock).campaign.navigator.image_activated.emit("b.tif")
    assert is_in_order(qgis_new_project, dock, folder)
    assert draw(layer, IN_B)["image"] == "b.tif"


def test_a_saved_project_takes_over_what_changed_on_disk(
    dock, idle, save, folder, qgis_new_project
):
    path = save()
    files = {"spai.json": spai(lake="#123456"), "a.geojson": collection(detection("lake"))}
    write_files(folder, files)
    assert qgis_new_project.read(str(path))
    idle()
    assert is_in_order(qgis_new_project, dock, folder)
    assert [(entry.label.name, entry.count) for entry in Pages(dock).campaign.labels.items] == [
        ("lake", 1)
    ]
    (layer,) = qgis_new_project.mapLayersByName("detection")
    assert [category.value() for category in layer.renderer().categories()][:-1] == ["lake"]


def test_a_project_that_was_moved_with_its_campaign_works_on(
    dock, idle, save, folder, qgis_new_project, tmp_path
):
    path = save("two images/work.qgz")
    moved = folder.rename(tmp_path / "elsewhere")
    assert qgis_new_project.read(str(moved / path.name))
    idle()
    assert is_in_order(qgis_new_project, dock, moved)
    for image in ("b.tif", "a.tif"):
        Pages(dock).campaign.navigator.image_activated.emit(image)
        assert is_in_order(qgis_new_project, dock, moved)
    (layer,) = qgis_new_project.mapLayersByName("detection")
    assert draw(layer, IN_A)["image"] == "a.tif"


def test_a_project_whose_workspace_is_gone_is_told_and_qgis_goes_on(
    dock, idle, save, folder, qgis_new_project, qgis_iface, logged_errors
):
    path = save()
    qgis_new_project.clear()  # QGIS 3.22 can crash where a file goes while it draws it
    (folder / "scaneo.gpkg").unlink()
    qgis_iface.messageBar().clear_messages()
    assert qgis_new_project.read(str(path))
    idle()
    logged_errors.clear()  # QGIS says itself that layers are gone
    said = [text for texts in qgis_iface.messageBar().messages.values() for text in texts]
    assert any("scaneo.gpkg" in text for text in said)
    assert Pages(dock).start.isVisible()
    assert dock.open.isEnabled() or dock.folder.isEnabled()


def test_another_project_is_none_of_our_business(dock, idle, qgis_new_project, tmp_path):
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326", "other", "memory")
    qgis_new_project.addMapLayer(layer)
    file = str(tmp_path / "other.qgz")
    assert qgis_new_project.write(file)
    assert qgis_new_project.read(file)
    idle()
    assert Pages(dock).start.isVisible()
    assert len(qgis_new_project.mapLayers()) == 1


def test_a_plugin_that_is_loaded_later_takes_the_project_up(
    load, folder, qgis_iface, root, tmp_path, qtbot, qgis_app
):
    layers = load(folder)
    settings = QgsSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    icon = root / "ui" / "icons" / "icon.svg"
    controller = Controller(qgis_iface, layers.project, Settings(settings), icon)
    tasks = qgis_app.taskManager()
    qtbot.waitUntil(lambda: controller.is_idle and not tasks.activeTasks(), timeout=30000)
    qtbot.wait(20)
    assert controller.dock.folder.currentText() == str(folder)
    assert len(layers.project.mapLayers()) == 5
    controller.unload()


def test_the_project_is_handed_in(load, folder, opened):
    """Nothing reaches for the project that QGIS has open."""
    project = QgsProject()
    workspace = opened(folder).workspace
    layers = [make_layer(workspace, folder, kind) for kind in KINDS]
    add_layers(project, layers, "elsewhere")
    show_image(project, workspace, folder, "a.tif", load_raster(folder, "a.tif"))
    assert len(project.mapLayers()) == 5
    assert QgsProject.instance().mapLayers() == {}
    context = find_layers(project, workspace)["detection"].createExpressionContext()
    assert context.variable("scaneo_image") == "a.tif"
