"""Spools the annotations of an export until their image's turn comes."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from ..base.errors import ScaneoError
from ..base.messages import message
from ..base.model import Task
from ..formats.scaneo.addition import NewFeature

_TASKS = list(Task)


class Spooled(NamedTuple):
    """An annotation, the feature that it was made of (its layer's index and its id), and the label
    that the layer gives it."""

    source: int
    fid: int
    feature: NewFeature
    label: str


class Spool:
    """Annotations by image, in order, in a temporary file.

    The geometries of a campaign do not fit into memory; their offsets in the file do.
    """

    def __init__(self) -> None:
        with _naming_folder():
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - `__exit__` closes it
        self._end = 0
        self._entries: dict[int, array[int]] = {}
        self._labels: dict[str, int] = {}

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *exc: object) -> None:
        with suppress(OSError):  # closing tries once more to write
            self._file.close()

    def add(self, image: int, source: int, fid: int, feature: NewFeature, label: str) -> None:
        """:raises ScaneoError: where the disk is full."""
        data = feature.text.encode("utf-8")
        with _naming_folder():
            self._file.write(data)
        name = self._labels.setdefault(label, len(self._labels))
        entry = (source, fid, _TASKS.index(feature.task), name, self._end, len(data))
        self._entries.setdefault(image, array("q")).extend(entry)
        self._end += len(data)

    def flush(self) -> None:
        """Writes everything to disk, before anything is read back.

        :raises ScaneoError: where the disk is full.
        """
        with _naming_folder():
            self._file.flush()

    def take(self, image: int) -> Iterator[Spooled]:
        """The annotations of an image."""
        entries = self._entries.get(image, array("q"))
        labels = list(self._labels)
        for start in range(0, len(entries), 6):
            end = start + 6
            source, fid, task, name, offset, length = entries[start:end]
            self._file.seek(offset)
            text = self._file.read(length).decode("utf-8")
            yield Spooled(source, fid, NewFeature(_TASKS[task], text), labels[name])


@contextmanager
def _naming_folder() -> Iterator[None]:
    """Names the temporary folder in the error: nobody knows of that file otherwise."""
    try:
        yield
    except OSError as error:
        raise ScaneoError(
            message(
                "spool.full",
                "The folder for temporary files ({folder}) can't be written ({why}). Nothing was "
                "written. Make room, then export again.",
                folder=tempfile.tempdir or message("spool.no-folder", "none was found"),
                why=error.strerror,
            )
        ) from error
