"""Merges what changed in the campaign's folder, before an export."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qgis.core import QgsFeedback

from ...base.model import Problem
from ...formats.scaneo.labels import LABELS_FILE
from ...store.folder import CampaignFolder
from ...workspace.repository import Repository
from ..assign_images import assign_images
from ..file_changes import broken_problem, on_disk, why_broken
from ..long_work import go_on
from ..reading.moved_images import follow_missing
from ..reading.overwritten_tables import compare_overwritten
from .folder_merge import FolderMerge, OpenConflicts, Pick, always
from .update_images import ImageUpdates


def bring_in_order(workspace: Repository, feedback: QgsFeedback) -> list[Problem]:
    """Repairs what users and other programs left incomplete in a workspace; in a transaction."""
    problems = [*workspace.straighten_labels(), *compare_overwritten(workspace, go_on(feedback))]
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
    """Merges what changed on disk, in a transaction; returns the files, and what to report.

    Each image is updated as at an opening. But a deleted file is left to the comparison, which
    refuses: nobody who only exports has seen that it would be written again. An export to another
    folder (``elsewhere``) reads the campaign's own folder regardless of stamps, and is the way out
    of conflicts: it gets the workspace's version. Without ``by_content``, the stamps of edited
    files are trusted: who writes them compares their contents.

    :raises OpenConflicts: where a person has to choose.
    """
    check = go_on(feedback)
    problems = [] if elsewhere else follow_missing(workspace, folder, check)
    merge = FolderMerge(workspace, folder, pick, elsewhere, check, has_proof=not by_content)
    images = workspace.images()
    updates = ImageUpdates(workspace, folder, merge, workspace.changes(), is_opening=False)
    for image in images:
        check()
        updates.update(image)
    if elsewhere:
        owned = {LABELS_FILE, *(image.geojson for image in images)}
        for path in workspace.stamps().keys() - owned:
            merge.read_orphan(path)
    merge.merge_labels()
    if len(merge.conflicts) and not elsewhere:
        raise OpenConflicts(merge.conflicts)
    reported = [one for one in merge.problems if one.path in merge.merged or elsewhere]
    return merge.merged, problems + reported


def find_behind(
    workspace: Repository, folder: CampaignFolder, paths: Iterable[str], elsewhere: bool
) -> tuple[list[str], list[Problem]]:
    """Files that changed since they were read and were not merged: opening the campaign finds them
    too.

    A deleted file does not stop an export to another folder. A broken file is reported, and does
    not stop the export of others.
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
            problems.append(broken_problem(path, broken))
    return behind, problems
