"""Totals over all images, updated image by image: how many are in which state, and the highest
counts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Optional

from ....core.base.model import ImageState, Task
from ....core.workspace.summary import ImageCount


class ImageTotals:
    """Totals over the images of a list, and which rows are to do."""

    def __init__(self, images: Sequence[ImageCount] = ()) -> None:
        self.states = Counter(image.state for image in images)
        self.flagged = sum(image.flagged for image in images)
        self._sizes = {
            task: Counter(image.counts[task] for image in images if task in image.counts)
            for task in Task
        }
        self._todo = [row for row, image in enumerate(images) if image.state is ImageState.TODO]
        """Rows, from the first to the last."""

    def replace(self, row: int, before: ImageCount, image: ImageCount) -> None:
        """The image of a row was replaced."""
        self._count(before, -1)
        self._count(image, 1)
        if before.state is image.state:
            return
        if before.state is ImageState.TODO:
            del self._todo[bisect_left(self._todo, row)]
        if image.state is ImageState.TODO:
            insort(self._todo, row)

    def _count(self, image: ImageCount, by: int) -> None:
        self.states[image.state] += by
        self.flagged += by * image.flagged
        for task, count in image.counts.items():
            sizes = self._sizes[task]
            sizes[count] += by
            if not sizes[count]:
                del sizes[count]

    def largest(self, task: Task) -> int:
        """The highest number of annotations of a task in one image."""
        return max(self._sizes[task], default=0)

    def todo(self, current: Optional[int]) -> Iterator[int]:
        """The other rows that are to do: those after the current one, then from the first."""
        start = 0 if current is None else bisect_right(self._todo, current)
        end = 0 if current is None else bisect_left(self._todo, current)
        yield from self._todo[start:]
        yield from self._todo[:end]
