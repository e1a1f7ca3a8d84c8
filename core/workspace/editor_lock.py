"""Who has a campaign open for editing, in whichever QGIS, on whichever machine."""

from __future__ import annotations

import os
import platform
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Optional

from ..base.errors import ScaneoError
from ..store.locks.lock_file import HeldElsewhere, Holder, LockFile
from ..store.locks.process import is_alive


class EditorState(Enum):
    """Whether the QGIS that has claimed a workspace still runs."""

    GONE = "nobody has claimed it, or who has did not live to give it back"
    ALIVE = "it is open"
    UNKNOWN = "nobody can tell from here"


class EditorLock:
    """A claim on a workspace, which ends with the process that has it, however that ends.

    Edits that are still open in a QGIS that lives are not to be taken for those of one that was
    killed. The file of the claim lies beside the workspace, in the plugin's own folder, so that
    other users, and other machines on a share, see it. Its lock tells who lives, as far as the
    disk has locks. Whether those of another machine hold here is not known: where one has left
    its name, a person has to say.
    """

    def __init__(self, workspace: Path) -> None:
        real = Path(os.path.realpath(workspace))
        self._file: Optional[LockFile] = None
        with suppress(ScaneoError):  # what is in its place is not ours
            self._file = LockFile(real.parent, f"{real.name}.claim")
        self.life = EditorState.UNKNOWN
        """As it was when it was last asked for, where the claim is not ours."""
        self.who: Optional[Holder] = None
        """Who has claimed it, where another has; None where that can't be known, either."""

    def take(self, is_forced: bool = False) -> bool:
        """Whether the claim is ours now; not where another holds it, or may do so.

        With ``is_forced``, a person has said that the other one is gone.
        """
        if self._file is None or self._file.is_held:
            return self._file is not None or is_forced
        try:
            self._take(self._file)
        except HeldElsewhere as held:
            self.life, self.who = EditorState.ALIVE, held.holder
            return False
        except (OSError, ScaneoError):  # the place can't be written: nor can the workspace
            self.life = EditorState.UNKNOWN
            return False
        self._judge(self._file.before, self._file.has_lock)
        if self.life is EditorState.GONE or (is_forced and self.life is EditorState.UNKNOWN):
            return True
        self._file.leave()
        return False

    def _take(self, file: LockFile) -> None:
        try:
            file.take()
        except PermissionError:
            if self.look() is not EditorState.GONE:
                raise
            file.path.unlink()  # another user has left it, who did not let us write in it
            file.take()

    def look(self) -> EditorState:
        """Whether another has it, without taking it."""
        if self._file is not None:
            return self._look_at(self._file)
        return self.life

    @property
    def is_named(self) -> bool:
        """Whether somebody has it, or has not given it back."""
        return self._file is not None and os.path.lexists(self._file.path)

    def release(self) -> None:
        """Gives the claim up."""
        if self._file is not None:
            self._file.release()

    def _look_at(self, file: LockFile) -> EditorState:
        try:
            self._judge(file.look(), file.has_lock)
        except HeldElsewhere as held:
            self.life, self.who = EditorState.ALIVE, held.holder
        except OSError:
            self.life, self.who = EditorState.UNKNOWN, None
        return self.life

    def _judge(self, before: Optional[Holder], has_lock: bool) -> None:
        """What a name says that was left in a file which nobody is seen to hold."""
        self.who = before
        if before is None:
            self.life = EditorState.GONE
        elif before.host != platform.node():
            self.life = EditorState.UNKNOWN
        elif has_lock:
            self.life = EditorState.GONE
        else:
            lives = is_alive(before.process, before.started)
            self.life = {
                None: EditorState.UNKNOWN,
                True: EditorState.ALIVE,
                False: EditorState.GONE,
            }[lives]
