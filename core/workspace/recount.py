"""What was edited in a workspace since it was counted: that alone is counted again.

A whole count takes as long as there are images, and keeps Python from doing anything else. The
triggers of a workspace note which images are edited, by whatever program. What none of them notes
shows in the totals, which SQLite counts by itself: where they disagree, all is counted again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Optional

from ..base.image_state import ImageMark, ImageState
from ..base.model import Label, Task
from .geopackage.database import Database
from .geopackage.sql import Name
from .summary import Counts, read_labels_text
from .workspace_ref import WorkspaceRef

_MOST = 500  # images that are counted one by one; more are counted sooner all at once


@dataclass(frozen=True)
class Totals:
    """What there is in all: annotations by task, images by mark, and images that were edited."""

    annotations: Mapping[Task, int]
    marks: Mapping[ImageMark, int]
    edited: int


@dataclass(frozen=True)
class Recount:
    """What a workspace holds of the images that were edited since, and the totals of all.

    ``labels`` is None where they are as they were.
    """

    counts: Mapping[str, Counts]
    marks: Mapping[str, ImageMark]
    labels: Optional[Sequence[Label]]
    labels_text: str
    last_edit: int
    totals: Totals


def read_recount(workspace: WorkspaceRef, last_edit: int, labels_text: str) -> Optional[Recount]:
    """What was edited since the edit of that number; None where it is sooner to count all.

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
        for row in database.rows(query, Name(task.value), image):
            key = task, row.GetFieldAsString(0)
            found[key] = found.get(key, 0) + row.GetFieldAsInteger(1)
    return found


def _totals(database: Database) -> Totals:
    counts = {}
    for table in (*(task.value for task in Task), "changes"):
        for row in database.rows("SELECT count(*) FROM ?", Name(table)):
            counts[table] = row.GetFieldAsInteger(0)
    marks: dict[ImageMark, int] = {}
    query = "SELECT state, flagged IS NOT NULL AND flagged, count(*) FROM images GROUP BY 1, 2"
    for row in database.rows(query):
        word = row.GetFieldAsString(0) if row.IsFieldSetAndNotNull(0) else None
        mark = ImageMark(ImageState.of(word), bool(row.GetFieldAsInteger64(1)))
        marks[mark] = marks.get(mark, 0) + row.GetFieldAsInteger(2)
    return Totals({task: counts[task.value] for task in Task}, marks, counts["changes"])
