"""Many annotations in little memory."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Optional, Union, overload

from .large_bytes import SpooledBytes
from .model import Annotation, Task

_FIRST = 5000  # the first ones stay objects: unpacking takes longer than reading them
_TASKS = list(Task)
_NO_SHAPE = len(_TASKS)  # added to a task's number: an annotation without a shape
_KNOWN = 2 * len(_TASKS)  # in place of a task's number: the shape is that of a known annotation
_NOWHERE = -1


class PackedAnnotations(Sequence[Annotation]):
    """A sequence of annotations. All but the first ones are stored packed and unpacked at each
    access: as objects they take several times the memory of their shapes. Most packed shapes are
    kept on disk.

    Annotations that equal one of ``known`` take no memory for a shape.
    """

    def __init__(
        self,
        annotations: Iterable[Annotation] = (),
        known: Optional[Mapping[int, Annotation]] = None,
    ) -> None:
        self._known: Mapping[int, Annotation] = {} if known is None else known
        self._first: list[Annotation] = []
        self._kinds = bytearray()
        self._labels = array("L")
        self._names: list[str] = []
        self._numbers: dict[str, int] = {}
        self._indexes = array("q")
        self._shapes = SpooledBytes()
        self._ends = array("Q", [0])
        for annotation in annotations:
            self.append(annotation)

    def append(self, annotation: Annotation) -> None:
        """Adds an annotation at the end."""
        if len(self._first) < _FIRST:
            self._first.append(annotation)
            return
        kind = _TASKS.index(annotation.task)
        self._kinds.append(kind if annotation.wkb is not None else kind + _NO_SHAPE)
        number = self._numbers.setdefault(annotation.label, len(self._names))
        if number == len(self._names):
            self._names.append(annotation.label)
        self._labels.append(number)
        self._indexes.append(
            _NOWHERE if annotation.feature_index is None else annotation.feature_index
        )
        self._shapes.add(annotation.wkb or b"")
        self._ends.append(len(self._shapes))

    def append_known(self, index: int, known_index: int) -> None:
        """Adds an annotation that equals the known one of an index, apart from its own feature
        index."""
        if len(self._first) < _FIRST:
            self._first.append(_at_index(self._known[known_index], index))
            return
        self._kinds.append(_KNOWN)
        self._labels.append(known_index)
        self._indexes.append(index)
        self._ends.append(len(self._shapes))

    def __len__(self) -> int:
        return len(self._first) + len(self._kinds)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(self) != len(other):
            return NotImplemented
        return all(one == another for one, another in zip(self, other))

    @overload
    def __getitem__(self, index: int) -> Annotation: ...

    @overload
    def __getitem__(self, index: slice) -> list[Annotation]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Annotation, list[Annotation]]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        if index < len(self._first):
            return self._first[index]
        return self._made(index - len(self._first))

    def __iter__(self) -> Iterator[Annotation]:
        yield from self._first
        yield from map(self._made, range(len(self._kinds)))

    def _made(self, index: int) -> Annotation:
        if self._kinds[index] == _KNOWN:
            return _at_index(self._known[self._labels[index]], self._indexes[index])
        task, has_none = self._kinds[index] % _NO_SHAPE, self._kinds[index] >= _NO_SHAPE
        start, end = self._ends[index], self._ends[index + 1]
        feature_index = self._indexes[index]
        return Annotation(
            _TASKS[task],
            self._names[self._labels[index]],
            None if has_none else self._shapes.between(start, end),
            None if feature_index == _NOWHERE else feature_index,
        )


def _at_index(annotation: Annotation, index: int) -> Annotation:
    return Annotation(annotation.task, annotation.label, annotation.wkb, index)


class ShownAnnotations(Mapping[int, Annotation]):
    """The annotations of a file that can be shown, by their feature indexes, in ascending order.

    ``known`` are those of another version of the file, by their feature indexes there.
    """

    def __init__(self, known: Optional[Mapping[int, Annotation]] = None) -> None:
        self.all = PackedAnnotations(known=known)
        """The same annotations as a sequence, without their feature indexes as keys."""
        self._indexes = array("Q")

    def add(self, index: int, annotation: Annotation) -> None:
        """Adds an annotation, whose index is higher than all before."""
        self._indexes.append(index)
        self.all.append(annotation)

    def add_known(self, index: int, known_index: int) -> None:
        """Like `add`, for an annotation that equals the known one of an index."""
        self._indexes.append(index)
        self.all.append_known(index, known_index)

    def __len__(self) -> int:
        return len(self._indexes)

    def __iter__(self) -> Iterator[int]:
        return iter(self._indexes)

    def __contains__(self, index: object) -> bool:
        return isinstance(index, int) and self._index(index) is not None

    def get(self, feature_index: int, default: Any = None) -> Any:
        """As `Mapping.get`, in half of its time."""
        index = self._index(feature_index)
        return default if index is None else self.all[index]

    def __getitem__(self, feature_index: int) -> Annotation:
        index = self._index(feature_index)
        if index is None:
            raise KeyError(feature_index)
        return self.all[index]

    def _index(self, feature_index: int) -> Optional[int]:
        if feature_index < 0:
            return None
        indexes = self._indexes
        # Where all features before it are shown, index and position are equal.
        if feature_index < len(indexes) and indexes[feature_index] == feature_index:
            return feature_index
        index = bisect_left(indexes, feature_index)
        return index if index < len(indexes) and indexes[index] == feature_index else None
