"""spai.json after an export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Optional

from ...base.model import Label, Problem
from ...formats.geojson.reader import Unreadable
from ...formats.scaneo.labels import LABELS_FILE, read_labels, reindexed, with_used, write_labels
from ...workspace.repository import Repository
from .staying import StayingFiles


class LabelFile(NamedTuple):
    """Its bytes, None where it is not written.

    ``first`` are its bytes until files that lose labels are written, None where these are the same;
    ``reindexed`` are labels whose index changes.
    """

    data: Optional[bytes]
    first: Optional[bytes]
    reindexed: Sequence[str]
    problems: Sequence[Problem] = ()


def label_file(
    workspace: Repository,
    staying: StayingFiles,
    is_needed: bool,
    is_there: bool,
    disk: Optional[bytes],
) -> LabelFile:
    """The file with the workspace's labels, and with labels that a file uses which stays as it is:
    as the destination lists them, since files of another folder may have their own.

    ``is_needed``: another file is written, or the destination is another folder. ``is_there``: it
    existed when the campaign was last opened. ``disk`` is its content in the destination.
    """
    base = workspace.content(LABELS_FILE)
    read = read_labels(base)
    listed = workspace.labels()
    wanted = with_used(listed, workspace.used_labels(), read.labels)
    there = read_labels(disk)
    staying_used = staying.used(there.labels)
    known = {one.name: one for one in (*read.labels, *there.labels)}
    wanted = with_used(wanted, staying_used, known.values())
    others = [disk] if disk is not None and there.found and staying_used else []
    is_edited = read.found and list(read.labels) != listed
    before = base if is_there else None
    if not (is_needed or is_edited) or wanted == list(read.labels):
        return LabelFile(before, None, ())
    try:
        new = write_labels(base, wanted, others=others)
        lost = _without(read.labels, wanted)
        first = write_labels(base, [*wanted, *lost], others=others) if lost else None
    except Unreadable as error:
        problem = Problem(LABELS_FILE, error.what, error.mend, error.location)
        return LabelFile(before, None, reindexed(read.labels, wanted), [problem])
    return LabelFile(new, first, reindexed(read.labels, wanted))


def _without(labels: Sequence[Label], others: Sequence[Label]) -> list[Label]:
    names = {label.name for label in others}
    return [label for label in labels if label.name not in names]
