"""The dock can be read: in a dark theme, with large letters, in a narrow and low window."""

from collections import Counter

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QEvent, QPointF, QRect, Qt
from qgis.PyQt.QtGui import QFont, QHoverEvent
from qgis.PyQt.QtWidgets import QApplication, QCommandLinkButton
from scaneo_bridge.core.base.model import Problem, Task
from scaneo_bridge.core.base.rules import DUPLICATE, LABEL_UNUSED
from scaneo_bridge.core.formats.scaneo.checks.finding import Finding
from scaneo_bridge.ui.check.checks_page import ChecksPage
from scaneo_bridge.ui.common.command_link import CommandLink
from scaneo_bridge.ui.common.row_painting import READABLE, contrast
from scaneo_bridge.ui.shell.pages.start_page import StartPage
from support.desk.widgets import as_html
from support.folders import write_files
from support.geojson import collection, detection

pytest_plugins = ["support.desk.fixtures"]

THEMES = ["default", "Night Mapping", "Blend of Gray"]
NARROW, LOW = 300, 670  # pixels: what QGIS leaves at 1280 x 800, with the dock's title
LONG = "/mnt/storage/projects/2024/annotations/a-very-long-name-of-a-campaign-gypq/below"
PROBLEMS = [
    Problem("2024/a.geojson", "The JSON is cut off.", "Put back a whole copy.", "line 1"),
    Problem("2024/b.geojson", "It has no label.", "Give it one.", "feature 3"),
]


@pytest.fixture(params=THEMES)
def theme(request, qgis_app):
    """One of QGIS's themes; the usual look at the end."""
    app = QApplication.instance()
    sheet, palette = app.styleSheet(), app.palette()
    QgsApplication.setUITheme(request.param)
    yield request.param
    app.setStyleSheet(sheet)
    app.setPalette(palette)


@pytest.fixture
def letters():
    """Sets the size of all letters, in points."""
    app = QApplication.instance()
    before = app.font()

    def set_points(points):
        font = QFont(before)
        font.setPointSizeF(points)
        app.setFont(font)

    yield set_points
    app.setFont(before)


@pytest.fixture
def show(qtbot):
    """Shows a widget in a size, as a window of its own."""

    def shown(widget, width=NARROW, height=LOW):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        qtbot.waitExposed(widget)
        qtbot.wait(20)
        return widget

    return shown


def seen_contrast(image, place):
    """How much what is written somewhere stands out from the ground that most pixels have."""
    scale = image.devicePixelRatio()
    left, right, top, bottom = (
        round(scale * edge) for edge in (place.left(), place.right(), place.top(), place.bottom())
    )
    colors = Counter(
        image.pixelColor(x, y).name() for x in range(left, right) for y in range(top, bottom)
    )
    ((ground, _),) = colors.most_common(1)
    paper = image.pixelColor(0, 0)
    paper.setNamedColor(ground)

    def against(name):
        ink = image.pixelColor(0, 0)
        ink.setNamedColor(name)
        return contrast(ink, paper)

    return max(map(against, colors))


def hover(view, spot):
    point = QPointF(spot)
    QApplication.sendEvent(view.viewport(), QHoverEvent(QEvent.Type.HoverMove, point, point))


def assert_readable(view, index, lines):
    """At rest, below the mouse, selected, and both: each line of a row's text."""
    rect = view.visualRect(index)
    left = rect.left() + 28  # beside the icon
    high = rect.height() // lines
    views = []
    for is_selected in (False, True):
        for is_hovered in (False, True):
            view.clearSelection()
            if is_selected:
                view.selectionModel().select(index, view.selectionModel().SelectionFlag.Select)
            hover(view, rect.center() if is_hovered else rect.bottomLeft() + rect.bottomLeft())
            view.viewport().repaint()
            image = view.viewport().grab().toImage()
            for line in range(lines):
                place = QRect(left, rect.top() + line * high, rect.width() - 32, high)
                found = seen_contrast(image, place)
                assert found >= READABLE, (is_selected, is_hovered, line, found)
            views.append(image)
    assert views[0] != views[2], "what is selected is seen"


def test_problems_of_a_campaign_are_legible(theme, labelling):
    page = labelling.dock.page
    page.show_problems(PROBLEMS)
    page.tray.problems.setChecked(False)
    page.tray.problems.click()
    labelling.wait()
    for row in range(2):
        assert_readable(page.problems_view, page.problems.index(row, 0), 1)


def test_findings_are_legible(theme, show):
    page = show(ChecksPage())
    twins = [
        Finding(
            DUPLICATE,
            DUPLICATE.problem(
                "a.geojson", "It is there twice.", "Delete one.", f"feature {number}"
            ),
            "a.tif", None, Task.DETECTION, number, "water",
        )
        for number in range(3)
    ]  # fmt: skip
    unused = Finding(
        LABEL_UNUSED, LABEL_UNUSED.problem("spai.json", "Nobody has it.", "Delete it.")
    )
    page.show_findings([*twins, unused], 12, 3)
    page.view.expandAll()
    for number in range(page.findings.rowCount()):
        group = page.findings.index(number, 0)
        for row in range(page.findings.rowCount(group)):
            assert_readable(page.view, page.findings.index(row, 0, group), 2)


def test_labels_and_images_are_legible(theme, labelling):
    page = labelling.dock.page
    labelling.map.drag((2.1, 41.6), (2.3, 41.8))
    for row in range(2):
        assert_readable(page.images_view, page.images_view.model().index(row, 0), 1)
    for row in range(3):
        place = page.labels_view.visualRect(page.labels.index(row, 0))
        image = page.labels_view.viewport().grab().toImage()
        count = QRect(place.right() - 40, place.top(), 36, place.height())
        assert seen_contrast(image, count) >= READABLE
        assert seen_contrast(image, place.adjusted(60, 0, -60, 0)) >= READABLE


def test_the_states_to_choose_from_are_legible(theme, labelling):
    choice = labelling.dock.page.navigator.filter
    choice.showPopup()
    labelling.bot.waitUntil(choice.view().isVisible)
    for row in range(choice.count()):
        assert_readable(choice.view(), choice.model().index(row, 0), 1)
    choice.hidePopup()


# Letters that are not cut


def is_cut(button):
    """Whether letters end at a border of the button, and not above it."""
    image = button.grab().toImage()
    scale = image.devicePixelRatio()
    ground = image.pixelColor(image.width() - round(6 * scale), image.height() // 2)
    rows = [round(3 * scale), image.height() - round(4 * scale)]
    middle = range(round(40 * scale), image.width() - round(10 * scale))
    return any(contrast(image.pixelColor(x, y), ground) > 2 for y in rows for x in middle)


@pytest.mark.parametrize("width", [240, NARROW, 500])
@pytest.mark.parametrize("points", [7, 9, 11, 14, 20])
@pytest.mark.parametrize("height", [320, 900])
def test_recent_campaigns_are_not_cut(show, root, letters, points, width, height):
    letters(points)
    page = StartPage(root / "ui" / "icons" / "icon.svg")
    page.set_recent([LONG, "/data/gypq", "/gypq/gypq", "/data/" + "gypq" * 60])
    show(page, width, height)
    buttons = page.findChildren(QCommandLinkButton)
    assert len(buttons) == 5
    for button in buttons:
        metrics = button.fontMetrics()
        assert button.height() >= 2 * metrics.height() and button.width() <= width
        assert not is_cut(button)
    assert page.minimumSizeHint().height() < 320, "it makes no window taller"


def test_a_long_path_is_cut_in_its_middle(show):
    def seen(path):
        return show(CommandLink("below", path, wraps=False), NARROW, 60).grab().toImage()

    assert seen(LONG) != seen(LONG.replace("/below", "/other")), "its end is seen"
    assert seen(LONG) != seen(LONG.replace("/mnt", "/srv")), "and its beginning"
    assert seen(LONG) == seen(LONG.replace("annotations", "explanation"))


# Room


@pytest.fixture
def busy(start):
    """A campaign with eight labels and nine images, one problem and one conflict."""
    labels = {f"label {number}": f"#20{number}080" for number in range(8)}
    names = [f"2024/image_{number}.tif" for number in range(9)]
    box = detection("label 1", (41.6, 2.1, 41.7, 2.2))
    desk = start(
        images=names,
        labels=labels,
        files={"2024/image_0.geojson": collection(box), "2024/image_1.geojson": b"{"},
        label=False,
    )
    layer = desk.layer("detection")
    assert layer.startEditing()
    feature = next(layer.getFeatures())
    label = feature.fields().indexOf("label")
    assert layer.changeAttributeValue(feature.id(), label, "label 2") and layer.commitChanges()
    desk.wait()
    other = detection("label 3", (41.6, 2.1, 41.7, 2.2))
    write_files(desk.folder, {"2024/image_0.geojson": collection(other)})
    desk.open(desk.folder)
    desk.press(desk.dock.pages.conflicts.later)
    return desk


def in_sight(view):
    """How many rows are seen whole."""
    model, rect = view.model(), view.viewport().rect()
    rows = [view.visualRect(model.index(row, 0)) for row in range(model.rowCount())]
    return sum(rect.contains(row.adjusted(1, 0, 0, 0).intersected(
        QRect(rect.left(), row.top(), rect.width(), row.height()))) for row in rows)  # fmt: skip


def low(desk, height=LOW):
    """The dock in the size that QGIS leaves it."""
    dock = desk.dock.widget
    dock.setFloating(True)
    dock.resize(NARROW, height)
    desk.bot.waitUntil(lambda: dock.height() <= max(height, dock.minimumSizeHint().height()))
    desk.wait()
    assert dock.height() <= height
    return desk.dock.page


@pytest.mark.parametrize("is_on", [False, True], ids=["looking", "labelling"])
def test_three_images_stay_in_sight(busy, is_on):
    if is_on:
        busy.dock.switch()
    page = low(busy)
    assert in_sight(page.images_view) >= 3
    assert page.tray.conflicts.isVisible() and page.tray.conflicts.text() == "1 conflict"
    assert page.tray.problems.isVisible() and page.tray.problems.text().startswith("2 problems")


def test_problems_fold_to_their_count_which_opens_them(busy):
    busy.dock.switch()
    page = low(busy)
    assert not page.problems_view.isVisible() and not page.tray.problems.isChecked()
    busy.press(page.tray.problems)
    assert page.problems_view.isVisible() and page.problems_view.height() >= 48
    assert in_sight(page.images_view) >= 3
    busy.press(page.tray.problems)
    assert not page.problems_view.isVisible() and in_sight(page.images_view) >= 3


def test_problems_open_by_themselves_where_there_is_room(busy):
    busy.dock.switch()
    page = low(busy)
    assert not page.problems_view.isVisible()
    busy.dock.widget.resize(NARROW, 1000)
    busy.bot.waitUntil(page.problems_view.isVisible)
    assert in_sight(page.images_view) >= 3
    busy.press(page.tray.problems)  # by hand, it stays folded
    busy.dock.widget.resize(NARROW, 1100)
    busy.wait()
    assert not page.problems_view.isVisible()


def test_conflicts_are_reached_by_their_count(busy):
    page = low(busy)
    busy.press(page.tray.conflicts)
    assert busy.dock.pages.conflicts.isVisible()


def test_without_anything_that_waits_its_line_takes_no_room(labelling):
    assert (
        not labelling.dock.page.tray.isVisible()
        and not labelling.dock.page.problems_view.isVisible()
    )


def test_the_list_of_problems_makes_no_window_taller(busy):
    page = low(busy)
    least = page.minimumSizeHint().height()
    busy.press(page.tray.problems)
    assert page.minimumSizeHint().height() <= least + page._splitter.handleWidth()


# Keys


def test_tooltips_and_menus_name_the_keys_of_marks(labelling):
    page = labelling.dock.page
    told = as_html(page.navigator.progress.toolTip())
    keys = {"To do": "U", "Done": "D", "Verified empty": "X", "Skipped": "K", "Flagged": "F"}
    for name, key in keys.items():
        assert any(line.startswith(name) and line.endswith(f"({key})") for line in told.split("\n"))
    row = page.images.index(0, 0)
    tip = as_html(page.images.data(row, Qt.ItemDataRole.ToolTipRole))
    assert all(f"{name} ({key})" in tip for name, key in keys.items())
    entries = menu_of(labelling)
    assert {name: entries[name] for name in keys} == keys


def test_keys_in_menus_and_tooltips_follow_the_users(labelling):
    action = next(
        one for one in labelling.map.canvas.actions() if one.objectName() == "ScaneoBridge done"
    )
    action.setShortcut("Ctrl+J")
    assert menu_of(labelling)["Done"] == "Ctrl+J"
    assert "(Ctrl+J)" in as_html(labelling.dock.page.navigator.progress.toolTip())
    action.setShortcut("")
    assert menu_of(labelling)["Done"] == ""


def menu_of(desk):
    """The entries of the menu of an image, each with its key."""
    view = desk.dock.page.images_view
    view.setCurrentIndex(view.model().index(0, 0))
    view.customContextMenuRequested.emit(view.rect().center())
    menu = QApplication.activePopupWidget()
    keys = {one.text(): one.shortcut().toString() for one in menu.actions() if one.text()}
    assert all(one.isShortcutVisibleInContextMenu() for one in menu.actions() if one.text())
    menu.close()
    return keys


def test_a_key_that_a_menu_shows_is_no_second_shortcut(labelling, qtlog):
    view = labelling.dock.page.images_view
    view.setFocus()
    view.setCurrentIndex(view.model().index(1, 0))
    view.customContextMenuRequested.emit(view.rect().center())
    menu = QApplication.activePopupWidget()
    labelling.bot.keyClicks(menu, "k")
    labelling.wait()
    menu.close()
    labelling.wait()
    labelling.bot.keyClicks(view, "k")
    labelling.wait()
    assert [one.state.value for one in labelling.dock.page.images.items] == ["skipped", "todo"]
    assert not [record for record in qtlog.records if "mbiguous" in record.message]
