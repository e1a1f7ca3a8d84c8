"""What features say beyond what is shown of them: none of it may be lost with a copy."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Iterator
from functools import cached_property
from typing import Any, Callable, Optional, TypeVar

from ..document import Feature, read_document

Members = frozenset[Hashable]
"""The members of a feature that we don't interpret, each with its value."""

_SHOWN = (
    ("", ("type", "geometry", "properties", "bbox")),
    ("geometry", ("type", "coordinates", "bbox")),
    ("properties", ("label", "task", "bbox")),
)
_MOST = 100  # that differ among those that look alike: with more, not each is compared with each

One = TypeVar("One")


def members_of(feature: Any) -> Members:
    """What a feature's JSON has beyond task, label and shape."""
    found: set[Hashable] = set()
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
