"""GeoJSON features to annotations and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Callable, Optional

from ...base.geometry import (
    DRAW_OR_DELETE,
    BadAnnotation,
    Box,
    area_wkb,
    as_multipolygon,
    box_wkb,
    corners_box,
    is_box_ring,
    ring_box,
    wkb_box,
)
from ...base.messages import joined, message
from ...base.model import Annotation, Task
from ...base.rules import (
    BBOX_BROKEN,
    BBOX_DIFFERS,
    BBOX_MISSING,
    FEATURE_ELSEWHERE,
    LABEL_BROKEN,
    LABEL_MISSING,
    RING_BROKEN,
    RING_FLAT,
    RING_TURNED,
    TASK_MISSING,
    Rule,
)
from ..geojson.crs import foreign_crs

Report = Callable[[str, str, Rule], None]
"""Takes what is wrong, how to mend it and which rule is broken."""

_TASKS = {task.value: task for task in Task}
LEFT_ALONE = frozenset((RING_TURNED, RING_FLAT))
"""What may be meant so, or is SCANEO's own way: it stays until the box is moved or mended."""
SAME = 1e-9  # degrees (0.1 mm): bbox and ring may differ by rounding
KEPT = message("annotations.kept", "It stays in the file as it is.")
"""What becomes of a feature that can't be shown."""


def read_annotation(feature: Any, index: int, report: Report) -> Optional[Annotation]:
    """The annotation that a feature stands for; None for one that is not shown.

    Features of an unknown task are kept without a report. Everything else that can't be shown, or
    that SCANEO would fail on, goes to ``report``.
    """
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        what = message("annotations.no-properties", "The feature has no properties.")
        mend = message("annotations.give-task-label", "Give it a task and a label.")
        report(what, joined(mend, KEPT), TASK_MISSING)
        return None
    task_name, label = properties.get("task"), properties.get("label")
    if task_name is None:
        what = message("annotations.no-task", "The feature has no task.")
        mend = message("annotations.add-task", "Add properties.task.")
        report(what, joined(mend, KEPT), TASK_MISSING)
        return None
    task = _TASKS.get(task_name) if isinstance(task_name, str) else None
    if task is None:
        return None
    try:
        _check_crs(feature)
        return Annotation(task, check_label(label), _wkb(task, feature, report), index)
    except BadAnnotation as error:
        report(error.what, joined(error.mend, KEPT), error.rule)
        return None


def _check_crs(feature: Mapping[str, Any]) -> None:
    """:raises BadAnnotation: where the feature says that its coordinates are in another CRS."""
    for holder in (feature, feature.get("geometry")):
        member = holder.get("crs") if isinstance(holder, dict) else None
        crs = None if member is None else foreign_crs(member)
        if crs is not None:
            raise BadAnnotation(
                message(
                    "annotations.elsewhere",
                    "By its crs member, its coordinates are not longitude and latitude on WGS 84 "
                    "but {crs}: SCANEO passes over that.",
                    crs=crs,
                ),
                message(
                    "annotations.transform",
                    "Transform them to EPSG:4326; or, if they are that already, take the crs "
                    "member out.",
                ),
                FEATURE_ELSEWHERE,
            )


def has_nan(feature: Any) -> bool:
    """Whether a member of the feature that we interpret contains NaN or Infinity."""
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        return True
    properties = feature["properties"]
    members = [feature.get("geometry"), properties.get("task"), properties.get("label")]
    if properties.get("task") == Task.DETECTION.value:
        members.append(properties.get("bbox"))
    try:
        json.dumps(members, allow_nan=False)
    # The second: the value is nested too deeply for the present call stack.
    except (ValueError, RecursionError):
        return True
    return False


def check_label(label: Any) -> str:
    """The value, where it can be a label's name.

    :raises BadAnnotation: where it can't.
    """
    if label is None or label == "":
        what = message("annotations.no-label", "It has no label.")
        raise BadAnnotation(what, message("annotations.give-label", "Give it one."), LABEL_MISSING)
    if not isinstance(label, str):
        what = message("annotations.label-no-text", "The label is not a text.")
        mend = message("annotations.quote-label", "Write it in double quotes.")
        raise BadAnnotation(what, mend, LABEL_BROKEN)
    if "\0" in label or not _encodable(label):
        what = message(
            "annotations.label-character", "The label holds a character that no file can keep."
        )
        raise BadAnnotation(what, message("annotations.rename-label", "Rename it."), LABEL_BROKEN)
    return label


def check_new_label(label: str) -> str:
    """Like `check_label`, for a label that is new: white space alone is refused as well.

    :raises BadAnnotation: where it can't be a label's name.
    """
    return check_label(label if label.strip() else "")


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # a lone surrogate, which JSON can contain
        return False
    return True


def _wkb(task: Task, feature: Mapping[str, Any], report: Report) -> Optional[bytes]:
    if task is Task.CLASSIFICATION:
        return None
    geometry = feature.get("geometry")
    if task is Task.SEGMENTATION:
        return area_wkb(geometry)
    box, fault = read_box(geometry, feature["properties"].get("bbox"))
    if fault:
        report(*fault)
    return box_wkb(box)


def read_box(geometry: Any, corners: Any) -> tuple[Box, Optional[tuple[str, str, Rule]]]:
    """A detection's box as SCANEO shows it: the bbox, where there is a valid one.

    Exception: where the bbox has no width or height and the ring has both, the ring is shown.
    """
    ring = geometry.get("coordinates") if isinstance(geometry, dict) else None
    anew = message("annotations.box-anew", "Edit the box and export: both are written anew.")
    if corners is None:
        fault = message(
            "annotations.no-bbox",
            "The detection has no bbox, so SCANEO can't import it: the ring is shown.",
        )
        return ring_box(ring), (fault, anew, BBOX_MISSING)
    try:
        box = corners_box(corners)
    except BadAnnotation as error:
        shown = message("annotations.ring-shown", "The ring is shown instead.")
        return ring_box(ring), (joined(error.what, shown), error.mend, BBOX_BROKEN)
    try:
        outline = ring_box(ring)
    except BadAnnotation as error:
        shown = message("annotations.bbox-shown", "The bbox is shown, as in SCANEO.")
        return box, (joined(error.what, shown), error.mend, RING_BROKEN)
    if believed_box(box, outline) is outline:
        fault = message(
            "annotations.bbox-flat",
            "The bbox has no extent, and the ring has: the ring is shown; SCANEO shows the bbox.",
        )
        return outline, (fault, anew, BBOX_DIFFERS)
    if is_spread(corners) and has_extent(box) and not has_extent(outline):
        fault = message(
            "annotations.ring-flat",
            "SCANEO has drawn the outline through two of the bbox's positions, so it has no "
            "extent: the bounds of the bbox are shown.",
        )
        stays = message("annotations.until-moved", "Leave it so: it stays until the box is moved.")
        return box, (fault, stays, RING_FLAT)
    if not same_box(box, outline):
        fault = message(
            "annotations.bbox-differs",
            "The bbox and the ring disagree: the bbox is shown, as in SCANEO.",
        )
        return box, (fault, anew, BBOX_DIFFERS)
    if not is_box_ring(ring, box, SAME):
        if not _says_more(ring):
            fault = message(
                "annotations.ring-no-rectangle",
                "The ring is no rectangle: the bbox, which are its bounds, is shown.",
            )
            return box, (fault, anew, RING_BROKEN)
        fault = message(
            "annotations.ring-turned",
            "Its outline is turned, or no rectangle: its bounds are shown, as in SCANEO.",
        )
        stays = message(
            "annotations.until-resized", "Leave it so: it stays until the box is resized."
        )
        return box, (fault, stays, RING_TURNED)
    return box, None


def believed_box(bbox: Box, outline: Box) -> Box:
    """The one of bbox and ring bounds that is shown: the bbox, as in SCANEO, unless the ring has
    more of an extent. A bbox shrunk to a point or a line would otherwise replace the box at the
    next mend."""
    return outline if _extent(bbox) < _extent(outline) else bbox


def is_spread(corners: Any) -> bool:
    """Whether a bbox has more positions than two opposite corners."""
    return isinstance(corners, list) and len(corners) > 2


def _extent(box: Box) -> int:
    """2 where a box has a width and a height, 1 where it is a line, 0 where it is a point."""
    return (box.east - box.west > SAME) + (box.north - box.south > SAME)


def has_extent(box: Box) -> bool:
    """Whether a box has a width and a height."""
    return _extent(box) == 2


def turned_ring(feature: Any) -> Optional[list[Any]]:
    """The outline of a detection, where it is no upright rectangle; None where it is one."""
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    rings = geometry.get("coordinates") if isinstance(geometry, dict) else None
    try:
        if not is_box_ring(rings, ring_box(rings), SAME) and _says_more(rings):
            return [*(rings or ())]
    except BadAnnotation:
        pass
    return None


def _says_more(rings: Any) -> bool:
    """Whether a ring has other vertices than corners of its bounds; a corner may be missing."""
    south, west, north, east = ring_box(rings)
    corners = all(
        min(abs(x - west), abs(x - east)) <= SAME and min(abs(y - south), abs(y - north)) <= SAME
        for x, y, *_ in rings[0]
    )
    return len(rings) > 1 or not corners


def same_box(one: Box, other: Box) -> bool:
    """Whether a bbox and a ring agree, apart from rounding."""
    return all(abs(side - others) <= SAME for side, others in zip(one, other))


def same_shape(one: Annotation, other: Annotation) -> bool:
    """Whether two annotations of one task have the same shape, bit for bit.

    :raises BadAnnotation: where one of them has no shape to compare.
    """
    return one.wkb == other.wkb or shape_wkb(one) == shape_wkb(other)


def shape_wkb(annotation: Annotation) -> Optional[bytes]:
    """The part of an annotation's geometry that goes into a file: a box's bounds, an area's parts.

    :raises BadAnnotation: where there is nothing to write.
    """
    if annotation.task is Task.CLASSIFICATION:
        return None
    if annotation.wkb is None:
        what = message("annotations.no-geometry", "It has no geometry.")
        raise BadAnnotation(what, DRAW_OR_DELETE)
    if annotation.task is Task.DETECTION:
        return box_wkb(wkb_box(annotation.wkb))
    return as_multipolygon(annotation.wkb)
