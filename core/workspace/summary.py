"""What a campaign holds, counted: plain data for whoever shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Optional

from ..base.image_state import ImageMark, ImageState
from ..base.model import Label, Task
from .geopackage.database import Database
from .workspace_ref import WorkspaceRef


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
    state: ImageState = ImageState.TODO
    flagged: bool = False


UNLISTED_COLOR = "#787878"  # the grey of the layers' fallback category
Counts = Mapping[tuple[Task, str], int]
"""How many annotations of each task and label an image has."""


class Summary:
    """Labels in the user's order, then unlisted ones; images by name.

    It is kept by difference: `put` and `count` change what they are about and nothing else. What is
    as it was stays the same object, by which who shows it sees at once what is not.
    """

    def __init__(
        self, labels: Sequence[Label], images: Sequence[ImageCount], by_label: Mapping[str, int]
    ) -> None:
        """``images`` are all that there are, ``by_label`` how many annotations have each label."""
        self.images = list(images)
        self.edited_count = sum(image.edited for image in self.images)
        """How many images have edits that are not exported."""
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
        """Each label, and how many annotations have it."""
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
        """What there is of an image; None where there is no such image."""
        row = self._rows.get(path)
        return None if row is None else self.images[row]

    def set_labels(self, labels: Sequence[Label]) -> None:
        """Lists these labels from now on."""
        before, self._listed = self._listed, labels
        if labels is before or self._is_listed_anew:
            return
        changed = [row for row, pair in enumerate(zip(before, labels)) if pair[0] is not pair[1]]
        if len(before) != len(labels) or any(before[n].name != labels[n].name for n in changed):
            self._is_listed_anew = True
            return
        for row in changed:  # listed ones come first, so they are in the rows of their places
            self._labels[row] = replace(self._labels[row], label=labels[row])

    def count(self, label: str, by: int) -> None:
        """So many more annotations have a label."""
        self._by_label[label] += by
        self._counted.add(label)

    def put(self, image: ImageCount) -> None:
        """Puts what there is of an image in place of what there was; not of one that is gone."""
        row = self._rows.get(image.path)
        if row is not None and self.images[row] != image:
            self.edited_count += image.edited - self.images[row].edited
            self.images[row] = image

    def _keeps_row(self, name: str) -> bool:
        """Whether a label has a row, and goes on having it: an unlisted one by what has it."""
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
        # where two rows have one name, all are made anew each time
        self._is_listed_anew = len(self._label_rows) < len(self._labels)


@dataclass(frozen=True)
class Holdings:
    """What a workspace holds: labels, the mark of each image by name, counts, edited images.

    ``last_edit`` is the number of the last edit that is in it; ``labels_text`` is by what it is
    seen whether the labels are others. ``shown`` are images as they were shown before: what is as
    it was stays the same object.

    What is asked of it later is counted once: do that in the thread that has read it, with `count`.
    """

    labels: Sequence[Label]
    marks: Mapping[str, ImageMark]
    counts: Mapping[str, Counts]
    edited: AbstractSet[str]
    last_edit: int = 0
    labels_text: str = ""
    shown: Sequence[ImageCount] = ()

    def count(self, shown: Sequence[ImageCount] = ()) -> Holdings:
        """The same, with all of it counted."""
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
        """The images, as people see them."""
        none: Counts = {}
        found = (
            as_counted(path, by_task(self.counts.get(path, none)), path in self.edited, mark)
            for path, mark in self.marks.items()
        )
        shown = {image.path: image for image in self.shown}
        return [
            before if (before := shown.get(image.path)) == image and before else image
            for image in found
        ]

    @cached_property
    def by_label(self) -> Counter[str]:
        """How many annotations have each label."""
        found: Counter[str] = Counter()
        for counts in self.counts.values():
            for (_, label), count in counts.items():
                found[label] += count
        return found

    @cached_property
    def by_task(self) -> Counter[Task]:
        """How many annotations of each task there are."""
        found: Counter[Task] = Counter()
        for counts in self.counts.values():
            for (task, _), count in counts.items():
                found[task] += count
        return found

    @cached_property
    def by_mark(self) -> Counter[ImageMark]:
        """How many images have each mark."""
        return Counter(self.marks.values())

    def summary(self) -> Summary:
        """The same for people to see."""
        return Summary(self.labels, self.images, self.by_label)


def by_task(counts: Counts) -> dict[Task, int]:
    """How many annotations of each task an image has, of the tasks that it has any of."""
    found: dict[Task, int] = {}
    for (task, _), count in counts.items():
        if count:
            found[task] = found.get(task, 0) + count
    return found


def as_counted(path: str, counts: Mapping[Task, int], edited: bool, mark: ImageMark) -> ImageCount:
    """An image as people see it.

    One that has got an annotation is empty no more, though it is not saved yet.
    """
    state = ImageState.TODO if mark.state is ImageState.EMPTY and counts else mark.state
    return ImageCount(path, counts, edited, state, mark.flagged)


def read_holdings(workspace: WorkspaceRef) -> Holdings:
    """What a workspace holds; edits that are still open are not in it yet.

    :raises WorkspaceError: where it can't be read.
    """
    with workspace.open(writable=False) as opened:
        changes = opened.changes()  # first: who edits meanwhile is looked at again
        counts: dict[str, dict[tuple[Task, str], int]] = {}
        pairs: dict[tuple[Task, str], tuple[Task, str]] = {}  # one object for all that are equal
        for (image, task, label), count in opened.counts().items():
            pair = pairs.setdefault((task, label), (task, label))
            counts.setdefault(image, {})[pair] = count
        last = max(changes.values(), default=0)
        text = read_labels_text(opened.database)
        labels = tuple(opened.labels())
        return Holdings(labels, opened.marks(), counts, changes.keys(), last, text)


def read_labels_text(database: Database) -> str:
    """All labels of a workspace as one text, which SQLite makes: to see whether they are others.

    :raises WorkspaceError: where it can't be read.
    """
    rows = database.rows(
        "SELECT group_concat(quote(name) || quote(color)) FROM "
        "(SELECT name, color FROM labels ORDER BY fid)"
    )
    return next((row.GetFieldAsString(0) for row in rows), "")
