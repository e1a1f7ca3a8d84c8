"""The features of a file: where each begins and ends, and what it says once somebody asks."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Optional, Union, overload

from ...base.large_bytes import Data

_KEPT = 1 << 20  # bytes of features whose values are kept: an object takes ten times its bytes
_UNREAD: Any = object()


class Feature(NamedTuple):
    """One element of ``features``: its characters are ``data[start:end]``.

    ``lead`` is where the comma and the white space before it begin. ``strict`` is False where it
    holds NaN or Infinity, which Python's reader takes though JSON has none.
    """

    lead: int
    start: int
    end: int
    value: Any
    strict: bool


class Features(Sequence[Feature]):
    """The features of a file's bytes, in their order.

    Values of the first ones are kept. Those of the others are read for each look at them: objects
    of all features of a large file take more memory than a machine may have.
    """

    def __init__(self, data: Data) -> None:
        self._data = data
        self._places = array("Q", [0])  # behind the bracket, then a start and an end for each
        self._values: list[Any] = []
        self._loose: set[int] = set()  # those that hold NaN

    def begin(self, at: int) -> None:
        """Forgets all: ``at`` is the place behind the bracket with which they begin."""
        self._places = array("Q", [at])
        self._values, self._loose = [], set()

    def add(self, start: int, end: int, value: Any = _UNREAD, strict: bool = True) -> None:
        """Takes up the next one."""
        if not strict:
            self._loose.add(len(self))
        if len(self._values) == len(self) and end - self._places[0] <= _KEPT:
            self._values.append(value)
        self._places.append(start)
        self._places.append(end)

    def share(self, start: int, end: int, other: Features, place: int) -> None:
        """Takes up one that another version of the file has in the same characters."""
        value = other._values[place] if place < len(other._values) else _UNREAD
        self.add(start, end, value, other.is_strict(place))

    def __len__(self) -> int:
        return len(self._places) // 2

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Features) and list(self) == list(other)

    @overload
    def __getitem__(self, place: int) -> Feature: ...

    @overload
    def __getitem__(self, place: slice) -> list[Feature]: ...

    def __getitem__(self, place: Union[int, slice]) -> Union[Feature, list[Feature]]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        place %= len(self)
        at, places = 2 * place, self._places
        lead, start, end = places[at], places[at + 1], places[at + 2]
        return Feature(lead, start, end, self._value(place, start, end), place not in self._loose)

    def _value(self, place: int, start: int, end: int) -> Any:
        value = self._values[place] if place < len(self._values) else _UNREAD
        return json.loads(self._data[start:end]) if value is _UNREAD else value

    def is_strict(self, place: int) -> bool:
        """Whether a feature holds nothing that JSON has not."""
        return place not in self._loose

    def start(self, place: int) -> int:
        """Where the characters of a feature begin."""
        return self._places[2 * (place % len(self)) + 1]

    def end(self, place: int) -> int:
        """The place behind a feature; of none, where they would begin."""
        return self._places[2 * (place % len(self)) + 2] if len(self) else self._places[0]

    def lead(self, place: int) -> bytes:
        """The comma and the white space before a feature."""
        at = 2 * (place % len(self))
        start, end = self._places[at], self._places[at + 1]
        return self._data[start:end]

    def bytes_of(self, place: int) -> bytes:
        """A feature's characters."""
        start, end = self.start(place), self.end(place)
        return self._data[start:end]


class Shared(Mapping[int, int]):
    """The places of features in another version of a file, by those in this one."""

    def __init__(self) -> None:
        self._places = array("q")  # -1 where it has no such feature

    def clear(self) -> None:
        """Forgets all."""
        self._places = array("q")

    def add(self, place: Optional[int]) -> None:
        """Takes up the next feature: its place over there, None where it has none."""
        self._places.append(-1 if place is None else place)

    def __getitem__(self, place: int) -> int:
        found = self._places[place] if 0 <= place < len(self._places) else -1
        if found < 0:
            raise KeyError(place)
        return found

    def __iter__(self) -> Iterator[int]:
        return (place for place, found in enumerate(self._places) if found >= 0)

    def __len__(self) -> int:
        return sum(found >= 0 for found in self._places)
