"""How far a campaign is: what it contains and what waits. Nothing is changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Optional

from qgis.core import QgsFeedback

from ...base.garbage import no_collection_of_garbage
from ...base.model import ImageState, Problem, Severity
from ...store.folder import AnyPath, CampaignFolder
from ...workspace.campaign_folder import campaign_folder
from ...workspace.editor_lock import EditorState
from ...workspace.open_edits import count_open_edits
from ...workspace.summary import WorkspaceCounts, counts_of
from ...workspace.tables.schema import check_version
from ...workspace.workspace import WORKSPACE_FILE, Workspace, new_workspace
from ...workspace.workspace_ref import WorkspaceRef
from ..listing import Listing, list_folder, survey_folder
from ..long_work import go_on
from ..merging.folder_merge import Conflicts, FolderMerge, always
from ..opening.first_reading import fill_new
from ..opening.open_campaign import check_folder_of
from ..opening.opening_problems import campaign_problems
from ..workspaces.conflicts import find_conflicts, find_conflicts_with_others
from ..workspaces.found_workspaces import opened_unchanged
from ..workspaces.of_campaign import default_workspace, waiting_problems
from ..workspaces.other_workspace import OtherWorkspace


@dataclass(frozen=True)
class CampaignStatus:
    """The status of a campaign; edits that are open in QGIS are in no count.

    ``workspace`` is None for a folder without one. ``labels_edited``: edits of the labels are not
    exported yet. ``changed`` are the files that changed in the folder since they were read,
    and the images that came or went. ``waiting_elsewhere`` are the problems that other workspaces
    of the campaign have edits. ``stored_count`` is how many edits the workspace has stored that
    were open in QGIS, and ``editor`` whether that one still runs.
    """

    folder: CampaignFolder
    workspace: Optional[WorkspaceRef]
    counts: WorkspaceCounts
    problems: Sequence[Problem]
    labels_edited: bool = False
    changed: Sequence[str] = ()
    conflicts: Conflicts = field(default_factory=Conflicts)
    waiting_elsewhere: Sequence[Problem] = ()
    stored_count: int = 0
    editor: EditorState = EditorState.GONE

    @property
    def image_count(self) -> int:
        """How many images there are."""
        return len(self.counts.marks)

    @property
    def annotation_count(self) -> int:
        """How many annotations there are."""
        return sum(self.counts.by_task.values())

    @property
    def flagged_count(self) -> int:
        """How many images have a flag, whatever their state."""
        return sum(image.flagged for image in self.counts.images)

    @property
    def problem_count(self) -> int:
        """The number of problems, without those of severity INFO."""
        return sum(one.severity is not Severity.INFO for one in self.problems)

    @property
    def edited(self) -> Sequence[str]:
        """The images with edits that are not exported."""
        return sorted(image for image in self.counts.edited if image)

    def count_in(self, state: ImageState) -> int:
        """How many images are in a state."""
        return sum(image.state is state for image in self.counts.images)


@no_collection_of_garbage()
def campaign_status(path: AnyPath, feedback: QgsFeedback) -> CampaignStatus:
    """The status of the campaign in a folder, or of a workspace.

    Nothing is written: no workspace is made, none is brought up to date, and what a killed program
    left beside one stays there. A folder without a workspace is read into a temporary one.

    :raises ScaneoError: where the folder or the workspace can't be read.
    :raises Cancelled: where the feedback was cancelled.
    """
    if os.path.isfile(path):
        return _status_of(WorkspaceRef.at(path), None, feedback)
    folder = campaign_folder(path)
    folder.check_there()
    workspace = _find_workspace(folder)
    if workspace is None:
        return _status_unopened(folder, feedback)
    return _status_of(workspace, folder, feedback)


def _find_workspace(folder: CampaignFolder) -> Optional[WorkspaceRef]:
    """The workspace that an opening would use, or would copy where the folder can't be written."""
    for workspace in (default_workspace(folder), WorkspaceRef(folder.path / WORKSPACE_FILE)):
        if workspace.is_there:
            return workspace
    return None


def _status_unopened(folder: CampaignFolder, feedback: QgsFeedback) -> CampaignStatus:
    """What an opening would find."""
    listing = list_folder(folder)
    with TemporaryDirectory(prefix="scaneo_bridge-") as scratch:
        path = Path(scratch) / WORKSPACE_FILE
        with new_workspace(path, folder) as fresh:
            fill_new(fresh, folder, listing, feedback)
        with Workspace.open(path, writable=False) as opened:
            waiting = waiting_problems(folder, WorkspaceRef(path))
            problems = [*_problems(opened, folder, listing), *waiting]
            counts = counts_of(opened)
    return CampaignStatus(folder, None, counts, problems, waiting_elsewhere=waiting)


def _status_of(
    workspace: WorkspaceRef, folder: Optional[CampaignFolder], feedback: QgsFeedback
) -> CampaignStatus:
    """``folder`` is where the campaign lies; None for the folder that its workspace knows."""
    with opened_unchanged(workspace.path) as database:
        check_version(database)
        known = Workspace(database)
        if folder is None:
            folder = known.folder()
        check_folder_of(known, folder)
    other = OtherWorkspace(workspace.path)
    with other.seen() as opened:
        listing = survey_folder(folder)
        merge = FolderMerge(opened, folder, always(None), check=go_on(feedback))
        unread = {image.geojson for image in opened.unread()}
        files = [path for path in merge.changed_files() if path not in unread]
        changed = [*files, *_come_or_gone(opened, listing)]
        conflicts = find_conflicts(opened, folder, feedback)
        if opened.path == workspace.path:  # the others know no copy of it
            conflicts = conflicts.and_those(find_conflicts_with_others(opened, feedback))
        waiting = waiting_problems(folder, workspace)
        return CampaignStatus(
            folder,
            workspace,
            counts_of(opened),
            [*_problems(opened, folder, listing), *merge.problems, *waiting],
            other.edits(opened).labels_wait,
            changed,
            conflicts,
            waiting,
            count_open_edits(opened),
            other.editor_state,
        )


def _come_or_gone(workspace: Workspace, listing: Listing) -> Iterator[str]:
    """The images that are in the folder alone, or in the workspace alone."""
    there = {image.path for image in listing.images}
    yield from sorted(there.symmetric_difference(workspace.image_names()))


def _problems(workspace: Workspace, folder: CampaignFolder, listing: Listing) -> list[Problem]:
    """What an opening reports of folder, files and labels."""
    return [*listing.problems, *campaign_problems(workspace, folder)]
