"""One history over several layers: whatever is done, undone or rolled back, they stay in step."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer
from scaneo_bridge.core.qgis.editing.history import History

COUNT = 3
LAYERS = st.integers(0, COUNT - 1)
SOME = st.lists(LAYERS, min_size=0, max_size=4)


def make_layer():
    layer = QgsVectorLayer("NoGeometry?field=label:string", "layer", "memory")
    assert layer.startEditing()
    return layer


def add(layer, name):
    feature = QgsFeature(layer.fields())
    feature["label"] = name
    assert layer.addFeature(feature)


def labels(layer):
    return sorted(feature["label"] for feature in layer.getFeatures())


def stacks_of(layers):
    return {(layer.undoStack().count(), layer.undoStack().index()) for layer in layers}


class Refused(Exception):
    """Something goes wrong within a deed."""


class Steps(RuleBasedStateMachine):
    """Deeds of ours and of QGIS's; ``states`` are the contents after each, by a simple model.

    A content is, for each layer, its labels, and last a word that is no feature.
    """

    def __init__(self):
        super().__init__()
        self.history = History()
        self.layers = [make_layer() for _ in range(COUNT)]
        self.joined = list(range(COUNT))
        for layer in self.layers:
            self.history.join(layer)
        self.states = [([[], [], []], "")]
        self.index = 0
        self.word = ""
        self.number = 0
        self.ends = {0}  # where an undo can stop: not between a deed and what follows it
        self.lasting = []  # whether each deed outlives a save
        self.below = 0  # 1 where there is a step that says that what was before is saved
        self.told, self.wanted = 0, 0  # how often somebody wanted to go back beyond that
        self.history.ended.connect(self.hear)

    def hear(self):
        self.told += 1

    def teardown(self):
        for layer in self.layers:
            layer.rollBack()

    def name(self):
        self.number += 1
        return f"{self.number:04}"

    def note(self, content, word, follows=False, lasts=False):
        self.lasting[self.index :] = [lasts]
        if follows:
            self.ends.discard(self.index)
        self.ends = {end for end in self.ends if end <= self.index}
        self.states[self.index + 1 :] = [(content, word)]
        self.index += 1
        self.ends.add(self.index)

    def after(self, names):
        content, word = self.states[self.index]
        return [sorted([*had, *names.get(n, ())]) for n, had in enumerate(content)], word

    def drop(self):
        """What was undone can't be redone any more."""
        del self.states[self.index + 1 :]
        del self.lasting[self.index :]
        self.ends = {end for end in self.ends if end <= self.index}

    def fill(self, chosen):
        names = {}
        for number in chosen:
            if number in self.joined:
                name = self.name()
                names.setdefault(number, []).append(name)
                add(self.layers[number], name)
        return names

    @precondition(lambda self: self.joined)
    @rule(chosen=SOME)
    def deed(self, chosen):
        with self.history.command("ours"):
            names = self.fill(chosen)
        self.note(*self.after(names))

    @precondition(lambda self: self.joined)
    @rule(chosen=SOME)
    def deed_about_a_word(self, chosen):
        before, after = self.word, self.name()

        def say(word):
            self.word = word

        with self.history.command("word", lambda: say(before), lambda: say(after)):
            names = self.fill(chosen)
            say(after)
        content, _ = self.after(names)
        self.note(content, after)

    @rule()
    def deed_that_outlives_a_save(self):
        before, after = self.word, self.name()

        def say(word):
            self.word = word

        with self.history.command(
            "lasts", lambda: say(before), lambda: say(after), outlives_save=True
        ):
            say(after)
        content, _ = self.after({})
        self.note(content, after, lasts=True)

    @precondition(lambda self: self.joined and self.index)
    @rule(chosen=SOME)
    def deed_that_follows(self, chosen):
        with self.history.command("more of it", follows=True):
            names = self.fill(chosen)
        self.note(*self.after(names), follows=True)

    @precondition(lambda self: self.joined)
    @rule(chosen=SOME)
    def deed_that_fails(self, chosen):
        with pytest.raises(Refused), self.history.command("fails"):
            self.fill(chosen)
            raise Refused
        self.drop()

    @rule(number=LAYERS, count=st.integers(1, 3))
    def qgis(self, number, count):
        """A tool of QGIS does something on one layer, as one named step."""
        if number in self.joined:
            layer = self.layers[number]
            layer.beginEditCommand("theirs")
            names = self.fill([number] * count)
            layer.endEditCommand()
            self.note(*self.after(names))

    @rule(number=LAYERS)
    def qgis_without_a_name(self, number):
        """So do scripts."""
        if number in self.joined:
            self.note(*self.after(self.fill([number])))

    @rule(number=LAYERS)
    def qgis_gives_up(self, number):
        if number in self.joined:
            layer = self.layers[number]
            layer.beginEditCommand("given up")
            self.fill([number])
            layer.destroyEditCommand()
            self.drop()

    @rule(number=LAYERS)
    def undo(self, number):
        if number not in self.joined:
            return
        self.layers[number].undoStack().undo()
        if self.index:
            self.index = max(end for end in self.ends if end < self.index)
        else:
            self.wanted += self.below

    @rule(number=LAYERS)
    def redo(self, number):
        if number in self.joined and self.index < len(self.states) - 1:
            self.layers[number].undoStack().redo()
            self.index = min(end for end in self.ends if end > self.index)

    @rule(number=LAYERS, part=st.floats(0, 1))
    def jump(self, number, part):
        """A click in QGIS's undo panel."""
        if number in self.joined:
            target = round(part * (len(self.states) - 1 + self.below))
            self.layers[number].undoStack().setIndex(target)
            self.wanted += self.below and not target
            target = max(0, target - self.below)
            if target > self.index:
                self.index = min(end for end in self.ends if end >= target)
            else:
                self.index = max(end for end in self.ends if end <= target)

    @precondition(lambda self: self.joined)
    @rule()
    def save(self):
        for number in self.joined:
            assert self.layers[number].commitChanges(False)
        self.history.settle()
        start, end = self.index, self.index
        while start and self.lasting[start - 1]:
            start -= 1
        while end < len(self.lasting) and self.lasting[end]:
            end += 1
        self.below = int(self.below or start > 0)
        content, _ = self.states[self.index]
        self.states = [(content, word) for _, word in self.states[start : end + 1]]
        self.lasting = self.lasting[start:end]
        self.index -= start
        self.ends = set(range(len(self.states)))

    @invariant()
    def in_step(self):
        layers = [self.layers[number] for number in self.joined]
        expected = len(self.states) - 1 + self.below, self.index + self.below
        assert stacks_of(layers) <= {expected}
        assert self.told == self.wanted

    @invariant()
    def as_the_model_says(self):
        content, word = self.states[self.index]
        assert [labels(layer) for layer in self.layers] == content
        assert self.word == word


def test_random_deeds(qgis_app):
    chosen = settings(
        max_examples=150,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Steps, settings=chosen)


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
