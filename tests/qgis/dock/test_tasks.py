"""Jobs follow one another; QGIS is done with one before it hears of the next."""

import pytest
from qgis.core import QgsApplication
from scaneo_bridge.core.base.errors import Cancelled
from scaneo_bridge.ui.work.jobs import JobQueue


@pytest.fixture
def manager(qgis_app):
    return QgsApplication.taskManager()


class Heard:
    """What came of jobs, in order."""

    def __init__(self):
        self.jobs = JobQueue()
        self.told = []

    def start(self, name, work=lambda feedback: None, then=lambda: None):
        def done(_):
            self.told.append(name)
            then()

        def cancelled():
            self.told.append(f"{name} cancelled")

        return self.jobs.start(name, work, done, self.told.append, cancelled)


@pytest.fixture
def heard():
    return Heard()


def test_qgis_has_one_task_of_ours_at_a_time(manager, heard, qtbot):
    """QGIS 3.22 can lose a task that begins while it cleans up after another."""
    counts = []
    manager.taskAdded.connect(lambda _: counts.append(manager.count()))
    heard.start("first", then=lambda: heard.start("third"))
    heard.start("second")
    qtbot.waitUntil(lambda: not heard.jobs)
    assert heard.told == ["first", "second", "third"]
    assert counts == [1, 1, 1]


def test_a_job_that_waits_can_be_cancelled(heard, qtbot):
    def look(feedback):
        if feedback.isCanceled():
            raise Cancelled

    heard.start("first")
    waits = heard.start("second", look)
    heard.start("third")
    waits.cancel()
    qtbot.waitUntil(lambda: not heard.jobs)
    assert heard.told == ["first", "second cancelled", "third"]


def test_of_abandoned_jobs_nobody_hears(manager, heard, qtbot):
    heard.start("first")
    heard.start("second")
    heard.jobs.abandon()
    qtbot.wait(50)
    assert heard.told == [] and manager.count() == 0
