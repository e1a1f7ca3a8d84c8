"""Files of a campaign that stay as they are at an export because the disk doesn't let them go."""

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
from ...store.write.replaceable import Refused
from ..file_changes import OR_DELETE, on_disk
from ..listing import Listing, survey_folder
from ..locked_files import EXPORT_AGAIN, Locked, Refusals, labels_of, told


class Staying(Locked):
    """As `Locked`, of an export: spai.json keeps the labels of a file that stays."""

    def __init__(self, refused: Refusals, is_home: bool) -> None:
        """``is_home``: the folder is the campaign's own, whose edits wait for another export;
        another folder's files are others' own."""
        super().__init__(refused)
        self._is_home = is_home
        self._used: set[str] = set()
        self._is_unknown = False

    def keep(self, path: str, disk: Optional[Data], error: Refused, image: str) -> Problem:
        """Notes that a file stays, of which the folder has ``disk``; what to tell of it."""
        if disk is not None:
            self._used |= labels_of(path, bytes(disk))
        waiting = message(
            "staying.edits", "So the edits of {image} are not written, and wait.", image=image
        )
        return self._told(path, error, waiting)

    def keep_labels(self, error: Refused) -> Problem:
        """As `keep`, of spai.json."""
        waiting = message("staying.labels", "So its labels are not written, and wait.")
        return self._told(LABELS_FILE, error, waiting)

    def _told(self, path: str, error: Refused, waiting: str) -> Problem:
        so = waiting
        if not self._is_home:
            so = message(
                "staying.not-there", "So the campaign's {path} is not written there.", path=path
            )
        return told(path, error, so, EXPORT_AGAIN)

    def keep_unread(self, path: str, base: Optional[Data], error: OSError, image: str) -> Problem:
        """As `keep`, of a file that can't be read; ``base`` is what the campaign's own held."""
        if self._is_home:
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
        """Notes which labels are used by files of another folder that are none of the campaign's:
        of those that the folder lists and the campaign, ``listed``, has not.

        ``own`` are the campaign's files. :raises ScaneoError: where the folder can't be read.
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
        """As `keep`, of a file of the campaign that others left broken: it stops no other one."""
        self._used |= set() if base is None else labels_of(path, bytes(base))
        waiting = message(
            "staying.broken", "So the edits of {image} are not written, and wait.", image=image
        )
        mend = joined(error.mend, OR_DELETE)
        return Problem(path, joined(error.what, waiting), mend, error.location)

    def used(self, there: Iterable[Label]) -> set[str]:
        """The labels that the files use which stay, as far as is known; else all of those that
        the folder lists (``there``)."""
        return self._used.union(one.name for one in there if self._is_unknown)
