"""The widgets that need no QGIS work on Qt 6, with real mouse and key events."""

from importlib import import_module
from pathlib import Path

import pytest
from qgis.absent import NeedsQgis
from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QT_VERSION_STR, QEvent, QPoint, Qt
from qgis.PyQt.QtGui import QContextMenuEvent
from qgis.PyQt.QtWidgets import (
    QApplication,
    QComboBox,
    QCommandLinkButton,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)
from scaneo_bridge.core.base.model import ImageState, Label, Problem, Task
from scaneo_bridge.core.campaign.file_changes import Export, FileChange
from scaneo_bridge.core.mapping.export import LayerExport
from scaneo_bridge.core.mapping.label_uses import LabelUse
from scaneo_bridge.core.workspace.summary import ImageCount, LabelCount
from scaneo_bridge.ui.common.views import ElidedLabel, choices, table_view
from scaneo_bridge.ui.export.export_page import ExportPage
from scaneo_bridge.ui.export.layers_preview_page import LayersPreviewPage
from scaneo_bridge.ui.label.class_tags import ClassTags, MapClassTags
from scaneo_bridge.ui.label.images.images_model import ImagesModel, ShownImages
from scaneo_bridge.ui.label.modes import Mode
from scaneo_bridge.ui.label.modes_bar import ModesBar
from scaneo_bridge.ui.label.options_menu import OptionsMenu
from scaneo_bridge.ui.label.palette.palette_model import PaletteModel
from scaneo_bridge.ui.label.palette.palette_view import PaletteView
from scaneo_bridge.ui.shell.pages.start_page import StartPage
from scaneo_bridge.ui.shell.progress_panel import ProgressPanel
from scaneo_bridge.ui.work.options import Options, Outside

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
ODD = "<b>R&D</b> {n} مرحبا"


def told(signal):
    """A list of what a signal tells, from now on."""
    heard = []
    signal.connect(lambda *values: heard.append(values))
    return heard


def texts(model):
    """What a table shows, row by row."""
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_this_is_qt_6():
    assert QT_VERSION_STR.startswith("6.")


def test_a_class_of_qgis_can_be_named_and_not_be_used():
    with pytest.raises(NeedsQgis):
        QgsVectorLayer("a.gpkg")


def test_every_module_of_the_dock_can_be_imported(root):
    files = sorted((root / "ui").rglob("*.py"))
    for file in files:
        name = ".".join(file.relative_to(root).with_suffix("").parts)
        import_module(f"scaneo_bridge.{name}")
    assert len(files) > 50


@pytest.fixture
def palette(shown):
    """A list of three labels, and one that is not in spai.json."""
    model = PaletteModel()
    names = {"water": "#0048f0", ODD: "#8d99ae", "field": "#f2c14e"}
    listed = [LabelCount(Label(name, color), 7) for name, color in names.items()]
    model.set_items([*listed, LabelCount(Label("stray", "#787878"), 1, listed=False)])
    return shown(PaletteView(model))


def middle(view, row):
    return view.visualRect(view.model().index(row, 0)).center()


def test_a_click_on_a_label_chooses_it(palette, qtbot):
    chosen = told(palette.label_chosen)
    for row in range(4):
        qtbot.mouseClick(palette.viewport(), LEFT, pos=middle(palette, row))
    assert chosen == [("water",), (ODD,), ("field",)]


def test_a_double_click_renames_a_label(palette, qtbot):
    renamed, again = told(palette.model().renamed), told(palette.click_meant_more)
    qtbot.mouseClick(palette.viewport(), LEFT, pos=middle(palette, 2))
    qtbot.mouseDClick(palette.viewport(), LEFT, pos=middle(palette, 2))
    assert again == [()]
    assert palette.is_editing
    editor = palette.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "meadow")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: renamed == [("field", "meadow")])


def test_a_double_click_on_its_colour_asks_for_another(palette, qtbot):
    wanted = told(palette.color_wanted)
    height = palette.sizeHintForRow(0)
    row = palette.visualRect(palette.model().index(0, 0))
    for x in range(0, 60, 4):  # where the swatch is depends on the font
        qtbot.mouseDClick(palette.viewport(), LEFT, pos=QPoint(x, row.top() + height // 2))
        if wanted:
            break
    assert wanted == [("water",)]


def test_keys_choose_rename_and_move_a_label(palette, qtbot):
    chosen, moved = told(palette.label_chosen), told(palette.label_moved)
    palette.setCurrentIndex(palette.model().index(0, 0))
    qtbot.keyClick(palette, Qt.Key.Key_Down)
    qtbot.keyClick(palette, Qt.Key.Key_Enter)
    qtbot.keyClick(palette, Qt.Key.Key_Down, ALT)
    assert chosen == [(ODD,)]
    assert moved == [(ODD, 2)]
    qtbot.keyClick(palette, Qt.Key.Key_F2)
    assert palette.is_editing


def test_a_label_is_dragged_to_another_place(palette, qtbot):
    moved = told(palette.label_moved)
    port, top, bottom = palette.viewport(), middle(palette, 0), middle(palette, 2)
    qtbot.mousePress(port, LEFT, pos=top)
    qtbot.mouseMove(port, QPoint(top.x(), (top.y() + bottom.y()) // 2))
    qtbot.mouseMove(port, bottom + QPoint(0, 6))
    assert port.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    qtbot.mouseRelease(port, LEFT, pos=bottom + QPoint(0, 6))
    assert moved == [("water", 2)]


def test_the_right_button_asks_for_a_menu(palette):
    wanted = told(palette.menu_wanted)
    spot = middle(palette, 1)
    where = palette.viewport().mapToGlobal(spot)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, where)
    QApplication.sendEvent(palette.viewport(), event)
    assert wanted == [(ODD, where)]


def test_the_palette_is_painted_with_its_colours(palette):
    picture = palette.grab().toImage()
    row = palette.visualRect(palette.model().index(0, 0))
    seen = {picture.pixelColor(x, row.center().y()).name() for x in range(row.width())}
    assert "#0048f0" in seen


def test_a_label_is_taken_away_by_its_cross(shown, qtbot):
    chips = shown(ClassTags())
    chips.show_labels([Label("water", "#0048f0"), Label(ODD, "#ffffff")])
    removed = told(chips.removed)
    crosses = [one for one in chips.findChildren(QToolButton) if one.isVisible()]
    qtbot.mouseClick(crosses[1], LEFT)
    assert removed == [(ODD,)]
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in chips.findChildren(QLabel))


def test_chips_on_the_map_go_with_its_size(shown):
    canvas = shown(QWidget())
    chips = MapClassTags(canvas)
    chips.show_labels([Label("water", "#0048f0")])
    assert chips.isVisible()
    before = chips.geometry().bottom()
    canvas.resize(300, 700)
    assert chips.geometry().bottom() == before + 300


@pytest.mark.parametrize("mode", Mode)
def test_a_click_chooses_a_mode(shown, qtbot, mode):
    bar = shown(ModesBar(OptionsMenu(Options())))
    chosen = told(bar.chosen)
    qtbot.mouseClick(bar.buttons[mode], LEFT)
    assert chosen == [(mode,)]
    bar.show_mode(mode)
    assert [one for one, button in bar.buttons.items() if button.isChecked()] == [mode]


def test_keys_choose_in_the_menu_of_options(shown, qtbot):
    menu = OptionsMenu(Options())
    qtbot.addWidget(menu)
    menu.popup(QPoint(0, 0))
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert menu.options == Options(snap=True)
    changed = told(menu.changed)
    menu.choose(outside=Outside.KEEP)
    assert changed == [(Options(snap=True, outside=Outside.KEEP),)]


def test_work_is_cancelled_by_a_click(shown, qtbot):
    panel = shown(ProgressPanel())
    cancelled = told(panel.cancelled)
    panel.begin("Opening")
    panel.set_progress(41.6)
    assert (panel.isVisible(), panel.bar.value()) == (True, 42)
    qtbot.mouseClick(panel.cancel, LEFT)
    panel.set_cancellable(False)
    qtbot.mouseClick(panel.cancel, LEFT)
    assert cancelled == [()]
    panel.end()
    assert not panel.isVisible()


def test_a_recent_campaign_is_chosen_by_a_click(shown, qtbot, root):
    page = StartPage(root / "ui/icons/icon.svg")
    page.set_recent(["/data/a&b", "/data/coast"])
    shown(page, height=600)
    folders, layers = told(page.folder_chosen), told(page.layers_chosen)
    for button in page.findChildren(QCommandLinkButton):
        qtbot.mouseClick(button, LEFT)
    assert (folders, layers) == ([("/data/a&b",), ("/data/coast",)], [()])


def test_a_preview_of_an_export_is_shown_and_confirmed(shown, qtbot):
    page = shown(ExportPage())
    problem = Problem("b.geojson", "It can't be read.", "Put back a copy.")
    files = [FileChange("a.geojson", 1, 20, 0), FileChange(ODD, 0, 0, 3)]
    page.show_preview(Export(Path("/data"), files, 5, 30, [problem]), ["A note."])
    assert [row[1:] for row in texts(page.files)] == [["1", "20", "–"], ["–", "–", "3"]]
    page.grab()
    confirmed, dismissed = told(page.confirmed), told(page.dismissed)
    qtbot.mouseClick(page.write, LEFT)
    qtbot.mouseClick(page.dismiss, LEFT)
    assert (confirmed, dismissed) == ([()], [()])


@pytest.fixture
def layers_page(shown):
    """A preview of two labels."""
    page = shown(LayersPreviewPage())
    labels = [
        LabelUse("ship", Label("ship", "#0048f0"), 3),
        LabelUse("boat", Label("boat", "#8d99ae"), 2),
    ]
    files = [FileChange("a.geojson", 5)]
    page.show_preview(LayerExport(Path("/data"), files, 0, 5, 5, 5, 0, 1, labels, [], []))
    return page


def test_a_label_of_layers_is_renamed_by_keys(layers_page, qtbot):
    chosen = told(layers_page.label_chosen)
    view = layers_page.labels_view
    view.setCurrentIndex(layers_page.labels.index(1, 0))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "ship")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: chosen == [("boat", Label("ship", "#0048f0"))])
    assert layers_page.again.isVisible()


def test_labels_of_layers_are_merged_by_the_mouse(layers_page, qtbot):
    chosen = told(layers_page.label_chosen)
    port, view = layers_page.labels_view.viewport(), layers_page.labels_view
    qtbot.mouseClick(port, LEFT, pos=middle(view, 0))
    qtbot.mouseClick(port, LEFT, Qt.KeyboardModifier.ControlModifier, pos=middle(view, 1))
    qtbot.mouseClick(layers_page.merge, LEFT)
    assert chosen == [("ship", Label("ship", "#0048f0")), ("boat", Label("ship", "#0048f0"))]


def test_escape_leaves_the_preview(layers_page, qtbot):
    dismissed = told(layers_page.dismissed)
    qtbot.keyClick(layers_page, Qt.Key.Key_Escape)
    assert dismissed == [()]


def test_images_are_searched_and_filtered(shown):
    images = ImagesModel()
    counts = {Task.DETECTION: 1234}
    images.set_items([
        ImageCount("2023/coast.tif", counts, edited=True, state=ImageState.DONE),
        ImageCount("2024/fields.tif", {}, edited=False, flagged=True),
        ImageCount("2024/coast.tif", {}, edited=False),
    ])  # fmt: skip
    images.set_current("2024/coast.tif")
    left = ShownImages(images)
    view = shown(table_view(left, header=True))
    view.grab()  # paints the states, the alignment and the bold one
    assert texts(left)[0][2] == "1,234"
    left.search("COAST")
    assert [left[shown] for shown in range(len(left))] == [0, 2]
    assert [left.behind(row) for row in (-1, 0, 1, 2)] == [0, 2, 2, None]
    assert [left.before(row) for row in (0, 1, 2)] == [None, 0, 0]
    left.choose(ImageState.DONE)
    assert [left[shown] for shown in range(len(left))] == [0]


def test_a_long_name_is_cut_to_its_room(shown):
    label = shown(ElidedLabel("a long name " * 25), width=120, height=30)
    assert "…" in label.text()
    assert label.fontMetrics().horizontalAdvance(label.text()) <= 120


def test_a_wheel_that_scrolls_past_chooses_nothing(shown):
    combo = shown(choices(("first", 1), ("second", 2)), height=30)
    assert isinstance(combo, QComboBox)
    wheel = QEvent(QEvent.Type.Wheel)
    QApplication.sendEvent(combo, wheel)
    assert (combo.currentData(), wheel.isAccepted()) == (1, False)
