"""What a campaign holds, counted: plain data for whoever shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from ..scaneo.model import Label, Task
from .states import Mark, State
from .workspace import Workspace


@dataclass(frozen=True)
class LabelCount:
    """A label and how many annotations have it. ``listed`` is False where spai.json hasn't."""

    label: Label
    count: int
    listed: bool = True


@dataclass(frozen=True)
class ImageCount:
    """An image, how many annotations of each task it has, and whether any edit is unexported.

    ``state`` and ``flagged`` are what people say of it.
    """

    path: str
    counts: Mapping[Task, int]
    edited: bool
    state: State = State.TODO
    flagged: bool = False


@dataclass(frozen=True)
class Summary:
    """Labels in the user's order, then unlisted ones; images by name."""

    labels: Sequence[LabelCount]
    images: Sequence[ImageCount]

    @property
    def annotation_count(self) -> int:
        """How many annotations there are."""
        return sum(entry.count for entry in self.labels)

    @property
    def edited_count(self) -> int:
        """How many images have edits that are not exported."""
        return sum(image.edited for image in self.images)


UNLISTED_COLOR = "#787878"  # the grey of the layers' fallback category
Counts = Mapping[tuple[str, Task, str], int]
"""How many annotations there are, by image, task and label."""


@dataclass(frozen=True)
class Holdings:
    """What a workspace holds: labels, the mark of each image by name, counts, edited images."""

    labels: Sequence[Label]
    marks: Mapping[str, Mark]
    counts: Counts
    edited: AbstractSet[str]

    @property
    def states(self) -> Mapping[str, State]:
        """The state of each image by name."""
        return {image: mark.state for image, mark in self.marks.items()}

    def summary(self) -> Summary:
        """The same for people to see."""
        by_label: Counter[str] = Counter()
        by_image: dict[str, dict[Task, int]] = {image: {} for image in self.marks}
        for (image, task, label), count in self.counts.items():
            by_label[label] += count
            if count and image in by_image:
                by_image[image][task] = by_image[image].get(task, 0) + count
        listed = {label.name for label in self.labels}
        return Summary(
            [
                *(LabelCount(label, by_label[label.name]) for label in self.labels),
                *(
                    LabelCount(Label(name, UNLISTED_COLOR), count, listed=False)
                    for name, count in sorted(by_label.items())
                    if count and name not in listed
                ),
            ],
            [
                ImageCount(
                    path,
                    by_image[path],
                    path in self.edited,
                    _seen(mark.state, by_image[path]),
                    mark.flagged,
                )
                for path, mark in self.marks.items()
            ],
        )


def _seen(state: State, counts: Mapping[Task, int]) -> State:
    """An image that has got an annotation is empty no more, though it is not saved yet."""
    return State.TODO if state is State.EMPTY and counts else state


def read_holdings(workspace: Path) -> Holdings:
    """What a workspace holds; edits that are still open are not in it yet.

    :raises WorkspaceError: where it can't be read.
    """
    with Workspace.open(workspace, writable=False) as opened:
        return Holdings(opened.labels(), opened.marks(), opened.counts(), opened.changes().keys())
