"""Keys are letters where people type, and deeds elsewhere on the map and in the dock."""

import pytest
from qgis.core import QgsSettings
from qgis.gui import QgsGui
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtWidgets import QApplication, QMenu
from scaneo_bridge.core.base.model import Problem
from scaneo_bridge.ui.label.modes import Mode
from support.mouse import LEFT, NONE

pytest_plugins = ["support.desk.fixtures"]

WORDS = ("field", "forest", "x", "done", "skip", "Nabucodonosor", "7up")
DOWN, RETURN, ESCAPE = Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape
BOX = ((2.1, 41.6), (2.3, 41.8))


@pytest.fixture
def desk(start):
    """Three images, so that there is always a next one."""
    return start(images=("a.tif", "b.tif", "c.tif"))


def press(desk, *keys):
    """Keys for whatever has the focus, as a keyboard sends them."""
    for key in keys:
        focused = QApplication.focusWidget()
        if isinstance(key, str):
            desk.bot.keyClicks(focused, key)
        else:
            desk.bot.keyClick(focused, key)
        desk.wait()


def click_in(desk, view, row):
    spot = view.visualRect(view.model().index(row, 0)).center()
    desk.bot.mouseClick(view.viewport(), LEFT, NONE, spot)
    desk.wait()


def standing(desk):
    """All that a stray key would change."""
    page = desk.dock.page
    return (
        list(page.images.items),
        desk.map.image,
        desk.dock.mode,
        page.palette.current,
        desk.owners("detection"),
        desk.chips,
        page.navigator.filter.currentIndex(),
    )


# Where people type


def test_labels_are_typed_one_after_the_other(desk):
    before = standing(desk)
    desk.bot.mouseClick(desk.palette.line.name, LEFT)
    for word in WORDS[1:]:
        press(desk, word, RETURN)
        assert desk.palette.line.name.hasFocus() and desk.palette.line.name.text() == ""
    assert desk.palette.names == ["water", "urban", "field", *WORDS[1:]]
    assert standing(desk)[:3] == before[:3]
    press(desk, ESCAPE, "2")
    assert desk.map.canvas.hasFocus() and desk.dock.page.palette.current == "urban"


def test_a_name_that_is_taken_is_typed_over(desk):
    desk.bot.mouseClick(desk.palette.line.name, LEFT)
    press(desk, "field", RETURN)
    assert desk.palette.line.note.isVisible() and desk.palette.line.name.text() == "field"
    press(desk, "sea", RETURN)
    assert desk.palette.names == ["water", "urban", "field", "sea"]


def fields(desk):
    page, dock = desk.dock.page, desk.dock.widget
    return {
        "label": desk.palette.line.name,
        "search": page.navigator.search,
        "folder": dock.folder,
    }


def edit_name(desk, name="water"):
    """Opens the editor in a label's row; answers it."""
    desk.palette.view.setFocus()
    desk.palette.view.edit_name(name)
    return QApplication.focusWidget()


@pytest.mark.parametrize("place", ["label", "search", "folder", "row"])
@pytest.mark.parametrize("floats", [False, True], ids=["docked", "window"])
def test_what_is_typed_is_text(desk, place, floats, qtlog):
    let_float(desk, floats)
    before = standing(desk)
    field = edit_name(desk) if place == "row" else fields(desk)[place]
    field.setFocus()
    text = field.lineEdit() if place == "folder" else field
    for word in WORDS:
        text.clear()
        press(desk, word)
        assert text.text() == word and QApplication.focusWidget() is field
    text.setText("water" if place == "row" else "")
    if place == "row":
        press(desk, ESCAPE)
    assert standing(desk) == before
    assert not [record for record in qtlog.records if "mbiguous" in record.message]


def test_a_field_that_waits_is_a_field_still(desk):
    """Until a label is taken, the field takes no text; what is typed on is not for the map."""
    before = standing(desk)
    desk.bot.mouseClick(desk.palette.line.name, LEFT)
    desk.palette.line.name.setReadOnly(True)
    press(desk, *WORDS)
    desk.palette.line.name.setReadOnly(False)
    assert standing(desk) == before


def test_a_key_of_the_users_own_is_no_key_where_one_types(desk, shortcuts):
    shortcuts.setKeySequence(labeller_action("done"), "F9")
    shortcuts.setKeySequence(labeller_action("skipped"), "Ctrl+J")
    desk.bot.mouseClick(desk.dock.page.navigator.search, LEFT)
    before = standing(desk)
    press(desk, Qt.Key.Key_F9)
    desk.bot.keyClick(QApplication.focusWidget(), Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    desk.wait()
    assert standing(desk) == before
    desk.dock.page.images_view.setFocus()
    press(desk, Qt.Key.Key_F9)
    assert desk.map.image == "b.tif"


def test_work_that_ends_leaves_the_focus_where_people_type(desk):
    desk.dock.widget.open_folder(str(desk.folder))
    desk.bot.mouseClick(desk.dock.page.navigator.search, LEFT)
    desk.bot.keyClicks(QApplication.focusWidget(), "b")
    desk.wait()
    assert desk.dock.page.navigator.search.hasFocus()
    press(desk, ".t")
    assert desk.dock.page.navigator.search.text() == "b.t" and desk.map.image == "a.tif"


def test_a_renamed_label_gives_the_keys_back(desk):
    desk.palette.rename("water", "sea")
    press(desk, "2", "n")
    assert desk.dock.page.palette.current == "urban" and desk.map.image == "b.tif"


# Labels that are asked for


@pytest.fixture
def asked(start):
    """A box waits for its label."""
    desk = start(images=("a.tif", "b.tif", "c.tif"), labels={})
    desk.map.drag(*BOX)
    assert desk.palette.line.name.hasFocus()
    return desk


def test_the_name_of_what_was_drawn_leads_back_to_the_map(asked):
    press(asked, "field", RETURN)
    assert asked.map.canvas.hasFocus() and asked.owners("detection") == [("a.tif", "field")]
    press(asked, "n")
    assert asked.map.image == "b.tif"


def test_a_name_that_can_not_be_is_still_asked_for(asked):
    press(asked, " ", RETURN)
    assert asked.palette.line.name.hasFocus() and asked.palette.line.note.isVisible()
    asked.palette.line.name.clear()
    press(asked, "field", RETURN)
    assert asked.map.canvas.hasFocus()


@pytest.mark.parametrize("key", [ESCAPE, Qt.Key.Key_Tab])
def test_who_left_the_question_types_a_list(asked, key):
    press(asked, key)
    assert not asked.palette.line.name.hasFocus()
    asked.bot.mouseClick(asked.palette.line.name, LEFT)
    before = standing(asked)
    for word in WORDS:
        press(asked, word, RETURN)
    assert asked.palette.names == list(WORDS) and asked.owners("detection") == [("a.tif", "field")]
    assert standing(asked)[1:3] == before[1:3]
    assert [one.state.value for one in asked.dock.page.images.items] == ["todo"] * 3


# Where nobody types


def places(desk):
    """What of the dock has the focus after a click, a Tab, or work."""
    page, dock = desk.dock.page, desk.dock.widget
    return {
        "images": page.images_view,
        "labels": page.labels_view,
        "filter": page.navigator.filter,
        "next": page.navigator.next,
        "mode": page.modes.buttons[Mode.BOX],
        "check": page.check,
        "open": dock.open,
        "dock": dock,
    }


@pytest.mark.parametrize("floats", [False, True], ids=["docked", "window"])
@pytest.mark.parametrize(
    "place", ["images", "labels", "filter", "next", "mode", "check", "open", "dock"]
)
def test_keys_work_in_the_dock(desk, place, floats, qtlog):
    let_float(desk, floats)
    places(desk)[place].setFocus()
    press(desk, "2")
    assert desk.dock.page.palette.current == "urban" and desk.map.image == "a.tif"
    places(desk)[place].setFocus()
    press(desk, "k")
    assert desk.map.image == "b.tif"
    assert [one.state.value for one in desk.dock.page.images.items] == ["skipped", "todo", "todo"]
    places(desk)[place].setFocus()
    press(desk, "v")
    assert desk.dock.mode is Mode.SELECT
    assert not [record for record in qtlog.records if "mbiguous" in record.message]


def test_a_click_in_a_list_leaves_the_keys_on(desk):
    click_in(desk, desk.dock.page.images_view, 1)
    press(desk, "d")
    assert desk.map.image == "b.tif" and desk.dock.page.images.items[0].state.value == "done"
    desk.images.go_to("c.tif")
    press(desk, "p")
    assert desk.map.image == "b.tif"


def test_after_the_filter_the_keys_are_on(desk):
    choice = desk.dock.page.navigator.filter
    choice.setFocus()
    press(desk, DOWN)
    assert choice.currentIndex() == 1
    press(desk, "d")
    assert desk.dock.page.images.items[0].state.value == "done"
    assert choice.currentIndex() == 1


@pytest.mark.parametrize("is_on", [True, False], ids=["labelling", "off"])
def test_a_letter_chooses_nothing(desk, is_on):
    if not is_on:
        desk.dock.switch()
    page = desk.dock.page
    page.show_problems([Problem(name, "It is so.", "") for name in "abcdefgz"])
    for widget in (page.navigator.filter, page.images_view, page.labels_view, page.problems_view):
        widget.setFocus()
        problem = page.problems_view.currentIndex().row()
        before = page.navigator.filter.currentIndex(), page.images_view.currentIndex().row()
        row = page.labels_view.currentIndex().row()
        free = "sgz*" if is_on else "sdfvtabcu*"  # letters that are no keys, and all
        for letter in free:
            desk.bot.keyClicks(widget, letter)
        assert before == (
            page.navigator.filter.currentIndex(),
            page.images_view.currentIndex().row(),
        )
        assert page.labels_view.currentIndex().row() == row
        assert page.problems_view.currentIndex().row() == problem


def test_lists_keep_their_own_keys(desk, shortcuts):
    for name, key in (("done", "Down"), ("skipped", "Space"), ("next", "Return"), ("empty", "F2")):
        shortcuts.setKeySequence(labeller_action(name), key)
    before = list(desk.dock.page.images.items)
    view = desk.dock.page.images_view
    click_in(desk, view, 0)
    press(desk, DOWN)
    assert view.currentIndex().row() == 1
    press(desk, Qt.Key.Key_Space, RETURN)
    assert desk.map.image == "b.tif"
    desk.palette.view.setFocus()
    press(desk, Qt.Key.Key_F2)
    assert desk.palette.view.is_editing
    press(desk, ESCAPE)
    assert list(desk.dock.page.images.items) == before


def test_other_pages_take_no_keys(desk):
    desk.map.drag(*BOX)
    before = list(desk.dock.page.images.items)
    assert desk.dock.preview() is not None
    press(desk, "k", "d", "n")
    desk.press(desk.dock.pages.export.dismiss)
    desk.press(desk.dock.page.check)
    assert desk.dock.pages.checks.isVisible()
    desk.dock.pages.checks.again.setFocus()
    press(desk, "k", "d", "n")
    assert desk.map.image == "a.tif"
    assert [one.state for one in desk.dock.page.images.items] == [one.state for one in before]
    desk.press(desk.dock.pages.checks.dismiss)
    press(desk, "n")
    assert desk.map.image == "b.tif", "after any page, the keys are back"


@pytest.mark.parametrize("place", ["map", "images"])
def test_an_open_menu_takes_the_keys(desk, place):
    (desk.map.canvas if place == "map" else desk.dock.page.images_view).setFocus()
    before = standing(desk)
    chosen = []
    menu = QMenu(desk.dock.page)
    menu.addAction("&Duplicate").triggered.connect(lambda: chosen.append("duplicate"))
    menu.popup(QPoint(0, 0))
    desk.bot.waitUntil(menu.isVisible)
    desk.bot.keyClicks(menu, "kd")
    desk.wait()
    assert chosen == ["duplicate"] and standing(desk) == before
    menu.close()


def test_an_open_drop_down_takes_the_keys(desk):
    choice = desk.dock.page.navigator.filter
    choice.setFocus()
    before = standing(desk)
    choice.showPopup()
    desk.bot.waitUntil(choice.view().isVisible)
    desk.bot.keyClicks(choice.view(), "d")
    assert choice.view().currentIndex().data().startswith("Done")
    desk.bot.keyClick(choice.view(), ESCAPE)
    desk.wait()
    assert standing(desk) == before


# From the dock to the map


@pytest.mark.parametrize("floats", [False, True], ids=["docked", "window"])
def test_escape_leads_to_the_map(desk, floats):
    let_float(desk, floats)
    page, palette = desk.dock.page, desk.palette
    for widget in (page.navigator.search, palette.line.name, page.images_view, palette.view):
        widget.setFocus()
        press(desk, ESCAPE)
        assert desk.map.canvas.window().focusWidget() is desk.map.canvas
        desk.dock.widget.activateWindow()


def test_a_click_on_a_button_ends_what_one_types(desk):
    search = desk.dock.page.navigator.search
    for button in (desk.dock.page.navigator.next, desk.dock.page.modes.buttons[Mode.SELECT]):
        desk.bot.mouseClick(search, LEFT)
        desk.bot.mouseClick(button, LEFT)
        desk.wait()
        assert desk.map.canvas.hasFocus()
    assert desk.map.image == "b.tif" and desk.dock.mode is Mode.SELECT


def test_with_labelling_off_the_dock_has_no_keys(desk):
    desk.dock.switch()
    before = standing(desk)
    desk.dock.page.images_view.setFocus()
    press(desk, "k", "d", "n", "2")
    assert standing(desk) == before


# Helpers


@pytest.fixture
def shortcuts():
    """QGIS's shortcut manager; what it has remembered is forgotten."""
    yield QgsGui.shortcutsManager()
    settings = QgsSettings()
    for key in settings.allKeys():
        if key.startswith("shortcuts/"):
            settings.remove(key)


def labeller_action(name):
    """The action of one of labelling's keys, from QGIS's list of all."""
    (found,) = [
        action
        for action in QgsGui.shortcutsManager().listActions()
        if action.objectName() == f"ScaneoBridge {name}"
    ]
    return found


def let_float(desk, floats):
    """The dock as a window of its own, which is the active one, or not."""
    dock = desk.dock.widget
    dock.setFloating(floats)
    if floats:
        desk.bot.waitExposed(dock)
        QApplication.setActiveWindow(dock)
        assert dock.isWindow()
