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
from scaneo_bridge.ui.work.options import Options
from support.editing import unsaved

pytest_plugins = ["support.dock", "support.mouse", "support.labelling", "support.editing"]

MOVED = "Polygon((2.1 41.5, 2.2 41.5, 2.2 41.6, 2.1 41.6, 2.1 41.5))"


@pytest.fixture
def settings(settings):
    settings.remember_options(Options(autosave=1))
    return settings


@pytest.fixture
def user(walker):
    return walker.open(os.environ["KILLED_FOLDER"])


def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)


def wait_for_autosave(user, *kept):
    workspace = Path(os.environ["KILLED_FOLDER"]) / "scaneo.gpkg"
    user.bot.wait(1100)
    end = time.monotonic() + 60
    while unsaved(workspace) != list(kept):
        assert time.monotonic() < end, (unsaved(workspace), user.said())
        user.bot.wait(50)


def keep_no_more(user):
    """From now on nothing is kept, however long what comes now takes on a slow machine."""
    user.session.page.options.choose(autosave=300)


def choose(user, task, *labels):
    """Selects the annotations of these labels."""
    layer = user.session.layer(task)
    found = [one.id() for one in layer.getFeatures() if one["label"] in labels]
    layer.selectByIds(found)


def rename(user, row, name):
    view = user.session.page.labels_view
    view.setFocus()
    for key in (Qt.Key.Key_Home, *[Qt.Key.Key_Down] * row, Qt.Key.Key_F2):
        user.bot.keyClick(view, key)
    (editor,) = [one for one in view.viewport().findChildren(QLineEdit) if one.isVisible()]
    editor.selectAll()
    user.bot.keyClicks(editor, name)
    user.bot.keyClick(editor, Qt.Key.Key_Return)
    user.bot.wait(20)


def every_deed(user):
    """All in one session; then one box more than was kept, and the end."""
    boxes = user.session.layer("detection")
    user.box()
    user.box(0.6, 0.6)
    user.box(0.2, 0.2)
    boxes.undoStack().undo()
    user.key(Qt.Key.Key_V)
    choose(user, "segmentation", "water")
    user.key(Qt.Key.Key_2)  # relabelled: urban
    user.session.layer("segmentation").removeSelection()
    choose(user, "detection", "field")
    user.key(Qt.Key.Key_Delete)
    (urban,) = [one for one in boxes.getFeatures() if one["label"] == "urban"]
    boxes.beginEditCommand("QGIS's own tool moves a box")
    boxes.changeGeometry(urban.id(), QgsGeometry.fromWkt(MOVED))
    boxes.endEditCommand()
    rename(user, 1, "town")
    user.canvas.setFocus()
    user.key(Qt.Key.Key_B)
    before = boxes.undoStack().count()
    wait_for_autosave(user, "detection", "labels", "segmentation")
    keep_no_more(user)
    assert boxes.undoStack().count() == boxes.undoStack().index() == before > 5
    user.box(0.7, 0.2)
    die()


def saved_with_the_image(user):
    user.box()
    wait_for_autosave(user, "detection")
    user.key(Qt.Key.Key_N)
    user.box()
    die()


def undone(user):
    user.box()
    user.box(0.6, 0.6)
    wait_for_autosave(user, "detection")
    user.session.layer("detection").undoStack().undo()
    wait_for_autosave(user, "detection")
    die()


def discarded(user):
    user.box()
    wait_for_autosave(user, "detection")
    user.session.layer("detection").rollBack()
    die()


def done_again_after_it_was_discarded(user):
    layer = user.session.layer("detection")
    user.key(Qt.Key.Key_V)
    choose(user, "detection", "urban")
    user.key(Qt.Key.Key_1)
    wait_for_autosave(user, "detection")
    layer.rollBack(False)
    choose(user, "detection", "urban")
    user.bot.keyClick(user.canvas, Qt.Key.Key_1)
    wait_for_autosave(user, "detection")
    die()


def between_two_commits(user):
    user.key(Qt.Key.Key_C)
    user.key(Qt.Key.Key_2)
    user.key(Qt.Key.Key_B)
    user.box()
    wait_for_autosave(user, "classification", "detection")
    keep_no_more(user)
    user.session.layer("classification").afterCommitChanges.connect(die)
    user.key(Qt.Key.Key_N)
    pytest.fail("it lives")


def between_two_commits_with_a_new_label(user):
    """The labels were kept once, and have changed since; those were saved, the boxes were not."""
    line = user.session.page.new_label
    user.bot.keyClicks(line.name, "road")
    user.bot.keyClick(line.name, Qt.Key.Key_Return)
    user.bot.wait(50)
    user.canvas.setFocus()
    user.box()
    wait_for_autosave(user, "detection", "labels")
    keep_no_more(user)
    rename(user, 3, "street")
    user.bot.wait(1500)
    user.canvas.setFocus()
    user.keys("C4")
    user.session.layer("classification").afterCommitChanges.connect(die)
    user.keys("N")
    pytest.fail("it lives")


def labels_alone(user):
    page = user.session.page
    page.labels_view.setCurrentIndex(page.labels.index(0, 0))
    rename(user, 0, "lake")
    wait_for_autosave(user, "labels")
    die()


def marked(user):
    """States and flags are saved at once; verified empty waits for what is open, and is kept."""
    user.box()
    user.key(Qt.Key.Key_F)
    user.select_rows("b.tif", "c.tif")
    user.mark("c.tif", "Verified empty")
    user.select_rows("d.tif")
    user.mark("d.tif", "Skipped")
    wait_for_autosave(user, "detection", "marks")
    die()


def alive(user):
    """It stays until the folder has a file that says to go, and is killed then."""
    user.box()
    wait_for_autosave(user, "detection")
    folder = Path(os.environ["KILLED_FOLDER"])
    (folder / "ready").touch()
    end = time.monotonic() + 60
    while not (folder / "go").exists() and time.monotonic() < end:
        user.bot.wait(50)
    die()
