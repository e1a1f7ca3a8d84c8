"""The workspace in which a campaign's folder is edited, and what its other workspaces contain.

For folders that can't be written or that QGIS misreads, it is in the user's profile.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Optional

from qgis.core import QgsApplication

from ...base.errors import ScaneoError
from ...base.messages import message, replaced
from ...base.model import Problem
from ...formats.scaneo.merge.side import Side
from ...store.disk import check_writable
from ...store.folder import CampaignFolder
from ...workspace.editor_lock import EditorLock, EditorState
from ...workspace.geopackage.database import WorkspaceError
from ...workspace.geopackage.files import copy_files, remove_files, whole_copy
from ...workspace.records.identity import edit_steps_of, note_identity, prune_edit_steps
from ...workspace.records.taken import TakenRecord, taken_digests
from ...workspace.workspace import WORKSPACE_FILE, Workspace, keep_private
from ...workspace.workspace_ref import WorkspaceRef, is_misread
from ..merging.folder_merge import always
from .found_workspaces import (
    OLD,
    PART,
    PROFILE_FOLDER,
    CampaignWorkspace,
    WorkspaceRegister,
    find_campaign_workspaces,
    in_profile,
    is_of,
)
from .other_workspace import OtherWorkspace
from .waiting_edits import WaitingEdits, count_news, key_of, note_fork, waiting_edits_of
from .workspace_merge import WorkspaceMerge

_LONGEST = 200
"""Bytes of a folder's name that are in that of its workspace: disks take 255, and the names of the
files beside it are longer."""


class ProfileWorkspaces:
    """The workspaces of one profile."""

    def __init__(self, profile: Path) -> None:
        self._profile = profile
        self.register = WorkspaceRegister(profile)

    def has(self, workspace: WorkspaceRef) -> bool:
        """Whether it lies in the profile, where only its user can read it."""
        return workspace.path.parent == self._profile / PROFILE_FOLDER

    def workspaces(
        self, folder: CampaignFolder, but: Optional[WorkspaceRef]
    ) -> list[CampaignWorkspace]:
        """The workspaces of the campaign in a folder, wherever they lie, except one."""
        left = None if but is None else but.path
        return find_campaign_workspaces(folder, self._profile, self._named(folder).path, left)

    def find(self, folder: CampaignFolder) -> WorkspaceRef:
        """The workspace of a folder, even if the folder was moved; or the path for a new one."""
        named = found = self._named(folder)
        if named.path.exists() and _is_of(named, folder) is not False:
            return named
        for other in map(WorkspaceRef, in_profile(self._profile)):
            if _is_of(other, folder):
                return other
        number = 1
        while found.path.exists():  # belongs to another folder, which had this path before
            number += 1
            found = WorkspaceRef(named.path.with_name(f"{named.path.stem}-{number}.gpkg"))
        return found

    def _named(self, folder: CampaignFolder) -> WorkspaceRef:
        """Its path, by the folder's path."""
        digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:8]
        name = re.sub(r"[%|]", "_", folder.path.name)
        name = os.fsencode(name)[:_LONGEST].decode("utf-8", "ignore")
        return WorkspaceRef(self._profile / PROFILE_FOLDER / f"{name}-{digest}.gpkg")

    def take_along(self, folder: CampaignFolder, workspace: WorkspaceRef) -> None:
        """Continues with a copy of the folder's own workspace, with its edits, where it can't be
        written now.

        A copy made for that before is replaced, if the folder's own has everything that it has.

        :raises WorkspaceError: where it can't be read or copied.
        """
        own_path, copy = folder.path / WORKSPACE_FILE, workspace.path
        if not own_path.is_file() or (copy.exists() and not _is_taken(copy, own_path, folder)):
            return
        part = copy.with_name(f"{copy.stem}{PART}")
        try:
            copy.parent.mkdir(parents=True, exist_ok=True)
            with whole_copy(own_path, part):
                _make_own(part, own_path, folder)
                _set_aside(copy)
                part.replace(copy)
        except WorkspaceError as error:
            text = replaced(error.message, str(part), str(own_path))
            raise WorkspaceError(text, error.details) from error
        except OSError as error:
            raise WorkspaceError(
                message(
                    "of_campaign.not-copied",
                    "{workspace} can't be copied to {place} ({why}).",
                    workspace=own_path,
                    place=str(workspace),
                    why=error.strerror,
                )
            ) from error


def _make_own(copy: Path, own_path: Path, folder: CampaignFolder) -> None:
    other = OtherWorkspace(own_path)
    with Workspace.open(copy) as workspace:
        workspace.database.check_whole()
        with workspace.transaction():
            if other.editor_state is not EditorState.GONE:  # whoever has them open saves them there
                workspace.forget_open_edits()
            workspace.set_folder(folder)
            note_fork(workspace, own_path, folder)
        workspace.database.into_one_file()


def _is_taken(copy: Path, own_path: Path, folder: CampaignFolder) -> bool:
    """Whether the folder's own workspace has everything that the one in the profile has."""
    try:
        with OtherWorkspace(own_path).seen() as own, OtherWorkspace(copy).seen() as workspace:
            edits = waiting_edits_of(workspace, path=copy)
            record = TakenRecord(own.database, key_of(copy, folder), edits.steps)
            return (
                record.digest == edits.digest and EditorLock(copy).find_state() is EditorState.GONE
            )
    except WorkspaceError:
        return False


def _set_aside(workspace: Path) -> None:
    """Renames a workspace that is replaced by another one."""
    if workspace.exists():
        number = f"{workspace.stat().st_mtime_ns:x}"
        copy_files(workspace, workspace.with_name(f"{workspace.stem}.{number}{OLD}"))
        remove_files(workspace)


def _is_of(workspace: WorkspaceRef, folder: CampaignFolder) -> Optional[bool]:
    """Whether it certainly belongs to the folder; None where it can't be read."""
    try:
        return is_of(workspace.path, folder)
    except WorkspaceError:
        return None


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
        other.waiting_problem(count)
        for other, count in waiting_edits(folder)
        if not but.is_same(other.path)
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
        in_profile = all_profile_workspaces().find(folder)
        if in_profile.path.exists():
            return in_profile
    return usual


def all_profile_workspaces() -> ProfileWorkspaces:
    """The workspaces of the profile that QGIS runs with."""
    return ProfileWorkspaces(Path(QgsApplication.qgisSettingsDirPath()))
