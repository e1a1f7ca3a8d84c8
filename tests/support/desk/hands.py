"""Two fast hands: random keys and drags, and a simple model of what they did.

The model knows nothing of QGIS: which annotations each image has, what was said of it, which image
is on the map, and what a person expects of undo.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from random import Random

from qgis.core import Qgis
from qgis.PyQt.QtCore import Qt
from support import mouse
from support.desk.desk import Desk
from support.desk.images import in_words
from support.desk.places import COLORS
from support.desk.recount import check, check_shown
from support.mouse import RIGHT

SHORTEST, LONGEST = 5, 200  # ms between two deeds of a hand
MODES = {"B": "detection", "A": "segmentation", "C": "classification"}
STATES = {"D": "done", "X": "empty", "K": "skipped", "U": "todo"}
FINISHED = ("done", "empty", "skipped")
SHIFT = Qt.KeyboardModifier.ShiftModifier
DEEDS = {"draw": 30, "1": 3, "2": 3, "B": 3, "A": 1, "C": 1, "delete": 2, "N": 7, "P": 12,
         "Shift+N": 2, "D": 8, "X": 5, "K": 3, "U": 3, "F": 12, "undo": 24, "redo": 12}  # fmt: skip
"""What a hand may do next, and how often it does."""


@dataclass(frozen=True)
class Said:
    """What is said of an image."""

    state: str = "todo"
    flagged: bool = False


@dataclass(frozen=True)
class Deed:
    """How much more there is of annotations, by image, task and label; or what was said of one."""

    more: Counter = field(default_factory=Counter)
    image: str = ""
    before: Said = Said()
    after: Said = Said()

    @property
    def is_word(self):
        return bool(self.image)


class Model:
    """What a person has done, and sees."""

    def __init__(self, images, labels):
        self.images = list(images)
        self.labels = list(labels)
        self.has = Counter()  # annotations by image, task and label
        self.said = dict.fromkeys(self.images, Said())
        self.current = self.images[0]
        self.label, self.task = self.labels[0], "detection"
        self.deeds: list[Deed] = []
        self.index = 0
        self.refused = 0

    def count(self, image):
        return sum(number for (of, _, _), number in self.has.items() if of == image)

    def seen(self, image):
        """An image with an annotation is not empty."""
        said = self.said[image]
        is_filled = said.state == "empty" and self.count(image)
        return replace(said, state="todo") if is_filled else said

    def do(self, deed):
        self.deeds[self.index :] = [deed]
        self.index += 1
        self._apply(deed, 1)

    def _apply(self, deed, sign):
        for key, number in deed.more.items():
            self.has[key] += sign * number
        if deed.is_word:
            self.said[deed.image] = deed.after if sign > 0 else deed.before
            if all(other.is_word for other in self.deeds[: self.index]):
                self._keep_words()

    def _keep_words(self):
        """In the workspace, an image that has annotations there can't be empty."""
        self.said = {image: self.seen(image) for image in self.images}

    def add(self, number=1):
        self.do(Deed(Counter({(self.current, self.task, self.label): number})))

    def toggle(self, label):
        key = (self.current, "classification", label)
        self.do(Deed(Counter({key: -self.has[key] or 1})))

    def delete_all(self):
        """Its boxes and areas: a class is no thing on the map."""
        gone = {
            key: -n
            for key, n in self.has.items()
            if n and key[0] == self.current and key[1] != "classification"
        }
        if gone:
            self.do(Deed(Counter(gone)))

    def say(self, **word):
        image = self.current
        before = self.said[image]
        after = replace(before, **word)
        if before != after:
            self.do(Deed(Counter(), image, before, after))

    def mark(self, state):
        if state == "empty" and self.count(self.current):
            self.refused += 1
            return
        image = self.current
        self.say(state=state)
        if state in FINISHED:
            behind = self.images.index(image) + 1
            self.go(self.images[behind] if behind < len(self.images) else self.next_todo())

    def go(self, image):
        """What was drawn is saved with the image; what was said since can be undone still."""
        if image is None or image == self.current:
            return
        self.save()
        self.current = image

    def step(self, by):
        at = self.images.index(self.current) + by
        self.go(self.images[at] if 0 <= at < len(self.images) else None)

    def next_todo(self):
        at = self.images.index(self.current)
        others = [*self.images[at + 1 :], *self.images[:at]]
        return next((image for image in others if self.seen(image).state == "todo"), None)

    def save(self):
        """What is about annotations can't be undone or redone any more: what was said since can."""
        start = self.index
        while start and self.deeds[start - 1].is_word:
            start -= 1
        end = self.index
        while end < len(self.deeds) and self.deeds[end].is_word:
            end += 1
        self.deeds, self.index = self.deeds[start:end], self.index - start
        self._keep_words()

    def undo(self):
        if self.index:
            self.index -= 1
            self._apply(self.deeds[self.index], -1)
            self.go(self.deeds[self.index].image or None)

    def redo(self):
        if self.index < len(self.deeds):
            deed = self.deeds[self.index]
            self._apply(deed, 1)
            self.index += 1
            self.go(deed.image or None)

    @property
    def words(self):
        """What the list of images shows."""
        marks = {image: self.seen(image) for image in self.images}
        return {image: in_words_of(said) for image, said in marks.items()}


def in_words_of(said):
    return f"{said.state} flagged" if said.flagged else said.state


class Hands:
    """They do at random what the model is told, too."""

    def __init__(self, desk: Desk, images, seed: int) -> None:
        """``images`` are the places of images by name: west and north."""
        self.desk = desk
        self.bot, self.canvas = desk.bot, desk.map.canvas
        self.places = dict(images)
        self.random = Random(seed)
        self.model = Model(sorted(images), COLORS)
        self.log: list[str] = []

    def work(self, count: int, look_every: int = 40) -> None:
        """So many deeds, with pauses; now and then a look at what there is."""
        for number in range(1, count + 1):
            chosen = self.random.choices([*DEEDS], [*DEEDS.values()])[0]
            self.log.append(f"{chosen} on {self.model.current}")
            getattr(self, f"_{chosen}", lambda key=chosen: self._press(key))()
            self.bot.wait(round(SHORTEST + (LONGEST - SHORTEST) * self.random.random() ** 3))
            if number % look_every == 0:
                self.look()

    def look(self) -> None:
        """Everything is as the model says by now."""
        self.desk.wait()
        model, last = self.model, self.log[-60:]
        assert self.complaints() == ["Not empty"] * model.refused, last
        assert self.desk.map.image == model.current, last
        items = self.desk.dock.page.images.items
        shown = {item.path: in_words(item.state, item.flagged) for item in items}
        assert shown == model.words, (shown, model.words, last)
        counts = {item.path: sum(item.counts.values()) for item in items}
        expected = {image: model.count(image) for image in model.images}
        assert counts == expected, (counts, expected, last)
        editing = self.desk.controller.session
        assert editing.history.count == model.index, last
        check(editing)
        check_shown(self.desk.dock.page, editing)

    def complaints(self) -> list[str]:
        """The titles of what was told as a warning, or as what went wrong."""
        found = []
        for level in (Qgis.MessageLevel.Warning, Qgis.MessageLevel.Critical):
            for text in self.desk.bar.texts(level):
                found.append("Not empty" if text.startswith("Not empty") else text)
        return found

    def _press(self, key: str) -> None:
        model = self.model
        letter = key.rpartition("+")[2]
        code = getattr(Qt.Key, f"Key_{letter}")
        self.bot.keyClick(self.canvas, code, SHIFT if "+" in key else mouse.NONE)
        if key in STATES:
            model.mark(STATES[key])
        elif key == "F":
            model.say(flagged=not model.said[model.current].flagged)
        elif key in "NP":
            model.step(1 if key == "N" else -1)
        elif key == "Shift+N":
            model.go(model.next_todo())
        elif key in MODES:
            model.task = MODES[key]
        else:
            model.label = model.labels[int(key) - 1]
            if model.task == "classification":
                model.toggle(model.label)

    def _spot(self, low: float = 0.05, high: float = 0.95):
        """A place on the image on the map, not too near to its edges."""
        west, north = self.places[self.model.current]
        x, y = (low + (high - low) * self.random.random() for _ in range(2))
        return west + 0.5 * x, north - 0.5 * y

    def _draw(self) -> None:
        place = self.desk.map.place
        if self.model.task == "classification":
            mouse.click(self.bot, self.canvas, place(self._spot()))
            self.model.toggle(self.model.label)
            return
        x, y = self._spot(high=0.6)
        width, height = (0.06 + 0.1 * self.random.random() for _ in range(2))
        if self.model.task == "detection":
            mouse.drag(self.bot, self.canvas, place((x, y)), place((x + width, y - height)))
        else:
            for corner in ((x, y), (x + width, y), (x + width, y - height)):
                mouse.click(self.bot, self.canvas, place(corner))
            mouse.click(self.bot, self.canvas, place((x, y)), RIGHT)
        self.model.add()

    def _delete(self) -> None:
        """All of the image, in mode Select: by a drag around everything, and the key Delete."""
        before = next(key for key, task in MODES.items() if task == self.model.task)
        self.bot.keyClick(self.canvas, Qt.Key.Key_V)
        west, north = self.places[self.model.current]
        corners = (west - 0.02, north + 0.02), (west + 0.52, north - 0.52)
        mouse.drag(self.bot, self.canvas, *map(self.desk.map.place, corners))
        self.bot.keyClick(self.canvas, Qt.Key.Key_Delete)
        self.bot.keyClick(self.canvas, getattr(Qt.Key, f"Key_{before}"))
        self.model.delete_all()

    def _undo(self) -> None:
        self.desk.layer(self.model.task).undoStack().undo()
        self.model.undo()

    def _redo(self) -> None:
        self.desk.layer(self.model.task).undoStack().redo()
        self.model.redo()
