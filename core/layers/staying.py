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

    def __init__(self, refused: Mapping[str, Refused], is_home: bool) -> None:
        """``refused`` are files of which it is known. ``is_home``: the folder is the campaign's
        own, whose edits wait for another export; another folder's files are others' own."""
        self._refused = refused
        self._is_home = is_home
        self._folder: Optional[Path] = None
        self._tried: set[Path] = set()
        self._listed: set[str] = set()
        self._used: set[str] = set()
        self._is_unknown = False
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

    def check(self, path: str, data: Optional[bytes], is_staged: bool) -> None:
        """``is_staged``: a writing takes it next, and looks at its place.

        :raises Refused: where these bytes can't be written there.
        """
        self._check(path, is_staged)
        if self.locked is not None and data is not None and _labels_of(path, data) - self._listed:
            raise self.locked

    def _check(self, path: str, is_staged: bool = False) -> None:
        if path in self._refused:
            raise self._refused[path]
        if self._folder is not None and not is_staged:
            check_replaceable(self._folder, path, self._tried)

    def keep(self, path: str, disk: Optional[bytes], error: Refused, image: str) -> Problem:
        """Notes that a file stays, of which the folder has ``disk``; what to tell of it."""
        if disk is not None:
            self._used |= _labels_of(path, disk)
        return self._told(path, error, f"the edits of {image}")

    def keep_labels(self, error: Refused) -> Problem:
        """As `keep`, of spai.json."""
        return self._told(LABELS_FILE, error, "its labels")

    def _told(self, path: str, error: Refused, waiting: str) -> Problem:
        what = f"{error.name} can't be replaced: {error.reason}. "
        if self._is_home:
            what += f"So {waiting} are not written, and wait."
        else:
            what += f"So the campaign's {path} is not written there."
        mend = "Unlock it, or ask for the right to write it, and export again."
        return Problem(path, what, mend)

    def keep_unread(self, path: str, base: Optional[bytes], error: OSError, image: str) -> Problem:
        """As `keep`, of a file that can't be read; ``base`` is what the campaign's own held."""
        what = f"It can't be read ({error.strerror}), so "
        if self._is_home:
            self._used |= set() if base is None else _labels_of(path, base)
            what += f"the edits of {image} are not written."
        else:
            self._is_unknown = True
            what += "it is not replaced."
        return Problem(path, what, mend_of(error))

    def used(self, there: Iterable[Label]) -> set[str]:
        """The labels that the files use which stay, as far as is known; else all of those that
        the folder lists (``there``)."""
        return self._used.union(one.name for one in there if self._is_unknown)


def _labels_of(path: str, data: bytes) -> set[str]:
    content = read_annotations(path, data)
    return {one.label for one in content.annotations}.union(content.hidden_labels)
