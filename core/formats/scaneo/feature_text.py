"""Annotations to the JSON text of features."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Optional

from ...base.geometry import (
    BadAnnotation,
    Box,
    area_coordinates,
    box_ring,
    corners_box,
    ring_box,
    wkb_box,
)
from ...base.messages import message
from ...base.model import Annotation, Task
from ...base.rules import BBOX_BROKEN, Rule
from ..geojson.reader import Reader, Unreadable
from .annotations import (
    LEFT_ALONE,
    has_extent,
    is_spread,
    read_annotation,
    same_box,
    same_shape,
    shape_wkb,
    turned_ring,
)

Corners = list[list[float]]
AreaCoordinates = Sequence[Sequence[Sequence[Sequence[float]]]]
"""The polygons of an area, each its rings, each its positions: longitude, latitude in degrees."""


def feature_text(
    annotation: Annotation, base: Any = None, text: Optional[str] = None, anew: bool = False
) -> str:
    """A feature's JSON: a new one, or an edit of ``base``, whose characters are ``text``.

    A new feature's members are in the order in which SCANEO writes them. Of an edited one, only
    what was edited is rewritten. A box's ring and bbox are written together, so that they agree; a
    bbox of more than two positions stays while its bounds are the same. ``anew`` rewrites the
    geometry even if it did not change.

    :raises BadAnnotation: where the annotation has nothing to write.
    """
    if base is None:
        return _new_text(annotation.task, annotation.label, *_geometry(annotation))
    values: dict[Path, str] = {}
    if base["properties"].get("label") != annotation.label:
        values["properties", "label"] = _dump(annotation.label)
    if anew or not _as_shown(annotation, base):
        geometry, corners = _geometry(annotation)
        if corners is not None:
            box = wkb_box(annotation.wkb or b"")
            if not _is_spread_over(base["properties"].get("bbox"), box):
                values["properties", "bbox"] = _dump(corners)
            geometry = _moved_outline(base, box) or geometry
        holders = _put_geometry(values, base, geometry)
        if annotation.wkb is not None:  # RFC 7946, section 5
            south, west, north, east = wkb_box(annotation.wkb)
            for holder in holders:
                path = (*holder, "bbox")
                values[path] = _dump([west, south, east, north])
    try:
        return splice(_dump(base) if text is None else text, values)
    except Unreadable:  # nested too deeply for the present call stack
        raise _too_deep() from None


def _put_geometry(
    values: dict[Path, str], base: Mapping[str, Any], geometry: Mapping[str, Any]
) -> list[Path]:
    """Adds a new geometry to ``values``; members of the old geometry other than its coordinates
    stay, and bboxes that are no longer right are replaced."""
    old = base.get("geometry")
    holders: list[Path] = [()] if "bbox" in base else []
    if isinstance(old, dict) and "geometries" not in old:
        for name in ("type", "coordinates"):
            if name == "coordinates" or old.get(name) != geometry[name]:
                values["geometry", name] = _dump(geometry[name])
        return [*holders, ("geometry",)] if "bbox" in old else holders
    values[("geometry",)] = _dump(geometry)
    return holders


def _is_spread_over(corners: Any, box: Box) -> bool:
    """Whether a bbox has more than two positions, and these bounds."""
    try:
        return is_spread(corners) and same_box(corners_box(corners), box)
    except BadAnnotation:
        return False


def class_text(label: str) -> str:
    """A new classification's JSON, in the form and the order that SCANEO writes."""
    return _new_text(Task.CLASSIFICATION, label, dict(_WHOLE_IMAGE), None)


def box_text(label: str, box: Box) -> str:
    """A new detection's JSON; its ring and its bbox agree."""
    return _new_text(Task.DETECTION, label, *_box_members(box))


def area_text(label: str, coordinates: AreaCoordinates) -> str:
    """A new segmentation's JSON, from MultiPolygon coordinates that are wound as RFC 7946 demands.

    :raises BadAnnotation: where a coordinate is no number that JSON allows.
    """
    geometry = {"type": "MultiPolygon", "coordinates": coordinates}
    return _new_text(Task.SEGMENTATION, label, geometry, None)


_WHOLE_IMAGE = {"type": "Polygon", "coordinates": []}


def _new_text(task: Task, label: str, geometry: dict[str, Any], corners: Optional[Corners]) -> str:
    properties: dict[str, Any] = {"label": label}
    if corners is not None:
        properties["bbox"] = corners
    properties["task"] = task.value
    return _dump({"type": "Feature", "geometry": geometry, "properties": properties})


def _geometry(annotation: Annotation) -> tuple[dict[str, Any], Optional[Corners]]:
    """The geometry in SCANEO's form, and a detection's bbox."""
    wkb = shape_wkb(annotation)
    if wkb is None:
        return dict(_WHOLE_IMAGE), None
    if annotation.task is Task.SEGMENTATION:
        return {"type": "MultiPolygon", "coordinates": area_coordinates(wkb)}, None
    return _box_members(wkb_box(wkb))


def _box_members(box: Box) -> tuple[dict[str, Any], Corners]:
    corners = [[box.south, box.east], [box.north, box.west]]
    return {"type": "Polygon", "coordinates": [box_ring(box)]}, corners


def _moved_outline(base: Mapping[str, Any], box: Box) -> Optional[dict[str, Any]]:
    """The geometry of a box with a turned outline, moved with its bounds; None where there is no
    such outline, or the size of the bounds changed."""
    rings = turned_ring(base)
    if rings is None:
        return None
    old = ring_box(rings)
    if same_box(old, box):
        return {"type": "Polygon", **base["geometry"]}
    up, right = box.south - old.south, box.west - old.west
    if not same_box(Box(old.south + up, old.west + right, old.north + up, old.east + right), box):
        return None
    moved = [[[x + right, y + up, *more] for x, y, *more in ring] for ring in rings]
    return {"type": "Polygon", **base["geometry"], "coordinates": moved}


def _as_shown(annotation: Annotation, base: Any) -> bool:
    """Whether the feature's geometry is still that of the annotation and valid, or is unreadable
    but all there is: then it is not rewritten."""
    faults: list[Rule] = []
    shown = read_annotation(base, 0, lambda what, mend, rule: faults.append(rule))
    if shown is None:
        return False
    if not LEFT_ALONE.issuperset(faults) and not (BBOX_BROKEN in faults and _is_flat(shown)):
        return False
    return same_shape(shown, annotation)


def _is_flat(annotation: Annotation) -> bool:
    return not has_extent(wkb_box(annotation.wkb or b""))


def _dump(value: Any) -> str:
    try:
        return json.dumps(value, allow_nan=False)
    except ValueError:  # 1e999 is legal JSON, and becomes infinite when it is parsed
        what = message(
            "feature_text.number",
            "One of the feature's numbers is too large to be written again.",
        )
        mend = message("feature_text.shorten", "Shorten it.")
        raise BadAnnotation(what, mend) from None
    except RecursionError:
        raise _too_deep() from None


def _too_deep() -> BadAnnotation:
    return BadAnnotation(
        message("feature_text.too-deep", "The feature is nested too deep to be written again."),
        message("feature_text.flatten", "Flatten it."),
    )


# Values are replaced in an object's text; all other characters stay as they are. Parsing and
# serialising would change them: 12345678901234567890.123 becomes 1.2345678901234567e+19, 1e400
# becomes Infinity, and of duplicate member names only one is left.

Path = tuple[str, ...]
"""Where a value is: the names of the members that lead to it."""


class _ValueSpan(NamedTuple):
    start: int
    end: int


def splice(text: str, values: Mapping[Path, str]) -> str:
    """The object's text with these values; a member that it does not have is added at its end.

    Where a name occurs several times, the last one counts, as for all JSON parsers. Every value on
    the path to a replaced value must be an object.

    :raises Unreadable: where the text is nested deeper than Python can follow.
    """
    spans = _Spans(text, {path[:depth] for path in values for depth in range(len(path))})
    edits: list[tuple[int, int, str]] = []
    added: dict[Path, list[str]] = {}
    for path, value in values.items():
        found = spans.values.get(path)
        if found is not None:
            edits.append((found.start, found.end, value))
        else:
            added.setdefault(path[:-1], []).append(f"{json.dumps(path[-1])}: {value}")
    for holder, members in added.items():
        start, end = spans.insides[holder]
        edits.append((end, end, (", " if end > start else "") + ", ".join(members)))
    for start, end, value in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        text = text[:start] + value + text[end:]
    return text


class _Spans:
    """Where the values are in an object's text, and where the members of objects begin and end."""

    def __init__(self, text: str, entered: set[Path]) -> None:
        """``entered`` are the paths of the objects whose members are needed."""
        self._reader = Reader(text)
        self._entered = entered
        self.values: dict[Path, _ValueSpan] = {}
        self.insides: dict[Path, _ValueSpan] = {}
        self._walk((), self._reader.skip_space(0))

    def _walk(self, path: Path, at: int) -> int:
        last = at + 1

        def take(key: str, index: int) -> int:
            nonlocal last
            inner = (*path, key)
            for known in [one for one in self.values if one[: len(inner)] == inner]:
                del self.values[known]
            if inner in self._entered and self._reader.character(index) == "{":
                last = self._walk(inner, index)
            else:
                _, last = self._reader.value(index)
            self.values[inner] = _ValueSpan(index, last)
            return last

        end = self._reader.members(at, take)
        self.insides[path] = _ValueSpan(at + 1, last)
        return end
