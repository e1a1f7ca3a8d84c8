"""The workspace in which a campaign's folder is edited, and what its other workspaces contain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Optional

from qgis.core import QgsApplication

from ...base.errors import ScaneoError
from ...base.model import Problem
from ...formats.scaneo.merge.side import Side
from ...store.disk import check_writable
from ...store.folder import CampaignFolder
from ...workspace.records.identity import edit_steps_of, note_identity, prune_edit_steps
from ...workspace.records.taken import TakenRecord, taken_digests
from ...workspace.workspace import WORKSPACE_FILE, Workspace, keep_private
from ...workspace.workspace_ref import WorkspaceRef, is_misread
from ..merging.folder_merge import always
from .found_workspaces import CampaignWorkspace
from .other_workspace import OtherWorkspace
from .profile_workspaces import ProfileWorkspaces
from .waiting_edits import WaitingEdits, count_news, key_of
from .workspace_merge import WorkspaceMerge


def keep_readers(workspace: Workspace, names: Iterable[str]) -> None:
    """Removes read permission from those who may not read these files, which are now in the
    workspace."""
    ref = WorkspaceRef(workspace.path)
    keep_private(ref.path, workspace.folder(), names, all_profile_workspaces().has(ref))


def other_workspaces(
    folder: CampaignFolder, workspace: Optional[WorkspaceRef]
) -> list[CampaignWorkspace]:
    """The workspaces of the campaign in a folder, except one."""
    return all_profile_workspaces().workspaces(folder, workspace)


def untaken_problems(workspace: Workspace) -> list[Problem]:
    """Reports what other workspaces of the campaign have that this one does not."""
    folder = workspace.folder()
    if not folder.is_there:
        return []
    workspaces = other_workspaces(folder, WorkspaceRef(workspace.path))
    merge = WorkspaceMerge(workspace, folder, workspaces, always(None), lambda: None)
    merge.tell()
    return merge.problems


def waiting_edits(folder: CampaignFolder) -> Iterator[tuple[OtherWorkspace, int]]:
    """The workspaces of the campaign in a folder with edits, and of how many images.

    One whose edits were all taken over by another workspace has none.
    """
    found: dict[OtherWorkspace, WaitingEdits] = {}
    covered = set()
    others = [
        OtherWorkspace(workspace.path, workspace.made_for)
        for workspace in other_workspaces(folder, None)
    ]
    for workspace in others:
        with suppress(ScaneoError), workspace.seen() as seen:
            found[workspace] = workspace.edits(seen)
            covered |= taken_digests(seen.database)
    left = list(found)
    for workspace, edits in found.items():
        if edits.digest in covered:
            left.remove(workspace)
        elif any(_has_all(one, workspace, folder, edits) for one in left if one is not workspace):
            left.remove(workspace)  # if two have the same edits, one of them is reported
        elif edits.count:
            yield workspace, edits.count


def _has_all(
    one: OtherWorkspace, other: OtherWorkspace, folder: CampaignFolder, edits: WaitingEdits
) -> bool:
    """Whether a workspace of a folder has taken over everything of another one."""
    key = key_of(other.path, folder)
    with suppress(ScaneoError), one.seen() as seen:
        if edits.are_past_of(edit_steps_of(seen.database)):
            return True
        record = TakenRecord(seen.database, key, edits.steps)
        if record.is_there:
            with other.copy(folder) as copy:
                return count_news(record, seen.database, copy) is None
    return False


def waiting_problems(folder: CampaignFolder, but: WorkspaceRef) -> list[Problem]:
    """Reports that workspaces of the campaign in a folder, except one, have edits."""
    return [
        other.told_waiting(count)
        for other, count in waiting_edits(folder)
        if not but.path.exists() or not other.path.samefile(but)
    ]


def take_over_others(
    workspace: Workspace, folder: CampaignFolder, side: Optional[Side], go_on: Callable[[], None]
) -> WorkspaceMerge:
    """Takes over what other workspaces of the campaign have, within a transaction of this one."""
    note_identity(workspace.database, folder)
    workspaces = other_workspaces(folder, WorkspaceRef(workspace.path))
    merge = WorkspaceMerge(workspace, folder, workspaces, always(side), go_on)
    merge.run()
    prune_edit_steps(workspace.database)
    return merge


def default_workspace(folder: CampaignFolder) -> WorkspaceRef:
    """``scaneo.gpkg`` in the folder; where that can't be written, a path in the user's profile.

    If the profile has one already and the folder has none, that one is used: its edits must not be
    lost from sight when the folder becomes writable.
    """
    usual = WorkspaceRef(folder.path / WORKSPACE_FILE)
    try:
        check_writable(folder.path)
    except ScaneoError:
        return all_profile_workspaces().find(folder)
    if is_misread(folder):
        return all_profile_workspaces().find(folder)
    if not usual.path.exists():
        spare = all_profile_workspaces().find(folder)
        if spare.path.exists():
            return spare
    return usual


def all_profile_workspaces() -> ProfileWorkspaces:
    return ProfileWorkspaces(Path(QgsApplication.qgisSettingsDirPath()))
