"""Handles files that can't be replaced during a write: all others are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Optional, TypeVar, Union

from ..base.errors import ScaneoError
from ..base.large_bytes import Data
from ..base.messages import joined, message
from ..base.model import Problem
from ..formats.scaneo.content import read_annotations
from ..formats.scaneo.labels import LABELS_FILE, read_labels
from ..store.folder import CampaignFolder
from ..store.write.replaceable import FileNotReplaceable, check_replaceable

_T = TypeVar("_T")

Refusals = Mapping[str, FileNotReplaceable]
"""Files below a folder that are known not to be let go."""

EXPORT_AGAIN = message("locked_files.export-again", "export again")
MERGE_AGAIN = message("locked_files.merge-again", "merge again")
NOT_COPIED = message("locked_files.not-copied", "So the image is not copied.")


class LockedFiles:
    """The files that one write leaves as they are, and the consequences for others: no file is
    written that needs a label which a locked spai.json can't get."""

    def __init__(self, refused: Refusals) -> None:
        self._refused = refused
        self._folder: Optional[CampaignFolder] = None
        self._tried: set[Path] = set()
        self._listed: set[str] = set()
        self.locked: Optional[FileNotReplaceable] = None
        """Why spai.json stays, if it does."""

    def begin(self, folder: CampaignFolder) -> None:
        """Sets the folder that is written to.

        :raises ScaneoError: where spai.json can't be read, or no file can be written.
        """
        if not folder.is_there:  # the folder will be created
            return
        self._folder = folder
        try:
            self._check(LABELS_FILE)
        except FileNotReplaceable as error:
            self.locked = error
            try:
                read = read_labels(folder.read(LABELS_FILE))
            except OSError as reason:
                raise ScaneoError(error.message, str(reason)) from reason
            self._listed = {label.name for label in read.labels}

    def check(self, path: str, data: Optional[Data], is_staged: bool = False) -> None:
        """``data`` is the new content of an annotation file. ``is_staged``: it is staged next, and
        its path is checked then.

        :raises FileNotReplaceable: where these bytes can't be written there.
        """
        self._check(path, is_staged)
        if self.locked is not None and data is not None and labels_of(path, data) - self._listed:
            raise self.locked

    def _check(self, path: str, is_staged: bool = False) -> None:
        if path in self._refused:
            raise self._refused[path]
        if self._folder is not None and not is_staged:
            check_replaceable(self._folder, path, self._tried)


def labels_of(path: str, data: Data) -> set[str]:
    """The labels that an annotation file uses, including those of features that are not shown."""
    content = read_annotations(path, data)
    return {one.label for one in content.annotations}.union(content.hidden_labels)


def locked_problem(path: str, error: FileNotReplaceable, so: str, again: str) -> Problem:
    """The problem that a file stays: ``so`` is the consequence, ``again`` what to do once it can be
    written, after "Unlock it …, and"."""
    what = message(
        "locked_files.not-replaced",
        "{file} can't be replaced: {why}.",
        file=error.name,
        why=error.reason,
    )
    mend = message(
        "locked_files.unlock",
        "Unlock it, or ask for the right to write it, and {again}.",
        again=again,
    )
    return Problem(path, joined(what, so), mend)


def no_label_added(path: Union[str, Path]) -> str:
    """What to tell of a spai.json that can't be read and is to be written."""
    return message(
        "locked_files.no-label-added",
        "{path} can't be read, so no label can be added to it. Nothing was written. Mend it, or "
        "move it elsewhere.",
        path=path,
    )


def write_around(write: Callable[[Refusals], _T]) -> _T:
    """Repeats a write without a file that turned out to be locked only when it was to be replaced.

    :raises FileNotReplaceable: where a file is refused that was to be left out. Whatever ``write``
    raises.
    """
    refused: dict[str, FileNotReplaceable] = {}
    while True:
        try:
            return write(refused)
        except FileNotReplaceable as error:
            if error.name in refused:
                raise
            refused[error.name] = error
