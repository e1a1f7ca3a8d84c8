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
from scaneo_bridge.core.qgis.editing.history import History
from support.subjects.history import COUNT, add, labels, make_layer, stacks_of

LAYERS = st.integers(0, COUNT - 1)
SOME = st.lists(LAYERS, min_size=0, max_size=4)


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
