"""Whose turn it is to write to a workspace, among the threads of this QGIS.

SQLite has its own locks, but leaves it to chance who gets one, and gives up: at once where somebody
has read before another wrote, else after some seconds. QGIS's commit can't even wait for one of our
threads, for it keeps Python, and so that thread, from going on. So one writes after the other: who
writes takes a turn first, and waits for it here.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path


class WriteTurn:
    """A turn at one workspace. A thread that has it may take it again."""

    def __init__(self) -> None:
        self._lock = threading.RLock()

    def take(self, waits: bool = True) -> bool:
        """Whether it is this thread's turn now; it waits for that, or answers at once."""
        return self._lock.acquire(blocking=waits)

    def give_up(self) -> None:
        """Lets the next one write. It is given up as often as it was taken."""
        self._lock.release()

    def __enter__(self) -> WriteTurn:
        self.take()
        return self

    def __exit__(self, *exc: object) -> None:
        self.give_up()


_TURNS: dict[str, WriteTurn] = {}  # of the whole process, as SQLite's locks are


def write_turn(workspace: Path) -> WriteTurn:
    """The one turn at a workspace, by whatever path it is named."""
    return _TURNS.setdefault(os.path.realpath(workspace), WriteTurn())
