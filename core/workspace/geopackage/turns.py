"""Write turns: only one thread of this QGIS writes to a workspace at a time.

SQLite's own locks are given at random, and fail: at once where a transaction has read before
another one wrote, otherwise after some seconds. QGIS's commit can't even wait for one of our
threads, because it keeps Python's interpreter lock. So whoever writes takes a turn first, and waits
here.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

_SOON = 1.0  # seconds


class WriteTurn:
    """The write turn of one workspace. A thread that has it may take it again."""

    def __init__(self) -> None:
        self._lock = threading.RLock()

    def take(self, waits: bool = True) -> bool:
        """Whether this thread has the turn now; waits for it if ``waits``."""
        return self._lock.acquire(blocking=waits)

    def take_soon(self) -> bool:
        """Like `take`, but waits for what takes a moment only, such as images that are read
        behind."""
        return self._lock.acquire(timeout=_SOON)

    def give_up(self) -> None:
        """Gives the turn to the next. Must be called as often as `take`."""
        self._lock.release()

    def __enter__(self) -> WriteTurn:
        self.take()
        return self

    def __exit__(self, *exc: object) -> None:
        self.give_up()


_TURNS: dict[str, WriteTurn] = {}  # for the whole process, like SQLite's locks


def write_turn(workspace: Path) -> WriteTurn:
    """The write turn of a workspace, whichever of its paths is given."""
    return _TURNS.setdefault(os.path.realpath(workspace), WriteTurn())
