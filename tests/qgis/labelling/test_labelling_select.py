"""What is selected gets labels and goes; and all deeds are one history over the layers."""

import pytest
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.ui.label.modes import Mode
from support.labelling import COLORS, TASKS
from support.mouse import SHIFT

pytest_plugins = ["support.labelling"]

ONE, TWO = ((2.1, 41.6), (2.2, 41.7)), ((2.3, 41.6), (2.4, 41.7))
IN_ONE, IN_TWO, IN_AREA, NOWHERE = (2.15, 41.65), (2.35, 41.65), (2.15, 41.9), (2.45, 41.95)
AREA = ((2.1, 41.85), (2.2, 41.85), (2.2, 41.95), (2.1, 41.95))


@pytest.fixture
def picker(labeller):
    """Two boxes and an area, all of water, in the mode that selects."""
    labeller.drag(*ONE)
    labeller.drag(*TWO)
    labeller.use(Mode.AREA)
    labeller.outline(*AREA)
    labeller.use(Mode.SELECT)
    return labeller


def selected(labeller):
    return {
        task: labeller.layer(task).selectedFeatureCount()
        for task in TASKS
        if labeller.layer(task).selectedFeatureCount()
    }


def given(labeller, task="detection"):
    return [label for _, label in labeller.owners(task)]


def test_a_click_picks_and_shift_adds(picker):
    picker.click(IN_ONE)
    assert selected(picker) == {"detection": 1}
    picker.click(IN_AREA)
    assert selected(picker) == {"segmentation": 1}
    picker.click(IN_ONE, IN_TWO, modifiers=SHIFT)
    assert selected(picker) == {"segmentation": 1, "detection": 2}
    picker.click(IN_TWO, modifiers=SHIFT)
    assert selected(picker) == {"segmentation": 1, "detection": 1}
    picker.click(NOWHERE)
    assert selected(picker) == {}


def test_a_key_relabels_what_is_selected(picker):
    picker.click(IN_ONE)
    picker.key("2")
    assert given(picker) == ["urban", "water"] and given(picker, "segmentation") == ["water"]
    assert picker.page.palette.current == "urban" and selected(picker) == {"detection": 1}
    assert picker.counts == {"water": 2, "urban": 1}
    picker.click(IN_TWO, IN_AREA, modifiers=SHIFT)
    picker.choose("field")
    assert given(picker) == ["field"] * 2 and given(picker, "segmentation") == ["field"]
    picker.undo("classification")
    assert given(picker) == ["urban", "water"] and given(picker, "segmentation") == ["water"]
    picker.redo("segmentation")
    assert picker.counts == {"field": 3}


def test_a_label_that_it_has_already_is_no_deed(picker):
    picker.click(IN_ONE)
    steps = picker.layer("detection").undoStack().count()
    picker.key("1")
    assert picker.layer("detection").undoStack().count() == steps


def test_nothing_selected_a_key_relabels_nothing(picker):
    picker.key("2")
    assert picker.counts == {"water": 3} and picker.page.palette.current == "urban"


def test_who_begins_to_draw_relabels_no_more(picker):
    picker.click(IN_ONE)
    picker.use(Mode.BOX)
    picker.key("2")
    assert picker.counts == {"water": 3} and selected(picker) == {}


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_deletes_what_is_selected(picker, key):
    picker.click(IN_ONE)
    picker.click(IN_AREA, modifiers=SHIFT)
    picker.key(key)
    assert given(picker) == ["water"] and given(picker, "segmentation") == []
    assert picker.counts == {"water": 1}
    picker.undo()
    assert given(picker) == ["water"] * 2 and given(picker, "segmentation") == ["water"]
    picker.redo("classification")
    assert picker.counts == {"water": 1}


def test_a_class_that_an_image_has_already_is_not_given_twice(picker):
    picker.key("C", "1", "2", "V")
    layer = picker.layer("classification")
    layer.selectAll()  # in QGIS's table: on the map classes can't be picked
    picker.key("2")
    assert picker.owners("classification") == [("a.tif", "urban")]
    picker.undo()
    assert sorted(given(picker, "classification")) == ["urban", "water"]


def test_escape_lets_go(picker):
    picker.click(IN_ONE)
    picker.key(Qt.Key.Key_Escape)
    assert selected(picker) == {}


# One history


@pytest.fixture
def history(labeller):
    """A box, an area, a class, a renamed label, a box: what there was before each, and at last."""
    seen = [labeller.picture]

    def note():
        seen.append(labeller.picture)
        assert seen[-1] != seen[-2]

    labeller.drag(*ONE)
    note()
    labeller.use(Mode.AREA)
    labeller.outline(*AREA)
    note()
    labeller.key("C", "2")
    note()
    labeller.rename("water", "sea")
    note()
    labeller.use(Mode.BOX)
    labeller.drag(*TWO)
    note()
    labeller.seen = seen
    return labeller


@pytest.mark.parametrize("task", TASKS)
def test_deeds_are_undone_in_reverse_on_any_layer(history, task):
    for before in reversed(history.seen[:-1]):
        history.undo(task)
        assert history.picture == before
    assert not history.layer(task).undoStack().canUndo()
    for after in history.seen[1:]:
        history.redo(task)
        assert history.picture == after
    assert not history.layer(task).undoStack().canRedo()


def test_layers_may_take_turns(history):
    for task, before in zip(TASKS * 2, reversed(history.seen[:-1])):
        history.undo(task)
        assert history.picture == before
    for task, after in zip(TASKS * 2, history.seen[1:]):
        history.redo(task)
        assert history.picture == after


def test_steps_have_names(history):
    for task in TASKS:
        stack = history.layer(task).undoStack()
        assert [stack.text(index) for index in range(stack.count())] == [
            "Draw a box", "Draw an area", "Give a class", "Rename a label", "Draw a box",
        ]  # fmt: skip


def test_a_new_deed_cuts_off_what_was_undone(history):
    history.undo(times=2)
    history.drag((2.3, 41.8), (2.4, 41.9))
    after = history.picture
    for task in TASKS:
        stack = history.layer(task).undoStack()
        assert not stack.canRedo() and stack.count() == 4
        history.redo(task)
        assert history.picture == after
    history.undo("classification", times=4)
    assert history.picture == history.seen[0]
    history.redo("segmentation", times=4)
    assert history.picture == after


def test_what_was_saved_is_not_undone(history):
    history.key("N")
    assert history.image == "b.tif"
    before = history.picture
    for task in TASKS:
        history.undo(task)
        history.redo(task)
    assert history.picture == before
    assert history.told("What was done before was saved.")
    history.drag((2.3, 41.8), (2.4, 41.9))
    history.undo("classification")
    assert history.picture == before
    assert history.names == ["sea", "urban", "field"]


def test_qgis_saves_one_layer_and_all_is_saved(history):
    assert history.layer("segmentation").commitChanges(False)
    history.settle()
    for task in TASKS:
        layer = history.layer(task)
        assert layer.isEditable() and not layer.isModified()
        assert all(fid > 0 for fid in layer.allFeatureIds())
    before = history.picture
    assert before["counts"] == {"sea": 2, "urban": 2}
    history.undo()
    assert history.picture == before and history.told("What was done before was saved.")
    history.drag((2.3, 41.8), (2.4, 41.9))
    assert history.layer("detection").featureCount() == 3
    history.undo("classification")
    assert history.picture == before
    names = [one["name"] for one in history.export()["spai.json"]["labels"]]
    assert names == ["sea", "urban", "field"]


def test_qgis_rolls_one_layer_back_and_the_others_stay(history):
    assert history.layer("detection").rollBack(False)
    history.settle()
    assert history.owners("detection") == []
    assert history.counts == {"sea": 1, "urban": 1}
    assert history.names == ["sea", "urban", "field"]
    history.undo("segmentation", times=2)  # the second box, which is gone, and the name
    assert history.names == ["water", "urban", "field"]
    assert history.counts == {"water": 1, "urban": 1}
    history.undo("classification", times=2)
    assert history.counts == {}


def test_qgis_rolls_all_layers_back(history):
    for task in TASKS:
        history.layer(task).rollBack(False)
        history.settle()
    assert history.counts == {} and history.names == list(COLORS)
    assert not any(history.layer(task).undoStack().canUndo() for task in TASKS)
    assert history.style("detection") == list(COLORS.items())
    history.drag(*ONE)
    assert history.owners("detection") == [("a.tif", "urban")]
    history.undo("classification")
    assert history.counts == {}


def test_a_deed_of_qgis_is_a_step_among_ours(history):
    layer = history.layer("segmentation")
    (fid,) = layer.allFeatureIds()
    layer.beginEditCommand("Deleted by QGIS")
    layer.deleteFeature(fid)
    layer.endEditCommand()
    history.settle()
    assert "sea" in history.counts and history.owners("segmentation") == []
    history.undo("detection")
    assert history.picture == history.seen[-1]
    history.redo("classification")
    assert history.owners("segmentation") == []
    history.undo("detection", times=2)
    assert history.picture == history.seen[-2]
