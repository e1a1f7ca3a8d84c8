"""Sessions that end by a kill: pytest runs one of them in a process of its own.

test_nothing_lost starts them, by their names, and looks at what they leave behind.
"""

import os
import signal
import time
from pathlib import Path

import pytest
from qgis.core import QgsGeometry
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLineEdit
from scaneo_bridge.core.workspace.workspace import Workspace
from scaneo_bridge.ui.shell import behind_reader
from scaneo_bridge.ui.work.options import Options
from support.desk.reading import Reading
from support.editing import unsaved

pytest_plugins = ["support.desk.fixtures"]

MOVED = "Polygon((2.1 41.5, 2.2 41.5, 2.2 41.6, 2.1 41.6, 2.1 41.5))"


@pytest.fixture
def settings(settings):
    settings.remember_options(Options(autosave=1))
    return settings


@pytest.fixture
def desk(desktop):
    return desktop.begin(os.environ["KILLED_FOLDER"])


def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)


def wait_for_autosave(desk, *kept):
    workspace = Path(os.environ["KILLED_FOLDER"]) / "scaneo.gpkg"
    desk.bot.wait(1100)
    end = time.monotonic() + 300
    while unsaved(workspace) != list(kept):
        assert time.monotonic() < end, (unsaved(workspace), desk.bar.text())
        desk.bot.wait(50)


def keep_no_more(desk):
    """From now on nothing is kept, however long what comes now takes on a slow machine."""
    desk.dock.page.options.choose(autosave=300)


def choose(desk, task, *labels):
    """Selects the annotations of these labels."""
    layer = desk.layer(task)
    found = [one.id() for one in layer.getFeatures() if one["label"] in labels]
    layer.selectByIds(found)


def rename(desk, row, name):
    view = desk.dock.page.labels_view
    view.setFocus()
    for key in (Qt.Key.Key_Home, *[Qt.Key.Key_Down] * row, Qt.Key.Key_F2):
        desk.bot.keyClick(view, key)
    (editor,) = [one for one in view.viewport().findChildren(QLineEdit) if one.isVisible()]
    editor.selectAll()
    desk.bot.keyClicks(editor, name)
    desk.bot.keyClick(editor, Qt.Key.Key_Return)
    desk.bot.wait(20)


def every_deed(desk):
    """All in one session; then one box more than was kept, and the end."""
    boxes = desk.layer("detection")
    desk.map.box()
    desk.map.box(0.6, 0.6)
    desk.map.box(0.2, 0.2)
    boxes.undoStack().undo()
    desk.map.key(Qt.Key.Key_V)
    choose(desk, "segmentation", "water")
    desk.map.key(Qt.Key.Key_2)  # relabelled: urban
    desk.layer("segmentation").removeSelection()
    choose(desk, "detection", "field")
    desk.map.key(Qt.Key.Key_Delete)
    (urban,) = [one for one in boxes.getFeatures() if one["label"] == "urban"]
    boxes.beginEditCommand("QGIS's own tool moves a box")
    boxes.changeGeometry(urban.id(), QgsGeometry.fromWkt(MOVED))
    boxes.endEditCommand()
    rename(desk, 1, "town")
    desk.map.canvas.setFocus()
    desk.map.key(Qt.Key.Key_B)
    before = boxes.undoStack().count()
    wait_for_autosave(desk, "detection", "labels", "segmentation")
    keep_no_more(desk)
    assert boxes.undoStack().count() == boxes.undoStack().index() == before > 5
    desk.map.box(0.7, 0.2)
    die()


def saved_with_the_image(desk):
    desk.map.box()
    wait_for_autosave(desk, "detection")
    desk.map.key(Qt.Key.Key_N)
    desk.map.box()
    die()


def drawn_while_others_are_read(desktop, monkeypatch):
    monkeypatch.setattr(behind_reader, "_SLICE", 0)
    reading = Reading(desktop, Path(os.environ["KILLED_FOLDER"])).begin()
    reading.label()
    desktop.map.box()
    wait_for_autosave(desktop, "detection")
    assert reading.unread
    die()


def undone(desk):
    desk.map.box()
    desk.map.box(0.6, 0.6)
    wait_for_autosave(desk, "detection")
    desk.layer("detection").undoStack().undo()
    wait_for_autosave(desk, "detection")
    die()


def discarded(desk):
    desk.map.box()
    wait_for_autosave(desk, "detection")
    desk.layer("detection").rollBack()
    die()


def done_again_after_it_was_discarded(desk):
    layer = desk.layer("detection")
    desk.map.key(Qt.Key.Key_V)
    choose(desk, "detection", "urban")
    desk.map.key(Qt.Key.Key_1)
    wait_for_autosave(desk, "detection")
    layer.rollBack(False)
    choose(desk, "detection", "urban")
    desk.bot.keyClick(desk.map.canvas, Qt.Key.Key_1)
    wait_for_autosave(desk, "detection")
    die()


def between_two_commits(desk):
    desk.map.key(Qt.Key.Key_C)
    desk.map.key(Qt.Key.Key_2)
    desk.map.key(Qt.Key.Key_B)
    desk.map.box()
    wait_for_autosave(desk, "classification", "detection")
    keep_no_more(desk)
    desk.layer("classification").afterCommitChanges.connect(die)
    desk.map.key(Qt.Key.Key_N)
    pytest.fail("it lives")


def between_two_commits_with_a_new_label(desk):
    """The labels were kept once, and have changed since; those were saved, the boxes were not."""
    line = desk.dock.page.new_label
    desk.bot.keyClicks(line.name, "road")
    desk.bot.keyClick(line.name, Qt.Key.Key_Return)
    desk.bot.wait(50)
    desk.map.canvas.setFocus()
    desk.map.box()
    wait_for_autosave(desk, "detection", "labels")
    keep_no_more(desk)
    rename(desk, 3, "street")
    desk.bot.wait(1500)
    desk.map.canvas.setFocus()
    desk.map.keys("C4")
    desk.layer("classification").afterCommitChanges.connect(die)
    desk.map.keys("N")
    pytest.fail("it lives")


def labels_alone(desk):
    page = desk.dock.page
    page.labels_view.setCurrentIndex(page.labels.index(0, 0))
    rename(desk, 0, "lake")
    wait_for_autosave(desk, "labels")
    die()


def marked(desk):
    """States and flags are saved at once; verified empty waits for what is open, and is kept."""
    desk.map.box()
    desk.map.key(Qt.Key.Key_F)
    desk.images.select("b.tif", "c.tif")
    desk.images.mark("c.tif", "Verified empty")
    desk.images.select("d.tif")
    desk.images.mark("d.tif", "Skipped")
    wait_for_autosave(desk, "detection", "marks")
    die()


def in_a_bulk_edit(desk):
    """After the labels were changed, and the boxes."""
    relabel = Workspace.relabel

    def relabel_and_die(*args):
        relabel(*args)
        die()

    Workspace.relabel = relabel_and_die
    desk.map.box()
    rename(desk, 0, "sea")
    desk.wait()
    pytest.fail("it lives")


def after_bulk_edits(desk):
    """A renamed label and a deleted one; then a box that is not saved."""
    desk.dock.page.palette.renamed.emit("water", "sea")
    desk.wait()
    desk.dock.page.palette.deleted.emit("sea", None)
    desk.wait()
    desk.layer("detection").undoStack().undo()
    desk.wait()
    desk.map.box()
    die()


def alive(desk):
    """It stays until the folder has a file that says to go, and is killed then."""
    desk.map.box()
    wait_for_autosave(desk, "detection")
    folder = Path(os.environ["KILLED_FOLDER"])
    (folder / "ready").touch()
    end = time.monotonic() + 300
    while not (folder / "go").exists() and time.monotonic() < end:
        desk.bot.wait(50)
    die()
