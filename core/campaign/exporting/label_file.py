"""spai.json as an export leaves it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Optional

from ...base.model import Label, Problem
from ...formats.geojson.reader import Unreadable
from ...formats.scaneo.labels import LABELS_FILE, read_labels, reindexed, with_used, write_labels
from ...workspace.repository import Repository
from .staying import Staying


class LabelFile(NamedTuple):
    """Its bytes, None where it is not written.

    ``first`` is what it is until the files that lose labels are written, None where that is the
    same; ``reindexed`` are labels that get another place.
    """

    data: Optional[bytes]
    first: Optional[bytes]
    reindexed: Sequence[str]
    problems: Sequence[Problem] = ()


def label_file(
    workspace: Repository,
    staying: Staying,
    is_needed: bool,
    is_there: bool,
    disk: Optional[bytes],
) -> LabelFile:
    """The file with the workspace's labels, and those that a file uses which stays as it is: as
    the folder lists them that is written to, for a file of another folder has labels of its own.

    ``is_needed``: another file is written, or the folder is another one. ``is_there``: it was not
    gone when the campaign was opened last. ``disk`` is what that folder has.
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
