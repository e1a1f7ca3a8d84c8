"""What to tell of what annotators made of a thing, and of files that are not merged."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from ...base.messages import joined, message
from ...base.model import Annotation, Problem, Severity
from ...formats.geojson.reader import Unreadable
from ...formats.scaneo.content import feature_location
from ...store.regular_files import mend_of

NOT_MERGED = message("annotators.not-merged", "So nothing is merged into it.")
_KEPT = message("annotators.kept", "It is kept.")
_NOT_KEPT = message("annotators.not-kept", "It is not kept.")


def edits_problem(path: Path, count: int) -> Problem:
    """That somebody's edits are in no file."""
    what = message(
        "annotators.edits",
        "The edits of {count:,} image in it are not exported, and so not merged.",
        "The edits of {count:,} images in it are not exported, and so not merged.",
        count=count,
    )
    mend = message("annotators.export", "Open the campaign, export, and merge again.")
    return Problem(str(path), what, mend, severity=Severity.WARNING)


def unread_problem(path: Path, error: OSError) -> Problem:
    """That a file can't be read."""
    what = message(
        "annotators.unread",
        "It can't be read ({why}), so it is not merged.",
        why=error.strerror,
    )
    return Problem(str(path), what, mend_of(error))


def broken_problem(path: Path, error: Unreadable) -> Problem:
    """That a file is no document."""
    stays = message("annotators.stays", "It is not merged and stays as it is.")
    return Problem(str(path), joined(error.what, stays), error.mend, error.location)


def gone_problem(path: Path) -> Problem:
    """That somebody has no file any more."""
    what = message("annotators.gone", "The file is gone; what it had is kept.")
    mend = message(
        "annotators.write-empty",
        "Write one with an empty list of features to delete all that was in it.",
    )
    return Problem(str(path), what, mend, severity=Severity.WARNING)


def left_out_problem(path: str, index: int) -> Problem:
    """That a feature is not sound."""
    what = message(
        "annotators.left-out", "SCANEO would stumble over this feature, so it is not merged."
    )
    mend = message(
        "annotators.mend-there",
        "Mend it there (Check SCANEO campaign says how), and merge again.",
    )
    return Problem(path, what, mend, feature_location(index))


def made_of_it(annotation: Optional[Annotation]) -> str:
    """What some made of an annotation; None where they deleted it."""
    if annotation is None:
        return message("annotators.deleted", "It is deleted here.")
    return message("annotators.label", "It is “{label}” here.", label=annotation.label)


def color_here(color: str) -> str:
    """What some made of a label."""
    return message("annotators.color", "Its colour is {color} here.", color=color)


def becomes_of_it(is_kept: bool, are_all_kept: bool = False) -> str:
    """What becomes of that."""
    if not is_kept:
        return _NOT_KEPT
    if are_all_kept:
        return message("annotators.all-kept", "All are kept: delete what is wrong.")
    return _KEPT
