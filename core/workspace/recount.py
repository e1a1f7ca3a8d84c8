"""Recounts only what was edited in a workspace since it was last counted.

Counting everything takes time proportional to the number of images, and blocks Python meanwhile.
Triggers record which images are edited, by whatever program. What they miss shows in the totals,
which SQLite counts by itself: where these disagree, everything is counted again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Optional

from ..base.model import Counts, ImageMark, ImageState, Label, Task
from .geopackage.database import Database
from .geopackage.sql import SqlName
from .summary import read_labels_text
from .workspace_ref import WorkspaceRef

_MOST = 500  # images counted one by one: for more, counting everything is faster


@dataclass(frozen=True)
class Totals:
    """Annotations by task, images by mark, and the number of edited images."""

    annotations: Mapping[Task, int]
    marks: Mapping[ImageMark, int]
    edited: int


@dataclass(frozen=True)
class Recount:
    """The counts of the images that were edited since, and the totals.

    ``labels`` is None where they did not change.
    """

    counts: Mapping[str, Counts]
    marks: Mapping[str, ImageMark]
    labels: Optional[Sequence[Label]]
    labels_text: str
    last_edit: int
    totals: Totals


def read_recount(workspace: WorkspaceRef, last_edit: int, labels_text: str) -> Optional[Recount]:
    """Counts what was edited after the edit of that number; None where counting everything is
    faster.

    :raises WorkspaceError: where the workspace can't be read.
    """
    with workspace.open(writable=False) as opened:
        database = opened.database
        edits = _edits_since(database, last_edit)
        if len(edits) > _MOST:
            return None
        there = [image for image in edits if _is_listed(database, image)]
        text = read_labels_text(database)
        return Recount(
            {image: _counts(database, image) for image in edits},
            {image: opened.mark(image) for image in there},
            None if text == labels_text else opened.labels(),
            text,
            max([last_edit, *edits.values()]),
            _totals(database),
        )


def _edits_since(database: Database, number: int) -> dict[str, int]:
    rows = database.rows("SELECT image, id FROM changes WHERE id > ?", number)
    return {row.GetFieldAsString(0): row.GetFieldAsInteger64(1) for row in rows}


def _is_listed(database: Database, image: str) -> bool:
    rows = database.rows("SELECT 1 FROM images WHERE path = ?", image)
    return any(True for _ in rows)


def _counts(database: Database, image: str) -> Counts:
    found: dict[tuple[Task, str], int] = {}
    query = "SELECT label, count(*) FROM ? WHERE image = ? GROUP BY label"
    if not image:
        query = query.replace("image = ?", "(image IS NULL OR image = ?)")
    for task in Task:
        for row in database.rows(query, SqlName(task.value), image):
            key = task, row.GetFieldAsString(0)
            found[key] = found.get(key, 0) + row.GetFieldAsInteger(1)
    return found


def _totals(database: Database) -> Totals:
    counts = {}
    for table in (*(task.value for task in Task), "changes"):
        for row in database.rows("SELECT count(*) FROM ?", SqlName(table)):
            counts[table] = row.GetFieldAsInteger(0)
    marks: dict[ImageMark, int] = {}
    query = "SELECT state, flagged IS NOT NULL AND flagged, count(*) FROM images GROUP BY 1, 2"
    for row in database.rows(query):
        word = row.GetFieldAsString(0) if row.IsFieldSetAndNotNull(0) else None
        mark = ImageMark(ImageState.of(word), bool(row.GetFieldAsInteger64(1)))
        marks[mark] = marks.get(mark, 0) + row.GetFieldAsInteger(2)
    return Totals({task: counts[task.value] for task in Task}, marks, counts["changes"])
