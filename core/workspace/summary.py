"""The counts of a campaign: plain data for whoever shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Optional

from ..base.model import Counts, ImageMark, ImageState, Label, Task
from .geopackage.database import Database
from .workspace import Workspace
from .workspace_ref import WorkspaceRef


@dataclass(frozen=True)
class LabelCount:
    """A label and how many annotations have it. ``listed`` is False where spai.json doesn't list
    it."""

    label: Label
    count: int
    listed: bool = True


@dataclass(frozen=True)
class ImageCount:
    """An image, its number of annotations by task, and whether it has edits that are not exported.

    ``state`` and ``flagged`` are its mark. ``unread``: nothing was read of it yet.
    """

    path: str
    counts: Mapping[Task, int]
    edited: bool
    state: ImageState = ImageState.TODO
    flagged: bool = False
    unread: bool = False


UNLISTED_COLOR = "#787878"  # the grey of the layers' category for all other labels


class Summary:
    """Labels in the user's order, then unlisted ones; images by name.

    It is updated by difference: `put` and `count` change only what they are about. What did not
    change stays the same object, so that views notice changes by identity.
    """

    def __init__(
        self, labels: Sequence[Label], images: Sequence[ImageCount], by_label: Mapping[str, int]
    ) -> None:
        """``images`` are all images, ``by_label`` the number of annotations by label."""
        self.images = list(images)
        self.edited_count = sum(image.edited for image in self.images)
        """How many images have edits that are not exported."""
        self.unread_count = sum(image.unread for image in self.images)
        """Of how many images nothing was read yet."""
        self._rows = {image.path: row for row, image in enumerate(self.images)}
        self._by_label = Counter(by_label)
        self._listed = labels
        self._labels: list[LabelCount] = []
        self._label_rows: dict[str, int] = {}
        self._counted: set[str] = set()
        self._is_listed_anew = True

    @property
    def annotation_count(self) -> int:
        """How many annotations there are."""
        return sum(self._by_label.values())

    @property
    def labels(self) -> Sequence[LabelCount]:
        """Each label with its number of annotations."""
        counted, self._counted = self._counted, set()
        if self._is_listed_anew or not all(map(self._keeps_row, counted)):
            self._list_labels()
        else:
            for name in counted:
                row = self._label_rows[name]
                before = self._labels[row]
                self._labels[row] = replace(before, count=self._by_label[name])
        return self._labels

    def image(self, path: str) -> Optional[ImageCount]:
        """The counts of an image; None where there is no such image."""
        row = self._rows.get(path)
        return None if row is None else self.images[row]

    def set_labels(self, labels: Sequence[Label]) -> None:
        """Replaces the list of labels."""
        before, self._listed = self._listed, labels
        if labels is before or self._is_listed_anew:
            return
        changed = [row for row, pair in enumerate(zip(before, labels)) if pair[0] is not pair[1]]
        if len(before) != len(labels) or any(before[n].name != labels[n].name for n in changed):
            self._is_listed_anew = True
            return
        for row in changed:  # listed labels come first, so their row is their index
            self._labels[row] = replace(self._labels[row], label=labels[row])

    def count(self, label: str, by: int) -> None:
        """Adds to the number of annotations of a label."""
        self._by_label[label] += by
        self._counted.add(label)

    def count_of(self, label: str) -> int:
        """How many annotations have a label."""
        return self._by_label[label]

    def put(self, image: ImageCount) -> None:
        """Replaces the counts of an image; ignores one that doesn't exist any more."""
        row = self._rows.get(image.path)
        if row is not None and self.images[row] != image:
            self.edited_count += image.edited - self.images[row].edited
            self.unread_count += image.unread - self.images[row].unread
            self.images[row] = image

    def _keeps_row(self, name: str) -> bool:
        """Whether a label has a row, and keeps it: an unlisted label has one as long as it is
        used."""
        row = self._label_rows.get(name)
        return row is not None and (self._labels[row].listed or self._by_label[name] != 0)

    def _counted_label(self, label: Label) -> LabelCount:
        """A label with its count: the same object as before, where it shows the same."""
        count, row = self._by_label[label.name], self._label_rows.get(label.name, -1)
        before = self._labels[row] if row >= 0 else None
        if before is not None and before.label is label and before.count == count:
            return before
        return LabelCount(label, count)

    def _list_labels(self) -> None:
        listed = {label.name for label in self._listed}
        self._labels = [
            *map(self._counted_label, self._listed),
            *(
                LabelCount(Label(name, UNLISTED_COLOR), count, listed=False)
                for name, count in sorted(self._by_label.items())
                if count and name not in listed
            ),
        ]
        self._label_rows = {one.label.name: row for row, one in enumerate(self._labels)}
        # where a name occurs twice, all rows are made again each time
        self._is_listed_anew = len(self._label_rows) < len(self._labels)


@dataclass(frozen=True)
class WorkspaceCounts:
    """What a workspace contains: labels, the mark of each image by name, counts, edited images,
    and images of which nothing was read yet.

    ``last_edit`` is the number of the last edit in it; ``labels_text`` tells whether the labels
    have changed. ``shown`` are images as they were shown before: what did not change stays the same
    object.

    Derived counts are calculated once, on first use: call `count` in the thread that has read it.
    """

    labels: Sequence[Label]
    marks: Mapping[str, ImageMark]
    counts: Mapping[str, Counts]
    edited: AbstractSet[str]
    unread: AbstractSet[str] = frozenset()
    last_edit: int = 0
    labels_text: str = ""
    shown: Sequence[ImageCount] = ()

    def count(self, shown: Sequence[ImageCount] = ()) -> WorkspaceCounts:
        """The same object, with everything counted."""
        counted = replace(self, shown=shown)
        for each in (counted.images, counted.by_label, counted.by_task, counted.by_mark):
            len(each)
        return counted

    @property
    def states(self) -> Mapping[str, ImageState]:
        """The state of each image by name."""
        return {image: mark.state for image, mark in self.marks.items()}

    @cached_property
    def images(self) -> Sequence[ImageCount]:
        """The images with their counts."""
        none: Counts = {}
        found = (
            as_counted(
                path,
                by_task(self.counts.get(path, none)),
                path in self.edited,
                mark,
                path in self.unread,
            )
            for path, mark in self.marks.items()
        )
        shown = {image.path: image for image in self.shown}
        return [
            before if (before := shown.get(image.path)) == image and before else image
            for image in found
        ]

    @cached_property
    def by_label(self) -> Counter[str]:
        """The number of annotations by label."""
        found: Counter[str] = Counter()
        for counts in self.counts.values():
            for (_, label), count in counts.items():
                found[label] += count
        return found

    @cached_property
    def by_task(self) -> Counter[Task]:
        """The number of annotations by task."""
        found: Counter[Task] = Counter()
        for counts in self.counts.values():
            for (task, _), count in counts.items():
                found[task] += count
        return found

    @cached_property
    def by_mark(self) -> Counter[ImageMark]:
        """The number of images by mark."""
        return Counter(self.marks.values())

    def summary(self) -> Summary:
        """As a `Summary`."""
        return Summary(self.labels, self.images, self.by_label)


def by_task(counts: Counts) -> dict[Task, int]:
    """An image's number of annotations by task, without tasks that it has none of."""
    found: dict[Task, int] = {}
    for (task, _), count in counts.items():
        if count:
            found[task] = found.get(task, 0) + count
    return found


def as_counted(
    path: str, counts: Mapping[Task, int], edited: bool, mark: ImageMark, unread: bool
) -> ImageCount:
    """An image with its counts.

    An image that has got an annotation is not empty any more, although that is not saved yet.
    """
    state = ImageState.TODO if mark.state is ImageState.EMPTY and counts else mark.state
    return ImageCount(path, counts, edited, state, mark.flagged, unread)


def read_counts(workspace: WorkspaceRef) -> WorkspaceCounts:
    """What a workspace contains; open edits are not included.

    :raises WorkspaceError: where it can't be read.
    """
    with workspace.open(writable=False) as opened:
        return counts_of(opened)


def counts_of(opened: Workspace) -> WorkspaceCounts:
    """Like `read_counts`, of a workspace that is open.

    :raises WorkspaceError: where it can't be read.
    """
    changes = opened.changes()  # first, so that edits made meanwhile are recounted later
    unread = frozenset(image.path for image in opened.unread())
    counts = opened.counts()
    last = max(changes.values(), default=0)
    text = read_labels_text(opened.database)
    labels = tuple(opened.labels())
    return WorkspaceCounts(labels, opened.marks(), counts, changes.keys(), unread, last, text)


def read_labels_text(database: Database) -> str:
    """All labels of a workspace as one text, made by SQLite: tells whether they have changed.

    :raises WorkspaceError: where it can't be read.
    """
    rows = database.rows(
        "SELECT group_concat(quote(name) || quote(color)) FROM "
        "(SELECT name, color FROM labels ORDER BY fid)"
    )
    return next((row.GetFieldAsString(0) for row in rows), "")
