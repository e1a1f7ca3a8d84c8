"""Edits a campaign's labels in its workspace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Optional

from ..base.errors import ScaneoError
from ..base.geometry import BadAnnotation
from ..base.messages import joined, message
from ..base.model import Label
from ..formats.scaneo.annotations import check_new_label
from ..formats.scaneo.labels import LABELS_FILE, read_labels, write_labels
from ..store.folder import AnyPath, Stamp
from ..workspace.repository import Repository
from ..workspace.workspace_ref import WorkspaceRef


class BadLabel(ScaneoError):
    """A label that a campaign can't accept."""


def check_label_name(name: str, others: Iterable[Label]) -> str:
    """The name for a new or renamed label.

    :raises BadLabel: where it is invalid, or another label has it.
    """
    try:
        check_new_label(name)
    except BadAnnotation as error:
        if not name.strip():
            raise BadLabel(message("label_edits.no-name", "A label needs a name.")) from error
        raise BadLabel(joined(error.what, error.mend)) from error
    if any(name == other.name for other in others):
        raise BadLabel(
            message("label_edits.there", "There is a label “{name}” already.", name=name)
        )
    return name


def save_labels(workspace: AnyPath, labels: Sequence[Label]) -> None:
    """Replaces the labels of a workspace; the next export writes them.

    Without a spai.json, labels are derived from use and not exported, until somebody edits them.
    From then on the folder counts as one that had an empty list, which was deleted: so the labels
    are compared like those of any other campaign.

    :raises WorkspaceError: where the workspace is locked or can't be written; it stays as it is.
    """
    with WorkspaceRef.at(workspace).open() as opened, opened.transaction():
        put_labels(opened, labels)


def put_labels(workspace: Repository, labels: Sequence[Label]) -> None:
    """Like `save_labels`, within a transaction."""
    if workspace.content(LABELS_FILE) is None:
        workspace.set_content(LABELS_FILE, write_labels(None, ()), Stamp(0, 0))
        workspace.set_stamp(LABELS_FILE, None)
    workspace.set_labels(labels)


def find_fault(workspace: Repository) -> Optional[str]:
    """Why the labels of a campaign can't be edited; None where they can."""
    base = workspace.content(LABELS_FILE)
    if base is None or read_labels(base).found:
        return None
    return message(
        "label_edits.unreadable",
        "{file} can't be read, so its labels can't be edited. Mend it or delete it, and open the "
        "campaign again.",
        file=LABELS_FILE,
    )
