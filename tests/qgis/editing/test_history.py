"""One history over several layers: joining and leaving it, and how its steps are told apart."""

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer
from scaneo_bridge.core.qgis.editing.history import History
from support.subjects.history import COUNT, add, labels, make_layer, stacks_of


@pytest.fixture
def layers(qgis_app):
    made = [make_layer() for _ in range(COUNT)]
    yield made
    for layer in made:
        layer.rollBack()


@pytest.fixture
def history(layers):
    history = History()
    for layer in layers[:2]:
        history.join(layer)
    return history


class TestJoinAndLeave:
    def test_one_that_joins_late_is_in_step(self, history, layers):
        for number in range(3):
            with history.command(f"deed {number}"):
                add(layers[0], f"{number}")
        layers[1].undoStack().undo()
        history.join(layers[2])
        assert stacks_of(layers) == {(3, 2)}
        assert layers[2].undoStack().text(0) == "deed 0"
        layers[2].undoStack().redo()
        assert labels(layers[0]) == ["0", "1", "2"]
        layers[2].undoStack().setIndex(0)
        assert labels(layers[0]) == [] and stacks_of(layers) == {(3, 0)}

    def test_one_that_leaves_is_left_alone(self, history, layers):
        with history.command("both"):
            add(layers[0], "a")
            add(layers[1], "b")
        history.leave(layers[1])
        layers[0].undoStack().undo()
        assert (labels(layers[0]), labels(layers[1])) == ([], ["b"])
        layers[1].undoStack().undo()
        assert labels(layers[1]) == []

    def test_after_the_last_one_only_the_end_is_left_and_what_outlives_it(self, history, layers):
        told = []
        history.ended.connect(lambda: told.append("ended"))
        with history.command("a deed"):
            add(layers[0], "a")
        with history.command("a word", lambda: told.append("taken back"), outlives_save=True):
            pass
        for layer in layers[:2]:
            history.leave(layer)
        history.join(layers[2])
        assert stacks_of(layers[2:]) == {(2, 2)} and history.count == 1
        for _ in range(3):
            layers[2].undoStack().undo()
        assert told == ["taken back", "ended", "ended"]
        assert stacks_of(layers[2:]) == {(2, 1)} and history.count == 0

    def test_what_was_given_up_leaves_no_end(self, history, layers):
        with history.command("a deed"):
            add(layers[0], "a")
        with history.command("a word", outlives_save=True):
            pass
        history.leave(layers[0])
        layers[0].rollBack(False)
        history.join(layers[0])
        history.forget()
        assert stacks_of(layers[:2]) == {(1, 1)}

    def test_rolled_back_and_in_again(self, history, layers):
        with history.command("both"):
            add(layers[0], "a")
            add(layers[1], "b")
        history.leave(layers[0])
        layers[0].rollBack(False)
        history.join(layers[0])
        assert labels(layers[0]) == [] and labels(layers[1]) == ["b"]
        assert stacks_of(layers[:2]) == {(1, 1)}
        layers[0].undoStack().undo()
        assert labels(layers[1]) == []


def test_what_undid_and_redid_is_called_in_order(history, layers):
    told = []
    for name in "ab":
        with history.command(
            name, lambda name=name: told.append(f"-{name}"), lambda name=name: told.append(name)
        ):
            add(layers[0], name)
    layers[1].undoStack().setIndex(0)
    layers[0].undoStack().setIndex(2)
    assert told == ["-b", "-a", "a", "b"]


def test_a_change_that_is_merged_drops_what_was_undone(history, layers):
    """QGIS merges what scripts do to one geometry without a step, and drops what was undone."""
    spatial = QgsVectorLayer("Point?crs=EPSG:4326", "spatial", "memory")
    spatial.dataProvider().addFeature(QgsFeature())
    assert spatial.startEditing()
    history.join(spatial)
    spatial.changeGeometry(1, QgsGeometry.fromWkt("Point(1 1)"))
    with history.command("to be undone"):
        add(layers[0], "a")
    layers[0].undoStack().undo()
    spatial.changeGeometry(1, QgsGeometry.fromWkt("Point(2 2)"))
    assert len(stacks_of([*layers[:2], spatial])) == 1
    layers[0].undoStack().redo()
    assert labels(layers[0]) == []
    history.leave(spatial)
    spatial.rollBack()


def test_changed_is_told_once_for_each(history, layers):
    with history.command("first"):
        add(layers[0], "a")
    told = []
    history.changed.connect(lambda: told.append(1))
    layers[0].undoStack().undo()
    assert len(told) == 1
    layers[1].undoStack().redo()
    assert len(told) == 2
    add(layers[1], "by a script")
    assert len(told) == 3
    with history.command("ours"):
        add(layers[0], "b")
        add(layers[1], "c")
    assert len(told) == 4


def test_what_takes_the_place_of_a_step_is_told_from_it_by_nothing_but_its_address(history, layers):
    """The reason why addresses are compared: if this fails, QGIS has something better by now."""
    layer, stack, told = layers[0], layers[0].undoStack(), []
    stack.indexChanged.connect(told.append)

    def seen():
        command = stack.command(0)
        return stack.count(), stack.index(), command.id(), command.text(), command.childCount()

    def draw(label):
        layer.beginEditCommand("Drawn")
        add(layer, label)
        layer.endEditCommand()

    draw("a")
    stack.undo()
    told.clear()
    stack.redo()
    redone, heard = seen(), list(told)
    stack.undo()
    told.clear()
    draw("b")
    assert (seen(), told) == (redone, heard)
    stack.undo()
    layers[1].undoStack().redo()
    assert labels(layer) == ["b"], "on all stacks it is the new one"
