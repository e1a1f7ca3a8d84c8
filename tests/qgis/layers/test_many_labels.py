"""More labels than people look through: one symbol paints them all, each in its own colour."""

import random

import pytest
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsLayerTreeModel,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsReadWriteContext,
    QgsRectangle,
    QgsRendererCategory,
    QgsSymbol,
)
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtXml import QDomDocument
from scaneo_bridge.core.base.model import Label, Task
from scaneo_bridge.core.mapping.symbology.legend import Legend
from scaneo_bridge.core.qgis.editing.edit_commands import annotation_commands as deeds
from scaneo_bridge.core.qgis.editing.edit_commands import label_commands as label_deeds
from scaneo_bridge.core.qgis.layers import find_layers, make_layer, style_layer
from scaneo_bridge.core.qgis.styling.styles import MOST_CLASSES, task_symbol
from scaneo_bridge.core.workspace.workspace_ref import WorkspaceRef
from support.editing import open_editing
from support.folders import write_files
from support.geojson import collection, detection, spai
from support.images import write_image

CLASSIFICATION, DETECTION, SEGMENTATION = Task
ODD = ("it's", '"label"', "@scaneo_image", "[% 1 + 1 %]", "null", "a\\b\\", "città 🌊", "LABEL 007")
MANY = MOST_CLASSES + 50
SPOT = QgsRectangle(2.1, 41.6, 2.3, 41.8)


def colors(count=MANY):
    chance = random.Random(1)
    names = [*ODD, *(f"label {number:03}" for number in range(count - len(ODD)))]
    return {name: f"#{chance.randrange(0x1000000):06x}" for name in names}


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "many"
    write_image(folder / "a.tif")
    files = {"spai.json": spai(**colors()), "a.geojson": collection(detection(ODD[0]))}
    return write_files(folder, files)


@pytest.fixture
def editing(folder, opened):
    with open_editing(opened(folder).workspace.path) as editing:
        yield editing


def drawn(layer, label):
    """The colour and the pen of a box or an area of this label, as QGIS paints it on white."""
    layer.selectByExpression("true")
    layer.deleteSelectedFeatures()
    feature = QgsFeature(layer.fields())
    feature["label"] = label
    feature.setGeometry(QgsGeometry.fromRect(SPOT).coerceToType(layer.wkbType())[0])
    assert layer.addFeature(feature)
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(SPOT.buffered(0.1))
    settings.setOutputSize(QSize(200, 200))
    settings.setBackgroundColor(QColor("white"))
    settings.setFlag(QgsMapSettings.Flag.Antialiasing, False)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    picture = job.renderedImage()
    edge = [picture.pixelColor(column, 50).name() for column in range(60, 140)]
    return max(set(edge), key=edge.count), len(set(edge)) > 1, picture.pixelColor(100, 100)


def classes(layer):
    return [one.value() for one in layer.renderer().categories()]


@pytest.mark.parametrize("task", Task)
def test_each_label_is_drawn_in_its_colour(editing, task):
    layer, listed = editing.layer(task), colors()
    layer.setLabelsEnabled(False)
    assert len(classes(layer)) == 1, "QGIS has one class to copy for each map, not all"
    for label in (*ODD, "label 000", "label 141"):
        color, is_dashed, inside = drawn(layer, label)
        assert (color, is_dashed) == (listed[label], False), label
        fill = QColor(listed[label])
        share = {CLASSIFICATION: 0, DETECTION: 40, SEGMENTATION: 90}[task] / 255
        for band in ("red", "green", "blue"):
            expected = 255 + share * (getattr(fill, band)() - 255)
            assert abs(getattr(inside, band)() - expected) < 4, (label, "the image shows through")


@pytest.mark.parametrize("task", Task)
@pytest.mark.parametrize("label", ["not listed", "", None, "Label 000", "label 000 "])
def test_a_label_that_is_not_listed_is_drawn_grey_and_dashed(editing, task, label):
    editing.layer(task).setLabelsEnabled(False)
    color, is_dashed, _ = drawn(editing.layer(task), label)
    assert is_dashed and color in ("#787878", "#ffffff")


def test_what_is_done_to_labels_shows_on_the_map(editing):
    layer = editing.layer(DETECTION)
    label_deeds.recolor_label(editing, "label 001", "#010203")
    label_deeds.rename_label(editing, "label 002", "lake")
    label_deeds.add_label(editing, Label("sea", "#000080"))
    label_deeds.move_label(editing, "label 003", 0)
    label_deeds.delete_label(editing, "label 004")
    assert drawn(layer, "label 001")[0] == "#010203"
    assert drawn(layer, "lake")[0] == colors()["label 002"]
    assert drawn(layer, "sea")[0] == "#000080"
    assert drawn(layer, "label 003")[0] == colors()["label 003"]
    assert drawn(layer, "label 004")[1], "it is not listed any more"
    assert layer.editorWidgetSetup(layer.fields().indexOf("label")).config()["map"] == [
        {label.name: label.name} for label in editing.palette.labels
    ]


def test_undo_brings_colours_back(editing):
    layer = editing.layer(DETECTION)
    label_deeds.recolor_label(editing, "label 001", "#010203")
    layer.undoStack().undo()
    assert drawn(layer, "label 001")[0] == colors()["label 001"]


def test_the_list_of_layers_is_left_alone(editing, qtbot):
    """It is what QGIS takes longest for."""
    model = QgsLayerTreeModel(editing.project.layerTreeRoot())
    model.setFlag(QgsLayerTreeModel.Flag.ShowLegend, True)
    changed = []
    for layer in editing.layers.values():
        layer.legend().itemsChanged.connect(lambda: changed.append(1))
        (node,) = model.layerLegendNodes(editing.project.layerTreeRoot().findLayer(layer.id()))
        assert node.data(Qt.ItemDataRole.DisplayRole) == "each label in its colour"
    label_deeds.recolor_label(editing, "label 001", "#010203")
    label_deeds.rename_label(editing, "label 002", "lake")
    qtbot.wait(400)
    assert changed == []


# Between few and many


def names(editing):
    return [label.name for label in editing.palette.labels]


@pytest.mark.parametrize("task", Task)
def test_labels_are_classes_as_long_as_there_are_few(editing, task):
    while len(editing.palette.labels) > MOST_CLASSES:
        label_deeds.delete_label(editing, editing.palette.names[-1])
    layer = editing.layer(task)
    assert classes(layer) == [*names(editing), None]
    found = [
        one.symbol().symbolLayer(0).strokeColor().name() for one in layer.renderer().categories()
    ]
    assert found == [*(label.color for label in editing.palette.labels), "#787878"]
    layer.undoStack().undo()
    assert classes(layer) == [None]
    layer.setLabelsEnabled(False)
    assert drawn(layer, "label 000")[0] == colors()["label 000"]


def widths(layer):
    return [one.symbol().symbolLayer(0).strokeWidth() for one in layer.renderer().categories()]


def widen(layer, label):
    renderer = layer.renderer().clone()
    index = classes(layer).index(label)
    categories = renderer.categories()  # each owns its symbol
    symbol = categories[index].symbol().clone()
    symbol.symbolLayer(0).setStrokeWidth(2.5)
    renderer.updateCategorySymbol(index, symbol)
    layer.setRenderer(renderer)


def test_a_look_that_somebody_gave_a_label_stays(editing, qtbot):
    while len(editing.palette.labels) > MOST_CLASSES:
        label_deeds.delete_label(editing, editing.palette.names[-1])
    layer = editing.layer(DETECTION)
    widen(layer, "label 003")
    qtbot.wait(20)
    label_deeds.add_label(editing, Label("sea", "#000080"))
    assert classes(layer) == ["label 003", None]
    assert widths(layer)[0] == 2.5
    label_deeds.rename_label(editing, "label 004", "lake")
    assert classes(layer) == ["label 003", None]
    label_deeds.rename_label(editing, "label 003", "pond")
    assert classes(layer) == [None]
    assert drawn(layer, "pond")[0] == colors()["label 003"]


def test_a_look_that_somebody_gave_all_of_them_stays(editing, qtbot):
    layer, said = editing.layer(SEGMENTATION), []
    editing.restyled.connect(said.append)
    widen(layer, None)
    qtbot.wait(20)
    label_deeds.recolor_label(editing, "label 003", "#010203")
    label_deeds.add_label(editing, Label("sea", "#000080"))
    assert widths(layer)[0] == 2.5
    assert said == []


def test_classes_that_somebody_made_of_many_labels_stay(editing, qtbot):
    """By *Classify*, in QGIS."""
    layer, said = editing.layer(DETECTION), []
    editing.restyled.connect(said.append)
    renderer = layer.renderer().clone()
    renderer.deleteAllCategories()
    for name in (*names(editing), None):
        symbol = QgsSymbol.defaultSymbol(layer.geometryType())
        renderer.addCategory(QgsRendererCategory(name, symbol, str(name)))
    layer.setRenderer(renderer)
    qtbot.wait(20)
    assert classes(layer) == [*names(editing), None] and said == []


@pytest.mark.parametrize("broken", ["no rest", "one class of two labels", "grey"])
def test_what_does_not_show_many_labels_gives_way(editing, qtbot, broken):
    layer, said = editing.layer(DETECTION), []
    editing.restyled.connect(said.append)
    renderer = layer.renderer().clone()
    symbol = task_symbol(DETECTION, QColor("red"))
    if broken == "no rest":
        renderer.updateCategoryValue(0, "label 000")
    elif broken == "grey":
        renderer.updateCategorySymbol(0, symbol)
    else:
        renderer.addCategory(QgsRendererCategory(["label 000", "label 001"], symbol, "two"))
    layer.setRenderer(renderer)
    qtbot.wait(20)
    assert classes(layer) == [None] and len(said) == 1
    assert drawn(layer, "label 001")[0] == colors()["label 001"]


def test_a_class_that_is_hidden_shows_where_it_is_drawn(editing):
    layer = editing.layer(DETECTION)
    renderer = layer.renderer().clone()
    renderer.updateCategoryRenderState(0, False)
    with editing._styling.ours():
        layer.setRenderer(renderer)
    square = QgsGeometry.fromRect(SPOT)
    deeds.add_annotation(editing, DETECTION, square, "label 000", "a.tif")
    assert layer.renderer().categories()[0].renderState()


def test_who_exports_such_a_layer_takes_the_colours_along(editing):
    layer = editing.layer(DETECTION)
    legend = Legend(layer)
    legend.start(layer.createExpressionContext())
    for label in (*ODD, "label 000"):
        feature = QgsFeature(layer.fields())
        feature["label"] = label
        assert legend.tested_color(feature, {"label"}) == colors()[label]
    legend.stop()


# Saved


def test_a_saved_project_shows_the_colours_by_itself(editing, tmp_path):
    file = str(tmp_path / "saved.qgz")
    editing.save(stop=True)
    assert editing.project.write(file)
    read = QgsProject()
    assert read.read(file)
    layer = find_layers(read, editing.workspace)["detection"]
    assert layer.startEditing()
    assert drawn(layer, "label 007")[0] == colors()["label 007"]
    layer.rollBack()
    read.clear()


def by_classes(layer, labels):
    """As we once styled many labels, and as a project has it that was saved then."""
    renderer = layer.renderer().clone()
    renderer.deleteAllCategories()
    for label in labels:
        symbol = task_symbol(DETECTION, QColor(label.color))
        renderer.addCategory(QgsRendererCategory(label.name, symbol, label.name))
    rest = task_symbol(DETECTION, QColor(120, 120, 120), Qt.PenStyle.DashLine)
    renderer.addCategory(QgsRendererCategory(None, rest, "not in spai.json"))
    layer.setRenderer(renderer)
    document = QDomDocument()
    layer.exportNamedStyle(document, QgsReadWriteContext())
    return document


def test_a_project_with_a_class_for_each_of_many_labels_gets_one(folder, opened, qgis_new_project):
    workspace = opened(folder).workspace.path
    labels = [Label(name, color) for name, color in colors().items()]
    layer = make_layer(WorkspaceRef.at(workspace), folder, "detection")
    style_layer(layer, labels)
    style = by_classes(layer, labels)
    assert layer.importNamedStyle(style)[0] and len(classes(layer)) == MANY + 1
    widen(layer, "label 003")
    assert not style_layer(layer, labels), "nobody's look was replaced"
    assert classes(layer) == ["label 003", None]
    layer.startEditing()
    assert drawn(layer, "label 007")[0] == colors()["label 007"]
    layer.rollBack()


def test_a_class_that_somebody_adds_is_beside_the_others(editing, qtbot):
    """By *Add class*, in QGIS."""
    layer, said = editing.layer(DETECTION), []
    editing.restyled.connect(said.append)
    renderer = layer.renderer().clone()
    symbol = task_symbol(DETECTION, QColor("#010203"))
    renderer.addCategory(QgsRendererCategory("label 005", symbol, "mine"))
    layer.setRenderer(renderer)
    qtbot.wait(20)
    label_deeds.add_label(editing, Label("sea", "#000080"))
    assert classes(layer) == [None, "label 005"] and said == []
    assert drawn(layer, "label 005")[0] == "#010203"
    assert drawn(layer, "label 006")[0] == colors()["label 006"]
