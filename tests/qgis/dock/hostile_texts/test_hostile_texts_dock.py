"""Names that would do something, in the dock: they show as plain text and do nothing."""

import time

import pytest
from qgis.core import QgsApplication, QgsFeature, QgsGeometry, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, Qt
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
from scaneo_bridge.ui.check.findings_model import FindingsModel
from support import layers as edits
from support.desk.widgets import as_html, unseen
from support.images import write_image
from support.subjects.hostile_texts import (
    IMAGES,
    LABELS,
    LISTED,
    LONG,
    assert_harmless,
    open_folder,
    paste,
)

pytest_plugins = ["support.desk.fixtures"]


# What is seen, wherever that is


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
    check_widgets(opened.dock.widget)
    shown_labels = [item.label.name for item in opened.dock.page.labels.items]
    assert sorted(shown_labels) == sorted(LABELS), "the data is as it was"
    assert [item.path for item in opened.dock.page.images.items] == sorted(IMAGES)


def test_a_list_of_them_is_drawn_at_once(opened):
    begin = time.thread_time()
    opened.dock.widget.grab()
    assert time.thread_time() - begin < 2


def test_no_tooltip_fills_the_screen(opened):
    model = opened.dock.page.labels
    for row in range(model.rowCount()):
        size = tooltip_size(model.data(model.index(row, 0), Qt.ItemDataRole.ToolTipRole))
        assert size.width() < 900 and size.height() < 400


def test_the_chips_of_an_image(opened):
    opened.click(opened.dock.widget.label)
    opened.wait()
    for image in IMAGES:
        opened.images.go_to(image)
        opened.wait()
        check_widgets(opened.dock.widget)
        check_widgets(opened.map.canvas)
        seen = [chip.findChild(QLabel, "name") for chip in opened.dock.page.class_tags.children()
                if chip.objectName() == "chip" and not chip.isHidden()]  # fmt: skip
        assert len(seen) == len(LABELS[IMAGES.index(image) :: 4])
    assert opened.dock.widget.minimumSizeHint().width() <= 300


def test_problems_and_messages(opened):
    listed = opened.dock.page.problems
    assert listed.rowCount() or opened.bar.texts()
    check_model(listed, "problems")
    for texts in opened.bar.widget.messages.values():
        for text in texts:
            assert_plain(text, "message")


def test_an_error_that_names_one(desk, tmp_path):
    open_folder(desk, tmp_path / f"<b>x\u202e{LONG[:200]}")
    (message,) = desk.bar.texts()
    assert_harmless(message, "message")
    assert "<b>x⟨U+202E⟩" in message


def test_the_progress_of_work(desk, folder):
    paste(desk, folder)
    manager, told = QgsApplication.taskManager(), []

    def listen(number):
        told.append(manager.task(number).description())

    manager.taskAdded.connect(listen)
    desk.click(desk.dock.widget.open)
    check_widgets(desk.dock.widget.progress_panel)
    assert "<u>c⟨U+202E⟩" in unseen(desk.dock.widget.progress_panel.title.text())
    desk.wait()
    manager.taskAdded.disconnect(listen)
    assert any("<u>c" in unseen(text) for text in told)
    assert not any(map(Qt.mightBeRichText, told)), "as QGIS would in a tooltip of the task"


def test_the_preview_of_an_export(opened, folder):
    for image in IMAGES:
        edits.relabel(folder / "scaneo.gpkg", "detection", image)
    open_folder(opened, folder)
    assert opened.dock.preview() is not None
    assert opened.dock.pages.export.files.rowCount() >= len(IMAGES)
    check_widgets(opened.dock.widget)
    assert opened.dock.widget.minimumSizeHint().width() <= 300


def test_what_checks_find(opened):
    opened.click(opened.dock.page.check)
    opened.wait()
    page, found = opened.dock.pages.checks, opened.dock.pages.checks.findings
    assert any(LABELS[1] == one.label for group in found.groups for one in group.findings)
    for row, group in enumerate(found.groups):
        for place in range(len(group.findings)):
            page.view.setCurrentIndex(found.index(place, 0, found.index(row, 0)))
            check_widgets(page)
    assert opened.dock.widget.minimumSizeHint().width() <= 320


def open_menu(desk, name):
    view = desk.dock.page.labels_view
    row = [item.label.name for item in desk.dock.page.labels.items].index(name)
    index = desk.dock.page.labels.index(row, 0)
    view.scrollTo(index)
    spot = view.visualRect(index).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, spot, view.viewport().mapToGlobal(spot)
    )
    QApplication.sendEvent(view.viewport(), event)
    desk.bot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
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
        one for one in opened.dock.page.palette.findChildren(QWidget) if one.inherits("QDialog")
    ]
    check_widgets(question)
    assert question.sizeHint().width() < 700
    question.reject()


def test_layers_that_are_exported(desk, tmp_path):
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
    desk.project.addMapLayer(layer)
    desk.click(desk.dock.pages.start.layers)
    page = desk.dock.pages.layers
    check_widgets(page)
    (card,) = page.cards
    card.task.setCurrentIndex(2)
    page.folder.setFilePath(str(tmp_path / "c"))
    desk.click(page.preview)
    desk.wait()
    assert desk.dock.pages.layers_preview.isVisible()
    seen = [use.name for use in desk.dock.pages.layers_preview.labels.items]
    assert sorted(seen) == sorted(LABELS)
    check_widgets(desk.dock.widget)
    assert desk.dock.widget.minimumSizeHint().width() <= 320
