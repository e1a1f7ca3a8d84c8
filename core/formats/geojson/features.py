"""The features of a file: where each begins and ends, and its value, parsed on demand."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple, Optional, Union, overload

from ...base.large_bytes import Data

_KEPT = 1 << 20  # bytes of features whose values are kept: as objects, they take ten times as much
_UNREAD: Any = object()


class Feature(NamedTuple):
    """One element of ``features``; its characters are ``data[start:end]``.

    ``lead`` is the offset of the comma and the white space before it. ``strict`` is False where it
    contains NaN or Infinity, which Python's parser accepts though JSON does not allow them.
    """

    lead: int
    start: int
    end: int
    value: Any
    strict: bool


class Features(Sequence[Feature]):
    """The features of a file's bytes, in their order.

    The values of the first ones are kept. All others are parsed at each access: as objects, all
    features of a large file may take more memory than a machine has.
    """

    def __init__(self, data: Data) -> None:
        self._data = data
        self._indexes = array("Q", [0])  # offset after the bracket, then start and end of each
        self._values: list[Any] = []
        self._loose: set[int] = set()  # indexes of those with NaN or Infinity

    def begin(self, at: int) -> None:
        """Removes all features; ``at`` is the offset after the bracket that opens the list."""
        self._indexes = array("Q", [at])
        self._values, self._loose = [], set()

    def add(self, start: int, end: int, value: Any = _UNREAD, strict: bool = True) -> None:
        """Adds the next feature."""
        indexes, values = self._indexes, self._values
        count = len(indexes) // 2
        if not strict:
            self._loose.add(count)
        if len(values) == count and end - indexes[0] <= _KEPT:
            values.append(value)
        indexes.append(start)
        indexes.append(end)

    def share(self, start: int, end: int, other: Features, index: int) -> None:
        """Adds a feature that another version of the file has in the same characters."""
        value = other._values[index] if index < len(other._values) else _UNREAD
        self.add(start, end, value, other.is_strict(index))

    def __len__(self) -> int:
        return len(self._indexes) // 2

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Features) and list(self) == list(other)

    @overload
    def __getitem__(self, index: int) -> Feature: ...

    @overload
    def __getitem__(self, index: slice) -> list[Feature]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Feature, list[Feature]]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        index %= len(self)
        at, indexes = 2 * index, self._indexes
        lead, start, end = indexes[at], indexes[at + 1], indexes[at + 2]
        return Feature(lead, start, end, self._value(index, start, end), index not in self._loose)

    def _value(self, index: int, start: int, end: int) -> Any:
        value = self._values[index] if index < len(self._values) else _UNREAD
        return json.loads(self._data[start:end]) if value is _UNREAD else value

    def is_strict(self, index: int) -> bool:
        """Whether a feature contains only what JSON allows."""
        return index not in self._loose

    def start(self, index: int) -> int:
        """The offset of a feature's first character."""
        return self._indexes[2 * (index % len(self)) + 1]

    def end(self, index: int) -> int:
        """The offset after a feature; for index -1, the one after the opening bracket."""
        return self._indexes[2 * (index % len(self)) + 2] if len(self) else self._indexes[0]

    def spans(self) -> Iterator[tuple[int, int]]:
        """The offsets of each feature's first character and after its last one."""
        return zip(islice(self._indexes, 1, None, 2), islice(self._indexes, 2, None, 2))

    def lead(self, index: int) -> bytes:
        """The comma and the white space before a feature."""
        at = 2 * (index % len(self))
        start, end = self._indexes[at], self._indexes[at + 1]
        return self._data[start:end]

    def bytes_of(self, index: int) -> bytes:
        """A feature's characters."""
        indexes = self._indexes
        at = 2 * (index % (len(indexes) // 2)) + 1
        start, end = indexes[at], indexes[at + 1]
        return self._data[start:end]


class SharedIndexes(Mapping[int, int]):
    """Index of a feature -> index of the same feature in another version of the file."""

    def __init__(self) -> None:
        self._indexes = array("q")  # -1: the other version has no such feature

    def clear(self) -> None:
        """Removes all."""
        self._indexes = array("q")

    def add(self, index: Optional[int]) -> None:
        """Adds the next feature: its index in the other version, None where that has no such
        feature."""
        self._indexes.append(-1 if index is None else index)

    def get(self, index: int, default: Any = None) -> Any:
        """As `Mapping.get`, in a quarter of its time."""
        found = self._indexes[index] if 0 <= index < len(self._indexes) else -1
        return default if found < 0 else found

    def pairs(self) -> Iterator[tuple[int, int]]:
        """As `items`, in a tenth of its time."""
        return ((index, found) for index, found in enumerate(self._indexes) if found >= 0)

    def through(self, other: SharedIndexes) -> SharedIndexes:
        """Maps to a third version of the file, of which ``other`` says what it has of the second
        one."""
        indexes = SharedIndexes()
        for index in self._indexes:
            indexes.add(other.get(index))
        return indexes

    def __getitem__(self, index: int) -> int:
        found: Optional[int] = self.get(index)
        if found is None:
            raise KeyError(index)
        return found

    def __iter__(self) -> Iterator[int]:
        return (index for index, found in enumerate(self._indexes) if found >= 0)

    def __len__(self) -> int:
        return sum(found >= 0 for found in self._indexes)
