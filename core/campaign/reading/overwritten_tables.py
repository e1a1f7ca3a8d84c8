"""Compares a table that another program replaced with the files: what became of its annotations.

The triggers that record edits were missing for a while (see `upkeep`), so all images count as
edited. Here each is compared with what was read of its file. Rows that lost their feature index get
it back by their content, and coordinates that were only rounded or transformed on the way are
restored: what nobody changed keeps its bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from typing import Optional

from osgeo import ogr

from ...base.messages import joined, message
from ...base.model import Annotation, Image, ImageState, Problem, Severity, Task
from ...base.names import listed
from ...formats.geojson.reader import Unreadable
from ...formats.scaneo.change import Change, change_file, match_indexes
from ...formats.scaneo.merge.matching import Matching, Version
from ...workspace.records.image_rows import Row
from ...workspace.repository import Repository
from ..long_work import GoOn

_NEAR = 6e-8
"""Degrees, some millimetres: RFC 7946's seven digits are off by less, a way through another CRS
by far less. Nothing is labelled to the millimetre."""


def compare_overwritten(workspace: Repository, check: GoOn) -> list[Problem]:
    """Compares the recorded tables, and reports what they lack.

    Use it in a transaction, before anything else is done with the rows. Each lack is reported until
    the files don't have it either, since an export deletes it there.
    """
    found = workspace.overwritten_tasks()
    if not found:
        return []
    new = [task for task, is_new in found.items() if is_new]
    if new:
        _compare(workspace, _edited(workspace), new, check)
    images = _edited(workspace)
    problems = []
    for task, is_new in found.items():
        lost = {one.path: count for one in images if (count := _lost(workspace, one, task))}
        check()
        if lost or is_new:
            problems.append(_lost_problem(task, lost))
        settle = workspace.note_compared if lost else workspace.forget_overwritten
        settle(task)
    return problems


def _edited(workspace: Repository) -> list[Image]:
    edits = workspace.changes()
    return [one for one in workspace.images() if one.path in edits and one.geojson]


def _lost_problem(task: Task, lost: dict[str, int]) -> Problem:
    what = message(
        "overwritten_tables.anew",
        "Another program wrote the table “{table}” anew.",
        table=task.value,
    )
    if not lost:
        compared = message(
            "overwritten_tables.compared", "All images were compared with their files."
        )
        mend = message("overwritten_tables.exported", "What it changed is exported like any edit.")
        return Problem(task.value, joined(what, compared), mend, severity=Severity.INFO)
    lacks = message(
        "overwritten_tables.lacks",
        "It lacks {annotations} of {count:,} file ({names}): an export deletes what the layer "
        "doesn't show.",
        "It lacks {annotations} of {count:,} files ({names}): an export deletes what the layer "
        "doesn't show.",
        annotations=message(
            "overwritten_tables.annotations",
            "{count:,} annotation",
            "{count:,} annotations",
            count=sum(lost.values()),
        ),
        count=len(lost),
        names=listed([f"“{name}”" for name in sorted(lost)], 3),
    )
    mend = message(
        "overwritten_tables.save-again",
        "If that is not meant, save all features over the table again, or put a copy of the "
        "workspace in its place, before you export.",
    )
    return Problem(task.value, joined(what, lacks), mend, severity=Severity.WARNING)


def _compare(
    workspace: Repository, images: Sequence[Image], tasks: Sequence[Task], check: GoOn
) -> None:
    """Images that are as they were read don't count as edited any more."""
    for image in images:
        check()
        base = workspace.content(image.geojson or "")
        try:
            version = Version(base)
            for task in tasks:
                _Matched(workspace, image.path, version, task).settle()
            rows = [row.annotation for row in workspace.annotations(image.path)]
            is_verified = workspace.state(image.path) is ImageState.EMPTY
            if _is_as_read(change_file(base, rows, is_verified), base):
                workspace.clear_changes(image.path)
        except Unreadable:  # can't be compared: it still counts as edited, and an export says why
            continue


def _is_as_read(change: Change, base: Optional[bytes]) -> bool:
    return change.data == base and not change.faults and None not in change.indexes


def _lost(workspace: Repository, image: Image, task: Task) -> int:
    """How many annotations of an image's file the table has no row for."""
    try:
        shown = Version(workspace.content(image.geojson or "")).shown
    except Unreadable:
        return 0
    there = workspace.feature_indexes.in_file(image.path, task)
    return sum(one.task is task and index not in there for index, one in shown.items())


class _Matched:
    """The rows of one task on one image, and the content of its file."""

    def __init__(self, workspace: Repository, image: str, version: Version, task: Task) -> None:
        self._workspace = workspace
        self._image = image
        self._task = task
        self._version = version

    def settle(self) -> None:
        """Restores feature indexes, where the table has none of this image, and coordinates."""
        if not self._workspace.feature_indexes.in_file(self._image, self._task):
            self._restore_indexes()
        rows = self._rows()
        matched = match_indexes(self._version.shown, [row.annotation for row in rows])
        for index, feature_index in matched.items():
            self._straighten(rows[index], self._version.shown[feature_index])

    def _rows(self) -> list[Row]:
        rows = self._workspace.annotations(self._image)
        return [row for row in rows if row.annotation.task is self._task]

    def _restore_indexes(self) -> None:
        wanted = [at for at, one in self._version.shown.items() if one.task is self._task]
        foreign = self._workspace.feature_indexes.fids_with_source(self._image, self._task)
        rows = [row for row in self._rows() if row.fid not in foreign] if wanted else []
        if not rows:
            return
        change = change_file(None, [row.annotation for row in rows])
        found = Matching(self._version, Version(change.data))
        found.match_changed(wanted)
        fids = {index: row.fid for row, index in zip(rows, change.indexes)}
        indexes = {fids[other]: index for index, other in found.pairs.items() if other in fids}
        self._workspace.feature_indexes.note(self._task, self._image, indexes)

    def _straighten(self, row: Row, known: Annotation) -> None:
        now, was = row.annotation.wkb, known.wkb
        if self._task is Task.CLASSIFICATION or now is None or was is None or now == was:
            return
        if _is_near(ogr.CreateGeometryFromWkb(now), ogr.CreateGeometryFromWkb(was)):
            self._workspace.reshape_annotation(self._task, row.fid, was)


def _is_near(one: ogr.Geometry, other: ogr.Geometry) -> bool:
    """Whether two shapes have the same vertices, apart from rounding."""
    if one.GetGeometryCount() != other.GetGeometryCount():
        return False
    if one.GetGeometryCount():
        return all(
            _is_near(one.GetGeometryRef(at), other.GetGeometryRef(at))
            for at in range(one.GetGeometryCount())
        )
    count = one.GetPointCount()
    return count == other.GetPointCount() and all(
        hypot(one.GetX(at) - other.GetX(at), one.GetY(at) - other.GetY(at)) <= _NEAR
        for at in range(count)
    )
