"""Labelling with mouse and keys, from the dock to the file."""

import json

import pytest
from qgis.core import QgsRectangle
from qgis.PyQt.QtCore import Qt
from support import mouse
from support.images import write_image

pytest_plugins = ["support.dock", "support.mouse"]


@pytest.fixture
def bare(tmp_path):
    """A folder of two images and nothing else."""
    folder = tmp_path / "bare"
    for name in ("a.tif", "b.tif"):
        write_image(folder / name)
    return folder


def test_boxes_from_nothing(session, bare):
    session.open(bare)
    session.click(session.dock.label)
    session.bot.wait(300)
    canvas = session.canvas
    extent = canvas.extent()
    def at(x, y):
        return extent.xMinimum() + x * extent.width(), extent.yMinimum() + y * extent.height()
    print(canvas.mapTool(), canvas.hasFocus())
    mouse.drag(session.bot, canvas, at(.3, .3), at(.5, .5))
    line = session.page.new_label
    print(line.note.text())
    session.bot.keyClicks(line.name, "water")
    session.bot.keyClick(line.name, Qt.Key.Key_Return)
    session.wait()
    print(session.counts())
    mouse.drag(session.bot, canvas, at(.6, .6), at(.7, .7))
    session.wait()
    print(session.counts())
    session.layer("detection").undoStack().undo()
    session.wait()
    print(session.counts())
    session.bot.keyClick(canvas, Qt.Key.Key_C)
    session.bot.keyClick(canvas, Qt.Key.Key_1)
    session.wait()
    print(session.counts())
    session.bot.keyClick(canvas, Qt.Key.Key_N)
    session.wait()
    print(session.controller._labelling.walk.current)
    session.bot.keyClick(canvas, Qt.Key.Key_X)
    session.wait()
    print([i.state for i in session.page.images.items], session.messages())
    print(session.preview())
    session.click(session.dock.export_page.write); session.wait()
    for f in sorted(bare.glob("*json")): print(f.name, f.read_text()[:300])
    assert 0
