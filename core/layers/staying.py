"""Files of a campaign that stay as they are at an export because the disk doesn't let them go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Optional

from ..scaneo.content import read_annotations
from ..scaneo.errors import ScaneoError
from ..scaneo.folder import read_file
from ..scaneo.labels import LABELS_FILE, read_labels
from ..scaneo.model import Label, Problem
from ..scaneo.regular import mend_of
from ..scaneo.replaceable import Refused, check_replaceable


class Staying:
    """What can't be written in one export, and what others have to regard for it: spai.json keeps
    the labels of a file that stays, and no file is written that needs a label it can't get."""

    def __init__(self, refused: Mapping[str, Refused]) -> None:
        """``refused`` are files of which it is known."""
        self._refused = refused
        self._folder: Optional[Path] = None
        self._tried: set[Path] = set()
        self._listed: set[str] = set()
        self._used: set[str] = set()
        self.locked: Optional[Refused] = None
        """Why spai.json stays, if it does."""

    def look_at(self, folder: Path) -> None:
        """Says where is written.

        :raises ScaneoError: where spai.json can't be read, or no file can be written.
        """
        if not folder.is_dir():  # it is made
            return
        self._folder = folder
        try:
            self._check(LABELS_FILE)
        except Refused as error:
            self.locked = error
            try:
                read = read_labels(read_file(folder, LABELS_FILE))
            except OSError as reason:
                raise ScaneoError(str(error), str(reason)) from reason
            self._listed = {label.name for label in read.labels}

    def check(self, path: str, data: Optional[bytes]) -> None:
        """:raises Refused: where these bytes can't be written there."""
        self._check(path)
        if self.locked is not None and data is not None and _labels_of(path, data) - self._listed:
            raise self.locked

    def _check(self, path: str) -> None:
        if path in self._refused:
            raise self._refused[path]
        if self._folder is not None:
            check_replaceable(self._folder, path, self._tried)

    def keep(self, path: str, data: Optional[bytes], error: Refused, what: str) -> Problem:
        """Notes that a file stays, which holds ``data``; what to tell of it."""
        self._note_labels(path, data)
        return Problem(
            path,
            f"{error.name} can't be replaced: {error.reason}. So {what} are not written, and wait.",
            "Unlock it, or ask for the right to write it, and export again.",
        )

    def keep_labels(self, error: Refused) -> Problem:
        """As `keep`, of spai.json."""
        return self.keep(LABELS_FILE, None, error, "its labels")

    def keep_unread(self, path: str, data: Optional[bytes], error: OSError, image: str) -> Problem:
        """As `keep`, of a file that can't be read; ``data`` is what it held before."""
        self._note_labels(path, data)
        what = f"It can't be read ({error.strerror}), so the edits of {image} are not written."
        return Problem(path, what, mend_of(error))

    def _note_labels(self, path: str, data: Optional[bytes]) -> None:
        """The labels of a file that stays are in use still."""
        self._used |= set() if data is None else _labels_of(path, data)

    def uses(self, name: str, listed: Iterable[Label]) -> bool:
        """Whether a file that stays uses a label that would not be listed."""
        return name in self._used and all(label.name != name for label in listed)


def _labels_of(path: str, data: bytes) -> set[str]:
    content = read_annotations(path, data)
    return {one.label for one in content.annotations}.union(content.hidden_labels)
