"""A campaign's layers in a project: where they stand, and how they look."""

import shutil

import pytest
from qgis.core import (
    NULL,
    QgsFeature,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRectangle,
    QgsRenderContext,
    QgsSymbolLayerUtils,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QColor
from scaneo_bridge.core.qgis.layers import find_workspaces
from scaneo_bridge.core.qgis.map_image import MapImage
from scaneo_bridge.core.workspace.workspace_ref import WorkspaceRef, table_of
from support.folders import write_files
from support.geojson import LABELS, classification, collection, segmentation, spai
from support.images import write_image
from support.subjects.project import HOSTILE, TASKS

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
    assert find_workspaces(qgis_new_project) == [WorkspaceRef(layers.workspace)]


def test_the_image_lies_below_the_layers(layers):
    layers.show("a.tif")
    layers.show("b.tif")
    (raster,) = layers.rasters()
    assert raster.source() == str(layers.folder / "b.tif")
    assert layers.group.findLayers()[-1].layer() is raster
    assert MapImage(layers.project, WorkspaceRef.at(layers.workspace)).path == "b.tif"


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
    assert MapImage(one.project, WorkspaceRef.at(one.workspace)).path == "a.tif"
    assert MapImage(two.project, WorkspaceRef.at(two.workspace)).path == "b.tif"
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
