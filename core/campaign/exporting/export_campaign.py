"""A workspace back into a folder: only files that change are written, each whole."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Optional

from qgis.core import QgsFeedback

from ...base.errors import ScaneoError
from ...base.model import Severity
from ...formats.scaneo.merge.side import Side
from ...store.disk import check_writable
from ...store.folder import AnyPath
from ...store.write.replaceable import Refused
from ...store.write.writing import Writing
from ...workspace.campaign_folder import campaign_folder
from ...workspace.workspace import Workspace
from ...workspace.workspace_ref import WorkspaceRef
from ..file_changes import (
    ChangedOnDisk,
    Export,
)
from ..merging.folder_merge import OpenConflicts, always
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
    check_writable(
        next(path for path in (run.target.path, *run.target.path.parents) if path.is_dir())
    )
    run.note_written(is_alone=False)
    run.prepare()
    with workspace.snapshot():
        preview = run.compare(None)
    if not preview.files:  # what was undone again, or written before, is no edit any more
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
    """Writes what was edited into the campaign's folder.

    What others changed there since it was read is merged into the workspace before. ``conflicts``
    is the side that is right where both changed the same annotation; ``merge`` is False where rows
    of the workspace must stay as they are, such as under unsaved edits. ``leave_out`` is for images
    without annotations: they get no file, and lose one that was emptied here (see `empties`).

    ``folder`` is None for the folder that the campaign came from. Another one gets all files of
    the campaign but the images; the edits stay unexported as far as the own folder goes.
    ``keep`` is how many backups stay (None: as many as before), ``within`` a writing to the same
    folder that is under way.

    :raises OpenConflicts: where a person has to choose between two versions; nothing is written.
    :raises ScaneoError: where the folder can't be written, or a file changed on disk since it was
        read and can't be merged. Nothing is written then, either.
    :raises Cancelled: where the feedback was cancelled; nothing is written then, either.
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
            run = Comparison(workspace, how, tries)
            try:
                done = action(run, workspace)
                return tries.all_of(done, untaken_problems(workspace))
            except Refused as error:  # nobody could tell before: now the others are written
                tries.go_on_without(error, run.merged, run.told)
            except (ChangedOnDisk, OpenConflicts) as error:
                tries.go_on_by_content(error, run.merged, run.told)


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
            with suppress(ScaneoError):  # the first error is the one to tell
                run.note_written(is_alone=True)
            raise
        run.note_written(is_alone=True)
        keep_readers(workspace, [*(file.path for file in planned.files), *planned.merged])
    return replace(planned, backup=backup)
