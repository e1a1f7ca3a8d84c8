"""Finds the workspaces of one campaign: in its folder, in user profiles, copies, registered ones.

A folder that could not be written for a while has one in the profile; people copy and move both. So
a workspace is recognised by its content, and by the folder that it means, not by its own name.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Optional

from ...store.disk import write_whole
from ...store.folder import AnyPath, CampaignFolder, absolute
from ...store.regular_files import read_whole
from ...workspace.editor_lock import EditorLock, EditorState
from ...workspace.geopackage.database import Database, WorkspaceError
from ...workspace.geopackage.files import is_changed_by_readers
from ...workspace.records.identity import identity_of
from ...workspace.tables.schema import is_workspace
from ...workspace.workspace import WORKSPACE_FILE, Workspace
from ...workspace.workspace_ref import WorkspaceRef

PROFILE_FOLDER = "scaneo_bridge"
PART = ".part.gpkg"
"""How the name of a copy ends that is not whole yet."""
OLD = ".old.gpkg"
"""How the name of a workspace ends that gave way to another one which has all of it."""

_REGISTER = "workspaces.json"
_MOST = 500  # workspaces that are remembered
_LARGEST = 2**20  # bytes of the list of workspaces
_LOOKED_AT = 50  # files that are compared with the content in a workspace


@dataclass(frozen=True)
class CampaignWorkspace:
    """A workspace of a campaign; ``fault`` is why it can't be read, None where it can.

    ``made_for`` is the folder that it was made for, where that doesn't exist any more and this
    folder only has the same files: a copy by somebody else would, too. None where it certainly
    belongs to the campaign.
    """

    path: Path
    fault: Optional[WorkspaceError] = None
    made_for: Optional[CampaignFolder] = None


class Kinship(Enum):
    """How a workspace is related to a folder."""

    SURE = "it is of the campaign there, wherever both were moved to"
    ALIKE = "its own folder is gone, and most files in this one are as that one's were"
    NONE = "it is of another campaign, or no workspace"


class WorkspaceRegister:
    """Workspaces that were opened for folders in which they don't lie, remembered in the user's
    profile."""

    def __init__(self, profile: Path) -> None:
        self._path = profile / PROFILE_FOLDER / _REGISTER

    def workspaces(self) -> list[Path]:
        """All that are remembered, the newest last."""
        try:
            found = json.loads(read_whole(self._path, _LARGEST))
            return [Path(one) for one in found if isinstance(one, str) and os.path.isabs(one)]
        except (OSError, ValueError, TypeError, RecursionError):
            return []

    def note(self, workspace: WorkspaceRef) -> None:
        """Remembers one; a failure is ignored."""
        known = self.workspaces()
        path = absolute(workspace)
        if path in known:
            return
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            names = [str(one) for one in [*known, path][-_MOST:]]
            write_whole(self._path, json.dumps(names).encode("utf-8"))


def in_profile(profile: Path) -> list[Path]:
    """The workspaces in a profile."""
    return _geopackages(profile / PROFILE_FOLDER)


def _in_profiles(profile: Path) -> Iterator[Path]:
    """The workspaces in a profile, and in the user's other profiles."""
    yield from in_profile(profile)
    if profile.parent.name == "profiles":
        with suppress(OSError):
            for other in sorted(one for one in profile.parent.iterdir() if one != profile):
                yield from in_profile(other)


def find_campaign_workspaces(
    folder: CampaignFolder, profile: Path, named: Path, but: Optional[Path] = None
) -> list[CampaignWorkspace]:
    """The workspaces of the campaign in a folder, except ``but``.

    ``named`` is where the one in the profile would be, by the folder's path.
    """
    sure = {folder.path / WORKSPACE_FILE, named}
    found: dict[tuple[int, int], CampaignWorkspace] = {}
    left = None if but is None else _which(but)
    for path in [
        *_geopackages(folder),
        *_in_profiles(profile),
        *WorkspaceRegister(profile).workspaces(),
    ]:
        which = _which(path)
        if which is None or which == left or which in found:
            continue
        try:
            with opened_unchanged(path) as database:
                kin = _kin(database, path, folder)
                if kin is Kinship.SURE:
                    found[which] = CampaignWorkspace(path)
                elif kin is Kinship.ALIKE:
                    found[which] = CampaignWorkspace(path, made_for=Workspace(database).folder())
        except WorkspaceError as error:
            if path in sure:
                found[which] = CampaignWorkspace(path, error)
    return list(found.values())


def is_of(path: Path, folder: CampaignFolder) -> bool:
    """Whether a workspace certainly belongs to the campaign in a folder, wherever both were moved.

    :raises WorkspaceError: where it can't be read.
    """
    with opened_unchanged(path) as database:
        return _kin(database, path, folder, guesses=False) is Kinship.SURE


def opened_unchanged(path: Path) -> Database:
    """Opens a workspace for reading, without any change to it.

    :raises WorkspaceError: where it is no GeoPackage or can't be opened.
    """
    if is_changed_by_readers(path) and EditorLock(path).find_state() is not EditorState.ALIVE:
        return Database.open_copy(path)
    return Database.open(path, writable=False)


def _kin(database: Database, path: Path, folder: CampaignFolder, guesses: bool = True) -> Kinship:
    if not is_workspace(database):
        return Kinship.NONE
    workspace = Workspace(database)
    known = workspace.folder()
    is_known = _may_exist(known)
    if known.is_same(folder):
        return Kinship.SURE
    images = [image.path for image in workspace.images()]
    if (is_known and not _is_empty(known)) or not _has_any(folder, images):
        return Kinship.NONE
    if _was_moved(workspace, folder) or (path.parent == folder.path and not is_known):
        return Kinship.SURE
    return Kinship.ALIKE if guesses and _has_same_files(workspace, folder) else Kinship.NONE


def is_elsewhere(workspace: Workspace, folder: CampaignFolder) -> bool:
    """Whether a workspace belongs to a campaign in another folder than this one.

    The folder that it knew may exist and be empty: a mount point. A workspace that was copied alone
    belongs to its original folder.
    """
    known = workspace.folder()
    if not _may_exist(known) or known.is_same(folder):
        return False
    if _has_any(known, workspace.image_names()):
        return True
    is_left = _is_empty(known) and _was_moved(workspace, folder)
    return known.path != workspace.path.parent and not is_left


def _may_exist(folder: CampaignFolder) -> bool:
    """False where a folder certainly doesn't exist: one in another user's home, into which we may
    not look, is not gone, and its workspace is not ours."""
    try:
        folder.path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):  # the last: a path with a NUL
        return False
    except OSError:
        return True
    return True


def _has_any(folder: CampaignFolder, images: Iterable[str]) -> bool:
    return any(os.path.isfile(folder.path / image) for image in images)


def _is_empty(folder: CampaignFolder) -> bool:
    with suppress(OSError), os.scandir(folder) as entries:
        return next(entries, None) is None
    return False


def belongs(path: Path, folder: CampaignFolder) -> bool:
    """Whether a workspace certainly belongs to the campaign in a folder; False where it can't be
    read."""
    try:
        return is_of(path, folder)
    except WorkspaceError:  # deleted or broken: no reason not to open the folder
        return False


def _has_same_files(workspace: Workspace, folder: CampaignFolder) -> bool:
    """Whether most of the files that it has read are in a folder with the same content."""
    files = workspace.names_read(_LOOKED_AT)
    if not files:
        return all((folder.path / image.path).is_file() for image in workspace.images())
    same = 0
    for name in files:
        with suppress(OSError):
            same += workspace.has_content(name, folder.read(name))
    return 2 * same > len(files)


def _was_moved(workspace: Workspace, folder: CampaignFolder) -> bool:
    """Whether a folder is the one that a workspace knew by another path.

    A device gets another number each time it is mounted, and the roots of all have the same inode:
    then the folder's content has to match.
    """
    known, stat = identity_of(workspace.database), folder.path.stat()
    if not known.inode or known.inode != stat.st_ino:
        return False
    return known.device == stat.st_dev or _has_same_files(workspace, folder)


def _geopackages(folder: AnyPath) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(
                one.name
                for one in entries
                if one.name.endswith(".gpkg")
                and not one.name.endswith((PART, OLD))
                and one.is_file()
            )
    except OSError:
        return []
    return [Path(folder, name) for name in names]


def _which(path: Path) -> Optional[tuple[int, int]]:
    """Device and inode of the file at a path; None where there is none."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return (stat.st_dev, stat.st_ino) if path.is_file() else None
