"""How long somebody waits who has cancelled an export of layers."""

from __future__ import annotations

import time
from contextlib import suppress
from threading import Timer

from benchmarks.layers.contest import LayerContest
from qgis.core import QgsFeedback
from scaneo_bridge.core.base.errors import Cancelled

MOMENTS = (0.05, 0.6, 0.95)
"""Parts of the time that a whole export takes."""


def longest_wait(contest: LayerContest, whole: float) -> float:
    """The most in ms from the moment when somebody wants to cancel until the export has ended.

    `whole`: the seconds that it takes when nobody does.
    """
    return max(_wait(contest, whole * moment) for moment in MOMENTS)


def _wait(contest: LayerContest, delay: float) -> float:
    """Counted from when the other thread was to cancel: that it had to wait for its turn is a
    wait, too. An export that is over before has nobody waiting.
    """
    contest.clear()
    feedback = QgsFeedback()
    timer = Timer(delay, feedback.cancel)
    due = time.perf_counter() + delay
    timer.start()
    with suppress(Cancelled):
        contest.export(feedback)
    ended = time.perf_counter()
    timer.cancel()
    timer.join()
    return max(1000 * (ended - due), 0.0)
