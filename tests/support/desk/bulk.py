"""A campaign with a label that more annotations have than fit into QGIS's edit buffers.

A test module takes its fixtures by ``pytest_plugins``. PYTEST_DONT_REWRITE: it is imported before
pytest could rewrite it.
"""

import threading
import time

import pytest
from scaneo_bridge.core.qgis.editing.edit_commands.bulk_edit import MOST, BulkEdit
from scaneo_bridge.core.workspace.content.kept_rows import KeptRows
from scaneo_bridge.core.workspace.workspace import Workspace
from support.desk.places import COLORS
from support.desk.recount import check, check_shown
from support.folders import contents
from support.geojson import classification, collection, detection, segmentation

PATIENCE = 60  # seconds
HALF = MOST // 2 + 50
"""So many boxes of each of two images have the label "water"."""


def file_of(number):
    """Boxes with ids and members that we don't know, and other annotations between them."""
    boxes = [
        detection("water", (41.1, 2.1 + step / 1e4, 41.2, 2.2 + step / 1e4),
                  id=f"{number}-{step}", note={"seen": [step, 1.50]})
        for step in range(HALF)
    ]  # fmt: skip
    others = [
        classification("water", **({"id": "class", "who": "me"} if number else {})),
        classification("urban", **({"by": "you"} if number else {})),
        segmentation("urban", id=7), segmentation("water", mine=True),
    ]  # fmt: skip
    return collection(others[0], *boxes[:100], *others[1:], *boxes[100:], crs=None)


FILES = {f"{name}.geojson": file_of(number) for number, name in enumerate("ab")}
WATER = 2 * (HALF + 2)
COUNTS = {"water": WATER, "urban": 4}


def saved_in(workspace):
    """What is in a workspace: other connections see nothing of a transaction."""
    with workspace.open(writable=False) as opened:
        return opened.counts(), [one.name for one in opened.labels()]


class Many:
    """What people do to a label that many annotations have, and what comes of it."""

    def __init__(self, desk):
        self.desk = desk
        self.before = contents(desk.folder)

    @property
    def session(self):
        return self.desk.controller.session

    def saved(self):
        return saved_in(self.session.workspace)

    def begin(self, pause, deed="rename"):
        """Asks for a bulk edit, and waits until it is in the middle of its transaction."""
        palette = self.desk.dock.page.palette
        asked = {
            "rename": (palette.renamed, "sea"),
            "merge": (palette.merged, "field"),
            "delete": (palette.deleted, None),
        }
        signal, other = asked[deed]
        signal.emit("water", other)
        pause.wait()

    def rename(self, name="water", new="sea"):
        self.desk.palette.rename(name, new)
        self.desk.wait()  # Qt passes on what was typed in a later turn

    def merge(self, name="water", into="field"):
        self.desk.palette.menu(name, "Merge", below=into)
        self.desk.press(self.desk.palette.dialog().action)

    def delete(self, name="water"):
        """The label with its annotations."""
        self.desk.palette.menu(name, "Delete")
        dialog = self.desk.palette.dialog()
        dialog.drop.setChecked(True)
        self.desk.press(dialog.action)

    def agrees(self):
        """All that is counted and shown is what a recount finds."""
        check(self.session)
        check_shown(self.desk.dock.page, self.session)
        return True

    @property
    def counts(self):
        return self.desk.palette.counts()

    @property
    def is_open(self):
        """Whether something is open in the layers."""
        return any(layer.isModified() for layer in self.session.layers.values())


class Pause:
    """Stops bulk edits in the middle of their transaction, until `go_on` or until cancelled."""

    def __init__(self, bot):
        self._bot = bot
        self._goes_on = threading.Event()
        self._feedback = None
        self.is_reached = False

    def begun(self, feedback):
        self._feedback = feedback

    def stop(self):
        self.is_reached = True
        end = time.monotonic() + PATIENCE
        while not self._goes_on.wait(0.01) and not self._feedback.isCanceled():
            if time.monotonic() > end:
                return

    def wait(self):
        """Until a bulk edit has been stopped."""
        self._bot.waitUntil(lambda: self.is_reached, timeout=1000 * PATIENCE)

    def go_on(self):
        self._goes_on.set()


@pytest.fixture
def pause(monkeypatch, qtbot):
    made = Pause(qtbot)

    def begin(method):
        def call(self, feedback, *rest):
            made.begun(feedback)
            return method(self, feedback, *rest)

        return call

    def stopping(method):
        def call(*args):
            method(*args)
            made.stop()

        return call

    for name in ("do", "undo"):
        monkeypatch.setattr(BulkEdit, name, begin(getattr(BulkEdit, name)))
    for kind, name in ((Workspace, "relabel"), (KeptRows, "keep"), (KeptRows, "put_back")):
        monkeypatch.setattr(kind, name, stopping(getattr(kind, name)))
    yield made
    made.go_on()


@pytest.fixture
def many(start):
    """On a.tif, where labelling has begun; b.tif lies beside it."""
    images = {"a.tif": (2.0, 42.0), "b.tif": (3.0, 42.0)}
    return Many(start(images=images, labels=COLORS, files=FILES))
