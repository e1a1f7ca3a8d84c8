"""Files that an export leaves as they are, because they can't be read or replaced."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Optional

from ...base.large_bytes import Data
from ...base.messages import joined, message
from ...base.model import Label, Problem
from ...formats.geojson.reader import Unreadable
from ...formats.scaneo.labels import LABELS_FILE, read_labels
from ...store.folder import CampaignFolder
from ...store.regular_files import mend_of
from ...store.write.replaceable import FileNotReplaceable
from ..file_changes import OR_DELETE, on_disk
from ..listing import Listing, survey_folder
from ..locked_files import EXPORT_AGAIN, LockedFiles, Refusals, labels_of, locked_problem


class StayingFiles(LockedFiles):
    """Like `LockedFiles`, for an export: spai.json keeps the labels of files that stay."""

    def __init__(self, refused: Refusals, is_own_folder: bool) -> None:
        """``is_own_folder``: the folder is the campaign's own, whose edits remain for another
        export; files of another folder belong to others."""
        super().__init__(refused)
        self._is_own_folder = is_own_folder
        self._used: set[str] = set()
        self._is_unknown = False

    def keep(
        self, path: str, disk: Optional[Data], error: FileNotReplaceable, image: str
    ) -> Problem:
        """Records a file that stays, with content ``disk`` in the folder; returns what to
        report."""
        if disk is not None:
            self._used |= labels_of(path, bytes(disk))
        waiting = message(
            "staying.edits", "So the edits of {image} are not written, and wait.", image=image
        )
        return self._problem(path, error, waiting)

    def keep_labels(self, error: FileNotReplaceable) -> Problem:
        """Like `keep`, for spai.json."""
        waiting = message("staying.labels", "So its labels are not written, and wait.")
        return self._problem(LABELS_FILE, error, waiting)

    def _problem(self, path: str, error: FileNotReplaceable, waiting: str) -> Problem:
        so = waiting
        if not self._is_own_folder:
            so = message(
                "staying.not-there", "So the campaign's {path} is not written there.", path=path
            )
        return locked_problem(path, error, so, EXPORT_AGAIN)

    def keep_unread(self, path: str, base: Optional[Data], error: OSError, image: str) -> Problem:
        """Like `keep`, for a file that can't be read; ``base`` is the content of the campaign's
        own."""
        if self._is_own_folder:
            self._used |= set() if base is None else labels_of(path, bytes(base))
            what = message(
                "staying.unread",
                "It can't be read ({why}), so the edits of {image} are not written.",
                why=error.strerror,
                image=image,
            )
        else:
            self._is_unknown = True
            what = message(
                "staying.unread-there",
                "It can't be read ({why}), so it is not replaced.",
                why=error.strerror,
            )
        return Problem(path, what, mend_of(error))

    def keep_others(
        self, folder: CampaignFolder, own: Collection[str], listed: Collection[str]
    ) -> None:
        """Records the labels used by files of another folder that don't belong to the campaign:
        those that the folder lists and the campaign, ``listed``, doesn't have.

        ``own`` are the campaign's files.

        :raises ScaneoError: where the folder can't be read.
        """
        there = {label.name for label in read_labels(on_disk(folder, LABELS_FILE)).labels}
        sought = there.difference(listed)
        listing = survey_folder(folder) if sought else Listing((), (), ())
        images = (image.geojson for image in listing.images)
        for path in sorted({*filter(None, images), *listing.orphans}.difference(own)):
            try:
                data = folder.read(path)
            except OSError:
                self._is_unknown = True
            else:
                self._used |= set() if data is None else sought & labels_of(path, data)

    def keep_broken(
        self, path: str, base: Optional[Data], error: Unreadable, image: str
    ) -> Problem:
        """Like `keep`, for a file of the campaign that another program left broken: others are
        written."""
        self._used |= set() if base is None else labels_of(path, bytes(base))
        waiting = message(
            "staying.broken", "So the edits of {image} are not written, and wait.", image=image
        )
        mend = joined(error.mend, OR_DELETE)
        return Problem(path, joined(error.what, waiting), mend, error.location)

    def used(self, there: Iterable[Label]) -> set[str]:
        """The labels that staying files use; where that is not known, all that the folder lists
        (``there``)."""
        return self._used.union(one.name for one in there if self._is_unknown)
