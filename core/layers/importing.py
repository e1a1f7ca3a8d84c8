"""A campaign's folder into its workspace: the first time, and each time it is opened again."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Optional

from qgis.core import QgsApplication, QgsFeedback

from ..scaneo.checks.images import no_image
from ..scaneo.checks.rules import LABEL_UNLISTED
from ..scaneo.disk import check_writable
from ..scaneo.errors import Cancelled, ScaneoError
from ..scaneo.folder import Listing, list_folder
from ..scaneo.labels import LABELS_FILE, read_labels, unlisted
from ..scaneo.leftovers import settle_leftovers
from ..scaneo.lock import is_locked
from ..scaneo.merge.side import Side
from ..scaneo.model import Problem, Severity
from .ahead import ahead
from .database import WorkspaceError
from .database_files import whole_copy
from .editing.claim import Claim
from .editing.unsaved import restore_unsaved
from .merging import Merging, always
from .new_workspace import new_workspace
from .reading import FolderReader
from .rebase import note_written
from .refresh import Refresh
from .stamp import Stamp
from .workspace import WORKSPACE_FILE, Workspace

# Where QGIS can't open a GeoPackage: GDAL takes %41 in a path for A, QGIS the rest for options.
_MISREAD = re.compile(r"%[0-9A-Fa-f]{2}|\|layername=")


@dataclass(frozen=True)
class Opened:
    """A campaign that was opened.

    ``edited`` are the images whose edits in the workspace are not exported yet. ``recovered`` is
    how many edits were saved that a QGIS that was killed had open. ``merged`` are the files from
    which changes on disk were taken over, ``conflicts`` those where a person has to choose
    (`conflicts.read_conflicts` says between what): they are as they were, here and there.
    """

    workspace: Path
    folder: Path
    image_count: int
    annotation_count: int
    problems: Sequence[Problem]
    edited: Sequence[str]
    recovered: int = 0
    merged: Sequence[str] = ()
    conflicts: Sequence[str] = ()

    @property
    def problem_count(self) -> int:
        """How many problems there are, without what is told for information."""
        return sum(one.severity is not Severity.INFO for one in self.problems)


def open_campaign(
    folder: Path,
    workspace: Optional[Path],
    feedback: QgsFeedback,
    conflicts: Optional[Side] = None,
) -> Opened:
    """Brings a folder and its workspace together and says what is in them.

    Where there is no workspace, one is made. Where there is one, its edits are kept, what changed
    in the folder since is read again, and what changed in both is merged. ``workspace`` is None
    for the usual place; ``conflicts`` is the side that is right in all of them, None to leave them
    open.

    :raises ScaneoError: where the folder can't be read or the workspace not be written.
    :raises Cancelled: where the feedback was cancelled; everything is as it was.
    """
    folder = Path(os.path.abspath(folder))  # links in the path stay as the user knows them
    leftovers = settle_leftovers(folder)
    is_alone = not is_locked(folder)
    listing = list_folder(folder)
    problems = [*leftovers, *listing.problems]
    if not any(image.path.endswith(".tif") for image in listing.images):
        problems.append(replace(no_image(), severity=Severity.WARNING))
    if workspace is None:
        workspace = default_workspace(folder)
        if workspace.parent != folder:
            problems.append(_elsewhere(folder, workspace))
            _take_along(folder, workspace)
    recovered = 0
    merging: Optional[Merging] = None
    if workspace.exists():
        with Workspace.open(workspace) as known:
            _check_folder(known, folder)
            note_written(known, folder, is_alone)
            with known.database.transaction():
                if not known.folder().exists():  # it was moved here
                    known.set_folder(folder)
                recovered = _recover(known)
                refresh = Refresh(known, folder, always(conflicts), feedback)
                problems += refresh.run(listing)
                merging = refresh.merging
    else:
        _make_room(workspace)
        with new_workspace(workspace, folder) as fresh:
            _fill(fresh, folder, listing, feedback)
    with Workspace.open(workspace) as known:
        return Opened(
            workspace,
            folder,
            len(listing.images),
            known.annotation_count(),
            [*problems, *_missing_list(known, folder), *known.problems(), *_unlisted(known)],
            [image for image in known.changes() if image],
            recovered,
            merging.merged if merging else (),
            merging.conflicts.paths if merging else (),
        )


def _recover(workspace: Workspace) -> int:
    """Saves the edits of a QGIS that was killed; not those of one that lives."""
    claim = Claim(workspace.database.path)
    if not claim.take():
        return 0
    try:
        return restore_unsaved(workspace)
    finally:
        claim.release()


def default_workspace(folder: Path) -> Path:
    """``scaneo.gpkg`` in the folder; where that can't be, a place in the user's profile.

    One that is in the profile already is gone on with: its edits must not get out of sight when
    the folder can be written at last.
    """
    usual, spare = folder / WORKSPACE_FILE, _in_profile(folder)
    try:
        check_writable(folder)
    except ScaneoError:
        return spare
    if _MISREAD.search(str(folder)) or (spare.exists() and not usual.exists()):
        return spare
    return usual


def _take_along(folder: Path, workspace: Path) -> None:
    """Goes on with the folder's own workspace, edits and all, where it can't be written now."""
    usual = folder / WORKSPACE_FILE
    if workspace.exists() or not usual.is_file():
        return
    part = workspace.with_name(f"{workspace.stem}.part.gpkg")
    try:
        workspace.parent.mkdir(parents=True, exist_ok=True)
        with whole_copy(usual, part):
            with Workspace.open(part) as copy:
                copy.database.check_whole()
                copy.set_folder(folder)
                copy.database.execute("PRAGMA journal_mode = delete")  # all is in one file now
            part.replace(workspace)
    except WorkspaceError as error:
        raise WorkspaceError(str(error).replace(str(part), str(usual)), error.details) from error
    except OSError as error:
        raise WorkspaceError(
            f"{usual} can't be copied to {workspace} ({error.strerror})."
        ) from error


def _in_profile(folder: Path) -> Path:
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:8]
    name = re.sub(r"[%|]", "_", folder.name)
    return Path(QgsApplication.qgisSettingsDirPath()) / "scaneo_bridge" / f"{name}-{digest}.gpkg"


def _fill(workspace: Workspace, folder: Path, listing: Listing, feedback: QgsFeedback) -> None:
    reader = FolderReader(workspace, folder)
    read = reader.read_labels()
    # A thread of its own fetches the next images' files while this one parses annotations.
    with ThreadPoolExecutor(1) as pool:
        fetched = ahead(pool, reader.fetch, listing.images)
        for number, (image, (outline, file)) in enumerate(zip(listing.images, fetched)):
            if feedback.isCanceled():
                raise Cancelled
            feedback.setProgress(100 * number / len(listing.images))
            reader.take_up(image, outline, file)
    for path in listing.orphans:
        reader.read_file(path)
    # Without a spai.json, the labels are the ones that the annotations use.
    workspace.set_labels(read.labels if read.found else unlisted((), workspace.used_labels()))


def _missing_list(workspace: Workspace, folder: Path) -> Sequence[Problem]:
    """A warning where annotations have labels and there is no list of them, nor will be one."""
    there = Stamp.of(folder / LABELS_FILE) is not None
    if there or workspace.content(LABELS_FILE) is not None or not workspace.used_labels():
        return ()
    return read_labels(None).problems


def _unlisted(workspace: Workspace) -> Iterator[Problem]:
    """A warning for each label in use that spai.json does not list."""
    listed = {label.name for label in workspace.labels()}
    geojson = {image.path: image.geojson for image in workspace.images()}
    for label, (image, place) in workspace.used_labels().items():
        if label not in listed:
            yield LABEL_UNLISTED.problem(
                geojson.get(image) or image,
                f"The label “{label[:80]}” is not in {LABELS_FILE}: SCANEO's page breaks on it.",
                "Export an edit, which adds it, or relabel what has it.",
                f"feature {place + 1}",
            )


def _elsewhere(folder: Path, workspace: Path) -> Problem:
    if _MISREAD.search(str(folder)):
        what, mend = "is misread by QGIS", "Rename it if you want the workspace in it."
    else:
        try:
            check_writable(folder)
            what = "could not be written when it was opened first"
            mend = f"Move the workspace into it as {WORKSPACE_FILE} to have them together."
        except ScaneoError:
            what = "can't be written"
            mend = "Export to another folder, or ask for the right to write."
    what = f"The folder {folder} {what}: the workspace is {workspace}."
    return Problem("", what, mend, severity=Severity.WARNING)


def _check_folder(workspace: Workspace, folder: Path) -> None:
    known = workspace.folder()
    if known.exists() and not known.samefile(folder):
        raise WorkspaceError(
            f"The workspace {workspace.database.path} belongs to {known}, not to {folder}. "
            "Choose another file for this folder."
        )


def _make_room(workspace: Path) -> None:
    if _MISREAD.search(str(workspace)):
        raise WorkspaceError(
            f"QGIS misreads the path {workspace}. Choose a place without % and | for the workspace."
        )
    try:
        workspace.parent.mkdir(parents=True, exist_ok=True)
        check_writable(workspace.parent)
    except (OSError, ScaneoError) as error:
        raise WorkspaceError(
            f"The workspace {workspace} can't be written. Choose another place for it.", str(error)
        ) from error
