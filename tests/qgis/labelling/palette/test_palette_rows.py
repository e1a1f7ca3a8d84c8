"""The palette of labels: its rows are chosen, renamed, coloured and moved."""

import pytest
from qgis.gui import QgsColorDialog
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtTest import QTest
from support.desk.widgets import rows
from support.mouse import NONE
from support.subjects.labelling.palette import COLORS, listed, unlisted

# Choosing


def test_a_click_chooses(hand):
    hand.click("urban")
    assert hand.said == [("label_chosen", "urban")]
    assert hand.palette.current == "", "until it is told so"


def test_enter_chooses_where_the_cursor_is(hand):
    hand.palette.set_current("water")
    hand.key(Qt.Key.Key_Down)
    assert hand.said == []
    hand.key(Qt.Key.Key_Return)
    hand.key(Qt.Key.Key_Enter)
    assert hand.said == [("label_chosen", "urban")] * 2


def test_what_is_not_listed_can_not_be_chosen_renamed_or_recoloured(hand):
    hand.double_click("marsh")
    hand.key(Qt.Key.Key_Return)
    hand.key(Qt.Key.Key_F2)
    assert hand.said == [] and hand.editor is None and hand.dialog(QgsColorDialog) is None


def test_a_right_click_chooses_nothing(hand):
    hand.bot.mouseClick(hand.view.viewport(), Qt.MouseButton.RightButton, NONE, hand.spot("urban"))
    assert hand.said == []


# Renaming


def begin_by_key(hand):
    hand.click("urban")
    hand.key(Qt.Key.Key_F2)


def begin_by_mouse(hand):
    hand.double_click("urban")


def begin_by_menu(hand):
    hand.choose(hand.menu("urban"), "Rename")


@pytest.mark.parametrize("begin", [begin_by_key, begin_by_mouse, begin_by_menu])
def test_a_label_is_renamed_in_its_row(hand, begin):
    begin(hand)
    assert hand.editor.text() == "urban"
    hand.said.clear()
    hand.type("  built up ")
    assert hand.said == [("renamed", "urban", "built up")]
    assert hand.order == ["water", "urban", "field", "marsh"], "until it is told so"


@pytest.mark.parametrize(
    ("typed", "key"),
    [("urban", Qt.Key.Key_Return), (" urban  ", Qt.Key.Key_Return), ("sea", Qt.Key.Key_Escape)],
)
def test_what_is_no_new_name_is_not_told(hand, typed, key):
    begin_by_menu(hand)
    hand.type(typed, key)
    assert hand.said == [] and hand.editor is None


def test_a_refused_name_leaves_the_old_one_until_the_next_deed(hand):
    hand.palette.renamed.connect(lambda *_: hand.palette.refuse("There is <b>“water”</b> already."))
    begin_by_menu(hand)
    hand.type("water")
    assert hand.palette.note.isVisible()
    assert hand.palette.note.text() == "There is <b>“water”</b> already."
    assert hand.palette.note.textFormat() == Qt.TextFormat.PlainText
    assert hand.order[1] == "urban"
    hand.click("field")
    assert not hand.palette.note.isVisible()


def test_the_mark_follows_a_renamed_label(hand):
    hand.palette.set_current("urban")
    hand.palette.show_labels(listed(("water", 1), ("built up", 2)))
    assert hand.palette.current == "" and not hand.palette.more.isEnabled()
    hand.palette.set_current("built up")
    assert hand.palette.current == "built up" and hand.palette.more.isEnabled()


def test_what_is_typed_outlives_a_count(hand):
    begin_by_menu(hand)
    hand.editor.selectAll()
    hand.bot.keyClicks(hand.editor, "bui")
    hand.palette.show_labels([*listed(("water", 5), ("urban", 99), ("field", 7)), unlisted()])
    hand.palette.set_current("field")
    assert hand.editor.text() == "bui"
    hand.palette.show_labels(listed(("new", 0), ("field", 7), ("urban", 99), ("water", 5)))
    hand.bot.wait(10)
    assert hand.editor.geometry().center().y() == pytest.approx(hand.spot("urban").y(), abs=2)
    hand.bot.keyClicks(hand.editor, "lt")
    hand.bot.keyClick(hand.editor, Qt.Key.Key_Return)
    hand.bot.wait(10)
    assert hand.said == [("renamed", "urban", "built")]


@pytest.mark.parametrize(
    ("after", "stays"),
    [
        (["c", "a", "b", "d"], "b"),  # moved
        (["a", "B", "c", "d"], "B"),  # renamed
        (["b"], "b"),  # others deleted
        (["x", "a", "y", "b", "c", "d", "z"], "b"),  # others made
        (["d", "c", "x", "b"], "b"),  # all at once
    ],
)
def test_the_cursor_stays_on_its_label(hand, after, stays):
    hand.palette.show_labels(listed(*((name, 1) for name in "abcd")))
    hand.click("b")
    hand.palette.show_labels(listed(*((name, 2) for name in after)))
    assert rows(hand.model) == [[name, "2"] for name in after]
    hand.said.clear()
    hand.key(Qt.Key.Key_Return)
    assert hand.said == [("label_chosen", stays)]


def test_the_scroll_bar_stays_where_it_was(hand):
    names = [f"label {number}" for number in range(40)]
    hand.palette.show_labels(listed(*((name, 1) for name in names)))
    hand.bot.wait(10)
    bar = hand.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = bar.value()
    hand.palette.show_labels(listed(*((name, 2) for name in names)))
    hand.bot.wait(10)
    assert bar.value() == before > 0


# Colours


def test_a_double_click_on_the_swatch_asks_for_a_colour(hand):
    hand.double_click("urban", hand.swatch("urban"))
    dialog = hand.dialog(QgsColorDialog)
    assert hand.editor is None and dialog.color() == QColor(COLORS["urban"])
    hand.said.clear()
    dialog.setColor(QColor("#Ff0010"))
    dialog.accept()
    assert hand.said == [("recolored", "urban", "#ff0010")]


def test_the_menu_asks_for_a_colour_which_may_stay(hand):
    hand.choose(hand.menu("water"), "Change colour")
    hand.dialog(QgsColorDialog).accept()
    hand.bot.wait(10)
    hand.choose(hand.menu("water"), "Change colour")
    dialog = hand.dialog(QgsColorDialog)
    dialog.setColor(QColor("#ff0010"))
    dialog.reject()
    assert hand.said == []


# Moving


@pytest.mark.parametrize(
    ("name", "where", "told"),
    [
        ("field", ("above", "water"), [("moved", "field", 0)]),
        ("field", ("above", "urban"), [("moved", "field", 1)]),
        ("water", ("below", "urban"), [("moved", "water", 1)]),
        ("water", ("below", "field"), [("moved", "water", 2)]),
        ("water", ("below", "marsh"), [("moved", "water", 2)]),  # not after what is not listed
        ("urban", ("above", "urban"), []),
        ("urban", ("below", "water"), []),
        ("urban", ("above", "field"), []),
        ("field", ("below", "marsh"), []),
        ("marsh", ("above", "water"), []),
    ],
)
def test_a_row_is_dragged(hand, name, where, told):
    way, to = where
    hand.drag(name, getattr(hand, way)(to))
    assert hand.said == told
    assert hand.order == ["water", "urban", "field", "marsh"], "until it is told so"


def test_a_line_shows_where_it_would_fall(hand):
    def picture():
        return hand.view.viewport().grab().toImage()

    def line():
        image, highlight = picture(), hand.view.palette().color(QPalette.ColorRole.Highlight)
        x = image.width() // 2
        lit = [y for y in range(image.height()) if image.pixelColor(x, y) == highlight]
        return lit and sum(lit) / len(lit)

    assert not line()
    hand.press_at("water")
    hand.move_to(hand.below("urban"))
    assert abs(line() - hand.rect("urban").bottom()) < 3
    hand.move_to(hand.below("marsh"))
    assert abs(line() - hand.rect("field").bottom()) < 3
    hand.release_at(hand.above("water"))
    assert not line() and hand.said == []


def test_escape_cancels_a_drag(hand):
    hand.press_at("water")
    hand.move_to(hand.below("field"))
    hand.key(Qt.Key.Key_Escape)
    hand.move_to(hand.below("urban"))
    hand.release_at(hand.below("urban"))
    assert hand.said == []
    hand.click("urban")
    assert hand.said == [("label_chosen", "urban")]


def test_a_trembling_hand_clicks(hand):
    spot = hand.spot("urban")
    hand.press_at("urban")
    QTest.mouseMove(*hand.in_window(spot + QPoint(2, 2)))
    hand.release_at(spot + QPoint(2, 2))
    assert hand.said == [("label_chosen", "urban")]


def test_a_drag_scrolls(hand):
    names = [f"label {number}" for number in range(40)]
    hand.palette.show_labels(listed(*((name, 1) for name in names)))
    hand.bot.wait(10)
    hand.press_at("label 0")
    low = QPoint(80, hand.view.viewport().height() - 3)
    for _ in range(50):
        hand.move_to(low)
    hand.release_at(low)
    assert hand.said == [("moved", "label 0", 39)]


def test_alt_with_an_arrow_moves(hand):
    alt = Qt.KeyboardModifier.AltModifier
    hand.click("urban")
    hand.said.clear()
    hand.key(Qt.Key.Key_Up, alt)
    assert hand.said == [("moved", "urban", 0)]
    hand.palette.show_labels([*listed(("urban", 12), ("water", 1), ("field", 0)), unlisted()])
    hand.said.clear()
    hand.key(Qt.Key.Key_Up, alt)
    assert hand.said == [], "it is the first"
    hand.key(Qt.Key.Key_Down, alt)
    assert hand.said == [("moved", "urban", 1)]
    hand.click("field")
    hand.said.clear()
    hand.key(Qt.Key.Key_Down, alt)
    assert hand.said == [], "it is the last of those that are listed"
