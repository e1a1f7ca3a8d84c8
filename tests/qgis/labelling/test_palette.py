"""The palette of labels: what the mouse and the keys do in it, and what it says of it."""

import pytest
from qgis.gui import QgsColorDialog
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QColor, QContextMenuEvent, QPalette
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget
from scaneo_bridge.core.base.model import Label
from scaneo_bridge.core.workspace.summary import LabelCount
from scaneo_bridge.ui.common.models import Table
from scaneo_bridge.ui.label.palette.delete_label import DeleteLabel, MergeLabel
from scaneo_bridge.ui.label.palette.palette import PalettePanel
from support.dock import LEFT, NONE, as_html, rows

WIDTH = 284  # what a dock of 300 pixels leaves
COLORS = {"water": "#0048f0", "urban": "#8d99ae", "field": "#f2c14e", "marsh": "#787878"}
COAST = [("water", 1234), ("urban", 12), ("field", 0)]
SIGNALS = ("label_chosen", "renamed", "recolored", "moved", "merged", "deleted", "adopted")
ODD = ["<b>bold</b> & 'co'", '"R&&D"', "מים (ים)", "two\nlines\tand a tab", "x" * 300]


def listed(*entries):
    return [LabelCount(Label(name, COLORS.get(name, "#123456")), count) for name, count in entries]


def unlisted(name="marsh", count=3):
    return LabelCount(Label(name, COLORS["marsh"]), count, listed=False)


class Hand:
    """What a person does with a palette, and what it has said."""

    def __init__(self, palette, bot):
        self.palette, self.bot = palette, bot
        self.view, self.model = palette.labels_view, palette.labels
        self.said = []
        for name in SIGNALS:
            signal = getattr(palette, name)
            signal.connect(lambda *args, name=name: self.said.append((name, *args)))

    def rect(self, name):
        row = [item.label.name for item in self.model.items].index(name)
        index = self.model.index(row, 0)
        self.view.scrollTo(index)
        return self.view.visualRect(index)

    def spot(self, name):
        return self.rect(name).center()

    def click(self, name):
        self.bot.mouseClick(self.view.viewport(), LEFT, NONE, self.spot(name))

    def double_click(self, name, spot=None):
        spot = spot or self.spot(name)
        self.bot.mouseClick(self.view.viewport(), LEFT, NONE, spot)
        self.bot.mouseDClick(self.view.viewport(), LEFT, NONE, spot)

    def swatch(self, name):
        """Where the row shows the label's colour."""
        rect = self.rect(name)
        image = self.view.viewport().grab(rect).toImage()
        wanted = QColor(COLORS[name]).getRgb()[:3]
        hits = [
            x
            for x in range(rect.width())
            if image.pixelColor(x, rect.height() // 2).getRgb()[:3] == wanted
        ]
        return QPoint((min(hits) + max(hits)) // 2, rect.center().y())

    def key(self, key, modifier=NONE):
        self.bot.keyClick(self.view, key, modifier)

    @property
    def editor(self):
        fields = self.view.viewport().findChildren(QLineEdit)
        return next((field for field in fields if field.isVisible()), None)

    def type(self, text, key=Qt.Key.Key_Return):
        editor = self.editor
        editor.selectAll()
        self.bot.keyClicks(editor, text)
        self.bot.keyClick(editor, key)
        self.bot.wait(10)

    def menu(self, name):
        """A right click on a row; answers the menu."""
        spot = self.spot(name)
        there = self.view.viewport().mapToGlobal(spot)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, there)
        QApplication.sendEvent(self.view.viewport(), event)
        self.bot.wait(20)
        return QApplication.activePopupWidget()

    def choose(self, menu, text):
        """Clicks what begins with a text in an open menu; answers the menu below it, if any."""
        action = next(action for action in menu.actions() if action.text().startswith(text))
        below = action.menu()
        self.bot.mouseClick(menu, LEFT, NONE, menu.actionGeometry(action).center())
        self.bot.wait(10)
        if below is not None:
            self.bot.waitUntil(below.isVisible)
        return below

    def texts(self, menu):
        return [action.text().split("\t")[0] for action in menu.actions() if action.text()]

    def press_at(self, name):
        self._drag_by(QTest.mousePress, self.spot(name))

    def move_to(self, spot):
        """The mouse's way there, with the button down."""
        for step in (QPoint(0, -14), QPoint(0, 0)):
            QTest.mouseMove(*self.in_window(spot + step))
            self.bot.wait(5)

    def release_at(self, spot):
        self._drag_by(QTest.mouseRelease, spot)

    def _drag_by(self, deed, spot):
        window, place = self.in_window(spot)
        deed(window, LEFT, NONE, place)

    def in_window(self, spot):
        """Events of the window: a widget alone gets no moves."""
        window = self.view.window()
        return window.windowHandle(), self.view.viewport().mapTo(window, spot)

    def drag(self, name, spot):
        self.press_at(name)
        self.move_to(spot)
        self.release_at(spot)

    def above(self, name):
        return QPoint(80, self.rect(name).top() + 2)

    def below(self, name):
        return QPoint(80, self.rect(name).bottom() - 2)

    def dialog(self, kind):
        found = [dialog for dialog in self.palette.findChildren(kind) if dialog.isVisible()]
        return found[0] if found else None

    def press(self, button):
        assert button.isVisible() and button.isEnabled()
        self.bot.mouseClick(button, LEFT)
        self.bot.wait(10)

    @property
    def order(self):
        return [item.label.name for item in self.model.items]


@pytest.fixture
def hand(qgis_app, qtbot):
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    palette = PalettePanel()
    layout.addWidget(palette)
    palette.show_labels([*listed(*COAST), unlisted()])
    window.setMinimumSize(0, 0)
    window.resize(WIDTH, 300)
    window.show()
    window.activateWindow()
    qtbot.addWidget(window)
    qtbot.waitExposed(window)
    palette.labels_view.setFocus()
    yield Hand(palette, qtbot)
    for widget in palette.findChildren(QMenu):
        widget.close()


def bold(hand):
    role = Qt.ItemDataRole.FontRole
    model = hand.model
    return [
        item.label.name
        for row, item in enumerate(model.items)
        if model.data(model.index(row, 0), role).bold()
    ]


def tips(model):
    role = Qt.ItemDataRole.ToolTipRole
    return [as_html(model.data(model.index(row, 0), role)) for row in range(model.rowCount())]


# What it shows


def test_names_and_counts(hand):
    assert rows(hand.model) == [["water", "1,234"], ["urban", "12"], ["field", "0"], ["marsh", "3"]]
    assert as_html(hand.palette.title.text()).split() == ["Labels", "4"]
    hand.palette.show_labels([unlisted("")])
    assert rows(hand.model) == [["(no label)", "3"]]


def test_without_labels_it_says_what_to_do(hand):
    palette = hand.palette
    assert palette.labels_view.isVisible() and not palette.hint.isVisible()
    palette.show_labels([])
    assert palette.hint.isVisible() and not palette.labels_view.isVisible()
    assert not palette.more.isEnabled() and palette.list_height() > 0


def test_keys_of_the_first_ten_are_told(hand):
    names = [f"label {number}" for number in range(12)]
    hand.palette.show_labels(listed(*((name, 1) for name in names)))
    keys = [tip.splitlines()[1:] for tip in tips(hand.model)]
    assert keys == [*([f"Key: {key}"] for key in "1234567890"), [], []]
    hand.palette.name_keys(["F5", "", "Ctrl+3"])
    keys = [tip.splitlines()[1:] for tip in tips(hand.model)]
    assert keys == [["Key: F5"], [], ["Key: Ctrl+3"], *([[]] * 9)]


def test_a_key_is_drawn_in_its_row(hand):
    def left():
        return hand.view.viewport().grab(hand.rect("urban").adjusted(0, 0, -150, 0)).toImage()

    with_key = left()
    hand.palette.name_keys(["1", "", "3"])
    without = left()
    hand.palette.name_keys(["1", "2", "3"])
    assert without != with_key == left()


def test_swatches_stay_in_line_beside_long_keys(hand):
    hand.palette.name_keys(["1", "2"])
    short = hand.swatch("urban").x()
    hand.palette.name_keys(["1", "Ctrl+2"])
    hand.palette.set_current("urban")
    assert hand.swatch("urban").x() == hand.swatch("water").x() > short


def test_what_is_not_in_spai_json_says_so_and_has_no_key(hand):
    water, *_, marsh = tips(hand.model)
    assert "spai.json" not in water
    assert marsh.splitlines() == ["marsh", "This label is not in spai.json."]


def test_odd_names_are_shown_as_they_are(hand):
    hand.palette.show_labels(listed(*((name, 1) for name in ODD)))
    hand.bot.wait(10)
    seen = [name.replace("\n", "␊").replace("\t", "␉") for name in ODD]
    assert [name for name, _ in rows(hand.model)] == seen
    assert [tip.splitlines()[0] for tip in tips(hand.model)] == [
        "<b>bold</b> & 'co'", '"R&&D"', "מים (ים)", "two␊lines␉and a tab", "x" * 300,
    ]  # fmt: skip
    hand.palette.set_current("x" * 300)
    hand.palette.refuse("There is “" + "x" * 300 + "” already.")
    hand.bot.wait(10)
    assert hand.palette.minimumSizeHint().width() < WIDTH
    assert hand.palette.width() == WIDTH
    assert not hand.view.horizontalScrollBar().isVisible()
    heights = {hand.rect(name).height() for name in ODD}
    assert len(heights) == 1 and hand.rect("x" * 300).width() <= hand.view.viewport().width()


def test_a_long_name_is_cut_in_the_middle(hand):
    def picture(name):
        hand.palette.show_labels(listed((name, 1)))
        hand.bot.wait(10)
        return hand.view.viewport().grab().toImage()

    first, other = picture("x" * 300 + " east"), picture("x" * 300 + " west")
    assert first != other == picture("x" * 200 + " west")


def test_a_long_name_leaves_its_count_free(hand):
    def right():
        rect = hand.rect(hand.order[0])
        return hand.view.viewport().grab(rect.adjusted(rect.width() - 24, 0, 0, 0)).toImage()

    hand.palette.show_labels(listed(("a", 88)))
    short = right()
    hand.palette.show_labels(listed(("x" * 300, 88)))
    assert right() == short


def test_all_rows_are_seen_in_the_height_that_it_asks_for(hand):
    hand.palette.show_labels(listed(*((f"label {number}", 1) for number in range(14))))
    window = hand.palette.window()
    window.resize(WIDTH, hand.palette.list_height())
    hand.bot.wait(10)
    assert not hand.view.verticalScrollBar().isVisible()
    window.resize(WIDTH, hand.palette.list_height() - 8)
    hand.bot.wait(10)
    assert hand.view.verticalScrollBar().isVisible()


def test_rows_are_laid_out_without_a_question_for_each(hand, monkeypatch):
    """A view asks for all rows whenever one is moved; how many there are, hardly ever."""
    asked = []
    for name in ("rowCount", "columnCount"):
        count = getattr(Table, name)
        told = lambda model, *at, count=count: asked.append(model) or count(model, *at)  # noqa: E731
        monkeypatch.setattr(Table, name, told)
    entries = listed(*((f"label {number}", 0) for number in range(300)))
    palette = hand.palette
    palette.show_labels(entries)
    palette.labels_view.visualRect(palette.labels.index(299, 0))
    asked.clear()
    palette.show_labels([*entries[1:], entries[0]])
    palette.labels_view.visualRect(palette.labels.index(299, 0))
    assert palette.labels.items[299] is entries[0]
    assert len(asked) < 50


def test_there_is_no_cell_beside_the_table(hand):
    hand.palette.show_labels(listed(*COAST))
    model = hand.model
    inside = model.index(2, 1)
    assert (inside.row(), inside.column(), inside.model()) == (2, 1, model)
    for beside in ((3, 0), (-1, 0), (0, 2), (0, -1), (0, 0, inside)):
        assert not model.index(*beside).isValid()


@pytest.mark.parametrize("is_dark", [False, True])
def test_the_current_label_is_marked(hand, is_dark):
    if is_dark:
        palette = QPalette(hand.palette.palette())
        palette.setColor(QPalette.ColorRole.Base, QColor("#202020"))
        palette.setColor(QPalette.ColorRole.Text, QColor("#dddddd"))
        hand.palette.setPalette(palette)
    assert hand.palette.current == "" and bold(hand) == []
    hand.palette.set_current("urban")
    assert hand.palette.current == "urban" and bold(hand) == ["urban"]
    highlight = hand.view.palette().color(QPalette.ColorRole.Highlight)

    def edge(name):
        rect = hand.rect(name)
        return hand.view.viewport().grab().toImage().pixelColor(1, rect.center().y())

    assert edge("urban") == highlight != edge("water")
    hand.palette.set_current("")
    assert hand.palette.current == "" and bold(hand) == [] and edge("urban") != highlight


def test_what_is_not_listed_is_never_the_current_label(hand):
    for name in ("marsh", "nobody"):
        hand.palette.set_current(name)
        assert hand.palette.current == "" and bold(hand) == []
        assert not hand.palette.more.isEnabled()


def test_the_current_label_is_brought_into_view(hand):
    hand.palette.show_labels(listed(*((f"label {number}", 1) for number in range(40))))
    hand.palette.set_current("label 39")
    hand.bot.wait(10)
    last = hand.view.visualRect(hand.model.index(39, 0))
    assert hand.view.viewport().rect().contains(last)


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


# The menu


def test_the_button_opens_the_menu_of_the_current_label(hand):
    assert not hand.palette.more.isEnabled()
    hand.palette.set_current("urban")
    hand.press(hand.palette.more)
    menu = QApplication.activePopupWidget()
    assert hand.texts(menu) == ["Rename", "Change colour…", "Merge into", "Delete…"]
    hand.choose(menu, "Rename")
    assert hand.editor.text() == "urban"


def test_the_keyboard_opens_the_menu_of_the_cursors_label(hand):
    hand.click("field")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5))
    QApplication.sendEvent(hand.view, event)
    menu = QApplication.activePopupWidget()
    hand.said.clear()
    assert hand.texts(menu)[-1] == "Delete"
    hand.bot.keyClick(menu, Qt.Key.Key_Up)
    hand.bot.keyClick(menu, Qt.Key.Key_Return)
    assert hand.said == [("deleted", "field", None)]


def test_what_is_not_listed_can_be_added(hand):
    menu = hand.menu("marsh")
    assert hand.texts(menu) == ["Add to the labels"]
    hand.choose(menu, "Add to the labels")
    assert hand.said == [("adopted", "marsh")]


def test_no_label_has_no_menu(hand):
    hand.palette.show_labels([*listed(*COAST), unlisted("")])
    assert hand.menu("") is None


def test_odd_names_in_the_menu(hand):
    hand.palette.show_labels(listed(("water", 1), *((name, 1) for name in ODD)))
    menu = hand.menu("water")
    below = hand.choose(menu, "Merge into")
    bold, quoted, right_to_left, lines, long = (action.text() for action in below.actions())
    assert (bold, quoted) == ("<b>bold</b> && 'co'", '"R&&&&D"')
    assert (right_to_left, lines) == ("מים (ים)", "two␊lines␉and a tab")
    assert len(long) < 60 and all(not action.icon().isNull() for action in below.actions())


# Merging


def test_a_merge_asks_first(hand):
    menu = hand.menu("urban")
    below = hand.choose(menu, "Merge into")
    assert below.isVisible() and hand.texts(below) == ["water", "field"]
    hand.choose(below, "water")
    dialog = hand.dialog(MergeLabel)
    assert dialog.question.text() == "Merge “urban” into “water”? 12 annotations are relabelled."
    assert dialog.windowModality() == Qt.WindowModality.WindowModal
    assert hand.said == []
    hand.press(dialog.action)
    assert hand.said == [("merged", "urban", "water")]


def test_a_merge_can_be_cancelled(hand):
    hand.choose(hand.choose(hand.menu("urban"), "Merge into"), "water")
    hand.press(hand.dialog(MergeLabel).cancel)
    assert hand.said == [] and hand.dialog(MergeLabel) is None


def test_one_annotation_is_spoken_of_as_one(hand):
    hand.palette.show_labels(listed(("water", 1), ("urban", 1)))
    hand.choose(hand.choose(hand.menu("urban"), "Merge into"), "water")
    said = hand.dialog(MergeLabel).question.text()
    assert said == "Merge “urban” into “water”? 1 annotation is relabelled."
    hand.press(hand.dialog(MergeLabel).cancel)
    hand.choose(hand.menu("urban"), "Delete")
    said = hand.dialog(DeleteLabel).question.text()
    assert said == "Delete “urban”? 1 annotation has it."


def test_the_only_label_can_not_be_merged(hand):
    hand.palette.show_labels([*listed(("water", 1)), unlisted()])
    (merge,) = (action for action in hand.menu("water").actions() if action.menu())
    assert not merge.isEnabled()


# Deleting


def test_a_label_that_nothing_has_is_deleted_at_once(hand):
    hand.choose(hand.menu("field"), "Delete")
    assert hand.said == [("deleted", "field", None)] and hand.dialog(DeleteLabel) is None


def delete(hand, name):
    hand.choose(hand.menu(name), "Delete…")
    return hand.dialog(DeleteLabel)


def test_annotations_are_given_to_another_label(hand):
    dialog = delete(hand, "urban")
    assert dialog.windowModality() == Qt.WindowModality.WindowModal
    assert dialog.question.text() == "Delete “urban”? 12 annotations have it."
    assert "Ctrl+Z" in dialog.hint.text() and dialog.hint.isVisible()
    assert dialog.give.isChecked() and dialog.other.isEnabled()
    assert [dialog.other.itemText(row) for row in range(dialog.other.count())] == ["water", "field"]
    QTest.keyClick(dialog.other, Qt.Key.Key_Down)
    assert hand.said == []
    hand.press(dialog.action)
    assert hand.said == [("deleted", "urban", "field")]


def test_annotations_are_deleted_with_their_label(hand):
    dialog = delete(hand, "urban")
    assert dialog.drop.text() == "Delete its 12 annotations, too"
    hand.bot.mouseClick(dialog.drop, LEFT, NONE, QPoint(8, dialog.drop.height() // 2))
    assert not dialog.other.isEnabled()
    hand.press(dialog.action)
    assert hand.said == [("deleted", "urban", None)]


def test_the_only_label_has_none_to_give_its_annotations_to(hand):
    hand.palette.show_labels([*listed(("water", 5)), unlisted()])
    dialog = delete(hand, "water")
    assert dialog.drop.isChecked() and not dialog.give.isEnabled() and not dialog.other.isEnabled()
    hand.press(dialog.action)
    assert hand.said == [("deleted", "water", None)]


def test_a_deletion_can_be_cancelled(hand):
    hand.bot.keyClick(delete(hand, "urban"), Qt.Key.Key_Escape)
    assert hand.said == [] and hand.dialog(DeleteLabel) is None


def test_odd_names_in_the_question(hand):
    hand.palette.show_labels(listed(*((name, 3) for name in ODD)))
    dialog = delete(hand, ODD[0])
    assert dialog.question.text().startswith(f"Delete “{ODD[0]}”?")
    assert dialog.question.textFormat() == Qt.TextFormat.PlainText
    hand.press(dialog.cancel)
    assert delete(hand, ODD[-1]).width() < 600


# Making


def test_the_line_below_makes_a_label(hand):
    hand.palette.refuse("No.")
    entered = []
    hand.palette.new_label.entered.connect(lambda *args: entered.append(args))
    field = hand.palette.new_label.name
    hand.bot.keyClicks(field, "sea")
    hand.bot.keyClick(field, Qt.Key.Key_Return)
    ((name, color),) = entered
    assert name == "sea" and color not in COLORS.values()
    assert not hand.palette.note.isVisible()


def test_the_next_colour_is_none_of_the_labels(hand):
    line = hand.palette.new_label
    taken = line.color.color().name()
    hand.palette.show_labels([LabelCount(Label("sea", taken), 0)])
    assert line.color.color().name() != taken
