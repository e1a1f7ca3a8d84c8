"""The counts of a campaign during editing, updated by difference."""

from __future__ import annotations

from collections.abc import Sequence

from ...base.model import Task
from ...workspace.recount import Recount
from ...workspace.summary import ImageCount, Summary, WorkspaceCounts, as_counted
from ...workspace.workspace_ref import WorkspaceRef
from .live_marks import ImageMarks
from .palette import Palette
from .tally import Tally


class LiveSummary:
    """Combines the counts, the marks of images, and the labels."""

    def __init__(
        self,
        workspace: WorkspaceRef,
        holdings: WorkspaceCounts,
        palette: Palette,
        marks: ImageMarks,
    ) -> None:
        self._palette = palette
        self._marks = marks
        self._summary = holdings.summary()
        self.tally = Tally(workspace, holdings, self._count)
        self.last_edit = holdings.last_edit
        """The number of the last edit in the workspace that is counted."""
        self.labels_text = holdings.labels_text
        """By this it is seen whether the labels in the workspace are others by now."""

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
        tally.look_all()
        for image in tally.take_stale() | marks.take_stale():
            mark = marks.of(image)
            if mark is not None:
                edited = tally.is_edited(image) or marks.is_edited(image)
                self._summary.put(as_counted(image, tally.counts_of(image), edited, mark))
        self._summary.set_labels(self._palette.labels)
        return self._summary

    def count_again(self, holdings: WorkspaceCounts) -> None:
        """Begins with the present content of the workspace; open edits stay counted."""
        self.tally.count_again(holdings)
        self._marks.start(holdings.marks, holdings.by_mark)
        self.last_edit, self.labels_text = holdings.last_edit, holdings.labels_text
        self._summary = holdings.summary()
        for label, by in self.tally.open_labels().items():
            self._summary.count(label, by)

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
