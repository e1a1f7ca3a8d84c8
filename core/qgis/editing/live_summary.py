"""The counts of a campaign during editing, including open edits, updated by difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Optional

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject

from ...base.model import Counts, Task
from ...campaign.merging.unread_images import ReadImages
from ...workspace.content.annotation_table import Assigned
from ...workspace.recount import Recount
from ...workspace.summary import ImageCount, Summary, WorkspaceCounts, as_counted, by_task
from ...workspace.workspace_ref import WorkspaceRef
from .edit_buffer import SavedAnnotations, assigned_now
from .live_marks import ImageMarks
from .palette import Palette

Pairs = Mapping[int, tuple[Optional[Assigned], Optional[Assigned]]]
"""Image and label of features, by id, as saved and as they are now; None where the feature doesn't
exist."""


class Tally(QObject):
    """The counts of the workspace, and how they differ now.

    Layers report which features changed; only these are read again, and only the counts of their
    images and labels change.
    """

    def __init__(
        self,
        workspace: WorkspaceRef,
        counts: WorkspaceCounts,
        counted: Callable[[str, int], None],
    ) -> None:
        """``counted`` is called for each label whose number of annotations changed, with the
        difference."""
        super().__init__()
        self._workspace = workspace
        self._counted = counted
        self._counts: dict[str, Counts] = {}  # saved, by image
        self._edited: set[str] = set()  # saved: images with edits that are not exported
        self.totals: Counter[Task] = Counter()
        """How many annotations of each task are in the workspace."""
        self._more: dict[str, Counter[tuple[Task, str]]] = {}  # difference by open edits, by image
        self._open: Counter[str] = Counter()  # number of features with open edits, by image
        self._stale: set[str] = set()
        self._layers: dict[Task, QgsVectorLayer] = {}
        self._touch_by: dict[Task, Callable[..., None]] = {}
        self._touched: dict[Task, set[int]] = {task: set() for task in Task}
        self._saved: dict[Task, dict[int, Assigned]] = {task: {} for task in Task}
        self._now: dict[Task, dict[int, Assigned]] = {task: {} for task in Task}
        self._read: dict[Task, Mapping[int, Assigned]] = {}
        self._start(counts)

    def watch(self, task: Task, layer: QgsVectorLayer) -> None:
        """Counts the edits of a layer from now on."""
        self._layers[task] = layer
        self._touch_by[task] = partial(self._touch, task)
        for signal in self._signals(layer):
            signal.connect(self._touch_by[task])

    def leave(self, task: Task) -> None:
        """Stops counting the edits of a layer, which is being removed."""
        for signal in self._signals(self._layers.pop(task)):
            signal.disconnect(self._touch_by[task])
        self.drop(task)

    def _signals(self, layer: QgsVectorLayer) -> Sequence[Any]:
        return layer.featureAdded, layer.featureDeleted, layer.attributeValueChanged

    def _touch(self, task: Task, fid: int, *_: object) -> None:
        self._touched[task].add(fid)

    # What is in the workspace

    def count_again(self, counts: WorkspaceCounts) -> None:
        """Begins with the present content of the workspace; open edits stay counted.

        ``counted`` is not called: recalculate the labels from `open_labels`.
        """
        self._start(counts)

    def _start(self, counts: WorkspaceCounts) -> None:
        self._counts = dict(counts.counts)
        self._edited = set(counts.edited)
        self.totals = Counter(counts.by_task)
        self._stale = set(self._open)

    def count_image(self, image: str, counts: Counts, is_edited: bool = True) -> None:
        """An image was edited or read in the workspace, and now has these counts."""
        before = self._counts.get(image, {})
        for sign, known in ((-1, before), (1, counts)):
            for (task, label), count in known.items():
                self.totals[task] += sign * count
                self._counted(label, sign * count)
        self._counts[image] = counts
        if is_edited:
            self._edited.add(image)
        self._stale.add(image)

    @property
    def edited_count(self) -> int:
        """How many images have saved edits that are not exported."""
        return len(self._edited)

    def settle(self, tasks: Iterable[Task]) -> set[str]:
        """The open edits of layers, as last read, have just been saved.

        Returns the images that got annotations.
        """
        annotated = set()
        for task in tasks:
            pairs = self._pairs(task, self._known(task))
            self._put(task, pairs, -1)
            by_label: Counter[str] = Counter()
            for before, now in pairs.values():
                if before != now:
                    self._save(task, before, -1, by_label)
                    self._save(task, now, 1, by_label)
                    annotated.update([] if now is None else [now.image])
            self._tell(by_label)
            self._forget(task)
        return annotated

    def _save(self, task: Task, one: Optional[Assigned], by: int, by_label: Counter[str]) -> None:
        if one is not None:
            known = self._counts.get(one.image, {})
            key = (task, one.label)
            self._counts[one.image] = {**known, key: known.get(key, 0) + by}
            self._edited.add(one.image)
            by_label[one.label] += by
            self.totals[task] += by

    def _tell(self, by_label: Mapping[str, int]) -> None:
        """Calls `counted` once for each label."""
        for label, by in by_label.items():
            self._counted(label, by)

    # What is open

    def count_open(self, task: Task) -> None:
        """Counts the open edits of a layer before it is saved, since that gives new features other
        ids.

        :raises WorkspaceError: where the workspace can't be read.
        """
        with SavedAnnotations(self._workspace) as workspace:
            self._count_open(task, self._layers[task], workspace)

    def note_read(self, task: Task, assigned: Mapping[int, Assigned]) -> None:
        """Image and label of saved features, just read: they are about to change, so need not be
        read again."""
        self._read[task] = assigned

    def drop(self, task: Task) -> None:
        """The edits of a layer were rolled back."""
        self._put(task, self._pairs(task, self._known(task)), -1)
        self._forget(task)

    def _forget(self, task: Task) -> None:
        self._touched[task].clear()
        self._saved[task].clear()
        self._now[task].clear()

    def count_all_open(self) -> None:
        """Counts the present open edits.

        :raises WorkspaceError: where the workspace can't be read.
        """
        with SavedAnnotations(self._workspace) as workspace:
            for task, layer in self._layers.items():
                self._count_open(task, layer, workspace)
        self._read.clear()

    def _count_open(self, task: Task, layer: QgsVectorLayer, workspace: SavedAnnotations) -> None:
        touched, saved, now = self._touched[task], self._saved[task], self._now[task]
        if not touched:
            return
        read, wanted = self._read.pop(task, {}), touched - saved.keys()
        found = {fid: read[fid] for fid in wanted & read.keys()}
        found.update(workspace.assigned(task, wanted - read.keys()))
        self._touched[task] = set()
        self._put(task, self._pairs(task, touched), -1)
        saved.update(found)
        for fid in touched:
            now.pop(fid, None)
        now.update(
            assigned_now(layer, touched, {fid: saved[fid] for fid in touched & saved.keys()})
        )
        self._put(task, self._pairs(task, touched), 1)

    def _known(self, task: Task) -> Collection[int]:
        return self._saved[task].keys() | self._now[task].keys()

    def _pairs(self, task: Task, fids: Iterable[int]) -> Pairs:
        saved, now = self._saved[task], self._now[task]
        return {fid: (saved.get(fid), now.get(fid)) for fid in fids}

    def _put(self, task: Task, pairs: Pairs, sign: int) -> None:
        """Adds the differences of features; removes them with a sign of -1."""
        by_label: Counter[str] = Counter()
        for before, now in pairs.values():
            if before == now:
                continue
            for one, by in ((before, -sign), (now, sign)):
                if one is not None:
                    image, label = one
                    if image not in self._more:
                        self._more[image] = Counter()
                    self._more[image][task, label] += by
                    self._open[image] += sign
                    if not self._open[image]:
                        del self._open[image], self._more[image]
                    by_label[label] += by
                    self._stale.add(image)
        self._tell(by_label)

    # What there is by now

    def open_labels(self) -> Mapping[str, int]:
        """How many more annotations than saved have each label, by open edits."""
        found: Counter[str] = Counter()
        for counts in self._more.values():
            for (_, label), count in counts.items():
                found[label] += count
        return found

    def take_stale(self) -> set[str]:
        """The images whose display has changed since the last call."""
        stale, self._stale = self._stale, set()
        return stale

    def counts_of(self, image: str) -> Mapping[Task, int]:
        """An image's number of annotations by task."""
        counts = self._counts.get(image, {})
        more = self._more.get(image)
        return by_task(counts if more is None else _sum(counts, more))

    def is_edited(self, image: str) -> bool:
        """Whether an image has edits that are not exported, or not saved."""
        return image in self._edited or self._open[image] > 0


def _sum(counts: Counts, more: Counts) -> Counts:
    return {key: counts.get(key, 0) + more.get(key, 0) for key in counts.keys() | more.keys()}


class LiveSummary:
    """Combines the counts, the marks of images, and the labels."""

    def __init__(
        self,
        workspace: WorkspaceRef,
        counts: WorkspaceCounts,
        palette: Palette,
        marks: ImageMarks,
    ) -> None:
        self._palette = palette
        self._marks = marks
        self._summary = counts.summary()
        self.tally = Tally(workspace, counts, self._count)
        self.last_edit = counts.last_edit
        """The number of the last edit in the workspace that is counted."""
        self.labels_text = counts.labels_text
        """By this it is seen whether the labels in the workspace are others by now."""
        self.unread = set(counts.unread)
        """The images of which nothing was read yet."""

    def _count(self, label: str, by: int) -> None:
        self._summary.count(label, by)

    @property
    def shown(self) -> Sequence[ImageCount]:
        """The images as they were last shown."""
        return list(self._summary.images)

    def summary(self) -> Summary:
        """The present counts, including open edits; the object is kept up to date.

        :raises WorkspaceError: where the workspace can't be read.
        """
        tally, marks = self.tally, self._marks
        tally.count_all_open()
        for image in tally.take_stale() | marks.take_stale():
            mark = marks.of(image)
            if mark is not None:
                edited = tally.is_edited(image) or marks.is_edited(image)
                counts, unread = tally.counts_of(image), image in self.unread
                self._summary.put(as_counted(image, counts, edited, mark, unread))
        self._summary.set_labels(self._palette.labels)
        return self._summary

    def count_again(self, counts: WorkspaceCounts) -> None:
        """Begins with the present content of the workspace; open edits stay counted."""
        self.tally.count_again(counts)
        self._marks.start(counts.marks, counts.by_mark)
        self.last_edit, self.labels_text = counts.last_edit, counts.labels_text
        self.unread = set(counts.unread)
        self._summary = counts.summary()
        for label, by in self.tally.open_labels().items():
            self._summary.count(label, by)

    def take_read(self, read: ReadImages) -> None:
        """Adds images that were unread before. Others may have been edited since they were counted
        in another thread."""
        fresh = self.unread & read.counts.keys()
        self.unread -= fresh
        for image in fresh:
            self.tally.count_image(image, read.counts[image], image in read.edited)
        self._marks.take({image: read.marks[image] for image in fresh})

    def take(self, later: Recount) -> bool:
        """Adds what was edited in the workspace since; returns whether all counts agree."""
        for image, counts in later.counts.items():
            self.tally.count_image(image, counts)
        self._marks.take(later.marks)
        self.last_edit, self.labels_text = later.last_edit, later.labels_text
        totals = later.totals
        return (
            all(self.tally.totals[task] == totals.annotations[task] for task in Task)
            and +self._marks.totals == totals.marks
            and self.tally.edited_count == totals.edited
        )
