"""The steps of a piece of work: on the main thread, and in between calls in a thread."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, Optional, TypeVar

from qgis.core import QgsFeedback

Result = TypeVar("Result")


@dataclass(frozen=True)
class ThreadCall:
    """A call in a thread. ``title`` says what is done there, by default that of the work."""

    call: Callable[[QgsFeedback], Any]
    title: str


Steps = Generator[Optional[ThreadCall], Any, Result]
"""A piece of work, or a part of one, written down from its first step to its last.

    def looking(self) -> Steps[None]:
        found = yield from in_thread(lambda feedback: look(folder, feedback))
        add_layer(found)
        yield from next_turn()
        show(found)

What goes wrong in the thread is raised there, as `ScaneoError`, and `Cancelled` where the user has
stopped it: nothing that stands below is done then, but where it is caught. A part is a function of
the same kind, and ``yield from`` answers its result.
"""


def in_thread(call: Callable[[QgsFeedback], Result], title: str = "") -> Steps[Result]:
    """Calls a function in a thread, and returns its result.

    ``call`` gets a feedback for cancelling and progress, and must touch neither widgets nor the
    project.

    :raises ScaneoError: as ``call`` does, and where the disk refuses.
    :raises Cancelled: where the user has cancelled it.
    """
    result: Result = yield ThreadCall(call, title)
    return result


def next_turn() -> Steps[None]:
    """Continues in the next turn of the event loop: QGIS is repainted, and people may click."""
    yield None
