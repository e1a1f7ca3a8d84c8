"""What to tell of an export of layers that writes less than was asked for, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from ..base.messages import joined, message
from ..base.names import joined_by_and
from ..formats.geojson.reader import Unreadable

WRITTEN_ONCE = message("mapping.written-once", "It is written once.")
LABELS_STAY = message("mapping.labels-stay", "So its labels stay as they are.")


def refused(error: OSError) -> str:
    """Why a file can't be read."""
    return message("mapping.refused", "The disk refuses ({why}).", why=error.strerror)


def unread(geojson: str, error: Unreadable) -> str:
    """Why a feature can't be written to its image's file."""
    what = message("mapping.unread", "{file}, the file of its image, can't be read.", file=geojson)
    return joined(what, error.what)


def repeated(image: str) -> str:
    """Why a feature gives its image no label."""
    return message(
        "mapping.repeated", "Another feature gives {image} this label already.", image=image
    )


def not_written(image: str) -> str:
    """What comes of an image's file that can't be replaced."""
    return message("mapping.not-written", "So nothing is written for {image}.", image=image)


def image_waits(image: str) -> str:
    """Why nothing may be added to an image's file."""
    return message(
        "mapping.image-waits",
        "{image} has edits in the campaign's workspace that are not exported yet. Nothing was "
        "written. Open the campaign and export them first.",
        image=image,
    )


def labels_wait() -> str:
    """Why nothing may be added to spai.json."""
    return message(
        "mapping.labels-wait",
        "The list of labels has edits in the campaign's workspace that are not exported yet. "
        "Nothing was written. Open the campaign and export them first.",
    )


def only_deletes(tasks: Sequence[str], deleted: int, problem: str) -> str:
    """Why annotations don't make room for nothing; ``problem`` is the first of all, if any."""
    if problem:
        return message(
            "mapping.only-deletes-for",
            "No feature of the layers can be written (the first problem: {problem}), but the "
            "folder's annotations of {tasks} ({deleted:,}) would be deleted. Nothing was written. "
            "Mend the layers, or add to what the folder has instead of replacing it.",
            problem=problem,
            tasks=joined_by_and(tasks),
            deleted=deleted,
        )
    return message(
        "mapping.only-deletes",
        "No feature of the layers can be written, but the folder's annotations of {tasks} "
        "({deleted:,}) would be deleted. Nothing was written. Mend the layers, or add to what the "
        "folder has instead of replacing it.",
        tasks=joined_by_and(tasks),
        deleted=deleted,
    )
