"""The annotations of an image in the workspace, in little memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Union, overload

from ...base.messages import message
from ...base.model import Annotation, Problem
from ...base.packed import PackedAnnotations


@dataclass(frozen=True)
class Row:
    """An annotation in the workspace, and the id of its feature."""

    fid: int
    annotation: Annotation

    def problem(self, image: str, what: str, mend: str) -> Problem:
        """A problem of this feature."""
        if image:
            location = message(
                "workspace.feature-of", "feature {fid} of {image}", fid=self.fid, image=image
            )
        else:
            location = message("workspace.feature", "feature {fid}", fid=self.fid)
        return Problem(self.annotation.task.value, what, mend, location)


class ImageRows(Sequence[Row]):
    """Rows in the order in which they were read."""

    def __init__(self) -> None:
        self.fids = array("q")
        self.annotations = PackedAnnotations()

    def append(self, fid: int, annotation: Annotation) -> None:
        """Adds one at the end."""
        self.fids.append(fid)
        self.annotations.append(annotation)

    def __len__(self) -> int:
        return len(self.fids)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(self) != len(other):
            return NotImplemented
        return all(one == another for one, another in zip(self, other))

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Row, list[Row]]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        return Row(self.fids[index], self.annotations[index])

    def __iter__(self) -> Iterator[Row]:
        return map(Row, self.fids, self.annotations)
