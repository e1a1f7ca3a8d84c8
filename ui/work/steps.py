"""What a piece of work is made of: steps on the main thread, and between them calls in a thread."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, Optional, TypeVar

from qgis.core import QgsFeedback

Result = TypeVar("Result")


@dataclass(frozen=True)
class ThreadCall:
    """What is done in a thread. ``title`` is for QGIS's list of tasks, if not the work's own."""

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
    """Does something in a thread, and answers what came of it.

    ``call`` takes a feedback, by which it is cancelled and says how far it is, and touches neither
    widgets nor the project.

    :raises ScaneoError: as ``call`` does, and where the disk refuses.
    :raises Cancelled: where the user has stopped it.
    """
    result: Result = yield ThreadCall(call, title)
    return result


def next_turn() -> Steps[None]:
    """Goes on in the next turn of the event loop: QGIS draws, and people may click."""
    yield None
