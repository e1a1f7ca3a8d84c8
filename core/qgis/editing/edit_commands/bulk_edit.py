"""Bulk edits: what is done to a label that very many annotations have.

QGIS's edit buffers take a turn of the event loop, and so does their save: with 50,000 annotations,
seconds in which nobody can do anything. So the workspace is changed instead, in one transaction in
a thread: a kill, an error or a cancelled edit leaves it as it was. Nevertheless it is one step of
the history: what to undo is remembered, by feature ids.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Optional

from qgis.core import QgsFeedback

from ....base.errors import ScaneoError
from ....base.messages import message
from ....base.model import Label, Task
from ....campaign.label_edits import check_label_name, put_labels
from ....campaign.long_work import go_on
from ....workspace.content.kept_rows import KeptRows
from ....workspace.geopackage.database import WorkspaceError
from ....workspace.repository import keeping_open_edits
from ....workspace.summary import ImageCount, WorkspaceCounts, read_counts
from ....workspace.workspace import Workspace
from ....workspace.workspace_ref import WorkspaceRef
from ...translation import tr
from ..session import EditSession
from .class_merge import find_doubled

MOST = 150
"""Labels that more annotations have are changed by bulk edits."""
_AT_ONCE = 1000  # features in one statement: a cancelled edit ends after it


class CannotUndo(ScaneoError):
    """A bulk edit that can't be undone any more."""


def is_bulk(session: EditSession, label: str) -> bool:
    """Whether what is done to a label is a bulk edit.

    :raises WorkspaceError: where the workspace can't be read.
    """
    return session.summary().count_of(label) > MOST


@dataclass(frozen=True)
class Counted:
    """What a workspace contains after a bulk edit, None where it can't be read; and how many
    classes images have twice since, as the file says something different of each."""

    counts: Optional[WorkspaceCounts]
    doubled: int = 0


@dataclass
class _Changed:
    """What was changed: the features that got another label, and those that were removed."""

    relabelled: dict[Task, array[int]] = field(default_factory=dict)
    removed: KeptRows = field(default_factory=KeptRows)
    doubled: int = 0


class BulkEdit:
    """Renames a label, merges it into another one, or deletes it with its annotations.

    `do` and `undo` are called in a thread, in turns, while no layer of the workspace can be edited
    and nothing is open in them. They are all or nothing, and read the workspace as it is by then:
    what others changed since stays as it is.
    """

    def __init__(self, session: EditSession, text: str, name: str, into: str, is_new: bool) -> None:
        """``text`` is the step's. The label ``name`` becomes ``into``, which is new or has been
        there before; without it, annotations are removed."""
        session.palette.check()
        self.text = text
        self.is_done = False
        self._workspace: WorkspaceRef = session.workspace
        self._name, self._into, self._is_new = name, into, is_new
        self._label = Label(name, "")
        self._index = 0
        self._changed = _Changed()

    @classmethod
    def renaming(cls, session: EditSession, old: str, new: str) -> BulkEdit:
        """Renames a label.

        :raises BadLabel: where the name is invalid, or another label has it.
        """
        session.palette.renamed(old, new)
        return cls(session, tr("Rename a label"), old, new, True)

    @classmethod
    def merging(cls, session: EditSession, name: str, into: str) -> BulkEdit:
        """Merges a label into another one; an image that has both as classes keeps one, unless its
        file says something different of each.

        :raises BadLabel: where labels are to keep their index.
        """
        session.palette.without(name)
        return cls(session, tr("Merge labels"), name, into, False)

    @classmethod
    def deleting(cls, session: EditSession, name: str) -> BulkEdit:
        """Deletes a label, and all annotations that have it.

        :raises BadLabel: where labels are to keep their index.
        """
        session.palette.without(name)
        return cls(session, tr("Delete a label"), name, "", False)

    def do(self, feedback: QgsFeedback, shown: Sequence[ImageCount] = ()) -> Counted:
        """Changes the workspace. ``shown`` are images as they are shown now.

        :raises ScaneoError: where it can't be written. Everything is as it was then.
        :raises Cancelled: likewise.
        """
        changed = _Changed()
        with self._writing(changed.removed) as workspace:
            labels = workspace.labels()
            put_labels(workspace, self._labels_after(labels))
            self._change(workspace, changed, feedback)
        self._changed, self.is_done = changed, True
        self._remember(labels)
        return Counted(self._count(shown), changed.doubled)

    def undo(self, feedback: QgsFeedback, shown: Sequence[ImageCount] = ()) -> Counted:
        """Changes the workspace back; annotations and labels that others changed since stay.

        :raises CannotUndo: where files were written, or tables replaced, since.
        :raises ScaneoError: where it can't be written. Everything is as it was then.
        :raises Cancelled: likewise.
        """
        changed = self._changed
        with self._writing(changed.removed) as workspace:
            self._check_undo(workspace, changed)
            put_labels(workspace, self._labels_before(workspace.labels()))
            self._change_back(workspace, changed, feedback)
        self._changed, self.is_done = _Changed(), False
        return Counted(self._count(shown))

    def _count(self, shown: Sequence[ImageCount]) -> Optional[WorkspaceCounts]:
        """What can't be read now is no reason to say that nothing was changed."""
        with suppress(WorkspaceError):
            return read_counts(self._workspace).count(shown)
        return None

    @contextmanager
    def _writing(self, removed: KeptRows) -> Iterator[Workspace]:
        """The workspace within a transaction, with the file of removed rows."""
        with self._workspace.open() as workspace:
            removed.attach(workspace.database)
            with workspace.transaction(), keeping_open_edits(workspace):
                yield workspace

    # Annotations

    def _change(self, workspace: Workspace, changed: _Changed, feedback: QgsFeedback) -> None:
        found = {task: workspace.fids_with_label(task, self._name) for task in Task}
        gone: dict[Task, array[int]] = {}
        if not self._into:
            gone = found
        else:
            changed.relabelled = found
            if not self._is_new:
                self._merge_classes(workspace, changed, gone, feedback)
        steps = _Steps([*changed.relabelled.values(), *gone.values()], feedback)
        for task, fids in changed.relabelled.items():
            for some in steps.parts(fids):
                workspace.relabel(task, some, self._name, self._into)
        for task, fids in gone.items():
            for some in steps.parts(fids):
                changed.removed.keep(workspace.database, task, some)
        changed.removed.note_in_files(workspace.database)

    def _merge_classes(
        self,
        workspace: Workspace,
        changed: _Changed,
        gone: dict[Task, array[int]],
        feedback: QgsFeedback,
    ) -> None:
        """Of two classes of an image that get one label, one goes."""
        task = Task.CLASSIFICATION
        given, having = (
            {fid: one.image for fid, one in workspace.assigned_with_label(task, name).items()}
            for name in (self._name, self._into)
        )
        merged = find_doubled(given, having, self._into).settle_in(workspace, go_on(feedback))
        stay = (fid for fid in changed.relabelled[task] if fid not in merged.gone)
        changed.relabelled[task] = array("q", stay)
        gone[task] = array("q", sorted(merged.gone))
        changed.doubled = merged.kept

    def _change_back(self, workspace: Workspace, changed: _Changed, feedback: QgsFeedback) -> None:
        rows = {task: range(changed.removed.count(task)) for task in Task}
        steps = _Steps([*changed.relabelled.values(), *rows.values()], feedback)
        for task, fids in changed.relabelled.items():
            for some in steps.parts(fids):
                workspace.relabel(task, some, self._into, self._name)
        for task, each in rows.items():
            for some in steps.parts(each):
                changed.removed.put_back(workspace.database, task, some[0], len(some))

    def _check_undo(self, workspace: Workspace, changed: _Changed) -> None:
        """Without its place in the file, an annotation would come back without its members; and
        ids of a table that another program made anew are not those that are remembered.

        :raises CannotUndo: where that is so.
        """
        is_exported = not changed.removed.are_in_files(workspace.database)
        if is_exported or any(workspace.overwritten_tasks().values()):
            raise CannotUndo(
                message(
                    "bulk_edit.cannot-undo",
                    "“{step}” can't be undone any more: files were written since, or another "
                    "program has replaced the layers. Restore…, in the menu of Export, brings "
                    "back how files were.",
                    step=self.text,
                )
            )

    # Labels

    def _remember(self, labels: Sequence[Label]) -> None:
        """How the label was, and where in the list."""
        for index, label in enumerate(labels):
            if label.name == self._name:
                self._label, self._index = label, index

    def _labels_after(self, labels: Sequence[Label]) -> Sequence[Label]:
        """:raises BadLabel: where another program has added the new name meanwhile."""
        if not self._is_new:
            return [label for label in labels if label.name != self._name]
        check_label_name(self._into, (one for one in labels if one.name != self._name))
        return [
            replace(one, name=self._into, was=(one.name, *one.was))
            if one.name == self._name
            else one
            for one in labels
        ]

    def _labels_before(self, labels: Sequence[Label]) -> Sequence[Label]:
        """The list that is there, with the label as it was; in its colour by now, if renamed."""
        if any(label.name == self._name for label in labels):
            return labels
        names = [label.name for label in labels]
        if self._is_new and self._into in names:
            index = names.index(self._into)
            color, end = labels[index].color, index + 1
        else:
            index = end = min(self._index, len(labels))
            color = self._label.color
        return [*labels[:index], replace(self._label, color=color), *labels[end:]]


class _Steps:
    """Features of a transaction, some at a time: in between, it can be cancelled."""

    def __init__(self, all_of: Sequence[Sequence[int]], feedback: QgsFeedback) -> None:
        self._total, self._done = sum(map(len, all_of)), 0
        self._feedback = feedback

    def parts(self, fids: Sequence[int]) -> Iterator[Sequence[int]]:
        """:raises Cancelled: before each part and after the last one."""
        check = go_on(self._feedback)
        for start in range(0, len(fids), _AT_ONCE):
            check()
            end = start + _AT_ONCE
            some = fids[start:end]
            yield some
            self._done += len(some)
            self._feedback.setProgress(100 * self._done / self._total)
        check()
