"""Names that would do something, in QGIS: they show as plain text and do nothing."""

import json
import shutil
import time
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsExpression,
    QgsExpressionContext,
    QgsLayerTreeModel,
    QgsLayoutItemLegend,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsPrintLayout,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsSymbolLegendNode,
)
from qgis.gui import QgsGui
from qgis.PyQt.QtCore import QSize, Qt
from scaneo_bridge.core.algorithms.import_campaign import ImportCampaign
from scaneo_bridge.core.algorithms.merge_campaigns import MergeCampaigns
from scaneo_bridge.core.algorithms.restore_campaign import RestoreCampaign
from scaneo_bridge.core.base.names import shown, shown_text
from support.desk.widgets import as_html, unseen
from support.folders import changed, contents, snapshot
from support.geojson import as_bytes, collection
from support.subjects.hostile_texts import (
    IMAGES,
    LABELS,
    LISTED,
    LONG,
    MOST,
    assert_harmless,
    does_nothing,
)

pytest_plugins = ["support.desk.fixtures"]

TASKS = ("classification", "detection", "segmentation")


# QGIS


def test_the_layer_tree_and_the_legend(opened):
    root = opened.project.layerTreeRoot()
    (group,) = root.children()
    assert unseen(group.name()) == shown("<u>c\u202e{0} & [% 1 + 1 %]")
    tree = QgsLayerTreeModel(root)
    for node in root.findLayers():
        assert_harmless(unseen(node.name()), "layer")
        tip = tree.data(tree.node2index(node), Qt.ItemDataRole.ToolTipRole)  # QGIS's own
        assert "<u>" not in tip and "<b>x" not in tip
    for image in IMAGES:
        opened.images.go_to(image)
        (raster,) = opened.layers(QgsRasterLayer)
        assert unseen(raster.name()) == shown(image) and does_nothing(raster.name())
    for task in TASKS:
        entries = tree.layerLegendNodes(root.findLayer(opened.layer(task).id()))
        names = [unseen(entry.data(0)) for entry in entries]
        assert names[:-1] == [shown(label) for label in LISTED]


def test_the_legend_of_a_layout_takes_none_for_an_expression(opened):
    layout = QgsPrintLayout(opened.project)
    legend = QgsLayoutItemLegend(layout)
    layout.addLayoutItem(legend)
    context = legend.createExpressionContext()
    for node in legend.model().rootGroup().findLayers():
        assert "[%" not in node.name()
        for entry in legend.model().layerLegendNodes(node):
            if isinstance(entry, QgsSymbolLegendNode):
                assert entry.evaluateLabel(context) == entry.data(0)


def test_the_drop_down_of_the_form(opened):
    layer = opened.layer("detection")
    field = layer.fields().indexOf("label")
    setup = layer.editorWidgetSetup(field)
    wrapper = QgsGui.editorWidgetRegistry().create(
        setup.type(), layer, field, setup.config(), None, opened.dock.widget
    )
    combo = wrapper.widget()
    for label in LISTED:
        wrapper.setValues(label, [])
        assert combo.currentText() == shown(label) and wrapper.value() == label
    combo.deleteLater()


def tip_of(layer, feature):
    context = layer.createExpressionContext()
    context.setFeature(feature)
    return QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)


def test_map_tips(opened):
    for task in TASKS:
        layer = opened.layer(task)
        for feature in layer.getFeatures():
            tip = tip_of(layer, feature)
            assert "<" not in tip and len(tip) <= MOST
            if len(feature["label"]) < 50:
                assert as_html(tip).split() == unseen(feature["label"]).split()
    images = opened.layer("images")
    assert all("<" not in tip_of(images, feature) for feature in images.getFeatures())


def test_the_map_is_drawn_at_once(opened):
    settings = QgsMapSettings()
    settings.setLayers([opened.layer(task) for task in TASKS])
    settings.setExtent(QgsRectangle(2, 40, 7, 43))
    settings.setOutputSize(QSize(800, 600))
    job = QgsMapRendererSequentialJob(settings)
    begin = time.thread_time()
    job.start()
    job.waitForFinished()
    assert time.thread_time() - begin < 3
    labeling = opened.layer("classification").labeling().settings()
    (longest,) = {
        labeling.getLabelExpression().evaluate(_context(feature))
        for feature in opened.layer("classification").getFeatures()
        if feature["label"] == LONG
    }
    assert len(longest) <= 60


def _context(feature):
    context = QgsExpressionContext()
    context.setFeature(feature)
    return context


def test_the_log_of_processing(qgis_new_project, folder, tmp_path):
    feedback = QgsProcessingFeedback(False)
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    merged = str(tmp_path / "merged")
    shutil.copytree(folder, merged)
    for file in Path(merged).glob("*.geojson"):
        file.write_bytes(as_bytes(collection()))
    for algorithm, parameters in (
        (ImportCampaign(), {"FOLDER": str(folder)}),
        (MergeCampaigns(), {"FOLDERS": [str(folder)], "FOLDER": merged, "OUTPUT": "memory:"}),
        (RestoreCampaign(), {"FOLDER": merged}),
    ):
        _, good = algorithm.create().run(parameters, context, feedback)
        assert good, feedback.textLog()
    assert feedback.textLog().count(".geojson: ") >= 8, "four were merged, and taken away again"
    html = feedback.htmlLog()
    for tag in ("<img", "<script", "<b>", "<u>c"):
        assert tag not in html
    for line in feedback.textLog().splitlines():
        assert_harmless(line, "log")


# What is kept


def test_nothing_is_changed_without_an_edit(opened, folder):
    before = snapshot(folder)
    assert opened.dock.preview() is None
    assert changed(before, snapshot(folder)) == set()


@pytest.mark.parametrize("label", LISTED)
def test_a_label_that_is_given_keeps_its_characters(opened, folder, label):
    before = contents(folder)
    layer = opened.layer("detection")
    feature = next(one for one in layer.getFeatures() if one["label"] != label)
    image = feature["image"]
    assert layer.startEditing()
    assert layer.changeAttributeValue(feature.id(), layer.fields().indexOf("label"), label)
    assert opened.dock.preview() is not None
    opened.click(opened.dock.pages.export.write)
    opened.wait()
    geojson = image.replace(".tif", ".geojson")
    assert changed(before, contents(folder)) <= {geojson, "spai.json"}
    was, now = json.loads(before[geojson]), json.loads((folder / geojson).read_bytes())
    different = [
        (one["properties"]["label"], other["properties"]["label"])
        for one, other in zip(was["features"], now["features"])
        if one != other
    ]
    assert different == [(feature["label"], label)]
    listed = [one["name"] for one in json.loads((folder / "spai.json").read_bytes())["labels"]]
    assert listed == [*LISTED, LABELS[1]]


# How it is shown


def test_what_is_read_from_right_to_left_stays_where_it_is():
    told = shown_text("Delete “مياه (2)”? 3 annotations have it.")
    assert told == "Delete “\u2068مياه\u2069 (2)”? 3 annotations have it."
    assert shown("plain name") == shown_text("plain name") == "plain name"


def test_a_long_name_keeps_its_ends():
    name = shown("begin" + "x" * 10000 + "end")
    assert len(name) < 400 and name.startswith("beginx") and name.endswith("xend") and "…" in name


def test_all_that_does_something_is_seen(qgis_app):
    assert QgsApplication.instance() is not None
    assert shown("a\nb\x00\u202e\u2066") == "a␊b␀⟨U+202E⟩⟨U+2066⟩"
