"""Options of an export, and its retries: where the disk's stamps were wrong, or a file turns out to
be locked only when it is replaced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, Optional

from qgis.core import QgsFeedback

from ...base.errors import ScaneoError
from ...base.model import Problem
from ...store.folder import CampaignFolder
from ...store.write.replaceable import FileNotReplaceable
from ..file_changes import Export
from ..merging.folder_merge import Pick


class ExportOptions(NamedTuple):
    """How to export. ``pick`` settles conflicts; None where nothing is to be merged."""

    folder: Optional[CampaignFolder]
    feedback: QgsFeedback
    pick: Optional[Pick]
    leave_out: bool


class ExportAttempts:
    """What one export knows from its earlier attempts."""

    def __init__(self, merges: bool) -> None:
        """``merges``: changes on disk are merged."""
        self.refused: dict[str, FileNotReplaceable] = {}
        """Files that the disk is known not to let go."""
        self.by_content = not merges
        """Whether edited files are read to find what others changed, whatever the disk proves. To
        be written they are read in any case: where the disk was wrong, all of it begins anew."""
        self._merged: list[str] = []
        self._problems: list[Problem] = []

    def go_on_without(
        self, error: FileNotReplaceable, merged: Sequence[str], problems: Sequence[Problem]
    ) -> None:
        """The next attempt leaves a file out. ``merged`` and ``problems`` are the results of this
        one.

        :raises FileNotReplaceable: where it was left out before.
        """
        if error.name in self.refused:
            raise error
        self.refused[error.name] = error
        self._keep(merged, problems)

    def go_on_by_content(
        self, error: ScaneoError, merged: Sequence[str], problems: Sequence[Problem]
    ) -> None:
        """The next attempt compares contents and trusts no stamp; otherwise as above.

        :raises ScaneoError: where this one did not trust stamps either.
        """
        if self.by_content:
            raise error
        self.by_content = True
        self._keep(merged, problems)

    def _keep(self, merged: Sequence[str], problems: Sequence[Problem]) -> None:
        self._merged += merged
        self._problems += problems

    def all_of(self, done: Export, more: Iterable[Problem]) -> Export:
        """The result of the last attempt, with what earlier ones merged and reported, and ``more``
        to report."""
        problems = [one for one in dict.fromkeys(self._problems) if one not in done.problems]
        merged = [*dict.fromkeys([*self._merged, *done.merged])]
        return replace(done, merged=merged, problems=[*problems, *done.problems, *more])
