"""Names that would do something, where they are seen: they show as plain text and do nothing."""

import json
import shutil
import time
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsExpression,
    QgsExpressionContext,
    QgsFeature,
    QgsGeometry,
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
    QgsVectorLayer,
)
from qgis.gui import QgsGui
from qgis.PyQt.QtCore import QPoint, QSize, Qt
from qgis.PyQt.QtGui import QContextMenuEvent
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QToolTip,
    QWidget,
)
from scaneo_bridge.core.algorithms.import_campaign import ImportCampaign
from scaneo_bridge.core.algorithms.merge_campaigns import MergeCampaigns
from scaneo_bridge.core.algorithms.restore_campaign import RestoreCampaign
from scaneo_bridge.core.base.shown import shown, shown_text
from scaneo_bridge.ui.check.findings_model import FindingsModel
from support import layers as edits
from support.dock import as_html, unseen
from support.folders import changed, contents, snapshot, write_files
from support.geojson import as_bytes, classification, collection, detection, segmentation, spai
from support.images import write_image

pytest_plugins = ["support.dock"]

LONG = "long " * 1000 + "x" * 5000
LABELS = [
    '<b>bold</b><img src="file:///none.png">',
    "</qt><script>alert(1)</script>",
    "&File && &amp; &lt;b&gt;",
    "it's \"x\" \\ 'y' -- ;",
    "[% 1 + 1 %]",
    '@scaneo_image || "label"',
    "{0} {name} {} %1 %s %n {{",
    "a\tb\nc\r\x01\x07\x1b[31m\x7f\x85z",
    "\u202egnp.exe\u202c",
    "\u2067ab\u2066c",  # isolates that nobody ends
    "line\u2028paragraph\u2029end",
    "مياه (2)",
    LONG,
]
LISTED = [LABELS[0], *LABELS[2:]]
IMAGES = [
    "<b>x<\u2215b>{0}[% 1 %] \"q\" 'a' &c %1.tif",
    "a\x01\nb\tc.tif",
    "\u202efit\u202c.tif",
    "w" * 240 + ".tif",
]
TASKS = ("classification", "detection", "segmentation")
DOING = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F)]))
DOING += "\u061c\u200e\u200f\u2066\u2067"
MOST = 1100  # characters of any text; one of the long label's would be 10,000


@pytest.fixture
def folder(tmp_path):
    """A campaign of such names. The labels are in use but for the last; the second is unlisted."""
    path = tmp_path / "<u>c\u202e{0} & [% 1 + 1 %]"
    for number, name in enumerate(IMAGES):
        write_image(path / name, grid=(2.0 + number, 0.05, 0.0, 42.0, 0.0, -0.1))
    colors = {label: f"#{number:06x}" for number, label in enumerate(LABELS, 0x10)}
    del colors[LABELS[1]]
    found = {}
    for number, name in enumerate(IMAGES):
        box = (41.1, 2.1 + number, 41.2, 2.3 + number)
        ring = [[2.1 + number, 41.3], [2.3 + number, 41.3], [2.2 + number, 41.4]]
        features = [make(label) for label in LABELS[number::4] for make in _MAKERS]
        features += [detection(label, box) for label in LABELS[number::4]]
        features += [segmentation(label, [*ring, ring[0]]) for label in LABELS[number::4]]
        found[name.replace(".tif", ".geojson")] = collection(*features)
    return write_files(path, {"spai.json": spai(**colors), **found})


_MAKERS = (classification,)


# What is seen, wherever that is


def does_nothing(text):
    """Whether a text is as long as people read, and nothing in it breaks lines or turns them."""
    isolates = text.count("\u2068"), text.count("\u2069")
    rest = text.translate(dict.fromkeys(map(ord, "\n\u2068\u2069")))
    return isolates[0] == isolates[1] and not set(rest) & set(DOING) and len(text) <= MOST


def assert_harmless(text, what):
    assert does_nothing(text), f"{what}: {ascii(text)[:300]}"


def assert_plain(html, what):
    """A text for a place that guesses: no name makes an element of its own."""
    if Qt.mightBeRichText(html):
        seen = as_html(html)
        assert_harmless(unseen(seen), what)
        for tag in ("<img", "<script", "<b>bold", "<b>x", "<u>c"):
            assert tag not in html, f"{what}: {html[:300]}"
    else:
        assert_harmless(html, what)


def check_widgets(top):
    """Looks at all that a widget and those in it show, and say in a tooltip."""
    for widget in [top, *top.findChildren(QWidget)]:
        if any(isinstance(one, QComboBox) and one.isEditable() for one in parents(widget)):
            continue  # a path that can be typed is that path
        name = f"{type(widget).__name__} {widget.objectName()}"
        assert_plain(widget.toolTip(), f"tooltip of {name}")
        if isinstance(widget, QLabel):
            if widget.textFormat() == Qt.TextFormat.PlainText:
                assert_harmless(widget.text(), name)
            else:
                assert_plain(widget.text(), name)
        elif isinstance(widget, QAbstractButton):
            assert_harmless(widget.text(), name)
            assert "&" not in widget.text().replace("&&", ""), name
        elif isinstance(widget, QComboBox):
            for row in range(widget.count()):
                assert_harmless(widget.itemText(row), name)
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            check_model(widget.model(), name)


def parents(widget):
    while widget is not None:
        yield widget
        widget = widget.parentWidget()


def check_model(model, name, parent=None):
    at = [parent] if parent is not None else []
    for row in range(model.rowCount(*at)):
        for column in range(model.columnCount(*at)):
            index = model.index(row, column, *at)
            assert_harmless(str(model.data(index) or ""), name)
            tip = model.data(index, Qt.ItemDataRole.ToolTipRole) or ""
            assert_plain(tip, f"tooltip in {name}")
            if isinstance(model, FindingsModel) and model.rowCount(index):
                check_model(model, name, index)


def paste(session, path):
    """Puts a path into the folder's field, as QTest's keys can't."""
    session.type_folder("")
    QApplication.clipboard().setText(str(path))
    field = session.dock.folder.lineEdit()
    session.bot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def open_folder(session, path):
    paste(session, path)
    session.bot.keyClick(session.dock.folder.lineEdit(), Qt.Key.Key_Return)
    session.wait()


@pytest.fixture
def opened(session, folder):
    before = session.dock.minimumSizeHint().width()
    open_folder(session, folder)
    assert session.is_open
    assert session.dock.minimumSizeHint().width() <= max(before, 300)
    return session


def tooltip_size(text):
    """How large the window of a tooltip is, in pixels."""
    QToolTip.showText(QPoint(10, 10), text)
    (window,) = [
        one for one in QApplication.topLevelWidgets() if one.inherits("QTipLabel") and one.text()
    ]
    size = window.sizeHint()
    QToolTip.hideText()
    return size


# The dock


def test_the_campaign_s_page(opened):
    check_widgets(opened.dock)
    shown_labels = [item.label.name for item in opened.page.labels.items]
    assert sorted(shown_labels) == sorted(LABELS), "the data is as it was"
    assert [item.path for item in opened.page.images.items] == sorted(IMAGES)


def test_a_list_of_them_is_drawn_at_once(opened):
    begin = time.perf_counter()
    opened.dock.grab()
    assert time.perf_counter() - begin < 2


def test_no_tooltip_fills_the_screen(opened):
    model = opened.page.labels
    for row in range(model.rowCount()):
        size = tooltip_size(model.data(model.index(row, 0), Qt.ItemDataRole.ToolTipRole))
        assert size.width() < 900 and size.height() < 400


def test_the_chips_of_an_image(opened):
    opened.click(opened.dock.label)
    opened.wait()
    for image in IMAGES:
        opened.go_to(image)
        opened.wait()
        check_widgets(opened.dock)
        check_widgets(opened.canvas)
        seen = [chip.findChild(QLabel, "name") for chip in opened.page.class_tags.children()
                if chip.objectName() == "chip" and not chip.isHidden()]  # fmt: skip
        assert len(seen) == len(LABELS[IMAGES.index(image) :: 4])
    assert opened.dock.minimumSizeHint().width() <= 300


def test_problems_and_messages(opened):
    listed = opened.page.problems
    assert listed.rowCount() or opened.messages()
    check_model(listed, "problems")
    for texts in opened.bar.messages.values():
        for text in texts:
            assert_plain(text, "message")


def test_an_error_that_names_one(session, tmp_path):
    open_folder(session, tmp_path / f"<b>x\u202e{LONG[:200]}")
    (message,) = session.messages()
    assert_harmless(message, "message")
    assert "<b>x⟨U+202E⟩" in message


def test_the_progress_of_work(session, folder):
    paste(session, folder)
    manager, told = QgsApplication.taskManager(), []

    def listen(number):
        told.append(manager.task(number).description())

    manager.taskAdded.connect(listen)
    session.click(session.dock.open)
    check_widgets(session.dock.progress_panel)
    assert "<u>c⟨U+202E⟩" in unseen(session.dock.progress_panel.title.text())
    session.wait()
    manager.taskAdded.disconnect(listen)
    assert any("<u>c" in unseen(text) for text in told)
    assert not any(map(Qt.mightBeRichText, told)), "as QGIS would in a tooltip of the task"


def test_the_preview_of_an_export(opened, folder):
    for image in IMAGES:
        edits.relabel(folder / "scaneo.gpkg", "detection", image)
    open_folder(opened, folder)
    assert opened.preview() is not None
    assert opened.pages.export.files.rowCount() >= len(IMAGES)
    check_widgets(opened.dock)
    assert opened.dock.minimumSizeHint().width() <= 300


def test_what_checks_find(opened):
    opened.click(opened.page.check)
    opened.wait()
    page, found = opened.pages.checks, opened.pages.checks.findings
    assert any(LABELS[1] == one.label for group in found.groups for one in group.findings)
    for row, group in enumerate(found.groups):
        for place in range(len(group.findings)):
            page.view.setCurrentIndex(found.index(place, 0, found.index(row, 0)))
            check_widgets(page)
    assert opened.dock.minimumSizeHint().width() <= 320


def open_menu(session, name):
    view = session.page.labels_view
    row = [item.label.name for item in session.page.labels.items].index(name)
    index = session.page.labels.index(row, 0)
    view.scrollTo(index)
    spot = view.visualRect(index).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, spot, view.viewport().mapToGlobal(spot)
    )
    QApplication.sendEvent(view.viewport(), event)
    session.bot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    return QApplication.activePopupWidget()


def test_the_menu_of_a_label(opened):
    menu = open_menu(opened, LABELS[0])
    (below,) = [action.menu() for action in menu.actions() if action.menu()]
    texts = [action.text() for action in below.actions()]
    assert len(texts) == len(LABELS) - 2, "but for itself and the unlisted one"
    for text in texts:
        assert_harmless(text, "menu")
        assert len(text) < 80 and "&" not in text.replace("&&", "")
    assert "&&File &&&& &&amp; &&lt;b&&gt;" in texts
    menu.close()


@pytest.mark.parametrize("name", LISTED)
def test_the_question_whether_to_delete_a_label(opened, name):
    menu = open_menu(opened, name)
    delete = menu.actions()[-1]
    opened.bot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(delete).center())
    (question,) = [
        one for one in opened.page.palette.findChildren(QWidget) if one.inherits("QDialog")
    ]
    check_widgets(question)
    assert question.sizeHint().width() < 700
    question.reject()


def test_layers_that_are_exported(session, tmp_path):
    layer = QgsVectorLayer(
        "Polygon?crs=EPSG:4326&field=label:string(20000)", f"{LABELS[0]}\u202e{LONG}", "memory"
    )
    rows = []
    for number, label in enumerate(LABELS):
        feature = QgsFeature(layer.fields())
        feature["label"] = label
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(2.1, 41.1, 2.2, 41.2 + number / 50)))
        rows.append(feature)
    layer.dataProvider().addFeatures(rows)
    write_image(tmp_path / "c" / "a.tif")
    session.project.addMapLayer(layer)
    session.click(session.pages.start.layers)
    page = session.pages.layers
    check_widgets(page)
    (card,) = page.cards
    card.task.setCurrentIndex(2)
    page.folder.setFilePath(str(tmp_path / "c"))
    session.click(page.preview)
    session.wait()
    assert session.pages.layers_preview.isVisible()
    seen = [use.name for use in session.pages.layers_preview.labels.items]
    assert sorted(seen) == sorted(LABELS)
    check_widgets(session.dock)
    assert session.dock.minimumSizeHint().width() <= 320


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
        opened.go_to(image)
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
        setup.type(), layer, field, setup.config(), None, opened.dock
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
    begin = time.perf_counter()
    job.start()
    job.waitForFinished()
    assert time.perf_counter() - begin < 3
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
    assert opened.preview() is None
    assert changed(before, snapshot(folder)) == set()


@pytest.mark.parametrize("label", LISTED)
def test_a_label_that_is_given_keeps_its_characters(opened, folder, label):
    before = contents(folder)
    layer = opened.layer("detection")
    feature = next(one for one in layer.getFeatures() if one["label"] != label)
    image = feature["image"]
    assert layer.startEditing()
    assert layer.changeAttributeValue(feature.id(), layer.fields().indexOf("label"), label)
    assert opened.preview() is not None
    opened.click(opened.pages.export.write)
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
