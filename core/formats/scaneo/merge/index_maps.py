"""What is known of the places in a file: numbers in a row, where a dict takes ten times as much."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, MutableMapping
from typing import Any, Optional

_NONE = -1


class IndexMap(MutableMapping[int, int]):
    """A number, from 0 on, for each of some places; they come in the order of the places."""

    def __init__(self) -> None:
        self._numbers = array("q")
        self._count = 0

    def get(self, place: int, default: Any = None) -> Any:
        """The mixin's does the same in twice the time."""
        number = self._numbers[place] if 0 <= place < len(self._numbers) else _NONE
        return default if number == _NONE else number

    def __getitem__(self, place: int) -> int:
        number: Optional[int] = self.get(place)
        if number is None:
            raise KeyError(place)
        return number

    def __contains__(self, place: object) -> bool:
        return isinstance(place, int) and self.get(place) is not None

    def __setitem__(self, place: int, number: int) -> None:
        missing = place + 1 - len(self._numbers)
        if missing > 0:
            self._numbers.extend([_NONE] * missing)
        self._count += self._numbers[place] == _NONE
        self._numbers[place] = number

    def __delitem__(self, place: int) -> None:
        if place not in self:
            raise KeyError(place)
        self._numbers[place] = _NONE
        self._count -= 1

    def __iter__(self) -> Iterator[int]:
        return (place for place, number in enumerate(self._numbers) if number != _NONE)

    def __len__(self) -> int:
        return self._count


class IndexSet:
    """Some places, in their order."""

    def __init__(self, places: Iterable[int] = ()) -> None:
        self._marks = bytearray()
        self._count = 0
        for place in places:
            self.add(place)

    def add(self, place: int) -> None:
        """Takes up a place."""
        missing = place + 1 - len(self._marks)
        if missing > 0:
            self._marks.extend(bytes(missing))
        self._count += not self._marks[place]
        self._marks[place] = 1

    def remove(self, place: int) -> None:
        """Takes a place out. :raises KeyError: where it is not among them."""
        if place not in self:
            raise KeyError(place)
        self._marks[place] = 0
        self._count -= 1

    def __contains__(self, place: int) -> bool:
        return 0 <= place < len(self._marks) and bool(self._marks[place])

    def __iter__(self) -> Iterator[int]:
        return (place for place, mark in enumerate(self._marks) if mark)

    def __len__(self) -> int:
        return self._count
