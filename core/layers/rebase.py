"""What the workspace notes of a file once it is written: the edits are the new starting point."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..scaneo.change import EMPTY_FILE, Change
from ..scaneo.folder import read_file
from ..scaneo.labels import LABELS_FILE, unlisted
from ..scaneo.model import Task
from .announced import Announced, Move, announced, digest_of, forget_announced
from .origins import note_origin
from .workspace import Row, Stamp, Workspace


def moves(rows: Sequence[Row], change: Change) -> list[Move]:
    """Which of an image's rows a change moves."""
    return [
        Move(row.annotation.task, row.fid, place)
        for row, place in zip(rows, change.places)
        if row.annotation.place != place
    ]


def note_written(workspace: Workspace, folder: Path) -> None:
    """Notes what an export had announced and is in the folder now. Use it in a transaction.

    :raises WorkspaceError: where it can't be noted; the next opening does it then.
    """
    for one in announced(workspace.database):
        stamp = Stamp.of(folder / one.path)  # of the bytes that are read, or of earlier ones
        try:
            data = read_file(folder, one.path)
        except OSError:
            continue
        if digest_of(data) != one.digest:
            continue
        if data is not None and stamp is not None:
            _note(workspace, one, data, stamp)
        forget_announced(workspace.database, one.path)
        if one.edit is not None:
            workspace.clear_changes(one.image, one.edit)


def _note(workspace: Workspace, one: Announced, data: bytes, stamp: Stamp) -> None:
    if one.path == LABELS_FILE:
        labels = workspace.labels()
        workspace.set_labels([*labels, *unlisted(labels, workspace.used_labels())])
    else:
        before = workspace.content(one.path)
        if before != data:
            origin = EMPTY_FILE if before is None else before
            note_origin(workspace.database, one.path, origin)
        workspace.forget_places(one.image)
        for task in Task:
            places = {move.fid: move.place for move in one.moves if move.task is task}
            workspace.set_places(task, one.image, places)
    workspace.set_content(one.path, data, stamp)
