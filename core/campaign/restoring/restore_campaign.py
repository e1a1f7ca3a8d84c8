"""Restores a campaign's folder from a backup, and its workspace with it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Optional

from qgis.core import QgsFeedback

from ...base.errors import ScaneoError
from ...base.large_bytes import Data
from ...base.messages import message
from ...base.model import Image, ImageState, Problem
from ...formats.geojson.reader import Unreadable
from ...formats.geojson.values import values_of
from ...formats.scaneo.labels import LABELS_FILE
from ...store.disk import check_writable
from ...store.folder import AnyPath, CampaignFolder, is_kept_base
from ...store.regular_files import read_data
from ...store.write.backups import Backup, find_backup
from ...store.write.writing import Writing
from ...workspace.campaign_folder import campaign_folder
from ...workspace.geopackage.database import WorkspaceError
from ...workspace.repository import keeping_open_edits
from ...workspace.workspace import Workspace
from ...workspace.workspace_ref import WorkspaceRef
from ..file_changes import FileChange, count_changes, not_read
from ..locked_files import Refusals, write_around
from ..long_work import go_on, tracked
from ..reading.folder_reader import FolderReader, parse_file
from ..reading.folder_rows import FolderRows
from ..reading.removed_files import forget_file
from ..workspaces.of_campaign import default_workspace, waiting_problems
from .restore_plan import Restoration, plan_restore


@dataclass(frozen=True)
class Restored:
    """What restoring a backup changes in a folder (a preview), or has changed.

    ``kept`` is the backup of what was replaced: it can be restored, too.
    """

    folder: Path
    backup: Backup
    files: Sequence[FileChange]
    problems: Sequence[Problem]
    kept: Optional[Path] = None


def preview_restore(folder: AnyPath, name: str, feedback: QgsFeedback) -> Restored:
    """What `restore_campaign` would write. Parameters and errors are the same."""
    folder = campaign_folder(folder)
    check_writable(folder.path)
    plan = plan_restore(folder, find_backup(folder, name), go_on(feedback))
    return _restored(folder, plan, feedback)


def restore_campaign(
    folder: AnyPath,
    name: str,
    feedback: QgsFeedback,
    workspace: Optional[AnyPath] = None,
    keep: Optional[int] = None,
) -> Restored:
    """Restores a folder to its state before the write that made a backup.

    ``name`` is the backup's, empty for the newest. ``workspace`` is None for the default path;
    edits in it that are not exported stay. ``keep`` is how many backups are kept.

    Files that can't be replaced stay and are reported; restoring the same backup again continues
    with those.

    :raises ScaneoError: where there is no such backup, it is incomplete, or the folder can't be
    written. Nothing is written then.
    :raises Cancelled: where the feedback was cancelled; nothing is written then either.
    """
    root = campaign_folder(folder)
    workspace_ref = default_workspace(root) if workspace is None else WorkspaceRef.at(workspace)
    return write_around(
        lambda refused: _restore(root, name, feedback, workspace_ref, keep, refused)
    )


def _restore(
    folder: CampaignFolder,
    name: str,
    feedback: QgsFeedback,
    workspace_ref: WorkspaceRef,
    keep: Optional[int],
    refused: Refusals,
) -> Restored:
    with Writing(folder, keep, "restore") as writing:
        plan = plan_restore(folder, find_backup(folder, name), go_on(feedback), refused)
        done = _restored(folder, plan, feedback)
        plan.stage(writing, go_on(feedback))
        gone = {file.path for file in plan.files if file.source is None}
        with _forgotten(workspace_ref, folder, gone):
            kept = writing.commit(count_changes(done.files))
    problems = [*writing.problems, *done.problems, *waiting_problems(folder, workspace_ref)]
    return replace(done, kept=kept, problems=problems)


@contextmanager
def _forgotten(
    workspace: WorkspaceRef, folder: CampaignFolder, paths: Collection[str]
) -> Iterator[None]:
    """Removes the annotations of files that are deleted within the block from a workspace.

    Otherwise the next opening might think that somebody lost these files, and keep the annotations.
    It is done before the files are deleted, since after a kill nobody would do it: if a file is
    still there, the next opening reads it again. Workspaces that can't be written now, and others
    of the campaign, find out from the backups (see `removed_files`).
    """
    try:
        opened = workspace.open() if paths and workspace.is_there else None
    except WorkspaceError:  # another program's file, or another version's
        opened = None
    if opened is None:
        yield
        return
    with opened:
        with opened.transaction(), keeping_open_edits(opened):
            forgotten = _forget(opened, paths)
        try:
            yield
        except ScaneoError:  # the files were not deleted
            with opened.transaction(), keeping_open_edits(opened):
                _read_again(opened, folder, forgotten)
            raise


def _forget(workspace: Workspace, paths: Collection[str]) -> list[tuple[Image, ImageState]]:
    """The images of these files, and their states."""
    edited = workspace.changes()
    found = []
    for image in workspace.images():
        if image.geojson is None or image.geojson not in paths or image.path in edited:
            continue
        found.append((image, workspace.state(image.path)))
        forget_file(workspace, image)
    return found


def _read_again(
    workspace: Workspace, folder: CampaignFolder, forgotten: Sequence[tuple[Image, ImageState]]
) -> None:
    reader, rows = FolderReader(folder), FolderRows(workspace.new_rows())
    for image, state in forgotten:
        footprint = workspace.footprint(image.path)
        workspace.feature_indexes.renew(image.path)
        file = reader.fetch_file(image.geojson or "")
        rows.add_annotations(image, footprint, file, parse_file(image.geojson, file))
        workspace.set_state(image.path, state)
        workspace.clear_changes(image.path)


def _restored(folder: CampaignFolder, plan: Restoration, feedback: QgsFeedback) -> Restored:
    files = []
    for path, source in tracked(plan.files, len(plan.files), feedback):
        if not is_kept_base(path):  # deleted together with the merge that made it
            files.append(_change(path, folder, source))
    if plan.changes_labels:
        files.append(FileChange(LABELS_FILE))
    return Restored(folder.path, plan.backup, files, plan.problems)


def _change(path: str, folder: CampaignFolder, source: Optional[Path]) -> FileChange:
    """How the features of a file change; two that differ count as one that was changed."""
    if not path.endswith(".geojson"):
        return FileChange(path)
    try:
        differ = Counter(_features(folder.read_large(path)))
        differ.subtract(_features(None if source is None else read_data(source)))
    except OSError as error:
        more = message("restore_campaign.another", "Or put another backup back.")
        raise not_read(str(error.filename), error, more) from error
    deleted, added = sum((+differ).values()), sum((-differ).values())
    changed = min(added, deleted)
    return FileChange(path, added - changed, changed, deleted - changed)


def _features(data: Optional[Data]) -> Iterator[int]:
    """A hash of the content of each feature of a file."""
    try:
        features = () if data is None else values_of(data)
    except Unreadable:
        features = ()
    return (hash(json.dumps(feature, sort_keys=True)) for feature in features)
