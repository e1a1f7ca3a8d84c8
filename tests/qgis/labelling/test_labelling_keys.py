"""Keys are letters where people type, and deeds elsewhere on the map and in the dock."""

import pytest
from qgis.core import QgsSettings
from qgis.gui import QgsGui
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtWidgets import QApplication, QMenu
from scaneo_bridge.core.base.model import Problem
from scaneo_bridge.ui.label.modes import Mode
from support.dock import LEFT, NONE

pytest_plugins = ["support.labelling"]

WORDS = ("field", "forest", "x", "done", "skip", "Nabucodonosor", "7up")
DOWN, RETURN, ESCAPE = Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape
BOX = ((2.1, 41.6), (2.3, 41.8))


@pytest.fixture
def labeller(start):
    """Three images, so that there is always a next one."""
    return start(images=("a.tif", "b.tif", "c.tif"))


def press(labeller, *keys):
    """Keys for whatever has the focus, as a keyboard sends them."""
    for key in keys:
        focused = QApplication.focusWidget()
        if isinstance(key, str):
            labeller.bot.keyClicks(focused, key)
        else:
            labeller.bot.keyClick(focused, key)
        labeller.settle()


def click_in(labeller, view, row):
    spot = view.visualRect(view.model().index(row, 0)).center()
    labeller.bot.mouseClick(view.viewport(), LEFT, NONE, spot)
    labeller.settle()


def standing(labeller):
    """All that a stray key would change."""
    page = labeller.page
    return (
        list(page.images.items),
        labeller.image,
        labeller.mode,
        page.palette.current,
        labeller.owners("detection"),
        labeller.chips,
        page.navigator.filter.currentIndex(),
    )


# Where people type


def test_labels_are_typed_one_after_the_other(labeller):
    before = standing(labeller)
    labeller.bot.mouseClick(labeller.line.name, LEFT)
    for word in WORDS[1:]:
        press(labeller, word, RETURN)
        assert labeller.line.name.hasFocus() and labeller.line.name.text() == ""
    assert labeller.names == ["water", "urban", "field", *WORDS[1:]]
    assert standing(labeller)[:3] == before[:3]
    press(labeller, ESCAPE, "2")
    assert labeller.canvas.hasFocus() and labeller.page.palette.current == "urban"


def test_a_name_that_is_taken_is_typed_over(labeller):
    labeller.bot.mouseClick(labeller.line.name, LEFT)
    press(labeller, "field", RETURN)
    assert labeller.line.note.isVisible() and labeller.line.name.text() == "field"
    press(labeller, "sea", RETURN)
    assert labeller.names == ["water", "urban", "field", "sea"]


def fields(labeller):
    page, dock = labeller.page, labeller.session.dock
    return {
        "label": labeller.line.name,
        "search": page.navigator.search,
        "folder": dock.folder,
    }


def edit_name(labeller, name="water"):
    """Opens the editor in a label's row; answers it."""
    labeller.view.setFocus()
    labeller.view.edit_name(name)
    return QApplication.focusWidget()


@pytest.mark.parametrize("place", ["label", "search", "folder", "row"])
@pytest.mark.parametrize("floats", [False, True], ids=["docked", "window"])
def test_what_is_typed_is_text(labeller, place, floats, qtlog):
    let_float(labeller, floats)
    before = standing(labeller)
    field = edit_name(labeller) if place == "row" else fields(labeller)[place]
    field.setFocus()
    text = field.lineEdit() if place == "folder" else field
    for word in WORDS:
        text.clear()
        press(labeller, word)
        assert text.text() == word and QApplication.focusWidget() is field
    text.setText("water" if place == "row" else "")
    if place == "row":
        press(labeller, ESCAPE)
    assert standing(labeller) == before
    assert not [record for record in qtlog.records if "mbiguous" in record.message]


def test_a_field_that_waits_is_a_field_still(labeller):
    """Until a label is taken, the field takes no text; what is typed on is not for the map."""
    before = standing(labeller)
    labeller.bot.mouseClick(labeller.line.name, LEFT)
    labeller.line.name.setReadOnly(True)
    press(labeller, *WORDS)
    labeller.line.name.setReadOnly(False)
    assert standing(labeller) == before


def test_a_key_of_the_users_own_is_no_key_where_one_types(labeller, shortcuts):
    shortcuts.setKeySequence(labeller_action("done"), "F9")
    shortcuts.setKeySequence(labeller_action("skipped"), "Ctrl+J")
    labeller.bot.mouseClick(labeller.page.navigator.search, LEFT)
    before = standing(labeller)
    press(labeller, Qt.Key.Key_F9)
    labeller.bot.keyClick(
        QApplication.focusWidget(), Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier
    )
    labeller.settle()
    assert standing(labeller) == before
    labeller.page.images_view.setFocus()
    press(labeller, Qt.Key.Key_F9)
    assert labeller.image == "b.tif"


def test_work_that_ends_leaves_the_focus_where_people_type(labeller):
    labeller.session.dock.open_folder(str(labeller.folder))
    labeller.bot.mouseClick(labeller.page.navigator.search, LEFT)
    labeller.bot.keyClicks(QApplication.focusWidget(), "b")
    labeller.session.wait()
    assert labeller.page.navigator.search.hasFocus()
    press(labeller, ".t")
    assert labeller.page.navigator.search.text() == "b.t" and labeller.image == "a.tif"


def test_a_renamed_label_gives_the_keys_back(labeller):
    labeller.rename("water", "sea")
    press(labeller, "2", "n")
    assert labeller.page.palette.current == "urban" and labeller.image == "b.tif"


# Labels that are asked for


@pytest.fixture
def asked(start):
    """A box waits for its label."""
    labeller = start(images=("a.tif", "b.tif", "c.tif"), labels={})
    labeller.drag(*BOX)
    assert labeller.line.name.hasFocus()
    return labeller


def test_the_name_of_what_was_drawn_leads_back_to_the_map(asked):
    press(asked, "field", RETURN)
    assert asked.canvas.hasFocus() and asked.owners("detection") == [("a.tif", "field")]
    press(asked, "n")
    assert asked.image == "b.tif"


def test_a_name_that_can_not_be_is_still_asked_for(asked):
    press(asked, " ", RETURN)
    assert asked.line.name.hasFocus() and asked.line.note.isVisible()
    asked.line.name.clear()
    press(asked, "field", RETURN)
    assert asked.canvas.hasFocus()


@pytest.mark.parametrize("key", [ESCAPE, Qt.Key.Key_Tab])
def test_who_left_the_question_types_a_list(asked, key):
    press(asked, key)
    assert not asked.line.name.hasFocus()
    asked.bot.mouseClick(asked.line.name, LEFT)
    before = standing(asked)
    for word in WORDS:
        press(asked, word, RETURN)
    assert asked.names == list(WORDS) and asked.owners("detection") == [("a.tif", "field")]
    assert standing(asked)[1:3] == before[1:3]
    assert [one.state.value for one in asked.page.images.items] == ["todo"] * 3


# Where nobody types


def places(labeller):
    """What of the dock has the focus after a click, a Tab, or work."""
    page, dock = labeller.page, labeller.session.dock
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
def test_keys_work_in_the_dock(labeller, place, floats, qtlog):
    let_float(labeller, floats)
    places(labeller)[place].setFocus()
    press(labeller, "2")
    assert labeller.page.palette.current == "urban" and labeller.image == "a.tif"
    places(labeller)[place].setFocus()
    press(labeller, "k")
    assert labeller.image == "b.tif"
    assert [one.state.value for one in labeller.page.images.items] == ["skipped", "todo", "todo"]
    places(labeller)[place].setFocus()
    press(labeller, "v")
    assert labeller.mode is Mode.SELECT
    assert not [record for record in qtlog.records if "mbiguous" in record.message]


def test_a_click_in_a_list_leaves_the_keys_on(labeller):
    click_in(labeller, labeller.page.images_view, 1)
    press(labeller, "d")
    assert labeller.image == "b.tif" and labeller.page.images.items[0].state.value == "done"
    labeller.go_to("c.tif")
    press(labeller, "p")
    assert labeller.image == "b.tif"


def test_after_the_filter_the_keys_are_on(labeller):
    choice = labeller.page.navigator.filter
    choice.setFocus()
    press(labeller, DOWN)
    assert choice.currentIndex() == 1
    press(labeller, "d")
    assert labeller.page.images.items[0].state.value == "done"
    assert choice.currentIndex() == 1


@pytest.mark.parametrize("is_on", [True, False], ids=["labelling", "off"])
def test_a_letter_chooses_nothing(labeller, is_on):
    if not is_on:
        labeller.switch()
    page = labeller.page
    page.show_problems([Problem(name, "It is so.", "") for name in "abcdefgz"])
    for widget in (page.navigator.filter, page.images_view, page.labels_view, page.problems_view):
        widget.setFocus()
        problem = page.problems_view.currentIndex().row()
        before = page.navigator.filter.currentIndex(), page.images_view.currentIndex().row()
        row = page.labels_view.currentIndex().row()
        free = "sgz*" if is_on else "sdfvtabcu*"  # letters that are no keys, and all
        for letter in free:
            labeller.bot.keyClicks(widget, letter)
        assert before == (
            page.navigator.filter.currentIndex(),
            page.images_view.currentIndex().row(),
        )
        assert page.labels_view.currentIndex().row() == row
        assert page.problems_view.currentIndex().row() == problem


def test_lists_keep_their_own_keys(labeller, shortcuts):
    for name, key in (("done", "Down"), ("skipped", "Space"), ("next", "Return"), ("empty", "F2")):
        shortcuts.setKeySequence(labeller_action(name), key)
    before = list(labeller.page.images.items)
    view = labeller.page.images_view
    click_in(labeller, view, 0)
    press(labeller, DOWN)
    assert view.currentIndex().row() == 1
    press(labeller, Qt.Key.Key_Space, RETURN)
    assert labeller.image == "b.tif"
    labeller.view.setFocus()
    press(labeller, Qt.Key.Key_F2)
    assert labeller.view.is_editing
    press(labeller, ESCAPE)
    assert list(labeller.page.images.items) == before


def test_other_pages_take_no_keys(labeller):
    labeller.drag(*BOX)
    before = list(labeller.page.images.items)
    assert labeller.session.preview() is not None
    press(labeller, "k", "d", "n")
    labeller.press(labeller.session.pages.export.dismiss)
    labeller.press(labeller.page.check)
    assert labeller.session.pages.checks.isVisible()
    labeller.session.pages.checks.again.setFocus()
    press(labeller, "k", "d", "n")
    assert labeller.image == "a.tif"
    assert [one.state for one in labeller.page.images.items] == [one.state for one in before]
    labeller.press(labeller.session.pages.checks.dismiss)
    press(labeller, "n")
    assert labeller.image == "b.tif", "after any page, the keys are back"


@pytest.mark.parametrize("place", ["map", "images"])
def test_an_open_menu_takes_the_keys(labeller, place):
    (labeller.canvas if place == "map" else labeller.page.images_view).setFocus()
    before = standing(labeller)
    chosen = []
    menu = QMenu(labeller.page)
    menu.addAction("&Duplicate").triggered.connect(lambda: chosen.append("duplicate"))
    menu.popup(QPoint(0, 0))
    labeller.bot.waitUntil(menu.isVisible)
    labeller.bot.keyClicks(menu, "kd")
    labeller.settle()
    assert chosen == ["duplicate"] and standing(labeller) == before
    menu.close()


def test_an_open_drop_down_takes_the_keys(labeller):
    choice = labeller.page.navigator.filter
    choice.setFocus()
    before = standing(labeller)
    choice.showPopup()
    labeller.bot.waitUntil(choice.view().isVisible)
    labeller.bot.keyClicks(choice.view(), "d")
    assert choice.view().currentIndex().data().startswith("Done")
    labeller.bot.keyClick(choice.view(), ESCAPE)
    labeller.settle()
    assert standing(labeller) == before


# From the dock to the map


@pytest.mark.parametrize("floats", [False, True], ids=["docked", "window"])
def test_escape_leads_to_the_map(labeller, floats):
    let_float(labeller, floats)
    page = labeller.page
    for widget in (page.navigator.search, labeller.line.name, page.images_view, labeller.view):
        widget.setFocus()
        press(labeller, ESCAPE)
        assert labeller.canvas.window().focusWidget() is labeller.canvas
        labeller.session.dock.activateWindow()


def test_a_click_on_a_button_ends_what_one_types(labeller):
    search = labeller.page.navigator.search
    for button in (labeller.page.navigator.next, labeller.page.modes.buttons[Mode.SELECT]):
        labeller.bot.mouseClick(search, LEFT)
        labeller.bot.mouseClick(button, LEFT)
        labeller.settle()
        assert labeller.canvas.hasFocus()
    assert labeller.image == "b.tif" and labeller.mode is Mode.SELECT


def test_with_labelling_off_the_dock_has_no_keys(labeller):
    labeller.switch()
    before = standing(labeller)
    labeller.page.images_view.setFocus()
    press(labeller, "k", "d", "n", "2")
    assert standing(labeller) == before


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


def let_float(labeller, floats):
    """The dock as a window of its own, which is the active one, or not."""
    dock = labeller.session.dock
    dock.setFloating(floats)
    if floats:
        labeller.bot.waitExposed(dock)
        QApplication.setActiveWindow(dock)
        assert dock.isWindow()
