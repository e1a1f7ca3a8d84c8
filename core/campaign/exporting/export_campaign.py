"""Exports a workspace to a folder: only files that change are written, each as a whole."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Optional

from qgis.core import QgsFeedback

from ...base.errors import ScaneoError
from ...base.model import Severity
from ...formats.scaneo.merge.side import Side
from ...store.disk import check_can_be_made
from ...store.folder import AnyPath
from ...store.write.replaceable import FileNotReplaceable
from ...store.write.writing import Writing
from ...workspace.campaign_folder import campaign_folder
from ...workspace.workspace import Workspace
from ...workspace.workspace_ref import WorkspaceRef
from ..file_changes import ChangedOnDisk, Export
from ..merging.folder_merge import OpenConflicts, always
from ..merging.unread_images import read_rest
from ..workspaces.of_campaign import keep_readers, untaken_problems
from .attempts import ExportAttempts, ExportOptions
from .comparison import Comparison


def preview_export(
    workspace: AnyPath,
    folder: Optional[AnyPath],
    feedback: QgsFeedback,
    conflicts: Optional[Side] = None,
    merge: bool = True,
    leave_out: bool = False,
) -> Export:
    """What `export_campaign` would write. Parameters and errors are the same."""
    pick = always(conflicts) if merge else None
    target = None if folder is None else campaign_folder(folder)
    how = ExportOptions(target, feedback, pick, leave_out)
    return _tried(WorkspaceRef.at(workspace), how, _preview)


def _preview(run: Comparison, workspace: Workspace) -> Export:
    check_can_be_made(run.target.path)
    run.note_written(is_alone=False)
    run.prepare()
    with workspace.snapshot():
        preview = run.compare(None)
    if not preview.files:  # edits that were undone, or written before, don't count any more
        run.note_pending_writes()
    run.note_written(is_alone=False)
    return preview


def export_campaign(
    workspace: AnyPath,
    folder: Optional[AnyPath],
    feedback: QgsFeedback,
    keep: Optional[int] = None,
    within: Optional[Writing] = None,
    conflicts: Optional[Side] = None,
    merge: bool = True,
    leave_out: bool = False,
) -> Export:
    """Writes what was edited to the campaign's folder.

    What others have changed there is merged into the workspace first. ``conflicts`` is the side
    that wins where both changed the same annotation; ``merge`` is False where the workspace's rows
    must not change, such as under open edits. ``leave_out``: images without annotations get no
    file, and lose one that was emptied here (see `empties`).

    ``folder`` is None for the campaign's own folder. Another one gets all files of the campaign
    except the images; the edits still count as not exported to the own folder. ``keep`` is how many
    backups are kept (None: as many as before), ``within`` a writing to the same folder in progress.

    :raises OpenConflicts: where a person has to choose between two versions; nothing is written.
    :raises ScaneoError: where the folder can't be written, or a file changed on disk and can't be
    merged. Nothing is written then either.
    :raises Cancelled: where the feedback was cancelled; nothing is written then either.
    """
    pick = always(conflicts) if merge else None
    target = None if folder is None else campaign_folder(folder)
    how = ExportOptions(target, feedback, pick, leave_out)
    return _tried(
        WorkspaceRef.at(workspace), how, lambda run, opened: _write(run, opened, keep, within)
    )


def _tried(
    ref: WorkspaceRef, how: ExportOptions, action: Callable[[Comparison, Workspace], Export]
) -> Export:
    tries = ExportAttempts(how.pick is not None)
    while True:
        with ref.open() as workspace:
            read_rest(workspace, how.feedback)
            run = Comparison(workspace, how, tries)
            try:
                done = action(run, workspace)
                return tries.all_of(done, untaken_problems(workspace))
            # This could not be known before; now the others are written.
            except FileNotReplaceable as error:
                tries.go_on_without(error, run.merged, run.earlier_problems)
            except (ChangedOnDisk, OpenConflicts) as error:
                tries.go_on_by_content(error, run.merged, run.earlier_problems)


def _write(
    run: Comparison, workspace: Workspace, keep: Optional[int], within: Optional[Writing]
) -> Export:
    with Writing(run.target, keep, within=within) as writing:
        run.tell(one for one in writing.problems if one.severity is not Severity.INFO)
        run.note_written(is_alone=True)
        run.prepare()
        with workspace.snapshot():
            planned = run.compare(writing)
        run.note_pending_writes()
        try:
            backup = writing.commit(planned.counts)
        except ScaneoError:
            with suppress(ScaneoError):  # the first error is the one to report
                run.note_written(is_alone=True)
            raise
        run.note_written(is_alone=True)
        keep_readers(workspace, [*(file.path for file in planned.files), *planned.merged])
    return replace(planned, backup=backup)
