"""Opens a campaign: reads its folder into its workspace, the first time and each time after."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Optional

from qgis.core import QgsFeedback

from ...base.errors import ScaneoError
from ...base.garbage import no_collection_of_garbage
from ...base.messages import message
from ...base.model import Problem, Severity
from ...formats.scaneo.checks.images import no_image
from ...formats.scaneo.labels import LABELS_FILE
from ...formats.scaneo.merge.side import Side
from ...store.disk import check_writable
from ...store.folder import AnyPath, CampaignFolder
from ...store.locks.folder_lock import is_locked
from ...store.write.recovery import recover_folder
from ...workspace.campaign_folder import campaign_folder
from ...workspace.editor_lock import EditorLock, EditorState
from ...workspace.geopackage.database import WorkspaceError
from ...workspace.open_edits import count_open_edits, recover_open_edits
from ...workspace.repository import keeping_open_edits
from ...workspace.workspace import Workspace, new_workspace
from ...workspace.workspace_ref import WorkspaceRef, is_misread
from ..listing import list_folder
from ..long_work import go_on
from ..merging.folder_merge import FolderMerge, always
from ..merging.unread_images import read_rest
from ..note_written import note_written
from ..reading.moved_images import follow_images
from ..reading.overwritten_tables import compare_overwritten
from ..workspaces.found_workspaces import is_elsewhere
from ..workspaces.of_campaign import (
    all_profile_workspaces,
    default_workspace,
    keep_readers,
    other_workspaces,
    take_over_others,
)
from ..workspaces.workspace_merge import WorkspaceMerge
from .first_reading import fill_new, images_to_begin_with
from .opening_problems import UncertainEdits, campaign_problems, workspace_elsewhere
from .refresh import Refresh


@dataclass(frozen=True)
class OpenedCampaign:
    """A campaign that was opened.

    ``edited`` are the images with edits that are not exported yet. ``recovered`` is how many open
    edits of a killed QGIS were saved. ``merged`` are the files whose changes on disk were merged,
    ``conflicts`` those where a person has to choose (`conflicts.read_conflicts` has the versions):
    these stay as they are, in workspace and folder. ``taken`` are the images whose edits were taken
    from other workspaces of the folder, ``taken_marks`` those whose states or flags were.
    ``uncertain_edits``: who may still have edits open that the workspace has stored; it is not
    known whether that QGIS still runs, so these are left alone. ``unread_count`` is how many images
    are left to be read.
    """

    workspace: WorkspaceRef
    folder: CampaignFolder
    image_count: int
    annotation_count: int
    problems: Sequence[Problem]
    edited: Sequence[str]
    recovered: int = 0
    merged: Sequence[str] = ()
    conflicts: Sequence[str] = ()
    taken: Sequence[str] = ()
    uncertain_edits: Optional[UncertainEdits] = None
    taken_marks: Sequence[str] = ()
    unread_count: int = 0

    @property
    def problem_count(self) -> int:
        """The number of problems, without those of severity INFO."""
        return sum(one.severity is not Severity.INFO for one in self.problems)


@no_collection_of_garbage()
def open_campaign(
    folder: AnyPath,
    workspace: Optional[AnyPath],
    feedback: QgsFeedback,
    conflicts: Optional[Side] = None,
    recovers: bool = False,
    reads_behind: bool = False,
) -> OpenedCampaign:
    """Synchronises a folder and its workspace and says what is in them.

    A missing workspace is created. An existing one keeps its edits; files that changed are read
    again, and what changed on both sides is merged. ``workspace`` is None for the default path;
    ``conflicts`` is the side that wins in all conflicts, None to leave them open. ``recovers``:
    open edits are saved even where it is not known whether their QGIS still runs. ``reads_behind``:
    the caller reads the images that are `unread`, as many as a large campaign has after its first
    opening (see `first_reading`); otherwise all are read.

    :raises ScaneoError: where the folder can't be read or the workspace can't be written.
    :raises Cancelled: where the feedback was cancelled; everything is as it was, but images that
    were unread may be read.
    """
    folder = campaign_folder(folder)
    leftovers = recover_folder(folder)
    is_alone = not is_locked(folder)
    listing = list_folder(folder)
    problems = [*leftovers, *listing.problems]
    if not any(image.path.endswith(".tif") for image in listing.images):
        problems.append(replace(no_image(), severity=Severity.WARNING))
    ref = default_workspace(folder) if workspace is None else WorkspaceRef.at(workspace)
    is_in_folder = ref.path.parent == folder.path
    if workspace is None and not is_in_folder:
        problems.append(workspace_elsewhere(folder, ref))
        all_profile_workspaces().take_along(folder, ref)
    recovered = 0
    uncertain_edits: Optional[UncertainEdits] = None
    folder_merge: Optional[FolderMerge] = None
    check = go_on(feedback)
    if os.path.exists(ref):  # where we may not look, making one says why it can't be
        with ref.open() as known:
            check_folder_of(known, folder)
            note_written(known, folder, is_alone)
            if not reads_behind or (known.unread() and _needs_all(known, folder, ref)):
                read_rest(known, feedback)
            with known.transaction():
                was = known.folder()
                # The campaign was moved here.
                if not was.is_same(folder):
                    known.set_folder(folder)
                problems += known.straighten_labels()
                with keeping_open_edits(known):
                    known.straighten_images()
                    problems += compare_overwritten(known, check)
                recovered, uncertain_edits = _recover(known, recovers)
                problems += follow_images(known, folder, listing.images, check)
                with keeping_open_edits(known):  # open edits that were not recovered
                    refresh = Refresh(known, folder, always(conflicts), feedback)
                    problems += refresh.run(listing)
                    merge = take_over_others(known, folder, conflicts, check)
                folder_merge = refresh.folder_merge
    else:
        _make_room(ref)
        is_first = reads_behind and not other_workspaces(folder, ref)
        now = images_to_begin_with(folder, listing) if is_first else listing.images
        with new_workspace(ref.path, folder, all_profile_workspaces().has(ref)) as fresh:
            fill_new(fresh, folder, listing, feedback, now)
        with ref.open() as known, known.transaction():
            merge = take_over_others(known, folder, conflicts, check)
    if not is_in_folder and not all_profile_workspaces().has(ref):
        all_profile_workspaces().register.note(ref)
    problems += merge.problems
    if uncertain_edits is not None:
        problems.append(uncertain_edits.problem())
    with ref.open() as known:
        unread = known.unread()
        files = (image.geojson for image in unread if image.geojson)
        keep_readers(known, [*known.file_names(), *files])
        return OpenedCampaign(
            ref,
            folder,
            len(listing.images),
            known.annotation_count(),
            [*problems, *campaign_problems(known, folder)],
            [image for image in known.changes() if image],
            recovered,
            folder_merge.merged if folder_merge else (),
            _open_conflicts(folder_merge, merge),
            merge.taken,
            uncertain_edits,
            merge.taken_marks,
            len(unread),
        )


def _needs_all(workspace: Workspace, folder: CampaignFolder, ref: WorkspaceRef) -> bool:
    """Whether something is merged for which all images have to be read: other workspaces, or
    labels, of which those stay that annotations use."""
    is_changed = FolderMerge(workspace, folder, always(None)).is_changed(LABELS_FILE)
    return is_changed or bool(other_workspaces(folder, ref))


def problems_of(ref: WorkspaceRef) -> list[Problem]:
    """What is wrong with the images, files and labels of a campaign, as far as they were read.

    :raises WorkspaceError: where the workspace can't be read.
    """
    with ref.open(writable=False) as known:
        return campaign_problems(known, known.folder())


def recover_edits(workspace: AnyPath) -> int:
    """Saves open edits stored in a workspace: a person has said that nobody has them open any more.

    Returns how many there were; 0 where somebody is seen to have them open.

    :raises WorkspaceError: where the workspace can't be written.
    """
    with WorkspaceRef.at(workspace).open() as known, known.transaction():
        return _recover(known, is_forced=True)[0]


def _recover(workspace: Workspace, is_forced: bool) -> tuple[int, Optional[UncertainEdits]]:
    """Saves the open edits of a killed QGIS; not those of one that runs, or may run."""
    lock, count = EditorLock(workspace.path), count_open_edits(workspace)
    if not (count or lock.is_named):
        return 0, None
    if lock.take(is_forced):
        try:
            return recover_open_edits(workspace), None
        finally:
            lock.release()
    is_known = lock.state is EditorState.ALIVE or not count
    return 0, None if is_known else UncertainEdits(count, lock.who)


def _open_conflicts(folder_merge: Optional[FolderMerge], merge: WorkspaceMerge) -> Sequence[str]:
    paths = [] if folder_merge is None else folder_merge.conflicts.paths
    return list(dict.fromkeys([*paths, *merge.conflicts.paths]))


def check_folder_of(workspace: Workspace, folder: CampaignFolder) -> None:
    """:raises WorkspaceError: where the workspace is that of another campaign."""
    if is_elsewhere(workspace, folder):
        known = workspace.folder()
        raise WorkspaceError(
            message(
                "open_campaign.belongs",
                "The workspace {workspace} belongs to {other}, not to {folder}. Choose another "
                "file for this folder.",
                workspace=workspace.path,
                other=str(known),
                folder=str(folder),
            )
        )


def _make_room(workspace: WorkspaceRef) -> None:
    if is_misread(workspace):
        raise WorkspaceError(
            message(
                "open_campaign.misread",
                "QGIS misreads the path {workspace}. Choose a place without % and | for the "
                "workspace.",
                workspace=str(workspace),
            )
        )
    try:
        workspace.path.parent.mkdir(parents=True, exist_ok=True)
        check_writable(workspace.path.parent)
    except (OSError, ScaneoError) as error:
        raise WorkspaceError(
            message(
                "open_campaign.not-written",
                "The workspace {workspace} can't be written. Choose another place for it.",
                workspace=str(workspace),
            ),
            str(error),
        ) from error
