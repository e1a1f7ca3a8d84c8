"""The editor lock: who has a workspace open for editing, in any QGIS, on any machine."""

from __future__ import annotations

import os
import platform
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Optional

from ..base.errors import ScaneoError
from ..store.locks.lock_file import LockFile, LockHolder, LockTaken, is_alive


class EditorState(Enum):
    """Whether the QGIS that holds the lock of a workspace still runs."""

    GONE = "nobody has it open, or who had it was killed before releasing it"
    ALIVE = "it is open"
    UNKNOWN = "nobody can tell from here"


class EditorLock:
    """The lock of whoever edits a workspace; released when its process ends, in whatever way.

    It tells open edits of a running QGIS from those of one that was killed. The lock file lies
    beside the workspace, in the plugin's own folder, so that other users, and other machines on a
    network share, see it. Whether its holder still runs is known by the lock itself, if the disk
    has locks. Locks of another machine may not be visible here: where its name is in the file, a
    person has to decide.
    """

    def __init__(self, workspace: Path) -> None:
        real = Path(os.path.realpath(workspace))
        self._file: Optional[LockFile] = None
        with suppress(ScaneoError):  # something else is in its place
            self._file = LockFile(real.parent, f"{real.name}.claim")
        self.state = EditorState.UNKNOWN
        """As it was when it was last asked for, where the lock is not ours."""
        self.who: Optional[LockHolder] = None
        """Who holds it, where another does; None where that can't be known, either."""

    def take(self, is_forced: bool = False) -> bool:
        """Whether the lock is ours now; False where another holds it, or may hold it.

        ``is_forced``: a person has said that the other one does not run any more.
        """
        if self._file is None or self._file.is_held:
            return self._file is not None or is_forced
        try:
            self._take(self._file)
        except LockTaken as error:
            self.state, self.who = EditorState.ALIVE, error.holder
            return False
        # The folder can't be written, so nobody can edit the workspace.
        except (OSError, ScaneoError):
            self.state = EditorState.UNKNOWN
            return False
        self._judge(self._file.before, self._file.has_lock)
        if self.state is EditorState.GONE or (is_forced and self.state is EditorState.UNKNOWN):
            return True
        self._file.leave()
        return False

    def _take(self, file: LockFile) -> None:
        try:
            file.take()
        except PermissionError:
            if self.find_state() is not EditorState.GONE:
                raise
            file.path.unlink()  # left by another user, without write permission for us
            file.take()

    def find_state(self) -> EditorState:
        """Whether another holds the lock, without taking it."""
        if self._file is not None:
            return self._find_state(self._file)
        return self.state

    @property
    def is_named(self) -> bool:
        """Whether somebody holds the lock, or has not released it."""
        return self._file is not None and os.path.lexists(self._file.path)

    def release(self) -> None:
        """Releases the lock."""
        if self._file is not None:
            self._file.release()

    def _find_state(self, file: LockFile) -> EditorState:
        try:
            self._judge(file.check_free(), file.has_lock)
        except LockTaken as error:
            self.state, self.who = EditorState.ALIVE, error.holder
        except OSError:
            self.state, self.who = EditorState.UNKNOWN, None
        return self.state

    def _judge(self, before: Optional[LockHolder], has_lock: bool) -> None:
        """What a name in the file means, while nobody is seen to hold the lock."""
        self.who = before
        if before is None:
            self.state = EditorState.GONE
        elif before.host != platform.node():
            self.state = EditorState.UNKNOWN
        elif has_lock:
            self.state = EditorState.GONE
        else:
            lives = is_alive(before.process, before.started)
            self.state = {
                None: EditorState.UNKNOWN,
                True: EditorState.ALIVE,
                False: EditorState.GONE,
            }[lives]
