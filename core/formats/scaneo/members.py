"""The members of features beyond what is shown: no removal of a duplicate may lose any of these."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, Callable, Optional, TypeVar

from ...base.geometry import BadAnnotation, Box, corners_box, is_box_ring
from ...base.large_bytes import Data
from ...base.model import Task
from ..geojson.reader import Unreadable
from ..geojson.values import values_of
from .annotations import SAME, is_spread, read_box, same_box, turned_ring

Members = frozenset[Hashable]
"""The members of a feature that we don't interpret, each with its value."""

_SHOWN = (
    ("", ("geometry", "properties")),
    ("geometry", ("type", "coordinates")),
    ("properties", ("label", "task")),
)
_PLAIN = (("", "type", "Feature"),)
_MOST = 100  # most different ones among equal annotations that are compared with each other

One = TypeVar("One")


def members_of(feature: Any) -> Members:
    """What a feature's JSON has beyond the task, the label and the shape that are shown.

    This includes parts of its geometry: heights, a turned outline, a bbox that has more than two
    positions or disagrees with the ring.
    """
    found: dict[tuple[str, str], Any] = {}
    for part, shown in _SHOWN:
        holder = feature.get(part) if part else feature
        for name, value in holder.items() if isinstance(holder, dict) else ():
            if name not in shown and (part, name, value) not in _PLAIN:
                found[part, name] = value
    if isinstance(feature, dict) and isinstance(feature.get("properties"), dict):
        _weigh_shape(feature, found)
    return frozenset((*key, _text(value)) for key, value in found.items())


def _weigh_shape(feature: Any, found: dict[tuple[str, str], Any]) -> None:
    """Adds to ``found`` what the coordinates say beyond what is shown; removes a bbox that says no
    more than that."""
    geometry, task = feature.get("geometry"), feature["properties"].get("task")
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    is_plain = not coordinates
    if task == Task.SEGMENTATION.value:
        is_plain = not _has_heights(coordinates)
    elif task == Task.DETECTION.value:
        try:
            is_corners, is_plain = _is_plain_box(feature)
        except BadAnnotation:
            is_corners = is_plain = False
        if is_corners:
            found.pop(("properties", "bbox"), None)
    if not is_plain:
        found["geometry", "coordinates"] = coordinates


def _has_heights(coordinates: Any) -> bool:
    """Whether a position in nested lists has more than two numbers."""
    if not isinstance(coordinates, list):
        return False
    return any(
        _has_heights(one) if isinstance(one, list) else len(coordinates) > 2 for one in coordinates
    )


def _says_more(feature: Any) -> bool:
    """Whether a detection's outline, or a bbox with more than two positions, says more than its
    bounds."""
    return turned_ring(feature) is not None or is_spread(feature["properties"].get("bbox"))


def _is_plain_box(feature: Any) -> tuple[bool, bool]:
    """Whether a detection's bbox and ring, where they exist, say no more than the box that is
    shown.

    :raises BadAnnotation: where no box is shown.
    """
    geometry, corners = feature.get("geometry"), feature["properties"].get("bbox")
    rings = geometry.get("coordinates") if isinstance(geometry, dict) else None
    box = read_box(geometry, corners)[0]
    return _is_corners(corners, box), not rings or _is_outline(rings, box)


def _is_corners(corners: Any, box: Box) -> bool:
    try:
        plain = corners is None or same_box(corners_box(corners), box)
    except BadAnnotation:
        return False
    return plain and not is_spread(corners)


def _is_outline(rings: Any, box: Box) -> bool:
    if not isinstance(rings, list):
        return False
    try:
        return is_box_ring(rings, box, SAME) and not _is_high(rings[0])
    except BadAnnotation:
        return False


def _is_high(ring: Sequence[Sequence[float]]) -> bool:
    """Whether positions have more than longitude and latitude."""
    return any(len(position) > 2 for position in ring)


def _text(value: Any) -> Hashable:
    try:
        return json.dumps(value, sort_keys=True)
    except RecursionError:  # nested too deeply for the present call stack: equal to no other
        return object()


class FileMembers:
    """The members of a file's features, by feature index. The file is read on first use."""

    def __init__(self, data: Optional[Data]) -> None:
        self._data = data

    @cached_property
    def _features(self) -> Optional[Sequence[Any]]:
        """The file's features; None where it is nested too deeply for the present call stack."""
        try:
            return [] if self._data is None else values_of(self._data)
        except Unreadable:
            return None

    def of(self, index: Optional[int]) -> Members:
        """The members of a feature; none for an annotation that is in no file yet."""
        if index is not None and self._features is None:
            return frozenset([object()])  # equal to no other's: nothing is removed
        if index is None or self._features is None or index >= len(self._features):
            return frozenset()
        try:
            return members_of(self._features[index])
        except RecursionError:
            return frozenset([object()])

    def says_more_than_bounds(self, index: Optional[int]) -> bool:
        """Whether a feature is a box of which the file says more than its bounds: to replace the
        bounds by rule would lose that."""
        if self._features is None:
            return index is not None
        if index is None or index >= len(self._features):
            return False
        try:
            feature = self._features[index]
        except RecursionError:
            return True
        properties = feature.get("properties") if isinstance(feature, dict) else None
        is_box = isinstance(properties, dict) and properties.get("task") == Task.DETECTION.value
        return is_box and _says_more(feature)


def compare_duplicates(
    alike: Iterable[One], members: Callable[[One], Members]
) -> Iterator[tuple[One, One, bool]]:
    """Of equal annotations: each but the first, an earlier one, and whether one of the two can be
    removed because the other has all its members."""
    kept: list[tuple[One, Members]] = []
    for one in alike:
        own = members(one)
        for index, (other, others) in enumerate(kept[:_MOST]):
            if others >= own or own >= others:
                yield one, other, True
                if not others >= own:
                    kept[index] = one, own
                break
        else:
            if kept:
                yield one, kept[0][0], False
            kept.append((one, own))
