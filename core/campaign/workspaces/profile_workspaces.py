"""Workspaces in the user's profile, for folders that can't be written or that QGIS misreads."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import Optional

from ...base.messages import message, replaced
from ...store.folder import CampaignFolder
from ...workspace.editor_lock import EditorLock, EditorState
from ...workspace.geopackage.database import WorkspaceError
from ...workspace.geopackage.files import copy_files, remove_files, whole_copy
from ...workspace.records.taken import TakenRecord
from ...workspace.workspace import WORKSPACE_FILE, Workspace
from ...workspace.workspace_ref import WorkspaceRef
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
from .waiting_edits import key_of, note_fork, waiting_edits_of


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
        return WorkspaceRef(self._profile / PROFILE_FOLDER / f"{name}-{digest}.gpkg")

    def take_along(self, folder: CampaignFolder, workspace: WorkspaceRef) -> None:
        """Continues with a copy of the folder's own workspace, with its edits, where it can't be
        written now.

        A copy made for that before is replaced, if the folder's own has everything that it has.

        :raises WorkspaceError: where it can't be read or copied.
        """
        usual, spare = folder.path / WORKSPACE_FILE, workspace.path
        if not usual.is_file() or (spare.exists() and not _is_taken(spare, usual, folder)):
            return
        part = spare.with_name(f"{spare.stem}{PART}")
        try:
            spare.parent.mkdir(parents=True, exist_ok=True)
            with whole_copy(usual, part):
                _make_own(part, usual, folder)
                _set_aside(spare)
                part.replace(spare)
        except WorkspaceError as error:
            told = replaced(error.message, str(part), str(usual))
            raise WorkspaceError(told, error.details) from error
        except OSError as error:
            raise WorkspaceError(
                message(
                    "profile_workspaces.not-copied",
                    "{workspace} can't be copied to {place} ({why}).",
                    workspace=usual,
                    place=str(workspace),
                    why=error.strerror,
                )
            ) from error


def _make_own(copy: Path, usual: Path, folder: CampaignFolder) -> None:
    other = OtherWorkspace(usual)
    with Workspace.open(copy) as workspace:
        workspace.database.check_whole()
        with workspace.transaction():
            if other.life is not EditorState.GONE:  # whoever has them open saves them there
                workspace.forget_open_edits()
            workspace.set_folder(folder)
            note_fork(workspace, usual, folder)
        workspace.database.into_one_file()


def _is_taken(spare: Path, usual: Path, folder: CampaignFolder) -> bool:
    """Whether the folder's own workspace has everything that the one in the profile has."""
    try:
        with OtherWorkspace(usual).seen() as own, OtherWorkspace(spare).seen() as workspace:
            edits = waiting_edits_of(workspace, path=spare)
            record = TakenRecord(own.database, key_of(spare, folder), edits.steps)
            return record.digest == edits.digest and EditorLock(spare).look() is EditorState.GONE
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
