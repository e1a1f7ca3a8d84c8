"""What features say beyond what is shown of them: none of it may be lost with a copy."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Iterator
from functools import cached_property
from typing import Any, Callable, Optional, TypeVar

from ..annotations import turned_ring
from ..document import Feature, read_document
from ..model import Task

Members = frozenset[Hashable]
"""The members of a feature that we don't interpret, each with its value."""

_SHOWN = (
    ("", ("type", "geometry", "properties", "bbox")),
    ("geometry", ("type", "coordinates", "bbox")),
    ("properties", ("label", "task", "bbox")),
)
_MOST = 100  # that differ among those that look alike: with more, not each is compared with each

One = TypeVar("One")


def is_turned(feature: Any) -> bool:
    """Whether it is a detection whose outline says more than its bounds."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    is_box = isinstance(properties, dict) and properties.get("task") == Task.DETECTION.value
    return is_box and turned_ring(feature) is not None


def members_of(feature: Any) -> Members:
    """What a feature's JSON has beyond task, label and shape."""
    found: set[Hashable] = set()
    if is_turned(feature):
        found.add(("geometry", "outline", _text(feature["geometry"].get("coordinates"))))
    for part, shown in _SHOWN:
        holder = feature.get(part) if part else feature
        for name, value in holder.items() if isinstance(holder, dict) else ():
            if name not in shown:
                found.add((part, name, _text(value)))
    return frozenset(found)


def _text(value: Any) -> Hashable:
    try:
        return json.dumps(value, sort_keys=True)
    except RecursionError:  # it was read with fewer calls under way: it is like no other, then
        return object()


class FileMembers:
    """The members of a file's features, by their index. It is read only when they are asked for."""

    def __init__(self, data: Optional[bytes]) -> None:
        self._data = data

    @cached_property
    def _features(self) -> list[Feature]:
        return [] if self._data is None else list(read_document(self._data).features)

    def of(self, place: Optional[int]) -> Members:
        """Those of a feature; none of what is in no file yet."""
        if place is None or place >= len(self._features):
            return frozenset()
        return members_of(self._features[place].value)

    def is_turned(self, place: Optional[int]) -> bool:
        """Whether a feature is a box with a turned outline."""
        if place is None or place >= len(self._features):
            return False
        return is_turned(self._features[place].value)


def tell_copies(
    alike: Iterable[One], members: Callable[[One], Members]
) -> Iterator[tuple[One, One, bool]]:
    """Of those that look alike, each but the first, with another one before it.

    And whether one of the two can go because the other one has all its members.
    """
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
