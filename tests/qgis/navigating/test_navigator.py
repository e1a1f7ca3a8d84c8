"""The list of images: what it shows, and what clicks and keys on it ask for."""

from dataclasses import replace
from itertools import combinations

import pytest
from qgis.PyQt.QtCore import QPoint, QRect, Qt
from scaneo_bridge.core.base.model import ImageState, Problem, Task
from scaneo_bridge.ui.common.models import ProblemsModel
from scaneo_bridge.ui.label.images.state_icons import state_name
from support.desk.widgets import as_html, rows
from support.mouse import LEFT, NONE
from support.subjects.navigator import STATES, A, B, C, D, E, F, image

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def picture(index, side=32):
    return index.data(Qt.ItemDataRole.DecorationRole).pixmap(side, side).toImage()


class TestWhatItShows:
    def test_names_with_the_mark_of_an_edit_and_counts(self, images):
        images.navigator.show_images([image(A, edited=True, boxes=1200), image(F)])
        assert rows(images.navigator.images) == [
            [f"{A} •", "–", "1,200", "–"],
            [F, "–", "–", "–"],
        ]

    def test_columns_without_any_count_leave_their_room_to_the_names(self, images):
        images.navigator.show_images([image(A, boxes=3)])
        assert [images.view.isColumnHidden(column) for column in range(4)] == [0, 1, 0, 1]

    def test_title_and_progress_count_what_is_finished(self, images):
        navigator = images.navigator
        assert as_html(navigator.title.text()).split() == ["Images", "6"]
        assert navigator.progress_text.text() == "4 of 6 done"
        assert (navigator.progress.value(), navigator.progress.maximum()) == (4, 6)
        assert as_html(navigator.progress.toolTip()).splitlines() == [
            "To do: 2",
            "Done: 2",
            "Verified empty: 1",
            "Skipped: 1",
            "Flagged: 1",
        ]

    def test_large_counts_have_separators(self, full):
        assert full.navigator.progress_text.text() == "0 of 1,000 done"

    def test_each_state_has_a_shape_of_its_own(self, images):
        shapes = [picture(images.index(path)).createAlphaMask() for path in (A, B, C, E, F)]
        assert all(one != other for one, other in combinations(shapes, 2))

    def test_tooltip_names_the_state_and_does_not_parse_the_path(self, images):
        images.navigator.show_images([image("<b>x</b>.tif", ImageState.EMPTY)])
        tip = as_html(images.view.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole))
        assert tip.splitlines()[:2] == ["<b>x</b>.tif", "Verified empty"]

    def test_a_flag_stands_beside_the_state(self, images):
        index = images.index(E)
        tip = as_html(index.data(Qt.ItemDataRole.ToolTipRole)).splitlines()
        assert tip[1] == index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Done, flagged"
        flagged, done = picture(index), picture(images.index(A))
        state = QRect(0, 0, flagged.width() * 16 // 30, flagged.height())
        assert flagged != done and flagged.copy(state) == done.copy(state)

    def test_without_any_flag_there_is_no_room_for_one(self, images):
        def width():
            icon = images.index(A).data(Qt.ItemDataRole.DecorationRole)
            return icon.actualSize(images.view.iconSize()).width()

        assert width() == 30
        images.navigator.show_images([image(A, ImageState.DONE)])
        assert width() == 16

    def test_the_current_image_alone_is_bold(self, images):
        images.go(C)
        images.go(D)
        fonts = {path: images.index(path).data(Qt.ItemDataRole.FontRole) for path in STATES}
        assert [path for path, font in fonts.items() if font is not None and font.bold()] == [D]

    def test_both_rows_are_painted_anew_when_another_image_is_current(self, images):
        images.go(C)
        told = []
        images.navigator.images.dataChanged.connect(lambda first, *_: told.append(first.row()))
        images.go(E)
        assert told == [2, 4]

    def test_the_current_image_comes_into_view(self, full):
        full.go("0900.tif")
        place = full.view.visualRect(full.index("0900.tif"))
        assert full.view.viewport().rect().contains(place.center())

    def test_it_does_not_scroll_to_an_image_that_is_in_view(self, full):
        full.go("0500.tif")
        before = full.view.verticalScrollBar().value()
        full.go("0499.tif")
        assert full.view.verticalScrollBar().value() == before


class TestNewCounts:
    def test_selection_and_scroll_position_stay(self, full):
        full.click("0500.tif")
        before = full.view.verticalScrollBar().value()
        changed = list(full.navigator.images.items)
        changed[500] = replace(changed[500], counts={Task.DETECTION: 7})
        full.navigator.show_images(changed)
        assert rows(full.navigator.images)[500] == ["0500.tif", "–", "7", "–"]
        assert full.selected() == {"0500.tif"}
        assert full.view.verticalScrollBar().value() == before > 0

    def test_only_the_rows_that_changed_are_announced(self, full):
        told = []
        model = full.navigator.images
        model.dataChanged.connect(lambda first, last, _: told.append((first.row(), last.row())))
        changed = list(model.items)
        for row in (3, 4, 998, 999):
            changed[row] = replace(changed[row], edited=True)
        with full.bot.assertNotEmitted(model.modelReset):
            full.navigator.show_images(changed)
        assert told == [(3, 4), (998, 999)]

    def test_other_images_replace_those_before(self, images):
        images.navigator.show_images([image(B), image(A)])
        assert images.shown() == [B, A]
        assert images.navigator.progress_text.text() == "0 of 2 done"

    def test_as_many_other_images_do_not_inherit_the_selection(self, images):
        images.click(B)
        images.navigator.show_images([image(f"{path}f") for path in STATES])
        assert images.selected() == set()
        assert images.shown() == [f"{path}f" for path in STATES]

    def test_a_table_whose_items_have_no_key_is_always_new(self, qgis_app, qtbot):
        problems = ProblemsModel()
        problems.set_items([Problem("a.tif", "It is broken.", "Mend it.")])
        with qtbot.waitSignal(problems.modelReset, timeout=1000):
            problems.set_items([Problem("b.tif", "It is broken.", "Mend it.")])
        assert rows(problems) == [["b.tif\nIt is broken. Mend it."]]

    def test_a_state_shows_at_once(self, images):
        before = picture(images.index(B))
        images.becomes(B, ImageState.DONE)
        assert picture(images.index(B)) == picture(images.index(A)) != before
        assert images.navigator.progress_text.text() == "5 of 6 done"
        assert images.navigator.filter.itemText(1) == "To do (1)"


class TestSearchAndFilter:
    def test_search_finds_in_the_whole_path_and_in_any_case(self, images):
        images.search("2025/e")
        assert images.shown() == [E]
        images.search("5/")
        assert images.shown() == [C, D, E]
        images.search("A.TIF")
        assert images.shown() == [A]

    def test_the_filter_counts_and_leaves_a_state(self, images):
        texts = [images.navigator.filter.itemText(index) for index in range(6)]
        assert texts == [
            "All (6)",
            "To do (2)",
            "Done (2)",
            "Verified empty (1)",
            "Skipped (1)",
            "Flagged (1)",
        ]
        images.choose("To do")
        assert images.shown() == [B, D]
        images.choose("Done")
        assert images.shown() == [A, E]
        images.choose("Flagged")
        assert images.shown() == [E]

    def test_both_together(self, images):
        images.choose("To do")
        images.search("2025")
        assert images.shown() == [D]

    def test_an_image_leaves_the_filter_with_its_state(self, images):
        images.choose("To do")
        images.becomes(B, ImageState.DONE)
        assert images.shown() == [D]

    def test_show_all_brings_back_what_they_hid(self, images):
        assert not images.navigator.show_all.isVisible()
        images.choose("Done")
        images.search("nowhere")
        assert images.shown() == []
        images.press(images.navigator.show_all)
        assert images.shown() == list(STATES)
        assert not images.navigator.show_all.isVisible()

    def test_a_campaign_without_images_offers_no_more_to_show(self, images):
        images.search("nowhere")
        images.navigator.show_images([])
        assert not images.navigator.show_all.isVisible()
        assert images.navigator.progress_text.text() == "0 of 0 done"


class TestSignals:
    @pytest.mark.parametrize(
        ("button", "signal"),
        [
            ("previous", "previous_requested"),
            ("next", "next_requested"),
            ("todo", "next_todo_requested"),
        ],
    )
    def test_buttons(self, images, button, signal):
        with images.bot.waitSignal(getattr(images.navigator, signal), timeout=1000):
            images.press(getattr(images.navigator, button))

    def test_all_images_is_off_until_it_is_clicked(self, images):
        navigator = images.navigator
        assert not navigator.all_images.isChecked()
        with images.bot.waitSignal(navigator.all_toggled, timeout=1000) as on:
            images.press(navigator.all_images)
        with images.bot.waitSignal(navigator.all_toggled, timeout=1000) as off:
            images.press(navigator.all_images)
        assert (on.args, off.args) == ([True], [False])

    def test_double_click(self, images):
        images.search("2025")
        with images.bot.waitSignal(images.navigator.image_activated, timeout=1000) as activated:
            images.click(D)
            images.bot.mouseDClick(images.view.viewport(), LEFT, NONE, images.spot(D))
        assert activated.args == [D]

    def test_one_click_does_not_go_there(self, images):
        with images.bot.assertNotEmitted(images.navigator.image_activated, wait=50):
            images.click(D)

    @pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
    def test_enter_goes_there_once(self, images, key):
        told = []
        images.navigator.image_activated.connect(told.append)
        images.click(C)
        images.bot.keyClick(images.view, Qt.Key.Key_Down)
        images.bot.keyClick(images.view, key)
        assert told == [D]

    def test_the_menu_gives_a_state_to_one_image(self, images):
        with images.bot.waitSignal(images.navigator.states_chosen, timeout=1000) as chosen:
            images.mark(E, "Verified empty")
        assert chosen.args == [[E], ImageState.EMPTY]

    def test_the_menu_gives_a_state_to_all_selected_images(self, images):
        images.click(E)
        images.click(B, CTRL)
        images.click(C, CTRL)
        with images.bot.waitSignal(images.navigator.states_chosen, timeout=1000) as chosen:
            images.mark(C, "Skipped")
        assert chosen.args == [[B, C, E], ImageState.SKIPPED]

    def test_the_menu_flags_whatever_the_state(self, images):
        images.click(D)
        images.click(E, CTRL)
        with images.bot.waitSignal(images.navigator.flag_chosen, timeout=1000) as chosen:
            images.mark(D, "Flagged")
        assert chosen.args == [[D, E]]

    @pytest.mark.parametrize(("path", "is_flagged"), [(E, True), (D, False)])
    def test_the_menu_shows_a_flag_as_a_check_mark(self, images, path, is_flagged):
        images.click(path)
        menu = images.menu(path)
        checked = [action.text() for action in menu.actions() if action.isChecked()]
        menu.close()
        assert checked == (["Flagged"] if is_flagged else [])

    def test_what_the_filter_hides_gets_no_state(self, images):
        images.click(A)
        images.click(F, SHIFT)
        images.choose("To do")
        with images.bot.waitSignal(images.navigator.states_chosen, timeout=1000) as chosen:
            images.mark(B, "Done")
        assert chosen.args == [[B, D], ImageState.DONE]

    def test_keys_are_named_where_there_are_any(self, images):
        images.navigator.name_keys("P", "N", "")
        navigator = images.navigator
        tips = [as_html(one.toolTip()) for one in (navigator.previous, navigator.next)]
        assert tips == ["Previous image (P)", "Next image (N)"]
        assert as_html(navigator.todo.toolTip()) == "Next image to do"


def test_it_fits_a_narrow_dock(full):
    assert full.navigator.minimumSizeHint().width() <= 284
    for one in (full.navigator.all_images, full.navigator.filter, full.navigator.progress_text):
        corner = one.mapTo(full.navigator, QPoint(one.width(), 0))
        assert corner.x() <= full.navigator.width()


class TestWhatIsLeft:
    """The rows that the search and the filter leave, while they and the images change."""

    def test_what_is_selected_and_left_stays_selected(self, images):
        images.click(C)
        images.click(F, CTRL)
        images.search("2025")
        assert (images.shown(), images.selected()) == ([C, D, E], {C})
        images.search("")
        assert images.selected() == {C}
        assert images.shown() == [*STATES]

    def test_the_current_row_stays_on_its_image(self, images):
        images.click(D)
        images.search("2025")
        assert images.view.currentIndex() == images.index(D)
        images.search("")
        assert images.view.currentIndex() == images.index(D)

    def test_an_image_comes_and_goes_with_its_state(self, images):
        images.choose(state_name(ImageState.TODO))
        assert images.shown() == [B, D]
        images.click(D)
        images.becomes(B, ImageState.DONE)
        assert (images.shown(), images.selected()) == ([D], {D})
        images.becomes(A, ImageState.TODO)
        images.becomes(F, ImageState.TODO)
        assert (images.shown(), images.selected()) == ([A, D, F], {D})

    def test_many_images_come_and_go_at_once(self, full):
        full.choose(state_name(ImageState.TODO))
        items = full.navigator.images.items
        done = {item.path for item in items[::7]}
        full.navigator.show_images(
            [replace(one, state=ImageState.DONE) if one.path in done else one for one in items]
        )
        assert full.shown() == [one.path for one in items if one.path not in done]

    def test_other_images_are_searched_as_well(self, images):
        images.search("2025")
        images.navigator.show_images([image(A), image(E)])
        assert images.shown() == [E]

    def test_what_leaves_the_same_rows_changes_nothing(self, images):
        model = images.view.model()
        images.search("2025")
        with images.bot.assertNotEmitted(model.layoutChanged):
            images.navigator.search.setText("2025/")
        assert images.shown() == [C, D, E]

    def test_many_scattered_rows_are_announced_as_one_run(self, full):
        told = []
        model = full.navigator.images
        model.dataChanged.connect(lambda first, last, _: told.append((first.row(), last.row())))
        changed = [replace(one, edited=row % 5 == 2) for row, one in enumerate(model.items)]
        full.navigator.show_images(changed)
        assert told == [(2, 997)]
        assert sum(row[0].endswith("•") for row in rows(full.view.model())) == 200
