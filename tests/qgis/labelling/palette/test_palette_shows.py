"""The palette of labels: what it shows."""

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QPalette
from scaneo_bridge.ui.common.models import ItemsModel
from support.desk.widgets import as_html, rows
from support.subjects.labelling.palette import COAST, ODD, WIDTH, listed, unlisted


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
        count = getattr(ItemsModel, name)
        told = lambda model, *at, count=count: asked.append(model) or count(model, *at)  # noqa: E731
        monkeypatch.setattr(ItemsModel, name, told)
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
