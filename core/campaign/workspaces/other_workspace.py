"""Another workspace of a campaign, which is read and never written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Optional

from ...base.model import Problem, Severity
from ...base.shown import counted
from ...store.folder import CampaignFolder
from ...workspace.editor_lock import EditorLock, EditorState
from ...workspace.geopackage.database import Database, WorkspaceError
from ...workspace.geopackage.files import copy_files, is_changed_by_readers
from ...workspace.open_edits import recover_open_edits
from ...workspace.records.edit_steps import EditSteps, edit_steps_of
from ...workspace.tables.schema import is_up_to_date
from ...workspace.tables.upkeep import is_whole
from ...workspace.workspace import Workspace
from ..listing import survey_folder
from ..reading.moved_images import follow_images
from ..reading.overwritten import settle_overwritten
from .waiting_edits import WaitingEdits, waiting_edits_of


class OtherWorkspace:
    """What it holds, wherever it lies and however old it is; and whether somebody has it open."""

    def __init__(self, path: Path, made_for: Optional[CampaignFolder] = None) -> None:
        """``made_for`` as `Home.made_for`."""
        self.path, self._made_for = path, made_for
        lock = EditorLock(path)
        self.life = lock.look()
        self._who = lock.who
        self._steps = EditSteps((), ())
        self._is_mended = False

    @property
    def is_alive(self) -> bool:
        """Whether somebody edits it now."""
        return self.life is EditorState.ALIVE

    @property
    def is_doubtful(self) -> bool:
        """Whether what it keeps of open edits may be open still: nobody can tell from here."""
        return self.life is EditorState.UNKNOWN

    @property
    def is_guess(self) -> bool:
        """Whether it may be another campaign's, which looks like this one."""
        return self._made_for is not None

    @contextmanager
    def seen(self) -> Iterator[Workspace]:
        """It, for a look, which changes nothing of it; an older one, or one whose tables another
        program has changed, is read as it is when it is brought in order.

        :raises WorkspaceError: where it can't be read, or is of a newer version.
        """
        if self.is_alive or not is_changed_by_readers(self.path):
            with Workspace.open(self.path, writable=False) as workspace:
                if is_up_to_date(workspace.database) and is_whole(workspace.database):
                    self._steps = edit_steps_of(workspace.database)
                    yield workspace
                    return
        with self._copied() as workspace:
            yield workspace

    def edits(self, seen: Workspace) -> WaitingEdits:
        """What waits in it, ``seen`` being what the method of that name gives."""
        return waiting_edits_of(seen, not self.is_doubtful, self.path, self._steps, self._is_mended)

    @contextmanager
    def copy(self, folder: CampaignFolder) -> Iterator[Workspace]:
        """A copy of it, in which open edits of a QGIS that is gone are saved, and images have the
        names that they have in the campaign's folder now.

        :raises WorkspaceError: as `seen`.
        """
        with self._copied() as workspace:
            with workspace.transaction():
                if not self.is_doubtful:
                    recover_open_edits(workspace)
                follow_images(workspace, folder, survey_folder(folder).images, lambda: None)
            yield workspace

    @contextmanager
    def _copied(self) -> Iterator[Workspace]:
        with TemporaryDirectory(prefix="scaneo_bridge-") as folder:
            copy = Path(folder) / self.path.name
            try:
                copy_files(self.path, copy)
            except OSError as error:
                raise WorkspaceError(f"{self.path} can't be copied ({error.strerror}).") from error
            with Database.open(copy) as found:  # steps that come with mending it are of this copy
                self._steps = edit_steps_of(found)
                self._is_mended = not (is_up_to_date(found) and is_whole(found))
            with Workspace.open(copy) as workspace:
                with workspace.transaction():
                    settle_overwritten(workspace, lambda: None)
                yield workspace

    # What there is to say of it

    def told_open(self, edits: WaitingEdits) -> Problem:
        """That it is being edited, so that nothing was taken over."""
        what = f"{self._named()} is open for editing{self._by()}, with {_edits(edits.count)} "
        what += f"({self.when()}). They are not taken over."
        mend = "Open the campaign again once it is closed there."
        return Problem("", what, mend, severity=Severity.WARNING)

    def told_left(self) -> Problem:
        """That open edits in it were left, for nobody knows whether they are open still."""
        what = f"{self._named()} keeps edits that were open{self._by()} and may be open still: "
        what += "they are not taken over."
        mend = "Open that one, and recover them if that QGIS is gone."
        return Problem("", what, mend, severity=Severity.WARNING)

    def told_waiting(self, count: int) -> Problem:
        """That it has edits which are not here."""
        if self.is_guess:
            return self._told_guess(_edits(count))
        what = f"{self._named()} has {_edits(count)} ({self.when()}) that are not in this one."
        mend = "Open the campaign to bring them together."
        return Problem("", what, mend, severity=Severity.ERROR)

    def told_guess(self, edits: WaitingEdits) -> Problem:
        """That nobody knows whether what it holds is of this folder, so that nothing was taken."""
        return self._told_guess(_edits(edits.count) if edits.waits else "states or flags")

    def _told_guess(self, has: str) -> Problem:
        what = f"{self._named()} has {has} ({self.when()}). It was made for {self._made_for}, "
        what += "which is not there and was like this folder, but may have been another copy of "
        what += "the campaign: they are not taken over."
        mend = "If they are of this folder, open it once with that workspace as WORKSPACE of "
        mend += "“Import SCANEO campaign” in the toolbox: from then on it is known to be of it."
        return Problem("", what, mend, severity=Severity.WARNING)

    def told_taken(self, images: int, has_labels: bool, marks: int) -> Problem:
        """What of it is here now: edits of images, edits of labels, and marks of images."""
        came = [_edits(images)] if images else []
        came += ["edits of its labels"] if has_labels else []
        came += [f"states or flags of {counted(marks, 'image', 'images')}"] if marks else []
        what = " and ".join([", ".join(came[:-1]), came[-1]] if came[1:] else came)
        what = f"{what[0].upper()}{what[1:]} were taken over from another workspace of this "
        what += f"folder, {self.path} ({self.when()}), which stays as it is."
        return Problem("", what, "", severity=Severity.INFO)

    def _named(self) -> str:
        whose = "A workspace of another" if self.is_guess else "Another workspace of this"
        return f"{whose} folder, {self.path},"

    def when(self) -> str:
        """When it was edited last, in the time of this machine."""
        times = []
        for part in ("", "-wal"):
            try:
                times.append(os.stat(f"{self.path}{part}").st_mtime)
            except OSError:
                continue
        newest = datetime.fromtimestamp(max(times, default=0))
        return f"last edited {newest:%Y-%m-%d %H:%M}"

    def _by(self) -> str:
        return "" if self._who is None else f" by {self._who}"


def _edits(count: int) -> str:
    return f"edits of {counted(count, 'image', 'images')}" if count else "edits of its labels"


def told_unread(path: Path, error: Exception) -> Problem:
    """That it can't be read, so that nothing was taken over."""
    what = f"Another workspace of this folder, {path}, can't be read, so edits in it stay there."
    return Problem("", what, str(error), severity=Severity.WARNING)
