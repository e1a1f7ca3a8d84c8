"""A campaign's folder into its workspace: the first time, and each time it is opened again."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
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
from ..scaneo.lock_file import Holder
from ..scaneo.merge.side import Side
from ..scaneo.model import Problem, Severity
from ..scaneo.shown import counted
from .ahead import ahead
from .assign import straighten_images
from .cancelling import go_on
from .database import WorkspaceError
from .editing.claim import Claim, Life
from .editing.unsaved import count_unsaved, keeping_unsaved, restore_unsaved
from .homes import Home, is_elsewhere, note_identity
from .merging import Merging, always
from .moved import follow_images, note_looks
from .new_workspace import new_workspace
from .other_home import OtherHome
from .overwritten import settle_overwritten
from .private import keep_private
from .reading import FolderReader
from .rebase import note_written
from .refresh import Refresh
from .spares import Spares
from .stamp import Stamp
from .steps import prune_way, way_of
from .taken import Edits, Record, key_of, taken_looks
from .taking import Taking
from .workspace import WORKSPACE_FILE, Workspace

# Where QGIS can't open a GeoPackage: GDAL takes %41 in a path for A, QGIS the rest for options.
_MISREAD = re.compile(r"%[0-9A-Fa-f]{2}|\|layername=")


@dataclass(frozen=True)
class Doubt:
    """Edits that a QGIS had open which may live: how many, and who that is (None: unknown)."""

    count: int
    who: Optional[Holder]

    def told(self) -> Problem:
        """That they are left."""
        edits = counted(self.count, "edit", "edits")
        who = "" if self.who is None else f" of {self.who}"
        what = f"{edits}{who} may be open still, so nothing of that was recovered."
        mend = "Recover them if that QGIS is gone."
        return Problem("", what, mend, severity=Severity.WARNING)


@dataclass(frozen=True)
class Opened:
    """A campaign that was opened.

    ``edited`` are the images whose edits in the workspace are not exported yet. ``recovered`` is
    how many edits were saved that a QGIS that was killed had open. ``merged`` are the files from
    which changes on disk were taken over, ``conflicts`` those where a person has to choose
    (`conflicts.read_conflicts` says between what): they are as they were, here and there.
    ``taken`` are the images of which edits were taken over from other workspaces of the folder,
    ``taken_marks`` those of which states or flags were.
    ``doubt`` is who may still have edits open that the workspace keeps: whether they live is not
    known, so these are left there.
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
    taken: Sequence[str] = ()
    doubt: Optional[Doubt] = None
    taken_marks: Sequence[str] = ()

    @property
    def problem_count(self) -> int:
        """How many problems there are, without what is told for information."""
        return sum(one.severity is not Severity.INFO for one in self.problems)


def open_campaign(
    folder: Path,
    workspace: Optional[Path],
    feedback: QgsFeedback,
    conflicts: Optional[Side] = None,
    recovers: bool = False,
) -> Opened:
    """Brings a folder and its workspace together and says what is in them.

    Where there is no workspace, one is made. Where there is one, its edits are kept, what changed
    in the folder since is read again, and what changed in both is merged. ``workspace`` is None
    for the usual place; ``conflicts`` is the side that is right in all of them, None to leave them
    open. ``recovers``: open edits of a QGIS of which nobody knows whether it lives are saved, too.

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
            _spares().take_along(folder, workspace)
    recovered = 0
    doubt: Optional[Doubt] = None
    merging: Optional[Merging] = None
    check = go_on(feedback)
    if workspace.exists():
        with Workspace.open(workspace) as known:
            _check_folder(known, folder)
            note_written(known, folder, is_alone)
            with known.database.transaction():
                was = known.folder()
                if not (was.exists() and was.samefile(folder)):  # it was moved here
                    known.set_folder(folder)
                problems += known.straighten_labels()
                with keeping_unsaved(known):
                    straighten_images(known)
                    problems += settle_overwritten(known, check)
                recovered, doubt = _recover(known, recovers)
                problems += follow_images(known, folder, listing.images, check)
                with keeping_unsaved(known):  # those that were not recovered
                    refresh = Refresh(known, folder, always(conflicts), feedback)
                    problems += refresh.run(listing)
                    taking = _take(known, folder, conflicts, check)
                merging = refresh.merging
    else:
        _make_room(workspace)
        with new_workspace(workspace, folder, _spares().has(workspace)) as fresh:
            _fill(fresh, folder, listing, feedback)
            note_looks(fresh, folder, listing.images)
        with Workspace.open(workspace) as known, known.database.transaction():
            taking = _take(known, folder, conflicts, check)
    if workspace.parent != folder and not _spares().has(workspace):
        _spares().register.note(workspace)
    problems += taking.problems
    if doubt is not None:
        problems.append(doubt.told())
    with Workspace.open(workspace) as known:
        keep_readers(known, known.file_names())
        return Opened(
            workspace,
            folder,
            len(listing.images),
            known.annotation_count(),
            [*problems, *_missing_list(known, folder), *known.problems(), *_unlisted(known)],
            [image for image in known.changes() if image],
            recovered,
            merging.merged if merging else (),
            _open_conflicts(merging, taking),
            taking.taken,
            doubt,
            taking.taken_marks,
        )


def keep_readers(workspace: Workspace, names: Iterable[str]) -> None:
    """Takes rights away from who may not read these files, which a workspace holds by now."""
    path = workspace.database.path
    keep_private(path, workspace.folder(), names, _spares().has(path))


def recover_edits(workspace: Path) -> int:
    """Saves open edits that a workspace keeps: a person has said that nobody has them open now.

    Answers how many that were; none where somebody is seen to have them open.

    :raises WorkspaceError: where the workspace can't be written.
    """
    with Workspace.open(workspace) as known, known.database.transaction():
        return _recover(known, is_forced=True)[0]


def _recover(workspace: Workspace, is_forced: bool) -> tuple[int, Optional[Doubt]]:
    """Saves the edits of a QGIS that was killed; not those of one that lives, or may live."""
    claim, count = Claim(workspace.database.path), count_unsaved(workspace)
    if not (count or claim.is_named):
        return 0, None
    if claim.take(is_forced):
        try:
            return restore_unsaved(workspace), None
        finally:
            claim.release()
    is_known = claim.life is Life.ALIVE or not count
    return 0, None if is_known else Doubt(count, claim.who)


# Other workspaces of the campaign


def other_homes(folder: Path, workspace: Optional[Path]) -> list[Home]:
    """The workspaces of the campaign in a folder, but for one."""
    return _spares().homes(folder, workspace)


def told_homes(workspace: Workspace) -> list[Problem]:
    """What other workspaces of its campaign have that one has not."""
    folder = workspace.folder()
    if not folder.is_dir():
        return []
    homes = other_homes(folder, workspace.database.path)
    taking = Taking(workspace, folder, homes, always(None), lambda: None)
    taking.tell()
    return taking.problems


def waiting_edits(folder: Path) -> Iterator[tuple[OtherHome, int]]:
    """The workspaces of the campaign in a folder that have edits, and of how many images.

    One of which another has taken over all has none.
    """
    found: dict[OtherHome, Edits] = {}
    covered = set()
    homes = [OtherHome(home.path, home.made_for) for home in other_homes(folder, None)]
    for home in homes:
        with suppress(ScaneoError), home.seen() as seen:
            found[home] = home.edits(seen)
            covered |= taken_looks(seen.database)
    left = list(found)
    for home, edits in found.items():
        if edits.looks in covered:
            left.remove(home)
        elif any(_has_all(one, home, folder, edits) for one in left if one is not home):
            left.remove(home)  # of two that have the same, one tells it
        elif edits.count:
            yield home, edits.count


def _has_all(one: OtherHome, other: OtherHome, folder: Path, edits: Edits) -> bool:
    """Whether a workspace of a folder has taken over all that another one has."""
    key = key_of(other.path, folder)
    with suppress(ScaneoError), one.seen() as seen:
        if edits.are_past_of(way_of(seen.database)):
            return True
        record = Record(seen.database, key, edits)
        if record.is_there:
            with other.copy(folder) as copy:
                return record.news(seen.database, copy) is None
    return False


def told_edits(folder: Path, but: Path) -> list[Problem]:
    """That workspaces of the campaign in a folder have edits, all but one."""
    return [
        other.told_waiting(count)
        for other, count in waiting_edits(folder)
        if not but.exists() or not other.path.samefile(but)
    ]


def _take(
    workspace: Workspace, folder: Path, side: Optional[Side], go_on: Callable[[], None]
) -> Taking:
    """Takes over what other workspaces of the campaign have, within a transaction of this one."""
    note_identity(workspace.database, folder)
    homes = other_homes(folder, workspace.database.path)
    taking = Taking(workspace, folder, homes, always(side), go_on)
    taking.run()
    prune_way(workspace.database)
    return taking


def _open_conflicts(merging: Optional[Merging], taking: Taking) -> Sequence[str]:
    paths = [] if merging is None else merging.conflicts.paths
    return list(dict.fromkeys([*paths, *taking.conflicts.paths]))


def default_workspace(folder: Path) -> Path:
    """``scaneo.gpkg`` in the folder; where that can't be, a place in the user's profile.

    One that is in the profile already is gone on with where the folder has none: its edits must not
    get out of sight when the folder can be written at last.
    """
    usual = folder / WORKSPACE_FILE
    try:
        check_writable(folder)
    except ScaneoError:
        return _spares().find(folder)
    if _MISREAD.search(str(folder)):
        return _spares().find(folder)
    if not usual.exists():
        spare = _spares().find(folder)
        if spare.exists():
            return spare
    return usual


def _spares() -> Spares:
    return Spares(Path(QgsApplication.qgisSettingsDirPath()))


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
    listed, used = {label.name for label in workspace.labels()}, workspace.used_labels()
    found = {label: where for label, where in used.items() if label not in listed}
    geojson = {image.path: image.geojson for image in workspace.images()} if found else {}
    for label, (image, place) in found.items():
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
    if is_elsewhere(workspace, folder):
        known = workspace.folder()
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
