"""What the workspace notes of a file once it is written: the edits are the new starting point."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Optional

from ..scaneo.change import EMPTY_FILE, Change
from ..scaneo.folder import read_file
from ..scaneo.labels import LABELS_FILE, read_labels, with_used
from ..scaneo.model import Task
from .announced import Announced, Placed, PlacedFeatures, announcements, digest_of, forget_announced
from .image_rows import ImageRows
from .origins import note_read, note_version
from .stamp import Stamp
from .workspace import Workspace


def places_of(rows: ImageRows, change: Change, more: Iterable[Placed]) -> PlacedFeatures:
    """Where a change puts the rows of an image, and ``more`` that stand in its file."""
    found = PlacedFeatures()
    for fid, one, place in zip(rows.fids, rows.annotations, change.places):
        found.add(one.task, fid, place)
    for stray in more:
        found.add(*stray)
    return found


def note_written(workspace: Workspace, folder: Path, is_alone: bool) -> None:
    """Notes what an export had announced and is in the folder now, in a transaction of its own.

    ``is_alone``: whether nobody else is writing to the folder at this moment; what was announced
    and is not there never will be then.

    :raises WorkspaceError: where it can't be noted; the next opening does it then.
    """
    with workspace.database.transaction():
        for file in announcements(workspace.database):
            stamp = Stamp.of(folder / file.path)  # of the bytes that are read, or of earlier ones
            try:
                data = read_file(folder, file.path)
            except OSError:
                continue
            is_written = digest_of(data) == file.digest
            if is_written and data is not None and stamp is not None:
                _note(workspace, file, data, stamp)
            if is_written and data is None and workspace.content(file.path) is not None:
                workspace.forget(file.path)  # it was left out, for it had no annotation any more
                workspace.places.forget(file.image)
            if is_written and file.edit is not None:
                workspace.clear_changes(file.image, file.edit)
            if is_written or is_alone:
                forget_announced(workspace.database, file.path)


def _note(workspace: Workspace, file: Announced, data: bytes, stamp: Stamp) -> None:
    if file.path == LABELS_FILE:
        written = read_labels(data).labels
        workspace.set_labels(with_used(workspace.labels(), workspace.used_labels(), written))
    else:
        _note_before(workspace, file.path, data)
        workspace.places.forget(file.image)
        _place(workspace, file)
    workspace.set_content(file.path, data, stamp)


def _note_before(workspace: Workspace, path: str, data: bytes) -> None:
    """Notes what a file held before it became what it is, if that is another."""
    if workspace.holds(path, None):
        note_version(workspace.database, path, EMPTY_FILE)
    elif not workspace.holds(path, data):
        note_read(workspace.database, path)


def _place(workspace: Workspace, file: Announced) -> None:
    """Whatever else claims a place in the file, such as a copy that was made since, has none.

    From the first place on that belongs to another annotation now, all are noted anew: what was
    copied before claims none of them when it is pasted.
    """
    now = {task: workspace.places.claims(file.image, task) for task in Task}
    new = {task: file.places.of(task) for task in Task}
    moved = {
        (task, fid)
        for task in Task
        for fid in (*now[task], *new[task])
        if now[task].get(fid) != new[task].get(fid)
    }
    known = (side[task].get(fid) for task, fid in moved for side in (now, new))
    first = min((place for place in known if place is not None), default=None)
    if first is not None:
        first = workspace.places.renew(file.image, first)
    for task in Task if moved else ():
        anew = {
            fid: place
            for fid in (*now[task], *new[task])
            if _is_behind(place := new[task].get(fid), first) or (task, fid) in moved
        }
        workspace.places.note(task, file.image, anew)


def _is_behind(place: Optional[int], first: Optional[int]) -> bool:
    return place is not None and first is not None and place >= first
