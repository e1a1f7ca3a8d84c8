"""A deed costs as much in a campaign of many images, or of many labels, as in a small one.

Counted in calls of the plugin's functions, not in time: see `support.meter`.
"""

import pytest
from qgis.PyQt.QtCore import Qt
from support import mouse
from support.folders import write_files
from support.geojson import collection, detection, segmentation, spai
from support.images import write_image
from support.meter import Meter

pytest_plugins = ["support.desk.fixtures"]

FEW, MANY = 60, 600  # images
FEW_LABELS, MANY_LABELS = 20, 400
MORE = 1.25
"""So much more a deed may cost, for ten times as much: a view scrolls now and then."""
ROWS = 12  # a deed changes some images and labels, and marks others as the current ones


def make(folder, images, labels):
    """Images side by side, each with a box and an area, whose labels take turns."""
    names = [f"label {number:03}" for number in range(labels)]
    files = {"spai.json": spai(**{name: f"#{7 * n:06x}" for n, name in enumerate(names)})}
    for number in range(images):
        row, column = divmod(number, 40)
        west, north = 2 + 0.02 * column, 42 - 0.02 * row
        write_image(folder / f"{number:04}.tif", grid=(west, 0.001, 0.0, north, 0.0, -0.001))
        south, east = north - 0.004, west + 0.004
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        files[f"{number:04}.geojson"] = collection(
            detection(names[number % labels], (south, west, north, east)),
            segmentation(names[(number + 1) % labels], ring),
        )
    return write_files(folder, files)


class Person:
    """Does each deed once, and says what it cost."""

    def __init__(self, desk, folder, root):
        self.desk = desk.begin(folder)
        self.page = desk.dock.page
        self.bot, self.canvas = desk.bot, desk.map.canvas
        self.meter = Meter(root, self.page.images, self.page.labels)
        self.costs = {}

    def do(self, name, deed):
        self.desk.wait()
        self.bot.wait(400)  # until the next image is loaded, and what follows a deed has followed
        self.desk.wait()
        with self.meter.running():
            deed()
            self.desk.wait()
            self.bot.wait(400)
            self.desk.wait()
        meter = self.meter
        self.costs[name] = (meter.count, meter.told_rows, meter.resets, dict(meter.calls))

    def press(self, key):
        return lambda: self.bot.keyClick(self.canvas, key)

    def draw(self):
        extent = self.canvas.extent()
        x, y, side = extent.center().x(), extent.center().y(), 0.05 * extent.width()
        mouse.drag(self.bot, self.canvas, (x, y), (x + side, y + side))

    def work(self):
        keys, palette = Qt.Key, self.page.palette
        stack = self.desk.layer("detection").undoStack
        self.draw()  # the first of a kind makes what the others use
        for name, deed in {
            "box": self.draw,
            "undo": lambda: stack().undo(),
            "redo": lambda: stack().redo(),
            "next, with a save": self.press(keys.Key_N),
            "next": self.press(keys.Key_N),
            "previous": self.press(keys.Key_P),
            "done": self.press(keys.Key_D),
            "undo of done": lambda: stack().undo(),
            "flag": self.press(keys.Key_F),
            "another flag": lambda: self.page.navigator.flag_chosen.emit(["0009.tif"]),
            "next to do": lambda: self.page.navigator.next_todo_requested.emit(),
            "jump": lambda: self.page.navigator.image_activated.emit("0030.tif"),
            "another label": self.press(keys.Key_2),
            "class": lambda: self.page.palette.label_chosen.emit(palette.current),
        }.items():
            self.do(name, deed)
        return self.costs


@pytest.fixture
def costs(desktop, root, tmp_path):
    """What deeds cost in a campaign of so many images and labels."""

    def work(images, labels):
        folder = make(tmp_path / f"{images}x{labels}", images, labels)
        person = Person(desktop, folder, root)
        found = person.work()
        person.desk.dock.switch()
        desktop.project.clear()
        desktop.wait()
        return found

    return work


def compare(few, many):
    for name, (count, _, _, calls) in few.items():
        more, rows, resets, more_calls = many[name]
        grown = {
            key: (calls.get(key, 0), number)
            for key, number in more_calls.items()
            if number > calls.get(key, 0) + 20
        }
        assert more <= MORE * count + 50, (name, count, more, grown)
        assert rows <= ROWS, (name, rows)
        assert not resets, name


def test_a_deed_costs_the_same_among_many_images(costs):
    compare(costs(FEW, FEW_LABELS), costs(MANY, FEW_LABELS))


def test_a_deed_costs_the_same_among_many_labels(costs):
    compare(costs(FEW, FEW_LABELS), costs(FEW, MANY_LABELS))
