"""Lists conflicts between a workspace and its folder, and settles them as a person picks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Union

from qgis.core import QgsFeedback

from ...base.errors import ScaneoError
from ...base.messages import message
from ...formats.scaneo.merge.label_three_way import LabelConflict
from ...formats.scaneo.merge.side import Side
from ...store.folder import AnyPath, CampaignFolder
from ...workspace.repository import keeping_open_edits
from ...workspace.workspace import Workspace
from ...workspace.workspace_ref import WorkspaceRef
from ..long_work import go_on, tracked
from ..merging.folder_merge import Conflicts, FolderMerge, ImageConflict, Pick, always
from ..note_written import note_written
from .of_campaign import other_workspaces
from .workspace_merge import WorkspaceMerge

Picks = Mapping[Union[ImageConflict, LabelConflict], Side]


def read_conflicts(workspace: AnyPath, feedback: QgsFeedback) -> Conflicts:
    """The conflicts between a workspace and its folder as they are now. Nothing is changed.

    :raises ScaneoError: where the workspace or a file can't be read.
    :raises Cancelled: where the feedback was cancelled.
    """
    with WorkspaceRef.at(workspace).open(writable=False) as opened:
        return _find(opened, feedback)


def find_conflicts(
    workspace: Workspace, folder: CampaignFolder, feedback: QgsFeedback
) -> Conflicts:
    """The conflicts with the folder alone, of a workspace that is open, or of a copy of one.

    :raises Cancelled: where the feedback was cancelled.
    """
    merge = FolderMerge(workspace, folder, always(None), check=go_on(feedback))
    images = workspace.images()
    for image in tracked(images, len(images), feedback):
        if image.geojson is not None and merge.is_changed(image.geojson):
            merge.find(image)
    merge.find_labels()
    return merge.conflicts


def find_conflicts_with_others(workspace: Workspace, feedback: QgsFeedback) -> Conflicts:
    """The conflicts with other workspaces of the campaign."""
    workspace_merge = _merge_of_others(workspace, always(None), feedback)
    workspace_merge.find()
    return workspace_merge.conflicts


def _find(workspace: Workspace, feedback: QgsFeedback) -> Conflicts:
    found = find_conflicts(workspace, workspace.folder(), feedback)
    return found.and_those(find_conflicts_with_others(workspace, feedback))


def _merge_of_others(workspace: Workspace, pick: Pick, feedback: QgsFeedback) -> WorkspaceMerge:
    """A pass over the other workspaces of the campaign."""
    folder = workspace.folder()
    workspaces = other_workspaces(folder, WorkspaceRef(workspace.path))
    return WorkspaceMerge(workspace, folder, workspaces, pick, go_on(feedback))


def resolve_conflicts(workspace: AnyPath, picks: Picks, feedback: QgsFeedback) -> Conflicts:
    """Settles conflicts in the workspace, and returns those that are left.

    ``picks`` are conflicts from `read_conflicts`, each with the side that wins. An image is merged
    with its file once all of its conflicts are picked, and so is spai.json; until then they stay as
    they are. The folder is written at the next export.

    :raises ScaneoError: where the folder or the workspace changed since the conflicts were read;
    nothing is settled then.
    :raises Cancelled: where the feedback was cancelled; nothing is settled then either.
    """
    with WorkspaceRef.at(workspace).open() as opened:
        note_written(opened, opened.folder(), is_alone=False)
        return _resolve(opened, picks, feedback)


def _resolve(opened: Workspace, picks: Picks, feedback: QgsFeedback) -> Conflicts:
    with opened.transaction(), keeping_open_edits(opened):
        found = _find(opened, feedback)
        if not picks.keys() <= {*found.images, *found.labels}:
            raise ScaneoError(
                message(
                    "conflicts.changed",
                    "The folder or the workspace changed meanwhile, so nothing was settled. Look "
                    "at the conflicts again.",
                )
            )
        merge = FolderMerge(opened, opened.folder(), picks.get, check=go_on(feedback))
        touched = {
            one.image for one in picks if isinstance(one, ImageConflict) and one.other is None
        }
        for image in opened.images():
            if image.path in touched:
                merge.merge(image)
        if any(isinstance(one, LabelConflict) for one in picks):
            merge.merge_labels()
        _merge_of_others(opened, picks.get, feedback).run()
        return _find(opened, feedback)
