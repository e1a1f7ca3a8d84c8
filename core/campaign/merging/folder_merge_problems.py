"""What to tell of changes in the folder and edits of the workspace that were brought together."""

from __future__ import annotations

from collections.abc import Sequence

from ...base.messages import message
from ...base.model import Problem, Severity
from ...base.names import listed
from ...formats.scaneo.labels import LABELS_FILE
from ...store.regular_files import mend_of

CHOOSE = message("merging.choose", "Choose one of the versions.")


def open_conflicts_message(paths: Sequence[str]) -> str:
    """That conflicts must be settled first."""
    return message(
        "merging.open",
        "Changed on disk and in the workspace, each in another way: {files}. Nothing was written. "
        "Choose one of the versions, and export again.",
        files=listed(paths),
    )


def unread_problem(path: str, error: OSError) -> Problem:
    """That a file can't be compared."""
    what = message(
        "merging.unread",
        "The file can't be read ({why}): what was read before is shown.",
        why=error.strerror,
    )
    return Problem(path, what, mend_of(error))


def returned_problem(path: str, count: int) -> Problem:
    """That annotations are back which were deleted and exported."""
    what = message(
        "merging.returned",
        "{count:,} annotation that was deleted and exported came back: another program wrote the "
        "file without reading that.",
        "{count:,} annotations that were deleted and exported came back: another program wrote the "
        "file without reading that.",
        count=count,
    )
    mend = message(
        "merging.delete-again",
        "Delete again what is not wanted, export, and load the file anew over there.",
    )
    return Problem(path, what, mend, severity=Severity.WARNING)


def label_conflicts_problem(names: Sequence[str]) -> Problem:
    """That a person has to choose between labels."""
    what = message(
        "merging.labels",
        "The labels changed on disk and in the workspace, each in another way: the workspace's are "
        "shown. It is about {names}.",
        names=", ".join(f"“{name[:80]}”" for name in names[:5]),
    )
    return Problem(LABELS_FILE, what, CHOOSE)


def conflicts_problem(path: str, count: int, are_written: bool) -> Problem:
    """That a person has to choose between versions of annotations. ``are_written``: all of them
    are edits that were exported."""
    if are_written:
        what = message(
            "merging.lost",
            "What you wrote into it is missing or as before on disk: it was deleted, or who wrote "
            "the file had not read it; the workspace's version is shown. It is about {count:,} "
            "annotation.",
            "What you wrote into it is missing or as before on disk: it was deleted, or who wrote "
            "the file had not read it; the workspace's version is shown. It is about {count:,} "
            "annotations.",
            count=count,
        )
    else:
        what = message(
            "merging.conflicts",
            "It changed on disk and in the workspace, each in another way: the workspace's version "
            "is shown. It is about {count:,} annotation.",
            "It changed on disk and in the workspace, each in another way: the workspace's version "
            "is shown. It is about {count:,} annotations.",
            count=count,
        )
    return Problem(path, what, CHOOSE)
