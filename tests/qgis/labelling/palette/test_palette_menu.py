"""The palette of labels: its menu, merging, deleting and making labels."""

from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QContextMenuEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication
from scaneo_bridge.core.base.model import Label
from scaneo_bridge.core.workspace.summary import LabelCount
from scaneo_bridge.ui.label.palette.delete_label import DeleteLabel, MergeLabel
from support.mouse import LEFT, NONE
from support.subjects.labelling.palette import COAST, COLORS, ODD, listed, unlisted

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
