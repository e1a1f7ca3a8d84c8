"""What the workspace notes of a file once it is written: the edits are the new starting point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Optional

from ..scaneo.change import EMPTY_FILE, Change
from ..scaneo.model import Task
from .origins import note_origin
from .workspace import Row, Stamp, Workspace


class Move(NamedTuple):
    """An annotation that stands at another index of its image's file than before."""

    task: Task
    fid: int
    place: Optional[int]


def moves(rows: Sequence[Row], change: Change) -> list[Move]:
    """Which of an image's rows a change moves."""
    return [
        Move(row.annotation.task, row.fid, place)
        for row, place in zip(rows, change.places)
        if row.annotation.place != place
    ]


def note_written(
    workspace: Workspace,
    image: str,
    geojson: str,
    moved: Sequence[Move],
    data: bytes,
    stamp: Stamp,
) -> None:
    """Notes that the file of an image holds ``data`` now, with its rows in these places."""
    before = workspace.content(geojson)
    if before != data:
        note_origin(workspace.database, geojson, EMPTY_FILE if before is None else before)
    workspace.forget_places(image)
    for task in Task:
        places = {move.fid: move.place for move in moved if move.task is task}
        workspace.set_places(task, image, places)
    workspace.set_content(geojson, data, stamp)
