"""Bulk edits as steps of the history: they outlive a save, and follow what becomes of them."""

from dataclasses import dataclass

import pytest
from scaneo_bridge.core.qgis.editing.history import History
from support.subjects.history import COUNT, add, labels, make_layer, stacks_of


@dataclass(eq=False)
class Bulk:
    text: str = "a bulk edit"


@pytest.fixture
def layers(qgis_app):
    made = [make_layer() for _ in range(COUNT)]
    yield made
    for layer in made:
        layer.rollBack()


@pytest.fixture
def told():
    return []


@pytest.fixture
def history(layers, told):
    history = History()
    history.bulk_moved.connect(lambda edit, is_done: told.append((edit, is_done)))
    history.ended.connect(lambda: told.append("ended"))
    for layer in layers:
        history.join(layer)
    return history


def test_it_is_a_step_on_every_stack(history, layers, told):
    edit = Bulk()
    history.add_bulk(edit)
    assert stacks_of(layers) == {(1, 1)} and layers[1].undoStack().text(0) == "a bulk edit"
    layers[0].undoStack().undo()
    layers[1].undoStack().redo()
    assert told == [(edit, False), (edit, True)] and stacks_of(layers) == {(1, 1)}
    assert not any(layer.isModified() for layer in layers), "there is nothing to save"


def test_it_can_be_undone_after_a_save_but_not_below_features(history, layers, told):
    edit = Bulk()
    history.add_bulk(edit)
    history.settle()
    history.undo()
    assert told == [(edit, False)]
    layers[0].undoStack().redo()
    with history.command("a deed"):
        add(layers[0], "a")
    history.settle()
    history.undo()
    assert told[2:] == ["ended"]


def test_what_failed_is_shown_as_it_is(history, layers, told):
    first, second = Bulk(), Bulk()
    history.add_bulk(first)
    history.add_bulk(second)
    with history.command("a deed"):
        add(layers[0], "a")
    layers[0].undoStack().setIndex(0)
    assert told == [(second, False), (first, False)]
    history.show_bulk(second, True)
    assert stacks_of(layers) == {(3, 2)} and told[2:] == [(first, True), (second, True)]
    history.show_bulk(second, True)
    assert len(told) == 4, "it is shown so already"
    history.show_bulk(first, False)
    assert stacks_of(layers) == {(3, 0)} and labels(layers[0]) == []


def test_one_that_the_history_has_forgotten(history, layers, told):
    edit = Bulk()
    history.add_bulk(edit)
    history.undo()
    with history.command("a deed"):
        add(layers[0], "a")
    history.show_bulk(edit, True)
    assert stacks_of(layers) == {(1, 1)} and labels(layers[0]) == ["a"]


def test_an_opening_ends_it_and_what_was_before(history, layers, told):
    with history.command("a word", outlives_save=True):
        pass
    history.add_bulk(Bulk())
    with history.command("another word", outlives_save=True):
        pass
    history.end_bulk()
    assert history.count == 1 and stacks_of(layers) == {(2, 2)}
    for _ in range(2):
        history.undo()
    assert told == ["ended"]
