"""What changed in the campaign's folder since it was read, before an export."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qgis.core import QgsFeedback

from ...base.model import Problem
from ...formats.scaneo.labels import LABELS_FILE
from ...store.folder import CampaignFolder
from ...workspace.repository import Repository
from ..assign_images import assign_images
from ..cancelling import go_on
from ..file_changes import on_disk, told_broken, why_broken
from ..reading.moved_images import follow_missing
from ..reading.overwritten import settle_overwritten
from ..reading.removed_files import Removals
from .folder_merge import FolderMerge, OpenConflicts, Pick, always


def bring_in_order(workspace: Repository, feedback: QgsFeedback) -> list[Problem]:
    """What people and other programs left undone in a workspace; in a transaction."""
    problems = [*workspace.straighten_labels(), *settle_overwritten(workspace, go_on(feedback))]
    workspace.straighten_images()
    assign_images(workspace)
    return problems


def catch_up(
    workspace: Repository,
    folder: CampaignFolder,
    pick: Pick,
    elsewhere: bool,
    by_content: bool,
    feedback: QgsFeedback,
) -> tuple[Sequence[str], Sequence[Problem]]:
    """Takes over what changed, in a transaction; answers the files, and what is to be told.

    A file that is gone is left to the export, but where a write of ours took it away. Another
    folder (``elsewhere``) gets what the campaign's own has now, however its files look, and is the
    way out of conflicts: the workspace's version goes there. Without ``by_content``, what the disk
    proves of edited files is believed: who writes them compares their contents.

    :raises OpenConflicts: where a person has to choose.
    """
    check = go_on(feedback)
    problems = [] if elsewhere else follow_missing(workspace, folder, check)
    merge = FolderMerge(workspace, folder, pick, elsewhere, check, has_proof=not by_content)
    images = workspace.images()
    removals = Removals(workspace, folder, workspace.changes())
    for image in images:
        check()
        if image.geojson is not None and merge.is_changed(image.geojson):
            if removals.forget(image):
                merge.merged.append(image.geojson)
            else:
                merge.merge(image)
    if elsewhere:
        owned = {LABELS_FILE, *(image.geojson for image in images)}
        for path in workspace.stamps().keys() - owned:
            merge.read_orphan(path)
    merge.merge_labels()
    if len(merge.conflicts) and not elsewhere:
        raise OpenConflicts(merge.conflicts)
    told = [one for one in merge.problems if one.path in merge.merged or elsewhere]
    return merge.merged, problems + told


def find_behind(
    workspace: Repository, folder: CampaignFolder, paths: Iterable[str], elsewhere: bool
) -> tuple[list[str], list[Problem]]:
    """Files that changed since they were read and were not taken over: opening finds the same.

    What is gone is no reason not to export elsewhere. What is broken is told, and no reason not to
    export the others.
    """
    merge = FolderMerge(workspace, folder, always(None), is_thorough=elsewhere)
    changed = [path for path in paths if merge.is_changed(path)]
    behind: list[str] = []
    problems: list[Problem] = []
    for path in changed:
        if elsewhere and not (folder.path / path).exists():
            continue
        broken = why_broken(on_disk(folder, path))
        if broken is None:
            behind.append(path)
        else:
            problems.append(told_broken(path, broken))
    return behind, problems
