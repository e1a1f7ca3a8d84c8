"""Another workspace of a campaign, which is only read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Optional

from ...base.errors import ScaneoError
from ...base.messages import joined, message
from ...base.model import Problem, Severity
from ...formats.geojson.reader import Unreadable
from ...formats.scaneo.labels import LABELS_FILE
from ...store.folder import CampaignFolder
from ...workspace.editor_lock import EditorLock, EditorState
from ...workspace.geopackage.database import Database, WorkspaceError
from ...workspace.geopackage.files import copy_files, is_changed_by_readers
from ...workspace.open_edits import recover_open_edits
from ...workspace.records.identity import EditSteps, edit_steps_of
from ...workspace.tables.schema import is_up_to_date
from ...workspace.tables.upkeep import is_whole
from ...workspace.workspace import Workspace
from ..listing import survey_folder
from ..merging.folder_merge_problems import CHOOSE
from ..reading.moved_images import follow_images
from ..reading.overwritten_tables import compare_overwritten
from .waiting_edits import WaitingEdits, waiting_edits_of


class OtherWorkspace:
    """What a workspace contains, wherever it is and however old; and whether somebody has it
    open."""

    def __init__(self, path: Path, made_for: Optional[CampaignFolder] = None) -> None:
        """``made_for`` as in `CampaignWorkspace.made_for`."""
        self.path, self._made_for = path, made_for
        lock = EditorLock(path)
        self.editor_state = lock.find_state()
        self._who = lock.who
        self._steps = EditSteps((), ())
        self._is_mended = False

    @property
    def is_alive(self) -> bool:
        """Whether somebody is editing it now."""
        return self.editor_state is EditorState.ALIVE

    @property
    def is_doubtful(self) -> bool:
        """Whether its stored open edits may still be open: that can't be known from here."""
        return self.editor_state is EditorState.UNKNOWN

    @property
    def is_guess(self) -> bool:
        """Whether it may belong to another campaign with the same files."""
        return self._made_for is not None

    @contextmanager
    def seen(self) -> Iterator[Workspace]:
        """Opens it for reading, without changing it; an older one, or one whose tables another
        program changed, is read from a repaired copy.

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
        """Its edits that are not in the folder; ``seen`` is the result of `seen`."""
        return waiting_edits_of(seen, not self.is_doubtful, self.path, self._steps, self._is_mended)

    @contextmanager
    def copy(self, folder: CampaignFolder) -> Iterator[Workspace]:
        """A copy of it, with open edits of a killed QGIS saved, and images renamed as in the
        campaign's folder.

        :raises WorkspaceError: like `seen`.
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
                what = message(
                    "other_workspace.not-copied",
                    "{path} can't be copied ({why}).",
                    path=self.path,
                    why=error.strerror,
                )
                raise WorkspaceError(what) from error
            with Database.open(copy) as found:  # steps recorded while repairing belong to this copy
                self._steps = edit_steps_of(found)
                self._is_mended = not (is_up_to_date(found) and is_whole(found))
            with Workspace.open(copy) as workspace:
                with workspace.transaction():
                    compare_overwritten(workspace, lambda: None)
                yield workspace

    # What is reported about it.

    def open_problem(self, edits: WaitingEdits) -> Problem:
        """That it is being edited, so that nothing was taken over."""
        named, has, when = self._named(), _edits(edits.count), self.when()
        if self._who is None:
            what = message(
                "other_workspace.open",
                "{workspace} is open for editing, with {edits} ({when}). They are not taken over.",
                workspace=named,
                edits=has,
                when=when,
            )
        else:
            what = message(
                "other_workspace.open-by",
                "{workspace} is open for editing by {who}, with {edits} ({when}). They are not "
                "taken over.",
                workspace=named,
                who=self._who.description(),
                edits=has,
                when=when,
            )
        mend = message(
            "other_workspace.open-again", "Open the campaign again once it is closed there."
        )
        return Problem("", what, mend, severity=Severity.WARNING)

    def left_edits_problem(self) -> Problem:
        """That its open edits were left alone, since it is not known whether they are still
        open."""
        if self._who is None:
            what = message(
                "other_workspace.left",
                "{workspace} keeps edits that were open and may be open still: they are not taken "
                "over.",
                workspace=self._named(),
            )
        else:
            what = message(
                "other_workspace.left-by",
                "{workspace} keeps edits that were open by {who} and may be open still: they are "
                "not taken over.",
                workspace=self._named(),
                who=self._who.description(),
            )
        mend = message(
            "other_workspace.recover", "Open that one, and recover them if that QGIS is gone."
        )
        return Problem("", what, mend, severity=Severity.WARNING)

    def waiting_problem(self, count: int) -> Problem:
        """That it has edits which are not here."""
        if self.is_guess:
            return self._guess_problem(_edits(count))
        what = message(
            "other_workspace.waiting",
            "{workspace} has {edits} ({when}) that are not in this one.",
            workspace=self._named(),
            edits=_edits(count),
            when=self.when(),
        )
        mend = message(
            "other_workspace.bring-together", "Open the campaign to bring them together."
        )
        return Problem("", what, mend, severity=Severity.ERROR)

    def guess_problem(self, edits: WaitingEdits) -> Problem:
        """That it is not known whether it belongs to this folder, so that nothing was taken
        over."""
        marks = message("other_workspace.marks", "states or flags")
        return self._guess_problem(_edits(edits.count) if edits.waits else marks)

    def _guess_problem(self, has: str) -> Problem:
        what = message(
            "other_workspace.guess",
            "{workspace} has {edits} ({when}). It was made for {folder}, which is not there and "
            "was like this folder, but may have been another copy of the campaign: they are not "
            "taken over.",
            workspace=self._named(),
            edits=has,
            when=self.when(),
            folder=str(self._made_for),
        )
        mend = message(
            "other_workspace.name-it",
            "If they are of this folder, open it once with that workspace as WORKSPACE of “Import "
            "SCANEO campaign” in the toolbox: from then on it is known to be of it.",
        )
        return Problem("", what, mend, severity=Severity.WARNING)

    def taken_problem(self, images: int, has_labels: bool, marks: int) -> Problem:
        """What was taken over from it: edits of images, edits of labels, and marks of images."""
        what = message(
            "other_workspace.taken",
            "{edits} were taken over from another workspace of this folder, {path} ({when}), which "
            "stays as it is.",
            edits=_came(images, has_labels, marks),
            path=self.path,
            when=self.when(),
        )
        return Problem("", what, "", severity=Severity.INFO)

    def conflicts_problem(self, path: str, count: int) -> Problem:
        """That a person has to choose between versions of annotations of a file."""
        what = message(
            "other_workspace.conflicts",
            "It was edited here and in another workspace of this folder, {workspace} ({when}), "
            "each in another way: this workspace's version is shown. It is about {count:,} "
            "annotation.",
            "It was edited here and in another workspace of this folder, {workspace} ({when}), "
            "each in another way: this workspace's version is shown. It is about {count:,} "
            "annotations.",
            count=count,
            workspace=self.path,
            when=self.when(),
        )
        return Problem(path, what, CHOOSE)

    def label_conflicts_problem(self, names: Sequence[str]) -> Problem:
        """That a person has to choose between labels."""
        what = message(
            "other_workspace.label-conflicts",
            "The labels were edited here and in another workspace of this folder, {workspace}, "
            "each in another way: this one's are shown. It is about {names}.",
            workspace=self.path,
            names=", ".join(f"“{name[:80]}”" for name in names[:5]),
        )
        return Problem(LABELS_FILE, what, CHOOSE)

    def _named(self) -> str:
        if self.is_guess:
            return message(
                "other_workspace.of-another",
                "A workspace of another folder, {path},",
                path=self.path,
            )
        return message(
            "other_workspace.of-this", "Another workspace of this folder, {path},", path=self.path
        )

    def when(self) -> str:
        """When it was last edited, in local time."""
        times = []
        for part in ("", "-wal"):
            try:
                times.append(os.stat(f"{self.path}{part}").st_mtime)
            except OSError:
                continue
        newest = datetime.fromtimestamp(max(times, default=0))
        return message(
            "other_workspace.when", "last edited {time}", time=f"{newest:%Y-%m-%d %H:%M}"
        )


def _edits(count: int) -> str:
    if not count:
        return _LABELS
    return message(
        "other_workspace.edits",
        "edits of {count:,} image",
        "edits of {count:,} images",
        count=count,
    )


_LABELS = message("other_workspace.labels", "edits of its labels")


def _came(images: int, has_labels: bool, marks: int) -> str:
    """What came, at the beginning of a sentence."""
    came: list[str] = []
    if images:
        came.append(
            message(
                "other_workspace.came-edits",
                "Edits of {count:,} image",
                "Edits of {count:,} images",
                count=images,
            )
        )
    if has_labels:
        came.append(
            _LABELS if came else message("other_workspace.came-labels", "Edits of its labels")
        )
    if marks and came:
        came.append(
            message(
                "other_workspace.marks-of",
                "states or flags of {count:,} image",
                "states or flags of {count:,} images",
                count=marks,
            )
        )
    elif marks:
        came.append(
            message(
                "other_workspace.came-marks",
                "States or flags of {count:,} image",
                "States or flags of {count:,} images",
                count=marks,
            )
        )
    if not came[1:]:
        return came[0]
    before = came[0]
    if came[2:]:
        before = message("other_workspace.list", "{one}, {other}", one=came[0], other=came[1])
    return message("other_workspace.and", "{one} and {other}", one=before, other=came[-1])


def unread_workspace_problem(path: Path, error: Exception) -> Problem:
    """That it can't be read, so that nothing was taken over."""
    what = message(
        "other_workspace.unread",
        "Another workspace of this folder, {path}, can't be read, so edits in it stay there.",
        path=path,
    )
    why = error.message if isinstance(error, ScaneoError) else str(error)
    return Problem("", what, why, severity=Severity.WARNING)


def not_taken_problem(path: Path, geojson: str, error: Unreadable) -> Problem:
    """That edits of an image stay in another workspace, for its file can't be edited."""
    what = message(
        "other_workspace.not-taken",
        "Edits of it in {workspace} can't be taken over.",
        workspace=path,
    )
    return Problem(geojson, joined(what, error.what), error.mend, error.location)


def unlike_states_problem(path: Path, count: int) -> Problem:
    """That people said other things of images in another workspace."""
    what = message(
        "other_workspace.unlike",
        "{count:,} image got another state in another workspace of this folder, {workspace}: this "
        "one's states stay.",
        "{count:,} images got another state in another workspace of this folder, {workspace}: this "
        "one's states stay.",
        count=count,
        workspace=path,
    )
    return Problem("", what, "", severity=Severity.WARNING)
