"""Files of a campaign that stay as they are at an export because the disk doesn't let them go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Optional

from ..scaneo.labels import LABELS_FILE
from ..scaneo.locked import Locked, Refusals, labels_of, told
from ..scaneo.model import Label, Problem
from ..scaneo.regular import mend_of
from ..scaneo.replaceable import Refused


class Staying(Locked):
    """As `Locked`, of an export: spai.json keeps the labels of a file that stays."""

    def __init__(self, refused: Refusals, is_home: bool) -> None:
        """``is_home``: the folder is the campaign's own, whose edits wait for another export;
        another folder's files are others' own."""
        super().__init__(refused)
        self._is_home = is_home
        self._used: set[str] = set()
        self._is_unknown = False

    def keep(self, path: str, disk: Optional[bytes], error: Refused, image: str) -> Problem:
        """Notes that a file stays, of which the folder has ``disk``; what to tell of it."""
        if disk is not None:
            self._used |= labels_of(path, disk)
        return self._told(path, error, f"the edits of {image}")

    def keep_labels(self, error: Refused) -> Problem:
        """As `keep`, of spai.json."""
        return self._told(LABELS_FILE, error, "its labels")

    def _told(self, path: str, error: Refused, waiting: str) -> Problem:
        so = f"So {waiting} are not written, and wait."
        if not self._is_home:
            so = f"So the campaign's {path} is not written there."
        return told(path, error, so, "export again")

    def keep_unread(self, path: str, base: Optional[bytes], error: OSError, image: str) -> Problem:
        """As `keep`, of a file that can't be read; ``base`` is what the campaign's own held."""
        what = f"It can't be read ({error.strerror}), so "
        if self._is_home:
            self._used |= set() if base is None else labels_of(path, base)
            what += f"the edits of {image} are not written."
        else:
            self._is_unknown = True
            what += "it is not replaced."
        return Problem(path, what, mend_of(error))

    def used(self, there: Iterable[Label]) -> set[str]:
        """The labels that the files use which stay, as far as is known; else all of those that
        the folder lists (``there``)."""
        return self._used.union(one.name for one in there if self._is_unknown)
