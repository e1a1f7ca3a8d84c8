"""Ends long work where the user has cancelled it."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsFeedback

from ..base.errors import Cancelled

GoOn = Callable[[], None]
"""Raises `Cancelled` where a person has cancelled."""


def go_on(feedback: QgsFeedback) -> GoOn:
    """A function that raises `Cancelled` once the feedback was cancelled."""

    def check() -> None:
        if feedback.isCanceled():
            raise Cancelled

    return check
