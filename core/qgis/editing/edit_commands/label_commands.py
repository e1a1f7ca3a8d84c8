"""Edit commands on labels: each changes all annotations of the label, and is one undo step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Optional

from ....base.model import Label, Task
from ...translation import tr
from ..edit_buffer import SavedAnnotations, with_label
from ..session import EditSession
from .annotation_commands import delete_feature, set_label
from .class_merge import Doubled, MergedClasses, find_doubled

Rows = Mapping[Task, Mapping[int, str]]
"""Features by task and id, each with its image."""


def add_label(session: EditSession, label: Label) -> None:
    """Adds a label at the end of the list.

    :raises BadLabel: where its name is invalid, or exists already.
    """
    _do(session, tr("Add a label"), session.palette.with_new(label))


def rename_label(session: EditSession, old: str, new: str) -> None:
    """Renames a label, also in all annotations that have it.

    :raises BadLabel: where the name is invalid, or another label has it.
    :raises ScaneoError: where a layer refuses, or the workspace can't be read.
    """
    after = session.palette.renamed(old, new)
    _do(session, tr("Rename a label"), after, old, new)


def recolor_label(session: EditSession, name: str, color: str) -> None:
    """Sets the colour of a label, ``#rrggbb``."""
    _do(session, tr("Recolour a label"), session.palette.recolored(name, color))


def move_label(session: EditSession, name: str, index: int) -> None:
    """Moves a label to another index, counted without the label itself."""
    _do(session, tr("Move a label"), session.palette.moved(name, index))


class MergedBefore(NamedTuple):
    """What was read from the files of images that have both labels as classes, and for which
    annotations."""

    doubled: Doubled
    merged: MergedClasses


def doubled_after_merge(session: EditSession, name: str, into: str) -> Doubled:
    """The images that have both labels as classes; reading their files takes a while, and may be
    done in another thread.

    :raises WorkspaceError: where the workspace can't be read.
    """
    with SavedAnnotations(session.workspace) as workspace:
        return _doubled(session, workspace, name, into)


def _doubled(session: EditSession, workspace: SavedAnnotations, name: str, into: str) -> Doubled:
    layer = session.layer(Task.CLASSIFICATION)
    labels = (name, into)
    given, having = (with_label(layer, workspace, Task.CLASSIFICATION, one) for one in labels)
    return find_doubled(given, having, into)


def merge_label(
    session: EditSession, name: str, into: str, settled: Optional[MergedBefore] = None
) -> None:
    """Gives all annotations of a label another one, and deletes the label.

    An image that has both as classes keeps one, unless its file says something different of each.
    ``settled`` is what was read of such images before; what was edited since is read again.

    :raises ScaneoError: where a layer refuses, or the workspace can't be read.
    """
    after = session.palette.without(name)
    _do(session, tr("Merge labels"), after, name, into, settled)


def delete_label(session: EditSession, name: str) -> None:
    """Deletes a label, and all annotations that have it.

    :raises ScaneoError: where a layer refuses, or the workspace can't be read.
    """
    _do(session, tr("Delete a label"), session.palette.without(name), name)


def _having(session: EditSession, workspace: SavedAnnotations, name: str) -> Rows:
    return {
        task: with_label(layer, workspace, task, name) for task, layer in session.layers.items()
    }


def _do(
    session: EditSession,
    text: str,
    after: Sequence[Label],
    old: str = "",
    new: str = "",
    settled: Optional[MergedBefore] = None,
) -> None:
    """One undo step: sets the labels; annotations with the old one get the new, or are deleted."""
    palette = session.palette
    palette.check()
    before = palette.labels
    merged = MergedClasses(set(), 0)
    with SavedAnnotations(session.workspace) as workspace:
        rows = _having(session, workspace, old) if old else {}
        if new and rows[Task.CLASSIFICATION]:
            doubled = _doubled(session, workspace, old, new)
            is_known = settled is not None and settled.doubled == doubled
            merged = settled.merged if settled and is_known else doubled.settle(session.workspace)
        for task, assigned in workspace.read.items():
            session.live_summary.tally.note_read(task, assigned)
    with session.history.command(text, lambda: palette.set(before), lambda: palette.set(after)):
        for task, found in rows.items():
            layer = session.layer(task)
            for fid in found:
                if not new:
                    delete_feature(layer, fid)
                elif task is not Task.CLASSIFICATION or fid not in merged.gone:
                    set_label(layer, fid, new, old)
        for fid in merged.gone:
            delete_feature(session.layer(Task.CLASSIFICATION), fid)
        palette.set(after)
    if merged.kept:
        session.doubled.emit(merged.kept)
