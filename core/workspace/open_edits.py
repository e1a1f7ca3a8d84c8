"""Stores edits that are open in QGIS in the workspace, in case QGIS is killed.

They are no part of the annotations until QGIS saves them, so that each can still be undone. The
table ``unsaved`` has a row for each task, in JSON::

    {"added": [[image, label, wkb], ...], "changed": {fid: {column: value}}, "deleted": [fid, ...]}

one row for ``labels``: a list of names, colours and former names; and one for ``marks``: {image:
[state, flagged]}. WKB is in hexadecimal digits, in longitude and latitude. A trigger deletes a
task's row when its edits are saved; whoever saves marks deletes theirs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Optional

from ..base.model import ImageMark, ImageState, Label, Task
from .geopackage.inserter import Inserter
from .geopackage.sql import SqlName, number, word
from .image_marks import write_image_marks
from .repository import LABELS, MARKS
from .workspace import Workspace
from .workspace_ref import WorkspaceRef

_TEXTS = ("image", "label")
OpenEdits = dict[str, Any]
"""What is open, by task, and the labels and marks; plain data for JSON."""


def store_open_edits(workspace: WorkspaceRef, unsaved: OpenEdits) -> None:
    """Replaces the stored open edits.

    :raises WorkspaceError: where the workspace is locked or can't be written.
    """
    with workspace.open() as opened, opened.transaction():
        opened.forget_open_edits()
        for task, content in unsaved.items():
            opened.keep_open_edits(task, json.dumps(content))


def stored_open_edits(workspace: WorkspaceRef) -> set[str]:
    """The tasks with stored open edits.

    :raises WorkspaceError: where it can't be read.
    """
    with workspace.open(writable=False) as opened:
        return set(opened.open_edit_texts())


def count_open_edits(workspace: Workspace) -> int:
    """How many open edits a workspace has stored.

    :raises WorkspaceError: where they can't be read.
    """
    count = 0
    for name, content in workspace.open_edit_texts().items():
        with workspace.database.sound("edits that were open"):
            kept = json.loads(content)
            if name == LABELS:
                count += 1
            elif name == MARKS:
                count += len(kept)
            else:
                count += sum(map(len, kept.values()))
    return count


def recover_open_edits(workspace: Workspace) -> int:
    """Saves what a killed QGIS had open; returns how many edits that were.

    Use it in a transaction, and only where no QGIS has them open still: see `EditorLock`.

    :raises WorkspaceError: where the workspace can't be written.
    """
    count = 0
    with workspace.database.sound("edits that were open"):
        kept = {name: json.loads(content) for name, content in workspace.open_edit_texts().items()}
        labels, marks = kept.pop(LABELS, None), _marks(kept.pop(MARKS, {}))
        listed = None if labels is None else [_label(*entry) for entry in labels]
        open_edits = {Task(name): _edits(edits) for name, edits in kept.items()}
    for task, edits in open_edits.items():
        count += _restore(workspace, task, edits)
    if listed is not None:
        _restore_labels(workspace, listed)
        count += 1
    # After the annotations: an image that has got some is not empty.
    write_image_marks(workspace, marks)
    workspace.forget_open_edits()
    return count + len(marks)


class _Edits(NamedTuple):
    """The open edits of a task's layer, in the form in which they are written to its table."""

    added: Sequence[tuple[Optional[str], Optional[str], bytes]]
    changed: Mapping[int, tuple[Mapping[str, Optional[str]], Optional[bytes]]]
    deleted: Sequence[int]


def _edits(content: Any) -> _Edits:
    """:raises ValueError, TypeError, LookupError: where `find_open_edits` did not make it."""
    return _Edits(
        [(word(image), word(label), bytes.fromhex(wkb)) for image, label, wkb in content["added"]],
        {number(int(key)): _change(change) for key, change in content["changed"].items()},
        [number(fid) for fid in content["deleted"]],
    )


def _change(change: Any) -> tuple[Mapping[str, Optional[str]], Optional[bytes]]:
    texts = {name: word(change[name]) for name in _TEXTS if name in change}
    return texts, bytes.fromhex(change["geom"]) if "geom" in change else None


def _marks(content: Any) -> Mapping[str, ImageMark]:
    return {
        image: ImageMark(ImageState.of(state), bool(flag))
        for image, (state, flag) in content.items()
    }


def _label(name: str, color: str, was: Sequence[str] = ()) -> Label:
    if not all(isinstance(text, str) for text in (name, color, *was)):
        raise TypeError(name)
    return Label(name, color, tuple(was))


def _restore_labels(workspace: Workspace, labels: Sequence[Label]) -> None:
    """Labels that were added later stay, where annotations were saved with them."""
    used, names = workspace.used_labels(), {label.name for label in labels}
    later = [
        label for label in workspace.labels() if label.name in used and label.name not in names
    ]
    workspace.set_labels([*labels, *later])


def _restore(workspace: Workspace, task: Task, edits: _Edits) -> int:
    database, table = workspace.database, task.value
    new = list(edits.added)
    for fid, (texts, wkb) in edits.changed.items():
        if database.has_row(table, fid):
            database.update(table, fid, wkb, **texts)
        elif wkb:  # its file changed on disk meanwhile: add it as new rather than lose it
            new.append((texts.get("image"), texts.get("label"), wkb))
    inserter = Inserter(database, table, _TEXTS)
    for image, label, wkb in new:
        inserter.add(wkb or None, image, label)
    for fid in edits.deleted:
        database.execute("DELETE FROM ? WHERE fid = ?", SqlName(table), fid)
    return len(edits.added) + len(edits.changed) + len(edits.deleted)
