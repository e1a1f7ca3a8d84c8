"""What is selected gets labels and goes; and all deeds are one history over the layers."""

import pytest
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.ui.label.modes import Mode
from support.desk.desk import TASKS
from support.desk.places import COLORS
from support.mouse import SHIFT

pytest_plugins = ["support.desk.fixtures"]

ONE, TWO = ((2.1, 41.6), (2.2, 41.7)), ((2.3, 41.6), (2.4, 41.7))
IN_ONE, IN_TWO, IN_AREA, NOWHERE = (2.15, 41.65), (2.35, 41.65), (2.15, 41.9), (2.45, 41.95)
AREA = ((2.1, 41.85), (2.2, 41.85), (2.2, 41.95), (2.1, 41.95))


@pytest.fixture
def picker(labelling):
    """Two boxes and an area, all of water, in the mode that selects."""
    labelling.map.drag(*ONE)
    labelling.map.drag(*TWO)
    labelling.dock.use(Mode.AREA)
    labelling.map.outline(*AREA)
    labelling.dock.use(Mode.SELECT)
    return labelling


def selected(desk):
    return {
        task: desk.layer(task).selectedFeatureCount()
        for task in TASKS
        if desk.layer(task).selectedFeatureCount()
    }


def given(desk, task="detection"):
    return [label for _, label in desk.owners(task)]


def test_a_click_picks_and_shift_adds(picker):
    picker.map.click(IN_ONE)
    assert selected(picker) == {"detection": 1}
    picker.map.click(IN_AREA)
    assert selected(picker) == {"segmentation": 1}
    picker.map.click(IN_ONE, IN_TWO, modifiers=SHIFT)
    assert selected(picker) == {"segmentation": 1, "detection": 2}
    picker.map.click(IN_TWO, modifiers=SHIFT)
    assert selected(picker) == {"segmentation": 1, "detection": 1}
    picker.map.click(NOWHERE)
    assert selected(picker) == {}


def test_a_key_relabels_what_is_selected(picker):
    picker.map.click(IN_ONE)
    picker.map.key("2")
    assert given(picker) == ["urban", "water"] and given(picker, "segmentation") == ["water"]
    assert picker.dock.page.palette.current == "urban" and selected(picker) == {"detection": 1}
    assert picker.palette.counts() == {"water": 2, "urban": 1}
    picker.map.click(IN_TWO, IN_AREA, modifiers=SHIFT)
    picker.palette.choose("field")
    assert given(picker) == ["field"] * 2 and given(picker, "segmentation") == ["field"]
    picker.undo("classification")
    assert given(picker) == ["urban", "water"] and given(picker, "segmentation") == ["water"]
    picker.redo("segmentation")
    assert picker.palette.counts() == {"field": 3}


def test_a_label_that_it_has_already_is_no_deed(picker):
    picker.map.click(IN_ONE)
    steps = picker.layer("detection").undoStack().count()
    picker.map.key("1")
    assert picker.layer("detection").undoStack().count() == steps


def test_nothing_selected_a_key_relabels_nothing(picker):
    picker.map.key("2")
    assert picker.palette.counts() == {"water": 3} and picker.dock.page.palette.current == "urban"


def test_who_begins_to_draw_relabels_no_more(picker):
    picker.map.click(IN_ONE)
    picker.dock.use(Mode.BOX)
    picker.map.key("2")
    assert picker.palette.counts() == {"water": 3} and selected(picker) == {}


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_deletes_what_is_selected(picker, key):
    picker.map.click(IN_ONE)
    picker.map.click(IN_AREA, modifiers=SHIFT)
    picker.map.key(key)
    assert given(picker) == ["water"] and given(picker, "segmentation") == []
    assert picker.palette.counts() == {"water": 1}
    picker.undo()
    assert given(picker) == ["water"] * 2 and given(picker, "segmentation") == ["water"]
    picker.redo("classification")
    assert picker.palette.counts() == {"water": 1}


def test_a_class_that_an_image_has_already_is_not_given_twice(picker):
    picker.map.key("C", "1", "2", "V")
    layer = picker.layer("classification")
    layer.selectAll()  # in QGIS's table: on the map classes can't be picked
    picker.map.key("2")
    assert picker.owners("classification") == [("a.tif", "urban")]
    picker.undo()
    assert sorted(given(picker, "classification")) == ["urban", "water"]


def test_escape_lets_go(picker):
    picker.map.click(IN_ONE)
    picker.map.key(Qt.Key.Key_Escape)
    assert selected(picker) == {}


# One history


@pytest.fixture
def history(labelling):
    """A box, an area, a class, a renamed label, a box: what there was before each, and at last."""
    seen = [labelling.picture]

    def note():
        seen.append(labelling.picture)
        assert seen[-1] != seen[-2]

    labelling.map.drag(*ONE)
    note()
    labelling.dock.use(Mode.AREA)
    labelling.map.outline(*AREA)
    note()
    labelling.map.key("C", "2")
    note()
    labelling.palette.rename("water", "sea")
    note()
    labelling.dock.use(Mode.BOX)
    labelling.map.drag(*TWO)
    note()
    labelling.seen = seen
    return labelling


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
    history.map.drag((2.3, 41.8), (2.4, 41.9))
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
    history.map.key("N")
    assert history.map.image == "b.tif"
    before = history.picture
    for task in TASKS:
        history.undo(task)
        history.redo(task)
    assert history.picture == before
    assert history.bar.told("What was done before was saved.")
    history.map.drag((2.3, 41.8), (2.4, 41.9))
    history.undo("classification")
    assert history.picture == before
    assert history.palette.names == ["sea", "urban", "field"]


def test_qgis_saves_one_layer_and_all_is_saved(history):
    assert history.layer("segmentation").commitChanges(False)
    history.wait()
    for task in TASKS:
        layer = history.layer(task)
        assert layer.isEditable() and not layer.isModified()
        assert all(fid > 0 for fid in layer.allFeatureIds())
    before = history.picture
    assert before["counts"] == {"sea": 2, "urban": 2}
    history.undo()
    assert history.picture == before and history.bar.told("What was done before was saved.")
    history.map.drag((2.3, 41.8), (2.4, 41.9))
    assert history.layer("detection").featureCount() == 3
    history.undo("classification")
    assert history.picture == before
    names = [one["name"] for one in history.dock.export()["spai.json"]["labels"]]
    assert names == ["sea", "urban", "field"]


def test_qgis_rolls_one_layer_back_and_the_others_stay(history):
    assert history.layer("detection").rollBack(False)
    history.wait()
    assert history.owners("detection") == []
    assert history.palette.counts() == {"sea": 1, "urban": 1}
    assert history.palette.names == ["sea", "urban", "field"]
    history.undo("segmentation", times=2)  # the second box, which is gone, and the name
    assert history.palette.names == ["water", "urban", "field"]
    assert history.palette.counts() == {"water": 1, "urban": 1}
    history.undo("classification", times=2)
    assert history.palette.counts() == {}


def test_qgis_rolls_all_layers_back(history):
    for task in TASKS:
        history.layer(task).rollBack(False)
        history.wait()
    assert history.palette.counts() == {} and history.palette.names == list(COLORS)
    assert not any(history.layer(task).undoStack().canUndo() for task in TASKS)
    assert history.palette.style("detection") == list(COLORS.items())
    history.map.drag(*ONE)
    assert history.owners("detection") == [("a.tif", "urban")]
    history.undo("classification")
    assert history.palette.counts() == {}


def test_a_deed_of_qgis_is_a_step_among_ours(history):
    layer = history.layer("segmentation")
    (fid,) = layer.allFeatureIds()
    layer.beginEditCommand("Deleted by QGIS")
    layer.deleteFeature(fid)
    layer.endEditCommand()
    history.wait()
    assert "sea" in history.palette.counts() and history.owners("segmentation") == []
    history.undo("detection")
    assert history.picture == history.seen[-1]
    history.redo("classification")
    assert history.owners("segmentation") == []
    history.undo("detection", times=2)
    assert history.picture == history.seen[-2]
