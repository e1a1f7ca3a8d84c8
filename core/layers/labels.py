"""The labels of a campaign, edited in its workspace."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..scaneo.annotations import check_label
from ..scaneo.errors import ScaneoError
from ..scaneo.geometry import BadAnnotation
from ..scaneo.labels import LABELS_FILE, read_labels, write_labels
from ..scaneo.model import Label
from .workspace import Stamp, Workspace


class BadLabel(ScaneoError):
    """A label that a campaign can't take up."""


def add_label(workspace: Path, label: Label) -> None:
    """Adds a label behind those that the campaign has; the next export writes it.

    It may wait some seconds for another program to let go of the workspace.

    :raises BadLabel: where the name can't be one, or is there already.
    :raises WorkspaceError: where the workspace is locked or can't be written; it stays as it is.
    """
    with Workspace.open(workspace) as opened, opened.database.transaction():
        labels = opened.labels()
        _check(label, labels)
        _note_edit(opened)
        opened.set_labels([*labels, label])


def _check(label: Label, others: Iterable[Label]) -> None:
    try:
        check_label(label.name)
    except BadAnnotation as error:
        text = "A label needs a name." if not label.name else f"{error} {error.mend}"
        raise BadLabel(text) from error
    if any(label.name == other.name for other in others):
        raise BadLabel(f"There is a label “{label.name}” already.")


def _note_edit(workspace: Workspace) -> None:
    """Labels without a spai.json are derived from use, and not exported, until somebody edits them.

    From then on the folder counts as one that had an empty list, which is gone: so they are
    compared with it, like those of any other campaign.
    """
    base = workspace.content(LABELS_FILE)
    if base is None:
        workspace.set_content(LABELS_FILE, write_labels(None, ()), Stamp(0, 0))
        workspace.set_stamp(LABELS_FILE, None)
    elif not read_labels(base).found:
        raise BadLabel(
            f"{LABELS_FILE} can't be read, so no label can be added to it. Mend it or delete it, "
            "and open the campaign again."
        )
