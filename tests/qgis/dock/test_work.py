"""A piece of work is its steps, one after the other; however it ends, the next one can begin."""

import threading

import pytest
from qgis.core import Qgis
from qgis.PyQt.QtCore import QTimer
from scaneo_bridge.core.base.errors import Cancelled, ScaneoError
from scaneo_bridge.ui.shell.dock import CampaignDock
from scaneo_bridge.ui.shell.pages.start_page import StartPage
from scaneo_bridge.ui.work.steps import in_thread, next_turn
from scaneo_bridge.ui.work.work import Work
from support.desk.widgets import as_html
from support.mouse import LEFT
from support.runs.patience import PATIENCE

MAIN = threading.current_thread()


class Desk:
    """Work in a dock, and all that is heard of it, in order."""

    def __init__(self, dock, bar, bot):
        self.dock, self.bar, self.bot = dock, bar, bot
        self.work = Work(dock, bar)
        self.heard = []
        self.work.ended.connect(lambda: self.heard.append("ended"))
        self.work.failed.connect(lambda error: self.heard.append(error.message))

    def note(self, word):
        """A step: where it is taken, and what it is."""
        where = "main" if threading.current_thread() is MAIN else "thread"
        self.heard.append(f"{where} {word}")
        return word

    def run(self, steps, title="Working…"):
        self.work.start(title, steps)
        self.wait()

    def wait(self):
        self.bot.waitUntil(lambda: self.work.is_over)

    def wait_for(self, word):
        self.bot.waitUntil(lambda: word in self.heard)

    @property
    def is_shown_busy(self):
        return self.dock.progress_panel.isVisible()

    @property
    def told(self):
        """What the message bar says, and how it is meant."""
        return [(level, as_html(one)) for level, texts in self.bar.messages.items()
                for one in texts]  # fmt: skip


@pytest.fixture
def desk(qgis_iface, qgis_new_project, root, qtbot):
    dock = CampaignDock(StartPage(root / "ui" / "icons" / "icon.svg"))
    qtbot.addWidget(dock)
    dock.show()
    desk = Desk(dock, qgis_iface.messageBar(), qtbot)
    desk.bar.clear_messages()
    yield desk
    desk.work.abandon()
    desk.bar.clear_messages()


def call(desk, word):
    """A step in a thread."""
    return in_thread(lambda feedback: desk.note(word))


def test_each_step_has_what_the_ones_before_gave(desk):
    def part(first):
        second = yield from call(desk, f"{first} two")
        desk.note("between")
        return f"{second} three"

    def steps():
        desk.note("zero")
        first = yield from call(desk, "one")
        whole = yield from part(first)
        desk.note(whole)

    desk.run(steps())
    assert desk.heard == [
        "main zero",
        "thread one",
        "thread one two",
        "main between",
        "main one two three",
        "ended",
    ]
    assert not desk.is_shown_busy and not desk.told


def test_the_event_loop_has_a_turn_between_two_steps(desk):
    def steps():
        QTimer.singleShot(0, lambda: desk.note("click"))
        desk.note("one")
        yield from next_turn()
        desk.note("two")

    desk.run(steps())
    assert desk.heard == ["main one", "main click", "main two", "ended"]


def test_it_is_shown_from_the_first_step_to_the_last(desk):
    seen = []

    def steps():
        for _ in range(2):
            seen.append(desk.is_shown_busy)
            yield from in_thread(lambda feedback: None, "Looking…")
            yield from next_turn()
            seen.append(desk.dock.progress_panel.title.text())

    desk.run(steps())
    assert seen == [True, "Working…"] * 2
    assert not desk.is_shown_busy


# Cancelled


@pytest.mark.parametrize("which", [0, 1, 2])
def test_it_can_be_cancelled_in_each_thread(desk, which):
    """Nothing that stands below is done, and what was begun is given back."""

    def wait(feedback):
        desk.note("waits")
        while not feedback.isCanceled():
            threading.Event().wait(0.01)
        raise Cancelled

    def steps():
        try:
            for number in range(which):
                yield from call(desk, number)
            yield from in_thread(wait)
            desk.note("below")
        finally:
            desk.note("given back")

    desk.work.start("Working…", steps())
    desk.wait_for("thread waits")
    desk.bot.mouseClick(desk.dock.progress_panel.cancel, LEFT)
    desk.wait()
    before = [f"thread {number}" for number in range(which)]
    assert desk.heard == [*before, "thread waits", "main given back", "ended"]
    assert desk.told == [(Qgis.MessageLevel.Info, "Cancelled:Nothing was changed.")]
    desk.run(call(desk, "again"))
    assert desk.heard[-2:] == ["thread again", "ended"]


def test_what_is_done_in_a_thread_can_be_cancelled_before_it_begins(desk):
    def look(feedback):
        if feedback.isCanceled():
            raise Cancelled

    def steps():
        yield from in_thread(look)
        desk.note("below")

    desk.work.start("Working…", steps())
    desk.work.cancel()
    desk.wait()
    assert desk.heard == ["ended"]


def test_between_its_threads_it_can_not_be_cancelled(desk):
    seen = []

    def steps():
        yield from call(desk, "one")
        seen.append(desk.dock.progress_panel.cancel.isEnabled())
        desk.work.cancel()
        yield from next_turn()
        desk.work.cancel()
        yield from call(desk, "two")

    desk.run(steps())
    assert seen == [False]
    assert desk.heard == ["thread one", "thread two", "ended"] and not desk.told


# Failed


@pytest.mark.parametrize("where", ["first", "thread", "main", "turn", "thread again", "last"])
def test_an_error_of_any_step_is_told_once_and_ends_it(desk, where):
    def step(name):
        if name == where:
            raise ScaneoError(f"No luck: {name}.")

    def steps():
        step("first")
        yield from in_thread(lambda feedback: step("thread"))
        step("main")
        yield from next_turn()
        step("turn")
        yield from in_thread(lambda feedback: step("thread again"))
        step("last")
        desk.note("below")

    desk.run(steps())
    assert desk.heard == ["ended", f"No luck: {where}."]
    assert desk.told == [(Qgis.MessageLevel.Critical, f"Scaneo Bridge:No luck: {where}.")]
    assert not desk.is_shown_busy
    desk.run(call(desk, "again"))
    assert desk.heard[-2:] == ["thread again", "ended"]


def test_an_error_that_is_caught_ends_nothing(desk):
    def fail(feedback):
        raise ScaneoError("No luck.")

    def steps():
        try:
            yield from in_thread(fail)
        except ScaneoError as error:
            desk.note(error.message)
        yield from call(desk, "below")

    desk.run(steps())
    assert desk.heard == ["main No luck.", "thread below", "ended"] and not desk.told


def test_what_nobody_foresaw_ends_it_too(desk):
    def steps():
        yield from call(desk, "one")
        raise RuntimeError("out of luck")

    with desk.bot.capture_exceptions() as raised:
        desk.work.start("Working…", steps())
        desk.bot.waitUntil(lambda: bool(raised))
        desk.wait()
    assert desk.heard == ["thread one", "ended"] and not desk.is_shown_busy
    desk.run(call(desk, "again"))
    assert desk.heard[-2:] == ["thread again", "ended"]


# One at a time, and what comes afterwards


@pytest.fixture
def gate():
    gate = threading.Event()
    yield gate
    gate.set()


def held(desk, gate, word="held"):
    """A step in a thread that waits for a gate."""

    def wait(feedback):
        desk.note(word)
        gate.wait(PATIENCE / 1000)

    return in_thread(wait)


def test_while_one_is_under_way_no_other_begins(desk, gate):
    def begin():
        desk.work.start("Another…", call(desk, "another"))

    desk.work.ended.connect(begin)  # nor before all have heard of its end
    desk.work.start("Working…", held(desk, gate))
    begin()
    gate.set()
    desk.wait()
    assert desk.heard == ["thread held", "ended"]


class Ends:
    """How a piece of work may end."""

    @staticmethod
    def well(feedback):
        return None

    @staticmethod
    def failed(feedback):
        raise ScaneoError("No luck.")

    @staticmethod
    def cancelled(feedback):
        raise Cancelled


@pytest.mark.parametrize("end", [Ends.well, Ends.failed, Ends.cancelled])
def test_what_comes_afterwards_begins_when_it_has_ended(desk, end):
    """One after the other, in the order in which they were asked for."""

    def second():
        desk.note(f"shown: {desk.is_shown_busy}")
        desk.work.start("Second…", call(desk, "two"))

    def third():
        desk.note("third")

    def steps():
        yield from call(desk, "one")
        for one in (second, third, second):  # once each
            desk.work.afterwards(one)
        yield from in_thread(end)

    desk.run(steps())
    heard = [word for word in desk.heard if word != "No luck."]
    assert heard == [
        "thread one",
        "ended",
        "main shown: False",
        "thread two",
        "ended",
        "main third",
    ]


def test_where_nothing_is_under_way_it_begins_at_once(desk):
    desk.work.afterwards(lambda: desk.note("now"))
    assert desk.heard == ["main now"]


def test_of_work_that_is_abandoned_nobody_hears(desk, gate):
    def steps():
        yield from held(desk, gate)
        desk.note("below")

    desk.work.afterwards(lambda: None)
    desk.work.start("Working…", steps())
    desk.work.afterwards(lambda: desk.note("afterwards"))
    desk.wait_for("thread held")
    desk.work.abandon()
    gate.set()
    desk.bot.waitUntil(lambda: not desk.work._jobs)
    assert desk.heard == ["thread held"]
