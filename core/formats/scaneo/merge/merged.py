"""The result of a merge in little memory: most of it is unchanged."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Optional, Union, overload

from ....base.model import Annotation

_GONE, _NEW, _OURS, _THEIRS = range(4)


@dataclass(frozen=True)
class MergedAnnotation:
    """An annotation of the result; its ``feature_index`` is the one in theirs, None where it is new
    there.

    ``index`` is which of ours it is, None where it comes from theirs.
    """

    annotation: Annotation
    index: Optional[int]


class MergedRows(Sequence[MergedAnnotation]):
    """What a merge makes of our annotations, in their order, followed by those that only theirs
    has.

    Stored for each of ours: whether it stays or becomes theirs, and which of theirs. The annotation
    is made at each access.
    """

    def __init__(self, ours: Sequence[Annotation], theirs: Mapping[int, Annotation]) -> None:
        self._ours, self._theirs = ours, theirs
        self._kinds = bytearray(len(ours))
        self._indexes = array("q", bytes(8 * len(ours)))
        self._only: set[int] = set()  # feature indexes in theirs
        self._order: Optional[tuple[array[int], list[int]]] = None

    def put(self, row: int, at: Optional[int]) -> None:
        """One of ours stays; it is the feature ``at`` of theirs, or new there."""
        self._put(row, _NEW if at is None else _OURS, at or 0)

    def put_theirs(self, row: int, at: int) -> None:
        """One of ours is replaced by that of theirs."""
        self._put(row, _THEIRS, at)

    def add_theirs(self, at: int) -> None:
        """One of theirs is added."""
        self._only.add(at)
        self._order = None

    def _put(self, row: int, kind: int, at: int) -> None:
        self._kinds[row], self._indexes[row] = kind, at
        self._order = None

    def has_row(self, row: int) -> bool:
        """Whether it is decided what becomes of one of ours."""
        return self._kinds[row] != _GONE

    def left_rows(self) -> list[int]:
        """Those of ours that are removed."""
        return [row for row, kind in enumerate(self._kinds) if kind == _GONE]

    def _ordered(self) -> tuple[array[int], list[int]]:
        if self._order is None:
            rows = array("Q", (row for row, kind in enumerate(self._kinds) if kind != _GONE))
            self._order = rows, sorted(self._only)
        return self._order

    def __len__(self) -> int:
        rows, only = self._ordered()
        return len(rows) + len(only)

    @overload
    def __getitem__(self, index: int) -> MergedAnnotation: ...

    @overload
    def __getitem__(self, index: slice) -> list[MergedAnnotation]: ...

    def __getitem__(
        self, index: Union[int, slice]
    ) -> Union[MergedAnnotation, list[MergedAnnotation]]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        index %= len(self)
        rows, only = self._ordered()
        if index >= len(rows):
            return MergedAnnotation(self._theirs[only[index - len(rows)]], None)
        return MergedAnnotation(self._made(rows[index]), rows[index])

    def __iter__(self) -> Iterator[MergedAnnotation]:
        rows, only = self._ordered()
        yield from (MergedAnnotation(self._made(row), row) for row in rows)
        yield from (MergedAnnotation(self._theirs[at], None) for at in only)

    def annotation(self, index: int) -> Annotation:
        """The annotation of an index, from 0 on."""
        rows, only = self._ordered()
        return (
            self._made(rows[index]) if index < len(rows) else self._theirs[only[index - len(rows)]]
        )

    def annotations(self) -> Iterator[Annotation]:
        """All annotations, in their order."""
        rows, only = self._ordered()
        yield from map(self._made, rows)
        yield from (self._theirs[at] for at in only)

    def _made(self, row: int) -> Annotation:
        kind, at = self._kinds[row], self._indexes[row]
        if kind == _THEIRS:
            return self._theirs[at]
        one, index = self._ours[row], at if kind == _OURS else None
        return (
            one if one.feature_index == index else Annotation(one.task, one.label, one.wkb, index)
        )


class MergedShapes(Sequence[Annotation]):
    """The annotations of a merge's result."""

    def __init__(self, merged: MergedRows) -> None:
        self._merged = merged

    def __len__(self) -> int:
        return len(self._merged)

    @overload
    def __getitem__(self, index: int) -> Annotation: ...

    @overload
    def __getitem__(self, index: slice) -> list[Annotation]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Annotation, list[Annotation]]:
        if isinstance(index, slice):
            return [one.annotation for one in self._merged[index]]
        return self._merged.annotation(range(len(self))[index])

    def __iter__(self) -> Iterator[Annotation]:
        return self._merged.annotations()
